//! A workbook of plain tables: a heading that stays in sight, text, counts and amounts, and nothing that computes.
//!
//! Rows are written as they come and wait in a folder, not in memory. What a sheet cannot hold is said in its last row.

use std::io::{self, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::domain::Total;

/// How many rows a sheet of Excel has.
const ROWS: u32 = 1_048_576;
/// How many characters a cell of Excel has, less one for the mark of what was cut.
const CHARACTERS: usize = 32_000;
/// How hard a workbook is packed: a fifth larger than at the usual 6, in a quarter of the time.
const COMPRESSION: u8 = 2;
/// The cents from which Excel would round: it keeps fifteen digits.
const ROUNDED: u128 = 1_000_000_000_000_000;

/// A column: its heading, and how wide it is in characters.
pub(super) type Column = (&'static str, u8);

/// The value of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// Text, whatever it begins with.
    Text(String),
    /// A whole number.
    Count(i128),
    /// An amount in cents, shown in euros.
    Cents(i128),
}

impl Cell {
    /// Takes a text; an empty one is no cell.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Takes an amount that may be unknown.
    pub(super) fn cents(cents: Option<i128>) -> Self {
        cents.map_or(Self::Empty, Self::Cents)
    }
}

/// A workbook that is being written.
pub(super) struct Book {
    workbook: Workbook,
    heading: Format,
    count: Format,
    amount: Format,
    rows: u32,
}

impl Book {
    /// Begins a workbook. The time at which it was made is no part of it.
    pub(super) fn new(spool: &Path) -> io::Result<Self> {
        Self::with_rows(spool, ROWS)
    }

    fn with_rows(spool: &Path, rows: u32) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(spool).map_err(into_io)?;
        workbook.set_zip_compression_level(COMPRESSION);
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(into_io)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let amount = Format::new().set_num_format("#,##0.00");
        let count = Format::new().set_num_format("#,##0");
        Ok(Self { workbook, heading: Format::new().set_bold(), count, amount, rows })
    }

    /// Adds a sheet with all its rows. `unshown` rows stand in the evidence alone, and the last row says so.
    pub(super) fn sheet<const N: usize>(
        &mut self,
        name: &str,
        columns: [Column; N],
        mut rows: impl Iterator<Item = [Cell; N]>,
        unshown: u64,
    ) -> io::Result<()> {
        // The heading takes a row, and what is said of those that are not shown another.
        let room = usize::try_from(self.rows.saturating_sub(2)).unwrap_or(usize::MAX);
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(into_io)?;
        begin(sheet, name, &columns, &self.heading).map_err(into_io)?;
        let mut row = 1;
        for cells in rows.by_ref().take(room) {
            for (column, cell) in (0..).zip(cells) {
                write(sheet, row, column, &cell, &self.count, &self.amount).map_err(into_io)?;
            }
            row += 1;
        }
        let unshown = unshown + rows.count() as u64;
        if unshown > 0 {
            let note = format!("Nog {unshown} meer in evidence.sqlite.");
            sheet.write_string(row, 0, note).map_err(into_io)?;
        }
        Ok(())
    }

    /// Writes the workbook out.
    pub(super) fn finish(mut self, out: impl Write + Send) -> io::Result<()> {
        self.workbook.save_to_writer(out).map_err(into_io)
    }
}

fn begin(sheet: &mut Worksheet, name: &str, columns: &[Column], heading: &Format) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (_, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
    }
    for (column, (text, _)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, *text, heading)?;
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    count: &Format,
    amount: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, shortened(text))?;
        }
        Cell::Count(number) if number.unsigned_abs() < ROUNDED => {
            sheet.write_number_with_format(row, column, nearest(&number.to_string()), count)?;
        }
        Cell::Cents(cents) if cents.unsigned_abs() < ROUNDED => {
            sheet.write_number_with_format(row, column, nearest(&Total::from_cents(*cents).ungrouped('.')), amount)?;
        }
        Cell::Count(number) => {
            sheet.write_string(row, column, number.to_string())?;
        }
        Cell::Cents(cents) => {
            sheet.write_string(row, column, Total::from_cents(*cents).to_string())?;
        }
    }
    Ok(())
}

/// Cuts a text that no cell can hold.
fn shortened(text: &str) -> String {
    if text.len() <= CHARACTERS || text.encode_utf16().count() <= CHARACTERS {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(CHARACTERS / 2).collect();
    kept.push('…');
    kept
}

/// Returns the floating number nearest to a decimal one: all that a workbook can hold.
fn nearest(decimal: &str) -> f64 {
    decimal.parse().unwrap_or_default()
}

fn into_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};
    use tempfile::TempDir;

    use super::*;

    fn read(rows: u32, cells: Vec<[Cell; 1]>, unshown: u64) -> Vec<Data> {
        let spool = TempDir::new().expect("a folder");
        let mut book = Book::with_rows(spool.path(), rows).expect("a workbook");
        book.sheet("Blad", [("Kop", 20)], cells.into_iter(), unshown).expect("a sheet");
        let mut bytes = Vec::new();
        book.finish(&mut bytes).expect("a workbook");
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let range = book.worksheet_range("Blad").expect("a sheet");
        range.rows().map(|row| row[0].clone()).collect()
    }

    #[test]
    fn cells_are_what_they_say_and_nothing_computes() {
        let cells = vec![
            [Cell::text("=1+1")],
            [Cell::Count(4_800)],
            [Cell::Cents(-3_644)],
            [Cell::Cents(105_232)],
            [Cell::Cents(10_i128.pow(20))],
        ];
        let text = |text: &str| Data::String(text.to_owned());
        let [formula, count, amount, other, large] = &read(ROWS, cells, 0)[1..] else { panic!("five rows") };
        assert_eq!((formula, large), (&text("=1+1"), &text("1.000.000.000.000.000.000,00")));
        assert_eq!([count, amount, other].map(ToString::to_string), ["4800", "-36.44", "1052.32"]);
    }

    #[test]
    fn what_does_not_fit_is_said_in_the_last_row() {
        let rows = |count: i128| (0..count).map(|number| [Cell::Count(number)]).collect::<Vec<_>>();
        let last = |found: Vec<Data>| (found.len(), found.last().map(ToString::to_string).unwrap_or_default());
        assert_eq!(last(read(5, rows(3), 0)), (4, "2".to_owned()));
        assert_eq!(last(read(5, rows(7), 0)), (5, "Nog 4 meer in evidence.sqlite.".to_owned()));
        assert_eq!(last(read(5, rows(1), 9)), (3, "Nog 9 meer in evidence.sqlite.".to_owned()));
    }

    #[test]
    fn a_text_that_no_cell_can_hold_is_cut() {
        let found = read(ROWS, vec![[Cell::text("é".repeat(40_000))]], 0);
        assert!(found[1].to_string().ends_with("é…"));
    }
}
