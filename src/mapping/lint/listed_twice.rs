//! Values and groups of tests that stand in one condition twice.

use super::logic::conditions;
use super::{Findings, Lint};
use crate::diag::codes::lint::LISTED_TWICE;
use crate::mapping::Mapping;
use crate::mapping::model::{Condition, Predicate, Test};

pub(super) static LINT: Lint = Lint { code: &LISTED_TWICE, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for stated in conditions::all(mapping) {
        let condition = stated.condition;
        for Test { column, predicate } in condition.tests() {
            let Predicate::OneOf(values) = predicate else { continue };
            for (place, value) in values.iter().enumerate() {
                if values[..place].contains(value) {
                    let heading = &stated.table.columns[*column];
                    let message = format!("\"{value}\" is listed twice for \"{heading}\"");
                    findings.add(conditions::place_of(value, condition), message);
                }
            }
        }
        if (1..condition.any.len()).any(|place| is_repeated(condition, place)) {
            findings.add(condition.span.clone(), "two of these tables test the same".to_owned());
        }
    }
}

/// Tells whether a group tests what one before it does.
fn is_repeated(condition: &Condition, place: usize) -> bool {
    let group = &condition.any[place];
    let is_in = |test: &Test, group: &[Test]| {
        group.iter().any(|known| known.column == test.column && known.predicate == test.predicate)
    };
    condition.any[..place].iter().any(|known| known.len() == group.len() && group.iter().all(|test| is_in(test, known)))
}
