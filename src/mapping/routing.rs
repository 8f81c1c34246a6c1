//! Keys, totals lines and routing of the delivered tables: what names columns of a table, or of the one it follows.
//!
//! Afterwards exactly one table is the table of cases, and every chain of `via` ends there.

use super::document::{Node, Table};
use super::model::{Footer, Routing, TableIndex};
use super::problems::Problems;
use super::tables::{Draft, Tables};
use crate::diag::codes::mapping as codes;

const EVERYWHERE: &str = "everywhere";

/// Resolves every table and returns the table of cases with the heading that decides where a case goes.
pub(super) fn resolve(tables: &mut Tables<'_>, problems: &mut Problems) -> Option<(TableIndex, String)> {
    for index in 0..tables.list.len() {
        key(index, tables, problems);
        footer(index, tables, problems);
    }
    for index in 0..tables.list.len() {
        if let Some(node) = tables.list[index].routing_node.clone() {
            tables.list[index].routing = routing(&node, index, tables, problems);
        }
    }
    check_chains(tables, problems);
    case_table(tables, problems)
}

fn key(index: TableIndex, tables: &mut Tables<'_>, problems: &mut Problems) {
    let Some(node) = tables.list[index].key_node.clone() else { return };
    let headings = node.texts(problems).unwrap_or_default();
    tables.list[index].key = headings.iter().filter_map(|heading| tables.heading(index, heading, problems)).collect();
}

fn footer(index: TableIndex, tables: &mut Tables<'_>, problems: &mut Problems) {
    let Some(node) = tables.list[index].footer_node.clone() else { return };
    let entries = node.table(problems).map(|table| table.rest()).unwrap_or_default();
    let [(heading, marker)] = entries.as_slice() else {
        problems.report(&codes::BAD_VALUE, node.at, "a totals line is known by one column: { Heading = \"TEXT\" }");
        return;
    };
    let column = tables.heading(index, heading, problems);
    let marker = marker.filled(problems);
    if let (Some(column), Some(marker)) = (column, marker) {
        let count_cell = tables.list[index].count_cell;
        tables.list[index].footer = Some(Footer { column, marker: marker.text.to_owned(), count_cell });
    }
}

fn routing(node: &Node<'_>, index: TableIndex, tables: &mut Tables<'_>, problems: &mut Problems) -> Option<Routing> {
    if node.is_text() {
        let text = node.text(problems)?;
        if text.text == EVERYWHERE {
            return Some(Routing::Everywhere);
        }
        let help = "write { column = … }, { via = …, on = … } or \"everywhere\"".to_owned();
        let message = format!("rows cannot go by \"{}\"", text.text);
        problems.suggest(&codes::BAD_VALUE, text.at, message, Some(help));
        return None;
    }
    let mut table = node.table(problems)?;
    let routing = if table.has("column") {
        cases(&mut table, index, tables, problems)
    } else {
        via(&mut table, index, tables, problems)
    };
    table.finish(problems);
    routing
}

fn cases(
    table: &mut Table<'_>,
    index: TableIndex,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<Routing> {
    let heading = table.take("column")?.text(problems)?;
    let column = tables.heading(index, &heading, problems);
    let draft = &tables.list[index];
    let [case] = draft.key.as_slice() else {
        let message = format!("\"{}\" is the table of cases, and its key is not one column", draft.name.text);
        problems.report(&codes::CASE_TABLE, draft.name.at.clone(), message);
        return None;
    };
    Some(Routing::Cases { case: *case, column: column? })
}

fn via(table: &mut Table<'_>, index: TableIndex, tables: &mut Tables<'_>, problems: &mut Problems) -> Option<Routing> {
    let followed = table.need("via", problems).and_then(|node| node.text(problems));
    let on = table.need("on", problems).and_then(|node| node.text(problems));
    let matching = table.take("matching").and_then(|node| node.texts(problems));
    let followed = tables.named(&followed?, problems)?;
    let on = on?;
    let names = matching.unwrap_or_else(|| vec![on.clone()]);
    let on = tables.heading(index, &on, problems);
    let matching: Vec<_> = names.iter().map(|name| tables.heading(followed, name, problems)).collect();
    Some(Routing::Via { table: followed, on: on?, matching: matching.into_iter().collect::<Option<_>>()? })
}

/// Follows every table to the end of its chain.
fn check_chains(tables: &Tables<'_>, problems: &mut Problems) {
    for (start, draft) in tables.list.iter().enumerate() {
        let mut at = start;
        let mut steps = 0;
        while let Some(Routing::Via { table, .. }) = tables.list[at].routing {
            at = table;
            steps += 1;
            if at == start || steps > tables.list.len() {
                break;
            }
        }
        let Some(node) = draft.routing_node.as_ref().filter(|_| steps > 0) else { continue };
        if at == start {
            let message = format!("\"{}\" follows itself in the end", draft.name.text);
            problems.report(&codes::CIRCLE, node.at.clone(), message);
        } else if matches!(tables.list[at].routing, Some(Routing::Everywhere)) {
            let message =
                format!("\"{}\" follows \"{}\", which goes everywhere", draft.name.text, tables.list[at].name.text);
            problems.report(&codes::BAD_VALUE, node.at.clone(), message);
        } else if let Some(message) = parted(draft, tables) {
            problems.report(&codes::BAD_VALUE, node.at.clone(), message);
        }
    }
}

/// Says what is wrong where a table follows another by a column that leads no further.
fn parted(draft: &Draft<'_>, tables: &Tables<'_>) -> Option<String> {
    let Some(Routing::Via { table, matching, .. }) = &draft.routing else { return None };
    let followed = &tables.list[*table];
    let Some(Routing::Via { on, .. }) = followed.routing else { return None };
    let (name, column) = (followed.name.text, followed.column(on));
    (*matching != [on]).then(|| format!("\"{name}\" goes by its \"{column}\", and so must what follows it"))
}

fn case_table(tables: &Tables<'_>, problems: &mut Problems) -> Option<(TableIndex, String)> {
    let mut found = None;
    for (index, draft) in tables.list.iter().enumerate() {
        let Some(Routing::Cases { column, .. }) = draft.routing else { continue };
        if found.is_some() {
            let message = format!("\"{}\" is a second table of cases", draft.name.text);
            problems.report(&codes::CASE_TABLE, draft.name.at.clone(), message);
            continue;
        }
        found = Some((index, draft.column(column).to_owned()));
    }
    let broken = tables.list.iter().any(|draft| draft.routing.is_none());
    if let (None, false, Some(first)) = (&found, broken, tables.list.first()) {
        problems.report(&codes::CASE_TABLE, first.name.at.clone(), "no table is the table of cases");
    }
    found
}
