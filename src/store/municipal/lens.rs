//! One publication, seen as if it were the run's own target.
//!
//! Temporary views, named like the tables, lie over an untouched database: a name without its schema finds them first,
//! so every question that is asked of a run's target is asked of the publication in the same words. They pick its own
//! rows and those that stood there already, under the keys that they have in the run. Where rows stood there already the
//! view is kept as a temporary table with its indexes, so that it is read as fast.

use std::path::Path;

use rusqlite::{Connection, params};

use super::bring::{names, shift};
use super::publication::Publication;
use crate::catalog::recognise::brought;
use crate::catalog::{Filled, Shape, Table, ddl};
use crate::source::Cancel;
use crate::store::database::{open_database, stop_when_asked};
use crate::store::{StoreError, Target};

/// Opens a municipal database for reading, and shows one publication in it as the target of a destination.
///
/// # Errors
/// Fails where it cannot be read.
pub fn look_at(
    path: &Path,
    publication: &Publication,
    destination: &Target,
    cancel: &Cancel,
) -> Result<Target, StoreError> {
    let error = StoreError::sqlite(path, "looking at a publication");
    let mut connection = open_database(path)?;
    stop_when_asked(&mut connection, cancel).map_err(&error)?;
    for table in brought(&destination.shape) {
        show(&connection, &destination.shape, table, publication).map_err(&error)?;
    }
    Ok(Target {
        destination: destination.destination,
        name: destination.name.clone(),
        partner_of: destination.partner_of,
        shape: destination.shape.clone().with_publications(),
        path: path.to_owned(),
        connection,
    })
}

fn show(
    database: &Connection,
    shape: &Shape,
    table: &'static Table,
    publication: &Publication,
) -> rusqlite::Result<()> {
    let name = table.name;
    let stood: bool = database.query_row(
        "SELECT EXISTS (SELECT 1 FROM main.publicatie_gelijk WHERE publicatie = ?1 AND tabel = ?2)",
        params![publication.number, name],
        |row| row.get(0),
    )?;
    let (own, columns) = (own_rows(shape, table, publication), names(shape, table));
    if !stood {
        return database.execute_batch(&format!("CREATE TEMP VIEW {name} AS {own}"));
    }
    let theirs: Vec<String> = columns.iter().map(|column| format!("t.{column}")).collect();
    database.execute_batch(&format!(
        "CREATE TEMP TABLE {name} (id INTEGER PRIMARY KEY, {columns});
         INSERT INTO temp.{name} {own};
         INSERT INTO temp.{name} SELECT g.rij_run, {theirs} FROM main.publicatie_gelijk g JOIN main.{name} t
           ON t.id = g.rij WHERE g.publicatie = {number} AND g.tabel = '{name}';",
        columns = columns.join(", "),
        theirs = theirs.join(", "),
        number = publication.number,
    ))?;
    let on_table = format!(" ON {name} (");
    let keys = ddl::create_indexes(shape).into_iter().map(|index| index.sql);
    for sql in keys.chain(ddl::create_lookups(shape)).filter(|sql| sql.contains(&on_table)) {
        database.execute_batch(&sql.replacen("INDEX ", "INDEX temp.", 1))?;
    }
    Ok(())
}

/// Returns the statement that lists the rows that a publication brought, under the keys that they have in the run.
fn own_rows(shape: &Shape, table: &'static Table, publication: &Publication) -> String {
    let shift = shift(table, publication);
    let (first, after) = match (table.name, table.filled) {
        ("levering", _) => (publication.first, publication.last + 1),
        (_, Filled::Computed) => (shift, shift + (1 << 40)),
        _ => publication.keys(),
    };
    let key = if shift == 0 { "id".to_owned() } else { format!("id - {shift} AS id") };
    let columns: Vec<String> = names(shape, table)
        .into_iter()
        .map(|column| match (table.name, column) {
            ("levering", "nummer") => format!("nummer - {} AS nummer", publication.offset()),
            _ => column.to_owned(),
        })
        .collect();
    format!("SELECT {key}, {} FROM main.{} WHERE id >= {first} AND id < {after}", columns.join(", "), table.name)
}
