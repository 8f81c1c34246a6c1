//! The tables of a municipal database, and whether a database has them and nothing else.
//!
//! Views say nothing new, so whoever wants may add some. Tables, indexes and triggers are all ours or the database is
//! not.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::catalog::{Shape, ddl};

/// Returns the statements that make an empty municipal database for a destination.
pub(super) fn statements(shape: &Shape) -> String {
    let whole = shape.clone().with_publications();
    let mut sql = ddl::create_tables(&whole);
    for index in ddl::create_indexes(&whole) {
        sql.push_str(&index.sql);
    }
    for index in ddl::create_lookups(&whole) {
        sql.push_str(&index);
    }
    sql.push_str(&ddl::insert_reference_rows(shape));
    sql.push_str(&ddl::create_views(shape));
    sql
}

/// Tells in what a municipal database differs from what this version makes; nothing where it does not.
pub(super) fn difference(database: &Connection, shape: &Shape) -> rusqlite::Result<Option<String>> {
    let made = Connection::open_in_memory()?;
    made.execute_batch(&statements(shape))?;
    let everything = "SELECT type, name, sql FROM sqlite_schema WHERE type <> 'view'";
    Ok(compare(&entries(database, everything)?, &entries(&made, everything)?))
}

/// Tells in what the tables of a run's target, attached as `run`, differ from what this version makes.
pub(super) fn difference_of_run(database: &Connection, shape: &Shape) -> rusqlite::Result<Option<String>> {
    let made = Connection::open_in_memory()?;
    made.execute_batch(&ddl::create_tables(shape))?;
    let tables = |schema| format!("SELECT type, name, sql FROM {schema}.sqlite_schema WHERE type = 'table'");
    Ok(compare(&entries(database, &tables("run"))?, &entries(&made, &tables("main"))?))
}

type Entries = BTreeMap<(String, String), Option<String>>;

fn entries(database: &Connection, sql: &str) -> rusqlite::Result<Entries> {
    let mut statement = database.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    rows.collect()
}

fn compare(found: &Entries, made: &Entries) -> Option<String> {
    let absent = made.keys().find(|key| !found.contains_key(*key));
    let foreign = found.keys().find(|key| !made.contains_key(*key));
    let other = made.iter().find(|(key, sql)| found.get(*key) != Some(*sql)).map(|(key, _)| key);
    let told = |what: &str, key: Option<&(String, String)>| key.map(|(kind, name)| format!("{what} {kind} {name}"));
    told("it has no", absent)
        .or_else(|| told("it has a foreign", foreign))
        .or_else(|| told("it has another form of the", other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_made_otherwise_is_told_apart() {
        let table = [
            ("", None),
            ("CREATE VIEW mijn AS SELECT 1 AS een", None),
            ("CREATE TABLE extra (x)", Some("it has a foreign table extra")),
            ("CREATE INDEX i ON persoon (straat)", Some("it has a foreign index i")),
            ("DROP INDEX persoon_bsn", Some("it has no index persoon_bsn")),
            ("ALTER TABLE persoon ADD COLUMN extra TEXT", Some("it has another form of the table persoon")),
            (
                "CREATE TRIGGER t AFTER INSERT ON betaalopdracht BEGIN DELETE FROM betaalopdracht; END",
                Some("it has a foreign trigger t"),
            ),
        ];
        let shape = Shape::municipality();
        for (change, expected) in table {
            let database = Connection::open_in_memory().expect("a database in memory");
            database.execute_batch(&statements(&shape)).expect("the tables are made");
            database.execute_batch(change).expect("a change");
            assert_eq!(difference(&database, &shape).expect("an answer").as_deref(), expected, "{change}");
        }
    }
}
