//! Conditions on delivered columns: a table, or a list of tables of which any may hold.

use super::document::{Node, Table, Text};
use super::language::{self, Kind};
use super::model::{Condition, Pattern, Predicate, Range, TableIndex, Test};
use super::problems::Problems;
use super::tables::Tables;
use crate::diag::codes::mapping as codes;

const STATES: [(&str, Predicate); 2] = [("empty", Predicate::Empty), ("present", Predicate::Present)];

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
    if node.is_empty_list() {
        problems.refuse(
            node.at.clone(),
            format!("\"{}\" tests nothing", node.key),
            "list a table of tests, or leave it out",
        );
    }
    let mut any = Vec::new();
    for group in &groups {
        let entries = group.rest();
        if entries.is_empty() {
            problems.refuse(
                group.at.clone(),
                format!("\"{}\" tests nothing", node.key),
                "name a heading and its values: { Heading = [\"…\"] }",
            );
        }
        let entries = entries.into_iter().filter(|(heading, _)| wanted(heading.text));
        any.push(entries.filter_map(|(heading, value)| test(&heading, &value, table, tables, problems)).collect());
    }
    (!any.is_empty()).then(|| Condition { any, span: Some(problems.span(node.at.clone())) })
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

/// Reads what must hold for a cell: a text, a list of texts, or a table that describes it.
fn predicate(value: &Node<'_>, problems: &mut Problems) -> Option<Predicate> {
    if value.is_table() {
        let mut table = value.table(problems)?;
        let predicate = described(&mut table, problems);
        table.finish(problems);
        return predicate;
    }
    let texts = value.texts(problems)?;
    if texts.is_empty() {
        problems.refuse(value.at.clone(), format!("no value is listed for \"{}\"", value.key), "list a value at least");
    }
    for text in texts.iter().filter(|text| text.text.trim().is_empty()) {
        let help = "write { is = \"empty\" }".to_owned();
        problems.suggest(&codes::BAD_VALUE, text.at.clone(), "an empty text is never delivered as a value", Some(help));
    }
    Some(Predicate::OneOf(texts.iter().map(|text| text.text.to_owned()).collect()))
}

/// Reads `{ is = … }`, `{ like = … }`, or a range.
pub(super) fn described(table: &mut Table<'_>, problems: &mut Problems) -> Option<Predicate> {
    let is_range = table.has("from") || table.has("to");
    let forms = [table.has("is"), table.has("like"), is_range];
    let predicate = match forms {
        [false, true, false] => table.take("like").and_then(|node| pattern(&node, problems)),
        [false, false, true] => range(table, problems),
        [_, false, false] => table.need_choice("is", &STATES, problems),
        _ => {
            let message = format!("\"{}\" is tested in two ways at once", table.name);
            problems.refuse(table.at.clone(), message, "keep one: \"is\", \"like\", or \"from\" and \"to\"");
            None
        }
    };
    for form in language::of(Kind::Condition) {
        table.take(form.name);
    }
    predicate
}

fn pattern(node: &Node<'_>, problems: &mut Problems) -> Option<Predicate> {
    let text = node.filled(problems)?;
    match Pattern::new(text.text) {
        Ok(pattern) => Some(Predicate::Like(pattern)),
        Err(error) => {
            let message = format!("\"{}\" is no pattern: {}", text.text, error.kind());
            problems.report(&codes::BAD_VALUE, text.at, message);
            None
        }
    }
}

/// Reads a range: both bounds are whole numbers or both are dates.
fn range(table: &mut Table<'_>, problems: &mut Problems) -> Option<Predicate> {
    let bounds = [table.take("from"), table.take("to")];
    let (range, is_backwards) = if bounds.iter().flatten().any(Node::is_date) {
        let [from, to] = read_bounds(&bounds, Node::date, problems)?;
        (Range::Dates { from, to }, from.zip(to).is_some_and(|(from, to)| from > to))
    } else {
        let [from, to] = read_bounds(&bounds, Node::integer, problems)?;
        (Range::Numbers { from, to }, from.zip(to).is_some_and(|(from, to)| from > to))
    };
    if is_backwards {
        problems.refuse(table.at.clone(), "the range ends before it begins", "let \"from\" be the lower of the two");
        return None;
    }
    Some(Predicate::Within(range))
}

/// Reads the bounds that are there; nothing where one of them is wrong.
fn read_bounds<'d, T>(
    bounds: &[Option<Node<'d>>; 2],
    read: impl Fn(&Node<'d>, &mut Problems) -> Option<T>,
    problems: &mut Problems,
) -> Option<[Option<T>; 2]> {
    let [from, to] = bounds.each_ref().map(|bound| bound.as_ref().map(|node| read(node, problems)));
    match (from, to) {
        (Some(None), _) | (_, Some(None)) => None,
        (from, to) => Some([from.flatten(), to.flatten()]),
    }
}
