//! Sheets of workbooks as text: .xlsx, .xlsm, .xlsb, .xls and .ods, told by content.
//!
//! A sheet is gone through once and spooled as delimited text in a temporary file without a name, one line per row, so
//! that all later passes read it as they read any other file. Nothing is guessed: what a workbook cannot say for sure
//! (an error, a formula without a value, a number that lost digits) is spooled as a problem with its reason. Nothing
//! disappears without a word: values under no heading, hidden rows and merged cells are told as notices.
//!
//! ```text
//! package (ZIP, limits)  xls (compound file)      where the bytes come from
//!   ├ xlsx ─ tags                                 one module per format: cells, merged cells, hidden rows
//!   ├ xlsb ─ records
//!   └ ods
//!        └──────► grid ──► spool                  headings, rows, notices ► text
//!                  value, decimal                 a cell as text
//! ```

mod choice;
mod decimal;
mod format;
mod grid;
mod guard;
mod ods;
mod package;
mod region;
#[cfg(test)]
mod sample;
pub mod spool;
mod tags;
#[cfg(test)]
mod tests;
mod types;
mod value;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::slice;

use format::Format;
pub use types::CellTypes;
pub use value::is_error;

use super::{Cancel, SourceError};
use crate::domain::DateFormat;
use crate::mapping::model::SheetChoice;

/// What is wanted of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Which one.
    pub sheet: &'a SheetChoice,
    /// Per column that is read the headings it may have, its own name first; where there are none, the first rows are
    /// spooled as they stand.
    pub columns: &'a [Vec<String>],
    /// Whether the value of a merged cell holds for each of its cells.
    pub repeat_merged: bool,
    /// The decimal mark that numbers are written with.
    pub decimal: u8,
    /// The order that dates are written in.
    pub date: DateFormat,
    /// What the first cell of the totals row holds, where there is one; that row keeps all its cells.
    pub footer_marker: Option<&'a str>,
}

/// A sheet as text.
#[derive(Debug)]
pub struct Extract {
    /// The text, from its beginning: line n is row n of the sheet, from the headings on.
    pub spool: File,
    /// Its size in bytes.
    pub spooled_bytes: u64,
    /// The sheet's name.
    pub sheet: String,
    /// The row of the headings, from 1.
    pub heading_row: u32,
    /// What is to be told of the sheet.
    pub notices: Vec<Notice>,
    /// Per column of the sheet what its cells below the headings are to the workbook.
    pub types: Vec<CellTypes>,
}

/// Something about a sheet that its reader should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The sheet is hidden.
    HiddenSheet,
    /// Rows with data are hidden; they were read like the others.
    HiddenRows {
        /// The first of them, from 1.
        first: u32,
        /// How many.
        count: u64,
    },
    /// Values stand under no heading; they were left out.
    Stray {
        /// The first of them: its row from 1, its column from 0.
        first: (u32, usize),
        /// How many.
        count: u64,
    },
    /// Cells among the data are merged; only the first of each holds the value.
    Merged {
        /// The first of them, such as `A3:A5`.
        first: String,
        /// How many merged cells.
        count: u64,
    },
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// Lists the sheets of a workbook that was delivered under a name.
///
/// # Errors
/// Fails where the file is no workbook, is protected, or cannot be read.
pub fn sheets(path: &Path, name: &str) -> Result<Vec<SheetInfo>, SourceError> {
    match Format::of(path, name)? {
        Format::Xlsx(mut package) => Ok(xlsx::sheets(&mut package)?.into_iter().map(|sheet| sheet.info).collect()),
        Format::Xlsb(mut package) => Ok(xlsb::sheets(&mut package)?.into_iter().map(|sheet| sheet.info).collect()),
        Format::Ods(mut package) => ods::sheets(&mut package),
        Format::Xls(stream) => xls::sheets(&stream, name),
    }
}

/// Tells whether a file that begins with these bytes is a workbook rather than text.
#[must_use]
pub fn is_likely(start: &[u8]) -> bool {
    start.starts_with(format::PACKED) || start.starts_with(&format::COMPOUND)
}

/// Returns the first rows of a sheet that hold anything, whatever stands in them, each with its number from 1.
///
/// # Errors
/// Fails where the file is no workbook, is protected or damaged, or the sheet is not there or empty, and where the user
/// wants to stop.
pub fn first_rows(
    path: &Path,
    name: &str,
    sheet: &SheetChoice,
    cancel: &Cancel,
) -> Result<Vec<(u32, Vec<String>)>, SourceError> {
    let wanted = Wanted {
        sheet,
        columns: &[],
        repeat_merged: false,
        decimal: b',',
        date: DateFormat::DayMonthYear,
        footer_marker: None,
    };
    let mut text = String::new();
    let mut spool = extract(path, name, &wanted, cancel)?.spool;
    spool.read_to_string(&mut text).map_err(|source| SourceError::Unreadable { path: name.to_owned(), source })?;
    let cells = |line: &str| {
        line.as_bytes().split(|byte| *byte == spool::DELIMITER).map(spool::text).map(Cow::into_owned).collect()
    };
    Ok((1..).zip(text.lines()).filter(|(_, line)| !line.is_empty()).map(|(row, line)| (row, cells(line))).collect())
}

/// Spools a sheet of a workbook that was delivered under a name.
///
/// # Errors
/// Fails where the file is no workbook, is protected or damaged, the sheet is not there, lacks headings or is empty,
/// and where the user wants to stop.
pub fn extract(path: &Path, name: &str, wanted: &Wanted<'_>, cancel: &Cancel) -> Result<Extract, SourceError> {
    match Format::of(path, name)? {
        Format::Xlsx(package) => Ok(xlsx::extract(package, slice::from_ref(wanted), cancel)?.swap_remove(0)),
        Format::Xlsb(package) => xlsb::extract(package, wanted, cancel),
        Format::Ods(package) => ods::extract(package, wanted, cancel),
        Format::Xls(stream) => xls::extract(&stream, name, wanted, cancel),
    }
}

/// Spools a sheet for each that is wanted of a workbook, in that order.
///
/// # Errors
/// Fails as the spooling of one sheet does.
pub fn extract_all(
    path: &Path,
    name: &str,
    wanted: &[Wanted<'_>],
    cancel: &Cancel,
) -> Result<Vec<Extract>, SourceError> {
    match Format::of(path, name)? {
        Format::Xlsx(package) => xlsx::extract(package, wanted, cancel),
        _ => wanted.iter().map(|wanted| extract(path, name, wanted, cancel)).collect(),
    }
}
