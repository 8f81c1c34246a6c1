//! The planned payments of a proven run, as a file for the bank.

mod transfer;

use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use thiserror::Error;

use self::transfer::{Given, transfer};
use super::error::PipelineError;
use super::intact::{Beside, Difference, differences};
use super::manifest::Manifest;
use super::opened::OpenRun;
use super::whole::{refuse_within_run, write_whole_by};
use crate::report::pain001::{Batch, Debtor, Message, MessageWriter};
use crate::source::opening::hexadecimal;
use crate::source::pain001::Version;
use crate::source::{Cancel, SourceError};
use crate::store::orders::{PlannedDay, each_planned, planned_days};
use crate::store::{StoreError, Target};

/// What is to be exported.
#[derive(Clone, Debug)]
pub struct Export<'a> {
    /// Who pays.
    pub debtor: Debtor,
    /// Whose payments; may be left out where there is one municipality.
    pub destination: Option<&'a str>,
    /// The version of the message.
    pub version: Version,
    /// When it is made.
    pub now: jiff::Timestamp,
    /// What may stand beside the run's own files.
    pub beside: Beside,
    /// The user's wish to stop.
    pub cancel: &'a Cancel,
}

/// What was exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The destination whose payments they are.
    pub destination: String,
    /// The message's identification.
    pub message: String,
    /// The days of payment.
    pub days: Vec<PlannedDay>,
    /// How many payments have another name than is known, in the characters that a bank takes.
    pub names_changed: u64,
}

/// Why payments were not exported.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The run cannot be read, or the file not be written.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// Not every proof passed.
    #[error("not exported: the run is not proven: {reasons}; `overdracht reconcile` tells what is wrong")]
    NotProven {
        /// The proofs that did not pass.
        reasons: String,
    },
    /// A file of the run is not what its manifest says.
    #[error(
        "not exported: {file}: {reason}; only a run as it was made is exported: `overdracht verify` tells all that differs"
    )]
    Changed {
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Nothing is planned.
    #[error("not exported: no payments are planned for {destination}")]
    Nothing {
        /// The destination.
        destination: String,
    },
    /// Several municipalities pay, each from its own account.
    #[error("the run has several municipalities, and each pays its own; name one with --destination: {known}")]
    WhichDestination {
        /// The municipalities.
        known: String,
    },
    /// No municipality of that name.
    #[error("the run has no municipality \"{asked}\" that pays; name one of these with --destination: {known}")]
    NoDestination {
        /// What was asked.
        asked: String,
        /// The municipalities.
        known: String,
    },
}

impl ExportError {
    /// Tells whether it was asked for wrongly.
    #[must_use]
    pub const fn is_usage(&self) -> bool {
        matches!(self, Self::WhichDestination { .. } | Self::NoDestination { .. })
    }
}

impl From<StoreError> for ExportError {
    fn from(error: StoreError) -> Self {
        Self::Pipeline(error.into())
    }
}

/// Proves a run again and writes its planned payments; a file that stands there makes way for the new one.
///
/// # Errors
/// Fails where the run is not proven or not as it was made, where the file would stand in the folder of a run, and where
/// something cannot be read or written; then what stood there is untouched.
pub fn export(folder: &Path, export: &Export<'_>, out: &Path) -> Result<Exported, ExportError> {
    refuse_within_run(out, folder)?;
    let run = OpenRun::open(folder)?;
    let target = municipality(&run, export.destination)?;
    let manifest = Manifest::read(folder)?;
    let changed = differences(folder, &manifest, &export.beside, export.cancel)?.into_iter().next();
    if let Some(Difference { file, message, .. }) = changed {
        return Err(ExportError::Changed { file, reason: message });
    }
    if let Some(reasons) = run.prove()?.unproven() {
        return Err(ExportError::NotProven { reasons });
    }
    let days = planned_days(target)?;
    if days.is_empty() {
        return Err(ExportError::Nothing { destination: target.name.clone() });
    }
    let message = Message {
        version: export.version,
        id: identification(&manifest, target, export),
        created: seconds(export.now).to_string(),
        debtor: export.debtor.clone(),
        payments: days.iter().map(|day| day.payments).sum(),
        cents: days.iter().map(|day| i128::from(day.cents)).sum(),
    };
    let mut names_changed = 0;
    write_whole_by(out, |file| -> Result<(), ExportError> {
        names_changed = write(target, &message, &days, export.cancel, out, file)?;
        Ok(())
    })?;
    Ok(Exported { destination: target.name.clone(), message: message.id, days, names_changed })
}

/// Returns the municipality that pays.
fn municipality<'a>(run: &'a OpenRun, asked: Option<&str>) -> Result<&'a Target, ExportError> {
    let all: Vec<&Target> = run.targets.iter().filter(|target| target.partner_of.is_none()).collect();
    let known = || all.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join(", ");
    match (asked, all.as_slice()) {
        (None, [only]) => Ok(only),
        (None, _) => Err(ExportError::WhichDestination { known: known() }),
        (Some(asked), _) => all
            .iter()
            .find(|target| target.name == asked)
            .copied()
            .ok_or_else(|| ExportError::NoDestination { asked: asked.to_owned(), known: known() }),
    }
}

/// Makes an identification that the same export gives again, and no other: from what decides the payments, and not from
/// reports that are rendered again.
fn identification(manifest: &Manifest, target: &Target, export: &Export<'_>) -> String {
    let mut digest = Sha256::new();
    let databases = manifest.outputs.iter().filter(|made| made.name.ends_with(".sqlite"));
    let who = [target.name.as_str(), export.debtor.account.as_str(), export.version.name()];
    for part in who.into_iter().chain(databases.map(|made| made.sha256.as_str())) {
        digest.update(part);
        digest.update([0]);
    }
    let moment = seconds(export.now).strftime("%Y%m%d%H%M%S").to_string();
    format!("OVD-{moment}-{:.8}", hexadecimal(&digest.finalize()).to_uppercase())
}

/// Leaves fractions of seconds out.
fn seconds(now: jiff::Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// Writes the message, and returns how many names changed.
fn write(
    target: &Target,
    message: &Message,
    days: &[PlannedDay],
    cancel: &Cancel,
    out: &Path,
    file: &mut dyn Write,
) -> Result<u64, ExportError> {
    let failed = PipelineError::output(out);
    let mut names_changed = 0;
    let mut writer = MessageWriter::begin(file, message).map_err(&failed)?;
    for PlannedDay { date, payments, cents } in days {
        let batch = Batch { date: date.clone(), payments: *payments, cents: i128::from(*cents) };
        writer.begin_batch(&batch).map_err(&failed)?;
        let mut given = Given::default();
        each_planned(target, date, |payment| -> Result<(), ExportError> {
            if cancel.is_requested() {
                return Err(PipelineError::from(SourceError::Interrupted).into());
            }
            let (transfer, is_changed) = transfer(&payment, &mut given);
            names_changed += u64::from(is_changed);
            Ok(writer.transfer(&transfer).map_err(&failed)?)
        })?;
        writer.end_batch().map_err(&failed)?;
    }
    writer.end().map_err(&failed)?;
    Ok(names_changed)
}
