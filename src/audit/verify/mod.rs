//! Whether a run is still what was made: its files, its figures, its reports, and the whole of it again.
//!
//! Nothing is taken from the run's word that can be found out, and nothing in the folder is changed. What was not
//! checked is said, with what it takes; it never looks like what agrees.

mod again;
pub mod answer;
mod contents;
mod error;
pub mod files;
mod inputs;
mod manifest;
pub(super) mod proofs;
pub mod text;

use std::path::{Path, PathBuf};

pub use answer::{Agreement, Check, Difference, Topic, Verification};
pub use error::VerifyError;

use super::signature::{self, Key, SIGNATURE, Signed};
use crate::mapping::{self, Mapping};
use crate::pipeline::manifest::{EVIDENCE, MANIFEST};
use crate::pipeline::{Manifest, OpenRun, PipelineError, Progress};
use crate::reconcile::summary::{Status, Verdict};
use crate::source::Cancel;
use crate::store::StoreError;

/// The version of this tool.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is to be checked.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The run's folder.
    pub run: &'a Path,
    /// The delivery's folder or its files; none where it is not at hand.
    pub delivery: &'a [PathBuf],
    /// The mapping's folder, where it is at hand.
    pub mapping: Option<&'a Path>,
    /// The key that the run should be signed with, where it should be.
    pub public_key: Option<&'a str>,
    /// The user's wish to stop.
    pub cancel: &'a Cancel,
    /// Told of every stage as it begins.
    pub progress: Progress<'a>,
}

/// Checks a run against its own manifest and evidence, and against delivery, mapping and key where they are given.
///
/// # Errors
/// Fails where there is no run or no key, where the machine fails, and where the user asked to stop; whatever is wrong
/// with the run is in the answer.
pub fn verify(request: &Request<'_>) -> Result<Verification, VerifyError> {
    let folder = request.run;
    if ![MANIFEST, EVIDENCE].iter().any(|name| folder.join(name).exists()) {
        return Err(VerifyError::NoRun { path: folder.to_owned() });
    }
    if let Some(path) = request.delivery.iter().find(|path| !path.exists()) {
        return Err(VerifyError::NoDelivery { path: path.clone() });
    }
    let mut checks = vec![signature(request)?];
    let manifest = match Manifest::read(folder) {
        Ok(manifest) => {
            checks.push(files::check(folder, &manifest, request.cancel)?);
            Some(manifest)
        }
        Err(error) => {
            checks.push(no_manifest(&error));
            None
        }
    };
    let run = OpenRun::open(folder);
    // A word in the manifest is changed in a moment; what the evidence says is held against all the rest of the run.
    let kept = run.as_ref().ok().and_then(made_with);
    let made_with = kept.or_else(|| manifest.as_ref().map(|manifest| manifest.overdracht.clone()));
    let same = made_with.as_deref().is_none_or(|version| version == VERSION);
    let mut says = None;
    match run.as_ref() {
        Ok(run) => checks.extend(of_evidence(request, run, manifest.as_ref(), same, &mut says)?),
        Err(error) => checks.push(no_evidence(error)),
    }
    if let Some(manifest) = &manifest {
        checks.extend(from_outside(request, run.ok(), manifest, same)?);
    }
    let reason = if manifest.is_none() { "the manifest cannot be read" } else { "the evidence cannot be read" };
    let open = Topic::ALL.into_iter().filter(|topic| checks.iter().all(|check| check.check != *topic));
    checks.extend(open.map(|topic| Check::not_run(topic, reason)).collect::<Vec<_>>());
    checks.sort_by_key(|check| check.check);
    let agrees = checks.iter().all(|check| check.status != Status::Failed);
    Ok(Verification {
        format: 1,
        overdracht: VERSION.to_owned(),
        verdict: if agrees { Agreement::Agrees } else { Agreement::Differs },
        made_with,
        run: says,
        checks,
    })
}

/// Reads in the evidence which version of the tool made a run.
pub(super) fn made_with(run: &OpenRun) -> Option<String> {
    let summary = run.evidence().fact("summary").ok()?;
    let summary: serde_json::Value = serde_json::from_str(&summary).ok()?;
    summary["overdracht"].as_str().map(str::to_owned)
}

fn signature(request: &Request<'_>) -> Result<Check, VerifyError> {
    let Some(given) = request.public_key else {
        let reason = if signature::is_signed(request.run) {
            "the run is signed: name the signer's key with --public-key"
        } else {
            "the run is not signed"
        };
        return Ok(Check::not_run(Topic::Signature, reason));
    };
    let key = Key::read(given).map_err(|reason| VerifyError::Key { given: given.to_owned(), reason })?;
    let ask = "ask the signer for the manifest and its signature as they were signed";
    let wrong =
        |message: &str, help: &str| Check::of(Topic::Signature, 1, vec![Difference::new(SIGNATURE, message, help)]);
    Ok(match key.check(request.run) {
        Signed::Valid(comment) => Check::of(Topic::Signature, 1, Vec::new()).noting(Some(comment)),
        Signed::Absent => {
            wrong("the run is not signed", "let whoever keeps the key sign it: `minisign -Sm RUN/manifest.json`")
        }
        Signed::OtherKey => wrong("it was made with another key than the one that is given", ask),
        Signed::Invalid => wrong("it is not a signature of this manifest: one of the two was changed", ask),
        Signed::Unreadable(reason) => wrong(&format!("it cannot be checked: {reason}"), ask),
    })
}

