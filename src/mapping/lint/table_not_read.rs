//! Delivered tables of which nothing uses the rows.

use std::collections::BTreeSet;

use super::logic::readings;
use super::{Findings, Lint};
use crate::diag::codes::lint::TABLE_NOT_READ;
use crate::mapping::Mapping;
use crate::mapping::model::{Draw, Routing, TableIndex};

pub(super) static LINT: Lint = Lint { code: &TABLE_NOT_READ, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    let used = used(mapping);
    for (index, table) in mapping.delivery.tables.iter().enumerate() {
        if !used.contains(&index) {
            let message = format!("no map, lookup, promise or identity uses \"{}\"", table.name);
            findings.add(mapping.tables_at.get(index).cloned(), message);
        }
    }
}

/// Lists the tables that something reads; one that others follow to their destination is read for that.
fn used(mapping: &Mapping) -> BTreeSet<TableIndex> {
    let promise = &mapping.promise;
    let mut used = BTreeSet::from([promise.from, promise.case_facts.from, promise.payees.from]);
    used.extend(promise.calendar.iter().map(|calendar| calendar.from));
    used.extend(promise.reserve.iter().map(|reserve| reserve.from));
    used.extend(promise.balances.iter().map(|balance| balance.from));
    used.extend(mapping.identities.iter().flat_map(|identity| [identity.lines.from, identity.equals.from]));
    used.extend(mapping.maps.iter().map(|map| map.from));
    used.extend(readings::all(mapping).iter().filter_map(|reading| match reading.read.from {
        Draw::Lookup(lookup) => Some(lookup.table),
        _ => None,
    }));
    used.extend(mapping.delivery.tables.iter().filter_map(|table| match table.routing {
        Routing::Via { table, .. } => Some(table),
        Routing::Cases { .. } | Routing::Everywhere => None,
    }));
    used
}
