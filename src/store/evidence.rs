//! The evidence of a run: what became of every row, what was found, promised and decided.
//!
//! Rows that were loaded are not listed again: the key of a target row says where it came from, and what is not
//! loaded, merged or rejected was filtered by the rule that is counted here. Written once, in one transaction.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Params, Statement, params};

use super::database::{create_database, synchronise};
use super::error::StoreError;
use crate::convert::{Fate, FateKey, Place, Rejection, Tally};
use crate::diag::Finding;
use crate::domain::{FileId, Origin};
use crate::source::Cancel;

/// The statements that make the tables of the evidence, and the views that an auditor asks, each with its explanation.
pub const SCHEMA: &str = concat!(include_str!("evidence.sql"), include_str!("evidence_views.sql"));

/// The evidence database, being written.
#[derive(Debug)]
pub struct Evidence {
    path: PathBuf,
    connection: Connection,
}

impl Evidence {
    /// Makes an empty evidence database.
    ///
    /// # Errors
    /// Fails where the file cannot be written.
    pub fn create(path: &Path, cancel: &Cancel) -> Result<Self, StoreError> {
        let connection = create_database(path, cancel)?;
        connection.execute_batch(&format!("BEGIN;\n{SCHEMA}")).map_err(StoreError::sqlite(path, "making tables"))?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(Self { path: path.to_owned(), connection })
    }

    /// Returns the open database, for reading back what was written.
    #[must_use]
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Says that the evidence was doing something when SQLite failed.
    pub fn error(&self, doing: &'static str) -> impl Fn(rusqlite::Error) -> StoreError + Clone + use<> {
        StoreError::sqlite(&self.path, doing)
    }

    /// Writes one row of a table, or takes it back.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn insert(&self, sql: &'static str, values: impl Params) -> Result<(), StoreError> {
        let done = self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(values));
        done.map(|_| ()).map_err(|error| self.error("writing evidence")(error))
    }

    /// Prepares the writing of many rows of a table.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn rows(&self, sql: &'static str) -> Result<EvidenceRows<'_>, StoreError> {
        let statement = self.connection.prepare(sql).map_err(self.error("writing evidence"))?;
        Ok(EvidenceRows { statement, evidence: self })
    }

    /// Writes a named fact about the run.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn fact(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.insert("INSERT INTO run VALUES (?, ?)", [name, value])
    }

    /// Writes a finding.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn finding(&self, finding: &Finding) -> Result<(), StoreError> {
        let (file, line) = places(finding.origin);
        self.insert(
            "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                finding.code.id,
                finding.code.severity.to_string(),
                file,
                line,
                finding.column,
                finding.value,
                finding.subject,
                finding.message
            ],
        )
    }

    /// Writes a rejected row that is at hand.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn rejection(&self, rejection: &Rejection) -> Result<(), StoreError> {
        self.insert(
            "INSERT INTO rejected VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                rejection.origin.file().number(),
                rejection.origin.line(),
                rejection.code.id,
                rejection.column,
                rejection.message,
                rejection.key,
                rejection.case,
                rejection.raw
            ],
        )
    }

    /// Writes that a row added to a person already there.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn merged(&self, origin: Origin, destination: &str, into: Origin) -> Result<(), StoreError> {
        self.insert(
            "INSERT INTO merged VALUES (?, ?, ?, ?, ?)",
            params![origin.file().number(), origin.line(), destination, into.file().number(), into.line()],
        )
    }

    /// Takes back that a row added to a person, since it was rejected after all.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn not_merged(&self, origin: Origin) -> Result<(), StoreError> {
        self.insert("DELETE FROM merged WHERE file = ? AND line = ?", (origin.file().number(), origin.line()))
    }

    /// Writes what became of a file's rows.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn account(&self, file: FileId, tally: &Tally, places: &[String]) -> Result<(), StoreError> {
        for ((fate, FateKey { place, month }), (rows, cents)) in &tally.fates {
            if *rows == 0 {
                continue;
            }
            let filter = match fate {
                Fate::Filtered(number) => Some(*number),
                Fate::Loaded | Fate::Merged | Fate::Rejected => None,
            };
            let place = match place {
                Place::Destination(index) => places.get(*index).map_or("", String::as_str),
                Place::StaysBehind => "stays-behind",
                Place::Nowhere => "nowhere",
            };
            let (month, cents) = (month.map(|month| month.to_string()), narrow(*cents));
            self.insert(
                "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?)",
                params![file.number(), fate.name(), filter, place, month, rows, cents],
            )?;
        }
        for ((heading, change), rows) in &tally.changes {
            self.insert("INSERT INTO change VALUES (?, ?, ?, ?)", params![file.number(), heading, change, rows])?;
        }
        Ok(())
    }

    /// Ends the transaction and makes the file durable.
    ///
    /// # Errors
    /// Fails where SQLite or the file system does.
    pub fn finish(self) -> Result<(), StoreError> {
        self.connection.execute_batch("COMMIT").map_err(self.error("committing"))?;
        drop(self.connection);
        synchronise(&self.path)
    }
}

/// Many rows of a table, as they are written.
#[derive(Debug)]
pub struct EvidenceRows<'a> {
    statement: Statement<'a>,
    evidence: &'a Evidence,
}

impl EvidenceRows<'_> {
    /// Writes one of them.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn insert(&mut self, values: impl Params) -> Result<(), StoreError> {
        match self.statement.execute(values) {
            Ok(_) => Ok(()),
            Err(error) => Err(self.evidence.error("writing evidence")(error)),
        }
    }
}

/// Returns the file's number and the line of an origin, as they are stored.
#[must_use]
pub fn places(origin: Option<Origin>) -> (Option<u16>, Option<u32>) {
    (origin.map(|origin| origin.file().number()), origin.map(Origin::line))
}

/// Fits a sum into SQLite's integers; 92 million billion euros are taken for more than enough.
#[must_use]
pub fn narrow(cents: i128) -> i64 {
    i64::try_from(cents).unwrap_or(if cents < 0 { i64::MIN } else { i64::MAX })
}
