//! Blocks of whole records, cut from a stream of delimited text.
//!
//! A quote opens a quoted cell only where a cell begins, as in RFC 4180; line ends within quotes end no record. The
//! rules are those of `csv`, to which records with quotes are handed later.

use std::io::Read;

use memchr::{memchr, memchr_iter, memchr2};

use super::decode::{self, MalformedUtf16};
use super::error::{Place, SourceError};
use crate::mapping::model::Encoding;

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
}

impl<R: Read> Blocks<R> {
    /// Starts at the beginning of a file's text, which is `offset` bytes into the file; blocks are cut when at least
    /// `size` bytes were read.
    pub fn new(reader: R, name: &str, offset: u64, boundary: Boundary, size: usize) -> Self {
        let name = name.to_owned();
        Self { reader, name, boundary, size, pending: Vec::new(), next_line: 1, offset, ended: false }
    }

    /// Returns the next block, or nothing at the end.
    ///
    /// # Errors
    /// Fails where the file cannot be read, holds a NUL byte, ends inside quotes, or a record is too long.
    pub fn next_block(&mut self) -> Result<Option<Block>, SourceError> {
        let end = loop {
            let end = self.boundary.last_record_end(&self.pending);
            if self.ended || (end > 0 && self.pending.len() >= self.size) {
                break end;
            }
            if self.pending.len() - end > LONGEST_RECORD {
                return Err(SourceError::LongRecord { place: self.place_of(end), limit: LONGEST_RECORD });
            }
            self.read_more()?;
        };
        let end = if self.ended { self.rest()? } else { end };
        if end == 0 {
            return Ok(None);
        }
        let rest = self.pending.split_off(end);
        let bytes = std::mem::replace(&mut self.pending, rest);
        self.boundary.forget(end);
        let block = Block { bytes, first_line: self.next_line, offset: self.offset };
        if let Some(at) = memchr(0, &block.bytes) {
            return Err(SourceError::Nul {
                place: block_place(&self.name, &block, at),
                offset: block.offset + at as u64,
            });
        }
        self.offset += end as u64;
        self.next_line = u32::try_from(memchr_iter(b'\n', &block.bytes).count())
            .ok()
            .and_then(|lines| self.next_line.checked_add(lines))
            .ok_or_else(|| SourceError::TooLong { place: Place::file(&self.name) })?;
        Ok(Some(block))
    }

    /// At the end of the file everything left is the last record, unless it is inside quotes.
    fn rest(&mut self) -> Result<usize, SourceError> {
        if self.boundary.is_open_at_end(&self.pending) {
            let end = self.boundary.last_record_end(&self.pending);
            return Err(SourceError::OpenQuote { place: self.place_of(end) });
        }
        Ok(self.pending.len())
    }

    fn read_more(&mut self) -> Result<(), SourceError> {
        let read =
            self.reader.by_ref().take(self.size as u64).read_to_end(&mut self.pending).map_err(
                |source| match source.get_ref().and_then(|inner| inner.downcast_ref::<MalformedUtf16>()) {
                    Some(&MalformedUtf16 { offset, byte }) => {
                        let place = Place::line(&self.name, self.next_line);
                        SourceError::Undecodable { place, byte, offset, encoding: "utf-16" }
                    }
                    None => SourceError::Unreadable { path: self.name.clone(), source },
                },
            )?;
        self.ended = read < self.size;
        Ok(())
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
pub fn check_encoding(block: &Block, name: &str, encoding: Encoding) -> Result<(), SourceError> {
    let Some(at) = decode::first_undecodable(encoding, &block.bytes) else { return Ok(()) };
    Err(SourceError::Undecodable {
        place: block_place(name, block, at),
        byte: block.bytes[at],
        offset: block.offset + at as u64,
        encoding: decode::name(encoding),
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
}

impl Boundary {
    /// Starts at the beginning of a record.
    #[must_use]
    pub const fn new(delimiter: u8, quote: u8) -> Self {
        Self { delimiter, quote, in_quotes: false, looked: 0, last_end: 0 }
    }

    /// Returns the end of the first record that ends at or after what was looked at before, past its line end.
    pub fn next_record_end(&mut self, bytes: &[u8]) -> Option<usize> {
        while self.looked < bytes.len() {
            if self.in_quotes {
                let at = self.looked + memchr(self.quote, &bytes[self.looked..])?;
                if at + 1 == bytes.len() {
                    // Whether this quote closes the cell depends on what comes next.
                    self.looked = at;
                    self.in_quotes = true;
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
            let begins_cell = at == self.last_end || matches!(bytes[at - 1], byte if byte == self.delimiter);
            self.in_quotes = begins_cell;
        }
        None
    }

    /// Tells whether the text ends inside quotes; a quote as its very last byte closes them.
    fn is_open_at_end(&self, bytes: &[u8]) -> bool {
        self.in_quotes && !(self.looked + 1 == bytes.len() && bytes.last() == Some(&self.quote))
    }

    fn last_record_end(&mut self, bytes: &[u8]) -> usize {
        while self.next_record_end(bytes).is_some() {}
        self.last_end
    }

    /// Moves everything towards the beginning after bytes were taken away there.
    const fn forget(&mut self, bytes: usize) {
        self.looked = self.looked.saturating_sub(bytes);
        self.last_end = self.last_end.saturating_sub(bytes);
    }
}
