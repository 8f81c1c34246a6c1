//! Conditions on delivered columns: a table, or a list of tables of which any may hold.

use super::document::{Node, Table, Text};
use super::model::{Condition, Predicate, TableIndex, Test};
use super::problems::Problems;
use super::tables::Tables;
use crate::diag::codes::mapping as codes;

#[derive(Clone, Copy)]
enum State {
    Empty,
    Present,
}

const STATES: [(&str, State); 2] = [("empty", State::Empty), ("present", State::Present)];

/// Reads a condition on the columns of one table.
pub(super) fn read(
    node: &Node<'_>,
    table: TableIndex,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<Condition> {
    read_where(node, table, tables, problems, |_| true)
}

/// Reads the entries of a condition whose headings are wanted, and passes the others over.
pub(super) fn read_where(
    node: &Node<'_>,
    table: TableIndex,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
    wanted: impl Fn(&str) -> bool,
) -> Option<Condition> {
    let groups = node.tables(problems);
    let mut any = Vec::new();
    for group in &groups {
        let entries = group.rest();
        if entries.is_empty() {
            problems.report(&codes::BAD_VALUE, group.at.clone(), format!("\"{}\" tests nothing", node.key));
        }
        let entries = entries.into_iter().filter(|(heading, _)| wanted(heading.text));
        any.push(entries.filter_map(|(heading, value)| test(&heading, &value, table, tables, problems)).collect());
    }
    (!any.is_empty()).then_some(Condition { any })
}

fn test(
    heading: &Text<'_>,
    value: &Node<'_>,
    table: TableIndex,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<Test> {
    let column = tables.heading(table, heading, problems);
    let predicate = predicate(value, problems);
    Some(Test { column: column?, predicate: predicate? })
}

/// Reads what must hold for a cell: a text, a list of texts, or `{ is = "empty" }`.
fn predicate(value: &Node<'_>, problems: &mut Problems) -> Option<Predicate> {
    if value.is_table() {
        return state(value.table(problems)?, problems);
    }
    let texts = value.texts(problems)?;
    if texts.is_empty() {
        problems.report(&codes::BAD_VALUE, value.at.clone(), format!("no value is listed for \"{}\"", value.key));
    }
    for text in texts.iter().filter(|text| text.text.trim().is_empty()) {
        let help = "write { is = \"empty\" }".to_owned();
        problems.suggest(&codes::BAD_VALUE, text.at.clone(), "an empty text is never delivered as a value", Some(help));
    }
    Some(Predicate::OneOf(texts.iter().map(|text| text.text.to_owned()).collect()))
}

fn state(mut table: Table<'_>, problems: &mut Problems) -> Option<Predicate> {
    let state = table.need_choice("is", &STATES, problems);
    table.finish(problems);
    match state? {
        State::Empty => Some(Predicate::Empty),
        State::Present => Some(Predicate::Present),
    }
}
