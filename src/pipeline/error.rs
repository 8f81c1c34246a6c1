//! Why a run could not be made.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::convert::IdentityError;
use crate::mapping::LoadError;
use crate::source::SourceError;
use crate::store::StoreError;

/// Why a run could not be made.
#[derive(Debug, Error)]
pub enum PipelineError {
    /// The delivery cannot be used.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The delivery contradicts itself.
    #[error(transparent)]
    Identity(Box<IdentityError>),
    /// A database could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The mapping in a run's evidence cannot be used.
    #[error(transparent)]
    Mapping(#[from] LoadError),
    /// An output could not be written.
    #[error("{}: cannot be written: {source}; check that the folder can be written to and has room", path.display())]
    Output {
        /// Which one.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// An output would take the place of what is no file.
    #[error("{}: something stands there that is no file, and it is not replaced: name another place", path.display())]
    NotAFile {
        /// Which place.
        path: PathBuf,
    },
    /// An output would stand among what a run made.
    #[error("{}: lies in the folder of a run, which holds what the run made and nothing else: name another place", path.display())]
    WithinRun {
        /// Which place.
        path: PathBuf,
    },
    /// The last payment date to compare is none that is promised.
    #[error("{until} is no payment date that this run promises: name one from {first} to {last} with --until")]
    Until {
        /// What was asked.
        until: String,
        /// The first day of the window, ISO.
        first: String,
        /// The last day of the window, ISO.
        last: String,
    },
    /// The place of the run is taken.
    #[error("{}: exists already; runs are never overwritten: name another place with --out, or remove it", path.display())]
    Taken {
        /// Which place.
        path: PathBuf,
    },
}

impl From<IdentityError> for PipelineError {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::Source(error) => Self::Source(*error),
            contradiction => Self::Identity(Box::new(contradiction)),
        }
    }
}

impl PipelineError {
    /// Says which output failed: a place, or a name within the run's folder.
    pub fn output<P: AsRef<Path> + ?Sized>(path: &P) -> impl Fn(std::io::Error) -> Self + use<P> {
        let path = path.as_ref().to_owned();
        move |source| Self::Output { path: path.clone(), source }
    }
}
