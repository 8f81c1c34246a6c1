//! A block of delivered payments, read beside others: all that takes time and needs no order.
//!
//! Of what stays behind no more is read than its sum needs. Accounts, months and dates come back again and again; each
//! is read once per block. Memory does not grow with the file, but for payments of cases that nobody knows.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::class::Class;
use super::facts::{CaseIndex, Facts, Known, account, recipient};
use super::payment::{Payment, magnitude, payment_digest};
use super::sums::{SumIndex, Sums};
use crate::convert::digest::RecordDigest;
use crate::convert::sequence::Near;
use crate::convert::{Place, condition};
use crate::domain::{Date, FileId, Money, Month, Origin};
use crate::mapping::Mapping;
use crate::mapping::model::{DestinationIndex, Dialect};
use crate::source::rows::read_amount;
use crate::source::{Row, Rows};
use crate::validate::cell::iso;

/// Payments per destination: how many, and their digest.
pub(super) type Digests = BTreeMap<DestinationIndex, (u64, RecordDigest)>;

/// A place in the texts of a block.
type Span = Range<usize>;

/// The payments of a block.
#[derive(Default)]
pub(super) struct Block {
    records: Vec<Record>,
    texts: Texts,
    /// Payments of cases that are not known yet.
    pub(super) unknown: Vec<Unknown>,
    /// What was delivered per scheme and month.
    pub(super) sums: Sums,
    /// What must stand in the targets.
    pub(super) digests: Digests,
}

/// A payment of a case that was not delivered.
pub(super) struct Unknown {
    /// The number of the case.
    pub(super) number: String,
    record: Record,
    texts: Texts,
}

/// A payment of which the texts are kept elsewhere.
struct Record {
    origin: Origin,
    case: CaseIndex,
    recipient: Span,
    client: Option<Span>,
    account: Span,
    month: (Option<Month>, Span),
    date: (Option<Date>, Span),
    cents: Option<i64>,
    class: Class,
    sum: SumIndex,
}

impl Block {
    /// Reads the rows of a block.
    pub(super) fn read(mapping: &Mapping, facts: &Facts, file: FileId, rows: &mut Rows<'_>) -> Self {
        let mut block = Self::default();
        let (mut number, mut known, mut near) = (String::new(), facts.case(""), Near::default());
        while let Some(row) = rows.next_row() {
            if row.is_ragged() {
                continue;
            }
            // Most often the payments of a case stand together.
            let text = row.text(mapping.promise.case);
            if *text != *number {
                number.clear();
                number.push_str(&text);
                known = facts.case_near(&number, &mut near);
            }
            let cells = Cells { mapping, dialect: &mapping.delivery.tables[mapping.promise.from].dialect, row: &row };
            match known {
                Some(Known::Ours(case)) => {
                    let record = cells.record(Origin::new(file, row.line), case, &mut block.texts, &mut block.sums);
                    if let Place::Destination(destination) = facts.cases[case].route.place() {
                        let (payments, digest) = block.digests.entry(destination).or_default();
                        *payments += 1;
                        digest.add(record.digest(&block.texts));
                    }
                    block.records.push(record);
                }
                Some(Known::StaysBehind) => {
                    let sum = block.sums.place(&cells.scheme(), cells.month());
                    block.sums.at(sum).stays += magnitude(cells.cents());
                }
                None => {
                    let (mut texts, origin) = (Texts::default(), Origin::new(file, row.line));
                    let record = cells.record(origin, CaseIndex::MAX, &mut texts, &mut block.sums);
                    block.unknown.push(Unknown { number: number.clone(), record, texts });
                }
            }
        }
        block
    }

    /// Lists the payments of cases in scope, each with the place of its sum, in the order of the delivery.
    pub(super) fn payments(&self) -> impl Iterator<Item = (Payment<'_>, SumIndex)> {
        self.records.iter().map(|record| (record.payment(&self.texts), record.sum))
    }
}

impl Unknown {
    /// Returns the payment, of a case that is known by now, with the place of its sum.
    pub(super) fn payment(&self, case: CaseIndex) -> (Payment<'_>, SumIndex) {
        (Payment { case, ..self.record.payment(&self.texts) }, self.record.sum)
    }

    /// Takes another place for the sum.
    pub(super) fn with_sum_at(mut self, places: &[SumIndex]) -> Self {
        self.record.sum = places[self.record.sum];
        self
    }
}

