//! One delivered row through one map, and nothing else.
//!
//! What comes out is what a run would make of the row, with how each value came about. Deliberately absent: where the row
//! goes, what it refers to, and the rows beside it: whether it would be loaded is more than one row can tell.

use super::batch::{Batch, Cell};
use super::filters;
use super::lookups::Lookups;
use super::making::RowMaker;
use super::remark::{Change, Remark, Remarks, Way};
use crate::mapping::Mapping;
use crate::source::Row;

/// A trial of a mapping's maps, with what their lookups find.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'m> {
    mapping: &'m Mapping,
    lookups: &'m Lookups,
}

/// What one map made of one row.
#[derive(Debug, Default)]
pub struct Tried<'m> {
    /// Whether the map takes the row.
    pub passed: bool,
    /// The cells of each target row, in order of the target's columns; nothing is NULL, amounts are cents, flags are
    /// `1` and `0`, dates are ISO.
    pub rows: Vec<Vec<Option<String>>>,
    /// What was noticed.
    pub remarks: Vec<Remark>,
    /// What was changed, by the target column that the value was made for.
    pub changes: Vec<(usize, Change<'m>)>,
    /// How each value came about, by target column, row after row.
    pub ways: Vec<(usize, Way<'m>)>,
}

impl<'m> Trial<'m> {
    /// Starts with what lookups find, delivered or made up.
    #[must_use]
    pub const fn new(mapping: &'m Mapping, lookups: &'m Lookups) -> Self {
        Self { mapping, lookups }
    }

    /// Takes a row through a map, named by its place in the mapping; the row is one of the map's delivered table.
    #[must_use]
    pub fn run(&self, map: usize, row: &Row<'_>) -> Tried<'m> {
        let map = &self.mapping.maps[map];
        let maker = RowMaker::new(self.mapping, self.lookups, map.from);
        let (mut batch, mut remarks, mut tried) = (Batch::default(), Remarks::default(), Tried::default());
        tried.passed = filters::takes(map, &self.mapping.delivery.tables[map.from], row, &mut remarks);
        for (_, unpivoted) in map.parts().into_iter().filter(|_| tried.passed) {
            let is_passed_over = maker.is_passed_over(map, unpivoted, row, &mut remarks);
            remarks.changes.clear();
            if is_passed_over {
                continue;
            }
            let first = maker.make(map, unpivoted, row, &mut batch, &mut remarks, |target, way, remarks| {
                tried.ways.push((target, way));
                tried.changes.extend(remarks.changes.drain(..).map(|(_, change)| (target, change)));
            });
            tried.rows.push(batch.cells[first..].iter().map(|cell| shown(*cell, &batch.text)).collect());
        }
        tried.remarks = remarks.list;
        tried
    }
}

fn shown(cell: Cell, texts: &str) -> Option<String> {
    match cell {
        Cell::Null => None,
        Cell::Integer(value) => Some(value.to_string()),
        Cell::Text { .. } => cell.text(texts).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests;
