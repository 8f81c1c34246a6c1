//! The file `corrections.csv` beside the mapping: delivered cells that are put right, each with a reason.
//!
//! A correction names a table, a row by its key, and a column that something reads. What stands in the cell is for the
//! reading of the delivery to see.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::codes::line_at;
use super::files::Files;
use super::model::{ColumnIndex, Correction, TableIndex};
use super::problems::{Problems, did_you_mean};
use super::tables::Tables;
use crate::diag::codes::mapping as codes;
use crate::diag::{SourceFile, Span};

const HEADINGS: [&str; 7] = ["table", "key", "column", "old", "new", "reason", "by"];

/// Reads the corrections, where there are any, into their tables, and returns the file's bytes.
pub(super) fn read(files: &dyn Files, tables: &mut Tables<'_>, problems: &mut Problems) -> Option<Vec<u8>> {
    let source = |text: String| Arc::new(SourceFile { path: files.path(super::CORRECTIONS), text });
    let bytes = match files.read(super::CORRECTIONS) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        Err(error) => {
            let at = Span { source: source(String::new()), range: 0..0 };
            problems.report_in(&codes::CORRECTION, at, format!("it cannot be read: {error}"), None);
            return None;
        }
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) => {
            let whole = !problems.has_errors();
            Reader { source: source(text.to_owned()), tables, whole, problems }.read();
        }
        Err(error) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let range = line_at(&text, error.valid_up_to());
            problems.report_in(&codes::CORRECTION, Span { source: source(text), range }, "not UTF-8", None);
        }
    }
    Some(bytes)
}

/// What the lines are read with.
struct Reader<'r, 'd> {
    source: Arc<SourceFile>,
    tables: &'r mut Tables<'d>,
    /// Whether nothing was wrong in the mapping, so that what seems unused is.
    whole: bool,
    problems: &'r mut Problems,
}

impl Reader<'_, '_> {
    fn read(mut self) {
        let source = Arc::clone(&self.source);
        let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
        let skipped = source.text.len() - text.len();
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        let (mut is_first, mut seen) = (true, BTreeSet::new());
        // The text is UTF-8 and lines may have any length: reading ends with the text and for no other reason.
        while matches!(reader.read_record(&mut record), Ok(true)) {
            let (start, line) = record.position().map_or((0, 1), |position| (position.byte(), position.line()));
            let start = usize::try_from(start).unwrap_or_default() + skipped;
            let range = line_at(&source.text, start);
            let line = line + source.text[start..range.start].matches('\n').count() as u64;
            let at = Span { source: Arc::clone(&source), range };
            if std::mem::take(&mut is_first) {
                if record.iter().map(str::trim).ne(HEADINGS) {
                    let help = Some(format!("the first line is {}", HEADINGS.join(",")));
                    let message = "other headings than corrections have";
                    return self.problems.report_in(&codes::CORRECTION, at, message, help);
                }
                continue;
            }
            let Some((table, correction)) = self.correction(&record, line, &at) else { continue };
            if seen.insert((table, correction.key.clone(), correction.column)) {
                self.tables.list[table].corrections.push(correction);
            } else {
                self.problems.report_in(&codes::DUPLICATE, at, "the cell is corrected twice", None);
            }
        }
    }

    /// Reads one line, and reports what is wrong with it.
    fn correction(&mut self, record: &StringRecord, line: u64, at: &Span) -> Option<(TableIndex, Correction)> {
        let mut report = |message: String| self.problems.report_in(&codes::CORRECTION, at.clone(), message, None);
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        let found = cells.len();
        let Ok([table, key, heading, old, new, reason, by]) = <[String; 7]>::try_from(cells) else {
            report(format!("{found} cells where {} are expected", HEADINGS.len()));
            return None;
        };
        for (name, cell) in [("key", &key), ("reason", &reason), ("by", &by)] {
            if cell.is_empty() {
                report(format!("\"{name}\" is empty"));
            }
        }
        if old == new {
            report("it changes nothing".to_owned());
        }
        let table = self.table(&table, at)?;
        let column = self.column(table, &heading, at)?;
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Some((table, Correction { key, column, old, new, reason, by, line }))
    }

    fn table(&mut self, name: &str, at: &Span) -> Option<TableIndex> {
        let Some(index) = self.tables.list.iter().position(|table| table.name.text == name) else {
            let help = did_you_mean(name, self.tables.list.iter().map(|table| table.name.text));
            let message = format!("the delivery has no table \"{name}\"");
            self.problems.report_in(&codes::UNKNOWN_TABLE, at.clone(), message, help);
            return None;
        };
        if self.tables.list[index].key_node.is_none() {
            let help = Some("give the table a key in the mapping".to_owned());
            let message = format!("\"{name}\" has no key, and so no name for its rows");
            self.problems.report_in(&codes::MISSING_KEY, at.clone(), message, help);
            return None;
        }
        Some(index)
    }

    /// Finds a column that something reads: a correction of any other would change nothing.
    fn column(&mut self, table: TableIndex, heading: &str, at: &Span) -> Option<ColumnIndex> {
        let draft = &self.tables.list[table];
        let found = draft.used().iter().position(|used| used == heading);
        let may_be_used = !self.whole && (draft.declared.is_none() || draft.has(heading));
        if found.is_none() && !may_be_used {
            let help = did_you_mean(heading, draft.used().iter().map(String::as_str));
            let message = format!("nothing reads a heading \"{heading}\" of \"{}\"", draft.name.text);
            self.problems.report_in(&codes::UNKNOWN_HEADING, at.clone(), message, help);
        }
        found
    }
}
