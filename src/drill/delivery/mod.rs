//! Faults in the delivered files: put into copies, which are then run whole.

mod cells;
mod copies;
mod files;
mod lines;
mod refusals;
mod sheet;
mod spoiled;
mod whole;

pub(super) use files::Delivered;
pub(super) use spoiled::Spoiled;

use super::fault::{Fault, Trace};
use crate::pipeline::PipelineError;

/// Every fault of the delivery, by kind.
pub(super) static FAULTS: [&[Fault]; 2] = [cells::FAULTS, whole::FAULTS];

/// What comes of an injection: nothing where there is no place for it.
type Injected = Result<Option<Trace>, PipelineError>;
