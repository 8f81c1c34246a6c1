//! Everything that a report shows, read from a run's evidence; every renderer starts from this and nothing else.
//!
//! Recipients are masked already; amounts are in cents; dates and months are ISO text.

use super::customs::Customs;
use super::statements::Statement;
use crate::diag::{Code, Severity};
use crate::reconcile::summary::Summary;

/// The content of a report.
#[derive(Clone, Debug)]
pub struct Report {
    /// The figures.
    pub summary: Summary,
    /// What was read, by what, with which parameters.
    pub identification: Identification,
    /// The delivery per table, municipality and month.
    pub breakdown: Vec<BreakdownLine>,
    /// Why rows were left out.
    pub filters: Vec<FilterLine>,
    /// What changed values on the way.
    pub changes: Vec<ChangeLine>,
    /// Delivered cells that were put right, cut at [`Report::LONGEST_LIST`].
    pub corrections: Vec<CorrectionLine>,
    /// How many of these there are in all.
    pub correction_count: u64,
    /// Whole against parts, per scheme and month.
    pub partition_sums: Vec<PartitionLine>,
    /// Verdicts that stop, worst first; the list is cut at [`Report::LONGEST_LIST`].
    pub stopping: Vec<VerdictLine>,
    /// Verdicts that pass and are listed (higher, earlier, waived), cut likewise.
    pub listed: Vec<VerdictLine>,
    /// The waivers and what each came to, in the order of their file.
    pub waivers: Vec<WaiverLine>,
    /// What else a proof found wrong, cut likewise.
    pub failures: Vec<FailureLine>,
    /// How many of these there are in all.
    pub failure_count: u64,
    /// What the delivered payments are to the promise.
    pub payment_classes: Vec<ClassLine>,
    /// What explains the promised dates.
    pub customs: Customs,
    /// What the promise left out and why, cut likewise.
    pub notes: Vec<NoteLine>,
    /// How many of these there are in all.
    pub note_count: u64,
    /// Findings, errors first, cut likewise; `summary.findings` has the true counts.
    pub findings: Vec<FindingLine>,
    /// The codes that were found, in the order of `summary.findings.by_code`.
    pub codes: Vec<&'static Code>,
    /// Delivered codes that the mapping does not translate, those in most rows first.
    pub unmapped: Vec<UnmappedLine>,
    /// Planned payments that were not made, and why, counted.
    pub not_planned: Vec<CountLine>,
    /// The delivery's own arithmetic that holds, in order of name.
    pub identities: Vec<IdentityLine>,
    /// The statements of SQL that give the figures again.
    pub statements: Vec<Statement>,
    /// The drill of the run, where one was held.
    pub drill: Option<DrillFigures>,
}

impl Report {
    /// How many lines a list in a report has at the most; the evidence has them all.
    pub const LONGEST_LIST: usize = 500;
}

/// What was read, by what, with which parameters.
#[derive(Clone, Debug)]
pub struct Identification {
    /// The tool's version.
    pub version: String,
    /// The service that is left.
    pub service: String,
    /// The cut-over, ISO.
    pub cutover: String,
    /// The window of payment dates, first and last day, ISO.
    pub window: (String, String),
    /// Destinations with their kind ("municipality", "partner of …").
    pub destinations: Vec<(String, String)>,
    /// Parameters by name: ceiling, at-most and such.
    pub parameters: Vec<(String, String)>,
    /// Delivered files: name, SHA-256 in hexadecimal, bytes.
    pub inputs: Vec<Digest>,
    /// Mapping files.
    pub mapping: Vec<Digest>,
    /// Order-free digests over target records: destination and table, digest.
    pub records: Vec<(String, String)>,
}

