//! Every file of a run, held against its manifest, and a drill that stands beside them against the evidence.

use std::path::Path;

use super::answer::{Check, Difference, Topic};
use crate::audit::signature::SIGNATURE;
use crate::drill::{DRILL, Drill};
use crate::pipeline::intact::{self, Beside};
use crate::pipeline::{Manifest, PipelineError};
use crate::source::Cancel;

/// What comes to stand beside the files of a run: its signature, and a drill of this very evidence.
pub const BESIDE: Beside = Beside { names: &[SIGNATURE, DRILL], check: foreign_drill };

/// Checks the files of a run.
pub(super) fn check(folder: &Path, manifest: &Manifest, cancel: &Cancel) -> Result<Check, PipelineError> {
    let differences = intact::differences(folder, manifest, &BESIDE, cancel)?;
    Ok(Check::of(Topic::Files, manifest.outputs.len(), differences))
}

/// Holds a drill, listed or not, against the evidence that it says it was made from.
fn foreign_drill(folder: &Path, evidence: Option<&str>) -> Option<Difference> {
    let help = "drill the run again, or remove the file";
    match Drill::read(folder) {
        Ok(None) => None,
        Ok(Some(drill)) if evidence == Some(drill.evidence_sha256.as_str()) => None,
        Ok(Some(_)) => Some(Difference::new(DRILL, "it does not say that it was made from this evidence", help)),
        Err(_) => Some(Difference::new(DRILL, "it is no drill that can be read", help)),
    }
}
