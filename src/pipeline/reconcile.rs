//! The proof of a run again, from its targets and evidence alone.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::PipelineError;
use crate::mapping;
use crate::reconcile::prove;
use crate::report::Report;
use crate::report::assemble::{self, Assembled};
use crate::store::evidence_read::open;
use crate::store::{EvidenceReader, Target};

/// Proves a run again: everything but what needs the delivery at hand is computed anew from the targets as they are.
///
/// # Errors
/// Fails where the folder is no run, or a database cannot be read.
pub fn reconcile(folder: &Path, unmask: bool) -> Result<Report, PipelineError> {
    let path = folder.join("evidence.sqlite");
    let connection = open(&path)?;
    let evidence = EvidenceReader::opened(&connection, &path);
    let files = evidence.mapping()?;
    let files: BTreeMap<&str, &str> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut mapping = mapping::parse(&files)?;
    mapping.transfer.cutover = evidence.date("cutover")?;
    let targets = Target::open_all(&mapping, &folder.join("targets"))?;
    let proof = prove(&mapping, &evidence, &targets)?;
    let Assembled { report, .. } = assemble::assemble(&mapping, &evidence, &proof, unmask)?;
    Ok(report)
}
