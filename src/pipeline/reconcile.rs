//! The proof of a run again, from its targets and evidence, and from payment files where these are to be paid.

use std::path::{Path, PathBuf};

use super::error::PipelineError;
use super::opened::OpenRun;
use crate::domain::Date;
use crate::reconcile::Parameters;
use crate::reconcile::planned::Payments;
use crate::report::Report;
use crate::report::assemble::{self, Assembled};
use crate::source::{Cancel, pain001};
use crate::validate::cell::iso;

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

/// Payment files that are held against the promises of a run.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// The files.
    pub files: &'a [PathBuf],
    /// The last payment date that is compared; that of the window unless said.
    pub until: Option<Date>,
    /// The user's wish to stop.
    pub cancel: &'a Cancel,
}

/// Proves a run again, with the payments of files in the place of those that were computed.
///
/// # Errors
/// Fails where the folder is no run, a database cannot be read, or a file cannot be used.
pub fn reconcile_planned(folder: &Path, planned: &Planned<'_>, unmask: bool) -> Result<Report, PipelineError> {
    let run = OpenRun::open(folder)?;
    pain001::refuse_same_files(planned.files)?;
    let payments = Payments::new(&run.mapping, run.evidence(), &run.targets, planned.until)?;
    let mut payments = payments.ok_or_else(|| outside(&run, planned.until))?;
    let mut messages = Vec::new();
    for path in planned.files {
        let file = pain001::name_of(path);
        let message = pain001::read(path, planned.cancel, &mut |payment| -> Result<(), PipelineError> {
            Ok(payments.take(&file, payment)?)
        })?;
        payments.end(&message);
        messages.push(message);
        pain001::refuse_same_messages(&messages)?;
    }
    let proof = run.prove_planned(&payments)?;
    let Assembled { mut report, .. } = assemble::assemble(&run.mapping, &run.evidence(), &proof, unmask)?;
    report.identification.window.1 = iso(payments.window().last());
    Ok(report)
}

fn outside(run: &OpenRun, until: Option<Date>) -> PipelineError {
    let window = Parameters::of(&run.mapping).window;
    let [first, last] = [window.first(), window.last()].map(iso);
    PipelineError::Until { until: until.map(iso).unwrap_or_default(), first, last }
}
