//! Blocks of whole records, cut from a stream of delimited text.
//!
//! A quote opens a quoted cell only where a cell begins, as in RFC 4180; line ends within quotes end no record. The
//! rules are those of `csv`, to which records with quotes are handed later.

use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memchr2};

use super::decode::{self, CellForm, MalformedUtf16};
use super::error::{Place, SourceError};

/// How much of a delivered file is read before a block is cut, in bytes.
pub const BLOCK: usize = 512 * 1024;
/// The longest record, in bytes.
pub const LONGEST_RECORD: usize = 1024 * 1024;

/// Whole records in one piece.
#[derive(Debug)]
pub struct Block {
    /// The text, in UTF-8 or a single-byte encoding.
    pub bytes: Vec<u8>,
    /// The line on which it begins, from 1.
    pub first_line: u32,
    /// Its offset in the text, from 0.
    pub offset: u64,
}

/// Cuts a stream into blocks.
pub struct Blocks<R> {
    reader: R,
    name: String,
    boundary: Boundary,
    size: usize,
    pending: Vec<u8>,
    next_line: u32,
    offset: u64,
    ended: bool,
    /// Where the last whole record ends that is known.
    whole: usize,
    /// Why nothing more can be read, told after the last block.
    failed: Option<SourceError>,
}

impl<R: Read> Blocks<R> {
    /// Starts at the beginning of a file's text, which is `offset` bytes into the file; blocks are cut when at least
    /// `size` bytes were read.
    pub fn new(reader: R, name: &str, offset: u64, boundary: Boundary, size: usize) -> Self {
        let name = name.to_owned();
        Self {
            reader,
            name,
            boundary,
            size,
            pending: Vec::new(),
            next_line: 1,
            offset,
            ended: false,
            whole: 0,
            failed: None,
        }
    }

    /// Returns the next block, or nothing at the end.
    ///
    /// # Errors
    /// Fails where the file cannot be read, holds a NUL byte, ends inside quotes, or a record is too long, once all
    /// whole records before that were handed out.
    pub fn next_block(&mut self) -> Result<Option<Block>, SourceError> {
        if let Some(failed) = self.failed.take() {
            return Err(failed);
        }
        let end = match self.whole_records() {
            Ok(0) => return Ok(None),
            Ok(end) => end,
            Err(failed) if self.whole == 0 => return Err(failed),
            Err(failed) => {
                self.failed = Some(failed);
                self.whole
            }
        };
        self.whole = 0;
        let rest = self.pending.split_off(end);
        let bytes = std::mem::replace(&mut self.pending, rest);
        self.boundary.forget(end);
        let mut block = Block { bytes, first_line: self.next_line, offset: self.offset };
        if let Some(at) = memchr(0, &block.bytes) {
            let failed = SourceError::Nul { place: block_place(&self.name, &block, at) };
            block.bytes.truncate(self.boundary.before(&block.bytes[..at]));
            if block.bytes.is_empty() {
                return Err(failed);
            }
            self.failed = Some(failed);
        }
        self.offset += end as u64;
        self.next_line = u32::try_from(memchr_iter(b'\n', &block.bytes).count())
            .ok()
            .and_then(|lines| self.next_line.checked_add(lines))
            .ok_or_else(|| SourceError::TooLong { place: Place::file(&self.name) })?;
        Ok(Some(block))
    }

    /// Reads on until there is a block, and returns where its last record ends.
    fn whole_records(&mut self) -> Result<usize, SourceError> {
        loop {
            let end = self.last_record_end()?;
            if self.ended {
                return self.rest(end);
            }
            if end > 0 && self.pending.len() >= self.size {
                return Ok(end);
            }
            if let Err(failed) = self.read_more() {
                self.last_record_end()?;
                return Err(failed);
            }
        }
    }

