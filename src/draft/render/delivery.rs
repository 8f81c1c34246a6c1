//! What the delivery looks like: what holds for most tables, and what differs per table.

use super::toml::{Entry, Text, inline, list, long_list, quoted};
use crate::catalog::Domain;
use crate::domain::Notation;
use crate::draft::matching::is_told_apart;
use crate::draft::model::{Control, Delivered, Draft, Form, Routing, Source};
use crate::mapping::model::Encoding;
use crate::profile::model::GuessedForm;

/// The headings of a control file that need not be said.
const USUAL: [&str; 4] = ["Bestand", "Aantal", "Kolom", "Controletotaal"];

/// Writes the block of the delivery and one for each table.
pub(super) fn render(draft: &Draft<'_>, text: &mut Text) {
    text.section("What the delivery looks like: as it seems, since a run guesses nothing");
    text.table("[delivery]", if draft.tables.is_empty() { "TODO no table was found" } else { "" }, &general(draft));
    text.blank();
    for table in &draft.tables {
        let todo = match table.routing {
            Routing::Unknown => "TODO destination-by: nothing was found that says where its rows go",
            _ => "",
        };
        text.table(&format!("[delivery.{}]", table.name), todo, &delivered(table, draft));
        text.blank();
    }
    for (name, reason) in draft.others {
        text.comment(&format!("TODO not a table: {name}: {reason}"));
    }
    if !draft.others.is_empty() {
        text.blank();
    }
}

fn general(draft: &Draft<'_>) -> Vec<Entry> {
    let dialect = &draft.dialect;
    let mut entries = form(dialect.form);
    entries.push(match dialect.date {
        Some(date) => Entry::pair("date", quoted(&date.to_string())),
        None => Entry::noted("date", quoted("dd-mm-yyyy"), "TODO no dates were seen"),
    });
    let needs_months = draft.maps.iter().any(|map| {
        let mut reads = map.lines.iter().filter(|line| matches!(line.source, Source::Column(_)));
        reads.any(|line| map.to.columns[line.target].domain == Domain::Month)
    });
    match dialect.month {
        Some(month) => entries.push(Entry::pair("month", quoted(&month.to_string()))),
        None if needs_months => entries.push(Entry::noted("month", quoted("yyyymm"), "TODO no months were seen")),
        None => {}
    }
    match dialect.notation {
        Some(notation) => entries.extend(amounts(notation)),
        None => entries.push(Entry::noted("decimal", quoted(","), "TODO no amounts with decimals were seen")),
    }
    entries.push(Entry::pair("empty", "[\"\"]"));
    if let Some(control) = &draft.control {
        entries.extend(controlled(control, dialect.form == Form::Workbook));
    }
    entries
}

fn controlled(control: &Control, in_workbooks: bool) -> Vec<Entry> {
    if in_workbooks {
        return vec![Entry::Comment(format!(
            "TODO {} looks like a control file, and workbooks have none",
            control.file
        ))];
    }
    let mut entries = vec![Entry::pair("control", quoted(&control.file))];
    if control.headings.iter().map(String::as_str).ne(USUAL) {
        let roles = ["file", "count", "column", "total"];
        let pairs = roles.iter().zip(&control.headings).map(|(role, heading)| ((*role).to_owned(), quoted(heading)));
        entries.push(Entry::pair("control-headings", inline(&pairs.collect::<Vec<_>>())));
    }
    entries
}

fn form(form: Form) -> Vec<Entry> {
    match form {
        Form::Workbook => vec![Entry::pair("format", quoted("excel"))],
        Form::Delimited { delimiter, encoding } => vec![
            Entry::pair("format", quoted("csv")),
            Entry::pair("delimiter", quoted(&char::from(delimiter).to_string())),
            Entry::pair("encoding", quoted(name(encoding))),
        ],
    }
}

fn name(encoding: Encoding) -> &'static str {
    Encoding::NAMES.iter().find(|(_, known)| *known == encoding).map_or("", |(name, _)| *name)
}

fn amounts(notation: Notation) -> Vec<Entry> {
    let mark = |mark: u8| quoted(&char::from(mark).to_string());
    let thousands = notation.thousands.map(|thousands| Entry::pair("thousands", mark(thousands)));
    [Entry::pair("decimal", mark(notation.decimal))].into_iter().chain(thousands).collect()
}

