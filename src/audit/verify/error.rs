//! Why a run could not be checked at all.

use std::path::PathBuf;

use thiserror::Error;

use crate::pipeline::PipelineError;

/// Why a run could not be checked at all.
#[derive(Debug, Error)]
pub enum VerifyError {
    /// A stage failed for reasons outside the run.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// There is no run in the folder.
    #[error("{}: not the folder of a run: it holds neither manifest.json nor evidence.sqlite", path.display())]
    NoRun {
        /// Which folder.
        path: PathBuf,
    },
    /// A delivery to be held against the run is not there.
    #[error("{}: no delivery stands here; name the folder with the delivered files, or the files themselves", path.display())]
    NoDelivery {
        /// Which folder or file.
        path: PathBuf,
    },
    /// A mapping to be held against the run cannot be read.
    #[error("{}: no mapping stands here: it holds no mapping.toml; name the folder of one", path.display())]
    NoMapping {
        /// Which folder.
        path: PathBuf,
    },
    /// What was given as a public key is none.
    #[error("\"{given}\" is no public key of minisign: {reason}; name the file minisign.pub, or its second line")]
    Key {
        /// What was given.
        given: String,
        /// Why it is none.
        reason: String,
    },
}