/// A file's digest.
#[derive(Clone, Debug)]
pub struct Digest {
    /// The file's name.
    pub name: String,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// Rows and cents of one table, municipality and month.
#[derive(Clone, Debug)]
pub struct BreakdownLine {
    /// The delivered table.
    pub table: String,
    /// The destination, `stays-behind` or `nowhere`.
    pub place: String,
    /// The month, where rows have one.
    pub month: Option<String>,
    /// What became of them: loaded, merged, filtered, rejected.
    pub fate: String,
    /// How many rows.
    pub rows: i64,
    /// How many cents.
    pub cents: Option<i128>,
}

/// Rows left out under one rule.
#[derive(Clone, Debug)]
pub struct FilterLine {
    /// The delivered table.
    pub table: String,
    /// The rule: a map's `where`, or a `stays-behind`.
    pub rule: String,
    /// Its reason.
    pub because: String,
    /// How many rows.
    pub rows: i64,
    /// How many cents.
    pub cents: Option<i128>,
}

/// A declared change of values: a repair, default or sentinel.
#[derive(Clone, Debug)]
pub struct ChangeLine {
    /// The delivered table.
    pub table: String,
    /// The heading.
    pub column: String,
    /// What was done.
    pub change: String,
    /// In how many rows.
    pub rows: i64,
}

/// A delivered cell that was put right.
#[derive(Clone, Debug)]
pub struct CorrectionLine {
    /// The delivered place.
    pub place: String,
    /// The heading.
    pub column: String,
    /// What was delivered, masked where it may be a number of a person.
    pub old: String,
    /// What was read in its place, masked likewise.
    pub new: String,
    /// Why.
    pub reason: String,
    /// By whose decision.
    pub by: String,
}

/// Sums of one scheme and month.
#[derive(Clone, Debug)]
pub struct PartitionLine {
    /// The scheme as delivered.
    pub scheme: String,
    /// The month.
    pub month: String,
    /// All delivered payments.
    pub whole_cents: i128,
    /// What stands in the targets, by destination.
    pub parts: Vec<(String, i128)>,
    /// What stays behind.
    pub stays_cents: i128,
    /// Whole less parts less what stays.
    pub difference_cents: i128,
}

/// One recipient, date and account.
#[derive(Clone, Debug)]
pub struct VerdictLine {
    /// The verdict's name.
    pub verdict: String,
    /// The recipient, masked.
    pub recipient: String,
    /// The client's number.
    pub clientnummer: Option<String>,
    /// The cases, with spaces between.
    pub dossiernummer: String,
    /// The payment date, ISO.
    pub date: String,
    /// The account.
    pub account: String,
    /// The kind of payee as delivered.
    pub payee: Option<String>,
    /// What was promised.
    pub promised_cents: i128,
    /// What is planned.
    pub planned_cents: i128,
    /// What explains it: "planned on NL… instead", "on 2021-01-30".
    pub explanation: String,
    /// The delivered places behind the promise, as `betalingen_2020.csv:17`, and of the payee.
    pub places: Vec<String>,
}

/// A deviation that two people accepted, and what became of it.
#[derive(Clone, Debug)]
pub struct WaiverLine {
    /// Where it stands beside the mapping.
    pub place: String,
    /// Its name.
    pub id: String,
    /// The case, or the recipient, masked.
    pub whose: String,
    /// The name of the verdict that it is about.
    pub verdict: String,
    /// The months of the payment dates.
    pub months: String,
    /// By how many cents planned and promised differ at the most on one payment date.
    pub at_most_cents: Option<i64>,
    /// By how many days a payment is later at the most.
    pub at_most_days: Option<i32>,
    /// Why.
    pub reason: String,
    /// The reference of the decision.
    pub decision: String,
    /// Who asked for it.
    pub requested_by: String,
    /// Who decided it.
    pub approved_by: String,
    /// The first day on which it is in force, ISO.
    pub approved_on: String,
    /// The last one, ISO.
    pub expires_on: String,
    /// What it came to: used, expired, unused, exceeded or `self_approved`.
    pub state: String,
    /// How many verdicts it covers.
    pub lines: u64,
}

/// Something else that a proof found wrong.
#[derive(Clone, Debug)]
pub struct FailureLine {
    /// The proof: completeness, partition, fidelity, title or continuity.
    pub proof: String,
    /// The case, client or payment.
    pub subject: String,
    /// What is wrong.
    pub message: String,
    /// The delivered place, where there is one.
    pub place: Option<String>,
}

/// Something that the promise left out, or took differently, and says so.
#[derive(Clone, Debug)]
pub struct NoteLine {
    /// ended, blocked, superseded, unexplained, unpaid for months, …
    pub kind: String,
    /// The case.
    pub subject: String,
    /// What was decided, with dates and amounts.
    pub message: String,
    /// The delivered place.
    pub place: Option<String>,
}

/// The delivered payments of one class.
#[derive(Clone, Debug)]
pub struct ClassLine {
    /// The class's name.
    pub class: String,
    /// How many payments.
    pub rows: u64,
    /// How many cents, without sign.
    pub cents: i128,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct FindingLine {
    /// Its code.
    pub code: String,
    /// Its severity.
    pub severity: Severity,
    /// The delivered place.
    pub place: Option<String>,
    /// The heading.
    pub column: Option<String>,
    /// The delivered text, masked where it may be a number of a person.
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// A delivered code that the mapping does not translate.
#[derive(Clone, Debug)]
pub struct UnmappedLine {
    /// The delivered table.
    pub table: String,
    /// The heading.
    pub column: String,
    /// The code, as delivered.
    pub value: String,
    /// In how many rows.
    pub rows: u64,
}

/// An identity that holds, and for how much.
#[derive(Clone, Debug)]
pub struct IdentityLine {
    /// Its name.
    pub name: String,
    /// How many blocks add up.
    pub blocks: u64,
    /// How many lines count in them.
    pub lines: u64,
}

/// A reason with a count.
#[derive(Clone, Debug)]
pub struct CountLine {
    /// The reason.
    pub reason: String,
    /// How often.
    pub count: u64,
}

/// What a drill of the run found.
#[derive(Clone, Debug)]
pub struct DrillFigures {
    /// How many faults were injected.
    pub injected: u64,
    /// How many of them were caught by what must catch them.
    pub caught: u64,
    /// How many were not.
    pub missed: u64,
    /// How many alarms the untouched copies raised.
    pub false_alarms: u64,
    /// What the places were chosen by.
    pub seed: u64,
    /// How often each fault was injected.
    pub times: u32,
    /// Every fault, in order of number.
    pub lines: Vec<DrillLine>,
}

/// One fault of a drill.
#[derive(Clone, Debug)]
pub struct DrillLine {
    /// Its number.
    pub number: u8,
    /// Its name in Dutch.
    pub dutch: String,
    /// Its name in English.
    pub english: String,
    /// Where it was put: `payments`, `rows` or `delivery`; nothing where it can be put nowhere.
    pub way: Option<String>,
    /// What must catch it: any of these.
    pub caught_by: Vec<String>,
    /// How often it was injected.
    pub injected: u64,
    /// How often it was caught.
    pub caught: u64,
    /// How often it was missed.
    pub missed: u64,
    /// Why it was not injected, where it was not.
    pub not_injected: Option<String>,
}
