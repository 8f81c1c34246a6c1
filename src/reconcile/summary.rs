//! The contract of `summary.json`.
//!
//! Stable: fields are added, never renamed. Amounts are integers in cents; `null` is unknown, `0` is counted and zero.

use std::collections::BTreeMap;

use serde::Serialize;

use super::planned::PlannedSource;

/// What a run decided, in figures.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// The version of this contract.
    pub format: u8,
    /// The version of the tool.
    pub overdracht: String,
    /// The service that is left.
    pub service: String,
    /// The cut-over, ISO.
    pub cutover: String,
    /// Whether every proof passed.
    pub verdict: Verdict,
    /// Per delivered file, what became of its rows.
    pub accounting: Vec<FileAccount>,
    /// The five proofs.
    pub proofs: Proofs,
    /// The findings, counted.
    pub findings: FindingCounts,
    /// The payment files that the promises were held against; nothing where that are the computed payments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<PlannedSource>,
}

/// The answer of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// All five proofs passed.
    Proven,
    /// At least one did not.
    NotProven,
}

/// What became of one file's rows.
#[derive(Clone, Debug, Serialize)]
pub struct FileAccount {
    /// The delivered table.
    pub table: String,
    /// The file's name.
    pub file: String,
    /// All data rows.
    pub read: Amount,
    /// Rows that stand in a target.
    pub loaded: Amount,
    /// Rows that added to a person already there.
    pub merged: Amount,
    /// Rows that a named decision or rule left out.
    pub filtered: Amount,
    /// Rows that could not be loaded.
    pub rejected: Amount,
    /// What remains; anything but zero fails the proof.
    pub unexplained: Amount,
}

/// Rows, and the cents in their amount columns without sign; none where the table has no amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// How many rows.
    pub rows: i64,
    /// How many cents.
    pub cents: Option<i128>,
}

/// Whether a proof holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// It was checked and holds.
    Passed,
    /// It was checked and does not hold.
    Failed,
    /// It was not checked.
    NotRun {
        /// Why not.
        reason: String,
    },
}

/// The five proofs.
#[derive(Clone, Debug, Serialize)]
pub struct Proofs {
    /// Nothing lost, nothing invented.
    pub completeness: Completeness,
    /// Every case goes to exactly one place.
    pub partition: Partition,
    /// History arrived as it was.
    pub fidelity: Fidelity,
    /// Every planned payment has a legal ground.
    pub title: Title,
    /// Everyone gets at least the same, on the same date.
    pub continuity: Continuity,
}

/// The figures of completeness.
#[derive(Clone, Debug, Serialize)]
pub struct Completeness {
    /// Whether it holds.
    #[serde(flatten)]
    pub status: Status,
    /// Rows whose fate is unknown, both ways.
    pub unexplained_rows: i64,
    /// Rows in scope that were rejected.
    pub rejected_rows: i64,
    /// Target tables whose records differ from those that were converted.
    pub digests: Checks,
    /// Rows of the control file.
    pub control_totals: Checks,
    /// Totals lines in the data files.
    pub totals_lines: Checks,
}

/// How many were checked, and how many failed.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Checks {
    /// How many were checked.
    pub checked: u64,
    /// How many failed.
    pub failed: u64,
}

/// The figures of partition.
#[derive(Clone, Debug, Serialize)]
pub struct Partition {
    /// Whether it holds.
    #[serde(flatten)]
    pub status: Status,
    /// Delivered cases.
    pub cases: u64,
    /// Cases per municipality.
    pub destinations: BTreeMap<String, u64>,
    /// Cases that stay by a named decision.
    pub stays_behind: u64,
    /// Cases that go nowhere.
    pub nowhere: u64,
    /// Cases that were delivered more than once.
    pub twice: u64,
    /// Scheme-months of which the parts do not add up to the whole.
    pub unbalanced_sums: u64,
    /// Rows or columns that a partner may not have.
    pub partner_excess: u64,
}

/// The figures of fidelity.
#[derive(Clone, Debug, Serialize)]
pub struct Fidelity {
    /// Whether it holds.
    #[serde(flatten)]
    pub status: Status,
    /// Delivered payments in scope.
    pub payments: u64,
    /// Delivered, not in the target.
    pub missing: u64,
    /// In the target with another recipient, account, month, date or amount.
    pub different: u64,
    /// In the target, not delivered.
    pub unexpected: u64,
    /// Balances of debts, attachments and the like.
    pub balances: BalanceCounts,
}

/// The figures of amounts besides payments.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct BalanceCounts {
    /// Delivered rows in scope.
    pub rows: u64,
    /// Rows of which an amount is missing or differs in the target.
    pub different: u64,
}

