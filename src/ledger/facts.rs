//! Facts about cases, payees, reserves and dates, from the delivery's own cells.

use std::borrow::Cow;

use compact_str::CompactString;

use super::calendar::Calendar;
use super::payees::{PayeeFact, Payees};
use crate::convert::condition;
use crate::convert::routing::{Route, case_column, route_of_cells};
use crate::convert::sequence::{Near, Sequence};
use crate::domain::{Date, Iban, Origin};
use crate::mapping::Mapping;
use crate::mapping::model::{CaseFacts, Dialect, TableIndex};
use crate::source::rows::read_amount;
use crate::source::{Cancel, Files, Reading, Row, SourceError};

/// A place in [`Facts::cases`].
pub type CaseIndex = usize;

/// What the delivery says about one case in scope.
#[derive(Clone, Debug)]
pub struct CaseFact {
    /// Its number.
    pub number: CompactString,
    /// Where it goes.
    pub route: Route,
    /// Its last day, where it has one that can be read.
    pub ended: Option<Date>,
    /// Whether payment is blocked.
    pub blocked: bool,
    /// Where it was delivered; nowhere for a case that only payments speak of.
    pub origin: Option<Origin>,
}

/// What a case is that was delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Promises of it count here: everywhere but where a decision leaves it behind.
    Ours(CaseIndex),
    /// A decision leaves it behind.
    StaysBehind,
}

/// The mark of a case that stays behind.
const STAYS: u32 = u32::MAX;

const fn known(place: u32) -> Known {
    match place {
        STAYS => Known::StaysBehind,
        place => Known::Ours(place as CaseIndex),
    }
}

/// All facts. Memory grows with cases and payees, and of those that stay behind little is kept.
#[derive(Debug, Default)]
pub struct Facts {
    /// The cases in scope, in the order of the delivery.
    pub cases: Vec<CaseFact>,
    /// All cases by number: the place in scope, or the mark.
    numbers: Sequence<u32>,
    payees: Payees,
    /// Reserved holiday allowance per case in scope: cents and where it was delivered.
    pub reserves: std::collections::BTreeMap<CaseIndex, (i64, Origin)>,
    /// How many obligations were delivered per case in scope.
    pub obligations: std::collections::BTreeMap<CaseIndex, i64>,
    /// The promised dates; none where no calendar is delivered.
    pub calendar: Calendar,
}

impl Facts {
    /// Reads the facts that a mapping's promise names.
    ///
    /// # Errors
    /// Fails where the delivery cannot be used.
    pub fn read(mapping: &Mapping, files: &Files, cancel: &Cancel) -> Result<Self, SourceError> {
        let mut facts = Self::default();
        facts.read_cases(mapping, files, cancel)?;
        facts.read_payees(mapping, files, cancel)?;
        facts.read_reserves(mapping, files, cancel)?;
        facts.read_obligations(mapping, files, cancel)?;
        facts.read_calendar(mapping, files, cancel)?;
        Ok(facts)
    }

    /// Returns what is known of a case by its number.
    #[must_use]
    pub fn case(&self, number: &str) -> Option<Known> {
        self.numbers.get(number).copied().map(known)
    }

    /// Returns the same, which stands most often near the case that was asked for last.
    #[must_use]
    pub fn case_near(&self, number: &str, near: &mut Near) -> Option<Known> {
        self.numbers.get_near(number, near).copied().map(known)
    }

    /// Returns a case in scope by its number.
    #[must_use]
    pub fn ours(&self, number: &str) -> Option<CaseIndex> {
        match self.case(number) {
            Some(Known::Ours(case)) => Some(case),
            Some(Known::StaysBehind) | None => None,
        }
    }

    /// Returns a case in scope by its number; one that was not delivered is noted as going nowhere.
    pub fn case_or_unknown(&mut self, number: &str) -> CaseIndex {
        self.ours(number).unwrap_or_else(|| {
            self.add(CaseFact {
                number: number.into(),
                route: Route::Unknown,
                ended: None,
                blocked: false,
                origin: None,
            });
            self.cases.len() - 1
        })
    }

    /// Returns the kind of payee that holds an account: as its case says, else as all others that name it do.
    #[must_use]
    pub fn kind_of(&self, case: CaseIndex, account: &str) -> Option<&str> {
        self.payees.kind_of(case, account)
    }

    /// Returns the payees of a case, each with its kind as delivered.
    pub fn payees_of(&self, case: CaseIndex) -> impl Iterator<Item = (&PayeeFact, &str)> {
        self.payees.of(case).iter().map(|payee| (payee, self.payees.kind(payee)))
    }

    fn add(&mut self, fact: CaseFact) {
        if matches!(fact.route, Route::StaysBehind(_)) {
            self.numbers.insert(fact.number, STAYS);
        } else {
            let place = u32::try_from(self.cases.len()).unwrap_or(STAYS);
            self.numbers.insert(fact.number.clone(), place);
            self.cases.push(fact);
        }
    }

