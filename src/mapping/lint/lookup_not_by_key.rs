//! Lookups that match on something that is no part of the other table's key: more than one row may have it.

use super::logic::{conditions, readings};
use super::{Findings, Lint};
use crate::diag::codes::lint::LOOKUP_NOT_BY_KEY;
use crate::mapping::Mapping;
use crate::mapping::model::Draw;

pub(super) static LINT: Lint = Lint { code: &LOOKUP_NOT_BY_KEY, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for reading in readings::all(mapping) {
        let Draw::Lookup(lookup) = reading.read.from else { continue };
        let table = &mapping.delivery.tables[lookup.table];
        // Rows with one part of a key may be several; where these differ, the run finds it.
        if table.key.contains(&lookup.matching) {
            continue;
        }
        let (heading, name) = (&table.columns[lookup.matching], &table.name);
        let what = if table.key.is_empty() { "has no key" } else { "has another key" };
        let span = conditions::within(&reading.entry.span, heading);
        findings.add(Some(span), format!("rows of \"{name}\" are looked up by \"{heading}\", and it {what}"));
    }
}
