//! Columns of a target table that no map into it fills, and of which none says that they stay empty.

use super::{Findings, Lint, quoted};
use crate::diag::codes::lint::COLUMN_NOT_FILLED;
use crate::mapping::Mapping;
use crate::mapping::model::Map;

pub(super) static LINT: Lint = Lint { code: &COLUMN_NOT_FILLED, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for (place, first) in mapping.maps.iter().enumerate() {
        let fills = |map: &&Map| map.to.name == first.to.name;
        if mapping.maps[..place].iter().any(|map| fills(&map)) {
            continue;
        }
        let maps: Vec<&Map> = mapping.maps.iter().filter(fills).collect();
        let is_known = |place: usize| {
            maps.iter().any(|map| {
                let filled = map.columns.iter().map(|entry| entry.target);
                filled.chain(map.leaves_empty.iter().map(|(place, _)| *place)).any(|known| known == place)
            })
        };
        let columns = first.to.columns.iter().enumerate();
        let unfilled: Vec<&str> =
            columns.filter(|(place, _)| !is_known(*place)).map(|(_, column)| column.name).collect();
        if !unfilled.is_empty() {
            let message = format!("nothing fills {} of \"{}\"", quoted(unfilled), first.to.name);
            findings.add(Some(first.span.clone()), message);
        }
    }
}
