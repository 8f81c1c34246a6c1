//! The proof of a run again, from its targets and evidence alone.

use std::path::Path;

use super::error::PipelineError;
use super::opened::OpenRun;
use crate::report::Report;
use crate::report::assemble::{self, Assembled};

/// Proves a run again: everything but what needs the delivery at hand is computed anew from the targets as they are.
///
/// # Errors
/// Fails where the folder is no run, or a database cannot be read.
pub fn reconcile(folder: &Path, unmask: bool) -> Result<Report, PipelineError> {
    let run = OpenRun::open(folder)?;
    let proof = run.prove()?;
    let Assembled { report, .. } = assemble::assemble(&run.mapping, &run.evidence(), &proof, unmask)?;
    Ok(report)
}
