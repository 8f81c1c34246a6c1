//! The target's tables, indexes and views as SQL.
//!
//! Tables come first, then the rows, then the indexes: a unique index that is made over loaded rows is fast, and is
//! also what a foreign key needs on the other side. So with foreign keys on, no row can be written before the indexes
//! stand.
//! Names are plain words of the catalogue; nothing here quotes an identifier.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::model::{CodeValue, Column, Filled, Table};
use super::shape::Shape;
use super::views;

/// A unique index on a natural key.
#[derive(Clone, Debug)]
pub struct Index {
    /// The index's name in the database.
    pub name: String,
    /// The table it is on.
    pub table: &'static Table,
    /// The names of the columns that are unique together.
    pub columns: Vec<&'static str>,
    /// The statement that makes it, with its semicolon.
    pub sql: String,
}

impl Index {
    fn new(table: &'static Table, columns: &[&'static str]) -> Self {
        let name = format!("{}_{}", table.name, columns.join("_"));
        let sql = format!("CREATE UNIQUE INDEX {name} ON {} ({});", table.name, columns.join(", "));
        Self { name, table, columns: columns.to_vec(), sql }
    }
}

/// Returns the statements that make a destination's tables, those that are referred to first.
#[must_use]
pub fn create_tables(shape: &Shape) -> String {
    let statements: Vec<String> = shape.tables().map(|table| create_table(shape, table, true)).collect();
    statements.join("\n")
}

/// Returns the statements that make a destination's tables without any demand on their rows: every column may be
/// empty, and refers to nothing.
#[must_use]
pub fn create_undemanding_tables(shape: &Shape) -> String {
    shape.tables().map(|table| create_table(shape, table, false)).collect()
}

/// Returns the statements that put the code lists into a destination's reference tables.
#[must_use]
pub fn insert_reference_rows(shape: &Shape) -> String {
    let mut sql = String::new();
    for table in shape.tables().filter(|table| !table.rows.is_empty()) {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let rows: Vec<String> =
            reference_rows(table).map(|values| format!("  ({})", values.map(literal).join(", "))).collect();
        let _ = writeln!(sql, "INSERT INTO {} ({}) VALUES\n{};", table.name, columns.join(", "), rows.join(",\n"));
    }
    sql
}

/// Quotes a text for SQL.
#[must_use]
pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Returns the rows of a reference table, in the order of its columns; none for any other table.
pub fn reference_rows(table: &Table) -> impl Iterator<Item = [&'static str; 2]> {
    table.rows.iter().map(|&CodeValue { code, dutch, .. }| [code, dutch])
}

/// Returns a destination's unique indexes: the natural keys of which it has every column, and the stand-ins that
/// references go to.
#[must_use]
pub fn create_indexes(shape: &Shape) -> Vec<Index> {
    let parents: BTreeSet<(&str, &str)> = kept_columns(shape)
        .filter_map(|(_, column)| shape.reference(column))
        .map(|(table, column)| (table.name, column.name))
        .collect();
    let mut indexes = Vec::new();
    for table in shape.tables() {
        let columns = shape.columns(table);
        let has = |name: &str| columns.iter().any(|place| table.columns[*place].name == name);
        indexes.extend(
            table.unique.iter().filter(|key| key.iter().all(|name| has(name))).map(|key| Index::new(table, key)),
        );
        for name in table.columns.iter().map(|column| column.name) {
            if parents.contains(&(table.name, name)) && !table.unique.contains(&[name].as_slice()) {
                indexes.push(Index::new(table, &[name]));
            }
        }
    }
    indexes
}

/// Returns the statements that make a destination's other indexes: on what a table refers to, where others refer to
/// that table. So persons, clients and cases are followed either way without reading all of them; tables that grow
/// with every month have no more indexes than they need.
#[must_use]
pub fn create_lookups(shape: &Shape) -> Vec<String> {
    let referring =
        || kept_columns(shape).filter_map(|(table, column)| Some((table, column, shape.reference(column)?.0)));
    let parents: BTreeSet<&str> = referring().map(|(_, _, parent)| parent.name).collect();
    referring()
        .filter(|(table, _, _)| parents.contains(table.name))
        .map(|(table, column, _)| format!("CREATE INDEX {0}_by_{1} ON {0} ({1});", table.name, column.name))
        .collect()
}

/// Returns the statements that make a destination's views. The first is `herkomst`: for each row that was delivered, the
/// number of its file and its line there, taken out of the row's `id`.
#[must_use]
pub fn create_views(shape: &Shape) -> String {
    let parts: Vec<String> = shape
        .tables()
        .filter(|table| table.filled == Filled::Mapped)
        .map(|table| format!("  SELECT '{0}', id, id >> 40, (id >> 8) & 4294967295 FROM {0}", table.name))
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    let mut sql = format!("CREATE VIEW herkomst (tabel, id, levering, regel) AS\n{};\n", parts.join("\n  UNION ALL\n"));
    for view in views::of(shape) {
        let _ = writeln!(sql, "{}", view.sql);
    }
    sql
}

fn create_table(shape: &Shape, table: &Table, demanding: bool) -> String {
    let mut sql = format!("-- {}\nCREATE TABLE {} (\n  id INTEGER PRIMARY KEY", table.english, table.name);
    for place in shape.columns(table) {
        let column = &table.columns[place];
        let _ = write!(sql, ",\n  {} {}", column.name, column.domain.sqlite_type());
        if demanding && column.required {
            sql.push_str(" NOT NULL");
        }
        if let Some((parent, key)) = shape.reference(column).filter(|_| demanding) {
            let _ = write!(sql, " REFERENCES {} ({})", parent.name, key.name);
        }
    }
    sql.push_str("\n) STRICT;\n");
    sql
}

