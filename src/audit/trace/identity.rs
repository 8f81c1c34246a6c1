//! What names cases and persons, in targets and in the delivery.

use std::collections::BTreeSet;

use crate::catalog::{Shape, Table};
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, TableIndex};

/// A target table and the column by which others refer to it.
pub(super) type Key = (&'static str, &'static str);

/// What names a case.
pub(super) const CASE: Key = ("inkomensvoorziening", "dossiernummer");
/// What names a client.
pub(super) const CLIENT: Key = ("client", "clientnummer");
/// What names a person.
pub(super) const PERSON: Key = ("persoon", "bsn");

/// Returns the columns of a target table, as a destination has it, that hold such a name: its own, or a reference.
pub(super) fn columns(shape: &Shape, table: &'static Table, key: Key) -> Vec<&'static str> {
    let places = shape.columns(table).into_iter();
    places.filter(|place| names(table, *place, key)).map(|place| table.columns[place].name).collect()
}

/// Returns the columns of a delivered table that are read into such names.
pub(super) fn delivered(mapping: &Mapping, table: TableIndex, key: Key) -> BTreeSet<ColumnIndex> {
    let maps = mapping.maps.iter().filter(|map| map.from == table);
    let entries = maps.flat_map(|map| map.columns.iter().map(move |entry| (map, entry)));
    let named = entries.filter(|(map, entry)| names(map.to, entry.target, key));
    named.filter_map(|(_, entry)| entry.operation.column(None)).collect()
}

/// Tells whether a column holds a name; a person keeps the number of a client.
fn names(table: &Table, place: usize, key: Key) -> bool {
    let column = &table.columns[place];
    let own = (table.name, column.name);
    own == key || column.references == Some(key) || (key == CLIENT && own == ("persoon", "clientnummer"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::table;
    use crate::convert::sample::Sample;

    #[test]
    fn a_name_is_known_where_it_stands_and_where_it_is_referred_to() {
        let shape = Shape::municipality();
        let of = |name: &str, key| columns(&shape, table(name).expect("a table"), key);
        assert_eq!(of("component", CASE), ["inkomensvoorziening"]);
        assert_eq!(of("inkomensvoorziening", CASE), ["dossiernummer"]);
        assert_eq!((of("persoon", CLIENT), of("persoon", PERSON)), (vec!["clientnummer"], vec!["bsn"]));
        assert!(of("component", PERSON).is_empty());
        let mapping = Sample::new().mapping();
        let dossiers = mapping.delivery.tables.iter().position(|table| table.name == "dossiers").expect("a table");
        let headings = |key| {
            let found = delivered(&mapping, dossiers, key).into_iter();
            found.map(|column| mapping.delivery.tables[dossiers].columns[column].as_str()).collect::<Vec<_>>()
        };
        assert_eq!((headings(CASE), headings(PERSON)), (vec!["Dossier"], vec![]));
        assert!(headings(CLIENT).contains(&"Client") && headings(CLIENT).contains(&"Partner"));
    }
}
