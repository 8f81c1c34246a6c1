//! The `[delivery]` block: how the delivery is written, and which tables it has.

use globset::Glob;

use super::document::{Node, Table, Text};
use super::model::{Control, Encoding};
use super::problems::{Place, Problems};
use super::tables::{Draft, Tables};
use super::transfer::is_file_name;
use crate::diag::codes::mapping as codes;
use crate::domain::{DateFormat, MonthFormat, Notation};

/// What holds for every table of the delivery.
pub(super) struct Dialect {
    /// Where the block stands.
    pub(super) at: Place,
    pub(super) delimiter: u8,
    pub(super) quote: u8,
    pub(super) encoding: Encoding,
    pub(super) date: DateFormat,
    /// None where the mapping leaves it out.
    pub(super) month: Option<MonthFormat>,
    pub(super) notation: Notation,
    pub(super) empty: Vec<String>,
    pub(super) control: Option<Control>,
}

/// The forms in which a delivery can come; the second one says what this version can read.
const FORMATS: [(&str, bool); 2] = [("csv", true), ("excel", false)];

/// Reads the block. The tables come even where the dialect is wrong, so that what uses them can be checked.
pub(super) fn read<'d>(document: &mut Table<'d>, problems: &mut Problems) -> (Option<Dialect>, Tables<'d>) {
    let mut tables = Tables::default();
    let block = document.need("delivery", problems).and_then(|node| node.table(problems));
    let Some(mut block) = block else { return (None, tables) };
    let dialect = dialect(&mut block, problems);
    for (name, node) in block.rest() {
        if node.is_table() {
            tables.list.extend(delivered_table(name, &node, problems));
        } else {
            block.unknown(&name, problems);
        }
    }
    if tables.list.is_empty() {
        problems.report(&codes::MISSING_KEY, block.at, "the delivery has no table: [delivery.<name>]");
    }
    (dialect, tables)
}

fn dialect(block: &mut Table<'_>, problems: &mut Problems) -> Option<Dialect> {
    let readable = block.need_choice("format", &FORMATS, problems);
    if let (Some(false), Some(node)) = (readable, block.take("format")) {
        problems.report(&codes::NOT_AVAILABLE, node.at, "deliveries in Excel cannot be read yet");
    }
    let delimiter = block.need("delimiter", problems).and_then(|node| mark(&node, problems));
    let quote = block.take("quote").map_or(Some(b'"'), |node| mark(&node, problems));
    let encoding = block.need_choice("encoding", &Encoding::NAMES, problems);
    let date = block.need_choice("date", &DateFormat::NAMES, problems);
    let month = block.choice("month", &MonthFormat::NAMES, problems);
    let notation = notation(block, problems);
    let empty = match block.take("empty") {
        Some(node) => owned(node.texts(problems).unwrap_or_default()),
        None => vec![String::new()],
    };
    let control = control(block, problems);
    let at = block.at.clone();
    readable?;
    Some(Dialect {
        at,
        delimiter: delimiter?,
        quote: quote?,
        encoding: encoding?,
        date: date?,
        month,
        notation: notation?,
        empty,
        control,
    })
}

fn notation(block: &mut Table<'_>, problems: &mut Problems) -> Option<Notation> {
    let decimal = block.need("decimal", problems).and_then(|node| mark(&node, problems));
    let thousands = block.take("thousands");
    let mark_of_thousands = thousands.as_ref().and_then(|node| mark(node, problems));
    if let (Some(node), true) = (thousands, decimal.is_some() && decimal == mark_of_thousands) {
        problems.report(&codes::BAD_VALUE, node.at, "thousands and decimals cannot have the same mark");
        return None;
    }
    Some(Notation { decimal: decimal?, thousands: mark_of_thousands })
}

/// Reads a mark of one byte that is no digit.
fn mark(node: &Node<'_>, problems: &mut Problems) -> Option<u8> {
    let text = node.text(problems)?;
    match text.text.as_bytes() {
        [byte] if !byte.is_ascii_alphanumeric() => Some(*byte),
        _ => {
            let message = format!("\"{}\" takes one character that is no letter or digit", node.key);
            problems.report(&codes::BAD_VALUE, text.at, message);
            None
        }
    }
}

