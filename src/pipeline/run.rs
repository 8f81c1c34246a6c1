//! A run, from a delivery to a published run folder.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::PipelineError;
use super::folder::RunFolder;
use super::manifest::{EVIDENCE, SUMMARY};
use super::reports::WORKBOOK;
use super::work::Work;
use super::{Course, Progress, Stage, figures, load, manifest, plan, promise, rejected, reports, waivers};
use crate::convert::identity;
use crate::mapping::{LoadError, Mapping};
use crate::reconcile::{Parameters, Proof, prove_by_steps};
use crate::report::assemble::{self, Assembled};
use crate::report::{Report, json};
use crate::source::{Cancel, Files};
use crate::store::evidence::narrow;
use crate::store::readback::{dangling, read_beside};
use crate::store::{Evidence, EvidenceReader, StoreError, Target, rules};
use crate::validate::cell::iso;

/// What is to be run.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The checked mapping.
    pub mapping: &'a Mapping,
    /// The delivery's folder, or its files.
    pub delivery: &'a [PathBuf],
    /// Where the run goes; `runs/<service>-<n>` unless said.
    pub out: Option<&'a Path>,
    /// The time that the manifest shows.
    pub now: &'a str,
    /// Whether recipients are shown in full.
    pub unmask: bool,
    /// The user's wish to stop.
    pub cancel: &'a Cancel,
    /// Told of every stage as it begins.
    pub progress: Progress<'a>,
}

/// A finished run.
#[derive(Debug)]
pub struct Outcome {
    /// What it says.
    pub report: Report,
    /// Where it stands.
    pub place: PathBuf,
}

/// Runs a mapping over a delivery.
///
/// # Errors
/// Fails where the delivery cannot be used or an output cannot be written; then nothing is left behind.
pub fn run(request: &Request<'_>) -> Result<Outcome, PipelineError> {
    let mapping = request.mapping;
    let broken = rules::check(mapping)?;
    if !broken.is_empty() {
        return Err(LoadError::Invalid(broken).into());
    }
    (request.progress)(&Stage::Opening, &Course::default());
    let files = Files::find(request.delivery, &mapping.delivery, request.cancel)?;
    let course = Course::of(mapping, &files);
    let work = Work { mapping, files: &files, cancel: request.cancel, course, progress: request.progress };
    let folder = RunFolder::begin(request.out, &mapping.transfer.service)?;
    let evidence_path = folder.path(EVIDENCE);
    let mut evidence = Evidence::create(&evidence_path, request.cancel)?;
    let mut targets = Target::create_all(mapping, &folder.path("targets"), request.cancel)?;
    let parameters = Parameters::of(mapping);

    if !mapping.identities.is_empty() {
        work.begin(&Stage::Adding);
        figures::write_identities(&evidence, &identity::check(mapping, &files, request.cancel)?)?;
    }
    let unsettled = load::load(&work, &evidence, &targets)?;
    // What promises rest on is read from the delivery alone, while the targets are made ready.
    let (delivered, facts) = work.beside(
        |work| {
            let (evidence, targets) = (&mut evidence, &mut targets);
            let delivered = unsettled.settle(work, evidence, targets)?;
            work.begin(&Stage::Planning);
            plan::plan_payments(work, evidence, targets, &parameters)?;
            work.begin(&Stage::Completing);
            targets.par_iter_mut().try_for_each(|target| target.finish())?;
            Ok(delivered)
        },
        || promise::gather(&work),
    )?;
    // References are checked in what stands there now, and nothing before the proof asks for the answer.
    let history = || promise::compare(&work, &evidence, &targets, facts);
    let (dangling, compared) =
        read_beside(targets.iter(), |target| target.shape.tables().collect(), dangling, history)?;
    let dangling: u64 = dangling.iter().map(|table| table.found).sum();
    evidence.fact("foreign_key_violations", &dangling.to_string())?;
    work.stop_if_asked()?;
    write_mapping(&evidence, mapping)?;
    if let Some(control) = &delivered.control {
        evidence.fact("control_file", &format!("{} {} {}", control.sha256, control.bytes, control.name))?;
    }
    evidence.fact("cutover", &iso(mapping.transfer.cutover))?;
    let reader = EvidenceReader::of(&evidence, &evidence_path);
    let promises = || promise::make(&work, &evidence, &parameters, compared);
    let proof = prove_by_steps(mapping, &reader, &targets, promises, &|step| work.begin(&Stage::Proving(step)))?;
    work.begin(&Stage::Assembling);
    let unmask = request.unmask;
    let assembled = assemble::assemble(mapping, &reader, &proof, unmask)?;
    // The workbook takes longest, and needs nothing of the evidence.
    let ((), mut outputs) = work.beside(
        |_| write_report(&folder, WORKBOOK, &assembled),
        || {
            work.begin(&Stage::Recording);
            write_proof(&evidence, &proof, &assembled.report)?;
            figures::write_proof(&evidence, mapping, &proof)?;
            folder.write(SUMMARY, json::render(&assembled.report.summary).as_bytes())?;
            for name in reports::besides_workbook() {
                work.begin(&Stage::Reporting(name));
                write_report(&folder, name, &assembled)?;
            }
            work.begin(&Stage::Returning);
            let rejected = rejected::write(&work, &folder, &EvidenceReader::of(&evidence, &evidence_path))?;
            work.begin(&Stage::Digesting);
            evidence.finish()?;
            drop(targets);
            let outputs = manifest::outputs(&work, &folder, rejected)?;
            work.begin(&Stage::Reporting(WORKBOOK));
            Ok(outputs)
        },
    )?;
    outputs.push(manifest::output(&folder, WORKBOOK, work.cancel)?);
    let report = assembled.report;
    manifest::write(&work, &folder, &delivered, outputs, &report, (request.now, unmask))?;
    work.stop_if_asked()?;
    let place = folder.publish()?;
    Ok(Outcome { report, place })
}

