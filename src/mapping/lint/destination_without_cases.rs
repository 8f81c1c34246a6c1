//! Municipalities that would get no case: the map of cases takes none of the values that name them, or translates none.

use super::logic::reach::made_of;
use super::logic::{conditions, readings};
use super::{Findings, Lint, quoted};
use crate::diag::codes::lint::DESTINATION_WITHOUT_CASES;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, Condition, DestinationKind, Map, Predicate, Routing, TableIndex};

pub(super) static LINT: Lint = Lint { code: &DESTINATION_WITHOUT_CASES, check };

/// The target table of cases.
const CASES: &str = "inkomensvoorziening";

fn check(mapping: &Mapping, findings: &mut Findings) {
    let Some(table) = conditions::case_table(mapping) else { return };
    let Routing::Cases { column, .. } = mapping.delivery.tables[table].routing else { return };
    for destination in &mapping.destinations {
        let DestinationKind::Municipality { when } = &destination.kind else { continue };
        let values = values(when);
        let why = if !is_taken(mapping, table, column, &values) {
            "the map of cases leaves all of these out"
        } else if !is_translated(mapping, table, column, &values) {
            "the map of cases translates none of these"
        } else {
            continue;
        };
        let heading = &mapping.delivery.tables[table].columns[column];
        let message =
            format!("\"{}\" gets no case: \"{heading}\" is {} there, and {why}", destination.name, quoted(values));
        findings.add(when.span.clone(), message);
    }
}

/// Lists the values that a destination takes.
fn values(when: &Condition) -> Vec<&str> {
    let listed =
        when.tests().filter_map(|test| if let Predicate::OneOf(texts) = &test.predicate { Some(texts) } else { None });
    listed.flatten().map(String::as_str).collect()
}

fn case_maps(mapping: &Mapping, table: TableIndex) -> impl Iterator<Item = &Map> {
    mapping.maps.iter().filter(move |map| map.from == table && map.to.name == CASES)
}

/// Tells whether a map of cases takes one of the values, or there is no such map.
fn is_taken(mapping: &Mapping, table: TableIndex, column: ColumnIndex, values: &[&str]) -> bool {
    let dialect = &mapping.delivery.tables[table].dialect;
    let takes = |map: &Map, value: &str| {
        let Some(filter) = &map.filter else { return true };
        let mut groups = conditions::groups(&filter.condition).into_iter();
        groups.any(|group| conditions::tests_of(&group, column).iter().all(|test| test.holds(value, dialect)))
    };
    let mut maps = case_maps(mapping, table).peekable();
    maps.peek().is_none() || maps.any(|map| values.iter().any(|value| takes(map, value)))
}

/// Tells whether a map of cases translates one of the values, or none of them translates any.
fn is_translated(mapping: &Mapping, table: TableIndex, column: ColumnIndex, values: &[&str]) -> bool {
    let mut readings = readings::of_cell(mapping, table, column);
    readings.retain(|reading| reading.map.to.name == CASES && reading.read.codes.is_some());
    readings.is_empty()
        || readings.iter().any(|reading| {
            let dialect = reading.dialect(mapping);
            let made = values.iter().filter_map(|value| made_of(value, reading, dialect));
            let codes = reading.read.codes.iter();
            made.into_iter().any(|made| codes.clone().any(|codes| codes.rows.contains_key(&made)))
        })
}
