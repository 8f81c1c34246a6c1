//! One row of a sheet: its cells that are not empty, already written as the spool holds them.

use std::io::{self, Write};

use crate::source::workbook::spool;

/// A row and its cells.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its number from 0, where it has begun.
    pub(super) number: Option<u32>,
    cells: Vec<Cell>,
    bytes: Vec<u8>,
    line: Vec<u8>,
}

/// A cell: its column, and where its bytes stand.
#[derive(Clone, Copy, Debug)]
struct Cell {
    column: u32,
    start: usize,
    end: usize,
}

impl Row {
    /// Begins a row.
    pub(super) fn start(&mut self, number: u32) {
        self.number = Some(number);
        self.cells.clear();
        self.bytes.clear();
    }

    /// Adds what is written, unless it is nothing.
    pub(super) fn add(&mut self, column: u32, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        write(&mut self.bytes);
        let end = self.bytes.len();
        if end > start {
            self.cells.push(Cell { column, start, end });
        }
    }

    /// Puts the cells in the order of their columns.
    ///
    /// # Errors
    /// Fails where two stand in one column.
    pub(super) fn sort(&mut self) -> Result<(), ()> {
        if !self.cells.is_sorted_by_key(|cell| cell.column) {
            self.cells.sort_by_key(|cell| cell.column);
        }
        let twice = self.cells.windows(2).any(|pair| pair[0].column == pair[1].column);
        if twice { Err(()) } else { Ok(()) }
    }

    /// Tells whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Returns the number of columns up to the last cell.
    pub(super) fn width(&self) -> u32 {
        self.cells.last().map_or(0, |cell| cell.column + 1)
    }

    /// Returns the cells by column.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u32, &[u8])> {
        self.cells.iter().map(|cell| (cell.column, &self.bytes[cell.start..cell.end]))
    }

    /// Returns a cell.
    pub(super) fn cell(&self, column: u32) -> Option<&[u8]> {
        let place = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        Some(&self.bytes[self.cells[place].start..self.cells[place].end])
    }

    /// Tells whether the first cell holds a text.
    pub(super) fn begins_with(&self, text: &str) -> bool {
        self.cells().next().is_some_and(|(_, cell)| spool::text(cell).trim() == text)
    }

    /// Keeps the cells of some columns.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(u32) -> bool) {
        self.cells.retain(|cell| keep(cell.column));
    }

    /// Gives free columns one value.
    pub(super) fn fill(&mut self, columns: impl Iterator<Item = u32>, value: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(value);
        let end = self.bytes.len();
        for column in columns {
            if let Err(place) = self.cells.binary_search_by_key(&column, |cell| cell.column) {
                self.cells.insert(place, Cell { column, start, end });
            }
        }
    }

    /// Puts other texts in place of the cells.
    pub(super) fn replace<'a>(&mut self, texts: impl Iterator<Item = (u32, &'a str)>) {
        self.cells.clear();
        self.bytes.clear();
        for (column, text) in texts {
            self.add(column, |out| spool::encode(text, out));
        }
    }

    /// Writes blank lines and then the cells of so many columns, and returns how many bytes that were.
    pub(super) fn write(&mut self, blank: u32, width: u32, out: &mut impl Write) -> io::Result<u64> {
        self.line.clear();
        self.line.resize(blank as usize, b'\n');
        let mut column = 0;
        for cell in self.cells.iter().take_while(|cell| cell.column < width) {
            self.line.resize(self.line.len() + (cell.column - column) as usize, spool::DELIMITER);
            self.line.extend_from_slice(&self.bytes[cell.start..cell.end]);
            column = cell.column;
        }
        let missing = width.saturating_sub(1).saturating_sub(column);
        self.line.resize(self.line.len() + missing as usize, spool::DELIMITER);
        self.line.push(b'\n');
        out.write_all(&self.line)?;
        Ok(self.line.len() as u64)
    }
}
