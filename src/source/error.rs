//! Why a delivery cannot be used.

use std::fmt;
use std::io;

use thiserror::Error;

use super::corrections::CorrectionError;
use super::pain001::PaymentFileError;
use crate::domain::position;

/// A place in a delivered file: its name, and where known the line and the heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's name within the delivery.
    pub file: Box<str>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The heading.
    pub column: Option<Box<str>>,
    /// The cell's place in its line, from 0, where known; only sheets tell it, and none is wider.
    pub cell: Option<u16>,
}

impl Place {
    /// Names a whole file.
    #[must_use]
    pub fn file(file: &str) -> Self {
        Self { file: file.into(), line: None, column: None, cell: None }
    }

    /// Names a line of a file.
    #[must_use]
    pub fn line(file: &str, line: u32) -> Self {
        Self { line: Some(line), ..Self::file(file) }
    }

    /// Names a column of a file.
    #[must_use]
    pub fn column(file: &str, column: &str) -> Self {
        Self { column: Some(column.into()), ..Self::file(file) }
    }

    /// Names a cell.
    #[must_use]
    pub fn cell(file: &str, line: u32, column: &str) -> Self {
        Self { line: Some(line), ..Self::column(file, column) }
    }

    /// Adds where in its line the cell stands, from 0.
    #[must_use]
    pub fn at_cell(self, cell: usize) -> Self {
        Self { cell: u16::try_from(cell).ok(), ..self }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => out.write_str(&position::place(&self.file, line, self.cell.map(usize::from)))?,
            None => out.write_str(&self.file)?,
        }
        if let Some(column) = &self.column {
            write!(out, " [{column}]")?;
        }
        Ok(())
    }
}

