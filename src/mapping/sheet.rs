//! A CSV file beside the mapping: its records, and where each cell stands in its text.
//!
//! What is shown of such a file holds no number of a person in full: of eight or nine digits in a row the last three are
//! left, and nothing moves.

use std::io::ErrorKind;
use std::ops::Range;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::codes::line_at;
use super::files::Files;
use super::problems::Problems;
use crate::diag::{Code, SourceFile, Span};
use crate::domain::bsn::mask_in_place;

/// A file that was read.
pub(super) struct Sheet {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Its lines with anything in them, the headings first; none where it is no text.
    pub(super) records: Vec<Record>,
    text: String,
    shown: Arc<SourceFile>,
}

/// One record.
pub(super) struct Record {
    /// Its cells, without white space around them.
    pub(super) cells: Vec<String>,
    /// The line on which it begins, from 1.
    pub(super) line: u32,
    /// The stretch of that line.
    at: Range<usize>,
}

impl Sheet {
    /// Reads a file, where it is there; one that cannot be read, or is no text, is reported under a code.
    pub(super) fn open(files: &dyn Files, name: &str, code: &'static Code, problems: &mut Problems) -> Option<Self> {
        let source = |text: &str| Arc::new(SourceFile { path: files.path(name), text: mask_in_place(text) });
        let bytes = match files.read(name) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => {
                let at = Span { source: source(""), range: 0..0 };
                problems.report_in(code, at, format!("it cannot be read: {error}"), None);
                return None;
            }
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let shown = source(&text);
        let records = match std::str::from_utf8(&bytes) {
            Ok(text) => records(text),
            Err(error) => {
                let at = Span { range: line_at(&text, error.valid_up_to()), source: Arc::clone(&shown) };
                problems.report_in(code, at, "not UTF-8", None);
                Vec::new()
            }
        };
        Some(Self { bytes, records, text, shown })
    }

    /// Tells whether it holds nothing but white space.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim_start_matches('\u{feff}').trim().is_empty()
    }

    /// Returns where the file begins.
    pub(super) fn start(&self) -> Span {
        self.span(0..0)
    }

    /// Returns where a record stands.
    pub(super) fn at(&self, record: &Record) -> Span {
        self.span(record.at.clone())
    }

    /// Returns where a cell of a record stands.
    pub(super) fn at_cell(&self, record: &Record, cell: usize) -> Span {
        let bytes = self.text.as_bytes();
        let start = (0..cell).fold(record.at.start, |from, _| (end_of_cell(bytes, from) + 1).min(bytes.len()));
        self.span(start..end_of_cell(bytes, start))
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span { source: Arc::clone(&self.shown), range }
    }
}

/// Reads the records of a text.
fn records(whole: &str) -> Vec<Record> {
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let skipped = whole.len() - text.len();
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut records = Vec::new();
    // The text is UTF-8 and lines may have any length: reading ends with the text and for no other reason.
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let (start, line) = record.position().map_or((0, 1), |position| (position.byte(), position.line()));
        let start = usize::try_from(start).unwrap_or_default() + skipped;
        let at = line_at(whole, start);
        let line = line + whole[start..at.start].matches('\n').count() as u64;
        let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
        records.push(Record { cells, line: u32::try_from(line).unwrap_or(u32::MAX), at });
    }
    records
}

/// Returns where the cell that begins at a place ends.
fn end_of_cell(text: &[u8], from: usize) -> usize {
    let has_quotes = text.get(from) == Some(&b'"');
    let mut is_inside = false;
    let rest = text.iter().enumerate().skip(from);
    for (at, byte) in rest {
        match byte {
            b'"' if has_quotes => is_inside = !is_inside,
            b',' | b'\n' | b'\r' if !is_inside => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::diag::codes::mapping::CORRECTION;

    #[test]
    fn a_cell_is_found_wherever_it_stands() {
        let text = "\u{feff}a,b,c\r\n\r\n1,\"x, \"\"y\"\"\nz\",3\n,,\n";
        let files = BTreeMap::from([("x.csv", text)]);
        let source = Arc::new(SourceFile { path: "mapping.toml".into(), text: String::new() });
        let sheet = Sheet::open(&files, "x.csv", &CORRECTION, &mut Problems::new(source)).expect("a file");
        let found: Vec<(u32, Vec<&str>)> = sheet
            .records
            .iter()
            .map(|record| {
                let cells = (0..3).map(|cell| &text[sheet.at_cell(record, cell).range]);
                (record.line, cells.collect())
            })
            .collect();
        let expected = [(1, ["a", "b", "c"]), (3, ["1", "\"x, \"\"y\"\"\nz\"", "3"]), (5, ["", "", ""])];
        assert_eq!(found, expected.map(|(line, cells)| (line, cells.to_vec())));
        assert!(sheet.at_cell(&sheet.records[2], 9).range.end <= text.len());
    }
}
