//! Columns that the promise reads in another way than the maps do: the proof would then compare two different things.
//!
//! The promise reads cells as they are delivered, in the notation of their table. What a map says of one column alone it
//! does not know.

use super::logic::conditions;
use super::logic::readings::{self, Reading};
use super::{Findings, Lint, quoted};
use crate::catalog::Domain;
use crate::diag::Span;
use crate::diag::codes::lint::PROMISE_READS_OTHERWISE;
use crate::domain::MonthForm;
use crate::mapping::Mapping;
use crate::mapping::model::{CaseFacts, ColumnIndex, SignFrom, TableIndex};

pub(super) static LINT: Lint = Lint { code: &PROMISE_READS_OTHERWISE, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    let promise = &mapping.promise;
    let (cases, payees) = (&promise.case_facts, &promise.payees);
    let calendar = promise.calendar.iter().flat_map(|calendar| {
        let (date, month) = ((calendar.date, Kind::Date), (calendar.month, Kind::Month));
        [date, month].map(|(column, kind)| (calendar.from, column, "calendar", kind))
    });
    let cells = [
        (promise.from, promise.date, "date", Kind::Date),
        (promise.from, promise.month, "month", Kind::Month),
        (promise.from, promise.amount.column, "amount", Kind::Amount),
        (promise.from, promise.account, "account", Kind::Account),
        (promise.from, promise.recipient, "recipient", Kind::Name),
        (promise.from, promise.case, "case", Kind::Name),
        (cases.from, cases.key, "case-facts", Kind::Name),
        (cases.from, cases.ended, "case-facts", Kind::End),
        (cases.from, cases.blocked, "case-facts", Kind::Blocked),
        (payees.from, payees.key, "payees", Kind::Name),
        (payees.from, payees.account, "payees", Kind::Account),
    ];
    for (table, column, key, kind) in cells.into_iter().chain(calendar) {
        let heading = &mapping.delivery.tables[table].columns[column];
        let span = promise.spans.get(key).map(|span| conditions::within(span, heading));
        let cell = Cell { mapping, table, column, span };
        for reading in readings::of_cell(mapping, table, column) {
            cell.check(kind, &reading, findings);
        }
    }
}

/// What the promise takes a cell for.
#[derive(Clone, Copy)]
enum Kind {
    Date,
    Month,
    Amount,
    Account,
    /// A number that names a person or a case.
    Name,
    /// The last day of a case.
    End,
    /// Whether payment is blocked.
    Blocked,
}

/// A column that the promise reads.
struct Cell<'m> {
    mapping: &'m Mapping,
    table: TableIndex,
    column: ColumnIndex,
    span: Option<Span>,
}

