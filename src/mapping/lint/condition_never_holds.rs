//! Conditions, and values in them, for which no row can be: because of what they say, because `where` takes other rows,
//! or because no case goes there.

use super::logic::conditions::{self, Group};
use super::logic::texts::is_cell;
use super::{Findings, Lint, quoted};
use crate::diag::codes::lint::CONDITION_NEVER_HOLDS;
use crate::mapping::Mapping;
use crate::mapping::model::{Condition, DeliveredTable, Map, Operation, Predicate, Test};

pub(super) static LINT: Lint = Lint { code: &CONDITION_NEVER_HOLDS, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for stated in conditions::all(mapping) {
        check_alone(stated.condition, stated.table, findings);
    }
    for map in &mapping.maps {
        check_map(mapping, map, findings);
    }
}

/// Reports texts with white space around them, which no cell has.
fn check_alone(condition: &Condition, table: &DeliveredTable, findings: &mut Findings) {
    for Test { column, predicate } in condition.tests() {
        let texts: Vec<&str> = match predicate {
            Predicate::OneOf(texts) => texts.iter().map(String::as_str).collect(),
            Predicate::Like(pattern) => vec![pattern.as_str()],
            Predicate::Empty | Predicate::Present | Predicate::Within(_) => Vec::new(),
        };
        for text in texts.into_iter().filter(|text| !is_cell(text)) {
            let message =
                format!("\"{}\" is never \"{text}\": white space around a cell is taken off", table.columns[*column]);
            findings.advise(conditions::place_of(text, condition), message, "write it without white space around it");
        }
    }
}

fn check_map(mapping: &Mapping, map: &Map, findings: &mut Findings) {
    let table = &mapping.delivery.tables[map.from];
    let routes = conditions::of_routes(mapping, map.from);
    let why = "no destination takes such cases, and no decision leaves them behind";
    if let Some(filter) = &map.filter {
        check_against(&routes, &filter.condition, table, why, findings);
    }
    let rows = conditions::of_rows(mapping, map);
    // Where no row comes at all, that was said already.
    if !rows.iter().any(|known| conditions::can_meet(known, known, &table.dialect)) {
        return;
    }
    for entry in &map.columns {
        let Operation::When(cases) = &entry.operation else { continue };
        for condition in cases.iter().filter_map(|case| case.condition.as_ref()) {
            check_against(&rows, condition, table, "the map takes no such rows", findings);
        }
    }
}

/// Reports groups and values of a condition that exclude what holds for every row.
fn check_against(
    known: &[Group<'_>],
    condition: &Condition,
    table: &DeliveredTable,
    why: &str,
    findings: &mut Findings,
) {
    let can_be = |group: &[&Test]| known.iter().any(|known| conditions::can_meet(known, group, &table.dialect));
    for group in &condition.any {
        let tests: Group<'_> = group.iter().collect();
        if group.iter().all(|test| can_be(&[test])) && !can_be(&tests) {
            findings.add(condition.span.clone(), format!("no row meets all of this: {why}"));
        }
        for test in group {
            let heading = &table.columns[test.column];
            let Predicate::OneOf(values) = &test.predicate else {
                if !can_be(&[test]) {
                    findings.add(condition.span.clone(), format!("\"{heading}\" is never like this: {why}"));
                }
                continue;
            };
            let is_never = |value: &&String| {
                let alone = Test { column: test.column, predicate: Predicate::OneOf(vec![(*value).clone()]) };
                is_cell(value) && !can_be(&[&alone])
            };
            let never: Vec<&str> = values.iter().filter(is_never).map(String::as_str).collect();
            if let Some(first) = never.first() {
                let place = conditions::place_of(first, condition);
                findings.add(place, format!("\"{heading}\" is never {}: {why}", quoted(never)));
            }
        }
    }
}
