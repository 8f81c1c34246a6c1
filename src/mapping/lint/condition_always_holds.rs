//! Conditions that every row meets, and cases after which no other one comes up.

use super::logic::conditions::{self, Group};
use super::logic::texts::takes_anything;
use super::{Findings, Lint};
use crate::diag::codes::lint::CONDITION_ALWAYS_HOLDS;
use crate::mapping::Mapping;
use crate::mapping::model::{Case, Condition, Dialect, Map, Operation, Predicate, Test};

pub(super) static LINT: Lint = Lint { code: &CONDITION_ALWAYS_HOLDS, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for stated in conditions::all(mapping) {
        if holds_for_all(stated.condition) {
            findings.add(stated.condition.span.clone(), "every row meets this".to_owned());
        }
    }
    for map in &mapping.maps {
        check_map(mapping, map, findings);
    }
}

fn check_map(mapping: &Mapping, map: &Map, findings: &mut Findings) {
    let dialect = &mapping.delivery.tables[map.from].dialect;
    if let Some(filter) = &map.filter {
        let routes = conditions::of_routes(mapping, map.from);
        if follows(&routes, &filter.condition, dialect) {
            let message = "every case that goes or stays anywhere meets this".to_owned();
            findings.add(filter.condition.span.clone(), message);
        }
    }
    let rows = conditions::of_rows(mapping, map);
    for entry in &map.columns {
        let Operation::When(cases) = &entry.operation else { continue };
        // The last case may well say what is left: then it says so for the reader.
        let last = cases.len().saturating_sub(1);
        for condition in cases[..last].iter().filter_map(|Case { condition, .. }| condition.as_ref()) {
            if follows(&rows, condition, dialect) {
                let message = "every row that comes here meets this, and no later case comes up".to_owned();
                findings.add(condition.span.clone(), message);
            }
        }
    }
}

/// Tells whether a condition holds for whatever stands in the cells.
fn holds_for_all(condition: &Condition) -> bool {
    let alone: Vec<&Test> = condition
        .any
        .iter()
        .filter_map(|group| if let [test] = group.as_slice() { Some(test) } else { None })
        .collect();
    let is_either = |test: &&Test| {
        let is_other = |other: &&Test| other.column == test.column && other.predicate == Predicate::Present;
        test.predicate == Predicate::Empty && alone.iter().any(is_other)
    };
    condition.any.iter().any(|group| group.iter().all(|test| takes_anything(&test.predicate)))
        || alone.iter().any(is_either)
}

/// Tells whether a condition holds for all rows, given something that holds for them.
fn follows(known: &[Group<'_>], condition: &Condition, dialect: &Dialect) -> bool {
    let groups = conditions::groups(condition);
    let follows =
        |known: &Group<'_>| !known.is_empty() && groups.iter().any(|group| conditions::implies(known, group, dialect));
    !holds_for_all(condition) && !known.is_empty() && known.iter().all(follows)
}
