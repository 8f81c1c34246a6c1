//! What a run was made from and what it made: digests of everything, and the rejected rows as delivered.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::error::PipelineError;
use super::folder::RunFolder;
use super::load::Delivered;
use super::run::Work;
use crate::mapping::model::Encoding;
use crate::report::Report;
use crate::source::reading::hexadecimal;
use crate::source::{Reading, decode};
use crate::store::EvidenceReader;

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
        Some(FileEntry { name: file.name.clone(), sha256: facts.sha256.clone(), bytes: facts.bytes })
    });
    let mut inputs: Vec<FileEntry> = control.chain(data).collect();
    inputs.sort_by(|one, other| one.name.cmp(&other.name));
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
        outputs: outputs(work, folder)?,
    };
    let path = folder.path("manifest.json");
    let mut text =
        serde_json::to_vec_pretty(&manifest).map_err(|error| PipelineError::output(&path)(io::Error::other(error)))?;
    text.push(b'\n');
    folder.write("manifest.json", &text)
}

fn outputs(work: &Work<'_>, folder: &RunFolder) -> Result<Vec<FileEntry>, PipelineError> {
    let mut names: Vec<String> =
        ["evidence.sqlite", "report.html", "summary.json", "verdicts.csv"].map(str::to_owned).to_vec();
    names.extend(work.mapping.destinations.iter().map(|entry| format!("targets/{}.sqlite", entry.name)));
    names.extend(rejected_tables(work).map(|name| format!("rejected/{name}.csv")));
    names.retain(|name| folder.path(name).is_file());
    names.sort();
    names.into_iter().map(|name| digest(&folder.path(&name), name)).collect()
}

fn rejected_tables<'a>(work: &'a Work<'_>) -> impl Iterator<Item = &'a str> {
    work.mapping.delivery.tables.iter().map(|table| table.name.as_str())
}

fn digest(path: &Path, name: String) -> Result<FileEntry, PipelineError> {
    let error = PipelineError::output(path);
    let mut file = File::open(path).map_err(&error)?;
    let (mut hasher, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 20]);
    loop {
        let length = file.read(&mut buffer).map_err(&error)?;
        if length == 0 {
            return Ok(FileEntry { name, sha256: hexadecimal(&hasher.finalize()), bytes });
        }
        hasher.update(&buffer[..length]);
        bytes += length as u64;
    }
}

/// Writes `rejected/<table>.csv`: every rejected row as delivered, in the delivery's own encoding and under its own
/// headings, behind four columns that say where it stood and what is wrong. Such a file can be corrected and delivered
/// again.
pub(super) fn write_rejected(
    work: &Work<'_>,
    folder: &RunFolder,
    evidence: &EvidenceReader<'_>,
) -> Result<(), PipelineError> {
    let delivery = &work.mapping.delivery;
    for (index, table) in delivery.tables.iter().enumerate() {
        let name = format!("rejected/{}.csv", table.name);
        let mut out: Option<BufWriter<File>> = None;
        for file in work.files.of(index) {
            let mut headings = None;
            evidence.each_rejected(file.id.number(), |line, code, message, raw| -> Result<(), PipelineError> {
                let failed = PipelineError::output(&folder.path(&name));
                if headings.is_none() {
                    let layout = Reading { delivery, file, cancel: work.cancel }.layout()?;
                    headings = Some(layout.raw().to_vec());
                }
                let first = out.is_none();
                let sink = match &mut out {
                    Some(sink) => sink,
                    None => out.insert(folder.create(&name)?),
                };
                if first {
                    let names = ["bestand", "regel", "code", "reden"].map(str::to_owned);
                    let row = record(delivery, &names, headings.as_deref().unwrap_or_default());
                    sink.write_all(&row).map_err(&failed)?;
                }
                let place = [file.name.clone(), line.to_string(), code, message];
                sink.write_all(&record(delivery, &place, &raw)).map_err(&failed)
            })?;
        }
        if let Some(mut sink) = out {
            sink.flush().map_err(PipelineError::output(&folder.path(&name)))?;
        }
    }
    Ok(())
}

/// Puts cells before a raw row. UTF-16 was read as UTF-8, so it is written as such here.
fn record(delivery: &crate::mapping::model::Delivery, cells: &[String], raw: &[u8]) -> Vec<u8> {
    let encoding = match delivery.encoding {
        Encoding::Windows1252 => Encoding::Windows1252,
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => Encoding::Utf8,
    };
    let quote = char::from(delivery.quote);
    let mut row = Vec::new();
    for cell in cells {
        let doubled = cell.replace(quote, &format!("{quote}{quote}"));
        row.extend(decode::encode(encoding, &format!("{quote}{doubled}{quote}")));
        row.push(delivery.delimiter);
    }
    row.extend_from_slice(raw);
    row.extend_from_slice(b"\r\n");
    row
}