impl Cell<'_> {
    fn check(&self, kind: Kind, reading: &Reading<'_>, findings: &mut Findings) {
        let domain = reading.target().domain;
        let is_date = matches!(domain, Domain::Date | Domain::PartialDate);
        match kind {
            Kind::Date if is_date => self.check_date(reading, findings),
            Kind::End if is_date => {
                self.check_date(reading, findings);
                self.check_open_ends(reading, findings);
            }
            Kind::Month if domain == Domain::Month => self.check_month(reading, findings),
            Kind::Amount if domain == Domain::Money => self.check_sign(reading, findings),
            Kind::Account if domain == Domain::Iban => {
                self.check_cleaned(reading, findings);
                self.check_empty(reading, findings);
            }
            Kind::Name if names_a_row(reading) => self.check_cleaned(reading, findings),
            Kind::Blocked if domain == Domain::Flag => self.check_blocked(reading, findings),
            _ => {}
        }
    }

    fn heading(&self) -> &str {
        &self.mapping.delivery.tables[self.table].columns[self.column]
    }

    fn check_date(&self, reading: &Reading<'_>, findings: &mut Findings) {
        let format = self.mapping.delivery.tables[self.table].dialect.date;
        if let Some(own) = reading.read.date.filter(|own| *own != format) {
            self.say_form(reading, &own, &format, findings);
        }
    }

    fn check_month(&self, reading: &Reading<'_>, findings: &mut Findings) {
        let format = self.mapping.delivery.tables[self.table].dialect.month;
        match reading.read.month {
            Some(MonthForm::Month(own)) if own != format => self.say_form(reading, &own, &format, findings),
            Some(MonthForm::Date(own)) => self.say_form(reading, &own, &format, findings),
            _ => {}
        }
    }

    fn say_form(
        &self,
        reading: &Reading<'_>,
        own: &dyn std::fmt::Display,
        general: &dyn std::fmt::Display,
        findings: &mut Findings,
    ) {
        let (map, table) = (reading.map_name(self.mapping), &self.mapping.delivery.tables[self.table].name);
        let message = format!("{map} reads \"{}\" as {own}, and the promise as {general}", self.heading());
        let help = format!("say under [delivery.{table}] how it is written: the promise reads it so as well");
        findings.advise(self.span.clone(), message, help);
    }

    /// Reports an end that is none to the map alone, and one in the past to the promise: nothing would be promised. What
    /// means nothing in the whole table is no end to either.
    fn check_open_ends(&self, reading: &Reading<'_>, findings: &mut Findings) {
        let dialect = &self.mapping.delivery.tables[self.table].dialect;
        let is_past = |text: &&String| dialect.date.parse(text).is_ok_and(|day| day < self.mapping.transfer.cutover);
        let texts = reading.read.empty.iter().filter(|text| !dialect.means_nothing(text));
        let past: Vec<&str> = texts.filter(is_past).map(String::as_str).collect();
        if !past.is_empty() {
            let map = reading.map_name(self.mapping);
            let message = format!("{} is no end in {map}, and to the promise a case that ended", quoted(past));
            let help =
                "list them under \"empty\" of the delivered table: the promise knows those, and not what one map says";
            findings.advise(self.span.clone(), message, help);
        }
    }

    /// Reports texts that are no account to the map.
    fn check_empty(&self, reading: &Reading<'_>, findings: &mut Findings) {
        let texts: Vec<&str> = reading.read.empty.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            let map = reading.map_name(self.mapping);
            let message = format!("{} is no account in {map}, and one to the promise", quoted(texts));
            let help = "put such cells right with corrections.csv, or leave their rows out on both sides";
            findings.advise(self.span.clone(), message, help);
        }
    }

    fn check_sign(&self, reading: &Reading<'_>, findings: &mut Findings) {
        let (own, promised) = (&reading.read.sign_from, &self.mapping.promise.sign_from);
        let is_alike = match (own, promised) {
            (Some(own), Some(promised)) => is_same_sign(own, promised),
            (None, None) => true,
            _ => false,
        };
        if !is_alike {
            let map = reading.map_name(self.mapping);
            let message =
                format!("{map} and the promise take the sign of \"{}\" from different places", self.heading());
            findings.advise(self.span.clone(), message, "write the same \"sign-from\" in both");
        }
    }

    /// Reports texts that a map changes before it reads them, which the promise compares as they were delivered.
    fn check_cleaned(&self, reading: &Reading<'_>, findings: &mut Findings) {
        if !reading.read.steps.is_empty() || reading.read.pad.is_some() {
            let map = reading.map_name(self.mapping);
            let message =
                format!("{map} changes \"{}\" first, and the promise reads it as it is delivered", self.heading());
            let help = "correct the cells with corrections.csv, or have them delivered alike: both read that";
            findings.advise(self.span.clone(), message, help);
        }
    }

    /// Reports codes that mean "blocked" on one side alone.
    fn check_blocked(&self, reading: &Reading<'_>, findings: &mut Findings) {
        let rows = reading.read.codes.iter().flat_map(|codes| codes.rows.iter());
        let differs = |(from, to): (&_, bool)| CaseFacts::says_yes(from) != to;
        let other: Vec<&str> =
            rows.filter(|(from, row)| differs((from, row.to == "1"))).map(|(from, _)| from.as_str()).collect();
        if !other.is_empty() {
            let map = reading.map_name(self.mapping);
            let message = format!("{map} and the promise disagree whether {} blocks a payment", quoted(other));
            let help = "the promise takes J, ja, 1, true and WAAR for yes, and all else for no";
            findings.advise(self.span.clone(), message, help);
        }
    }
}

/// Tells whether a reading makes what names a row of the target, or refers to one.
fn names_a_row(reading: &Reading<'_>) -> bool {
    let target = reading.target();
    target.references.is_some() || reading.map.to.unique.contains(&[target.name].as_slice())
}

fn is_same_sign(one: &SignFrom, other: &SignFrom) -> bool {
    let same = |one: &[String], other: &[String]| {
        one.iter().all(|text| other.contains(text)) && other.iter().all(|text| one.contains(text))
    };
    one.column == other.column && same(&one.plus, &other.plus) && same(&one.minus, &other.minus)
}
