//! The rows of a sheet on their way into the spool: headings are found, merged cells shared out, and what stands under
//! no heading is left behind.
//!
//! Cells come in the order of their rows; line n of the spool is row n of the sheet. What is left behind, merged or
//! hidden is counted and told, never shifted.

mod headings;
mod merged;
mod row;

use std::fs::File;
use std::io::{BufWriter, Seek};

use headings::{Headings, Search};
use merged::Merged;
use row::Row;

use super::region::Region;
use super::value::{Style, Value};
use super::{CellTypes, Extract, Notice, Wanted};
use crate::domain::position;
use crate::source::{Cancel, Place, SourceError};

/// How many rows a sheet has at most.
pub(super) const ROWS: u32 = 1_048_576;
/// How many columns a sheet has at most.
pub(super) const COLUMNS: u32 = 16_384;
/// The largest spool that is written.
const SPOOL_LIMIT: u64 = 16 << 30;
/// How many rows pass between two looks at whether to stop.
const PAUSE: u32 = 4096;

/// A sheet that is being spooled.
pub(super) struct Grid<'a> {
    wanted: &'a Wanted<'a>,
    cancel: &'a Cancel,
    style: Style,
    book: &'a str,
    sheet: String,
    spool: BufWriter<File>,
    bytes: u64,
    lines: u32,
    rows: u32,
    row: Row,
    search: Search,
    headings: Option<Headings>,
    merged: Merged,
    hidden: Vec<(u32, u32)>,
    hidden_seen: usize,
    hidden_rows: (u32, u64),
    stray: ((u32, usize), u64),
    types: Vec<CellTypes>,
}

impl<'a> Grid<'a> {
    /// Begins a spool for a sheet.
    pub(super) fn new(
        wanted: &'a Wanted<'a>,
        cancel: &'a Cancel,
        book: &'a str,
        sheet: &str,
    ) -> Result<Self, SourceError> {
        let file = tempfile::tempfile().map_err(|source| spool_failed(book, source))?;
        Ok(Self {
            wanted,
            cancel,
            style: Style { decimal: wanted.decimal, date: wanted.date },
            book,
            sheet: sheet.to_owned(),
            spool: BufWriter::with_capacity(256 * 1024, file),
            bytes: 0,
            lines: 0,
            rows: 0,
            row: Row::default(),
            search: Search::default(),
            headings: None,
            merged: Merged::new(wanted.repeat_merged),
            hidden: Vec::new(),
            hidden_seen: 0,
            hidden_rows: (0, 0),
            stray: ((0, 0), 0),
            types: Vec::new(),
        })
    }

    /// Notes that cells are merged; known before their first row is over.
    pub(super) fn merge(&mut self, region: Region) {
        self.merged.add(region);
    }

    /// Notes that rows from 0, the last included, are hidden; known before they are over, in their order.
    pub(super) fn hide(&mut self, first: u32, last: u32) {
        match self.hidden.last_mut() {
            Some(before) if before.1.checked_add(1) == Some(first) => before.1 = last,
            _ => self.hidden.push((first, last)),
        }
    }

    /// Takes a cell, by its row and column from 0.
    pub(super) fn put(&mut self, row: u32, column: u32, value: Value<'_>) -> Result<(), SourceError> {
        if row >= ROWS || column >= COLUMNS {
            return Err(self.corrupt("a cell outside the sheet"));
        }
        if self.row.number != Some(row) {
            if self.row.number.is_some_and(|number| number > row) {
                return Err(self.corrupt("rows that are not in order"));
            }
            self.end_row()?;
            self.row.start(row);
        }
        if let Some(types) = self.types_of(column) {
            types.add(&value, row + 1);
        }
        self.row.add(column, |out| self.style.write(value, out));
        Ok(())
    }

    /// Notes that a formula fills a cell.
    pub(super) fn calculated(&mut self, row: u32, column: u32) {
        if let Some(types) = self.types_of(column) {
            types.add_formula(row + 1);
        }
    }

    /// Returns the types of a column below the headings.
    fn types_of(&mut self, column: u32) -> Option<&mut CellTypes> {
        let is_known = self.headings.as_ref().is_some_and(|headings| headings.has(column));
        let column = column as usize;
        if is_known && self.types.len() <= column {
            self.types.resize(column + 1, CellTypes::default());
        }
        self.types.get_mut(column).filter(|_| is_known)
    }

