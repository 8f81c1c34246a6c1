//! What a delivery comes to, as files by name: of a run, and as it is expected.
//!
//! Compared are the summary, the verdicts, what the promise says about itself, the rejected rows and every row of every
//! target. What a run holds besides (reports, evidence, digests) follows from these or differs with every change of the
//! program.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use super::fixture::Fixture;
use crate::catalog::Table;
use crate::domain::FileId;
use crate::mapping::Mapping;
use crate::pipeline::manifest::{EVIDENCE, SUMMARY};
use crate::pipeline::{self, PipelineError, Request};
use crate::source::{Cancel, SourceError};
use crate::store::{EvidenceReader, StoreError, Target, dump, evidence_read};

/// The file that says why a delivery cannot be used.
pub const REFUSED: &str = "refused.txt";

/// The files of a run that are compared, besides folders.
const FILES: [&str; 2] = [SUMMARY, "verdicts.csv"];

/// The file with what the promise leaves out or takes differently.
pub const NOTES: &str = "notes.csv";

/// More notes than there can be.
const ALL: usize = usize::MAX >> 1;

/// The clock of runs that are compared; it shows in nothing that is.
const NOW: &str = "2000-01-01T00:00:00Z";

/// What a delivery comes to: the content of files by name, as they stand under `expected/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome(pub BTreeMap<String, Vec<u8>>);

/// Runs a fixture in a temporary folder, of which nothing is left. A delivery that cannot be used has an outcome too.
///
/// A run must not be made in a thread of rayon's pool, on which it waits; see [`super::parallel`].
///
/// # Errors
/// Fails where a run cannot be made for another reason, or the user wants to stop.
pub fn of_run(mapping: &Mapping, fixture: &Fixture, cancel: &Cancel) -> Result<Outcome, PipelineError> {
    let place = pipeline::private_folder()?;
    let folder = place.path().join("run");
    let waived = fixture.waived(mapping)?;
    let mapping = waived.as_ref().unwrap_or(mapping);
    match run(mapping, fixture, &folder, cancel)? {
        Ok(()) => Ok(Outcome(of_folder(mapping, &folder)?)),
        Err(refused) => {
            let told = without_folders(&refused.to_string(), &[&fixture.delivery, place.path()]);
            Ok(Outcome(BTreeMap::from([(REFUSED.to_owned(), format!("error: {told}\n").into_bytes())])))
        }
    }
}

/// Runs a fixture into a folder; returns why its delivery cannot be used, where it cannot.
///
/// # Errors
/// As [`of_run`].
pub(super) fn run(
    mapping: &Mapping,
    fixture: &Fixture,
    folder: &Path,
    cancel: &Cancel,
) -> Result<Result<(), PipelineError>, PipelineError> {
    let done = pipeline::run(&Request {
        mapping,
        delivery: std::slice::from_ref(&fixture.delivery),
        out: Some(folder),
        now: NOW,
        unmask: false,
        cancel,
        progress: &|_, _| {},
    });
    match done {
        Ok(_) => Ok(Ok(())),
        Err(error) if is_about_delivery(&error) => Ok(Err(error)),
        Err(error) => Err(error),
    }
}

/// Reads what a fixture must come to.
///
/// # Errors
/// Fails where a file cannot be read.
pub fn expected(fixture: &Fixture) -> io::Result<Outcome> {
    files_under(&fixture.expected).map(Outcome)
}

/// Tells whether a run was not made because the delivery cannot be used.
const fn is_about_delivery(error: &PipelineError) -> bool {
    match error {
        PipelineError::Source(SourceError::Interrupted | SourceError::Pattern { .. }) => false,
        PipelineError::Source(_) | PipelineError::Identity(_) => true,
        _ => false,
    }
}

/// Takes folders of this machine out of a message.
fn without_folders(message: &str, folders: &[&Path]) -> String {
    folders.iter().fold(message.to_owned(), |message, folder| {
        let folder = folder.display().to_string();
        message.replace(&format!("{folder}{}", std::path::MAIN_SEPARATOR), "").replace(&folder, "the delivery")
    })
}

fn of_folder(mapping: &Mapping, folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, PipelineError> {
    let mut files = BTreeMap::new();
    for name in FILES {
        let path = folder.join(name);
        files.insert(name.to_owned(), fs::read(&path).map_err(PipelineError::output(&path))?);
    }
    let rejected = folder.join("rejected");
    let rows = files_under(&rejected).map_err(PipelineError::output(&rejected))?;
    files.extend(rows.into_iter().map(|(name, content)| (format!("rejected/{name}"), content)));
    let path = folder.join(EVIDENCE);
    let connection = evidence_read::open(&path)?;
    let evidence = EvidenceReader::opened(&connection, &path);
    files.insert(NOTES.to_owned(), notes(&evidence)?);
    files.extend(of_targets(mapping, folder, &evidence)?);
    Ok(files)
}

/// Writes out what the promise says about itself.
fn notes(evidence: &EvidenceReader<'_>) -> Result<Vec<u8>, PipelineError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| PipelineError::output(Path::new(NOTES))(error.into());
    writer.write_record(["kind", "case", "message"]).map_err(failed)?;
    for note in evidence.notes(ALL)?.0 {
        writer.write_record([note.kind, note.subject, note.message]).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| PipelineError::output(Path::new(NOTES))(error.into_error()))
}

/// Writes out the tables that the mapping fills, of every target that has them.
fn of_targets(
    mapping: &Mapping,
    folder: &Path,
    evidence: &EvidenceReader<'_>,
) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let names = evidence.files()?.into_iter();
    let names: BTreeMap<FileId, String> = names.map(|file| (FileId::new(file.number), file.name)).collect();
    let is_filled = |table: &&Table| mapping.maps.iter().any(|map| map.to.name == table.name);
    let mut files = Vec::new();
    for target in Target::open_all(mapping, &folder.join("targets"))? {
        for table in target.mapped_tables().filter(is_filled) {
            let mut content = Vec::new();
            dump::write(&target, table, &names, &mut content)?;
            files.push((format!("targets/{}/{}.csv", target.name, table.name), content));
        }
    }
    Ok(files)
}

/// Reads all files below a folder, by their names in it; hidden ones are passed over.
fn files_under(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            let inner = files_under(&path)?.into_iter();
            found.extend(inner.map(|(inner, content)| (format!("{name}/{inner}"), content)));
        } else {
            found.insert(name, fs::read(&path)?);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_files_and_no_folder_of_this_machine() {
        let folder = Path::new("/home/x/fixtures/clean/delivery");
        let table = [
            ("a.csv:3: too short", "a.csv:3: too short"),
            ("/home/x/fixtures/clean/delivery/a.csv: cannot be read", "a.csv: cannot be read"),
            ("/home/x/fixtures/clean/delivery: cannot be read", "the delivery: cannot be read"),
        ];
        for (message, expected) in table {
            assert_eq!(without_folders(message, &[folder]), expected);
        }
    }

    #[test]
    fn what_the_user_wants_or_the_mapping_says_is_no_fault_of_the_delivery() {
        let pattern = SourceError::Pattern { table: String::new(), pattern: String::new(), reason: String::new() };
        assert!(is_about_delivery(&SourceError::TooManyFiles.into()));
        for error in [PipelineError::from(SourceError::Interrupted), pattern.into(), StoreError::Interrupted.into()] {
            assert!(!is_about_delivery(&error), "{error}");
        }
    }
}
