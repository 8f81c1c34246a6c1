//! Why a database could not be read or written.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::diag::Diagnostic;

/// Why a database could not be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// SQLite failed.
    #[error("{database}: {source} (while {doing})")]
    Sqlite {
        /// Which database, by its file's name.
        database: String,
        /// What was being done.
        doing: &'static str,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file itself failed.
    #[error("{}: {source}; check that the folder can be written to and has room", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A rule of the mapping is no predicate that may be run.
    #[error("{}", .0.message)]
    Rule(Box<Diagnostic>),
    /// The user wants to stop.
    #[error("interrupted; nothing was written")]
    Interrupted,
    /// A file of a run is not there, or not what stood there.
    #[error("{}: cannot be read: {reason}; take it from where the run was kept, or make the run again", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A database is not one that overdracht made.
    #[error("{}: not a database of a run: {reason}; give the folder of a run", path.display())]
    NotARun {
        /// Which file.
        path: PathBuf,
        /// What is missing.
        reason: String,
    },
}

impl StoreError {
    /// Says which database was doing what when SQLite failed, or that the user wanted it to.
    pub fn sqlite(path: &Path, doing: &'static str) -> impl Fn(rusqlite::Error) -> Self + Clone + use<> {
        let database = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        move |source| match source.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            _ => Self::Sqlite { database: database.clone(), doing, source },
        }
    }
}
