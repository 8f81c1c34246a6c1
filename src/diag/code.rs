//! The codes of findings, their severities and titles.

use std::fmt;

use serde::{Serialize, Serializer};

/// How bad a finding is. The proofs decide the verdict; findings only tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something that is wrong.
    Error,
    /// Something to look at.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A stable code: `OV01..` is about mappings, `OV02..` about delivered cells and rows, `OV03..` about the transfer as
/// a whole, `OV04..` about payments.
#[derive(Debug)]
pub struct Code {
    /// The code itself.
    pub id: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// What it says, in a few words.
    pub title: &'static str,
    /// What to do about it.
    pub help: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}
