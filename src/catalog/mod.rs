//! The catalogue of the municipal target: the single truth about its tables and columns.
//!
//! Owns the tables, their code lists, the DDL for a destination and the documentation. Whoever needs a list of
//! columns asks here; nothing repeats one. Deliberately absent: rows, and anything about how a service delivers.

pub mod codes;
mod column;
pub mod ddl;
pub mod docs;
pub mod model;
pub mod recognise;
pub mod shape;
pub mod tables;
pub mod views;

pub use model::{CodeValue, Column, Domain, Filled, Table};
pub use shape::Shape;

use tables::{besluit, betaling, inkomen, levering, persoon, publicatie, reference, schuld, voorziening, werk};

/// Every table, those that are referred to before those that refer.
static TABLES: &[&Table] = &[
    &reference::GEMEENTE,
    &reference::COMPONENTSOORT,
    &persoon::PERSOON,
    &persoon::CLIENT,
    &inkomen::INKOMENSVOORZIENING,
    &inkomen::HUISHOUDLID,
    &besluit::BESCHIKKING,
    &besluit::VERPLICHTING,
    &inkomen::COMPONENT,
    &betaling::BEGUNSTIGDE,
    &betaling::BETAALKALENDER,
    &betaling::BETALING,
    &betaling::BETAALOPDRACHT,
    &betaling::VAKANTIEGELD_RESERVERING,
    &schuld::VORDERING,
    &schuld::AFLOSSINGSAFSPRAAK,
    &schuld::BESLAG,
    &besluit::MAATREGEL,
    &besluit::BOETE,
    &inkomen::INKOMSTEN,
    &werk::REINTEGRATIEVOORZIENING,
    &voorziening::WMO_VOORZIENING,
    &voorziening::MINIMAREGELING,
    &voorziening::AANMELDING,
    &voorziening::VERZUIMMELDING,
    &voorziening::INBURGERINGSTRAJECT,
    &voorziening::SCHULDHULPTRAJECT,
    &levering::LEVERING,
];

/// The tables that a municipal database has besides.
static PUBLICATION_TABLES: &[&Table] = &[&publicatie::PUBLICATIE, &publicatie::PUBLICATIE_GELIJK];

/// Returns every table, those that are referred to before those that refer.
#[must_use]
pub fn tables() -> &'static [&'static Table] {
    TABLES
}

/// Returns the tables that a municipal database has besides: what was published into it.
#[must_use]
pub fn publication_tables() -> &'static [&'static Table] {
    PUBLICATION_TABLES
}

/// Finds a table by name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    tables().iter().copied().find(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every column with its full name.
    fn columns() -> impl Iterator<Item = (&'static Table, &'static Column, String)> {
        tables().iter().flat_map(|table| {
            table.columns.iter().map(move |column| (*table, column, format!("{}.{}", table.name, column.name)))
        })
    }

    #[test]
    fn names_are_unique_and_never_id() {
        let names: BTreeSet<&str> = tables().iter().map(|table| table.name).collect();
        assert_eq!(names.len(), tables().len());
        let full: BTreeSet<String> = columns().map(|(_, _, full)| full).collect();
        assert_eq!(full.len(), columns().count());
        assert!(columns().all(|(_, column, _)| column.name != "id"));
    }

    #[test]
    fn everything_is_described_in_one_sentence_in_both_languages() {
        let is_sentence = |text: &str| text.ends_with('.') && text.starts_with(char::is_uppercase);
        for table in tables() {
            assert!(is_sentence(table.english) && is_sentence(table.dutch), "{}", table.name);
        }
        for (_, column, full) in columns() {
            assert!(is_sentence(column.english) && is_sentence(column.dutch), "{full}");
        }
    }

    #[test]
    fn a_reference_goes_to_an_earlier_table_by_its_natural_key_and_in_the_same_type() {
        for (place, table) in tables().iter().enumerate() {
            for column in table.columns {
                let Some((parent, key)) = column.references else { continue };
                let earlier = tables()[..place].iter().find(|other| other.name == parent);
                let parent = earlier.unwrap_or_else(|| panic!("{}.{} refers ahead", table.name, column.name));
                assert!(parent.unique.contains(&[key].as_slice()), "{}.{}", table.name, column.name);
                let (_, key) = parent.column(key).expect("a natural key is made of columns");
                assert_eq!(column.domain, key.domain, "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn a_stand_in_is_a_column_of_the_same_type_in_an_earlier_table() {
        for (_, column, full) in columns() {
            let Some((parent, key)) = column.stand_in else { continue };
            let (_, key) = table(parent).and_then(|parent| parent.column(key)).expect("the stand-in exists");
            assert_eq!((column.domain, true), (key.domain, key.required), "{full}");
        }
    }

    #[test]
    fn natural_keys_are_required_and_critical() {
        for table in tables() {
            for name in table.unique.iter().copied().flatten() {
                let (_, column) = table.column(name).expect("a natural key is made of columns");
                assert!(column.required && column.critical, "{}.{name}", table.name);
            }
        }
    }

    #[test]
    fn codes_are_unique_in_their_list() {
        for (_, column, full) in columns() {
            let Domain::Code(codes) = column.domain else { continue };
            let unique: BTreeSet<&str> = codes.iter().map(|code| code.code).collect();
            assert_eq!(unique.len(), codes.len(), "{full}");
        }
    }

    #[test]
    fn money_is_named_in_cents_and_critical() {
        for (_, column, full) in columns() {
            assert_eq!(column.domain == Domain::Money, column.name.ends_with("_cent"), "{full}");
            assert!(column.domain != Domain::Money || column.critical, "{full}");
        }
    }

    #[test]
    fn reference_tables_and_no_others_have_rows() {
        for table in tables() {
            assert_eq!(table.filled == Filled::Reference, !table.rows.is_empty(), "{}", table.name);
            assert!(table.rows.is_empty() || table.columns.len() == 2, "{}", table.name);
        }
    }

    #[test]
    fn what_decides_who_is_paid_what_and_when_is_critical() {
        let critical = |name: &str| -> Vec<&str> {
            let table = table(name).expect("the catalogue has the table");
            table.columns.iter().filter(|column| column.critical).map(|column| column.name).collect()
        };
        let not_critical = |name: &str| -> Vec<&str> {
            let table = table(name).expect("the catalogue has the table");
            table.columns.iter().filter(|column| !column.critical).map(|column| column.name).collect()
        };
        assert!(columns().all(|(_, column, _)| column.references.is_none() || column.critical));
        assert_eq!(critical("persoon"), ["bsn", "clientnummer"]);
        assert_eq!(
            critical("inkomensvoorziening"),
            ["dossiernummer", "client", "regeling", "ingangsdatum", "einddatum", "geblokkeerd", "gemeentecode"]
        );
        assert_eq!(not_critical("component"), ["omschrijving", "per"]);
        assert_eq!(not_critical("begunstigde"), ["naam"]);
        assert_eq!(not_critical("betaling"), ["tenaamstelling", "omschrijving"]);
        assert_eq!(not_critical("beschikking"), ["datum", "artikel"]);
        assert!(not_critical("betaalkalender").is_empty());
        assert!(not_critical("betaalopdracht").is_empty());
        assert_eq!(not_critical("vakantiegeld_reservering"), ["opgebouwd_tot"]);
    }
}
