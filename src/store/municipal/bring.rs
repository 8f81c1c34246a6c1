//! Rows of a run that come into a municipal database: all that do not stand there yet, under shifted file numbers.

use rusqlite::{Connection, params};

use super::publication::Publication;
use crate::catalog::recognise::brought;
use crate::catalog::{Filled, Shape, Table};

/// What a publication has in one table.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Brought {
    /// The table.
    pub table: &'static str,
    /// Rows that came in.
    pub new: i64,
    /// Rows that stood there already.
    pub same: i64,
}

/// Brings in the rows of every table that are not noted as standing there, and codes that are not listed yet. Returns
/// the tables that have rows in the run, without code lists and the list of files.
pub(super) fn bring(database: &Connection, shape: &Shape, publication: &Publication) -> rusqlite::Result<Vec<Brought>> {
    for table in shape.tables().filter(|table| table.filled == Filled::Reference) {
        let (columns, code) = (names(shape, table).join(", "), table.columns[0].name);
        let sql = format!(
            "INSERT INTO main.{0} ({columns}) SELECT {columns} FROM run.{0} WHERE {code} NOT IN
               (SELECT {code} FROM main.{0}) ORDER BY id",
            table.name
        );
        database.execute(&sql, [])?;
    }
    let mut counts = Vec::new();
    for table in brought(shape) {
        let columns = names(shape, table);
        let values: Vec<String> = columns.iter().map(|column| value(table, column, publication)).collect();
        let sql = format!(
            "INSERT INTO main.{0} (id, {1}) SELECT id + ?1, {2} FROM run.{0} WHERE id NOT IN
               (SELECT rij_run FROM main.publicatie_gelijk WHERE publicatie = ?2 AND tabel = '{0}') ORDER BY id",
            table.name,
            columns.join(", "),
            values.join(", ")
        );
        let new = database.execute(&sql, params![shift(table, publication), publication.number])?;
        let same: i64 = database.query_row(
            "SELECT count(*) FROM main.publicatie_gelijk WHERE publicatie = ?1 AND tabel = ?2",
            params![publication.number, table.name],
            |row| row.get(0),
        )?;
        if table.name != "levering" && (new > 0 || same > 0) {
            counts.push(Brought { table: table.name, new: i64::try_from(new).unwrap_or(i64::MAX), same });
        }
    }
    Ok(counts)
}

/// Returns what is added to the keys of a table's rows.
pub(super) fn shift(table: &Table, publication: &Publication) -> i64 {
    match (table.name, table.filled) {
        ("levering", _) => publication.offset(),
        (_, Filled::Computed) => publication.computed_shift(),
        _ => publication.shift(),
    }
}

/// Returns the names of the columns that a table has in a destination.
pub(super) fn names(shape: &Shape, table: &'static Table) -> Vec<&'static str> {
    shape.columns(table).into_iter().map(|place| table.columns[place].name).collect()
}

/// Returns what goes into a column: what stands in the run, but for the number of a file.
fn value(table: &Table, column: &str, publication: &Publication) -> String {
    match (table.name, column) {
        ("levering", "nummer") => format!("nummer + {}", publication.offset()),
        _ => column.to_owned(),
    }
}
