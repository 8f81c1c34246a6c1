//! The reports of a run, rendered again from its evidence.
//!
//! Nothing else of a run is renewed: neither its evidence and targets nor its summary, and a run of which the figures
//! no longer come out the same has no reports to render. What was signed is left as it was signed.

use std::fs;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::signature::{SIGNATURE, is_signed};
use super::verify::{made_with, proofs};
use crate::drill::{DRILL, Drill};
use crate::pipeline::manifest::{EVIDENCE, MANIFEST, SUMMARY};
use crate::pipeline::{FileEntry, Manifest, OpenRun, PipelineError, reports, write_whole};
use crate::reconcile::Proof;
use crate::report::assemble;
use crate::source::Cancel;

/// Why reports were not rendered again.
#[derive(Debug, Error)]
pub enum RenewError {
    /// The run cannot be read, or a report cannot be written.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// The figures do not come out the same.
    #[error(
        "{place} does not come out when the proofs are made again, so that reports would contradict the run; see what differs with `overdracht verify {}`",
        run.display()
    )]
    Changed {
        /// The run's folder.
        run: PathBuf,
        /// The first figure that differs.
        place: String,
    },
    /// A drill stands with the run that was held of another one.
    #[error("{}: drill.json is of another run; drill again or remove it", run.display())]
    OtherDrill {
        /// The run's folder.
        run: PathBuf,
    },
    /// The run was signed as it is.
    #[error(
        "{} is signed, and {reports} would change; remove {SIGNATURE} there, render again, and have it signed anew",
        run.display()
    )]
    Signed {
        /// The run's folder.
        run: PathBuf,
        /// What would change.
        reports: String,
    },
}

/// What became of the reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// The files that have other bytes now.
    pub changed: Vec<String>,
    /// The files that are as they were.
    pub same: Vec<String>,
}

/// Renders the reports of a run again, and renews what its manifest says of them. A drill that stands beside them is
/// shown, and listed in the manifest from then on.
///
/// # Errors
/// Fails where the run cannot be read or no longer gives its own figures, where its drill is of another run, where it is
/// signed and a report would change, and where a file cannot be written.
pub fn renew(folder: &Path) -> Result<Renewed, RenewError> {
    let run = OpenRun::open(folder)?;
    if let Some(drill) = Drill::read(folder)? {
        let evidence = folder.join(EVIDENCE);
        let found = FileEntry::of(&evidence, EVIDENCE, &Cancel::default());
        if found.map_err(PipelineError::output(&evidence))?.sha256 != drill.evidence_sha256 {
            return Err(RenewError::OtherDrill { run: folder.to_owned() });
        }
    }
    renew_as_drilled(&run)
}

/// Does the same with whatever drill stands there.
///
/// # Errors
/// Fails as [`renew`] does, but for a drill of another run.
pub(super) fn renew_as_drilled(run: &OpenRun) -> Result<Renewed, RenewError> {
    let (folder, cancel) = (run.folder(), Cancel::default());
    let mut manifest = Manifest::read(folder)?;
    let proof = run.prove().map_err(PipelineError::from)?;
    let kept = run.evidence().fact("summary").map_err(PipelineError::from)?;
    let same_version = made_with(run).is_none_or(|version| version == proof.summary.overdracht);
    if let Some(difference) = proofs::summary(run, SUMMARY, kept.as_bytes(), &proof.summary, same_version).first() {
        return Err(RenewError::Changed { run: folder.to_owned(), place: difference.place() });
    }
    let before = manifest.clone();
    manifest.outputs.retain(|entry| entry.name != DRILL);
    if folder.join(DRILL).is_file() {
        let entry = FileEntry::of(&folder.join(DRILL), DRILL, &cancel).map_err(PipelineError::output(DRILL))?;
        manifest.outputs.push(entry);
    }
    let mut renewed = Renewed { changed: Vec::new(), same: Vec::new() };
    let mut contents = Vec::new();
    for (name, content) in render(run, &proof, &manifest)? {
        let is_same = fs::read(folder.join(name)).is_ok_and(|found| found == content);
        if is_same { &mut renewed.same } else { &mut renewed.changed }.push(name.to_owned());
        manifest.outputs.retain(|entry| entry.name != name);
        manifest.outputs.push(FileEntry::of_bytes(name, &content));
        contents.extend((!is_same).then_some((name, content)));
    }
    manifest.outputs.sort_by(|one, other| one.name.cmp(&other.name));
    if manifest != before {
        contents.push((MANIFEST, manifest.render()?));
    }
    if !contents.is_empty() && is_signed(folder) {
        let names: Vec<&str> = contents.iter().map(|(name, _)| *name).collect();
        return Err(RenewError::Signed { run: folder.to_owned(), reports: names.join(", ") });
    }
    // The manifest comes last: until then it names the reports that were.
    for (name, content) in contents {
        write_whole(&folder.join(name), &content)?;
    }
    Ok(renewed)
}

