//! The payments that were made, read from the delivery again: past the mapping, by headings alone.

use std::collections::BTreeMap;

use super::class::{Class, ClassCounts};
use super::facts::{CaseIndex, Facts, account, recipient};
use crate::convert::condition;
use crate::convert::digest::RecordHasher;
use crate::domain::{Date, FileId, Month, Origin};
use crate::mapping::Mapping;
use crate::source::rows::read_amount;
use crate::source::{Cancel, Files, Reading, Row, Rows, SourceError};
use crate::validate::cell::iso;

/// One delivered payment of a case in scope.
#[derive(Clone, Debug)]
pub struct Payment {
    /// Where it was delivered.
    pub origin: Origin,
    /// The case.
    pub case: CaseIndex,
    /// Who was paid: nine digits, or as delivered where it is no number.
    pub recipient: String,
    /// The client's number.
    pub client: Option<String>,
    /// The account: in electronic form, or as delivered where it is no IBAN.
    pub account: Box<str>,
    /// The scheme, as delivered.
    pub scheme: String,
    /// The month that it concerns, where it can be read.
    pub month: Option<Month>,
    /// When it was paid, where it can be read.
    pub date: Option<Date>,
    /// How much in cents, where it can be read.
    pub cents: Option<i64>,
    /// What it means for the promise.
    pub class: Class,
}

impl Payment {
    /// Digests what must arrive as it was.
    #[must_use]
    pub fn digest(&self) -> u128 {
        let month = self.month.map(|month| month.to_string()).unwrap_or_default();
        let date = self.date.map(iso).unwrap_or_default();
        payment_digest(self.origin, &self.recipient, &self.account, &month, &date, self.cents.unwrap_or_default())
    }
}

/// Digests a payment as it must stand in the target.
#[must_use]
pub fn payment_digest(origin: Origin, recipient: &str, account: &str, month: &str, date: &str, cents: i64) -> u128 {
    let mut hasher = RecordHasher::new(origin.row_key(0));
    for text in [recipient, account, month, date] {
        hasher.text(text.as_bytes());
    }
    hasher.integer(cents);
    hasher.finish()
}

/// One payment in the history of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paid {
    /// The month that it concerns.
    pub month: Month,
    /// When.
    pub date: Date,
    /// How much, in cents.
    pub cents: i64,
    /// Where it was delivered.
    pub origin: Origin,
}

/// The payments of one recipient, case and account.
#[derive(Clone, Debug)]
pub struct Stream {
    /// Who is paid.
    pub recipient: Box<str>,
    /// The client's number.
    pub client: Option<Box<str>>,
    /// The account.
    pub account: Box<str>,
    /// Regular payments that were really made, of the last thirteen months that the stream has.
    pub regular: Vec<Paid>,
    /// Regular payments that came back.
    pub returned: Vec<Paid>,
    /// Corrections that were really paid.
    pub corrections: Vec<Paid>,
}

/// How many months of a stream are kept, besides its last.
const MONTHS_KEPT: i32 = 12;
/// Of how many payments that are wrong in one way the place is kept.
const PLACES_KEPT: usize = 20;

/// The history of all cases in scope.
#[derive(Debug, Default)]
pub struct History {
    /// Per case its streams, in the order of the delivery.
    pub streams: BTreeMap<CaseIndex, Vec<Stream>>,
    /// The first payments in scope that promises depend on, of which a cell cannot be read.
    pub unreadable: Vec<(CaseIndex, Origin)>,
    /// How many of those there are in all.
    pub unreadable_count: u64,
    /// All payments in scope by class.
    pub classes: ClassCounts,
    /// The first payments in scope that the mapping does not classify.
    pub unclassified: Vec<(CaseIndex, Origin)>,
    /// What stays behind, per scheme and month, in cents without sign.
    pub stays: BTreeMap<(String, String), i128>,
}

impl History {
    /// Reads all payments, and shows each one in scope to `visit` in the order of the delivery.
    ///
    /// # Errors
    /// Fails where the delivery cannot be used, and with whatever `visit` fails with.
    pub fn read<E: From<SourceError>>(
        mapping: &Mapping,
        files: &Files,
        facts: &mut Facts,
        cancel: &Cancel,
        mut visit: impl FnMut(&Facts, &Payment) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut history = Self::default();
        for file in files.of(mapping.promise.from) {
            let reading = Reading { delivery: &mapping.delivery, file, cancel };
            let known: &Facts = facts;
            let mut unknown = Vec::new();
            reading.each_block_again(
                |rows| read_block(mapping, known, file.id, rows),
                |block| -> Result<(), E> {
                    for (key, cents) in block.stays {
                        *history.stays.entry(key).or_default() += cents;
                    }
                    for payment in block.payments {
                        visit(known, &payment)?;
                        history.add(&payment);
                    }
                    unknown.extend(block.unknown);
                    Ok(())
                },
            )?;
            for (number, mut payment) in unknown {
                payment.case = facts.case_or_unknown(&number);
                visit(facts, &payment)?;
                history.add(&payment);
            }
        }
        Ok(history)
    }