/// The figures of title.
#[derive(Clone, Debug, Serialize)]
pub struct Title {
    /// Whether it holds.
    #[serde(flatten)]
    pub status: Status,
    /// Cases with a planned payment.
    pub cases: u64,
    /// Of these, cases of which a payment lacks a decision in force, or an obligation was not carried over.
    pub without_title: u64,
}

/// The figures of continuity.
#[derive(Clone, Debug, Serialize)]
pub struct Continuity {
    /// Whether it holds.
    #[serde(flatten)]
    pub status: Status,
    /// Everyone promised or planned anything.
    pub recipients: u64,
    /// Promises: recipient, date and account.
    pub promises: u64,
    /// What was promised.
    pub promised_cents: i128,
    /// What is planned.
    pub planned_cents: i128,
    /// Verdicts by name.
    pub verdicts: VerdictCounts,
    /// Hard stops besides verdicts.
    pub hard_stops: HardStops,
    /// Reserved holiday allowance.
    pub reserve: Reserve,
    /// Waivers by what they came to.
    pub waivers: WaiverCounts,
    /// Delivered payments in scope, by what they are to the promise.
    pub payments: PaymentClasses,
    /// The worst verdicts that stop, worst first, at most twenty.
    pub worst: Vec<Worst>,
}

/// How often each verdict was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are those of the verdicts")]
pub struct VerdictCounts {
    pub equal: u64,
    pub higher: u64,
    pub excess: u64,
    pub earlier: u64,
    pub lower: u64,
    pub later: u64,
    pub missing: u64,
    pub other_account: u64,
    pub other_payee: u64,
    pub double: u64,
    pub new: u64,
    pub waived: u64,
}

/// What stops a run besides verdicts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HardStops {
    /// Planned payments above the ceiling.
    pub above_ceiling: u64,
    /// Planned payments on a day without settlement.
    pub not_a_banking_day: u64,
    /// Months of the window that the calendar does not have.
    pub no_calendar: u64,
    /// Streams of which neither custom nor calendar explains the date.
    pub unexplained_dates: u64,
    /// Delivered payments in scope that could not be read for the promise.
    pub unreadable: u64,
    /// Planned payments that no longer follow from the target's rows.
    pub plan_differs: u64,
    /// Cases of which nobody pays the month after the last one that was paid.
    pub gap: u64,
    /// Cases of which a month that was paid is planned again.
    pub overlap: u64,
    /// Delivered payments in scope of which the promise does not say what they are.
    pub unclassified: u64,
    /// Payments of a file that are found for nobody.
    pub unknown_payments: u64,
}

/// How many delivered payments are of each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are those of the classes")]
pub struct PaymentClasses {
    pub regular: u64,
    pub returned: u64,
    pub corrections: u64,
    pub one_off: u64,
    pub holiday: u64,
    pub left_out: u64,
    pub unclassified: u64,
}

/// The figures of reserved holiday allowance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reserve {
    /// Cases with a reserve.
    pub cases: u64,
    /// What was reserved.
    pub promised_cents: i128,
    /// What was carried over.
    pub carried_cents: i128,
    /// What is paid out of it in the window.
    pub paid_out_cents: i128,
    /// Cases of which less was carried over and paid out than reserved.
    pub short: u64,
    /// Cases with a reservation in force and no reserve delivered.
    pub absent: u64,
}

/// How many waivers came to what; of those that are not used, each is a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WaiverCounts {
    /// Waivers that cover what they name.
    pub used: u64,
    /// Waivers that are not in force on a date that they name.
    pub expired: u64,
    /// Waivers that find nothing to cover.
    pub unused: u64,
    /// Waivers of less than what deviates.
    pub exceeded: u64,
    /// Waivers that one person requested and approved.
    pub self_approved: u64,
}

/// A verdict that stops.
#[derive(Clone, Debug, Serialize)]
pub struct Worst {
    /// The verdict's name.
    pub verdict: String,
    /// The recipient, masked.
    pub recipient: String,
    /// The client's number.
    pub clientnummer: Option<String>,
    /// The case.
    pub dossiernummer: String,
    /// The payment date, ISO.
    pub date: String,
    /// What was promised.
    pub promised_cents: i128,
    /// What is planned there.
    pub planned_cents: i128,
    /// The delivered file of the payment that it rests on.
    pub file: Option<String>,
    /// Its line.
    pub line: Option<u32>,
}

/// How many findings.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FindingCounts {
    /// Of severity error.
    pub error: u64,
    /// Of severity warning.
    pub warning: u64,
    /// By code.
    pub by_code: BTreeMap<String, u64>,
}
