//! What a run was made from and what it made: digests of everything.

use std::fs::File;
use std::io::{self, Read};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::error::PipelineError;
use super::folder::RunFolder;
use super::load::Delivered;
use super::run::Work;
use crate::report::Report;
use crate::source::opening::hexadecimal;

/// The content of `manifest.json`.
#[derive(Serialize)]
struct Manifest<'a> {
    format: u8,
    overdracht: &'a str,
    service: &'a str,
    cutover: &'a str,
    made_at: &'a str,
    parameters: serde_json::Map<String, serde_json::Value>,
    inputs: Vec<FileEntry>,
    mapping: Vec<FileEntry>,
    outputs: Vec<FileEntry>,
}

#[derive(Serialize)]
struct FileEntry {
    name: String,
    sha256: String,
    bytes: u64,
}

/// Writes `manifest.json`, the last file of a run.
pub(super) fn write(
    work: &Work<'_>,
    folder: &RunFolder,
    delivered: &Delivered,
    rejected: Vec<String>,
    report: &Report,
    now: &str,
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
    let mapping = work.mapping.files.iter().map(|(name, content)| FileEntry {
        name: name.clone(),
        sha256: hexadecimal(&Sha256::digest(content)),
        bytes: content.len() as u64,
    });
    let parameters = report.identification.parameters.iter();
    let parameters = parameters.map(|(name, value)| (name.clone(), value.clone().into())).collect();
    let manifest = Manifest {
        format: 1,
        overdracht: &report.summary.overdracht,
        service: &report.summary.service,
        cutover: &report.summary.cutover,
        made_at: now,
        parameters,
        inputs,
        mapping: mapping.collect(),
        outputs: outputs(work, folder, rejected)?,
    };
    let failed = |error| PipelineError::output("manifest.json")(io::Error::other(error));
    let mut text = serde_json::to_vec_pretty(&manifest).map_err(failed)?;
    text.push(b'\n');
    folder.write("manifest.json", &text)
}

fn outputs(work: &Work<'_>, folder: &RunFolder, rejected: Vec<String>) -> Result<Vec<FileEntry>, PipelineError> {
    let reports = ["evidence.sqlite", "report.html", "summary.json", "verdicts.csv"].map(str::to_owned);
    let targets = work.mapping.destinations.iter().map(|entry| format!("targets/{}.sqlite", entry.name));
    let mut names: Vec<String> = reports.into_iter().chain(targets).chain(rejected).collect();
    names.sort();
    names.into_iter().map(|name| digest(work, folder, name)).collect()
}

fn digest(work: &Work<'_>, folder: &RunFolder, name: String) -> Result<FileEntry, PipelineError> {
    let error = PipelineError::output(&name);
    let mut file = File::open(folder.path(&name)).map_err(&error)?;
    let (mut hasher, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 20]);
    loop {
        work.stop_if_asked()?;
        let length = file.read(&mut buffer).map_err(&error)?;
        if length == 0 {
            return Ok(FileEntry { name, sha256: hexadecimal(&hasher.finalize()), bytes });
        }
        hasher.update(&buffer[..length]);
        bytes += length as u64;
    }
}
