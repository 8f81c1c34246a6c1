//! Reserves of holiday allowance in the promise, where no component ever says that a case reserves.

use super::{Findings, Lint};
use crate::diag::codes::lint::RESERVE_WITHOUT_COMPONENT;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnMap, ColumnRead, Operation};

pub(super) static LINT: Lint = Lint { code: &RESERVE_WITHOUT_COMPONENT, check };

/// The kind of a component that reserves holiday allowance.
const RESERVES: &str = "vt_reservering";

fn check(mapping: &Mapping, findings: &mut Findings) {
    let kinds = || {
        mapping
            .maps
            .iter()
            .filter(|map| map.to.name == "component")
            .flat_map(|map| map.columns.iter().filter(|entry| map.to.columns[entry.target].name == "soort"))
    };
    if mapping.promise.reserve.is_some()
        && let Some(ColumnMap { span, .. }) = kinds().next()
        && !kinds().any(|entry| may_reserve(&entry.operation))
    {
        let message = format!("no component becomes \"{RESERVES}\", so a reserve that was not delivered is not missed");
        findings.add(Some(span.clone()), message);
    }
}

/// Tells whether a kind can be that of a reservation; what is read without a translation can be any.
fn may_reserve(operation: &Operation) -> bool {
    match operation {
        Operation::Column(read) => is_translated_to_it(read),
        Operation::Constant(text) => text == RESERVES,
        Operation::Template(_) => true,
        Operation::When(cases) => cases.iter().any(|case| may_reserve(&case.operation)),
    }
}

fn is_translated_to_it(read: &ColumnRead) -> bool {
    read.codes.as_ref().is_none_or(|codes| codes.rows.values().any(|row| row.to == RESERVES))
}