fn delivered(table: &Delivered<'_>, draft: &Draft<'_>) -> Vec<Entry> {
    let mut entries = differences(table, draft);
    entries.extend(table.profile.doubts.iter().map(|doubt| Entry::Comment(format!("TODO {doubt}"))));
    let places = (0..table.profile.columns.len()).filter(|place| is_told_apart(table.profile, *place));
    let headings: Vec<&str> = places.map(|place| table.heading(place)).collect();
    if headings.len() < table.profile.columns.len() {
        entries.push(Entry::Comment("TODO some columns have no heading, or that of another".to_owned()));
    }
    if !table.open.is_empty() {
        entries.push(Entry::Comment(format!("TODO without a target column: {}", open(table))));
    }
    entries.push(Entry::pair("columns", long_list("columns", &headings)));
    let names = |places: &[usize]| list(places.iter().map(|place| table.heading(*place)));
    if !table.key.is_empty() {
        let is_seen = table.profile.keys.iter().any(|key| key.iter().all(|place| table.key.contains(place)));
        let doubt = if is_seen { "" } else { "TODO not unique in this delivery" };
        entries.push(Entry::noted("key", names(&table.key), doubt));
    }
    let footer = table.profile.footer.as_deref().filter(|footer| is_word(footer));
    if let Some(footer) = footer.filter(|_| !table.profile.columns.is_empty() && is_told_apart(table.profile, 0)) {
        entries.push(Entry::pair("footer", inline(&[(table.heading(0).to_owned(), quoted(footer))])));
    }
    let heading = |place: usize| quoted(table.heading(place));
    match &table.routing {
        Routing::Cases { column } => {
            entries.push(Entry::pair("destination-by", inline(&[("column".to_owned(), heading(*column))])));
        }
        Routing::Via { table: followed, on, matching } => {
            let followed = &draft.tables[*followed];
            let mut pairs = vec![("via".to_owned(), quoted(&followed.name)), ("on".to_owned(), heading(*on))];
            if !matching.is_empty() {
                let there = list(matching.iter().map(|place| followed.heading(*place)));
                pairs.push(("matching".to_owned(), there));
            }
            entries.push(Entry::pair("destination-by", inline(&pairs)));
        }
        Routing::Everywhere => entries.push(Entry::pair("destination-by", quoted("everywhere"))),
        Routing::Unknown => {}
    }
    entries
}

/// Lists the headings that no map reads, as far as they fit a line.
fn open(table: &Delivered<'_>) -> String {
    const MOST: usize = 8;
    let headings = table.open.iter().map(|place| table.heading(*place)).filter(|heading| !heading.trim().is_empty());
    let mut named: Vec<String> = headings.take(MOST).map(ToOwned::to_owned).collect();
    if table.open.len() > named.len() {
        named.push(format!("{} in all", table.open.len()));
    }
    named.join(", ")
}

/// Lists the files, and what is written otherwise than in most tables.
fn differences(table: &Delivered<'_>, draft: &Draft<'_>) -> Vec<Entry> {
    let (own, most) = (&table.dialect, &draft.dialect);
    let mut entries = vec![Entry::pair("files", list(table.files.iter().map(String::as_str)))];
    entries.extend(form(own.form).into_iter().filter(|entry| !form(most.form).contains(entry)));
    if let GuessedForm::Sheet { sheet, heading_row, .. } = &table.profile.form {
        let note = if *heading_row > 1 { format!("headings in row {heading_row}") } else { String::new() };
        entries.push(Entry::noted("sheet", quoted(sheet), &note));
    }
    if let Some(date) = own.date.filter(|_| own.date != most.date) {
        entries.push(Entry::pair("date", quoted(&date.to_string())));
    }
    if let Some(month) = own.month.filter(|_| own.month != most.month) {
        entries.push(Entry::pair("month", quoted(&month.to_string())));
    }
    if let (Some(notation), Some(most)) = (own.notation, most.notation) {
        let is_within = notation.decimal == most.decimal && notation.thousands.is_none();
        if notation != most && !is_within {
            entries.extend(amounts(notation));
        }
    }
    entries
}

/// Tells whether the mark of a totals line is a word, and so nobody's.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_alphabetic() || " .:".contains(character))
}
