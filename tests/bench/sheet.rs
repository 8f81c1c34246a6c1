//! A sheet of a workbook, read by calamine alone: what reading such a file costs at the least.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use calamine::{DataRef, Reader as _, Xlsx, open_workbook};

/// The word that makes this program a reader.
pub(crate) const READ: &str = "read-a-sheet";

/// The sheet as a whole, in memory.
pub(crate) const WHOLE: &str = "whole";

/// One cell after another, none of them kept.
pub(crate) const BY_CELL: &str = "by-cell";

/// Reads a sheet: its file, its name, and `whole` or `by-cell`. Writes how many of its cells hold something.
pub(crate) fn read(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<String> = arguments.map(|argument| argument.into_string().expect("text")).collect();
    let [file, sheet, how] = arguments.as_slice() else { panic!("a file, a sheet and how") };
    let mut book: Xlsx<_> = open_workbook(file).expect("a workbook");
    let cells = if how == WHOLE {
        let range = book.worksheet_range(sheet).expect("a sheet");
        range.used_cells().count()
    } else {
        let mut reader = book.worksheet_cells_reader(sheet).expect("a sheet");
        let mut cells = 0;
        while let Some(cell) = reader.next_cell().expect("a cell") {
            cells += usize::from(!matches!(cell.get_value(), DataRef::Empty));
        }
        cells
    };
    writeln!(io::stdout(), "{cells}").expect("stdout");
    ExitCode::SUCCESS
}