    /// Finds where the last whole record ends. However the text is cut, no record may be too long.
    fn last_record_end(&mut self) -> Result<usize, SourceError> {
        let mut begin = self.boundary.last_end;
        loop {
            self.whole = begin;
            let end = self.boundary.next_record_end(&self.pending);
            if end.unwrap_or(self.pending.len()) - begin > LONGEST_RECORD {
                return Err(SourceError::LongRecord { place: self.place_of(begin), limit: LONGEST_RECORD });
            }
            match end {
                Some(end) => begin = end,
                None => return Ok(begin),
            }
        }
    }

    /// At the end of the file everything left is the last record, unless it is inside quotes.
    fn rest(&self, last_end: usize) -> Result<usize, SourceError> {
        let left = self.pending.len();
        if left > last_end && self.boundary.is_open_at_end(&self.pending) {
            return Err(SourceError::OpenQuote { place: self.place_of(last_end) });
        }
        Ok(left)
    }

    fn read_more(&mut self) -> Result<(), SourceError> {
        self.pending.reserve(self.size);
        match self.reader.by_ref().take(self.size as u64).read_to_end(&mut self.pending) {
            Ok(read) => {
                self.ended = read < self.size;
                Ok(())
            }
            Err(source) => Err(self.unreadable(source)),
        }
    }

    /// Says why nothing more can be read; what could be read before is pending.
    fn unreadable(&self, source: io::Error) -> SourceError {
        match source.get_ref().and_then(|inner| inner.downcast_ref::<MalformedUtf16>()) {
            Some(&MalformedUtf16 { offset, encoding }) => {
                SourceError::HalfCharacter { place: self.place_of(self.pending.len()), offset, encoding }
            }
            None => SourceError::Unreadable { path: self.name.clone(), source },
        }
    }

    fn place_of(&self, at: usize) -> Place {
        let lines = memchr_iter(b'\n', &self.pending[..at]).count();
        Place::line(&self.name, self.next_line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)))
    }
}

/// Names the line of a byte within a block.
#[must_use]
pub fn block_place(name: &str, block: &Block, at: usize) -> Place {
    let lines = memchr_iter(b'\n', &block.bytes[..at]).count();
    Place::line(name, block.first_line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)))
}

/// Fails where a block holds a byte that the declared encoding does not have.
///
/// # Errors
/// Names the first such byte.
pub fn check_encoding(block: &Block, name: &str, form: CellForm) -> Result<(), SourceError> {
    let Some(at) = decode::first_undecodable(form, &block.bytes) else { return Ok(()) };
    Err(SourceError::Undecodable {
        place: block_place(name, block, at),
        byte: block.bytes[at],
        offset: block.offset + at as u64,
        encoding: form.name(),
    })
}

/// Finds where records end, remembering how far it looked.
#[derive(Debug)]
pub struct Boundary {
    delimiter: u8,
    quote: u8,
    in_quotes: bool,
    looked: usize,
    last_end: usize,
    /// Whether a quote stands in the record that is being looked at.
    met_quote: bool,
}

impl Boundary {
    /// Starts at the beginning of a record.
    #[must_use]
    pub const fn new(delimiter: u8, quote: u8) -> Self {
        Self { delimiter, quote, in_quotes: false, looked: 0, last_end: 0, met_quote: false }
    }

    /// Returns the end of the first record that ends at or after what was looked at before, past its line end.
    pub fn next_record_end(&mut self, bytes: &[u8]) -> Option<usize> {
        if self.looked == self.last_end {
            self.met_quote = false;
        }
        while self.looked < bytes.len() {
            if self.in_quotes {
                let at = self.looked + memchr(self.quote, &bytes[self.looked..])?;
                if at + 1 == bytes.len() {
                    // Whether this quote closes the cell depends on what comes next.
                    self.looked = at;
                    return None;
                }
                if bytes[at + 1] == self.quote {
                    self.looked = at + 2;
                } else {
                    self.looked = at + 1;
                    self.in_quotes = false;
                }
                continue;
            }
            let Some(found) = memchr2(b'\n', self.quote, &bytes[self.looked..]) else {
                self.looked = bytes.len();
                return None;
            };
            let at = self.looked + found;
            self.looked = at + 1;
            if bytes[at] == b'\n' {
                self.last_end = at + 1;
                return Some(at + 1);
            }
            self.met_quote = true;
            self.in_quotes = at == self.last_end || bytes[at - 1] == self.delimiter;
        }
        None
    }

