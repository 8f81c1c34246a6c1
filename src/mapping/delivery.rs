//! The `[delivery]` block: how the delivery is written, and which tables it has.

use globset::Glob;

use super::dialect::Written;
use super::document::{Node, Table, Text};
use super::model::{Control, Form, Sheet, SheetChoice};
use super::problems::{Place, Problems};
use super::tables::{Draft, Tables};
use super::transfer::is_file_name;
use crate::diag::codes::mapping as codes;

/// What holds for every table of the delivery.
pub(super) struct General {
    /// Where the block stands.
    pub(super) at: Place,
    pub(super) control: Option<Control>,
}

/// Reads the block. The tables come even where the dialect is wrong, so that what uses them can be checked.
pub(super) fn read<'d>(document: &mut Table<'d>, problems: &mut Problems) -> (Option<General>, Tables<'d>) {
    let mut tables = Tables::default();
    let block = document.need("delivery", problems).and_then(|node| node.table(problems));
    let Some(mut block) = block else { return (None, tables) };
    let written = Written::read(&mut block, problems);
    let control = control(&mut block, &written, problems);
    for (name, node) in block.rest() {
        if node.is_table() {
            tables.list.extend(delivered_table(name, &node, &written, &block.at, problems));
        } else {
            block.unknown(&name, problems);
        }
    }
    if tables.list.is_empty() {
        problems.report(&codes::MISSING_KEY, block.at.clone(), "the delivery has no table: [delivery.<name>]");
    }
    (Some(General { at: block.at, control }), tables)
}

fn control(block: &mut Table<'_>, written: &Written, problems: &mut Problems) -> Option<Control> {
    let file = block.take("control").and_then(|node| node.filled(problems));
    let headings = block.take("control-headings").and_then(|node| node.table(problems));
    let file = file?;
    let sheet = Sheet { choice: SheetChoice::Only, repeat_merged: false };
    let mut control = Control {
        file: file.text.to_owned(),
        file_heading: "Bestand".to_owned(),
        count_heading: "Aantal".to_owned(),
        column_heading: "Kolom".to_owned(),
        total_heading: "Controletotaal".to_owned(),
        dialect: written.clone().complete(sheet, &block.at, problems)?,
    };
    if matches!(control.dialect.form, Form::Workbook(_)) {
        problems.refuse(
            file.at,
            "a control file is delimited text, and the delivery is workbooks",
            "leave it out: the totals rows of the sheets are checked",
        );
    }
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
    Some(control)
}

/// Reads what one table says about itself; what names columns of other tables comes later.
fn delivered_table<'d>(
    name: Text<'d>,
    node: &Node<'d>,
    all: &Written,
    delivery: &Place,
    problems: &mut Problems,
) -> Option<Draft<'d>> {
    let mut table = node.table(problems)?;
    is_file_name(&name, problems);
    let mut draft = Draft::new(name);
    let written = Written::read(&mut table, problems).within(all);
    draft.says_months = written.says_months();
    let sheet = written.sheet(&mut table, problems);
    draft.dialect = written.complete(sheet, delivery, problems);
    draft.files = files(&mut table, problems);
    draft.declared = table.take("columns").and_then(|node| node.texts(problems));
    report_repeated(draft.declared.iter().flatten(), problems);
    (draft.ignored, draft.ignored_because) = ignored(&mut table, problems);
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
    draft.only_node = table.take("only");
    table.finish(problems);
    Some(draft)
}

fn files(table: &mut Table<'_>, problems: &mut Problems) -> Vec<String> {
    let node = table.need("files", problems);
    let files = node.as_ref().and_then(|node| node.texts(problems)).unwrap_or_default();
    if let (Some(node), true) = (node, files.is_empty()) {
        problems.refuse(node.at, format!("\"{}\" names no file", table.name), "list a file name or pattern at least");
    }
    for pattern in &files {
        if let Err(error) = Glob::new(pattern.text) {
            let message = format!("\"{}\" is no pattern of file names: {}", pattern.text, error.kind());
            problems.report(&codes::BAD_VALUE, pattern.at.clone(), message);
        }
    }
    owned(files)
}

/// Reads which headings nothing uses, and why.
fn ignored<'d>(table: &mut Table<'d>, problems: &mut Problems) -> (Vec<Text<'d>>, Option<Text<'d>>) {
    let ignore = table.take("ignore");
    let because = table.take("because");
    if let (Some(ignore), None) = (&ignore, &because) {
        problems.report(
            &codes::MISSING_BECAUSE,
            ignore.at.clone(),
            format!("\"{}\" ignores columns without a reason", table.name),
        );
    }
    let because = because.and_then(|because| because.filled(problems));
    (ignore.and_then(|node| node.texts(problems)).unwrap_or_default(), because)
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