    fn read_cases(&mut self, mapping: &Mapping, files: &Files, cancel: &Cancel) -> Result<(), SourceError> {
        let cells = &mapping.promise.case_facts;
        let dialect = dialect(mapping, cells.from);
        let read = |row: &Row<'_>, origin: Origin| CaseFact {
            number: CompactString::from(&*row.text(cells.key)),
            route: route_of_cells(mapping, |column| row.text(column)),
            ended: last_day(&row.text(cells.ended), dialect),
            blocked: CaseFacts::says_yes(&row.text(cells.blocked)),
            origin: Some(origin),
        };
        each_row(mapping, files, cancel, cells.from, read, |fact: CaseFact| {
            if !fact.number.is_empty() && self.case(&fact.number).is_none() {
                self.add(fact);
            }
        })
    }

    fn read_payees(&mut self, mapping: &Mapping, files: &Files, cancel: &Cancel) -> Result<(), SourceError> {
        let cells = &mapping.promise.payees;
        let read = |row: &Row<'_>, origin: Origin| {
            let [number, account, kind] = [
                CompactString::from(&*row.text(cells.key)),
                CompactString::from(&*account(&row.text(cells.account))),
                CompactString::from(&*row.text(cells.kind)),
            ];
            (number, account, kind, origin)
        };
        each_row(
            mapping,
            files,
            cancel,
            cells.from,
            read,
            |(number, account, kind, origin): (CompactString, CompactString, CompactString, _)| {
                let case = self.ours(&number);
                self.payees.add(case, account, &kind, origin);
            },
        )?;
        self.payees.put_in_order();
        Ok(())
    }

    fn read_reserves(&mut self, mapping: &Mapping, files: &Files, cancel: &Cancel) -> Result<(), SourceError> {
        let Some(cells) = &mapping.promise.reserve else { return Ok(()) };
        let read = |row: &Row<'_>, origin: Origin| {
            let amount =
                read_amount(&row.text(cells.amount.column), cells.amount, dialect(mapping, cells.from).notation);
            (
                CompactString::from(&*row.text(cells.key)),
                amount.map(crate::domain::Money::cents).unwrap_or_default(),
                origin,
            )
        };
        each_row(mapping, files, cancel, cells.from, read, |(number, cents, origin): (CompactString, i64, Origin)| {
            if let Some(case) = self.ours(&number) {
                self.reserves.entry(case).or_insert((0, origin)).0 += cents;
            }
        })
    }

    fn read_obligations(&mut self, mapping: &Mapping, files: &Files, cancel: &Cancel) -> Result<(), SourceError> {
        for table in obligation_tables(mapping) {
            let Some(case) = case_column(mapping, table) else { continue };
            let read = |row: &Row<'_>, _: Origin| CompactString::from(&*row.text(case));
            each_row(mapping, files, cancel, table, read, |number: CompactString| {
                if let Some(case) = self.ours(&number) {
                    *self.obligations.entry(case).or_default() += 1;
                }
            })?;
        }
        Ok(())
    }

    fn read_calendar(&mut self, mapping: &Mapping, files: &Files, cancel: &Cancel) -> Result<(), SourceError> {
        let Some(cells) = &mapping.promise.calendar else { return Ok(()) };
        let dialect = dialect(mapping, cells.from);
        let read = |row: &Row<'_>, _: Origin| {
            let regular = cells.regular.any.is_empty() || condition::holds(&cells.regular, row, dialect);
            let month = dialect.month.parse(&row.text(cells.month)).ok();
            let date = dialect.date.parse(&row.text(cells.date)).ok();
            month.zip(date).filter(|_| regular)
        };
        each_row(mapping, files, cancel, cells.from, read, |found| {
            if let Some((month, date)) = found {
                self.calendar.insert(month, date);
            }
        })
    }
}

/// Reads the last day of a case: nothing where the cell holds what means nothing in this delivery, even if it could be
/// read as a date.
fn last_day(text: &str, dialect: &Dialect) -> Option<Date> {
    if dialect.means_nothing(text) { None } else { dialect.date.parse(text).ok() }
}

/// Returns how a delivered table is written.
fn dialect(mapping: &Mapping, table: TableIndex) -> &Dialect {
    &mapping.delivery.tables[table].dialect
}

/// Returns the delivered tables that bring obligations.
#[must_use]
pub fn obligation_tables(mapping: &Mapping) -> Vec<TableIndex> {
    let maps = mapping.maps.iter().filter(|map| map.to.name == "verplichting");
    let mut tables: Vec<TableIndex> = maps.map(|map| map.from).collect();
    tables.sort_unstable();
    tables.dedup();
    tables
}

/// Reads every row of a table that is not ragged, in the order of the delivery.
fn each_row<T: Send>(
    mapping: &Mapping,
    files: &Files,
    cancel: &Cancel,
    table: TableIndex,
    read: impl Fn(&Row<'_>, Origin) -> T + Sync,
    mut take: impl FnMut(T),
) -> Result<(), SourceError> {
    for file in files.of(table) {
        let reading = Reading { delivery: &mapping.delivery, file, cancel };
        reading.each_block_again(
            |rows| {
                let mut found = Vec::new();
                while let Some(row) = rows.next_row() {
                    if !row.is_ragged() {
                        found.push(read(&row, Origin::new(file.id, row.line)));
                    }
                }
                found
            },
            |found| -> Result<(), SourceError> {
                found.into_iter().for_each(&mut take);
                Ok(())
            },
        )?;
    }
    Ok(())
}

/// Writes an account as it is compared: in electronic form where it is an IBAN, else as delivered.
#[must_use]
pub fn account(text: &str) -> Cow<'_, str> {
    match Iban::parse(text) {
        Ok(iban) if iban.as_str() != text => Cow::Owned(iban.as_str().to_owned()),
        _ => Cow::Borrowed(text),
    }
}

/// Writes a recipient as it is compared: nine digits where it is digits, else as delivered.
#[must_use]
pub fn recipient(text: &str) -> Cow<'_, str> {
    if text.len() < 9 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Cow::Owned(format!("{text:0>9}"))
    } else {
        Cow::Borrowed(text)
    }
}
