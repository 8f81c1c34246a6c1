//! The cells of target rows, made from one delivered row by one map.
//!
//! Runs and trials make them here, so that a trial shows what a run would load. Where a row goes, what it refers to and
//! what becomes of it is decided by who asks.

use super::batch::{Batch, Cell};
use super::condition;
use super::lookups::Lookups;
use super::operation::CellMaker;
use super::remark::{Change, Remark, Remarks, Way};
use crate::catalog::Table;
use crate::diag::codes::delivery as codes;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, DeliveredTable, Delivery, Map, TableIndex};
use crate::source::Row;
use crate::validate::cell::iso;

/// Makes the target rows of the rows of one delivered table.
pub(super) struct RowMaker<'a> {
    table: &'a DeliveredTable,
    delivery: &'a Delivery,
    lookups: &'a Lookups,
    cutover: String,
}

impl<'a> RowMaker<'a> {
    /// Starts on a delivered table.
    pub(super) fn new(mapping: &'a Mapping, lookups: &'a Lookups, table: TableIndex) -> Self {
        let (delivery, cutover) = (&mapping.delivery, iso(mapping.transfer.cutover));
        Self { table: &delivery.tables[table], delivery, lookups, cutover }
    }

    /// Tells whether a cell that is unpivoted becomes no row.
    pub(super) fn is_passed_over(
        &self,
        map: &Map,
        unpivoted: Option<ColumnIndex>,
        row: &Row<'_>,
        remarks: &mut Remarks<'a>,
    ) -> bool {
        let (Some(column), Some(unpivot)) = (unpivoted, &map.unpivot) else { return false };
        if row.doubt(column).is_some() {
            return false;
        }
        let text = row.text(column);
        let is_skipped = unpivot.skip.iter().any(|known| *known == text);
        if is_skipped && !text.is_empty() {
            remarks.change(column, Change::Skipped);
        }
        is_skipped || condition::is_empty(&text, &self.table.dialect.empty)
    }

    /// Makes the cells of one target row at the end of a batch, and returns the place of the first. Each mapped column is
    /// told as soon as its cell is made.
    pub(super) fn make(
        &self,
        map: &'a Map,
        unpivoted: Option<ColumnIndex>,
        row: &Row<'_>,
        batch: &mut Batch,
        remarks: &mut Remarks<'a>,
        mut told: impl FnMut(usize, Way<'a>, &mut Remarks<'a>),
    ) -> usize {
        let first_cell = batch.cells.len();
        batch.cells.resize(first_cell + map.to.columns.len(), Cell::Null);
        let (table, delivery, lookups) = (self.table, self.delivery, self.lookups);
        let (looked_up, way) = (None, Way::default());
        let mut maker = CellMaker { row, table, delivery, lookups, unpivoted, looked_up, way, batch, remarks };
        for entry in &map.columns {
            maker.way = Way::default();
            let cell = maker.make(&entry.operation, &map.to.columns[entry.target]);
            maker.batch.cells[first_cell + entry.target] = cell;
            told(entry.target, maker.way, maker.remarks);
        }
        self.note_former_codes(batch, map, first_cell, remarks);
        first_cell
    }

    /// A former code is history where the row ended before the cut-over, and a finding where it still runs. A row that
    /// has no end, such as a person's, tells neither; its case does. A payment is made once, and never runs.
    fn note_former_codes(&self, batch: &Batch, map: &Map, first_cell: usize, remarks: &mut Remarks<'_>) {
        if remarks.former.is_empty() {
            return;
        }
        let Some(place) = end_of(map.to) else { return };
        let end = batch.cells[first_cell + place].text(&batch.text);
        let is_history = end.is_some_and(|end| end < self.cutover.as_str());
        for (column, value) in std::mem::take(&mut remarks.former) {
            if !is_history {
                let message = "it is no longer in use, and the row still runs at the cut-over".to_owned();
                let (code, column, value) = (&codes::FORMER_CODE, Some(column), value.to_owned());
                remarks.add(Remark { code, column, value, message, rejects: false });
            }
        }
    }
}

/// Returns the column of a target table that says when a row ends, where it has one.
#[must_use]
pub fn end_of(table: &Table) -> Option<usize> {
    let ends = ["einddatum", "tot", "geldig_tot"];
    ends.iter().find_map(|name| table.column(name)).map(|(place, _)| place)
}