    /// Ends the sheet.
    pub(super) fn finish(mut self) -> Result<Extract, SourceError> {
        self.end_row()?;
        let heading_row = match &self.headings {
            Some(headings) => headings.row + 1,
            None if self.is_first_rows() && self.bytes > 0 => 0,
            None => {
                return Err(self.search.failed(self.wanted.columns, &position::sheet(self.book, &self.sheet)));
            }
        };
        let mut notices = Vec::new();
        if self.hidden_rows.1 > 0 {
            notices.push(Notice::HiddenRows { first: self.hidden_rows.0, count: self.hidden_rows.1 });
        }
        if self.stray.1 > 0 {
            notices.push(Notice::Stray { first: self.stray.0, count: self.stray.1 });
        }
        notices.extend(self.merged.notice());
        let failed = |source| spool_failed(self.book, source);
        let mut spool = self.spool.into_inner().map_err(|error| failed(error.into_error()))?;
        spool.rewind().map_err(failed)?;
        Ok(Extract { spool, spooled_bytes: self.bytes, sheet: self.sheet, heading_row, notices, types: self.types })
    }

    /// Tells whether no headings are asked for, but the first rows as they stand.
    fn is_first_rows(&self) -> bool {
        self.wanted.columns.is_empty()
    }

    /// Tells that the workbook is damaged.
    fn corrupt(&self, reason: &str) -> SourceError {
        SourceError::Workbook { place: Place::file(self.book), reason: reason.to_owned() }
    }

    fn end_row(&mut self) -> Result<(), SourceError> {
        let Some(number) = self.row.number.take() else { return Ok(()) };
        self.rows = self.rows.wrapping_add(1);
        if self.rows.is_multiple_of(PAUSE) && self.cancel.is_requested() {
            return Err(SourceError::Interrupted);
        }
        if self.row.sort().is_err() {
            return Err(self.corrupt("a cell that stands there twice"));
        }
        match self.headings.take() {
            None => self.search_headings(number)?,
            Some(headings) => {
                let written = self.data_row(number, &headings);
                self.headings = Some(headings);
                written?;
            }
        }
        Ok(())
    }

    fn search_headings(&mut self, number: u32) -> Result<(), SourceError> {
        if self.is_first_rows() {
            let width = self.row.width();
            return if number < headings::WITHIN && width > 0 { self.write_row(number, width) } else { Ok(()) };
        }
        if number >= headings::WITHIN {
            return Err(self.search.failed(self.wanted.columns, &position::sheet(self.book, &self.sheet)));
        }
        let starting = self.merged.starting_by(number);
        if let Some(headings) = self.search.look(number, &self.row, &starting, self.wanted.columns) {
            self.row.replace(headings.texts());
            self.write_row(number, headings.width())?;
            self.merged.begin_after(number);
            self.headings = Some(headings);
        }
        Ok(())
    }

    fn data_row(&mut self, number: u32, headings: &Headings) -> Result<(), SourceError> {
        if self.row.is_empty() {
            return Ok(());
        }
        if number <= headings.last_row {
            self.leave(number, |_| false);
            return Ok(());
        }
        let is_footer = self.wanted.footer_marker.is_some_and(|marker| self.row.begins_with(marker));
        if is_footer {
            self.count_hidden(number);
            let width = headings.width().max(self.row.width());
            return self.write_row(number, width);
        }
        let cleared = self.merged.clear_covered(number, headings, &mut self.row);
        cleared.map_err(|()| self.corrupt("merged cells that overlap"))?;
        self.leave(number, |column| headings.has(column));
        if self.row.is_empty() {
            return Ok(());
        }
        self.count_hidden(number);
        self.merged.repeat(number, headings, &mut self.row);
        self.write_row(number, headings.width())
    }

    /// Leaves out the cells of other columns than these, and takes down that they were there.
    fn leave(&mut self, number: u32, is_known: impl Fn(u32) -> bool) {
        let ((place, count), book_row) = (&mut self.stray, number + 1);
        self.row.retain(|column| {
            let known = is_known(column);
            if !known {
                if *count == 0 {
                    *place = (book_row, column as usize);
                }
                *count += 1;
            }
            known
        });
    }

    fn count_hidden(&mut self, number: u32) {
        while self.hidden.get(self.hidden_seen).is_some_and(|(_, last)| *last < number) {
            self.hidden_seen += 1;
        }
        if self.hidden.get(self.hidden_seen).is_some_and(|(first, _)| *first <= number) {
            if self.hidden_rows.1 == 0 {
                self.hidden_rows.0 = number + 1;
            }
            self.hidden_rows.1 += 1;
        }
    }

    /// Writes the row as the line of its number.
    fn write_row(&mut self, number: u32, width: u32) -> Result<(), SourceError> {
        let written = self.row.write(number - self.lines, width, &mut self.spool);
        self.bytes += written.map_err(|source| spool_failed(self.book, source))?;
        self.lines = number + 1;
        if self.bytes > SPOOL_LIMIT {
            let (place, part) = (Place::file(&position::sheet(self.book, &self.sheet)), "the sheet".to_owned());
            return Err(SourceError::Bomb { place, part, limit: "16 GiB".to_owned() });
        }
        Ok(())
    }
}

fn spool_failed(book: &str, source: std::io::Error) -> SourceError {
    SourceError::Unreadable { path: format!("{book} (a temporary copy of its text)"), source }
}
