//! What two runs decided differently, as it is shown.
//!
//! Recipients are masked already; amounts are in cents; nothing where a run does not say it.

use serde::Serialize;

use crate::domain::euros;
use crate::report::json;

/// Two runs, compared.
#[derive(Debug, Serialize)]
pub struct Diff {
    /// The version of this form.
    pub format: u8,
    /// Whether anything got worse.
    pub worse: bool,
    /// In what.
    pub because: Vec<String>,
    /// The older run.
    pub old: RunFacts,
    /// The newer run.
    pub new: RunFacts,
    /// The five proofs.
    pub proofs: Vec<ProofChange>,
    /// The verdicts.
    pub verdicts: VerdictDiff,
    /// The findings.
    pub findings: FindingDiff,
    /// Rejected rows of every table of which any were rejected.
    pub rejected: Vec<RejectedChange>,
    /// Figures of the summary that changed, by name.
    pub totals: Vec<TotalChange>,
    /// What the runs were made from; nothing where a manifest cannot be read.
    pub made_from: Option<SourceDiff>,
}

/// Renders a comparison as JSON, with a line end at the end.
#[must_use]
pub fn render(diff: &Diff) -> String {
    json::pretty(diff)
}

/// Which run it is.
#[derive(Debug, Serialize)]
pub struct RunFacts {
    /// The service that is left.
    pub service: String,
    /// The cut-over, ISO.
    pub cutover: String,
    /// `proven` or `not_proven`.
    pub verdict: String,
    /// The tool's version.
    pub overdracht: String,
    /// When it was made, where its manifest says so.
    pub made_at: Option<String>,
}

/// A proof in both runs.
#[derive(Debug, Serialize)]
pub struct ProofChange {
    /// Its name.
    pub proof: String,
    /// Its status in the older run.
    pub old: String,
    /// Its status in the newer run.
    pub new: String,
}

impl ProofChange {
    /// Tells whether it passed and does not any more.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.old == "passed" && self.new != "passed"
    }
}

/// Verdicts by recipient, date and account: how many changed in which way, and the first of them, the worst first.
#[derive(Debug, Default, Serialize)]
pub struct VerdictDiff {
    /// Stopped, and stop no more.
    pub fixed: u64,
    /// Stop, and did not.
    pub new: u64,
    /// Stopped, and are worse.
    pub worse: u64,
    /// Stop still, but less.
    pub better: u64,
    /// Differ, and stop as before or in neither run.
    pub changed: u64,
    /// Were not there before, and pass.
    pub added: u64,
    /// Are not there any more: nothing is promised or planned there.
    pub gone: u64,
    /// Are the same.
    pub unchanged: u64,
    /// What was promised on lines that are not there any more.
    pub gone_promised_cents: i64,
    /// The lines of each kind but `added` and `unchanged`, the worst first.
    pub lines: Vec<VerdictChange>,
}

/// How a verdict changed. The order is that of importance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It stops, and did not.
    New,
    /// It stopped, and is worse.
    Worse,
    /// It is not there any more.
    Gone,
    /// It stops still, but less.
    Better,
    /// It stopped, and stops no more.
    Fixed,
    /// It differs, and stops as before or in neither run.
    Changed,
    /// It was not there before, and passes.
    Added,
    /// It is the same.
    Unchanged,
}

impl Change {
    /// Returns its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Worse => "worse",
            Self::Gone => "gone",
            Self::Better => "better",
            Self::Fixed => "fixed",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Unchanged => "unchanged",
        }
    }
}

/// One recipient, date and account of which the verdict changed.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictChange {
    /// How.
    pub change: Change,
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
    /// What the older run decided.
    pub old: Option<Decided>,
    /// What the newer run decided.
    pub new: Option<Decided>,
}

/// What a run decided about a recipient, date and account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The verdict's name.
    pub verdict: String,
    /// What was promised.
    pub promised_cents: i64,
    /// What is planned.
    pub planned_cents: i64,
    /// What explains it.
    pub explanation: String,
}

/// Findings: how many of each code, and which are new or gone, errors first.
#[derive(Debug, Default, Serialize)]
pub struct FindingDiff {
    /// How many are new, of severity error.
    pub new_errors: u64,
    /// Per code how many, in order of code.
    pub by_code: Vec<CodeChange>,
    /// Those that are new.
    pub new: Vec<FindingLine>,
    /// Those that are gone.
    pub gone: Vec<FindingLine>,
}

/// How often a code was found.
#[derive(Debug, Serialize)]
pub struct CodeChange {
    /// The code.
    pub code: String,
    /// Its severity.
    pub severity: String,
    /// How often in the older run.
    pub old: u64,
    /// How often in the newer run.
    pub new: u64,
    /// How many of the older run are gone.
    pub gone: u64,
    /// How many were not there.
    pub added: u64,
}

/// One finding.
#[derive(Clone, Debug, Serialize)]
pub struct FindingLine {
    /// Its code.
    pub code: String,
    /// Its severity.
    pub severity: String,
    /// The delivered place.
    pub place: Option<String>,
    /// The heading.
    pub column: Option<String>,
    /// The case or row that it is about, masked where it may be the number of a person.
    pub subject: Option<String>,
    /// What is wrong.
    pub message: String,
}

/// Rejected rows of a table.
#[derive(Debug, Serialize)]
pub struct RejectedChange {
    /// The delivered table.
    pub table: String,
    /// How many in the older run.
    pub old: i64,
    /// How many in the newer run.
    pub new: i64,
}

/// A figure of the summary.
#[derive(Debug, Serialize)]
pub struct TotalChange {
    /// Its name: the keys that lead to it, with dots between.
    pub name: String,
    /// What it was.
    pub old: Option<i64>,
    /// What it is.
    pub new: Option<i64>,
}

impl TotalChange {
    /// Tells whether it counts something besides verdicts that stops a run, of which there is more.
    #[must_use]
    pub fn is_new_stop(&self) -> bool {
        self.name.contains(".hard_stops.") && self.new.unwrap_or(0) > self.old.unwrap_or(0)
    }

    /// Tells it in a line.
    #[must_use]
    pub fn told(&self) -> String {
        let (name, is_amount) = self.name.strip_suffix("_cents").map_or((&*self.name, false), |name| (name, true));
        let shown = |value: Option<i64>| match value {
            None => "not told".to_owned(),
            Some(cents) if is_amount => euros(cents),
            Some(count) => count.to_string(),
        };
        format!("{name}: {} → {}", shown(self.old), shown(self.new))
    }
}

/// What two runs were made from.
#[derive(Debug, Serialize)]
pub struct SourceDiff {
    /// Delivered files.
    pub inputs: FileDiff,
    /// Files of the mapping.
    pub mapping: FileDiff,
    /// Parameters that differ.
    pub parameters: Vec<ParameterChange>,
}

/// Files by name.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileDiff {
    /// Only in the newer run.
    pub added: Vec<String>,
    /// Only in the older run.
    pub removed: Vec<String>,
    /// In both, with other bytes.
    pub changed: Vec<String>,
}

impl FileDiff {
    /// Tells whether both runs had the same files.
    #[must_use]
    pub const fn is_same(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// A parameter that differs.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ParameterChange {
    /// Its name.
    pub name: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}
