//! The records of a block of delimited text, and the cells of a record.

use std::ops::Range;

use csv_core::{Reader, ReaderBuilder, Terminator};
use memchr::{memchr, memchr_iter};

use super::blocks::Boundary;
use super::decode::RecordForm;

/// What ends a record that was cut off and is split into cells.
const LINE_END: Terminator = Terminator::Any(b'\n');

/// Goes through the records of a text. Blank ones are among them.
#[derive(Debug)]
pub struct Records<'a> {
    bytes: &'a [u8],
    boundary: Boundary,
    start: usize,
    line: u32,
}

/// A record, without its line end.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Whether it holds quotes.
    pub has_quotes: bool,
}

impl<'a> Records<'a> {
    /// Starts at the first record of a text, which stands on a line.
    #[must_use]
    pub fn new(bytes: &'a [u8], first_line: u32, form: RecordForm) -> Self {
        let boundary = Boundary::new(form.delimiter, form.quote);
        Self { bytes, boundary, start: 0, line: first_line }
    }

    /// Returns where the last record ended, behind its line end.
    #[must_use]
    pub const fn end(&self) -> usize {
        self.start
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Self::Item> {
        if self.start >= self.bytes.len() {
            return None;
        }
        let end = self.boundary.next_record_end(self.bytes).unwrap_or(self.bytes.len());
        let (whole, start, line) = (&self.bytes[self.start..end], self.start, self.line);
        self.start = end;
        let has_quotes = self.boundary.met_quote();
        let lines = if has_quotes { memchr_iter(b'\n', whole).count() } else { 1 };
        let lines = u32::try_from(lines).unwrap_or(u32::MAX);
        self.line = self.line.saturating_add(lines);
        let range = start..start + without_line_end(whole).len();
        Some(Record { range, line, has_quotes })
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
        self.split_known(raw, memchr(self.quote, raw).is_some());
    }

    /// Takes a record apart of which it is known whether it holds quotes.
    pub fn split_known(&mut self, raw: &[u8], has_quotes: bool) {
        self.quoted = has_quotes;
        if has_quotes {
            self.split_quoted(raw);
        } else {
            self.ends.clear();
            push_places(self.delimiter, raw, &mut self.ends);
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

/// Adds the places of a byte in some bytes. Cells are too short for a search that begins anew at each: eight bytes are
/// looked at in one word.
fn push_places(wanted: u8, bytes: &[u8], places: &mut Vec<usize>) {
    const LOW_BITS: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let pattern = u64::from_ne_bytes([wanted; 8]);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut at = 0;
    for word in words {
        let differing = u64::from_le_bytes(*word) ^ pattern;
        // The high bit of every byte that is zero: adding cannot carry from one byte into the next.
        let mut found = !(((differing & LOW_BITS) + LOW_BITS) | differing | LOW_BITS);
        while found != 0 {
            places.push(at + found.trailing_zeros() as usize / 8);
            found &= found - 1;
        }
        at += word.len();
    }
    places.extend((at..).zip(rest).filter(|(_, byte)| **byte == wanted).map(|(place, _)| place));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_byte_is_found_wherever_it_stands(
            bytes in prop::collection::vec(prop::sample::select(vec![0_u8, 1, 0x3A, 0x3B, 0x3C, 0x7F, 0x80, 0xBB, 0xFF]), 0..40),
            wanted in prop::sample::select(vec![0_u8, 0x3B, 0x80, 0xFF]),
        ) {
            let mut found = Vec::new();
            push_places(wanted, &bytes, &mut found);
            prop_assert_eq!(found, memchr_iter(wanted, &bytes).collect::<Vec<_>>());
        }
    }
}
