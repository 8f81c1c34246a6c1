//! How rows become rows of the target: people, cases, money, debts, programmes.

use super::Codes;
use super::column::{Written, write};
use super::toml::{Entry, Text, inline, list, quoted};
use crate::draft::model::{Draft, Map};
use crate::profile::model::{ColumnProfile, Distinct, Kind};

/// The sections, each with the target tables that it is about.
const SECTIONS: [(&str, &[&str]); 5] = [
    ("people", &["persoon", "client"]),
    ("cases", &["inkomensvoorziening", "huishoudlid", "beschikking", "verplichting"]),
    ("money", &["component", "begunstigde", "betaling", "vakantiegeld_reservering", "betaalkalender", "inkomsten"]),
    ("debts, attachments, measures", &["vordering", "aflossingsafspraak", "beslag", "maatregel", "boete"]),
    ("programmes, care, front office", &[]),
];

/// Writes every map under its section, and what is left of each delivered table under the first of its maps.
pub(super) fn render(draft: &Draft<'_>, codes: &mut Codes, text: &mut Text) {
    let section = |map: &Map| {
        let place = SECTIONS.iter().position(|(_, tables)| tables.contains(&map.to.name));
        place.unwrap_or(SECTIONS.len() - 1)
    };
    let mut told: Vec<usize> = Vec::new();
    for (place, (title, _)) in SECTIONS.iter().enumerate() {
        let mut maps = draft.maps.iter().filter(|map| section(map) == place).peekable();
        if maps.peek().is_some() {
            text.section(&format!("How it maps: {title}"));
        }
        for map in maps {
            one(map, draft, codes, text);
            if !told.contains(&map.from) {
                told.push(map.from);
                if !draft.tables[map.from].open.is_empty() {
                    text.blank();
                }
                left(map.from, draft, text);
            }
            text.blank();
        }
    }
    let without: Vec<usize> = (0..draft.tables.len()).filter(|table| !told.contains(table)).collect();
    if !without.is_empty() {
        text.section("TODO tables for which nothing was found in the target");
    }
    for table in without {
        left(table, draft, text);
        text.blank();
    }
}

fn one(map: &Map, draft: &Draft<'_>, codes: &mut Codes, text: &mut Text) {
    let table = &draft.tables[map.from];
    let missing: Vec<&str> = map.unfilled().filter(|column| column.required).map(|column| column.name).collect();
    let needs = if missing.is_empty() { String::new() } else { format!("TODO needs {}", missing.join(", ")) };
    let mut entries = vec![Entry::pair("from", quoted(&table.name)), Entry::noted("to", quoted(map.to.name), &needs)];
    if let Some(column) = map.merge_on {
        entries.push(Entry::noted("merge-on", quoted(column), "one person may have several client numbers"));
    }
    let reasons: Vec<(String, String)> =
        left_empty(map, draft).iter().map(|name| ((*name).to_owned(), quoted("why"))).collect();
    let todo = if reasons.is_empty() { String::new() } else { format!("TODO leaves-empty = {}", inline(&reasons)) };
    if let Some((place, because)) = map.present {
        let present = inline(&[("is".to_owned(), quoted("present"))]);
        entries.push(Entry::pair("where", inline(&[(table.heading(place).to_owned(), present)])));
        entries.push(Entry::pair("because", quoted(because)));
    }
    if !map.unpivot.is_empty() {
        let headings = map.unpivot.iter().map(|(place, _)| table.heading(*place));
        entries.push(Entry::noted("unpivot", list(headings), "guess: a column of amounts for each kind — TODO check"));
    }
    text.table("[[map]]", &todo, &entries);
    let mut short = Vec::new();
    let mut long = Vec::new();
    for line in &map.lines {
        match write(line, map, draft, codes) {
            Written::Short(entry, open) => {
                short.push(entry);
                short.extend(open);
            }
            written @ Written::Long { .. } => long.push(written),
        }
    }
    text.table("[map.columns]", "", &short);
    for written in long {
        let Written::Long { name, comment, entries, codes } = written else { continue };
        text.table(&format!("[map.columns.{name}]"), &comment, &entries);
        text.table(&format!("[map.columns.{name}.codes]"), "", &codes);
    }
}

/// Lists the columns that no map into the same target fills, where this is the first of those.
fn left_empty(map: &Map, draft: &Draft<'_>) -> Vec<&'static str> {
    let into = || draft.maps.iter().filter(|other| other.to.name == map.to.name);
    if !into().next().is_some_and(|first| std::ptr::eq(first, map)) {
        return Vec::new();
    }
    let is_empty = |name: &str| into().all(|map| map.line(name).is_none());
    map.unfilled().filter(|column| !column.required && is_empty(column.name)).map(|column| column.name).collect()
}

/// Lists the headings of a table that no map reads, with what was seen under them.
fn left(table: usize, draft: &Draft<'_>, text: &mut Text) {
    let table = &draft.tables[table];
    if table.open.is_empty() {
        return;
    }
    text.comment(&format!("TODO no target column was found for these of {}:", table.name));
    let width = table.open.iter().map(|place| table.heading(*place).chars().count()).max().unwrap_or_default();
    for place in &table.open {
        let column = table.column(*place);
        text.comment(&format!("  {:width$}  {}", column.heading, seen(column)));
    }
}

/// Says what was seen in a column, without any of its values.
fn seen(column: &ColumnProfile) -> String {
    const FEW: usize = 3;
    if column.kind == Kind::Empty {
        return "always empty".to_owned();
    }
    let distinct = match column.distinct {
        Distinct::Exactly(number) => format!("{number} different"),
        Distinct::MoreThan(number) => format!("more than {number} different"),
    };
    let patterns: Vec<&str> = column.patterns.iter().take(FEW).map(|(shape, _)| shape.as_str()).collect();
    let shapes = if patterns.is_empty() { String::new() } else { format!(", such as {}", patterns.join(" ")) };
    let all = column.filled + column.empty;
    format!("{}: {} of {all} filled, {distinct}{shapes}", kind(column.kind), column.filled)
}

/// Names what cells look like.
pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Empty => "nothing",
        Kind::Flag => "yes or no",
        Kind::Code => "code",
        Kind::Bsn => "burgerservicenummer",
        Kind::Iban => "IBAN",
        Kind::Postcode => "postcode",
        Kind::Municipality => "municipality code",
        Kind::Date => "date",
        Kind::Month => "month",
        Kind::Amount => "amount",
        Kind::Integer => "whole number",
        Kind::Text => "text",
    }
}
