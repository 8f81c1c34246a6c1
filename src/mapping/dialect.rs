//! How cells are written: what `[delivery]` says for all tables, and what a table says for itself.

use super::document::{Node, Table, Text};
use super::model::{Delimited, Dialect, Encoding, Form, Sheet, SheetChoice};
use super::problems::{Place, Problems};
use crate::diag::codes::mapping as codes;
use crate::domain::{DateFormat, MonthFormat, Notation};

/// The kinds of files that a delivery can come in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Excel,
}

const FORMATS: [(&str, Format); 2] = [("csv", Format::Csv), ("excel", Format::Excel)];
const MERGED: [(&str, bool); 1] = [("repeat", true)];

/// What a block says of how cells are written. What a table leaves out is as in the block of the delivery.
#[derive(Clone, Default)]
pub(super) struct Written {
    format: Option<Format>,
    delimiter: Option<u8>,
    quote: Option<u8>,
    encoding: Option<Encoding>,
    date: Option<DateFormat>,
    month: Option<MonthFormat>,
    decimal: Option<u8>,
    thousands: Option<u8>,
    empty: Option<Vec<String>>,
    /// What it says, right or wrong.
    said: Vec<&'static str>,
}

/// What must be said somewhere.
const NEEDED: [&str; 5] = ["format", "delimiter", "encoding", "date", "decimal"];

impl Written {
    /// Reads what a block says.
    pub(super) fn read(block: &mut Table<'_>, problems: &mut Problems) -> Self {
        let mut decimal = block.take("decimal").and_then(|node| mark(&node, problems));
        let thousands = block.take("thousands");
        let mark_of_thousands = thousands.as_ref().and_then(|node| mark(node, problems));
        if let (Some(node), true) = (thousands, decimal.is_some() && decimal == mark_of_thousands) {
            problems.refuse(
                node.at,
                "thousands and decimals cannot have the same mark",
                "write another mark, or leave \"thousands\" out where there is none",
            );
            decimal = None;
        }
        Self {
            format: block.choice("format", &FORMATS, problems),
            delimiter: block.take("delimiter").and_then(|node| mark(&node, problems)),
            quote: block.take("quote").and_then(|node| mark(&node, problems)),
            encoding: block.choice("encoding", &Encoding::NAMES, problems),
            date: block.choice("date", &DateFormat::NAMES, problems),
            month: block.choice("month", &MonthFormat::NAMES, problems),
            decimal,
            thousands: mark_of_thousands,
            empty: block.take("empty").map(|node| owned(node.texts(problems).unwrap_or_default())),
            said: NEEDED.into_iter().filter(|key| block.has(key)).collect(),
        }
    }

    /// Returns what holds for a table that says this, within a delivery that says `all`.
    pub(super) fn within(self, all: &Self) -> Self {
        // Who declares a decimal mark declares how amounts are written, thousands and all.
        let thousands = if self.decimal.is_some() { self.thousands } else { self.thousands.or(all.thousands) };
        Self {
            format: self.format.or(all.format),
            delimiter: self.delimiter.or(all.delimiter),
            quote: self.quote.or(all.quote),
            encoding: self.encoding.or(all.encoding),
            date: self.date.or(all.date),
            month: self.month.or(all.month),
            decimal: self.decimal.or(all.decimal),
            thousands,
            empty: self.empty.or_else(|| all.empty.clone()),
            said: [self.said, all.said.clone()].concat(),
        }
    }

    /// Tells whether it is said how months are written.
    pub(super) const fn says_months(&self) -> bool {
        self.month.is_some()
    }

    /// Reads which sheet holds a table, where its files are workbooks, and refuses that elsewhere.
    pub(super) fn sheet(&self, table: &mut Table<'_>, problems: &mut Problems) -> Sheet {
        let is_workbook = self.format == Some(Format::Excel);
        for key in ["sheet", "merged"] {
            if let Some(node) = table.has(key).then(|| table.take(key)).flatten().filter(|_| !is_workbook) {
                let message = format!("\"{key}\" is for workbooks: format = \"excel\"");
                problems.report(&codes::DOES_NOT_FIT, node.at, message);
            }
        }
        let choice = table.take("sheet").and_then(|node| choice(&node, problems)).unwrap_or(SheetChoice::Only);
        let repeat_merged = table.choice("merged", &MERGED, problems).unwrap_or_default();
        Sheet { choice, repeat_merged }
    }

    /// Completes it, and reports at the block of the delivery what nothing says.
    pub(super) fn complete(self, sheet: Sheet, at: &Place, problems: &mut Problems) -> Option<Dialect> {
        let is_text = self.format != Some(Format::Excel);
        for key in NEEDED.into_iter().filter(|key| is_text || !["delimiter", "encoding"].contains(key)) {
            if !self.said.contains(&key) {
                problems.report(&codes::MISSING_KEY, at.clone(), format!("\"delivery\" lacks \"{key}\""));
            }
        }
        let form = match self.format? {
            Format::Excel => Form::Workbook(sheet),
            Format::Csv => Form::Delimited(Delimited {
                delimiter: self.delimiter?,
                quote: self.quote.unwrap_or(b'"'),
                encoding: self.encoding?,
            }),
        };
        Some(Dialect {
            form,
            date: self.date?,
            month: self.month.unwrap_or(MonthFormat::YearMonth),
            notation: Notation { decimal: self.decimal?, thousands: self.thousands },
            empty: self.empty.unwrap_or_else(|| vec![String::new()]),
        })
    }
}

/// Reads which sheet is meant: its name, or its place from 1.
fn choice(node: &Node<'_>, problems: &mut Problems) -> Option<SheetChoice> {
    if node.is_text() {
        return node.filled(problems).map(|name| SheetChoice::Named(name.text.to_owned()));
    }
    let place = usize::try_from(node.integer(problems)?).ok().filter(|place| *place > 0);
    if place.is_none() {
        problems.refuse(
            node.at.clone(),
            "sheets are counted from 1",
            "write the name of the sheet, or its place from 1",
        );
    }
    place.map(SheetChoice::Numbered)
}

/// Reads a mark of one byte that is no digit.
fn mark(node: &Node<'_>, problems: &mut Problems) -> Option<u8> {
    let text = node.text(problems)?;
    match text.text.as_bytes() {
        [byte] if !byte.is_ascii_alphanumeric() => Some(*byte),
        _ => {
            let message = format!("\"{}\" takes one character that is no letter or digit", node.key);
            problems.refuse(text.at, message, "write one character, such as \";\"");
            None
        }
    }
}

fn owned(texts: Vec<Text<'_>>) -> Vec<String> {
    texts.into_iter().map(|text| text.text.to_owned()).collect()
}
