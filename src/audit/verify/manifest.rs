//! The manifest, held against the rest of the run: everything in it but the clock stands elsewhere too.
//!
//! The time at which a run was made is known from the manifest alone, so that two runs of the same input differ in that
//! one field; only a signature keeps it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::answer::{Check, Difference, Topic};
use super::contents::Comparing;
use super::made_with;
use crate::pipeline::manifest::{MANIFEST, parameters};
use crate::pipeline::{FileEntry, Manifest, OpenRun, PipelineError};
use crate::reconcile::Summary;
use crate::rehearsal::mask::Mask;
use crate::report::assemble::identification;

const MESSAGE: &str = "the manifest does not say what the rest of the run says";
const HELP: &str = "take the manifest from where the run was kept, or make the run again";

/// Checks a manifest, byte for byte where this version of the tool wrote it.
pub(super) fn check(
    folder: &Path,
    run: &OpenRun,
    manifest: &Manifest,
    summary: &Summary,
    same: bool,
) -> Result<Check, PipelineError> {
    let mask = Mask::of(&run.mapping);
    let comparing = Comparing { message: MESSAGE, help: HELP, mask: &mask };
    let expected = expected(run, manifest, summary)?;
    let mut unlike = if same {
        comparing.files(MANIFEST, &fs::read(folder.join(MANIFEST)).unwrap_or_default(), &expected.render()?)
    } else {
        let old = Manifest { overdracht: made_with(run).unwrap_or_default(), ..expected };
        comparing.files(MANIFEST, &manifest.render()?, &old.render()?)
    };
    if !same {
        unlike.retain(|difference| difference.found.is_some());
    }
    if manifest.made_at.parse::<jiff::Timestamp>().is_err() {
        let told = Difference::new(MANIFEST, "this is no time", HELP).values(Some(manifest.made_at.clone()), None);
        unlike.push(Difference { column: "made_at".to_owned(), ..told });
    }
    Ok(Check::of(Topic::Manifest, 1, unlike))
}

/// Writes the manifest down as the run's evidence tells it; the digests of outputs are held against the files apart.
fn expected(run: &OpenRun, manifest: &Manifest, summary: &Summary) -> Result<Manifest, PipelineError> {
    let evidence = run.evidence();
    let mut inputs = BTreeMap::new();
    if let Some((sha256, bytes, name)) = control_file(&evidence.facts("control_file")?) {
        inputs.insert(name.clone(), FileEntry { name, sha256, bytes });
    }
    for file in evidence.files()? {
        let listed = manifest.inputs.iter().any(|entry| entry.name == file.name);
        // The sheets of a workbook are one file.
        let book = file.name.strip_prefix('[').and_then(|name| name.split_once(']')).filter(|_| !listed);
        let name = book.map_or(file.name.as_str(), |(book, _)| book).to_owned();
        inputs.insert(name.clone(), FileEntry { name, sha256: file.sha256, bytes: file.bytes });
    }
    let mapping = evidence.mapping()?;
    let mapping = mapping.iter().map(|(name, content)| FileEntry::of_bytes(name, content.as_bytes()));
    let mut outputs = manifest.outputs.clone();
    outputs.sort_by(|one, other| one.name.cmp(&other.name));
    outputs.dedup_by(|one, other| one.name == other.name);
    Ok(Manifest {
        format: 1,
        overdracht: summary.overdracht.clone(),
        service: summary.service.clone(),
        cutover: summary.cutover.clone(),
        made_at: manifest.made_at.clone(),
        parameters: parameters(&identification(&run.mapping, &evidence)?, manifest.is_unmasked()),
        inputs: inputs.into_values().collect(),
        mapping: mapping.collect(),
        outputs,
    })
}

/// Reads the digest, size and name of the control file from the run's facts.
fn control_file(facts: &[(String, String)]) -> Option<(String, u64, String)> {
    let (_, told) = facts.first()?;
    let (sha256, rest) = told.split_once(' ')?;
    let (bytes, name) = rest.split_once(' ')?;
    Some((sha256.to_owned(), bytes.parse().ok()?, name.to_owned()))
}
