//! Tables of a run, compared row by row under their keys.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Difference, whole};
use crate::mapping::model::Encoding;
use crate::rehearsal::outcome::NOTES;
use crate::source::decode::byte_order_mark;

/// The columns that name a verdict.
const OF_VERDICT: [&str; 5] = ["bsn", "clientnummer", "dossiernummer", "date", "account"];

/// A table with its headings.
pub(super) struct Sheet {
    headings: Vec<String>,
    /// How many columns name a row, from the first on.
    key: usize,
    /// What stands between them.
    glue: &'static str,
    /// The rows, in order.
    pub(super) rows: Vec<Vec<String>>,
    /// The columns that tell what a whole row is about.
    telling: Vec<usize>,
}

impl Sheet {
    /// Reads a table by the name under which it stands: that says what names a row.
    pub(super) fn read(name: &str, content: &[u8]) -> Self {
        let text = text(content);
        let (delimiter, quote) = marks(&text);
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(delimiter).quote(quote).has_headers(false).flexible(true);
        let records = reader.from_reader(text.as_bytes()).into_records().filter_map(Result::ok);
        let mut rows = records.map(|record| record.iter().map(str::to_owned).collect::<Vec<String>>());
        let headings = rows.next().unwrap_or_default();
        let is_rejected = name.starts_with("rejected/");
        let key = match name {
            "verdicts.csv" => OF_VERDICT.len(),
            NOTES => 2,
            _ if is_rejected => 2,
            _ => 1,
        };
        // What was delivered is told by its place: it stands in the delivery.
        let telling = if is_rejected { (key..4).collect() } else { (key..headings.len()).collect() };
        let glue = if is_rejected { ":" } else { " " };
        Self { key, glue, telling, rows: rows.collect(), headings }
    }

    fn heading(&self, column: usize) -> String {
        self.headings.get(column).cloned().unwrap_or_else(|| format!("cell {}", column + 1))
    }

    /// Returns the rows by what names them; of several with one name the later ones are numbered.
    fn by_key(&self) -> (Vec<String>, BTreeMap<String, &Vec<String>>) {
        let (mut keys, mut rows, mut counts) = (Vec::new(), BTreeMap::new(), BTreeMap::<String, usize>::new());
        for row in &self.rows {
            let name = self.name(row);
            let count = counts.entry(name.clone()).or_default();
            *count += 1;
            let key = if *count > 1 { format!("{name} ({count})") } else { name };
            rows.insert(key.clone(), row);
            keys.push(key);
        }
        (keys, rows)
    }

    fn name(&self, row: &[String]) -> String {
        let cells: Vec<&str> = row.iter().take(self.key).map(String::as_str).collect();
        cells.join(self.glue)
    }

    /// Tells a whole row by its cells in which anything stands.
    fn told(&self, row: &[String]) -> String {
        let filled = self.telling.iter().filter_map(|column| {
            let value = row.get(*column).filter(|value| !value.is_empty())?;
            Some(format!("{}={value}", self.heading(*column)))
        });
        filled.collect::<Vec<_>>().join(", ")
    }
}

/// Lists what differs: headings, rows that went, cells that changed, rows that came, and the order of rows.
pub(super) fn differences(expected: &Sheet, found: &Sheet) -> Vec<Difference> {
    let mut differences = of_headings(expected, found);
    let (keys, rows) = expected.by_key();
    let (new_keys, new_rows) = found.by_key();
    for key in &keys {
        match new_rows.get(key) {
            Some(row) => of_row(key, (expected, rows[key]), (found, row), &mut differences),
            None => differences.push(Difference { row: key.clone(), ..whole(Some(expected.told(rows[key])), None) }),
        }
    }
    for key in new_keys.iter().filter(|key| !rows.contains_key(*key)) {
        differences.push(Difference { row: key.clone(), ..whole(None, Some(found.told(new_rows[key]))) });
    }
    if differences.is_empty()
        && let Some((key, other)) = keys.iter().zip(&new_keys).find(|(key, other)| key != other)
    {
        let (expected, found) = (Some(format!("{key} first")), Some(format!("{other} first")));
        differences.push(Difference { column: "order".to_owned(), ..whole(expected, found) });
    }
    differences
}

fn of_headings(expected: &Sheet, found: &Sheet) -> Vec<Difference> {
    let known: BTreeSet<&String> = expected.headings.iter().collect();
    let new: BTreeSet<&String> = found.headings.iter().collect();
    let of = |heading: &String, is_expected: bool| {
        let told = Some("a column".to_owned());
        let (expected, found) = if is_expected { (told, None) } else { (None, told) };
        Difference { column: heading.clone(), ..whole(expected, found) }
    };
    let gone = expected.headings.iter().filter(|heading| !new.contains(heading)).map(|heading| of(heading, true));
    let come = found.headings.iter().filter(|heading| !known.contains(heading)).map(|heading| of(heading, false));
    gone.chain(come).collect()
}

/// Compares the cells of a row that both have, under headings that both have.
fn of_row(
    key: &str,
    (expected, row): (&Sheet, &Vec<String>),
    (found, new): (&Sheet, &Vec<String>),
    differences: &mut Vec<Difference>,
) {
    let cell = |row: &[String], column: usize| row.get(column).cloned().unwrap_or_default();
    // A row may have more cells than there are headings.
    let beyond = if new.len() > found.headings.len() { new.len() } else { 0 };
    for column in 0..expected.headings.len().max(row.len()).max(beyond) {
        let other = match expected.headings.get(column) {
            Some(heading) => found.headings.iter().position(|known| known == heading),
            None => Some(column),
        };
        let Some(other) = other else { continue };
        let (value, new_value) = (cell(row, column), cell(new, other));
        if value != new_value {
            let (row, column) = (key.to_owned(), expected.heading(column));
            differences.push(Difference { row, column, ..whole(Some(value), Some(new_value)) });
        }
    }
}

/// Returns the delimiter and the quote of a table, of which the first heading is plain or in quotes.
fn marks(text: &str) -> (u8, u8) {
    let quote = text.chars().next().filter(char::is_ascii_punctuation);
    let Some(quote) = quote else { return (b',', b'"') };
    let delimiter = text.chars().skip(1).skip_while(|character| *character != quote).nth(1);
    let byte = |mark: char, otherwise| u8::try_from(mark).unwrap_or(otherwise);
    (delimiter.map_or(b',', |delimiter| byte(delimiter, b',')), byte(quote, b'"'))
}

/// Decodes a file of a run: rejected rows are in the encoding of the delivery.
pub(super) fn text(content: &[u8]) -> String {
    let unmarked = |marked: &'static encoding_rs::Encoding| marked.decode_with_bom_removal(content).0.into_owned();
    match byte_order_mark(content) {
        Some(Encoding::Utf16Le) => unmarked(UTF_16LE),
        Some(Encoding::Utf16Be) => unmarked(UTF_16BE),
        _ => match std::str::from_utf8(content) {
            Ok(text) => text.to_owned(),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(content).0.into_owned(),
        },
    }
}
