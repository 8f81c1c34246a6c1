//! The answer: what was checked, what was not and why, and everything that differs.

use serde::Serialize;

pub use crate::pipeline::intact::Difference;
use crate::reconcile::summary::Status;

/// What was found out about a run.
#[derive(Clone, Debug, Serialize)]
pub struct Verification {
    /// The version of this form.
    pub format: u8,
    /// The version of the tool that checked.
    pub overdracht: String,
    /// Whether everything that was checked agrees.
    pub verdict: Agreement,
    /// The version of the tool that made the run, where its evidence tells, or else its manifest.
    pub made_with: Option<String>,
    /// What the run says of itself: whether it is proven.
    pub run: Option<String>,
    /// The checks, in their order.
    pub checks: Vec<Check>,
}

/// Whether a run is what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Everything that was checked agrees.
    Agrees,
    /// Something differs.
    Differs,
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The signature over the manifest.
    Signature,
    /// The bytes of every file, against the manifest.
    Files,
    /// The manifest, against the rest of the run.
    Manifest,
    /// The delivery, against the digests of the manifest.
    Delivery,
    /// A mapping, against the digests of the manifest.
    Mapping,
    /// Every figure of the summary, from evidence and targets again.
    Proofs,
    /// The reports, rendered again.
    Reports,
    /// Every output, from delivery and mapping again.
    Again,
}

impl Topic {
    /// All of them, in order.
    pub(super) const ALL: [Self; 8] = [
        Self::Signature,
        Self::Files,
        Self::Manifest,
        Self::Delivery,
        Self::Mapping,
        Self::Proofs,
        Self::Reports,
        Self::Again,
    ];

    /// Returns its name, as in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::Files => "files",
            Self::Manifest => "manifest",
            Self::Delivery => "delivery",
            Self::Mapping => "mapping",
            Self::Proofs => "proofs",
            Self::Reports => "reports",
            Self::Again => "again",
        }
    }
}

/// One check.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// What is checked.
    pub check: Topic,
    /// Whether it agrees.
    #[serde(flatten)]
    pub status: Status,
    /// How many files, figures or reports were looked at.
    pub checked: u64,
    /// What else there is to know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Everything that differs.
    pub differences: Vec<Difference>,
}

impl Check {
    /// Makes the answer of a check from what differs.
    #[must_use]
    pub(super) fn of(check: Topic, checked: usize, differences: Vec<Difference>) -> Self {
        let status = if differences.is_empty() { Status::Passed } else { Status::Failed };
        Self { check, status, checked: checked as u64, note: None, differences }
    }

    /// Says that something was not checked, and how it could be.
    #[must_use]
    pub(super) fn not_run(check: Topic, reason: &str) -> Self {
        let status = Status::NotRun { reason: reason.to_owned() };
        Self { check, status, checked: 0, note: None, differences: Vec::new() }
    }

    /// Adds what else there is to know.
    #[must_use]
    pub(super) fn noting(self, note: Option<String>) -> Self {
        Self { note, ..self }
    }
}
