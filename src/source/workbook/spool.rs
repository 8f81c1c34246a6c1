//! The text that a sheet is spooled as: one line per row of the sheet, cells apart by a byte that no text holds.
//!
//! What would break a line or a cell is escaped, so that the spool is read as delimited text without quotes. A cell
//! whose value is not to be trusted carries what is shown and why.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};

/// The byte between two cells.
pub const DELIMITER: u8 = 0x1F;
/// A byte that never occurs, for readers that want a quote.
pub const QUOTE: u8 = 0x1C;

/// The byte with which an escape begins.
const ESCAPE: u8 = 0x1B;
/// What follows it at the start of a cell whose value is not to be trusted.
const PROBLEM: u8 = b'!';
/// What follows it between what is shown and the reason.
const REASON: u8 = b'|';

/// Adds the text of a cell to a spool.
pub fn encode(text: &str, out: &mut Vec<u8>) {
    let mut from = 0;
    for (place, byte) in text.bytes().enumerate() {
        if let Some(letter) = letter(byte) {
            out.extend_from_slice(&text.as_bytes()[from..place]);
            out.extend_from_slice(&[ESCAPE, letter]);
            from = place + 1;
        }
    }
    out.extend_from_slice(&text.as_bytes()[from..]);
}

/// Adds a cell whose value is not to be trusted.
pub fn encode_problem(shown: &str, reason: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(&[ESCAPE, PROBLEM]);
    encode(shown, out);
    out.extend_from_slice(&[ESCAPE, REASON]);
    encode(reason, out);
}

/// Tells whether a spooled line or cell says something else than it reads.
#[must_use]
pub fn has_escapes(spooled: &str) -> bool {
    memchr::memchr(ESCAPE, spooled.as_bytes()).is_some()
}

/// Returns the text of a spooled cell; of one that is not to be trusted what is shown.
#[must_use]
pub fn text(cell: &[u8]) -> Cow<'_, str> {
    if !cell.contains(&ESCAPE) {
        return std::str::from_utf8(cell).map_or_else(|_| String::from_utf8_lossy(cell), Cow::Borrowed);
    }
    Cow::Owned(halves(cell).map_or_else(|| decode(cell), |(shown, _)| decode(shown)))
}

/// Returns a spooled line as delimited text: every cell in quotes, semicolons between them.
#[must_use]
pub fn delimited(line: &[u8]) -> String {
    let cells = line.split(|byte| *byte == DELIMITER).map(|cell| format!("\"{}\"", text(cell).replace('"', "\"\"")));
    cells.collect::<Vec<_>>().join(";")
}

/// Returns what is shown and the reason, of a spooled cell whose value is not to be trusted.
#[must_use]
pub fn problem(cell: &[u8]) -> Option<(String, String)> {
    halves(cell).map(|(shown, reason)| (decode(shown), decode(reason)))
}

fn halves(cell: &[u8]) -> Option<(&[u8], &[u8])> {
    let inner = cell.strip_prefix(&[ESCAPE, PROBLEM])?;
    let split = inner.windows(2).position(|pair| pair == [ESCAPE, REASON])?;
    Some((&inner[..split], &inner[split + 2..]))
}

fn decode(cell: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(cell.len());
    let mut rest = cell.iter();
    while let Some(&byte) = rest.next() {
        bytes.extend(if byte == ESCAPE { rest.next().and_then(|letter| escaped(*letter)) } else { Some(byte) });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

const fn letter(byte: u8) -> Option<u8> {
    match byte {
        b'\n' => Some(b'n'),
        b'\r' => Some(b'r'),
        ESCAPE => Some(b'e'),
        DELIMITER => Some(b'u'),
        QUOTE => Some(b'q'),
        0 => Some(b'z'),
        _ => None,
    }
}

const fn escaped(letter: u8) -> Option<u8> {
    match letter {
        b'n' => Some(b'\n'),
        b'r' => Some(b'\r'),
        b'e' => Some(ESCAPE),
        b'u' => Some(DELIMITER),
        b'q' => Some(QUOTE),
        b'z' => Some(0),
        _ => None,
    }
}

/// Reads a spool from its start, whoever else reads it: of a file without a name the system keeps one place for all.
#[derive(Debug)]
pub struct Reader {
    file: File,
    at: u64,
}

impl Reader {
    /// Begins at the start.
    ///
    /// # Errors
    /// Fails where the system has no room for another open file.
    pub fn of(spool: &File) -> io::Result<Self> {
        Ok(Self { file: spool.try_clone()?, at: 0 })
    }
}

impl Read for Reader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        #[cfg(unix)]
        let length = std::os::unix::fs::FileExt::read_at(&self.file, out, self.at)?;
        #[cfg(windows)]
        let length = std::os::windows::fs::FileExt::seek_read(&self.file, out, self.at)?;
        self.at += length as u64;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_spool_is_read_whole_by_each_of_two_readers() {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(b"Nummer;Naam").expect("a text");
        let mut readers = [(); 2].map(|()| Reader::of(&file).expect("another handle"));
        let mut texts = [Vec::new(), Vec::new()];
        for _ in 0..4 {
            for (reader, text) in readers.iter_mut().zip(&mut texts) {
                reader.take(4).read_to_end(text).expect("a part");
            }
        }
        assert_eq!(texts.map(|text| String::from_utf8(text).expect("a text")), ["Nummer;Naam"; 2]);
    }

    fn encoded(text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        encode(text, &mut out);
        out
    }

    #[test]
    fn what_would_break_a_line_is_escaped() {
        assert_eq!(encoded("a\r\nb\u{1b}\u{1f}\u{1c}\0é"), b"a\x1br\x1bnb\x1be\x1bu\x1bq\x1bz\xC3\xA9");
    }

    #[test]
    fn a_problem_is_told_from_a_text_that_looks_like_one() {
        let mut cell = Vec::new();
        encode_problem("#N/B", "an error value in the workbook", &mut cell);
        assert_eq!(cell, b"\x1b!#N/B\x1b|an error value in the workbook");
        assert_eq!(problem(&cell), Some(("#N/B".to_owned(), "an error value in the workbook".to_owned())));
        assert_eq!(text(&cell), "#N/B");
        assert_eq!(problem(&encoded("\u{1b}!#N/B\u{1b}|x")), None);
    }

    fn awkward() -> impl Strategy<Value = String> {
        proptest::collection::vec(prop_oneof!["[a-z!|é]", "[\n\r\u{1b}\u{1f}\u{1c}\u{0}]"], 0..12)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn every_text_comes_back_from_one_cell_of_one_line(cell in prop_oneof![any::<String>(), awkward()]) {
            let spooled = encoded(&cell);
            let breaks = [b'\n', b'\r', DELIMITER, QUOTE, 0];
            prop_assert!(!spooled.iter().any(|byte| breaks.contains(byte)));
            prop_assert_eq!(text(&spooled), cell.as_str());
            prop_assert_eq!(problem(&spooled), None);
        }

        #[test]
        fn every_problem_comes_back(shown in awkward(), reason in awkward()) {
            let mut spooled = Vec::new();
            encode_problem(&shown, &reason, &mut spooled);
            prop_assert_eq!(text(&spooled), shown.as_str());
            prop_assert_eq!(problem(&spooled), Some((shown, reason)));
        }

        #[test]
        fn no_bytes_break_the_reading(bytes: Vec<u8>) {
            let _ = (text(&bytes), problem(&bytes));
        }
    }
}
