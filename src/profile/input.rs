//! A table's text, opened as often as it is gone through, in batches of records.
//!
//! What the strict reading of a run refuses is counted here and gone past: a NUL, a byte that does not decode. Where
//! nothing more can be read, what came before is kept.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::PathBuf;
use std::rc::Rc;

use super::tally::Tally;
use crate::mapping::model::Encoding;
use crate::source::blocks::{BLOCK, Blocks, Boundary};
use crate::source::decode::{self, CellForm, RecordForm, Utf16Reader};
use crate::source::records::{Cells, Record, Records};
use crate::source::workbook::spool;
use crate::source::{Cancel, SourceError};

/// What stands in place of a NUL while a cell is looked at.
const SUBSTITUTE: u8 = 0x1A;

/// The text of a file or sheet.
#[derive(Debug)]
pub(super) struct Input {
    /// Its name within the delivery.
    pub(super) name: String,
    /// Where it comes from.
    pub(super) text: Text,
    /// How its records are written.
    pub(super) form: RecordForm,
}

/// Where a table's text comes from.
#[derive(Debug)]
pub(super) enum Text {
    /// A file of text, from behind its byte order mark.
    File {
        /// Where it stands.
        path: PathBuf,
        /// Its encoding.
        encoding: Encoding,
        /// How many bytes its byte order mark takes.
        mark: usize,
    },
    /// A sheet that was spooled.
    Spool(File),
}

/// Records that were read in one go, taken apart.
#[derive(Debug)]
pub(super) struct Batch {
    form: CellForm,
    text: Vec<u8>,
    ends: Vec<usize>,
    /// The line of each record, where its cells begin in `ends`, and how many there are.
    rows: Vec<(u32, usize, usize)>,
}

/// What was seen while all records went by.
#[derive(Debug, Default)]
pub(super) struct Passed {
    /// Blank lines.
    pub(super) blank: Tally,
    /// Records with bytes that do not decode.
    pub(super) undecodable: Tally,
    /// The line ends, and NUL bytes.
    pub(super) characters: Characters,
    /// Whether any record holds quotes.
    pub(super) quoted: bool,
    /// Why nothing more could be read.
    pub(super) failure: Option<SourceError>,
}

/// Characters that a line of text has at most one of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Characters {
    /// NUL bytes.
    pub(super) nul: Tally,
    /// Lines that end with LF alone.
    pub(super) lf: u64,
    /// Lines that end with CR and LF.
    pub(super) crlf: u64,
    /// CR without LF.
    pub(super) cr: Tally,
}

impl Input {
    /// Reads the start of the text, and tells whether that is all of it.
    pub(super) fn sample(&self, bytes: usize) -> Result<(Vec<u8>, bool), SourceError> {
        let mut sample = Vec::new();
        let read = self.open()?.take(bytes as u64).read_to_end(&mut sample);
        // What is broken is told when all of it is read.
        let is_whole = read.is_ok_and(|read| read < bytes);
        Ok((sample, is_whole))
    }

    /// Hands over all records, in order.
    pub(super) fn pass(&self, cancel: &Cancel, mut take: impl FnMut(Batch)) -> Result<Passed, SourceError> {
        let characters = Rc::new(RefCell::new(Seen::default()));
        let reader = Mending { inner: self.open()?, seen: Rc::clone(&characters) };
        let boundary = Boundary::new(self.form.delimiter, self.form.quote);
        let mut blocks = Blocks::new(reader, &self.name, 0, boundary, BLOCK);
        let mut cells = Cells::new(self.form);
        let mut passed = Passed::default();
        loop {
            if cancel.is_requested() {
                return Err(SourceError::Interrupted);
            }
            let block = match blocks.next_block() {
                Ok(Some(block)) => block,
                Ok(None) => break,
                Err(failure) => {
                    passed.failure = Some(failure);
                    break;
                }
            };
            cancel.count(block.bytes.len() as u64);
            let mut batch = Batch::new(self.form.cells);
            for Record { range, line, has_quotes } in Records::new(&block.bytes, block.first_line, self.form) {
                let raw = &block.bytes[range];
                if raw.is_empty() {
                    passed.blank.add(line);
                    continue;
                }
                if decode::first_undecodable(self.form.cells, raw).is_some() {
                    passed.undecodable.add(line);
                }
                cells.split_known(raw, has_quotes);
                passed.quoted |= has_quotes;
                batch.add(line, (0..cells.count()).filter_map(|cell| cells.get(raw, cell)));
            }
            take(batch);
        }
        passed.characters = characters.borrow().characters;
        Ok(passed)
    }

