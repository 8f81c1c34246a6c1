//! The next state of a municipal database, which nobody sees before it holds together.
//!
//! Everything is one transaction. Nothing protects it against a crash: what was not finished is thrown away.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::bring::{self, Brought};
use super::compare::{self, Comparison};
use super::conflict::Conflicts;
use super::error::MunicipalError;
use super::held::text;
use super::publication::{self, Publication};
use super::schema;
use crate::catalog::Shape;
use crate::domain::FileId;
use crate::source::Cancel;
use crate::store::database::{create_database, open_for_filling, synchronise};
use crate::store::{StoreError, Target};

/// A municipal database that is being written to.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    shape: Shape,
    connection: Connection,
}

impl Draft {
    /// Makes an empty municipal database for a destination, that only its owner can read.
    ///
    /// # Errors
    /// Fails where the file cannot be made.
    pub fn create(path: &Path, shape: &Shape, cancel: &Cancel) -> Result<Self, StoreError> {
        let connection = create_database(path, cancel)?;
        connection.execute_batch(&schema::statements(shape)).map_err(StoreError::sqlite(path, "making tables"))?;
        Ok(Self { path: path.to_owned(), shape: shape.clone(), connection })
    }

    /// Opens a copy of a municipal database.
    ///
    /// # Errors
    /// Fails where it cannot be opened.
    pub fn open(path: &Path, shape: &Shape, cancel: &Cancel) -> Result<Self, StoreError> {
        let connection = open_for_filling(path, cancel)?;
        Ok(Self { path: path.to_owned(), shape: shape.clone(), connection })
    }

    /// Begins the transaction, with the target of a run at hand.
    ///
    /// # Errors
    /// Refuses a run whose target has other tables than this version makes.
    pub fn begin(&self, run: &Target) -> Result<(), MunicipalError> {
        let error = self.error("taking up the run");
        self.connection.execute("ATTACH DATABASE ?1 AS run", [text(&run.path)?]).map_err(&error)?;
        if let Some(difference) = schema::difference_of_run(&self.connection, &self.shape).map_err(&error)? {
            let reason = format!("another version made this target: {difference}; make the run again");
            return Err(MunicipalError::refused(&run.path, reason));
        }
        self.connection.execute_batch("BEGIN").map_err(&error)?;
        Ok(())
    }

    /// Finds the rows of the run that stand there already and notes them under a publication, and returns those that
    /// stand there otherwise, of every table at most as many as asked, and the number. The run's delivered files are given by number.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn compare(
        &self,
        publication: &Publication,
        files: &BTreeMap<FileId, String>,
        most: u64,
    ) -> Result<Conflicts, StoreError> {
        let comparison = Comparison { database: &self.connection, shape: &self.shape, publication, files };
        compare::compare(&comparison, most).map_err(self.error("comparing rows"))
    }

    /// Brings in what does not stand there yet, notes the publication with its number of rows, and returns the
    /// tables that it has rows in.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn bring(&self, publication: &mut Publication) -> Result<Vec<Brought>, StoreError> {
        let error = self.error("bringing rows in");
        let brought = bring::bring(&self.connection, &self.shape, publication).map_err(&error)?;
        publication.rows = brought.iter().map(|table| table.new).sum();
        publication::insert(&self.connection, publication).map_err(&error)?;
        Ok(brought)
    }

    /// Checks references and pages, ends the transaction and makes the file durable.
    ///
    /// # Errors
    /// Fails where it does not hold together, or SQLite or the file system fails.
    pub fn finish(self) -> Result<(), MunicipalError> {
        let error = self.error("checking the new database");
        let broken = |reason: String| MunicipalError::Broken { path: self.path.clone(), reason };
        let dangling = "SELECT \"table\" || ' ' || coalesce(rowid, '') || ' refers to no ' || \"parent\"
            FROM pragma_foreign_key_check LIMIT 1";
        if let Some(reason) = self.first(dangling).map_err(&error)? {
            return Err(broken(reason));
        }
        self.connection.execute_batch("COMMIT; DETACH DATABASE run").map_err(&error)?;
        match self.first("PRAGMA integrity_check(1)").map_err(&error)? {
            Some(answer) if answer == "ok" => {}
            answer => return Err(broken(answer.unwrap_or_default())),
        }
        self.connection.close().map_err(|(_, failed)| error(failed))?;
        Ok(synchronise(&self.path)?)
    }

    fn first(&self, sql: &str) -> rusqlite::Result<Option<String>> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        rows.next()?.map(|row| row.get(0)).transpose()
    }

    fn error(&self, doing: &'static str) -> impl Fn(rusqlite::Error) -> StoreError + Clone + use<> {
        StoreError::sqlite(&self.path, doing)
    }
}