impl Record {
    fn payment<'a>(&self, texts: &'a Texts) -> Payment<'a> {
        Payment {
            origin: self.origin,
            case: self.case,
            recipient: texts.at(&self.recipient),
            client: self.client.as_ref().map(|client| texts.at(client)),
            account: texts.at(&self.account),
            month: self.month.0,
            date: self.date.0,
            cents: self.cents,
            class: self.class,
        }
    }

    fn digest(&self, texts: &Texts) -> u128 {
        let cells = [&self.recipient, &self.account, &self.month.1, &self.date.1];
        payment_digest(self.origin, cells.map(|span| texts.at(span).as_bytes()), self.cents.unwrap_or_default())
    }
}

/// The cells of a row, by what they mean for the promise.
struct Cells<'a> {
    mapping: &'a Mapping,
    dialect: &'a Dialect,
    row: &'a Row<'a>,
}

impl Cells<'_> {
    fn record(&self, origin: Origin, case: CaseIndex, texts: &mut Texts, sums: &mut Sums) -> Record {
        let (row, promise, dialect) = (self.row, &self.mapping.promise, self.dialect);
        let cents = self.cents();
        let month = texts.month(&row.text(promise.month), dialect);
        let sum = sums.place(&self.scheme(), month.0);
        sums.at(sum).delivered += magnitude(cents);
        Record {
            origin,
            case,
            recipient: texts.keep(&recipient(&row.text(promise.recipient))),
            client: promise.client.map(|column| texts.keep(&row.text(column))),
            account: texts.account(&row.text(promise.account)),
            month,
            date: texts.date(&row.text(promise.date), dialect),
            cents,
            class: self.class(),
            sum,
        }
    }

    fn class(&self) -> Class {
        let holds = |condition| condition::holds(condition, self.row, self.dialect);
        let mut classes = self.mapping.promise.classes().into_iter().zip(Class::ALL);
        let met = classes.find(|((_, told), _)| told.is_some_and(holds));
        met.map_or(Class::Unclassified, |(_, class)| class)
    }

    fn scheme(&self) -> Cow<'_, str> {
        self.mapping.promise.scheme.map(|column| self.row.text(column)).unwrap_or_default()
    }

    fn month(&self) -> Option<Month> {
        self.dialect.month.parse(&self.row.text(self.mapping.promise.month)).ok()
    }

    fn cents(&self) -> Option<i64> {
        let promise = &self.mapping.promise;
        let amount = read_amount(&self.row.text(promise.amount.column), promise.amount, self.dialect.notation);
        let cents = amount.ok().map(Money::cents);
        match &promise.sign_from {
            Some(sign) => cents.and_then(|cents| sign.signed(cents, &self.row.text(sign.column))),
            None => cents,
        }
    }
}

/// The texts of a block, one after the other.
#[derive(Default)]
struct Texts {
    kept: String,
    accounts: FxHashMap<Box<str>, Span>,
    months: FxHashMap<Box<str>, (Option<Month>, Span)>,
    dates: FxHashMap<Box<str>, (Option<Date>, Span)>,
}

impl Texts {
    fn at(&self, span: &Span) -> &str {
        &self.kept[span.clone()]
    }

    fn keep(&mut self, text: &str) -> Span {
        let start = self.kept.len();
        self.kept.push_str(text);
        start..self.kept.len()
    }

    fn account(&mut self, text: &str) -> Span {
        if let Some(known) = self.accounts.get(text) {
            return known.clone();
        }
        let read = self.keep(&account(text));
        self.accounts.insert(text.into(), read.clone());
        read
    }

    /// Reads a month; beside it stands how a target has it.
    fn month(&mut self, text: &str, dialect: &Dialect) -> (Option<Month>, Span) {
        if let Some(known) = self.months.get(text) {
            return known.clone();
        }
        let month = dialect.month.parse(text).ok();
        let read = (month, self.keep(&month.map(|month| month.to_string()).unwrap_or_default()));
        self.months.insert(text.into(), read.clone());
        read
    }

    /// Reads a date; beside it stands how a target has it.
    fn date(&mut self, text: &str, dialect: &Dialect) -> (Option<Date>, Span) {
        if let Some(known) = self.dates.get(text) {
            return known.clone();
        }
        let date = dialect.date.parse(text).ok();
        let read = (date, self.keep(&date.map(iso).unwrap_or_default()));
        self.dates.insert(text.into(), read.clone());
        read
    }
}
