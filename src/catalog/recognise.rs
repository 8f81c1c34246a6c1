//! How a row that is brought into a municipal database is recognised as one that may stand there already.
//!
//! Where a table has a natural key, by that. A table without one is recognised by what its rows belong to, all rows of
//! one owner together. Deliberately absent: what is done with rows that differ.

use super::model::{Column, Filled, Table};
use super::shape::Shape;
use super::tables;

/// Returns the columns that tell which rows of a table are about the same thing; none where every delivery brings its
/// own.
#[must_use]
pub fn recognised_by(shape: &Shape, table: &'static Table) -> Option<Vec<&'static str>> {
    if table.name == "levering" {
        return None;
    }
    let columns: Vec<&'static Column> = shape.columns(table).iter().map(|place| &table.columns[*place]).collect();
    let has = |name: &str| columns.iter().any(|column| column.name == name);
    if let Some(key) = table.unique.iter().find(|key| key.iter().all(|name| has(name))) {
        return Some(key.to_vec());
    }
    let found = columns.iter().find(|column| is_stand_in(table, column));
    let found = found.or_else(|| columns.iter().find(|column| column.references.is_some()));
    if let Some(column) = found {
        return Some(vec![column.name]);
    }
    let demanded = columns.iter().any(|column| column.required);
    Some(columns.iter().filter(|column| column.required || !demanded).map(|column| column.name).collect())
}

/// Returns the column by which the rows of a table belong to a case, where both stand in a destination.
#[must_use]
pub fn case_column(shape: &Shape, table: &'static Table) -> Option<&'static str> {
    let columns = shape.columns(table);
    let refers = |column: &&Column| column.references == Some(("inkomensvoorziening", "dossiernummer"));
    let found = columns.iter().map(|place| &table.columns[*place]).find(refers)?;
    shape.reference(found).map(|_| found.name)
}

/// Tells whether a column takes the place of another table's natural key.
fn is_stand_in(table: &Table, column: &Column) -> bool {
    let mut all = tables().iter().flat_map(|other| other.columns);
    all.any(|other| other.stand_in == Some((table.name, column.name)))
}

/// Returns the tables of a destination whose rows come with a run, those that are referred to first.
pub fn brought(shape: &Shape) -> impl Iterator<Item = &'static Table> {
    shape.tables().filter(|table| table.filled != Filled::Reference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::shape::tests::{partner, the};

    #[test]
    fn rows_are_recognised_by_their_key_or_else_by_their_owner() {
        let municipality = Shape::municipality();
        let persons = Shape::partner(&[the("persoon"), the("client")], &[(the("persoon"), 0)]);
        let table: [(&Shape, &str, Option<&[&str]>); 9] = [
            (&municipality, "persoon", Some(&["bsn"])),
            (&municipality, "begunstigde", Some(&["inkomensvoorziening", "volgnummer", "van"])),
            (&municipality, "gemeente", Some(&["code"])),
            (&municipality, "component", Some(&["inkomensvoorziening"])),
            (&municipality, "betaalopdracht", Some(&["inkomensvoorziening"])),
            (&municipality, "levering", None),
            (&partner(), "persoon", Some(&["clientnummer"])),
            (&partner(), "reintegratievoorziening", Some(&["trajectnummer"])),
            (&persons, "persoon", Some(&["clientnummer"])),
        ];
        for (shape, name, expected) in table {
            assert_eq!(recognised_by(shape, the(name)).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn every_table_of_a_municipality_has_a_key_or_an_owner() {
        let shape = Shape::municipality();
        for table in brought(&shape).filter(|table| table.name != "levering") {
            let by = recognised_by(&shape, table).expect("a way to recognise its rows");
            assert!(by.len() < table.columns.len() || !table.unique.is_empty(), "{}", table.name);
            assert!(table.unique.len() <= 1, "{} has one natural key at most", table.name);
        }
    }

    #[test]
    fn the_rows_of_a_case_are_known() {
        let municipality = Shape::municipality();
        let of = |name| case_column(&municipality, the(name));
        assert_eq!(
            [of("betaling"), of("component"), of("persoon")],
            [Some("inkomensvoorziening"), Some("inkomensvoorziening"), None]
        );
        let alone = Shape::partner(&[the("component")], &[]);
        assert_eq!(case_column(&alone, the("component")), None);
    }
}