    /// Returns where the last whole record of a text ends.
    fn before(&self, bytes: &[u8]) -> usize {
        let mut boundary = Self::new(self.delimiter, self.quote);
        std::iter::from_fn(|| boundary.next_record_end(bytes)).last().unwrap_or_default()
    }

    /// Tells whether a quote stands in the record of which the end was found last; without one it is a single line.
    #[must_use]
    pub const fn met_quote(&self) -> bool {
        self.met_quote
    }

    /// Tells whether the text ends inside quotes; a quote as its very last byte closes them.
    fn is_open_at_end(&self, bytes: &[u8]) -> bool {
        self.in_quotes && !(self.looked + 1 == bytes.len() && bytes.last() == Some(&self.quote))
    }

    /// Moves everything towards the beginning after bytes were taken away there.
    const fn forget(&mut self, bytes: usize) {
        self.looked = self.looked.saturating_sub(bytes);
        self.last_end = self.last_end.saturating_sub(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &[u8], size: usize) -> Result<Vec<Block>, SourceError> {
        let mut blocks = Blocks::new(text, "x.csv", 0, Boundary::new(b';', b'"'), size);
        let mut found = Vec::new();
        while let Some(block) = blocks.next_block()? {
            found.push(block);
        }
        Ok(found)
    }

    #[test]
    fn blocks_hold_whole_records_and_know_where_they_begin() {
        let found = blocks(b"a;b\n1;\"x\ny\"\n2;z\n3;w", 5).expect("whole records");
        let found: Vec<_> =
            found.iter().map(|block| (block.bytes.as_slice(), block.first_line, block.offset)).collect();
        assert_eq!(found, [(b"a;b\n".as_slice(), 1, 0), (b"1;\"x\ny\"\n", 2, 4), (b"2;z\n3;w", 4, 12)]);
    }

    #[test]
    fn the_longest_record_is_the_same_at_every_size_of_block() {
        let longest = |extra: usize| {
            let mut text = b"a;b\n".to_vec();
            text.resize(4 + LONGEST_RECORD - 1 + extra, b'x');
            text.extend(b"\nc;d\n");
            text
        };
        for size in [1000, BLOCK - 1, BLOCK, LONGEST_RECORD, 2 * LONGEST_RECORD] {
            assert!(blocks(&longest(0), size).is_ok(), "in blocks of {size}");
            let error = blocks(&longest(1), size).expect_err("too long").to_string();
            assert!(error.starts_with("x.csv:2: a record of more than 1048576 bytes"), "in blocks of {size}: {error}");
        }
    }

    #[test]
    fn the_last_record_may_not_be_too_long_either() {
        let mut text = b"a;b\n".to_vec();
        text.resize(4 + LONGEST_RECORD + 1, b'x');
        for size in [BLOCK, 2 * LONGEST_RECORD] {
            assert!(matches!(blocks(&text, size), Err(SourceError::LongRecord { .. })), "in blocks of {size}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named_where_its_record_begins() {
        for size in 1..40 {
            let error = blocks(b"a;b\n1;\"x\ny\"\n2;\"z\n3;w\n4;v\n", size).expect_err("cut off");
            assert!(error.to_string().starts_with("x.csv:4: the file ends inside a quoted cell"), "{error}");
        }
    }

    #[test]
    fn a_nul_is_named_where_it_stands() {
        for size in 1..20 {
            let error = blocks(b"a;b\n1;\"x\ny\0\"\n", size).expect_err("no text");
            assert!(error.to_string().starts_with("x.csv:3: a NUL"), "{error}");
        }
    }

    #[test]
    fn a_reader_that_fails_is_told() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("the disk is gone"))
            }
        }
        let mut blocks = Blocks::new(Broken, "x.csv", 0, Boundary::new(b';', b'"'), 10);
        let error = blocks.next_block().expect_err("broken").to_string();
        assert_eq!(error, "x.csv: cannot be read: the disk is gone; check that it exists and that you may read it");
    }
}
