//! Workbooks of Office Open XML, one row in memory at a time.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook as Book, Worksheet, XlsxError};

use super::Writer;
use super::cell::{Cell, Extent, Line, Placed, Visibility, day_number, nearest, plain};
use crate::diag::panics::caught_while_writing;

/// How wide a column is, in characters: a date fits.
const WIDTH: u8 = 14;

/// A workbook that is being written.
pub(super) struct Xlsx {
    file: File,
    book: Book,
    styles: Styles,
}

struct Styles {
    plain: Format,
    bold: Format,
    amount: Format,
    date: Format,
}

impl Xlsx {
    /// Begins a workbook; what waits to be written waits in the folder.
    pub(super) fn new(file: File, folder: &Path) -> io::Result<Self> {
        let mut book = Book::new();
        book.set_tempdir(folder).map_err(into_io)?;
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(into_io)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let styles = Styles {
            plain: Format::new(),
            bold: Format::new().set_bold(),
            amount: Format::new().set_num_format("#,##0.00"),
            date: Format::new().set_num_format("dd-mm-yyyy"),
        };
        Ok(Self { file, book, styles })
    }
}

impl Writer for Xlsx {
    fn add_sheet(&mut self, name: &str, columns: usize, visibility: Visibility) -> io::Result<()> {
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(into_io)?;
        sheet.set_name(name).map_err(into_io)?;
        sheet.set_hidden(visibility == Visibility::Hidden);
        for column in 0..columns {
            sheet.set_column_width(place(column)?, WIDTH).map_err(into_io)?;
        }
        Ok(())
    }

    fn write_row(&mut self, sheet: usize, line: &Line<'_>) -> io::Result<()> {
        let Self { book, styles, .. } = self;
        caught_while_writing(|| {
            let sheet = book.worksheet_from_index(sheet).map_err(into_io)?;
            for (column, placed) in line.cells.iter().enumerate() {
                write_cell(sheet, styles, line.row, place(column)?, *placed).map_err(into_io)?;
            }
            if line.visibility == Visibility::Hidden {
                sheet.set_row_hidden(line.row).map_err(into_io)?;
            }
            Ok(())
        })
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let mut out = BufWriter::new(self.file);
        caught_while_writing(|| self.book.save_to_writer(&mut out).map_err(into_io))?;
        out.flush()
    }
}

impl std::fmt::Debug for Xlsx {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Xlsx").field("file", &self.file).finish_non_exhaustive()
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    styles: &Styles,
    row: u32,
    column: u16,
    Placed { cell, bold, extent }: Placed<'_>,
) -> Result<(), XlsxError> {
    let text = if bold { &styles.bold } else { &styles.plain };
    if let Extent::Merged { rows, columns } = extent {
        // The first cell is written again with its own value.
        sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", text)?;
    }
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(words) | Cell::AmountText(_, words) => sheet.write_string_with_format(row, column, words, text)?,
        Cell::Whole(number) => sheet.write_number(row, column, nearest(&number.to_string()))?,
        Cell::Amount(amount) => sheet.write_number_with_format(row, column, nearest(&plain(amount)), &styles.amount)?,
        Cell::Date(date) => match day_number(date) {
            Some(number) => sheet.write_number_with_format(row, column, number, &styles.date)?,
            None => sheet.write_string(row, column, date.to_string())?,
        },
        Cell::Boolean(truth) => sheet.write_boolean(row, column, truth)?,
        Cell::Formula(amount, formula) => {
            let formula = Formula::new(formula).set_result(nearest(&plain(amount)).to_string());
            sheet.write_formula_with_format(row, column, formula, &styles.amount)?
        }
    };
    Ok(())
}

fn place(column: usize) -> io::Result<u16> {
    u16::try_from(column).map_err(io::Error::other)
}

fn into_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}
