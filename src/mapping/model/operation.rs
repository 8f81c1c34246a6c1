//! How one value of a target row is made.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{ColumnIndex, Condition, TableIndex, TextStep};
use crate::catalog::Table;
use crate::diag::{SourceFile, Span};
use crate::domain::{DateFormat, MonthForm};

/// How a value is made.
#[derive(Clone, Debug)]
pub enum Operation {
    /// From a text of the delivery.
    Column(Box<ColumnRead>),
    /// The same text in every row.
    Constant(String),
    /// Text with delivered cells in it.
    Template(Vec<TemplatePiece>),
    /// By the first case that holds; where none does, there is no value, and that is found. No case has cases itself.
    When(Vec<Case>),
}

impl Operation {
    /// Lists the readings of cells in it, those of its cases too.
    #[must_use]
    pub fn reads(&self) -> Vec<&ColumnRead> {
        match self {
            Self::Column(read) => vec![read],
            Self::Constant(_) | Self::Template(_) => Vec::new(),
            Self::When(cases) => cases.iter().flat_map(|case| case.operation.reads()).collect(),
        }
    }

    /// Returns the first delivered column that its value can come from, in a row that unpivots a column or none.
    #[must_use]
    pub fn column(&self, unpivoted: Option<ColumnIndex>) -> Option<ColumnIndex> {
        self.reads().into_iter().find_map(|read| read.from.columns(unpivoted).first().copied())
    }
}

/// One case of several ways to make a value.
#[derive(Clone, Debug)]
pub struct Case {
    /// When it holds; always, where there is none.
    pub condition: Option<Condition>,
    /// How the value is made then.
    pub operation: Operation,
}

/// A text of the delivery, and what happens to it before its type is read, in the order of the fields. White space
/// around it is always taken off.
#[derive(Clone, Debug)]
pub struct ColumnRead {
    /// Where the text comes from.
    pub from: Draw,
    /// What is taken of it and done to it, in this order.
    pub steps: Vec<TextStep>,
    /// Texts that mean "nothing" in this column, besides the delivery's.
    pub empty: Vec<String>,
    /// What stands in for nothing; counted.
    pub default: Option<String>,
    /// Up to how many digits leading zeros are put before a text of digits; counted.
    pub pad: Option<usize>,
    /// A declared repair; counted.
    pub repair: Option<Repair>,
    /// Why the repair is right.
    pub because: Option<String>,
    /// A translation; a text without one is a finding.
    pub codes: Option<Codes>,
    /// In what an amount is written.
    pub unit: Unit,
    /// The column that holds the sign of this amount.
    pub sign_from: Option<SignFrom>,
    /// How a date is written, where it differs from the delivery.
    pub date: Option<DateFormat>,
    /// How a month is told, where it differs from the delivery.
    pub month: Option<MonthForm>,
    /// The target table and column that it names a row of.
    pub refers_to: Option<(&'static Table, usize)>,
}

/// Where a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draw {
    /// A delivered cell.
    Column(ColumnIndex),
    /// The first of several cells in which anything stands.
    FirstOf(Vec<ColumnIndex>),
    /// A cell of another row.
    Lookup(Lookup),
    /// The cell that is unpivoted.
    Value,
    /// The heading over the cell that is unpivoted.
    Heading,
}

impl Draw {
    /// Returns the columns of its own table that the text can come from, the first first; of a looked-up text the one
    /// that names the other row. A row that unpivots a column says which.
    #[must_use]
    pub fn columns(&self, unpivoted: Option<ColumnIndex>) -> Vec<ColumnIndex> {
        match self {
            Self::Column(column) | Self::Lookup(Lookup { by: column, .. }) => vec![*column],
            Self::FirstOf(columns) => columns.clone(),
            Self::Value | Self::Heading => unpivoted.into_iter().collect(),
        }
    }
}

/// The cell of the row of another delivered table that a cell of this row names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The column of the row at hand that names the other row.
    pub by: ColumnIndex,
    /// The table of the other row.
    pub table: TableIndex,
    /// The column there that must hold the same text.
    pub matching: ColumnIndex,
    /// The column there that holds the value.
    pub column: ColumnIndex,
}

/// A declared repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// `left-pad`: lost leading zeros of a burgerservicenummer are put back.
    LeftPad,
}

/// A translation of codes.
#[derive(Clone, Debug)]
pub struct Codes {
    /// The file relative to the mapping's folder; none where the table is inline.
    pub file: Option<String>,
    /// The rows, by delivered text; columns that read one file alike share them.
    pub rows: Arc<BTreeMap<String, CodeRow>>,
    /// The text in which the rows stand.
    pub source: Arc<SourceFile>,
}

impl Codes {
    /// Returns where a row stands.
    #[must_use]
    pub fn span(&self, row: &CodeRow) -> Span {
        Span { source: Arc::clone(&self.source), range: row.at.clone() }
    }
}

/// One row of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// The value in the target, in the target's notation; flags are `1` and `0`; empty is NULL.
    pub to: String,
    /// Whether the code is no longer in use (status `former`): a finding in a row that still runs at the cut-over.
    pub former: bool,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
}

/// In what an amount is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Euros, in the delivery's notation.
    #[default]
    Euro,
    /// Whole cents.
    Cent,
}

/// Where the sign of an amount stands, and how it is written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignFrom {
    /// The column.
    pub column: ColumnIndex,
    /// The texts that leave an amount as it is.
    pub plus: Vec<String>,
    /// The texts that turn it around.
    pub minus: Vec<String>,
}

impl SignFrom {
    /// Gives an amount in cents its sign; nothing where the text is no sign, or the amount has one of its own.
    #[must_use]
    pub fn signed(&self, cents: i64, text: &str) -> Option<i64> {
        let is_among = |texts: &[String]| texts.iter().any(|known| known == text);
        match (is_among(&self.plus), is_among(&self.minus)) {
            _ if cents < 0 => None,
            (true, _) => Some(cents),
            (false, true) => Some(-cents),
            (false, false) => None,
        }
    }
}

impl TemplatePiece {
    /// Returns the delivered cell of the piece with what `ask` says of it, where it says anything.
    pub fn column_with<T>(&self, ask: impl Fn(ColumnIndex) -> Option<T>) -> Option<(ColumnIndex, T)> {
        match self {
            Self::Text(_) => None,
            Self::Column(column) => Some((*column, ask(*column)?)),
        }
    }
}

/// A piece of a template.
#[derive(Clone, Debug)]
pub enum TemplatePiece {
    /// Text as it stands.
    Text(String),
    /// A delivered cell.
    Column(ColumnIndex),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_one_sign() {
        let sign = SignFrom { column: 0, plus: vec!["D".to_owned(), String::new()], minus: vec!["C".to_owned()] };
        for (cents, text, expected) in [
            (2500, "D", Some(2500)),
            (2500, "", Some(2500)),
            (2500, "C", Some(-2500)),
            (0, "C", Some(0)),
            (2500, "c", None),
            (-2500, "D", None),
        ] {
            assert_eq!(sign.signed(cents, text), expected, "{cents} {text}");
        }
    }
}
