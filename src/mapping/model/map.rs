//! How delivered rows become rows of a target table.

use super::{ColumnIndex, Condition, Operation, TableIndex};
use crate::catalog::Table;
use crate::diag::Span;

/// One `[[map]]`.
#[derive(Clone, Debug)]
pub struct Map {
    /// The delivered table.
    pub from: TableIndex,
    /// The target table.
    pub to: &'static Table,
    /// The target column on which several rows describe one thing.
    pub merge_on: Option<usize>,
    /// Which rows; the others are filtered.
    pub filter: Option<Filter>,
    /// The columns of which each becomes a row of its own.
    pub unpivot: Option<Unpivot>,
    /// The part in the keys of its rows; where it unpivots, that of the first column. No two maps of a delivered table
    /// share a part.
    pub first_part: u8,
    /// The mapped target columns, in order of the target's columns.
    pub columns: Vec<ColumnMap>,
    /// The target columns that stay empty, each with its reason, in order of the target's columns.
    pub leaves_empty: Vec<(usize, String)>,
    /// Where the map stands in the mapping.
    pub span: Span,
}

impl Map {
    /// Lists the parts in the keys of its rows, each with the column that is unpivoted there.
    #[must_use]
    pub fn parts(&self) -> Vec<(u8, Option<ColumnIndex>)> {
        let Some(unpivot) = &self.unpivot else { return vec![(self.first_part, None)] };
        (self.first_part..=u8::MAX).zip(unpivot.columns.iter().copied().map(Some)).collect()
    }

    /// Returns the column that is unpivoted in rows with a part.
    #[must_use]
    pub fn unpivoted(&self, part: u8) -> Option<ColumnIndex> {
        let place = usize::from(part.checked_sub(self.first_part)?);
        self.unpivot.as_ref()?.columns.get(place).copied()
    }
}

/// Columns of which each becomes a row of its own.
#[derive(Clone, Debug)]
pub struct Unpivot {
    /// The columns.
    pub columns: Vec<ColumnIndex>,
    /// The texts that become no row, besides those that mean "nothing".
    pub skip: Vec<String>,
}

/// A `where` with its `left-out` and its `because`.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The rows that pass.
    pub condition: Condition,
    /// The rows that are left out, where that is said: a row that neither takes is rejected.
    pub left_out: Option<Condition>,
    /// Why the others do not.
    pub because: String,
}

/// How one target column is made.
#[derive(Clone, Debug)]
pub struct ColumnMap {
    /// The place in the target table's columns.
    pub target: usize,
    /// The operation.
    pub operation: Operation,
    /// Where it stands in the mapping.
    pub span: Span,
}
