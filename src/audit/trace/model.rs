//! What a trace tells.
//!
//! Burgerservicenummers are masked already, unless that was not wanted. A part shows what its statement gives.

use serde::Serialize;

use super::statement::Statement;
use crate::report::json;

/// A trace.
#[derive(Debug, Serialize)]
pub struct Trace {
    /// The version of this form.
    pub format: u8,
    /// The service that is left.
    pub service: String,
    /// The cut-over, ISO.
    pub cutover: String,
    /// What was asked for.
    pub asked: String,
    /// What was found, each with its whole way; none where nothing was.
    pub ways: Vec<Way>,
    /// What might have been meant, where nothing was found.
    pub near: Vec<String>,
    /// What is to be known of the delivered files.
    pub notes: Vec<String>,
}

/// The way of one thing that was found.
#[derive(Debug, Serialize)]
pub struct Way {
    /// What it is: person, case, payment, row, place, finding.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// How it was found.
    pub found: String,
    /// What came of it, in a line.
    pub outcome: String,
    /// The delivered rows, with the target rows that they became.
    pub rows: Vec<DeliveredRow>,
    /// What the run says of it, part by part.
    pub parts: Vec<Part>,
}

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person, by burgerservicenummer or client number.
    Person,
    /// A case.
    Case,
    /// A payment of the past.
    Payment,
    /// A row of a target.
    Row,
    /// A delivered line.
    Place,
    /// A finding.
    Finding,
}

impl Kind {
    /// Returns its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Case => "case",
            Self::Payment => "payment",
            Self::Row => "target row",
            Self::Place => "delivered row",
            Self::Finding => "finding",
        }
    }
}

/// One delivered row.
#[derive(Debug, Serialize)]
pub struct DeliveredRow {
    /// Where it stands.
    pub place: String,
    /// The delivered table.
    pub table: String,
    /// Where the texts of its cells come from.
    pub source: Texts,
    /// Its cells, in the order of the mapping; none where they are not at hand.
    pub cells: Vec<CellText>,
    /// What became of it.
    pub fate: String,
    /// The target rows that it became.
    pub made: Vec<MadeRow>,
}

/// Where delivered texts come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Texts {
    /// From the delivered file, which is the one that the run read.
    Delivery,
    /// From a file of that name with another digest.
    AnotherFile,
    /// From the evidence, which keeps rejected rows.
    Evidence,
    /// They are not at hand.
    Absent,
}

/// One delivered cell.
#[derive(Clone, Debug, Serialize)]
pub struct CellText {
    /// The heading.
    pub heading: String,
    /// What stands there.
    pub text: String,
    /// What was read in its place, where a correction says so.
    pub corrected: Option<String>,
}

/// A target row that a delivered row became.
#[derive(Debug, Serialize)]
pub struct MadeRow {
    /// The target table.
    pub table: String,
    /// Its key.
    pub id: i64,
    /// The destinations in which it stands alike.
    pub destinations: Vec<String>,
    /// The map that made it, named as in examples.
    pub map: String,
    /// Its columns, as the mapping has them.
    pub columns: Vec<MadeColumn>,
    /// What shows the same.
    pub statement: Statement,
}

/// A value of a target row, and how it was made.
#[derive(Debug, Serialize)]
pub struct MadeColumn {
    /// The target column.
    pub column: String,
    /// What stands there.
    pub value: Option<String>,
    /// The delivered cells that it comes from.
    pub from: Vec<CellSource>,
    /// How it was made.
    pub how: String,
}

/// A delivered cell that a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellSource {
    /// The heading.
    pub heading: String,
    /// What was read there, where it is at hand.
    pub text: Option<String>,
}

/// What one statement shows.
#[derive(Debug, Serialize)]
pub struct Part {
    /// What it is about.
    pub name: &'static str,
    /// What is said of it in words, where there is anything to say.
    pub remark: Option<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Option<String>>>,
    /// What shows the same.
    pub statement: Statement,
}

/// Renders a trace as JSON, with a line end at the end.
#[must_use]
pub fn render(trace: &Trace) -> String {
    json::pretty(trace)
}
