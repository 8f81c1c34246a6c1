//! Why nothing can be published into a database.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::store::StoreError;

/// Why nothing can be published into a database.
#[derive(Debug, Error)]
pub enum MunicipalError {
    /// It is not a database that may be published into, or not now.
    #[error("{}: {reason}; nothing was changed", path.display())]
    Refused {
        /// Which file.
        path: PathBuf,
        /// What it is instead, and what to do.
        reason: String,
    },
    /// What was made of it does not hold together.
    #[error("{}: the new database would not hold together: {reason}; nothing was changed", path.display())]
    Broken {
        /// Which file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
    /// It cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl MunicipalError {
    /// Says what is wrong with a file.
    pub(super) fn refused(path: &Path, reason: impl Into<String>) -> Self {
        Self::Refused { path: path.to_owned(), reason: reason.into() }
    }
}
