//! Figures that are reckoned in memory, put into the evidence so that plain SQL gives them too.
//!
//! The delivery's own totals beside what was counted, identities that hold, digests, hard stops, the outcome of every
//! proof, and the criteria that they were made with.

use jiff::ToSpan as _;
use jiff::civil::date;
use rusqlite::params;

use super::load::Delivered;
use super::work::Work;
use crate::convert::identity::Held;
use crate::domain::calendar::is_banking_day;
use crate::domain::{Date, FileId, Money, Total};
use crate::mapping::Mapping;
use crate::mapping::model::{AmountColumn, DeliveredTable};
use crate::reconcile::summary::Status;
use crate::reconcile::{Parameters, Proof};
use crate::source::FileFacts;
use crate::source::control::amount_named;
use crate::source::rows::read_amount;
use crate::store::evidence::narrow;
use crate::store::{Evidence, StoreError};
use crate::validate::cell::iso;

/// Writes the delivery's own arithmetic, as far as it was held against the delivery.
pub(super) fn write_identities(evidence: &Evidence, held: &[Held]) -> Result<(), StoreError> {
    for Held { identity, blocks, lines } in held {
        let values = params![identity, blocks.cast_signed(), lines.cast_signed()];
        evidence.insert("INSERT INTO identity VALUES (?, ?, ?)", values)?;
    }
    Ok(())
}

/// Writes the totals that came with the delivery, each beside what was counted.
pub(super) fn write_totals(work: &Work<'_>, evidence: &Evidence, delivered: &Delivered) -> Result<(), StoreError> {
    for file in &work.files.data {
        let Some(facts) = delivered.files.get(&file.id) else { continue };
        let totals = Totals { evidence, file: file.id, table: &work.mapping.delivery.tables[file.table], facts };
        for line in delivered.control.iter().flat_map(|control| control.of(&file.name)) {
            totals.rows("control", line.line, Some(&line.count))?;
            if let Some(amount) = amount_named(totals.table, &line.column).filter(|_| !line.column.is_empty()) {
                totals.sum("control", line.line, amount, &line.total)?;
            }
        }
        if let Some(footer) = &facts.footer {
            totals.rows("totals_line", footer.line, footer.count.as_ref().map(|(_, count)| count.as_str()))?;
            for (amount, sum) in footer.sums.iter().enumerate() {
                if let Some(sum) = sum {
                    totals.sum("totals_line", footer.line, amount, sum)?;
                }
            }
        }
    }
    Ok(())
}

/// The totals of one delivered file.
struct Totals<'a> {
    evidence: &'a Evidence,
    file: FileId,
    table: &'a DeliveredTable,
    facts: &'a FileFacts,
}

impl Totals<'_> {
    fn rows(&self, source: &str, line: u32, stated: Option<&str>) -> Result<(), StoreError> {
        let value = stated.and_then(|text| text.parse::<i64>().ok());
        self.write(source, line, None, stated, value, self.facts.rows.cast_signed())
    }

    /// Writes a sum of one of the table's amount columns; nothing stated is zero.
    fn sum(&self, source: &str, line: u32, index: usize, stated: &str) -> Result<(), StoreError> {
        let amount: AmountColumn = self.table.amounts[index];
        let read = read_amount(stated, amount, self.table.dialect.notation).map(Money::cents);
        let value = if stated.is_empty() { Some(0) } else { read.ok() };
        let (heading, counted) = (&self.table.columns[amount.column], self.facts.sums.get(index));
        let counted = narrow(counted.copied().unwrap_or_else(Total::default).cents());
        self.write(source, line, Some(heading), Some(stated), value, counted)
    }

    fn write(
        &self,
        source: &str,
        line: u32,
        heading: Option<&str>,
        stated: Option<&str>,
        value: Option<i64>,
        counted: i64,
    ) -> Result<(), StoreError> {
        self.evidence.insert(
            "INSERT INTO delivered_total VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![source, self.file.number(), line, heading, stated, value, counted],
        )
    }
}

/// Writes how the proofs came out, and by which criteria.
pub(super) fn write_proof(evidence: &Evidence, mapping: &Mapping, proof: &Proof) -> Result<(), StoreError> {
    let (summary, parameters) = (&proof.summary, Parameters::of(mapping));
    for (name, status) in summary.proofs.statuses() {
        let (status, reason) = match status {
            Status::Passed => ("passed", None),
            Status::Failed => ("failed", None),
            Status::NotRun { reason } => ("not_run", Some(reason)),
        };
        evidence.insert("INSERT INTO proof VALUES (?, ?, ?)", params![name, status, reason])?;
    }
    for (name, count) in summary.proofs.continuity.hard_stops.by_name() {
        evidence.insert("INSERT INTO hard_stop VALUES (?, ?)", params![name, count.cast_signed()])?;
    }
    for check in &proof.digests {
        let values = params![check.destination, check.table, check.converted, check.stored];
        evidence.insert("INSERT INTO digest_check VALUES (?, ?, ?, ?)", values)?;
    }
    for day in closed_days(parameters.window.first(), parameters.window.last()) {
        evidence.insert("INSERT INTO closed_day VALUES (?)", [iso(day)])?;
    }
    let facts = [
        ("overdracht", summary.overdracht.clone()),
        ("service", summary.service.clone()),
        ("window_first", iso(parameters.window.first())),
        ("window_last", iso(parameters.window.last())),
        ("at_most_percent", parameters.at_most_percent.to_string()),
        ("ceiling_cents", parameters.ceiling_cents.to_string()),
        ("partner_excess", summary.proofs.partition.partner_excess.to_string()),
    ];
    facts.into_iter().try_for_each(|(name, value)| evidence.fact(name, &value))
}

/// Returns the days on which nothing settles, from the year in which a window begins to the year after its end: a month
/// of the window may be paid late.
fn closed_days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    let days = date(first.year(), 1, 1).series(1.day());
    let until = last.year().saturating_add(1);
    days.take_while(move |day| day.year() <= until).filter(|day| !is_banking_day(*day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_the_holidays_of_target_are_closed_for_as_long_as_a_window_is_paid() {
        let closed: Vec<String> = closed_days(date(2021, 1, 1), date(2021, 3, 31)).map(iso).collect();
        assert_eq!(closed.len(), 215);
        for (day, is_closed) in [
            ("2021-01-01", true),
            ("2021-01-02", true),
            ("2021-04-02", true),
            ("2021-04-05", true),
            ("2021-04-27", false),
            ("2022-12-26", true),
            ("2023-01-01", false),
        ] {
            assert_eq!(closed.iter().any(|known| known == day), is_closed, "{day}");
        }
    }
}
