//! How one value of a target row is made.

use std::collections::BTreeMap;

use super::ColumnIndex;
use crate::catalog::Table;
use crate::domain::DateFormat;

/// How a value is made.
#[derive(Debug)]
pub enum Operation {
    /// From a delivered cell.
    Column(ColumnRead),
    /// The same text in every row.
    Constant(String),
    /// Text with delivered cells in it.
    Template(Vec<TemplatePiece>),
}

/// A delivered cell, and what happens to it before its type is read, in the order of the fields. White space around
/// it is always taken off.
#[derive(Debug)]
pub struct ColumnRead {
    /// The column.
    pub column: ColumnIndex,
    /// Texts that mean "nothing" in this column, besides the delivery's.
    pub empty: Vec<String>,
    /// What stands in for nothing; counted.
    pub default: Option<String>,
    /// A declared repair; counted.
    pub repair: Option<Repair>,
    /// A translation; a text without one is a finding.
    pub codes: Option<Codes>,
    /// In what an amount is written.
    pub unit: Unit,
    /// The column whose `+` or `-` is the sign of this amount.
    pub sign_from: Option<ColumnIndex>,
    /// How a date is written, where it differs from the delivery.
    pub date: Option<DateFormat>,
    /// The target table and column that it names a row of.
    pub refers_to: Option<(&'static Table, usize)>,
}

/// A declared repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// `left-pad`: lost leading zeros of a burgerservicenummer are put back.
    LeftPad,
}

/// A translation of codes.
#[derive(Debug)]
pub struct Codes {
    /// The file relative to the mapping's folder; none where the table is inline.
    pub file: Option<String>,
    /// The rows, by delivered text.
    pub rows: BTreeMap<String, CodeRow>,
}

/// One row of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// The value in the target, in the target's notation; flags are `1` and `0`; empty is NULL.
    pub to: String,
    /// Whether the code is no longer in use (status `former`): a finding in a row that still runs at the cut-over.
    pub former: bool,
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

/// A piece of a template.
#[derive(Debug)]
pub enum TemplatePiece {
    /// Text as it stands.
    Text(String),
    /// A delivered cell.
    Column(ColumnIndex),
}
