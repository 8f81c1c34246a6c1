//! Why a drill could not be held.

use thiserror::Error;

use crate::pipeline::PipelineError;
use crate::source::SourceError;
use crate::store::StoreError;

/// Why a drill could not be held.
#[derive(Debug, Error)]
pub enum DrillError {
    /// The run or a copy of it cannot be read or written.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// The named delivery is not the one that the run was made from.
    #[error("{file}: {reason}; name the delivery that the run was made from, or drill without --delivery")]
    OtherDelivery {
        /// Which file.
        file: String,
        /// How it differs.
        reason: &'static str,
    },
}

impl From<StoreError> for DrillError {
    fn from(error: StoreError) -> Self {
        Self::Pipeline(error.into())
    }
}

impl From<SourceError> for DrillError {
    fn from(error: SourceError) -> Self {
        Self::Pipeline(error.into())
    }
}
