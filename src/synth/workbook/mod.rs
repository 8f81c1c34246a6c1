//! A workbook in the manner of a service's export: sheets with titles, headings, rows and totals.
//!
//! Owns what all forms of workbooks share: which rows come one after the other, which cells are merged, and the count
//! and sums of the totals row. Sheets grow side by side, row by row; what is written waits in files, not in memory. The
//! same rows give the same bytes. Formulas are deliberately absent.

mod biff;
mod cell;
mod ods;
mod xls;
mod xlsx;

#[cfg(test)]
mod tests;

use std::fmt;
use std::io;
use std::path::Path;

use super::sheet::{Account, Layout};
use super::{SynthError, output};
use crate::domain::{Money, Total};
pub(crate) use cell::Cell;
use cell::{Extent, Placed};

/// The forms of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Excel since 2007.
    Xlsx,
    /// Excel from 97 to 2003.
    Xls,
    /// The open document format.
    Ods,
}

/// What writes the form of a workbook. Rows of a sheet come in order, with gaps where they are blank.
trait Writer: fmt::Debug {
    /// Begins a sheet of so many columns.
    fn add_sheet(&mut self, name: &str, columns: usize) -> io::Result<()>;

    /// Writes a row of a sheet.
    fn write_row(&mut self, sheet: usize, row: u32, cells: &[Placed<'_>]) -> io::Result<()>;

    /// Completes the file.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A workbook that is being written.
#[derive(Debug)]
pub(crate) struct Workbook {
    name: String,
    writer: Box<dyn Writer>,
    sheets: Vec<Sheet>,
}

/// A sheet of a workbook that is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SheetId(usize);

#[derive(Debug)]
struct Sheet {
    name: &'static str,
    layout: &'static Layout,
    next_row: u32,
    rows: u64,
    sums: Vec<Total>,
    /// The merges that begin in the next row: column, rows and columns.
    merges: Vec<(usize, u32, u16)>,
    /// How many rows below are covered by a merge, per column.
    covered: Vec<u32>,
}

impl Workbook {
    /// Begins a workbook in a folder; its name has no extension yet.
    pub(crate) fn create(folder: &Path, name: &str, format: Format) -> Result<Self, SynthError> {
        let extension = match format {
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::Ods => "ods",
        };
        let name = format!("{name}.{extension}");
        let file = output::create(folder, &name)?;
        let writer: Box<dyn Writer> = match format {
            Format::Xlsx => {
                Box::new(xlsx::Xlsx::new(file, folder).map_err(|source| output::cannot_write(&name, source))?)
            }
            Format::Xls => Box::new(xls::Xls::new(file, folder)),
            Format::Ods => Box::new(ods::Ods::new(file, folder)),
        };
        Ok(Self { name, writer, sheets: Vec::new() })
    }

    /// Adds a sheet after the others.
    pub(crate) fn add_sheet(&mut self, name: &'static str, layout: &'static Layout) -> Result<SheetId, SynthError> {
        let columns = layout.headings.len();
        self.sheets.push(Sheet {
            name,
            layout,
            next_row: 0,
            rows: 0,
            sums: vec![Total::default(); layout.amounts.len()],
            merges: Vec::new(),
            covered: vec![0; columns],
        });
        let added = self.writer.add_sheet(name, columns);
        self.check(added)?;
        Ok(SheetId(self.sheets.len() - 1))
    }

    /// Writes a title over all columns.
    pub(crate) fn title(&mut self, sheet: SheetId, title: &str) -> Result<(), SynthError> {
        let columns = u16::try_from(self.sheets[sheet.0].layout.headings.len()).unwrap_or(u16::MAX);
        if columns > 1 {
            self.sheets[sheet.0].merges.push((0, 1, columns));
        }
        self.put(sheet, &[Cell::Text(title)], true)
    }

    /// Leaves a row blank.
    pub(crate) fn blank_row(&mut self, sheet: SheetId) {
        self.sheets[sheet.0].next_row += 1;
    }

    /// Writes the headings.
    pub(crate) fn headings(&mut self, sheet: SheetId) -> Result<(), SynthError> {
        let headings: Vec<Cell<'_>> = self.sheets[sheet.0].layout.headings.iter().copied().map(Cell::Text).collect();
        self.put(sheet, &headings, true)
    }

    /// Merges a cell of the next row with those below it, so that it spans so many rows. What the rows below hold
    /// there is not written.
    pub(crate) fn merge_down(&mut self, sheet: SheetId, column: usize, rows: usize) {
        if let Ok(rows @ 2..) = u32::try_from(rows) {
            self.sheets[sheet.0].merges.push((column, rows, 1));
        }
    }

    /// Writes a row of data; missing cells at its end are empty, and more than there are headings stand to their right.
    pub(crate) fn row(&mut self, sheet: SheetId, cells: &[Cell<'_>]) -> Result<(), SynthError> {
        let known = &mut self.sheets[sheet.0];
        known.rows += 1;
        for (sum, column) in known.sums.iter_mut().zip(known.layout.amounts) {
            if let (Some(Cell::Amount(amount)), 0) = (cells.get(*column), known.covered[*column]) {
                sum.add(*amount);
            }
        }
        self.put(sheet, cells, false)
    }

    /// Writes the totals: `TOTAAL`, the number of rows, and the sum under each amount column.
    pub(crate) fn totals(&mut self, sheet: SheetId) -> Result<(), SynthError> {
        let known = &self.sheets[sheet.0];
        let mut cells = vec![Cell::Empty; known.layout.headings.len().max(2)];
        for (sum, column) in known.sums.iter().zip(known.layout.amounts) {
            cells[*column] = Cell::Amount(Money::from_cents(i64::try_from(sum.cents()).unwrap_or(i64::MAX)));
        }
        (cells[0], cells[1]) = (Cell::Text("TOTAAL"), Cell::Whole(known.rows));
        self.put(sheet, &cells, false)
    }

    /// Completes the workbook, and returns what each sheet holds.
    pub(crate) fn close(self) -> Result<Vec<Account>, SynthError> {
        let Self { name, writer, sheets } = self;
        writer.finish().map_err(|source| output::cannot_write(&name, source))?;
        let accounts = sheets.into_iter().map(|sheet| {
            let names = sheet.layout.amounts.iter().map(|column| sheet.layout.headings[*column]);
            Account { name: sheet.name.to_owned(), rows: sheet.rows, sums: names.zip(sheet.sums).collect() }
        });
        Ok(accounts.collect())
    }

    fn put(&mut self, sheet: SheetId, cells: &[Cell<'_>], bold: bool) -> Result<(), SynthError> {
        let known = &mut self.sheets[sheet.0];
        let width = cells.len().max(known.covered.len());
        let cell_at = |column| cells.get(column).copied().unwrap_or(Cell::Empty);
        let mut placed: Vec<Placed<'_>> =
            (0..width).map(|column| Placed { cell: cell_at(column), bold, extent: Extent::One }).collect();
        for (cell, covered) in placed.iter_mut().zip(&mut known.covered).filter(|(_, covered)| **covered > 0) {
            *cell = Placed { cell: Cell::Empty, bold, extent: Extent::Covered };
            *covered -= 1;
        }
        for (column, rows, columns) in known.merges.drain(..) {
            placed[column].extent = Extent::Merged { rows, columns };
            for right in 1..usize::from(columns) {
                placed[column + right] = Placed { cell: Cell::Empty, bold, extent: Extent::Covered };
            }
            known.covered[column] = rows - 1;
        }
        let row = known.next_row;
        known.next_row += 1;
        let written = self.writer.write_row(sheet.0, row, &placed);
        self.check(written)
    }

    fn check(&self, result: io::Result<()>) -> Result<(), SynthError> {
        result.map_err(|source| output::cannot_write(&self.name, source))
    }
}
