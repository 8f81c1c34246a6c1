//! Cases that leave rows over: none of them is without a condition, and together they do not cover all.

use super::logic::conditions::{self, Group};
use super::logic::texts::{Stretch, implies, is_cell, listed, takes_anything};
use super::{Findings, Lint};
use crate::diag::codes::lint::NO_LAST_CASE;
use crate::mapping::Mapping;
use crate::mapping::model::{Case, ColumnIndex, Dialect, Operation, Predicate, Test};

pub(super) static LINT: Lint = Lint { code: &NO_LAST_CASE, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for map in &mapping.maps {
        let dialect = &mapping.delivery.tables[map.from].dialect;
        for entry in &map.columns {
            let Operation::When(cases) = &entry.operation else { continue };
            let is_open = cases.iter().all(|case| case.condition.is_some());
            let rows = conditions::of_rows(mapping, map);
            if is_open && !rows.iter().all(|known| is_covered(known, cases, dialect)) {
                let name = map.to.columns[entry.target].name;
                let message = format!("a row for which no case of \"{name}\" holds has no value");
                findings.add(Some(entry.span.clone()), message);
            }
        }
    }
}

/// Tells whether every row of which something is known is in one of the cases.
fn is_covered(known: &Group<'_>, cases: &[Case], dialect: &Dialect) -> bool {
    let groups = cases.iter().filter_map(|case| case.condition.as_ref()).flat_map(conditions::groups);
    let mut alone: Vec<&Test> = Vec::new();
    for mut group in groups {
        group.retain(|test| !conditions::implies(known, &[test], dialect));
        match group.as_slice() {
            [] => return true,
            [test] => alone.push(test),
            _ => {}
        }
    }
    alone.iter().any(|test| {
        let column = test.column;
        let tests: Vec<&Predicate> =
            alone.iter().filter(|other| other.column == column).map(|other| &other.predicate).collect();
        covers(known, column, &tests, dialect)
    })
}

/// Tells whether tests of one column leave nothing over of what is known of it.
fn covers(known: &Group<'_>, column: ColumnIndex, tests: &[&Predicate], dialect: &Dialect) -> bool {
    let known = conditions::tests_of(known, column);
    if let Some(texts) = known.iter().find_map(|known| listed(known, dialect)) {
        let is_possible = |text: &&&str| is_cell(text) && known.iter().all(|known| known.holds(text, dialect));
        return texts.iter().filter(is_possible).all(|text| tests.iter().any(|test| test.holds(text, dialect)));
    }
    let stretches: Vec<Stretch> = tests.iter().filter_map(|test| Stretch::of(test)).collect();
    if known.iter().filter_map(|known| Stretch::of(known)).any(|whole| whole.is_covered(&stretches)) {
        return true;
    }
    let is_filled = known.iter().any(|known| implies(known, &Predicate::Present, dialect));
    let has = |wanted: &Predicate| tests.contains(&wanted);
    tests.iter().any(|test| takes_anything(test)) || has(&Predicate::Present) && (is_filled || has(&Predicate::Empty))
}
