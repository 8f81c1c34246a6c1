//! A profile as JSON, for other programs.
//!
//! Stable: fields are added, never renamed. `null` is unknown or absent, counts are whole numbers.
//!
//! ```json
//! { "format": 1,
//!   "tables": [ {
//!     "name": "betalingen_2020.csv", "bytes": 70442, "rows": 480,
//!     "form": { "kind": "delimited", "delimiter": ";", "encoding": "windows-1252" },
//!     "date": "dd-mm-yyyy", "month": "mm-yyyy", "decimal": ",", "thousands": ".",
//!     "footer": "TOTAAL", "keys": [["Betaalnummer"]],
//!     "evidence": ["…"], "doubts": ["…"],
//!     "columns": [ {
//!       "heading": "BSN", "kind": "bsn", "kinds": [{ "kind": "bsn", "cells": 480 }],
//!       "filled": 480, "empty": 0, "distinct": { "count": 42, "exact": true },
//!       "shortest": 8, "longest": 9,
//!       "patterns": [{ "pattern": "9{9}", "rows": 477 }],
//!       "common": [], "rare": 6, "range": null, "doubts": ["…"] } ] } ],
//!   "others": [ { "name": "leesmij.pdf", "reason": "…" } ], "unreadable": 1 }
//! ```
//!
//! A sheet has `"form": { "kind": "sheet", "book": "…", "sheet": "…", "heading_row": 3 }`. A `common` text is
//! `{ "text": "PW", "rows": 436 }` and a `range` `{ "lowest": "…", "highest": "…" }`; where `distinct` is not exact, it
//! and the rows of common texts are what there is at least.

use serde::Serialize;

use super::model::{ColumnProfile, Distinct, GuessedForm, Profile, TableProfile};
use super::words;
use crate::report::json;
use crate::source::decode;

#[derive(Serialize)]
struct Root<'p> {
    format: u32,
    tables: Vec<Table<'p>>,
    others: Vec<Other<'p>>,
    unreadable: usize,
}

#[derive(Serialize)]
struct Table<'p> {
    name: &'p str,
    bytes: u64,
    rows: u64,
    form: Form<'p>,
    date: Option<String>,
    month: Option<&'static str>,
    decimal: Option<char>,
    thousands: Option<char>,
    footer: Option<&'p str>,
    keys: Vec<Vec<&'p str>>,
    evidence: &'p [String],
    doubts: &'p [String],
    columns: Vec<Column<'p>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Form<'p> {
    Delimited { delimiter: char, encoding: &'static str },
    Sheet { book: &'p str, sheet: &'p str, heading_row: u32 },
}

#[derive(Serialize)]
struct Column<'p> {
    heading: &'p str,
    kind: &'static str,
    kinds: Vec<Cells>,
    filled: u64,
    empty: u64,
    distinct: Count,
    shortest: usize,
    longest: usize,
    patterns: Vec<Pattern<'p>>,
    common: Vec<Text<'p>>,
    rare: u64,
    range: Option<Range<'p>>,
    doubts: &'p [String],
}

#[derive(Serialize)]
struct Cells {
    kind: &'static str,
    cells: u64,
}

#[derive(Serialize)]
struct Count {
    count: u64,
    exact: bool,
}

#[derive(Serialize)]
struct Pattern<'p> {
    pattern: &'p str,
    rows: u64,
}

#[derive(Serialize)]
struct Text<'p> {
    text: &'p str,
    rows: u64,
}

#[derive(Serialize)]
struct Range<'p> {
    lowest: &'p str,
    highest: &'p str,
}

#[derive(Serialize)]
struct Other<'p> {
    name: &'p str,
    reason: &'p str,
}

/// Renders a profile, indented, with a line end at the end.
#[must_use]
pub fn render(profile: &Profile) -> String {
    let others = profile.others.iter().map(|(name, reason)| Other { name, reason }).collect();
    let tables = profile.tables.iter().map(table).collect();
    let root = Root { format: 1, tables, others, unreadable: profile.unreadable };
    json::pretty(&root)
}

fn table(table: &TableProfile) -> Table<'_> {
    let heading = |place: &usize| table.columns[*place].heading.as_str();
    Table {
        name: &table.name,
        bytes: table.bytes,
        rows: table.rows,
        form: match &table.form {
            GuessedForm::Delimited { delimiter, encoding } => {
                Form::Delimited { delimiter: char::from(*delimiter), encoding: decode::name(*encoding) }
            }
            GuessedForm::Sheet { book, sheet, heading_row } => Form::Sheet { book, sheet, heading_row: *heading_row },
        },
        date: table.date.map(|date| date.to_string()),
        month: table.month.map(words::month),
        decimal: table.notation.map(|notation| char::from(notation.decimal)),
        thousands: table.notation.and_then(|notation| notation.thousands).map(char::from),
        footer: table.footer.as_deref(),
        keys: table.keys.iter().map(|key| key.iter().map(heading).collect()).collect(),
        evidence: &table.evidence,
        doubts: &table.doubts,
        columns: table.columns.iter().map(column).collect(),
    }
}

fn column(column: &ColumnProfile) -> Column<'_> {
    Column {
        heading: &column.heading,
        kind: column.kind.name(),
        kinds: column.kinds.iter().map(|(kind, cells)| Cells { kind: kind.name(), cells: *cells }).collect(),
        filled: column.filled,
        empty: column.empty,
        distinct: match column.distinct {
            Distinct::Exactly(count) => Count { count, exact: true },
            Distinct::MoreThan(count) => Count { count, exact: false },
        },
        shortest: column.shortest,
        longest: column.longest,
        patterns: column.patterns.iter().map(|(pattern, rows)| Pattern { pattern, rows: *rows }).collect(),
        common: column.common.iter().map(|(text, rows)| Text { text, rows: *rows }).collect(),
        rare: column.rare,
        range: column.range.as_ref().map(|(lowest, highest)| Range { lowest, highest }),
        doubts: &column.doubts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::sample;

    #[test]
    fn a_program_finds_every_field_under_its_name() {
        insta::assert_snapshot!(render(&sample::profile()));
    }
}