/// Returns every column that a destination has, with its table.
fn kept_columns(shape: &Shape) -> impl Iterator<Item = (&'static Table, &'static Column)> {
    shape.tables().flat_map(|table| shape.columns(table).into_iter().map(move |place| (table, &table.columns[place])))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::catalog::shape::tests::partner;

    fn database(shape: &Shape) -> Connection {
        let database = Connection::open_in_memory().expect("a database in memory");
        database.pragma_update(None, "foreign_keys", true).expect("foreign keys on");
        database.execute_batch(&create_tables(shape)).expect("the tables are made");
        for index in create_indexes(shape) {
            database.execute_batch(&index.sql).expect("the index is made");
        }
        for sql in create_lookups(shape) {
            database.execute_batch(&sql).expect("the index is made");
        }
        database.execute_batch(&insert_reference_rows(shape)).expect("the code lists are inserted");
        database.execute_batch(&create_views(shape)).expect("the views are made");
        database
    }

    fn texts(database: &Connection, sql: &str) -> Vec<String> {
        let mut statement = database.prepare(sql).expect("a valid question");
        let rows = statement.query_map([], |row| row.get(0)).expect("an answer");
        rows.map(|row| row.expect("a text")).collect()
    }

    #[test]
    fn the_database_has_the_columns_of_the_catalogue() {
        for shape in [Shape::municipality(), partner()] {
            let database = database(&shape);
            for table in shape.tables() {
                let mut expected = vec!["id INTEGER 0 1".to_owned()];
                expected.extend(shape.columns(table).into_iter().map(|place| {
                    let column = &table.columns[place];
                    format!("{} {} {} 0", column.name, column.domain.sqlite_type(), u8::from(column.required))
                }));
                let sql = "SELECT concat_ws(' ', name, type, \"notnull\", pk) FROM pragma_table_info";
                assert_eq!(texts(&database, &format!("{sql}('{}')", table.name)), expected, "{}", table.name);
            }
        }
    }

    #[test]
    fn tables_without_demands_take_an_empty_row_of_anything() {
        let shape = Shape::municipality();
        let database = Connection::open_in_memory().expect("a database in memory");
        database.pragma_update(None, "foreign_keys", true).expect("foreign keys on");
        database.execute_batch(&create_undemanding_tables(&shape)).expect("the tables are made");
        for table in shape.tables() {
            let insert = format!("INSERT INTO {} DEFAULT VALUES", table.name);
            database.execute(&insert, []).unwrap_or_else(|error| panic!("{}: {error}", table.name));
        }
    }

    #[test]
    fn the_database_has_the_foreign_keys_of_the_catalogue() {
        for shape in [Shape::municipality(), partner()] {
            let database = database(&shape);
            for table in shape.tables() {
                let mut expected: Vec<String> = kept_columns(&shape)
                    .filter(|(owner, _)| owner.name == table.name)
                    .filter_map(|(_, column)| Some((column, shape.reference(column)?)))
                    .map(|(column, (parent, key))| format!("{} {} {}", column.name, parent.name, key.name))
                    .collect();
                expected.sort();
                let sql = "SELECT concat_ws(' ', \"from\", \"table\", \"to\") FROM pragma_foreign_key_list";
                let sql = format!("{sql}('{}') ORDER BY 1", table.name);
                assert_eq!(texts(&database, &sql), expected, "{}", table.name);
            }
        }
    }

    #[test]
    fn every_foreign_key_has_a_unique_index_on_the_other_side() {
        for shape in [Shape::municipality(), partner()] {
            let database = database(&shape);
            // A missing index makes SQLite refuse this question with "foreign key mismatch".
            assert!(texts(&database, "SELECT \"table\" FROM pragma_foreign_key_check").is_empty());
            for table in shape.tables() {
                let sql = format!("DELETE FROM {} WHERE id = 0", table.name);
                database.execute(&sql, []).expect("every foreign key finds its parent");
            }
        }
    }

    #[test]
    fn a_partner_gets_no_burgerservicenummer_and_unique_client_numbers() {
        let sql = create_tables(&partner());
        assert!(!sql.contains("bsn"));
        assert!(sql.contains("client TEXT NOT NULL REFERENCES persoon (clientnummer)"));
        let names: Vec<String> = create_indexes(&partner()).into_iter().map(|index| index.name).collect();
        assert_eq!(names, ["persoon_clientnummer", "reintegratievoorziening_trajectnummer"]);
    }

    #[test]
    fn a_second_row_for_a_natural_key_is_refused() {
        let database = database(&partner());
        let insert = "INSERT INTO persoon (clientnummer, indicatie_geheim) VALUES ('100', 0)";
        database.execute(insert, []).expect("the first one is new");
        let error = database.execute(insert, []).expect_err("the second one is not");
        assert!(error.to_string().contains("persoon.clientnummer"), "{error}");
    }

    #[test]
    fn reference_tables_hold_their_code_lists() {
        let database = database(&Shape::municipality());
        assert_eq!(texts(&database, "SELECT naam FROM gemeente WHERE code = '1509'"), ["Oude IJsselstreek"]);
        assert_eq!(texts(&database, "SELECT count(*) || '' FROM componentsoort"), ["9"]);
    }

    #[test]
    fn herkomst_tells_the_file_and_line_of_a_row() {
        let database = database(&partner());
        let id = crate::domain::Origin::new(crate::domain::FileId::new(3), 41).row_key(1);
        let insert = "INSERT INTO persoon (id, clientnummer, indicatie_geheim) VALUES (?1, '100', 0)";
        database.execute(insert, [id]).expect("a person");
        let told = texts(&database, "SELECT concat_ws(' ', tabel, levering, regel) FROM herkomst");
        assert_eq!(told, ["persoon 3 41"]);
    }
}
