//! The sites of columns: that they get values, and all by which values are changed or chosen.

use super::Gatherer;
use crate::mapping::model::{Case, ColumnRead, Draw, Map, Operation};
use crate::rehearsal::coverage::key::{Cell, Doing, Key, Where};
use crate::rehearsal::coverage::{SiteKind, conditions};
use crate::rehearsal::tree::{Entry, Value, get};

/// Gathers the sites of a map's columns.
pub(super) fn gather(gatherer: &mut Gatherer<'_>, name: &str, place: usize, columns: &[Entry<'_>]) {
    let map = &gatherer.mapping.maps[place];
    for entry in columns {
        let Some((target, _)) = map.to.column(entry.key) else { continue };
        let Some(made) = map.columns.iter().find(|made| made.target == target) else { continue };
        let subject = format!("{name}: {}", entry.key);
        let cell = Cell { map: place, target, case: None };
        let wants = match &made.operation {
            Operation::Column(read) => format!("a row with something under {}", headings(gatherer, map, read)),
            _ => "a row that the map takes, and this column looked at".to_owned(),
        };
        gatherer.add(SiteKind::Column, Key::Column(cell), entry.key_at.start, subject.clone(), wants);
        match &made.operation {
            Operation::Column(read) => options(gatherer, &subject, cell, read, &entry.value),
            Operation::When(known) => {
                let when = get(&entry.value.entries(), "when").map(|when| when.value.tables()).unwrap_or_default();
                for (order, (case, block)) in known.iter().zip(when).enumerate() {
                    let cell = Cell { case: Some(order), ..cell };
                    one_case(gatherer, &format!("{subject}: case {}", order + 1), cell, case, &block);
                }
            }
            Operation::Constant(_) | Operation::Template(_) => {}
        }
    }
}

fn one_case<'m>(gatherer: &mut Gatherer<'m>, subject: &str, cell: Cell, case: &'m Case, block: &Value<'_>) {
    let wants = "a row that meets its condition, and none before it".to_owned();
    gatherer.add(SiteKind::Case, Key::Case(cell), block.at().start, subject.to_owned(), wants);
    if let (Some(condition), Some(entry)) = (&case.condition, get(&block.entries(), "if")) {
        conditions::gather(gatherer, &format!("{subject}: if"), Where::If(cell), condition, &entry.value);
    }
    if let Operation::Column(read) = &case.operation {
        options(gatherer, subject, cell, read, block);
    }
}

/// Gathers the options that change a text, and the codes that are translated.
fn options<'m>(gatherer: &mut Gatherer<'m>, subject: &str, cell: Cell, read: &'m ColumnRead, written: &Value<'_>) {
    let entries = written.entries();
    let under = headings(gatherer, &gatherer.mapping.maps[cell.map], read);
    for (word, doing) in Doing::WORDS {
        let Some(entry) = get(&entries, word) else { continue };
        let wants = match doing {
            Doing::Empty => format!("a row with one of {} under {under}", entry.value.raw()),
            Doing::Default => format!("a row with nothing under {under}"),
            Doing::Pad => format!("a row with fewer than {} digits under {under}", entry.value.raw()),
            Doing::Repair => format!("a row with a number that lost its leading zeros under {under}"),
            Doing::Part | Doing::Replace | Doing::Upper => format!("a row with a text that it changes under {under}"),
        };
        let kind = if doing == Doing::Repair { SiteKind::Repair } else { SiteKind::Option };
        gatherer.add(kind, Key::Option(cell, doing), entry.key_at.start, format!("{subject}: {word}"), wants);
    }
    let (Some(codes), Some(entry)) = (&read.codes, get(&entries, "codes")) else { return };
    for row in entry.value.entries() {
        if let Some((code, _)) = codes.rows.get_key_value(row.key) {
            let wants = format!("a row with \"{code}\" under {under}");
            let name = format!("{subject}: the code \"{code}\"");
            gatherer.add(SiteKind::Code, Key::Code(cell, code), row.key_at.start, name, wants);
        }
    }
}

/// Names the delivered columns that a text is read from.
fn headings(gatherer: &Gatherer<'_>, map: &Map, read: &ColumnRead) -> String {
    let tables = &gatherer.mapping.delivery.tables;
    match &read.from {
        Draw::Column(column) => format!("\"{}\"", tables[map.from].columns[*column]),
        Draw::FirstOf(columns) => {
            let names = columns.iter().map(|column| format!("\"{}\"", tables[map.from].columns[*column]));
            names.collect::<Vec<_>>().join(" or ")
        }
        Draw::Lookup(lookup) => {
            let table = &tables[lookup.table];
            format!("\"{}\" of the row of \"{}\" that is looked up", table.columns[lookup.column], table.name)
        }
        Draw::Value => "a column that is unpivoted".to_owned(),
        Draw::Heading => "a heading that is unpivoted".to_owned(),
    }
}
