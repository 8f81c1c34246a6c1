//! What a run was made from and what it made: digests of everything.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::PipelineError;
use super::folder::RunFolder;
use super::load::Delivered;
use super::reports;
use super::work::Work;
use crate::report::Report;
use crate::report::model::Identification;
use crate::source::opening::hexadecimal;
use crate::source::{Cancel, SourceError};
use crate::store::StoreError;

/// The name of a run's manifest.
pub const MANIFEST: &str = "manifest.json";

/// The name of a run's evidence.
pub const EVIDENCE: &str = "evidence.sqlite";

/// The name of a run's figures.
pub const SUMMARY: &str = "summary.json";

/// The parameter that says whether the reports show recipients in full.
const UNMASK: &str = "unmask";

/// The content of `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this form.
    pub format: u8,
    /// The version of the tool.
    pub overdracht: String,
    /// The service that is left.
    pub service: String,
    /// The cut-over, ISO.
    pub cutover: String,
    /// When the run was made: the one thing that tells two runs of the same input apart.
    pub made_at: String,
    /// The criteria of the proofs and the choices that change bytes, by name.
    pub parameters: serde_json::Map<String, serde_json::Value>,
    /// The delivered files, in order of name.
    pub inputs: Vec<FileEntry>,
    /// The mapping's files, in order of name.
    pub mapping: Vec<FileEntry>,
    /// What the run made, in order of name.
    pub outputs: Vec<FileEntry>,
}

/// A file, and what identifies its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its name: a delivered file's own, else the place in its folder with `/` between.
    pub name: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

impl Manifest {
    /// Reads the manifest of a run.
    ///
    /// # Errors
    /// Fails where there is none, or it cannot be understood.
    pub fn read(folder: &Path) -> Result<Self, PipelineError> {
        let path = folder.join(MANIFEST);
        let unreadable = |reason: String| StoreError::Unreadable { path: path.clone(), reason };
        let text = std::fs::read(&path).map_err(|error| unreadable(error.to_string()))?;
        Ok(serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))?)
    }

    /// Tells whether the run's reports show recipients in full.
    #[must_use]
    pub fn is_unmasked(&self) -> bool {
        self.parameters.get(UNMASK).and_then(serde_json::Value::as_bool).unwrap_or_default()
    }

    /// Writes it as it stands in a run, with a line end at the end.
    ///
    /// # Errors
    /// Never in practice: everything in it can be written as JSON.
    pub fn render(&self) -> Result<Vec<u8>, PipelineError> {
        let failed = |error| PipelineError::output(MANIFEST)(io::Error::other(error));
        let mut text = serde_json::to_vec_pretty(self).map_err(failed)?;
        text.push(b'\n');
        Ok(text)
    }
}

impl FileEntry {
    /// Identifies content under a name.
    #[must_use]
    pub fn of_bytes(name: &str, content: &[u8]) -> Self {
        let sha256 = hexadecimal(&Sha256::digest(content));
        Self { name: name.to_owned(), sha256, bytes: content.len() as u64 }
    }

    /// Reads a file and identifies it under a name.
    ///
    /// # Errors
    /// Fails where it cannot be read, and where the user asked to stop.
    pub fn of(path: &Path, name: &str, cancel: &Cancel) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let (mut hasher, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 20]);
        loop {
            if cancel.is_requested() {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let length = file.read(&mut buffer)?;
            if length == 0 {
                let sha256 = hexadecimal(&hasher.finalize());
                return Ok(Self { name: name.to_owned(), sha256, bytes });
            }
            hasher.update(&buffer[..length]);
            bytes += length as u64;
        }
    }
}

/// Lists the criteria of the proofs, and whether the reports show recipients in full.
#[must_use]
pub fn parameters(identification: &Identification, unmask: bool) -> serde_json::Map<String, serde_json::Value> {
    let criteria = identification.parameters.iter().map(|(name, value)| (name.clone(), value.clone().into()));
    criteria.chain([(UNMASK.to_owned(), unmask.into())]).collect()
}

/// Writes `manifest.json`, the last file of a run.
pub(super) fn write(
    work: &Work<'_>,
    folder: &RunFolder,
    delivered: &Delivered,
    mut outputs: Vec<FileEntry>,
    report: &Report,
    (now, unmask): (&str, bool),
) -> Result<(), PipelineError> {
    let control = delivered.control.iter().map(|control| FileEntry {
        name: control.name.clone(),
        sha256: control.sha256.clone(),
        bytes: control.bytes,
    });
    let data = work.files.data.iter().filter_map(|file| {
        let facts = delivered.files.get(&file.id)?;
        // The sheets of a workbook are one file.
        let name = file.sheet.as_ref().map_or(&file.name, |sheet| &sheet.book.name);
        Some(FileEntry { name: name.clone(), sha256: facts.sha256.clone(), bytes: facts.bytes })
    });
    let mut inputs: Vec<FileEntry> = control.chain(data).collect();
    inputs.sort_by(|one, other| one.name.cmp(&other.name));
    inputs.dedup_by(|one, other| one.name == other.name);
    outputs.sort_by(|one, other| one.name.cmp(&other.name));
    let mapping = work.mapping.files.iter().map(|(name, content)| FileEntry::of_bytes(name, content));
    let manifest = Manifest {
        format: 1,
        overdracht: report.summary.overdracht.clone(),
        service: report.summary.service.clone(),
        cutover: report.summary.cutover.clone(),
        made_at: now.to_owned(),
        parameters: parameters(&report.identification, unmask),
        inputs,
        mapping: mapping.collect(),
        outputs,
    };
    folder.write(MANIFEST, &manifest.render()?)
}

/// Identifies everything that a run made but its workbook, which takes longest to write.
pub(super) fn outputs(
    work: &Work<'_>,
    folder: &RunFolder,
    rejected: Vec<String>,
) -> Result<Vec<FileEntry>, PipelineError> {
    let own = [EVIDENCE, SUMMARY].into_iter().chain(reports::besides_workbook()).map(str::to_owned);
    let targets = work.mapping.destinations.iter().map(|entry| format!("targets/{}.sqlite", entry.name));
    let names: Vec<String> = own.chain(targets).chain(rejected).collect();
    let cancel = work.cancel;
    names.par_iter().map(|name| output(folder, name, cancel)).collect()
}

/// Identifies something that a run made.
pub(super) fn output(folder: &RunFolder, name: &str, cancel: &Cancel) -> Result<FileEntry, PipelineError> {
    FileEntry::of(&folder.path(name), name, cancel).map_err(|error| match error.kind() {
        io::ErrorKind::Interrupted => SourceError::Interrupted.into(),
        _ => PipelineError::output(name)(error),
    })
}