fn write_mapping(evidence: &Evidence, mapping: &Mapping) -> Result<(), StoreError> {
    for (name, content) in &mapping.files {
        let content = String::from_utf8_lossy(content);
        evidence.insert("INSERT INTO mapping VALUES (?, ?)", [name.as_str(), &*content])?;
    }
    Ok(())
}

fn write_proof(evidence: &Evidence, proof: &Proof, report: &Report) -> Result<(), StoreError> {
    for line in proof.lines.iter() {
        let delivered: Vec<String> = line.origins.iter().map(|(file, line)| format!("{file}:{line}")).collect();
        evidence.insert(
            "INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rusqlite::params![
                line.verdict.name(),
                line.recipient,
                line.client,
                line.case_numbers(),
                line.date,
                line.account,
                line.payee,
                line.promised,
                line.planned,
                line.elsewhere,
                line.explanation,
                delivered.join(" "),
                line.waived.as_ref().map(|waived| &waived.by),
                line.waived.as_ref().map(|waived| waived.was.name()),
            ],
        )?;
    }
    waivers::write(evidence, &proof.waivers)?;
    for failure in &proof.failures {
        let (file, line) = (failure.origin.map(|(file, _)| file), failure.origin.map(|(_, line)| line));
        evidence.insert(
            "INSERT INTO failure VALUES (?, ?, ?, ?, ?)",
            rusqlite::params![failure.proof, failure.subject, failure.message, file, line],
        )?;
    }
    for check in &proof.reserves {
        evidence.insert(
            "INSERT INTO reserve_check VALUES (?, ?, ?, ?, ?)",
            rusqlite::params![check.case, check.reserved, check.carried, check.paid_out, check.short],
        )?;
    }
    let totals = &report.summary.proofs.continuity;
    evidence.fact("promised_cents", &narrow(totals.promised_cents).to_string())?;
    evidence.fact("planned_cents", &narrow(totals.planned_cents).to_string())?;
    evidence.fact("summary", &json::render(&report.summary))
}

fn write_report(folder: &RunFolder, name: &str, assembled: &Assembled<'_>) -> Result<(), PipelineError> {
    let mut file = folder.create(name)?;
    reports::write(name, assembled, &folder.path(""), &mut file)?;
    file.flush().map_err(PipelineError::output(name))
}
