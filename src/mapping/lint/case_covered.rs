//! A case of a `when`, or a value in one, that an earlier case takes already.

use super::logic::conditions::{self, Group};
use super::{Findings, Lint, quoted};
use crate::diag::codes::lint::CASE_COVERED;
use crate::mapping::Mapping;
use crate::mapping::model::{Case, Condition, Dialect, Operation, Predicate, Test};

pub(super) static LINT: Lint = Lint { code: &CASE_COVERED, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for map in &mapping.maps {
        let dialect = &mapping.delivery.tables[map.from].dialect;
        for entry in &map.columns {
            if let Operation::When(cases) = &entry.operation {
                check_cases(cases, dialect, findings);
            }
        }
    }
}

fn check_cases(cases: &[Case], dialect: &Dialect, findings: &mut Findings) {
    let mut earlier: Vec<Group<'_>> = Vec::new();
    for condition in cases.iter().filter_map(|case| case.condition.as_ref()) {
        let is_covered = |group: &[&Test]| earlier.iter().any(|known| conditions::implies(group, known, dialect));
        if conditions::groups(condition).iter().all(|group| is_covered(group)) {
            let message = "the case never comes up: the rows that it is for go by an earlier one".to_owned();
            findings.add(condition.span.clone(), message);
        } else {
            let covered = covered_values(condition, is_covered);
            if let Some(first) = covered.first() {
                let verb = if covered.len() == 1 { "goes" } else { "go" };
                let message = format!("{} {verb} by an earlier case", quoted(covered.iter().map(String::as_str)));
                findings.add(conditions::place_of(first, condition), message);
            }
        }
        earlier.extend(conditions::groups(condition));
    }
}

/// Lists the values of a condition that come up in no row, though others do.
fn covered_values(condition: &Condition, is_covered: impl Fn(&[&Test]) -> bool) -> Vec<String> {
    let mut covered = Vec::new();
    for group in &condition.any {
        for (place, Test { column, predicate }) in group.iter().enumerate() {
            let Predicate::OneOf(values) = predicate else { continue };
            for value in values {
                let alone = Test { column: *column, predicate: Predicate::OneOf(vec![value.clone()]) };
                let mut group: Group<'_> = group.iter().collect();
                group[place] = &alone;
                if is_covered(&group) {
                    covered.push(value.clone());
                }
            }
        }
    }
    covered
}
