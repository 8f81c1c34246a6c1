//! A workbook in the manner of a service's export: sheets with titles, headings, rows and totals.
//!
//! Owns what all forms of workbooks share: which rows come one after the other, which cells are merged, which rows and
//! sheets are hidden, and the count and sums of the totals row. Sheets grow side by side, row by row; what is written
//! waits in files, not in memory. The same rows give the same bytes. Formulas are kept by .xlsx alone.

mod biff;
mod cell;
mod ods;
mod sheet;
mod xls;
mod xlsx;

#[cfg(test)]
mod tests;

use std::fmt;
use std::io;
use std::path::Path;

use rust_xlsxwriter::utility::column_number_to_name;

use super::sheet::{Account, Layout};
use super::{SynthError, output};
use crate::domain::Money;
use cell::Line;
pub(crate) use cell::{Cell, Visibility};
use sheet::Sheet;
pub(crate) use sheet::{Manner, Sums};

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

impl Format {
    /// Returns how many rows a sheet holds.
    const fn most_rows(self) -> u32 {
        match self {
            Self::Xlsx | Self::Ods => 1 << 20,
            Self::Xls => 1 << 16,
        }
    }
}

/// What writes the form of a workbook. Rows of a sheet come in order, with gaps where they are blank.
trait Writer: fmt::Debug {
    /// Begins a sheet of so many columns.
    fn add_sheet(&mut self, name: &str, columns: usize, visibility: Visibility) -> io::Result<()>;

    /// Writes a row of a sheet.
    fn write_row(&mut self, sheet: usize, line: &Line<'_>) -> io::Result<()>;

    /// Completes the file.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A workbook that is being written.
#[derive(Debug)]
pub(crate) struct Workbook {
    name: String,
    format: Format,
    writer: Box<dyn Writer>,
    sheets: Vec<Sheet>,
}

/// A sheet of a workbook that is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SheetId(usize);

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
        Ok(Self { name, format, writer, sheets: Vec::new() })
    }

    /// Adds a sheet after the others.
    pub(crate) fn add_sheet(&mut self, name: &'static str, layout: &'static Layout) -> Result<SheetId, SynthError> {
        self.add_sheet_with(name, layout, Manner::default())
    }

    /// Adds a sheet that departs from its layout. The first one is in front and cannot be hidden.
    pub(crate) fn add_sheet_with(
        &mut self,
        name: &'static str,
        layout: &'static Layout,
        manner: Manner,
    ) -> Result<SheetId, SynthError> {
        let added = self.writer.add_sheet(name, layout.headings.len(), manner.visibility);
        self.check(added)?;
        self.sheets.push(Sheet::new(name, layout, manner));
        Ok(SheetId(self.sheets.len() - 1))
    }

    /// Writes a title over all columns.
    pub(crate) fn title(&mut self, sheet: SheetId, title: &str) -> Result<(), SynthError> {
        self.sheets[sheet.0].merge_across();
        self.put(sheet, &[Cell::Text(title)], true)
    }

    /// Writes words that stand by themselves at the start of a row.
    pub(crate) fn words(&mut self, sheet: SheetId, words: &str) -> Result<(), SynthError> {
        self.put(sheet, &[Cell::Text(words)], false)
    }

    /// Leaves a row blank.
    pub(crate) fn blank_row(&mut self, sheet: SheetId) {
        self.sheets[sheet.0].next_row += 1;
    }

    /// Writes the headings.
    pub(crate) fn headings(&mut self, sheet: SheetId) -> Result<(), SynthError> {
        let headings = self.sheets[sheet.0].headings();
        self.put(sheet, &headings, true)
    }

    /// Merges a cell of the next row with those below it, so that it spans so many rows. What the rows below hold
    /// there is not written.
    pub(crate) fn merge_down(&mut self, sheet: SheetId, column: usize, rows: usize) {
        self.sheets[sheet.0].merge_down(column, u32::try_from(rows).unwrap_or(u32::MAX));
    }

    /// Hides the next row.
    pub(crate) fn hide_row(&mut self, sheet: SheetId) {
        self.sheets[sheet.0].next_visibility = Visibility::Hidden;
    }

    /// Returns what a formula calls the cell of a column in the next row.
    pub(crate) fn cell_name(&self, sheet: SheetId, column: usize) -> String {
        let known = &self.sheets[sheet.0];
        cell_name(known.place(column), known.next_row)
    }

    /// Writes a row of data; missing cells at its end are empty, and more than there are headings stand to their right.
    pub(crate) fn row(&mut self, sheet: SheetId, cells: &[Cell<'_>]) -> Result<(), SynthError> {
        let known = &mut self.sheets[sheet.0];
        known.count(cells);
        let cells = known.arrange(cells);
        self.put(sheet, &cells, false)
    }

    /// Writes the totals: `Totaal`, the number of rows, and the sum under each amount column
    /// that stands beyond those two.
    pub(crate) fn totals(&mut self, sheet: SheetId, sums: Sums) -> Result<(), SynthError> {
        let known = &self.sheets[sheet.0];
        let formula = |(place, amount, data): (usize, Money, Option<(u32, u32)>)| {
            let data = data.filter(|_| sums == Sums::Formulas);
            let named =
                data.map(|(first, last)| format!("=SUM({}:{})", cell_name(place, first), cell_name(place, last)));
            (place, amount, named)
        };
        let sums: Vec<_> = known.sums().map(formula).collect();
        let mut cells = vec![Cell::Empty; known.layout.headings.len().max(2)];
        for (place, amount, formula) in &sums {
            let number = Cell::Amount(*amount);
            cells[*place] = formula.as_deref().map_or(number, |formula| Cell::Formula(*amount, formula));
        }
        (cells[0], cells[1]) = (Cell::Text("Totaal"), Cell::Whole(known.rows));
        self.put(sheet, &cells, false)
    }

    /// Completes the workbook, and returns what each sheet holds.
    pub(crate) fn close(self) -> Result<Vec<Account>, SynthError> {
        let Self { name, writer, sheets, .. } = self;
        writer.finish().map_err(|source| output::cannot_write(&name, source))?;
        Ok(sheets.into_iter().map(Sheet::account).collect())
    }

    /// Writes the next row of a sheet, each cell where it stands.
    fn put(&mut self, sheet: SheetId, cells: &[Cell<'_>], bold: bool) -> Result<(), SynthError> {
        let known = &mut self.sheets[sheet.0];
        let rows = self.format.most_rows();
        if known.last_covered() >= rows {
            return Err(SynthError::Full { file: self.name.clone(), rows });
        }
        let line = known.line(cells, bold);
        let written = self.writer.write_row(sheet.0, &line);
        self.check(written)
    }

    fn check(&self, result: io::Result<()>) -> Result<(), SynthError> {
        result.map_err(|source| output::cannot_write(&self.name, source))
    }
}

/// Returns what a formula calls a cell, such as `D5`.
fn cell_name(place: usize, row: u32) -> String {
    format!("{}{}", column_number_to_name(u16::try_from(place).unwrap_or(u16::MAX)), row + 1)
}