/// Why a delivery cannot be used. Every message names the place, what was expected, and what to do.
#[derive(Debug, Error)]
pub enum SourceError {
    /// A file or folder cannot be read.
    #[error("{path}: cannot be read: {source}; check that it exists and that you may read it")]
    Unreadable {
        /// Which one.
        path: String,
        /// Why not.
        source: io::Error,
    },
    /// No file fits a table's patterns.
    #[error("no file for table \"{table}\": expected {patterns} in the delivery; ask the service for it")]
    NoFile {
        /// The table.
        table: String,
        /// Its patterns.
        patterns: String,
    },
    /// One file fits two tables.
    #[error(
        "{file}: belongs to table \"{first}\" and to \"{second}\"; make the patterns of the mapping exclude each other"
    )]
    Ambiguous {
        /// The file.
        file: String,
        /// A table.
        first: String,
        /// Another.
        second: String,
    },
    /// Two delivered files have one name.
    #[error("{file}: delivered twice, as {first} and {second}; give one of them")]
    SameName {
        /// The name.
        file: String,
        /// One place.
        first: String,
        /// The other.
        second: String,
    },
    /// A pattern is no pattern.
    #[error("the pattern \"{pattern}\" of table \"{table}\" is not valid: {reason}; correct it in the mapping")]
    Pattern {
        /// The table.
        table: String,
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file has nothing in it.
    #[error("{place}: the file is empty: expected a line of headings; ask the service to deliver it again")]
    Empty {
        /// The file.
        place: Place,
    },
    /// A byte that the declared encoding does not have.
    #[error(
        "{place}: byte {byte:#04x} at offset {offset} is not {encoding}; declare the encoding that the file has, or have it delivered again"
    )]
    Undecodable {
        /// The file and line.
        place: Place,
        /// The first byte that does not decode.
        byte: u8,
        /// Its offset in the file, from 0.
        offset: u64,
        /// The declared encoding.
        encoding: &'static str,
    },
    /// The whole file is another encoding than declared.
    #[error(
        "{place}: declared {declared}, but the file is {found}; declare `encoding = \"{found}\"` or have it delivered again"
    )]
    OtherEncoding {
        /// The file, and the first line that shows it.
        place: Place,
        /// The declared encoding.
        declared: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A surrogate that stands alone, or an odd byte at the end.
    #[error(
        "{place}: half a character of {encoding} at offset {offset}; declare the encoding that the file has, or have it delivered again"
    )]
    HalfCharacter {
        /// The file and line.
        place: Place,
        /// Its offset in the file, from 0.
        offset: u64,
        /// The declared encoding.
        encoding: &'static str,
    },
    /// A NUL.
    #[error(
        "{place}: a NUL character: this is not the text that was declared; declare the encoding that the file has, or have it delivered again"
    )]
    Nul {
        /// The file and line.
        place: Place,
    },
    /// A record that does not end.
    #[error(
        "{place}: a record of more than {limit} bytes begins here; expected one line per record: look for a quote that is never closed"
    )]
    LongRecord {
        /// Where it begins.
        place: Place,
        /// The longest record that is read.
        limit: usize,
    },
    /// The file ends inside quotes.
    #[error("{place}: the file ends inside a quoted cell that begins here: it is cut off; have it delivered again")]
    OpenQuote {
        /// Where the record begins.
        place: Place,
    },
    /// A heading is missing.
    #[error("{place}: column \"{heading}\" is missing{suggestion}; found: {found}")]
    MissingHeading {
        /// The file and line of the headings.
        place: Place,
        /// The heading.
        heading: String,
        /// What to do about it: a heading that looks like it, if there is one.
        suggestion: Box<str>,
        /// The headings that are there.
        found: Box<str>,
    },
    /// A heading stands there twice.
    #[error(
        "{place}: heading \"{heading}\" stands there twice, in cells {first} and {second}; have the file delivered with one"
    )]
    DuplicateHeading {
        /// The file and line of the headings.
        place: Place,
        /// The heading.
        heading: String,
        /// The first cell, from 1.
        first: usize,
        /// The second cell, from 1.
        second: usize,
    },
    /// There is no totals line at the end.
    #[error("{place}: the totals line ({marker}) is missing at the end: the file is cut off; have it delivered again")]
    NoFooter {
        /// The file and its last line.
        place: Place,
        /// The marker that was expected.
        marker: String,
    },
    /// Something follows the totals line.
    #[error(
        "{place}: a record follows the totals line on line {footer}: expected nothing more; have the file delivered again"
    )]
    AfterFooter {
        /// The file and the line that follows.
        place: Place,
        /// The totals line.
        footer: u32,
    },
    /// A count does not agree.
    #[error("{place}: the total says {expected} rows for {file}, and {found} are there; have the delivery made again")]
    WrongCount {
        /// Where the count stands.
        place: Place,
        /// The file that was counted.
        file: String,
        /// What it says.
        expected: String,
        /// What was counted.
        found: u64,
    },
    /// A sum does not agree.
    #[error(
        "{place}: the total says {expected} for {of}, and the rows add up to {found}; have the delivery made again"
    )]
    WrongSum {
        /// Where the sum stands.
        place: Place,
        /// The file and the column that were added up.
        of: Box<Place>,
        /// What it says.
        expected: Box<str>,
        /// What the rows add up to.
        found: Box<str>,
    },
    /// A sum is more than sums are kept in.
    #[error(
        "{place}: the total says {expected} for {of}, which is more than can be counted; have the delivery made again"
    )]
    TooMuch {
        /// Where the sum stands.
        place: Place,
        /// The file and the column that it is of.
        of: Box<Place>,
        /// What it says.
        expected: Box<str>,
    },
    /// An amount that cannot be read makes the totals uncheckable.
    #[error(
        "{place}: \"{value}\" is not an amount ({reason}), so the control totals cannot be checked; have the delivery made again, or correct how the mapping says amounts are written (decimal, thousands, unit)"
    )]
    Amount {
        /// The cell.
        place: Place,
        /// What stands there.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The control file lacks a file or column, or names one that is not there.
    #[error("{place}: {message}")]
    Control {
        /// Where in the control file, or which file it leaves out.
        place: Place,
        /// What is wrong, and what to do about it.
        message: String,
    },
    /// A correction does not fit what was delivered.
    #[error(transparent)]
    Correction(Box<CorrectionError>),
    /// A payment file cannot be used.
    #[error(transparent)]
    PaymentFile(Box<PaymentFileError>),
    /// A file has more lines than can be numbered.
    #[error("{place}: more lines than can be numbered (4,294,967,295); deliver it in several files")]
    TooLong {
        /// The file.
        place: Place,
    },
    /// There are more files than can be numbered.
    #[error("more files than can be numbered (65,535); deliver them in fewer, larger files")]
    TooManyFiles,
    /// The file changed between two readings.
    #[error("{place}: the file changed while it was read; run again when nobody writes to it")]
    Changed {
        /// The file.
        place: Place,
    },
    /// A delivered file holds no table that could be looked at.
    #[error("{place}: {reason}; have the table delivered as text or as a workbook")]
    NoTable {
        /// The file.
        place: Place,
        /// What it is.
        reason: String,
    },
    /// A delivered workbook is something else.
    #[error("{place}: is no workbook: {reason}")]
    NoWorkbook {
        /// The file.
        place: Place,
        /// What it is, and what to do about it.
        reason: String,
    },
    /// A delivered file is a workbook, and text was declared.
    #[error(
        "{place}: is a workbook, and text was declared; declare `format = \"excel\"`, or have it delivered as text"
    )]
    NotText {
        /// The file.
        place: Place,
    },
    /// A workbook is encrypted.
    #[error("{place}: is protected with a password: have it delivered without one, or save it without")]
    Protected {
        /// The file.
        place: Place,
    },
    /// A workbook is damaged, or made by something that does not know the format.
    #[error(
        "{place}: cannot be read as a workbook ({reason}): open it in Excel and save it again, or have it delivered again"
    )]
    Workbook {
        /// The file.
        place: Place,
        /// What is wrong with it.
        reason: String,
    },
    /// A workbook is larger than any that a person made.
    #[error("{place}: {part} expands to more than {limit}: no ordinary workbook does; have it delivered again")]
    Bomb {
        /// The file.
        place: Place,
        /// The part of it that expands.
        part: String,
        /// The limit that it passes.
        limit: String,
    },
    /// A workbook lacks a sheet.
    #[error("{place}: has no sheet {sheet}{suggestion}; found: {found}")]
    NoSheet {
        /// The file.
        place: Place,
        /// The sheet, as the mapping names it.
        sheet: String,
        /// A sheet that looks like it, if there is one.
        suggestion: String,
        /// The sheets that are there.
        found: String,
    },
    /// A workbook has several sheets, and the mapping names none.
    #[error("{place}: has several sheets; say in the mapping which one holds the table with `sheet`; found: {found}")]
    WhichSheet {
        /// The file.
        place: Place,
        /// The sheets that are there.
        found: String,
    },
    /// The user wants to stop.
    #[error("interrupted; nothing was written")]
    Interrupted,
}

impl From<CorrectionError> for SourceError {
    fn from(error: CorrectionError) -> Self {
        Self::Correction(Box::new(error))
    }
}
