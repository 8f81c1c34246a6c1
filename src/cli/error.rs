//! Errors at the edge: a sentence for the user, and the exit code.

use thiserror::Error;

use crate::mapping::LoadError;

/// Why a command could not do its work.
#[derive(Debug, Error)]
pub enum CliError {
    /// There is no mapping that could be used.
    #[error(transparent)]
    Mapping(#[from] LoadError),
    /// An output could not be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// Which output.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
}

impl CliError {
    /// Returns the documented exit code.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Mapping(_) => 3,
            Self::Write { .. } => 5,
        }
    }
}
