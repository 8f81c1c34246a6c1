//! Tests that stand in the mapping itself.

use std::collections::BTreeMap;

use super::TableIndex;
use crate::catalog::Table;
use crate::diag::{Code, Span};

/// One `[[example]]`.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// What it tests.
    pub subject: Subject,
    /// Where it stands in the mapping.
    pub span: Span,
}

/// What an example tests.
#[derive(Clone, Debug)]
pub enum Subject {
    /// One delivered row through one map.
    Map(MapExample),
    /// A rule over target rows.
    Rule(RuleExample),
}

/// Texts by heading, or values by target column.
pub type Cells = BTreeMap<String, String>;

/// One delivered row through one map.
#[derive(Clone, Debug)]
pub struct MapExample {
    /// The map, a place in the mapping's maps.
    pub map: usize,
    /// The delivered cells that matter, by heading; every other cell of the row is empty.
    pub given: Cells,
    /// Rows of delivered tables that are looked up, in the same way.
    pub beside: Vec<(TableIndex, Cells)>,
    /// The target columns that matter, per target row, as the target holds them; empty is NULL.
    pub expect: Option<Vec<Cells>>,
    /// What becomes of the row, where it becomes no target row.
    pub outcome: Option<Outcome>,
    /// The findings that the given cells raise, each as often as it comes; unsaid and with target rows expected, there are none.
    pub finds: Option<Vec<&'static Code>>,
}

/// What becomes of a row that becomes no target row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The map leaves it out.
    Filtered,
    /// It cannot be loaded.
    Rejected,
}

impl Outcome {
    /// The outcomes by the names that a mapping writes.
    pub const NAMES: [(&'static str, Self); 2] = [("filtered", Self::Filtered), ("rejected", Self::Rejected)];

    /// Returns the name that a mapping writes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Filtered => "filtered",
            Self::Rejected => "rejected",
        }
    }
}

/// A rule over target rows.
#[derive(Clone, Debug)]
pub struct RuleExample {
    /// The rule, a place in the mapping's rules.
    pub rule: usize,
    /// The target rows, table by table, with the columns that matter; every other column is NULL.
    pub given: Vec<(&'static Table, Cells)>,
    /// How many rows of the rule's table break it.
    pub breaks: usize,
}
