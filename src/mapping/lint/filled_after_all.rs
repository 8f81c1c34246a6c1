//! Columns that a map leaves empty, as it says, and fills all the same.

use super::{Findings, Lint};
use crate::diag::codes::lint::FILLED_AFTER_ALL;
use crate::mapping::Mapping;

pub(super) static LINT: Lint = Lint { code: &FILLED_AFTER_ALL, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for map in &mapping.maps {
        for entry in &map.columns {
            if map.leaves_empty.iter().any(|(place, _)| *place == entry.target) {
                let name = map.to.columns[entry.target].name;
                let message = format!("\"{name}\" stays empty, \"leaves-empty\" says, and is filled here");
                findings.add(Some(entry.span.clone()), message);
            }
        }
    }
}
