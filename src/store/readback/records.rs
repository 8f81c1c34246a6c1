//! The records of one table of a target, for whoever reads them all.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, Row};

use crate::catalog::{Shape, Table};
use crate::convert::digest::RecordDigest;
use crate::source::Cancel;
use crate::store::database::{open_database, stop_when_asked};
use crate::store::error::StoreError;
use crate::store::target::{Target, digest_of_row, select_all};

/// From how many bytes a file is read sooner by several connections than by the one that is open.
const LARGE: u64 = 8 << 20;

/// The records of one table of a target.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// The table.
    pub table: &'static Table,
    shape: &'a Shape,
    path: &'a Path,
}

impl<'a> Records<'a> {
    /// Takes those of a target's table.
    #[must_use]
    pub fn of(target: &'a Target, table: &'static Table) -> Self {
        Self { table, shape: &target.shape, path: &target.path }
    }

    /// Lets others read a target's file, where it is large and holds all that its connection sees. Tells whether.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn share(target: &Target) -> Result<bool, StoreError> {
        let bytes = fs::metadata(&target.path).map_or(0, |file| file.len());
        if bytes < LARGE || !target.connection.is_autocommit() {
            return Ok(false);
        }
        // Whoever fills a file keeps it for itself until it next reads it, and needs no more memory for it than others.
        let sql = "PRAGMA locking_mode = NORMAL; PRAGMA cache_size = -16384; SELECT count(*) FROM sqlite_schema";
        target.connection.execute_batch(sql).map_err(target.error("opening to others"))?;
        Ok(true)
    }

    /// Opens the file once more; whatever is read ends soon after someone asked to stop.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn open_beside(&self, cancel: &Cancel) -> Result<Connection, StoreError> {
        let mut connection = open_database(self.path)?;
        let cache = connection.execute_batch("PRAGMA cache_size = -16384");
        cache.and_then(|()| stop_when_asked(&mut connection, cancel)).map_err(self.error("opening"))?;
        Ok(connection)
    }

    /// Says of which target it was that something went wrong.
    pub(super) fn error(&self, doing: &'static str) -> impl Fn(rusqlite::Error) -> StoreError + Clone + use<> {
        StoreError::sqlite(self.path, doing)
    }

    /// Returns where a column stands among the values of a record; the key stands first.
    #[must_use]
    pub fn place(&self, column: &str) -> usize {
        let columns = self.shape.columns(self.table);
        columns.iter().position(|place| self.table.columns[*place].name == column).map_or(0, |place| place + 1)
    }
}

/// Digests the records that stand in a table, and hands each of them over.
///
/// # Errors
/// Fails where SQLite does.
pub fn stored_digest(
    connection: &Connection,
    records: Records<'_>,
    mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<RecordDigest, StoreError> {
    let error = records.error("digesting records");
    let mut statement = connection.prepare(&select_all(records.table, records.shape, "1")).map_err(&error)?;
    let mut rows = statement.query([]).map_err(&error)?;
    let mut digest = RecordDigest::default();
    while let Some(row) = rows.next().map_err(&error)? {
        digest.add(digest_of_row(row).map_err(&error)?);
        take(row).map_err(&error)?;
    }
    Ok(digest)
}