/// Checks what evidence and targets say, and fills in what the run says of itself.
fn of_evidence(
    request: &Request<'_>,
    run: &OpenRun,
    manifest: Option<&Manifest>,
    same: bool,
    says: &mut Option<String>,
) -> Result<Vec<Check>, VerifyError> {
    let proof = match run.prove() {
        Ok(proof) => proof,
        Err(StoreError::Interrupted) => return Err(PipelineError::from(StoreError::Interrupted).into()),
        Err(error) => return Ok(vec![no_evidence(&error.into())]),
    };
    let verdict = match proof.summary.verdict {
        Verdict::Proven => "proven",
        Verdict::NotProven => "not_proven",
    };
    *says = Some(verdict.to_owned());
    let told = |check: Result<Check, PipelineError>, topic| {
        check.or_else(|error| match error {
            // What could not be written or asked to the end says nothing about the run.
            PipelineError::Store(StoreError::Interrupted) | PipelineError::Output { .. } => Err(error),
            error => Ok(Check::of(topic, 0, vec![broken(&error)])),
        })
    };
    let figures = told(proofs::figures(request.run, run, &proof, same), Topic::Proofs)?;
    let agree = figures.status == Status::Passed;
    let mut checks = vec![figures];
    let Some(manifest) = manifest else { return Ok(checks) };
    checks.push(told(manifest::check(request.run, run, manifest, &proof.summary, same), Topic::Manifest)?);
    checks.push(if !same {
        let made_with = made_with(run).unwrap_or_default();
        let reason = format!("overdracht {made_with} wrote them: render them again there, or with `overdracht report`");
        Check::not_run(Topic::Reports, &reason)
    } else if agree {
        told(proofs::rendered(request.run, run, &proof, manifest), Topic::Reports)?
    } else {
        Check::not_run(Topic::Reports, "the figures do not come out, so that no report could say the same")
    });
    Ok(checks)
}

/// Checks what is given besides the run: the delivery and the mapping.
fn from_outside(
    request: &Request<'_>,
    run: Option<OpenRun>,
    manifest: &Manifest,
    same: bool,
) -> Result<Vec<Check>, VerifyError> {
    let mut checks = Vec::new();
    checks.push(match request.mapping {
        Some(folder) => inputs::mapping(manifest, folder, request.cancel)?,
        None => Check::not_run(Topic::Mapping, "not held against the mapping: name it with --mapping"),
    });
    if request.delivery.is_empty() {
        let reason = "not held against the delivery: name it with --delivery";
        checks.push(Check::not_run(Topic::Delivery, reason));
        checks.push(Check::not_run(Topic::Again, "not run again: name the delivery with --delivery"));
        return Ok(checks);
    }
    let foreign = inputs::foreign(manifest, run.as_ref(), request.delivery)?;
    checks.push(inputs::delivery(manifest, request.delivery, &foreign, request.cancel)?);
    if !foreign.is_empty() {
        let reason = format!("not run again with what the run was not made from: leave out {}", foreign.join(", "));
        checks.push(Check::not_run(Topic::Again, &reason));
        return Ok(checks);
    }
    let kept = |run: OpenRun| run.mapping;
    let mapping: Option<Mapping> = match request.mapping {
        Some(folder) => Some(mapping::load(folder).map_err(PipelineError::from)?),
        None => run.map(kept),
    };
    checks.push(match mapping {
        Some(mapping) => again::check(request, mapping, manifest, same)?,
        None => Check::not_run(Topic::Again, "the evidence tells no mapping: name it with --mapping"),
    });
    Ok(checks)
}

fn no_manifest(error: &PipelineError) -> Check {
    let message = match error {
        PipelineError::Store(StoreError::Unreadable { reason, .. }) => format!("it cannot be read: {reason}"),
        other => format!("it cannot be read: {other}"),
    };
    let help = "take the manifest from where the run was kept; without it nobody knows what the files were";
    Check::of(Topic::Files, 0, vec![Difference::new(MANIFEST, &message, help)])
}

fn no_evidence(error: &PipelineError) -> Check {
    Check::of(Topic::Proofs, 0, vec![broken(error)])
}

fn broken(error: &PipelineError) -> Difference {
    let help = "take the files from where the run was kept, or make the run again";
    Difference::new("", &format!("the run cannot be read: {error}"), help)
}