    fn open(&self) -> Result<Box<dyn Read>, SourceError> {
        let unreadable = |source| SourceError::Unreadable { path: self.name.clone(), source };
        match &self.text {
            Text::File { path, encoding, mark } => {
                let mut file = File::open(path).map_err(unreadable)?;
                file.seek(io::SeekFrom::Start(*mark as u64)).map_err(unreadable)?;
                Ok(match encoding {
                    Encoding::Utf16Le | Encoding::Utf16Be => Box::new(Utf16Reader::new(file, *encoding)),
                    Encoding::Utf8 | Encoding::Windows1252 => Box::new(file),
                })
            }
            Text::Spool(file) => Ok(Box::new(spool::Reader::of(file).map_err(unreadable)?)),
        }
    }
}

impl Batch {
    fn new(form: CellForm) -> Self {
        Self { form, text: Vec::new(), ends: Vec::new(), rows: Vec::new() }
    }

    fn add<'c>(&mut self, line: u32, cells: impl Iterator<Item = &'c [u8]>) {
        let first = self.ends.len();
        for cell in cells {
            self.text.extend_from_slice(cell);
            self.ends.push(self.text.len());
        }
        self.rows.push((line, first, self.ends.len() - first));
    }

    /// Returns how many records there are.
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns the line of a record.
    pub(super) fn line(&self, row: usize) -> u32 {
        self.rows[row].0
    }

    /// Returns how many cells a record has.
    pub(super) fn width(&self, row: usize) -> usize {
        self.rows[row].2
    }

    /// Returns the bytes of a cell; none where the record is too short.
    pub(super) fn bytes(&self, row: usize, cell: usize) -> &[u8] {
        let (_, first, count) = self.rows[row];
        if cell >= count {
            return &[];
        }
        let place = first + cell;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[place]]
    }

    /// Returns the text of a cell, with the white space around it.
    pub(super) fn text(&self, row: usize, cell: usize) -> Cow<'_, str> {
        decode::cell(self.form, self.bytes(row, cell))
    }

    /// Takes the first record away.
    pub(super) fn take_first(&mut self) -> Option<Vec<String>> {
        let texts = (!self.rows.is_empty()).then(|| self.texts(0))?;
        self.rows.remove(0);
        Some(texts)
    }

    /// Parts the last record from the others.
    pub(super) fn part_last(&mut self) -> Option<Self> {
        let row = self.rows.len().checked_sub(1)?;
        let mut last = Self::new(self.form);
        last.add(self.line(row), (0..self.width(row)).map(|cell| self.bytes(row, cell)));
        self.rows.pop();
        Some(last)
    }

    /// Returns the texts of a record.
    pub(super) fn texts(&self, row: usize) -> Vec<String> {
        (0..self.width(row)).map(|cell| self.text(row, cell).into_owned()).collect()
    }

    /// Tells whether the cells are those of a workbook, which may carry reasons not to trust them.
    pub(super) fn is_spooled(&self) -> bool {
        self.form == CellForm::Spooled
    }
}

/// What a reader saw go by.
#[derive(Debug, Default)]
struct Seen {
    characters: Characters,
    line: u32,
    /// Whether the last byte was a CR.
    after_cr: bool,
}

/// A reader that counts line ends, and gives another character in place of each NUL.
struct Mending<R> {
    inner: R,
    seen: Rc<RefCell<Seen>>,
}

impl<R: Read> Read for Mending<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(out)?;
        let seen = &mut *self.seen.borrow_mut();
        let mut from = 0;
        if length == 0 && seen.after_cr {
            seen.characters.cr.add(seen.line + 1);
            seen.after_cr = false;
        }
        if seen.after_cr && out[..length].first().is_some_and(|first| *first != b'\n') {
            seen.characters.cr.add(seen.line + 1);
            seen.after_cr = false;
        }
        while let Some(found) = memchr::memchr3(0, b'\n', b'\r', &out[from..length]) {
            let place = from + found;
            from = place + 1;
            match out[place] {
                0 => {
                    seen.characters.nul.add(seen.line + 1);
                    out[place] = SUBSTITUTE;
                }
                b'\r' => match out[..length].get(place + 1) {
                    None | Some(b'\n') => seen.after_cr = true,
                    Some(_) => seen.characters.cr.add(seen.line + 1),
                },
                _ => {
                    if std::mem::take(&mut seen.after_cr) {
                        seen.characters.crlf += 1;
                    } else {
                        seen.characters.lf += 1;
                    }
                    seen.line = seen.line.saturating_add(1);
                }
            }
        }
        Ok(length)
    }
}
