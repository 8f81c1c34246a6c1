//! Translations of codes altered: a row less, another value, in use or no longer.

use super::columns::Place;
use super::edit::{Edit, quoted, without_entry};
use super::maker::Maker;
use super::values::another;
use crate::catalog::{Column, Domain};
use crate::convert::end_of;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnMap, Map};
use crate::rehearsal::lines::{self, Line};
use crate::rehearsal::tree::Value;

/// Alters the rows of a translation in the mapping itself.
pub(super) fn inline(maker: &mut Maker<'_>, place: Place<'_>, codes: &Value<'_>) {
    for row in codes.entries() {
        let subject = format!("{}: the code \"{}\"", place.subject, row.key);
        maker.add(format!("{subject} is dropped"), without_entry(&row));
        let truth = row.value.truth().map(|truth| if truth { "1" } else { "0" });
        let to = truth.or_else(|| row.value.text()).unwrap_or_else(|| row.value.raw());
        if let Some(other) = another(place.column, to) {
            let edit = Edit::replace(row.value.at(), written(place.column, &other));
            maker.add(format!("{subject} becomes another value"), vec![edit]);
        }
    }
}

/// Alters the lines of a code file.
pub(super) fn file(maker: &mut Maker<'_>, name: &str, text: &str) {
    let readers = readers(maker.mapping, name);
    let Some((_, column)) = readers.first() else { return };
    // Where no row has an end, nothing is said of codes that are no longer in use.
    let tells_former = readers.iter().any(|(map, _)| end_of(map.to).is_some());
    for line in lines::of(text).into_iter().skip(1) {
        let Line { at, cells, whole } = line;
        let cell = |place: usize| cells.get(place).map(|cell| cell.trim()).unwrap_or_default();
        let subject = format!("{name}: the code \"{}\"", cell(0));
        maker.add(format!("{subject} is dropped"), vec![Edit::remove(whole)]);
        let with = |place: usize, other: &str| vec![Edit::replace(at.clone(), lines::with(&cells, place, other))];
        if let Some(other) = another(column, cell(1)) {
            maker.add(format!("{subject} becomes another value"), with(1, &other));
        }
        let is_former = cell(2) == "former";
        let (status, what) = if is_former { ("current", "is in use again") } else { ("former", "is no longer in use") };
        if tells_former {
            maker.add(format!("{subject} {what}"), with(2, status));
        }
    }
}

/// Writes a value of the target as the mapping does.
pub(super) fn written(column: &Column, value: &str) -> String {
    match column.domain {
        Domain::Flag | Domain::SecretFlag => (value == "1").to_string(),
        _ => quoted(value),
    }
}

/// Returns the target columns that a code file translates for, each with its table.
fn readers<'m>(mapping: &'m Mapping, name: &str) -> Vec<(&'m Map, &'static Column)> {
    let reads = |entry: &ColumnMap| {
        let mut codes = entry.operation.reads().into_iter().filter_map(|read| read.codes.as_ref());
        codes.any(|codes| codes.file.as_deref() == Some(name))
    };
    let columns = mapping.maps.iter().flat_map(|map| map.columns.iter().map(move |entry| (map, entry)));
    columns.filter(|(_, entry)| reads(entry)).map(|(map, entry)| (map, &map.to.columns[entry.target])).collect()
}
