//! Why a run was not published.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::pipeline::PipelineError;
use crate::store::StoreError;
use crate::store::municipal::MunicipalError;

/// Why a run was not published. Where nothing else is said, nothing was changed.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The run has no such destination.
    #[error("the run has no destination \"{asked}\"; it has {known}")]
    UnknownDestination {
        /// What was asked for.
        asked: String,
        /// The destinations of the run.
        known: String,
    },
    /// The run has several destinations, and none was named.
    #[error("the run has several destinations; name one with --destination: {known}")]
    SeveralDestinations {
        /// The destinations of the run.
        known: String,
    },
    /// A file of the run is not what its manifest says.
    #[error(
        "{}: {name}: {reason}; only a run as it was made is published: `overdracht verify` tells all that differs",
        run.display()
    )]
    Changed {
        /// The run's folder.
        run: PathBuf,
        /// The file.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The run is not proven.
    #[error("{}: not proven: {proofs}; `overdracht reconcile` says what stops it; nothing was published", run.display())]
    NotProven {
        /// The run's folder.
        run: PathBuf,
        /// The proofs that did not pass.
        proofs: String,
    },
    /// The proof does not hold for the new database.
    #[error(
        "{}: the run is proven, but the database would not be with it: {proofs}; nothing was changed",
        path.display()
    )]
    NotProvenThere {
        /// The database.
        path: PathBuf,
        /// The proofs that did not pass.
        proofs: String,
    },
    /// What was published is no longer what was proven.
    #[error(
        "{}: publication {number} is this run, but what stands there is no longer what was proven: {proofs}; find out \
         who changed it, or put a copy of the database back that was kept",
        path.display()
    )]
    NoLonger {
        /// The database.
        path: PathBuf,
        /// The publication.
        number: i64,
        /// The proofs that did not pass.
        proofs: String,
    },
    /// The published database did not stand the last proof, and the previous one is back.
    #[error("{}: what was written did not stand the proof: {reason}; the database is again as it was", path.display())]
    PutBack {
        /// The database.
        path: PathBuf,
        /// The proofs that did not pass, or why they could not be made.
        reason: String,
    },
    /// Somebody else is publishing into the same database.
    #[error("{}: {holder} is publishing into it; wait until that is done", path.display())]
    Locked {
        /// The database.
        path: PathBuf,
        /// Who.
        holder: String,
    },
    /// The place cannot hold a municipal database.
    #[error("{}: {reason}", path.display())]
    Place {
        /// Which place.
        path: PathBuf,
        /// What it is instead, and what to do.
        reason: String,
    },
    /// No more file numbers fit in the keys of the database.
    #[error("{}: so much was published into it that it has no file numbers left; begin a new database", .0.display())]
    Full(PathBuf),
    /// The run cannot be read, or an output cannot be written.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// Nothing can be published into the database.
    #[error(transparent)]
    Municipal(MunicipalError),
}

impl PublishError {
    /// Returns the documented exit code; where the run cannot be read, that of any output.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::UnknownDestination { .. } | Self::SeveralDestinations { .. } => 2,
            Self::Changed { .. }
            | Self::NotProven { .. }
            | Self::NotProvenThere { .. }
            | Self::NoLonger { .. }
            | Self::PutBack { .. } => 1,
            Self::Locked { .. } | Self::Place { .. } | Self::Full(_) | Self::Municipal(_) | Self::Pipeline(_) => 5,
        }
    }

    /// Says which place cannot be used, and what to do.
    pub(super) fn place(path: &Path, reason: impl Into<String>) -> Self {
        Self::Place { path: path.to_owned(), reason: reason.into() }
    }
}

impl From<MunicipalError> for PublishError {
    fn from(error: MunicipalError) -> Self {
        match error {
            MunicipalError::Store(error) => error.into(),
            other => Self::Municipal(other),
        }
    }
}

impl From<StoreError> for PublishError {
    fn from(error: StoreError) -> Self {
        Self::Pipeline(error.into())
    }
}
