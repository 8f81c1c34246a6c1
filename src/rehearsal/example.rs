//! Examples of a mapping, run: one delivered row through one map, or made-up target rows under one rule.

use super::compare::Difference;
use crate::convert::remark::Remark;
use crate::convert::{Lookups, Trial, Tried};
use crate::mapping::Mapping;
use crate::mapping::model::example::{Cells, Outcome};
use crate::mapping::model::{DeliveredTable, Example, Map, MapExample, RuleExample, Subject};
use crate::source::{MadeRow, Row};
use crate::store::made::breaches_among;

/// Runs an example, and says how it comes out otherwise than expected; nothing where it does not.
///
/// What is noticed about cells that are not given is passed over: an example gives the cells that matter and no others.
/// An example that expects a target row lists under `finds` what else its cells bring to light; unsaid, that is nothing.
#[must_use]
pub fn run(mapping: &Mapping, example: &Example) -> Vec<Difference> {
    match &example.subject {
        Subject::Map(example) => of_map(mapping, example),
        Subject::Rule(example) => of_rule(mapping, example),
    }
}

fn of_map(mapping: &Mapping, example: &MapExample) -> Vec<Difference> {
    try_out(mapping, example, |_, tried| compared(mapping, example, tried))
}

/// Takes the row of an example through its map, and lets `look` see what comes of it.
pub(super) fn try_out<R>(mapping: &Mapping, example: &MapExample, look: impl FnOnce(&Row<'_>, &Tried<'_>) -> R) -> R {
    let from = mapping.maps[example.map].from;
    let given = MadeRow::new(&mapping.delivery.tables[from], &example.given);
    let beside: Vec<_> = example
        .beside
        .iter()
        .map(|(place, texts)| (*place, MadeRow::new(&mapping.delivery.tables[*place], texts)))
        .collect();
    let rows = beside.iter().map(|(place, row)| (*place, row)).chain(std::iter::once((from, &given)));
    let lookups = Lookups::of_rows(mapping, rows);
    let row = given.row();
    look(&row, &Trial::new(mapping, &lookups).run(example.map, &row))
}

fn compared(mapping: &Mapping, example: &MapExample, tried: &Tried<'_>) -> Vec<Difference> {
    let map = &mapping.maps[example.map];
    let table = &mapping.delivery.tables[map.from];
    let is_given =
        |remark: &&Remark| remark.column.is_none_or(|column| example.given.contains_key(&table.columns[column]));
    let remarks: Vec<&Remark> = tried.remarks.iter().filter(is_given).collect();
    let mut differences = Vec::new();
    if let Some(outcome) = example.outcome {
        differences.extend(of_outcome(outcome, tried, &remarks));
    }
    if example.finds.is_some() || example.expect.is_some() {
        let mut missing = example.finds.clone().unwrap_or_default();
        for remark in &remarks {
            match missing.iter().position(|code| *code == remark.code) {
                Some(place) => drop(missing.remove(place)),
                None => differences.push(difference("finds", None, Some(told(remark, table)))),
            }
        }
        differences.extend(missing.iter().map(|code| difference("finds", Some(code.id.to_owned()), None)));
    }
    if let Some(expect) = &example.expect {
        of_rows(expect, tried, map, &mut differences);
    }
    differences
}

/// Compares what became of a row with what should.
fn of_outcome(expected: Outcome, tried: &Tried<'_>, remarks: &[&Remark]) -> Option<Difference> {
    let rejection = remarks.iter().find(|remark| remark.rejects);
    let found = match rejection {
        Some(_) => Some(Outcome::Rejected),
        None => tried.rows.is_empty().then_some(Outcome::Filtered),
    };
    let name = found.map_or("taken", Outcome::name).to_owned();
    let found_name = rejection.map_or_else(|| name.clone(), |remark| format!("{name}: {}", remark.message));
    (found != Some(expected)).then(|| difference("outcome", Some(expected.name().to_owned()), Some(found_name)))
}

/// Compares target rows with those that are expected, one by one.
fn of_rows(expect: &[Cells], tried: &Tried<'_>, map: &Map, differences: &mut Vec<Difference>) {
    let (expected, found) = (expect.len(), tried.rows.len());
    if found == 0 {
        let filtered = Outcome::Filtered.name().to_owned();
        return differences.push(difference("outcome", Some("taken".to_owned()), Some(filtered)));
    }
    if expected != found {
        differences.push(difference("rows", Some(expected.to_string()), Some(found.to_string())));
    }
    for (number, (cells, row)) in expect.iter().zip(&tried.rows).enumerate() {
        for (name, value) in cells {
            let place = map.to.column(name).map(|(place, _)| place);
            let found = place.and_then(|place| row[place].clone()).unwrap_or_default();
            if found != *value {
                let row = if expected > 1 { format!("row {}", number + 1) } else { String::new() };
                differences.push(Difference { row, ..difference(name, Some(value.clone()), Some(found)) });
            }
        }
    }
}

fn of_rule(mapping: &Mapping, example: &RuleExample) -> Vec<Difference> {
    let found = match breaches_among(&mapping.rules[example.rule], &example.given) {
        Ok(rows) if rows.len() == example.breaks => return Vec::new(),
        Ok(rows) if rows.is_empty() => "0".to_owned(),
        Ok(rows) => {
            let places: Vec<String> = rows.iter().map(|place| (place + 1).to_string()).collect();
            format!("{} (row {})", rows.len(), places.join(", "))
        }
        Err(error) => error.to_string(),
    };
    vec![difference("breaks", Some(example.breaks.to_string()), Some(found))]
}

/// Says what was noticed about a row, and at which of its cells.
fn told(remark: &Remark, table: &DeliveredTable) -> String {
    let Remark { code, message, .. } = remark;
    match remark.column {
        Some(column) => format!("{code} at \"{}\": {message}", table.columns[column]),
        None => format!("{code}: {message}"),
    }
}

fn difference(column: &str, expected: Option<String>, found: Option<String>) -> Difference {
    Difference { file: String::new(), row: String::new(), column: column.to_owned(), expected, found }
}

#[cfg(test)]
mod tests;
