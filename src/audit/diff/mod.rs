//! Two runs held beside each other: what the newer one decides differently, and whether anything got worse.
//!
//! Verdicts and findings stream out of both evidences in order and are merged; never is either list wholly in memory,
//! and what is kept of it is cut at [`LONGEST_LIST`], the worst first. Counts are always whole.
//! Deliberately absent: the mapping and the targets; a run that another version made can be compared too.

mod findings;
mod kept;
pub mod model;
mod side;
mod sources;
pub mod text;
mod totals;
mod verdicts;

use std::path::Path;

use self::model::{Diff, ProofChange, TotalChange, VerdictDiff};
use self::side::Side;
use crate::pipeline::PipelineError;

/// How many lines of a list are kept.
pub const LONGEST_LIST: usize = 500;

/// Compares two runs, the older first.
///
/// # Errors
/// Fails where a folder is no run, or its evidence cannot be read.
pub fn diff(old: &Path, new: &Path) -> Result<Diff, PipelineError> {
    let (old, new) = (Side::open(old)?, Side::open(new)?);
    let totals = totals::compare(&old.summary, &new.summary);
    let mut found = Diff {
        format: 1,
        worse: false,
        because: Vec::new(),
        old: old.facts(),
        new: new.facts(),
        proofs: proofs(&old, &new),
        verdicts: verdicts::compare(&old, &new)?,
        findings: findings::compare(&old, &new)?,
        rejected: totals::rejected(&old.summary, &new.summary),
        totals,
        made_from: sources::compare(old.manifest.as_ref(), new.manifest.as_ref()),
    };
    found.because = because(&found);
    found.worse = !found.because.is_empty();
    Ok(found)
}

/// Lists the proofs with their statuses in both runs.
fn proofs(old: &Side, new: &Side) -> Vec<ProofChange> {
    let names = ["completeness", "partition", "fidelity", "title", "continuity"];
    let change = |name: &str| ProofChange { proof: name.to_owned(), old: old.status(name), new: new.status(name) };
    names.into_iter().map(change).collect()
}

/// Says in what the newer run is worse; nothing where it is in nothing.
fn because(diff: &Diff) -> Vec<String> {
    let VerdictDiff { new, worse, .. } = diff.verdicts;
    let lost: Vec<&str> =
        diff.proofs.iter().filter(|proof| proof.is_lost()).map(|proof| proof.proof.as_str()).collect();
    let lost = (!lost.is_empty()).then(|| format!("passed, and not any more: {}", lost.join(", ")));
    let errors = diff.findings.new_errors;
    let stops = diff.totals.iter().filter(|total| total.is_new_stop()).map(TotalChange::told);
    let rejected = diff.rejected.iter().filter(|table| table.new > table.old);
    let mut reasons = Vec::new();
    reasons.extend(counted(new, "verdict stops that did not", "verdicts stop that did not"));
    reasons.extend(counted(worse, "verdict that stopped is worse", "verdicts that stopped are worse"));
    reasons.extend(lost);
    reasons.extend(counted(errors, "error among the findings is new", "errors among the findings are new"));
    reasons.extend(stops);
    reasons.extend(
        rejected.map(|table| format!("more rows of {} were rejected: {} → {}", table.table, table.old, table.new)),
    );
    reasons
}

fn counted(count: u64, one: &str, several: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { several }))
}

#[cfg(test)]
mod tests;
