//! The proofs made again from evidence and targets, and everything that was written of them held against that.

use std::fs;
use std::path::Path;

use super::answer::{Check, Difference, Topic};
use super::contents::Comparing;
use super::files::unreadable;
use crate::audit::reports;
use crate::pipeline::{Manifest, OpenRun, PipelineError};
use crate::reconcile::{Proof, Summary};
use crate::rehearsal::mask::Mask;
use crate::report::json;

const SUMMARY: &str = "summary.json";
const FIGURE: &str = "this does not come out when the proofs are made again from evidence and targets";
const RENDERED: &str = "the report does not say what the evidence says when it is rendered again";
const RERUN: &str = "trust neither until the run was made again from its delivery";
const RENEW: &str = "render it again with `overdracht report RUN`";

/// Checks every figure of the summary, in its file and in the evidence, and the verdicts that the evidence keeps.
pub(super) fn figures(folder: &Path, run: &OpenRun, proof: &Proof, same: bool) -> Result<Check, PipelineError> {
    let mut unlike = Vec::new();
    let mut checked = 0;
    match fs::read(folder.join(SUMMARY)) {
        Err(error) => unlike.push(unreadable(SUMMARY, &error)),
        Ok(kept) => {
            unlike.extend(summary(run, SUMMARY, &kept, &proof.summary, same));
            checked = figures_in(&serde_json::from_slice(&kept).unwrap_or_default());
        }
    }
    let kept = run.evidence().fact("summary")?;
    let in_evidence = summary(run, SUMMARY, kept.as_bytes(), &proof.summary, same);
    let named = |difference| Difference { file: "evidence.sqlite".to_owned(), table: "run".to_owned(), ..difference };
    unlike.extend(in_evidence.into_iter().map(named));
    Ok(Check::of(Topic::Proofs, checked, unlike))
}

/// Lists the figures of a summary that come out otherwise. What another version of the tool counts besides, or calls
/// itself, is no difference.
pub(in crate::audit) fn summary(run: &OpenRun, name: &str, kept: &[u8], now: &Summary, same: bool) -> Vec<Difference> {
    let mask = Mask::of(&run.mapping);
    let comparing = Comparing { message: FIGURE, help: RERUN, mask: &mask };
    let mut unlike = comparing.files(name, kept, json::render(now).as_bytes());
    if !same {
        unlike.retain(|difference| difference.found.is_some() && difference.column != "overdracht");
        unlike.retain(|difference| !difference.column.is_empty());
    }
    unlike
}

/// Checks the reports, rendered again from evidence and proof.
pub(super) fn rendered(
    folder: &Path,
    run: &OpenRun,
    proof: &Proof,
    manifest: &Manifest,
) -> Result<Check, PipelineError> {
    let mask = Mask::of(&run.mapping);
    let comparing = Comparing { message: RENDERED, help: RENEW, mask: &mask };
    let reports = reports::render(run, proof, manifest)?;
    let checked = reports.len();
    let mut unlike = Vec::new();
    for (name, expected) in reports {
        match fs::read(folder.join(name)) {
            Ok(found) => unlike.extend(comparing.files(name, &found, &expected)),
            Err(error) => unlike.push(unreadable(name, &error)),
        }
    }
    Ok(Check::of(Topic::Reports, checked, unlike))
}

/// Counts the figures of a summary.
fn figures_in(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Object(fields) => fields.values().map(figures_in).sum(),
        serde_json::Value::Array(items) => items.iter().map(figures_in).sum(),
        _ => 1,
    }
}
