//! Translations of codes: a table in the mapping, or a file `from,to,status,remark` beside it.
//!
//! Every target value is one that the target column can hold. A file that several columns use is read once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::document::{Node, Text};
use super::files::{Files, is_inside};
use super::model::{CodeRow, Codes};
use super::problems::{Place, Problems};
use super::target;
use crate::catalog::{Column, Domain};
use crate::diag::codes::mapping as codes;
use crate::diag::{SourceFile, Span};

const HEADINGS: [&str; 4] = ["from", "to", "status", "remark"];

/// The code files that were read so far.
pub(super) struct CodeFiles<'f> {
    files: &'f dyn Files,
    read: BTreeMap<String, Option<Arc<CodeFile>>>,
    /// The translations in which every value fits, per file and kind of column.
    translated: BTreeMap<String, Vec<(ColumnKind, Rows)>>,
    bytes: BTreeMap<String, Vec<u8>>,
}

/// The rows of a translation, which columns of one kind share.
type Rows = Arc<BTreeMap<String, CodeRow>>;

/// What decides which values a column can hold.
type ColumnKind = (Domain, Option<(&'static str, &'static str)>, bool);

/// One code file: the lines that are right.
struct CodeFile {
    source: Arc<SourceFile>,
    lines: Vec<Line>,
}

/// One line of a code file.
struct Line {
    from: String,
    to: String,
    former: bool,
    at: Place,
}

impl<'f> CodeFiles<'f> {
    /// Starts with no file read.
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Self { files, read: BTreeMap::new(), translated: BTreeMap::new(), bytes: BTreeMap::new() }
    }

    /// Returns the bytes of every file that was read.
    pub(super) fn into_bytes(self) -> BTreeMap<String, Vec<u8>> {
        self.bytes
    }

    /// Reads a translation into a target column.
    pub(super) fn translation(&mut self, node: &Node<'_>, column: &Column, problems: &mut Problems) -> Option<Codes> {
        if node.is_table() {
            return inline(node, column, problems);
        }
        let name = node.text(problems)?;
        let file = self.file(&name, problems)?;
        let rows = self.rows(name.text, &file, column, problems);
        Some(Codes { file: Some(name.text.to_owned()), rows, source: Arc::clone(&file.source) })
    }

    /// Brings the lines of a file into the notation of a target column.
    fn rows(&mut self, name: &str, file: &CodeFile, column: &Column, problems: &mut Problems) -> Rows {
        let kind = (column.domain, column.references, column.required);
        let known = self.translated.get(name).into_iter().flatten().find(|(known, _)| *known == kind);
        if let Some((_, rows)) = known {
            return Arc::clone(rows);
        }
        let mut fits = true;
        let mut rows = BTreeMap::new();
        for Line { from, to, former, at } in &file.lines {
            let to = target::value(column, to).unwrap_or_else(|help| {
                let span = Span { source: Arc::clone(&file.source), range: at.clone() };
                problems.report_in(&codes::UNKNOWN_CODE, span, unfit(column, to), help);
                fits = false;
                to.clone()
            });
            rows.insert(from.clone(), CodeRow { to, former: *former, at: at.clone() });
        }
        let rows = Arc::new(rows);
        if fits {
            self.translated.entry(name.to_owned()).or_default().push((kind, Arc::clone(&rows)));
        }
        rows
    }

    fn file(&mut self, name: &Text<'_>, problems: &mut Problems) -> Option<Arc<CodeFile>> {
        if !self.read.contains_key(name.text) {
            let file = self.load(name, problems).map(Arc::new);
            self.read.insert(name.text.to_owned(), file);
        }
        self.read.get(name.text).cloned().flatten()
    }

    fn load(&mut self, name: &Text<'_>, problems: &mut Problems) -> Option<CodeFile> {
        if !is_inside(name.text) {
            let message = format!("\"{}\" does not lie in the mapping's folder", name.text);
            problems.report(&codes::CODE_FILE, name.at.clone(), message);
            return None;
        }
        let unreadable = |why: &str, problems: &mut Problems| {
            problems.report(&codes::CODE_FILE, name.at.clone(), format!("\"{}\": {why}", name.text));
        };
        let bytes = self.files.read(name.text).map_err(|error| unreadable(&error.to_string(), problems)).ok()?;
        let text = String::from_utf8(bytes.clone()).map_err(|_| unreadable("not UTF-8", problems)).ok()?;
        self.bytes.insert(name.text.to_owned(), bytes);
        let source = Arc::new(SourceFile { path: self.files.path(name.text), text });
        let lines = parse(&source, problems);
        Some(CodeFile { source, lines })
    }
}

/// Reads the lines that are right and reports the others.
fn parse(source: &Arc<SourceFile>, problems: &mut Problems) -> Vec<Line> {
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let skipped = source.text.len() - text.len();
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines: Vec<Line> = Vec::new();
    let mut known = BTreeSet::new();
    let mut record = StringRecord::new();
    let mut is_first = true;
    // The text is UTF-8 and lines may have any length: reading ends with the text and for no other reason.
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let at = Span { source: Arc::clone(source), range: line_at(&source.text, start + skipped) };
        if std::mem::take(&mut is_first) {
            if record.iter().map(str::trim).ne(HEADINGS) {
                let help = Some(format!("the first line is {}", HEADINGS.join(",")));
                problems.report_in(&codes::CODE_LINE, at, "other headings than a code file has", help);
                return lines;
            }
            continue;
        }
        let Some(line) = line(&record, &at, problems) else { continue };
        if known.insert(line.from.clone()) {
            lines.push(line);
        } else {
            problems.report_in(&codes::CODE_LINE, at, format!("\"{}\" is translated twice", line.from), None);
        }
    }
    lines
}

fn line(record: &StringRecord, at: &Span, problems: &mut Problems) -> Option<Line> {
    let cell = |place: usize| record.get(place).unwrap_or_default().trim();
    if !(2..=HEADINGS.len()).contains(&record.len()) {
        let message = format!("{} cells where {} are expected", record.len(), HEADINGS.len());
        problems.report_in(&codes::CODE_LINE, at.clone(), message, None);
        return None;
    }
    let former = match cell(2) {
        "" | "current" => false,
        "former" => true,
        other => {
            let help = Some("one of \"current\", \"former\", or nothing".to_owned());
            problems.report_in(&codes::CODE_LINE, at.clone(), format!("a code cannot be \"{other}\""), help);
            return None;
        }
    };
    Some(Line { from: cell(0).to_owned(), to: cell(1).to_owned(), former, at: at.range.clone() })
}

/// Returns the stretch of the line that starts at a place, or of the next one that is not blank.
pub(super) fn line_at(text: &str, start: usize) -> Place {
    let rest = &text[start..];
    let start = start + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let length = text[start..].find(['\r', '\n']).unwrap_or(text.len() - start);
    start..start + length
}

fn inline(node: &Node<'_>, column: &Column, problems: &mut Problems) -> Option<Codes> {
    let mut rows = BTreeMap::new();
    for (from, to) in node.table(problems)?.rest() {
        let Some(text) = to.scalar(problems) else { continue };
        let to = target::value(column, &text).unwrap_or_else(|help| {
            problems.suggest(&codes::UNKNOWN_CODE, to.at, unfit(column, &text), help);
            text
        });
        rows.insert(from.text.to_owned(), CodeRow { to, former: false, at: from.at });
    }
    Some(Codes { file: None, rows: Arc::new(rows), source: problems.source() })
}

/// Says that a column cannot hold a value.
pub(super) fn unfit(column: &Column, text: &str) -> String {
    format!("\"{}\" cannot hold \"{text}\"", column.name)
}
