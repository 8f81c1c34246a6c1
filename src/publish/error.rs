//! Why a run was not published.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::place::Place;
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
    /// The new state was not to stay, and the previous one could not be put back.
    #[error(
        "{}: not published: {reason}; and what was begun could not be taken back: {undoing}; look at it before anybody \
         uses it: as it was, it is kept as {}, where that stands",
        path.display(),
        previous.display()
    )]
    Left {
        /// The database.
        path: PathBuf,
        /// Its previous state.
        previous: PathBuf,
        /// Why the new state was not to stay.
        reason: String,
        /// Why it could not be taken back.
        undoing: Box<PipelineError>,
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
            Self::Left { .. }
            | Self::Locked { .. }
            | Self::Place { .. }
            | Self::Full(_)
            | Self::Municipal(_)
            | Self::Pipeline(_) => 5,
        }
    }

    /// Says why the new state was not to stay, and why it may still be there.
    pub(super) fn left(place: &Place, reason: String, undoing: PipelineError) -> Self {
        Self::Left { path: place.file().to_owned(), previous: place.previous(), reason, undoing: Box::new(undoing) }
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

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn what_could_not_be_taken_back_says_why_it_was_to_be() {
        let place = Place::of("gemeente.sqlite".as_ref()).expect("a place");
        let undoing = PipelineError::output("gemeente.sqlite")(io::Error::other("no room"));
        let error = PublishError::left(&place, "it did not stand the proof: title".to_owned(), undoing);
        let told = error.to_string();
        for part in ["it did not stand the proof: title", "no room", "gemeente.sqlite.previous"] {
            assert!(told.contains(part), "{part} in {told}");
        }
        assert_eq!(error.exit_code(), 5);
    }
}
