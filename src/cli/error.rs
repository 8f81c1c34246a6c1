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
    /// A folder that must be new or empty holds something.
    #[error("{path} exists and is not an empty folder; remove it or name another one")]
    Taken {
        /// Which folder.
        path: String,
    },
    /// A synthetic delivery of that size cannot be made up.
    #[error("cannot make up this delivery: {source}")]
    Synthesis {
        /// Why not.
        source: crate::synth::SynthError,
    },
}

impl CliError {
    /// Returns the documented exit code.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Synthesis { .. } => 2,
            Self::Mapping(_) => 3,
            Self::Write { .. } | Self::Taken { .. } => 5,
        }
    }
}
