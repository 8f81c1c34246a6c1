//! The records of a block of delimited text, and the cells of a record.

use std::ops::Range;

use csv_core::{Reader, ReaderBuilder, Terminator};
use memchr::{memchr, memchr_iter};

use super::blocks::{Block, Boundary};
use super::decode::RecordForm;

/// What ends a record that was cut off and is split into cells.
const LINE_END: Terminator = Terminator::Any(b'\n');

/// Goes through the records of a block: each without its line end, with its line. Blank ones are among them.
#[derive(Debug)]
pub struct Records<'a> {
    bytes: &'a [u8],
    boundary: Boundary,
    start: usize,
    line: u32,
}

impl<'a> Records<'a> {
    /// Starts at the first record of a block.
    #[must_use]
    pub fn new(block: &'a Block, form: RecordForm) -> Self {
        let boundary = Boundary::new(form.delimiter, form.quote);
        Self { bytes: &block.bytes, boundary, start: 0, line: block.first_line }
    }

    /// Returns where the last record ended, behind its line end.
    #[must_use]
    pub const fn end(&self) -> usize {
        self.start
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (&'a [u8], u32);

    fn next(&mut self) -> Option<Self::Item> {
        if self.start >= self.bytes.len() {
            return None;
        }
        let end = self.boundary.next_record_end(self.bytes).unwrap_or(self.bytes.len());
        let (whole, line) = (&self.bytes[self.start..end], self.line);
        self.start = end;
        let lines = if self.boundary.met_quote() { memchr_iter(b'\n', whole).count() } else { 1 };
        let lines = u32::try_from(lines).unwrap_or(u32::MAX);
        self.line = self.line.saturating_add(lines);
        Some((without_line_end(whole), line))
    }
}

pub(super) fn without_line_end(record: &[u8]) -> &[u8] {
    let record = record.strip_suffix(b"\n").unwrap_or(record);
    record.strip_suffix(b"\r").unwrap_or(record)
}

/// The cells of one record: places in the record itself, or where it holds quotes, in a copy without them.
#[derive(Debug)]
pub struct Cells {
    delimiter: u8,
    quote: u8,
    reader: Reader,
    unquoted: Vec<u8>,
    ends: Vec<usize>,
    quoted: bool,
}

impl Cells {
    /// Makes room for records of a form.
    #[must_use]
    pub fn new(form: RecordForm) -> Self {
        let RecordForm { delimiter, quote, .. } = form;
        // A carriage return within a record is text, as it is where nothing is quoted.
        let mut reader = ReaderBuilder::new().delimiter(delimiter).quote(quote).terminator(LINE_END).build();
        // Only what the reader sees first may be a byte order mark; that of the file was taken off.
        reader.read_record(b"\n", &mut [0], &mut [0]);
        Self { delimiter, quote, reader, unquoted: Vec::new(), ends: Vec::new(), quoted: false }
    }

    /// Takes texts that nobody delivered for the cells of a record.
    #[must_use]
    pub fn of_texts<'t>(form: RecordForm, texts: impl Iterator<Item = &'t str>) -> Self {
        let mut cells = Self { quoted: true, ..Self::new(form) };
        for text in texts {
            cells.unquoted.extend(text.bytes());
            cells.ends.push(cells.unquoted.len());
        }
        cells
    }

    /// Takes a record apart, without its line end.
    pub fn split(&mut self, raw: &[u8]) {
        self.quoted = memchr(self.quote, raw).is_some();
        if self.quoted {
            self.split_quoted(raw);
        } else {
            self.ends.clear();
            self.ends.extend(memchr_iter(self.delimiter, raw));
            self.ends.push(raw.len());
        }
    }

    fn split_quoted(&mut self, raw: &[u8]) {
        self.unquoted.resize(raw.len() + 1, 0);
        self.ends.resize(memchr_iter(self.delimiter, raw).count() + 2, 0);
        let (mut written, mut cells) = (0, 0);
        for input in [raw, b"\n"] {
            let (_, _, out, ends) =
                self.reader.read_record(input, &mut self.unquoted[written..], &mut self.ends[cells..]);
            written += out;
            cells += ends;
        }
        self.ends.truncate(cells);
    }

    /// Tells whether the record holds quotes.
    #[must_use]
    pub const fn is_quoted(&self) -> bool {
        self.quoted
    }

    /// Returns how many cells there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// Returns a cell of the record that was taken apart.
    #[must_use]
    pub fn get<'a>(&'a self, raw: &'a [u8], cell: usize) -> Option<&'a [u8]> {
        let text = if self.quoted { &self.unquoted } else { raw };
        text.get(self.range(cell)?)
    }

    /// Returns where a cell stands in the record, or in its copy without quotes.
    #[must_use]
    pub fn range(&self, cell: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(cell)?;
        let gap = usize::from(!self.quoted);
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] + gap };
        Some(start..end)
    }
}
