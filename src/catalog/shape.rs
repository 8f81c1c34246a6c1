//! Which tables and columns a destination has.
//!
//! A municipality has everything. A partner has the tables it is allowed and nothing else: no code lists, no list of
//! files, no columns that were kept from it.

use super::model::{Column, Table};
use super::{publication_tables, table, tables};

/// The tables and columns of one destination, in the catalogue's order.
#[derive(Clone, Debug)]
pub struct Shape {
    tables: Vec<(&'static Table, Vec<usize>)>,
}

impl Shape {
    /// Returns the whole target.
    #[must_use]
    pub fn municipality() -> Self {
        Self { tables: tables().iter().map(|table| (*table, (0..table.columns.len()).collect())).collect() }
    }

    /// Returns named tables without some columns, given as table and place in its columns.
    #[must_use]
    pub fn partner(allowed: &[&'static Table], without: &[(&'static Table, usize)]) -> Self {
        let is_kept = |table: &Table, place: usize| {
            !without.iter().any(|(other, dropped)| other.name == table.name && *dropped == place)
        };
        let tables = tables()
            .iter()
            .filter(|table| allowed.iter().any(|other| other.name == table.name))
            .map(|table| (*table, (0..table.columns.len()).filter(|place| is_kept(table, *place)).collect()))
            .collect();
        Self { tables }
    }

    /// Adds the tables of a municipal database, which say what was published into it.
    #[must_use]
    pub fn with_publications(mut self) -> Self {
        let all = |table: &'static Table| (table, (0..table.columns.len()).collect());
        self.tables.extend(publication_tables().iter().copied().map(all));
        self
    }

    /// Returns the tables.
    pub fn tables(&self) -> impl Iterator<Item = &'static Table> {
        self.tables.iter().map(|(table, _)| *table)
    }

    /// Tells whether the destination has a table.
    #[must_use]
    pub fn has(&self, table: &Table) -> bool {
        self.tables().any(|other| other.name == table.name)
    }

    /// Returns the places of the columns that a table has here, in order; none where the table is absent.
    #[must_use]
    pub fn columns(&self, table: &Table) -> Vec<usize> {
        let found = self.tables.iter().find(|(other, _)| other.name == table.name);
        found.map(|(_, columns)| columns.clone()).unwrap_or_default()
    }

    /// Returns where a column's reference goes here: to the column that it names, to that column's stand-in, or
    /// nowhere.
    #[must_use]
    pub fn reference(&self, column: &Column) -> Option<(&'static Table, &'static Column)> {
        let (parent, key) = named(column.references?)?;
        if self.has_column(parent, key) {
            return Some((parent, key));
        }
        named(key.stand_in?).filter(|(parent, key)| self.has_column(parent, key))
    }

    /// Tells whether a table is here with a column.
    pub(super) fn has_column(&self, table: &Table, column: &Column) -> bool {
        self.columns(table).iter().any(|place| table.columns[*place].name == column.name)
    }
}

/// Finds a table and column by their names.
fn named((parent, key): (&str, &str)) -> Option<(&'static Table, &'static Column)> {
    let parent = table(parent)?;
    let (_, column) = parent.column(key)?;
    Some((parent, column))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Finds a table that the catalogue has.
    pub(in crate::catalog) fn the(name: &str) -> &'static Table {
        table(name).expect("the catalogue has the table")
    }

    /// Persons and programmes, without the burgerservicenummer.
    pub(in crate::catalog) fn partner() -> Shape {
        let persoon = the("persoon");
        let (bsn, _) = persoon.column("bsn").expect("a person has a bsn");
        Shape::partner(&[the("reintegratievoorziening"), persoon], &[(persoon, bsn)])
    }

    #[test]
    fn a_municipality_has_everything() {
        let shape = Shape::municipality();
        assert_eq!(shape.tables().count(), tables().len());
        for table in tables() {
            assert_eq!(shape.columns(table).len(), table.columns.len(), "{}", table.name);
        }
    }

    #[test]
    fn a_partner_has_what_it_is_allowed_in_the_catalogue_s_order() {
        let shape = partner();
        let names: Vec<&str> = shape.tables().map(|table| table.name).collect();
        assert_eq!(names, ["persoon", "reintegratievoorziening"]);
        assert_eq!(shape.columns(the("persoon")).first(), Some(&1));
        assert!(shape.columns(the("client")).is_empty());
    }

    #[test]
    fn a_reference_to_a_table_that_is_absent_goes_to_the_stand_in() {
        let (_, client) = the("reintegratievoorziening").column("client").expect("a programme has a client");
        let goes_to = |shape: &Shape| shape.reference(client).map(|(table, column)| (table.name, column.name));
        assert_eq!(goes_to(&Shape::municipality()), Some(("client", "clientnummer")));
        assert_eq!(goes_to(&partner()), Some(("persoon", "clientnummer")));
        assert_eq!(goes_to(&Shape::partner(&[the("reintegratievoorziening")], &[])), None);
    }
}
