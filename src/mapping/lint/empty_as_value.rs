//! Texts that mean "nothing" in a table, and are tested as values.

use super::logic::conditions;
use super::{Findings, Lint};
use crate::diag::codes::lint::EMPTY_AS_VALUE;
use crate::mapping::Mapping;
use crate::mapping::model::{Predicate, Test};

pub(super) static LINT: Lint = Lint { code: &EMPTY_AS_VALUE, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for stated in conditions::all(mapping) {
        for Test { column, predicate } in stated.condition.tests() {
            let Predicate::OneOf(values) = predicate else { continue };
            for value in values.iter().filter(|value| stated.table.dialect.means_nothing(value)) {
                let heading = &stated.table.columns[*column];
                let message = format!("\"{value}\" means nothing, and is tested as a value of \"{heading}\"");
                findings.add(conditions::place_of(value, stated.condition), message);
            }
        }
    }
}
