//! What could be mistaken for what: headings for headings of the same kind, and values for others that fit.

use crate::catalog::{self, Column, Domain, Filled};
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnMap, Draw, Map, TableIndex};

/// The headings of every delivered table that maps read into columns of each type.
pub(super) struct Headings<'m> {
    list: Vec<(TableIndex, Domain, &'m str)>,
}

impl<'m> Headings<'m> {
    /// Lists them as the maps name them.
    pub(super) fn of(mapping: &'m Mapping) -> Self {
        let mut list = Vec::new();
        for map in &mapping.maps {
            for entry in &map.columns {
                list.extend(read(mapping, map, entry));
            }
        }
        let mut known: Vec<(TableIndex, Domain, &str)> = Vec::new();
        list.retain(|heading| {
            let is_new = !known.contains(heading);
            known.push(*heading);
            is_new
        });
        Self { list }
    }

    /// Returns the next heading of a table that holds values of the same type.
    pub(super) fn next(&self, table: TableIndex, domain: Domain, heading: &str) -> Option<&'m str> {
        let alike = || self.list.iter().filter(|entry| entry.0 == table && entry.1 == domain).map(|entry| entry.2);
        let after = alike().skip_while(|known| *known != heading).skip(1);
        after.chain(alike()).find(|known| *known != heading)
    }
}

fn read<'m>(
    mapping: &'m Mapping,
    map: &'m Map,
    entry: &'m ColumnMap,
) -> impl Iterator<Item = (TableIndex, Domain, &'m str)> {
    let domain = map.to.columns[entry.target].domain;
    let name = |table: TableIndex, column: usize| mapping.delivery.tables[table].columns[column].as_str();
    entry.operation.reads().into_iter().filter_map(move |read| match read.from {
        Draw::Column(column) => Some((map.from, domain, name(map.from, column))),
        Draw::Lookup(lookup) => Some((lookup.table, domain, name(lookup.table, lookup.column))),
        _ => None,
    })
}

/// Returns another value that a target column can hold, in the notation of the target.
pub(super) fn another(column: &Column, value: &str) -> Option<String> {
    let table = column.references.and_then(|(name, _)| catalog::table(name));
    if let Some(table) = table.filter(|table| table.filled == Filled::Reference) {
        return next(table.rows.iter().map(|row| row.code), value);
    }
    match column.domain {
        Domain::Code(list) => next(list.iter().map(|code| code.code), value),
        Domain::Flag | Domain::SecretFlag => Some(if matches!(value, "1" | "true") { "0" } else { "1" }.to_owned()),
        Domain::Text if !value.is_empty() => Some(format!("{value}x")),
        Domain::Municipality => {
            catalog::table("gemeente").and_then(|table| next(table.rows.iter().map(|row| row.code), value))
        }
        _ => None,
    }
}

fn next<'c>(codes: impl Iterator<Item = &'c str> + Clone, value: &str) -> Option<String> {
    let after = codes.clone().skip_while(|code| *code != value).skip(1);
    after.chain(codes).find(|code| *code != value).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::sample::Sample;

    #[test]
    fn a_heading_is_mistaken_for_the_next_one_of_its_type() {
        let mapping = Sample::new().mapping();
        let headings = Headings::of(&mapping);
        let dossiers = mapping.delivery.tables.iter().position(|table| table.name == "dossiers").expect("a table");
        let table = [
            (Domain::Date, "Van", Some("Tot")),
            (Domain::Date, "Tot", Some("Van")),
            (Domain::Text, "Dossier", Some("Client")),
            (Domain::Text, "Partner", Some("Dossier")),
            (Domain::Flag, "Stop", None),
            (Domain::Money, "Bedrag", None),
        ];
        for (domain, heading, expected) in table {
            assert_eq!(headings.next(dossiers, domain, heading), expected, "{heading}");
        }
    }

    #[test]
    fn a_value_is_mistaken_for_another_that_fits() {
        let table = [
            ("huishoudlid", "rol", "aanvrager", Some("partner")),
            ("huishoudlid", "rol", "kostendeler", Some("aanvrager")),
            ("huishoudlid", "rol", "", Some("aanvrager")),
            ("persoon", "indicatie_geheim", "1", Some("0")),
            ("betaalkalender", "dienst", "proef", Some("proefx")),
            ("inkomensvoorziening", "ingangsdatum", "2020-01-01", None),
        ];
        for (name, column, value, expected) in table {
            let (_, column) = catalog::table(name).and_then(|table| table.column(column)).expect("a column");
            assert_eq!(another(column, value).as_deref(), expected, "{}: {value}", column.name);
        }
        let (_, place) =
            catalog::table("inkomensvoorziening").and_then(|table| table.column("gemeentecode")).expect("a column");
        assert!(another(place, "0301").is_some_and(|other| other != "0301"));
    }
}
