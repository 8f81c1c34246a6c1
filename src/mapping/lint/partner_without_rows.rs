//! Tables that a partner is to have, and that no map fills.

use super::logic::conditions;
use super::{Findings, Lint};
use crate::catalog::{Filled, Table};
use crate::diag::codes::lint::PARTNER_WITHOUT_ROWS;
use crate::mapping::Mapping;
use crate::mapping::model::DestinationKind;

pub(super) static LINT: Lint = Lint { code: &PARTNER_WITHOUT_ROWS, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for destination in &mapping.destinations {
        let DestinationKind::Partner { tables, .. } = &destination.kind else { continue };
        let is_filled = |table: &Table| mapping.maps.iter().any(|map| map.to.name == table.name);
        for table in tables.iter().filter(|table| table.filled == Filled::Mapped && !is_filled(table)) {
            let span = conditions::within(&destination.span, table.name);
            let message = format!("\"{}\" gets no row of \"{}\": no map fills it", destination.name, table.name);
            findings.add(Some(span), message);
        }
    }
}