fn control(block: &mut Table<'_>, problems: &mut Problems) -> Option<Control> {
    let file = block.take("control").and_then(|node| node.filled(problems));
    let headings = block.take("control-headings").and_then(|node| node.table(problems));
    let mut control = Control {
        file: String::new(),
        file_heading: "Bestand".to_owned(),
        count_heading: "Aantal".to_owned(),
        column_heading: "Kolom".to_owned(),
        total_heading: "Controletotaal".to_owned(),
    };
    if let Some(mut headings) = headings {
        let own = [
            ("file", &mut control.file_heading),
            ("count", &mut control.count_heading),
            ("column", &mut control.column_heading),
            ("total", &mut control.total_heading),
        ];
        for (key, heading) in own {
            if let Some(text) = headings.take(key).and_then(|node| node.filled(problems)) {
                text.text.clone_into(heading);
            }
        }
        headings.finish(problems);
    }
    file?.text.clone_into(&mut control.file);
    Some(control)
}

/// Reads what one table says about itself; what names columns of other tables comes later.
fn delivered_table<'d>(name: Text<'d>, node: &Node<'d>, problems: &mut Problems) -> Option<Draft<'d>> {
    let mut table = node.table(problems)?;
    is_file_name(&name, problems);
    let mut draft = Draft::new(name);
    draft.files = files(&mut table, problems);
    draft.declared = table.take("columns").and_then(|node| node.texts(problems));
    report_repeated(draft.declared.iter().flatten(), problems);
    draft.ignored = ignored(&mut table, problems);
    if let Some(headings) = table.take("headings").and_then(|node| node.table(problems)) {
        for (heading, names) in headings.rest() {
            let names = names.texts(problems).unwrap_or_default();
            draft.aliases.insert(heading.text, (heading.at, names));
        }
    }
    draft.key_node = table.take("key");
    draft.footer_node = table.take("footer");
    draft.count_cell = count_cell(&mut table, problems);
    draft.routing_node = table.need("destination-by", problems);
    table.finish(problems);
    Some(draft)
}

fn files(table: &mut Table<'_>, problems: &mut Problems) -> Vec<String> {
    let node = table.need("files", problems);
    let files = node.as_ref().and_then(|node| node.texts(problems)).unwrap_or_default();
    if let (Some(node), true) = (node, files.is_empty()) {
        problems.report(&codes::BAD_VALUE, node.at, format!("\"{}\" names no file", table.name));
    }
    for pattern in &files {
        if let Err(error) = Glob::new(pattern.text) {
            let message = format!("\"{}\" is no pattern of file names: {}", pattern.text, error.kind());
            problems.report(&codes::BAD_VALUE, pattern.at.clone(), message);
        }
    }
    owned(files)
}

fn ignored<'d>(table: &mut Table<'d>, problems: &mut Problems) -> Vec<Text<'d>> {
    let ignore = table.take("ignore");
    let because = table.take("because");
    if let (Some(ignore), None) = (&ignore, &because) {
        problems.report(
            &codes::MISSING_BECAUSE,
            ignore.at.clone(),
            format!("\"{}\" ignores columns without a reason", table.name),
        );
    }
    if let Some(because) = because {
        because.filled(problems);
    }
    ignore.and_then(|node| node.texts(problems)).unwrap_or_default()
}

/// Reads which cell of a totals line holds the count of rows: from 1 in the mapping, from 0 in the model.
fn count_cell(table: &mut Table<'_>, problems: &mut Problems) -> Option<usize> {
    let node = table.take("footer-count")?;
    let number = node.integer(problems)?;
    let cell = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    if cell.is_none() {
        problems.report(&codes::BAD_VALUE, node.at, "cells are counted from 1");
    } else if !table.has("footer") {
        problems.report(&codes::MISSING_KEY, node.at, format!("\"{}\" lacks \"footer\"", table.name));
    }
    cell
}

fn report_repeated<'t, 'd: 't>(texts: impl Iterator<Item = &'t Text<'d>>, problems: &mut Problems) {
    let mut seen: Vec<&str> = Vec::new();
    for text in texts {
        if seen.contains(&text.text) {
            problems.report(&codes::DUPLICATE, text.at.clone(), format!("\"{}\" is listed twice", text.text));
        }
        seen.push(text.text);
    }
}

fn owned(texts: Vec<Text<'_>>) -> Vec<String> {
    texts.into_iter().map(|text| text.text.to_owned()).collect()
}
