//! Tables of targets read while other work is done.
//!
//! Tables of a large target are read by connections of their own, on other threads. A small one, or one that has changes
//! which its file does not hold yet, is read first, by the connection that is open.

use rusqlite::Connection;

use super::records::Records;
use crate::catalog::Table;
use crate::source::Cancel;
use crate::store::error::StoreError;
use crate::store::target::Target;

/// What was read of one table of a target.
pub struct Read<'a, T> {
    /// The target's name.
    pub target: &'a str,
    /// The table.
    pub table: &'static str,
    /// What was read.
    pub found: T,
}

/// Reads some tables of some targets while other work is done, and returns what came of both.
///
/// # Errors
/// Fails where a target cannot be read, or the other work fails.
pub fn read_beside<'a, T, R, E>(
    targets: impl Iterator<Item = &'a Target>,
    tables: impl Fn(&'a Target) -> Vec<&'static Table>,
    read: impl Fn(&Connection, Records<'_>) -> Result<T, StoreError> + Sync,
    work: impl FnOnce() -> Result<R, E>,
) -> Result<(Vec<Read<'a, T>>, R), E>
where
    T: Send,
    E: From<StoreError>,
{
    let mut wanted = Vec::new();
    for target in targets {
        let is_beside = Records::share(target)?;
        for table in tables(target) {
            let records = Records::of(target, table);
            let found = if is_beside { None } else { Some(read(&target.connection, records)) };
            wanted.push((target.name.as_str(), records, found));
        }
    }
    let given_up = Cancel::default();
    let done = rayon::in_place_scope(|scope| {
        for (_, records, found) in wanted.iter_mut().filter(|(_, _, found)| found.is_none()) {
            let (given_up, read) = (&given_up, &read);
            scope.spawn(move |_| {
                let connection = records.open_beside(given_up);
                *found = Some(connection.and_then(|connection| read(&connection, *records)));
            });
        }
        let done = work();
        if done.is_err() {
            given_up.request();
        }
        done
    })?;
    let read = wanted.into_iter().filter_map(|(target, records, found)| Some((target, records.table.name, found?)));
    let read = read.map(|(target, table, found)| Ok(Read { target, table, found: found? }));
    Ok((read.collect::<Result<_, StoreError>>()?, done))
}

/// Counts the rows of a table that refer to a row which is not there.
///
/// # Errors
/// Fails where SQLite does.
pub fn dangling(connection: &Connection, records: Records<'_>) -> Result<u64, StoreError> {
    let error = records.error("checking references");
    let sql = format!("PRAGMA foreign_key_check({})", records.table.name);
    let mut statement = connection.prepare(&sql).map_err(&error)?;
    let mut rows = statement.query([]).map_err(&error)?;
    let mut dangling = 0;
    while rows.next().map_err(&error)?.is_some() {
        dangling += 1;
    }
    Ok(dangling)
}
