//! One sheet of the workbook while it is written: title, headings, rows one after the other, totals row.

use super::layouts::Page;
use super::row::Row;
use crate::synth::SynthError;
use crate::synth::workbook::{Cell, Manner, SheetId, Sums, Workbook};

/// How a sheet is laid out, besides its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) manner: Manner,
    /// Every so many rows one is hidden.
    pub(super) hides_every: Option<u64>,
    /// What stands beside the first row, beyond the headings.
    pub(super) note: Option<&'static str>,
    /// Empty rows before the totals row.
    pub(super) blank_rows: u32,
    pub(super) sums: Sums,
}

/// A sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    id: SheetId,
    page: &'static Page,
    style: Style,
    /// How many rows of data there are.
    rows: u64,
}

impl Sheet {
    /// Begins a sheet with its title, the day whose state is delivered in words, and its headings.
    pub(super) fn create(
        workbook: &mut Workbook,
        page: &'static Page,
        style: Style,
        as_of: &str,
    ) -> Result<Self, SynthError> {
        let id = workbook.add_sheet_with(page.name, &page.layout, style.manner.clone())?;
        workbook.title(id, page.title)?;
        if page.above > 1 {
            workbook.words(id, as_of)?;
        }
        for _ in 2..page.above {
            workbook.blank_row(id);
        }
        workbook.headings(id)?;
        Ok(Self { id, page, style, rows: 0 })
    }

    /// Merges the first column over the next rows.
    pub(super) fn merge(&self, workbook: &mut Workbook, rows: usize) {
        workbook.merge_down(self.id, 0, rows);
    }

    /// Adds a row.
    pub(super) fn add(&mut self, workbook: &mut Workbook, row: &Row) -> Result<(), SynthError> {
        let mut cells = row.cells();
        let columns = self.page.layout.headings.len();
        if self.style.manner.extra.is_some() && self.rows.is_multiple_of(7) {
            cells.resize(columns, Cell::Empty);
            cells.push(Cell::Text("zie dossier"));
        }
        if let Some(note) = self.style.note.filter(|_| self.rows == 0) {
            cells.resize(columns + 2, Cell::Empty);
            cells.push(Cell::Text(note));
        }
        if self.style.hides_every.is_some_and(|every| self.rows % every == every - 1) {
            workbook.hide_row(self.id);
        }
        self.rows += 1;
        workbook.row(self.id, &cells)
    }

    /// Returns the formula of what the next row of components comes to: three columns add, three take off.
    pub(super) fn payable(&self, workbook: &Workbook) -> String {
        let names = |columns: [usize; 3]| columns.map(|column| workbook.cell_name(self.id, column)).join(",");
        format!("=SUM({})-SUM({})", names([3, 4, 5]), names([6, 7, 8]))
    }

    /// Writes the totals row.
    pub(super) fn close(self, workbook: &mut Workbook) -> Result<(), SynthError> {
        for _ in 0..self.style.blank_rows {
            workbook.blank_row(self.id);
        }
        workbook.totals(self.id, self.style.sums)
    }
}