    /// Notes a payment.
    pub(super) fn add(&mut self, payment: &Payment) {
        self.classes.add(payment.class, cents_of(payment));
        if payment.class == Class::Unclassified && self.unclassified.len() < PLACES_KEPT {
            self.unclassified.push((payment.case, payment.origin));
        }
        if !payment.class.is_promised() {
            return;
        }
        let (Some(month), Some(date), Some(cents)) = (payment.month, payment.date, payment.cents) else {
            self.unreadable_count += 1;
            if self.unreadable.len() < PLACES_KEPT {
                self.unreadable.push((payment.case, payment.origin));
            }
            return;
        };
        let streams = self.streams.entry(payment.case).or_default();
        let known = streams
            .iter()
            .position(|stream| *stream.recipient == *payment.recipient && stream.account == payment.account);
        let place = known.unwrap_or_else(|| {
            streams.push(Stream {
                recipient: payment.recipient.clone().into(),
                client: payment.client.clone().map(Into::into),
                account: payment.account.clone(),
                regular: Vec::new(),
                returned: Vec::new(),
                corrections: Vec::new(),
            });
            streams.len() - 1
        });
        let (stream, paid) = (&mut streams[place], Paid { month, date, cents, origin: payment.origin });
        let payments = match payment.class {
            Class::Returned => &mut stream.returned,
            Class::Correction => &mut stream.corrections,
            _ => &mut stream.regular,
        };
        payments.push(paid);
        forget_old(payments);
    }
}

/// Keeps the last months, now and then, so that long histories do not fill the memory.
fn forget_old(payments: &mut Vec<Paid>) {
    let enough = usize::try_from(2 * MONTHS_KEPT).unwrap_or_default();
    if payments.len() > enough
        && let Some(last) = payments.iter().map(|paid| paid.month).max()
    {
        payments.retain(|paid| last.since(paid.month) <= MONTHS_KEPT);
    }
}

#[derive(Default)]
struct Block {
    payments: Vec<Payment>,
    unknown: Vec<(String, Payment)>,
    stays: BTreeMap<(String, String), i128>,
}

fn read_block(mapping: &Mapping, facts: &Facts, file: FileId, rows: &mut Rows<'_>) -> Block {
    let mut block = Block::default();
    while let Some(row) = rows.next_row() {
        if row.is_ragged() {
            continue;
        }
        let number = row.text(mapping.promise.case);
        match facts.case(&number) {
            Some(case) if facts.cases[case].is_ours() => {
                block.payments.push(read_payment(mapping, case, Origin::new(file, row.line), &row));
            }
            Some(case) => {
                let payment = read_payment(mapping, case, Origin::new(file, row.line), &row);
                *block.stays.entry(sum_key(&payment)).or_default() += cents_of(&payment);
            }
            None => {
                let payment = read_payment(mapping, CaseIndex::MAX, Origin::new(file, row.line), &row);
                block.unknown.push((number.into_owned(), payment));
            }
        }
    }
    block
}

/// Returns the scheme and month under which a payment is added up.
#[must_use]
pub fn sum_key(payment: &Payment) -> (String, String) {
    (payment.scheme.clone(), payment.month.map(|month| month.to_string()).unwrap_or_default())
}

/// Returns a payment's cents without sign, zero where they cannot be read.
#[must_use]
pub fn cents_of(payment: &Payment) -> i128 {
    i128::from(payment.cents.unwrap_or_default().saturating_abs())
}

fn read_payment(mapping: &Mapping, case: CaseIndex, origin: Origin, row: &Row<'_>) -> Payment {
    let promise = &mapping.promise;
    let dialect = &mapping.delivery.tables[promise.from].dialect;
    let holds = |condition| condition::holds(condition, row, dialect);
    let met = promise.classes().into_iter().zip(Class::ALL).find(|((_, told), _)| told.is_some_and(holds));
    let class = met.map_or(Class::Unclassified, |(_, class)| class);
    let amount = read_amount(&row.text(promise.amount.column), promise.amount, dialect.notation);
    let cents = amount.ok().map(crate::domain::Money::cents);
    let cents = match &promise.sign_from {
        Some(sign) => cents.and_then(|cents| sign.signed(cents, &row.text(sign.column))),
        None => cents,
    };
    Payment {
        origin,
        case,
        recipient: recipient(&row.text(promise.recipient)),
        client: promise.client.map(|column| row.text(column).into_owned()),
        account: account(&row.text(promise.account)),
        scheme: promise.scheme.map(|column| row.text(column).into_owned()).unwrap_or_default(),
        month: dialect.month.parse(&row.text(promise.month)).ok(),
        date: dialect.date.parse(&row.text(promise.date)).ok(),
        cents,
        class,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_payments_that_cannot_be_read_are_kept_and_all_are_counted() {
        let mut history = History::default();
        for line in 2..=26 {
            history.add(&Payment {
                origin: Origin::new(FileId::new(1), line),
                case: 0,
                recipient: "111222333".to_owned(),
                client: None,
                account: "NL91ABNA0417164300".into(),
                scheme: String::new(),
                month: None,
                date: None,
                cents: None,
                class: Class::Regular,
            });
        }
        assert_eq!((history.unreadable.len(), history.unreadable_count), (20, 25));
        assert_eq!(history.unreadable.last().map(|(_, origin)| origin.line()), Some(21));
    }
}
