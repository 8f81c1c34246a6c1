//! The codes of findings, their severities, groups and titles.

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
        out.pad(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// What codes are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// `OV01..`: a mapping, without any data.
    Mapping,
    /// `OV02..`: delivered cells, rows and files.
    Delivery,
    /// `OV03..`: what only workbooks have.
    Workbook,
    /// `OV04..`: planned payments, and what they rest on.
    Payment,
    /// `OV05..`: deviations that were accepted.
    Waiver,
}

impl Group {
    /// Every group, in order of the codes.
    pub const ALL: [Self; 5] = [Self::Mapping, Self::Delivery, Self::Workbook, Self::Payment, Self::Waiver];
}

/// A stable code: its third and fourth characters tell its group.
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

impl Code {
    /// Returns what the code is about.
    #[must_use]
    pub fn group(&self) -> Group {
        match self.id.get(2..4) {
            Some("01") => Group::Mapping,
            Some("02") => Group::Delivery,
            Some("03") => Group::Workbook,
            Some("05") => Group::Waiver,
            _ => Group::Payment,
        }
    }
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
