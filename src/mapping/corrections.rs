//! The file `corrections.csv` beside the mapping: delivered cells that are put right, each with a reason.
//!
//! A correction names a table, a row by its key, and a column that something reads. What stands in the cell is for the
//! reading of the delivery to see.

use std::collections::BTreeSet;

use super::files::Files;
use super::model::{ColumnIndex, Correction, TableIndex};
use super::problems::{Problems, did_you_mean};
use super::sheet::{Record, Sheet};
use super::tables::Tables;
use crate::diag::Span;
use crate::diag::codes::mapping as codes;

const HEADINGS: [&str; 7] = ["table", "key", "column", "old", "new", "reason", "by"];

/// Reads the corrections, where there are any, into their tables, and returns the file's bytes.
pub(super) fn read(files: &dyn Files, tables: &mut Tables<'_>, problems: &mut Problems) -> Option<Vec<u8>> {
    let sheet = Sheet::open(files, super::CORRECTIONS, &codes::CORRECTION, problems)?;
    let whole = !problems.has_errors();
    Reader { tables, whole, problems }.read(&sheet);
    Some(sheet.bytes)
}

/// What the lines are read with.
struct Reader<'r, 'd> {
    tables: &'r mut Tables<'d>,
    /// Whether nothing was wrong in the mapping, so that what seems unused is.
    whole: bool,
    problems: &'r mut Problems,
}

impl Reader<'_, '_> {
    fn read(mut self, sheet: &Sheet) {
        let Some((headings, lines)) = sheet.records.split_first() else { return };
        if headings.cells != HEADINGS {
            let help = Some(format!("the first line is {}", HEADINGS.join(",")));
            let message = "other headings than corrections have";
            return self.problems.report_veiled(&codes::CORRECTION, sheet.at(headings), message, help);
        }
        let mut seen = BTreeSet::new();
        for record in lines {
            let at = sheet.at(record);
            let Some((table, correction)) = self.correction(record, &at) else { continue };
            if seen.insert((table, correction.key.clone(), correction.column)) {
                self.tables.list[table].corrections.push(correction);
            } else {
                self.problems.report_veiled(&codes::DUPLICATE, at, "the cell is corrected twice", None);
            }
        }
    }

    /// Reads one line, and reports what is wrong with it.
    fn correction(&mut self, record: &Record, at: &Span) -> Option<(TableIndex, Correction)> {
        let mut report = |message: String| self.problems.report_veiled(&codes::CORRECTION, at.clone(), message, None);
        let Ok([table, key, heading, old, new, reason, by]) = <[String; 7]>::try_from(record.cells.clone()) else {
            report(format!("{} cells where {} are expected", record.cells.len(), HEADINGS.len()));
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
        Some((table, Correction { key, column, old, new, reason, by, line: record.line }))
    }

    fn table(&mut self, name: &str, at: &Span) -> Option<TableIndex> {
        let Some(index) = self.tables.list.iter().position(|table| table.name.text == name) else {
            let help = did_you_mean(name, self.tables.list.iter().map(|table| table.name.text));
            let message = format!("the delivery has no table \"{name}\"");
            self.problems.report_veiled(&codes::UNKNOWN_TABLE, at.clone(), message, help);
            return None;
        };
        if self.tables.list[index].key_node.is_none() {
            let help = Some("give the table a key in the mapping".to_owned());
            let message = format!("\"{name}\" has no key, and so no name for its rows");
            self.problems.report_veiled(&codes::MISSING_KEY, at.clone(), message, help);
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
            self.problems.report_veiled(&codes::UNKNOWN_HEADING, at.clone(), message, help);
        }
        found
    }
}
