//! Ranges of two cases of which neither lies in the other, and that share something: where one begins is off by one.

use super::logic::texts::Stretch;
use super::{Findings, Lint};
use crate::diag::codes::lint::RANGES_OVERLAP;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, Condition, Operation};

pub(super) static LINT: Lint = Lint { code: &RANGES_OVERLAP, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for map in &mapping.maps {
        for entry in &map.columns {
            let Operation::When(cases) = &entry.operation else { continue };
            let mut earlier: Vec<(ColumnIndex, Stretch)> = Vec::new();
            for condition in cases.iter().filter_map(|case| case.condition.as_ref()) {
                let own = stretches(condition);
                let share = |(column, stretch): &&(ColumnIndex, Stretch)| {
                    earlier.iter().any(|(other, known)| other == column && known.crosses(*stretch))
                };
                if let Some((column, _)) = own.iter().find(share) {
                    let heading = &mapping.delivery.tables[map.from].columns[*column];
                    let message = format!("part of this range of \"{heading}\" goes by an earlier case");
                    findings.add(condition.span.clone(), message);
                }
                earlier.extend(own);
            }
        }
    }
}

/// Lists the ranges that decide alone.
fn stretches(condition: &Condition) -> Vec<(ColumnIndex, Stretch)> {
    let alone = condition.any.iter().filter_map(|group| if let [test] = group.as_slice() { Some(test) } else { None });
    alone.filter_map(|test| Some((test.column, Stretch::of(&test.predicate)?))).collect()
}
