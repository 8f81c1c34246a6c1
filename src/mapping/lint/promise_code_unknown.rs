//! Values in the conditions of the promise that the maps over the same column do not translate.

use super::logic::reach::made_of;
use super::logic::{conditions, readings};
use super::{Findings, Lint};
use crate::diag::codes::lint::PROMISE_CODE_UNKNOWN;
use crate::mapping::Mapping;
use crate::mapping::model::{Condition, Predicate, TableIndex, Test};

pub(super) static LINT: Lint = Lint { code: &PROMISE_CODE_UNKNOWN, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    let promise = &mapping.promise;
    for condition in promise.conditions() {
        check_condition(mapping, promise.from, condition, findings);
    }
    if let Some(calendar) = &promise.calendar {
        check_condition(mapping, calendar.from, &calendar.regular, findings);
    }
}

fn check_condition(mapping: &Mapping, table: TableIndex, condition: &Condition, findings: &mut Findings) {
    for Test { column, predicate } in condition.tests() {
        let Predicate::OneOf(values) = predicate else { continue };
        let mut readings = readings::of_cell(mapping, table, *column);
        readings.retain(|reading| reading.read.codes.is_some());
        let Some(first) = readings.first() else { continue };
        for value in values {
            let is_known = readings.iter().any(|reading| {
                let made = made_of(value, reading, reading.dialect(mapping));
                reading.read.codes.as_ref().zip(made).is_some_and(|(codes, made)| codes.rows.contains_key(&made))
            });
            if !is_known {
                let heading = &mapping.delivery.tables[table].columns[*column];
                let map = first.map_name(mapping);
                let message = format!("{map} translates no \"{value}\" of \"{heading}\"");
                findings.add(conditions::place_of(value, condition), message);
            }
        }
    }
}