/// Renders the reports as they belong to a run and its manifest.
pub(super) fn render(
    run: &OpenRun,
    proof: &Proof,
    manifest: &Manifest,
) -> Result<Vec<(&'static str, Vec<u8>)>, PipelineError> {
    let mut assembled = assemble::assemble(&run.mapping, &run.evidence(), proof, manifest.is_unmasked())?;
    if manifest.outputs.iter().any(|entry| entry.name == DRILL) {
        assembled.report.drill = Drill::read(run.folder())?.as_ref().map(Drill::figures);
    }
    let spool = std::env::temp_dir();
    let render = |name| {
        let mut content = Vec::new();
        reports::write(name, &assembled, &spool, &mut content)?;
        Ok((name, content))
    };
    reports::REPORTS.into_iter().map(render).collect()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::audit::fixture::run_of;
    use crate::convert::sample::Sample;
    use crate::drill::{self, Request};

    #[test]
    fn a_drill_of_another_run_is_neither_shown_nor_listed() {
        let folder = TempDir::new().expect("a folder");
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        run_of(&Sample::new(), &one);
        run_of(&Sample::new().correct("componenten", "+;1.000,00", "+;900,00"), &other);
        let request = Request { run: &one, delivery: &[], times: 1, seed: 1, cancel: &Cancel::default(), done: &|| {} };
        drill::drill(&request).expect("a drill").write(&other).expect("a file");
        let before = fs::read(other.join(MANIFEST)).expect("a manifest");
        let error = renew(&other).expect_err("another run");
        assert!(matches!(error, RenewError::OtherDrill { .. }), "{error}");
        assert!(fs::read(other.join(MANIFEST)).expect("a manifest") == before);
        fs::rename(other.join(DRILL), one.join(DRILL)).expect("its own run");
        renew(&one).expect("its own drill");
        assert!(Manifest::read(&one).expect("a manifest").outputs.iter().any(|entry| entry.name == DRILL));
    }

    #[test]
    fn a_manifest_that_calls_itself_older_excuses_no_figure_that_is_gone() {
        let folder = TempDir::new().expect("a folder");
        let run = folder.path().join("run");
        run_of(&Sample::new(), &run);
        let older = Manifest { overdracht: "0.0.1".to_owned(), ..Manifest::read(&run).expect("a manifest") };
        fs::write(run.join(MANIFEST), older.render().expect("a manifest")).expect("a file");
        let evidence = rusqlite::Connection::open(run.join(EVIDENCE)).expect("the evidence");
        let gone = "UPDATE run SET value = json_remove(value, '$.verdict') WHERE name = 'summary'";
        assert_eq!(evidence.execute(gone, []).expect("a change"), 1);
        drop(evidence);
        let error = renew(&run).expect_err("a figure that is gone").to_string();
        assert!(error.contains("does not come out when the proofs are made again"), "{error}");
    }

    #[test]
    fn a_file_of_a_run_that_cannot_be_read_is_not_taken_for_a_database() {
        let folder = TempDir::new().expect("a folder");
        let run = folder.path().join("run");
        let told = || renew(&run).expect_err("no run that can be read").to_string();
        assert!(told().contains("evidence.sqlite: not a database of a run: there is no such file"), "{}", told());
        run_of(&Sample::new(), &run);
        fs::write(run.join(DRILL), "{\"a\":1}").expect("a file");
        assert!(told().contains("drill.json: cannot be read: missing field"), "{}", told());
        assert!(told().ends_with("; take it from where the run was kept, or make the run again"), "{}", told());
        fs::remove_file(run.join(DRILL)).expect("a file");
        fs::remove_file(run.join(MANIFEST)).expect("a file");
        assert!(told().contains("manifest.json: cannot be read: "), "{}", told());
    }
}
