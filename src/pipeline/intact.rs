//! Whether the files in a run's folder are those that its manifest lists: changed, missing, and what it does not know.
//!
//! Content counts, permissions do not. Whoever asks says what else may stand there; whether the figures come out is
//! asked elsewhere.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path};

use serde::Serialize;

use super::error::PipelineError;
use super::manifest::{EVIDENCE, FileEntry, MANIFEST, Manifest};
use crate::source::{Cancel, SourceError};

const CHANGED: &str = "its content is not what the manifest says";
const RESTORE: &str = "take the file from where the run was kept, or make the run again";
const UNKNOWN: &str = "the manifest does not know this file";

/// What may stand in a run's folder though its manifest does not list it.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// The names of the files.
    pub names: &'static [&'static str],
    /// Says what is wrong with them, in a folder of which the evidence has this SHA-256.
    pub check: fn(&Path, Option<&str>) -> Option<Difference>,
}

/// Lists what differs between the files in a folder and a run's manifest; nothing where each is as it was made.
///
/// # Errors
/// Fails where the user asked to stop.
pub fn differences(
    folder: &Path,
    manifest: &Manifest,
    beside: &Beside,
    cancel: &Cancel,
) -> Result<Vec<Difference>, PipelineError> {
    let mut differences = Vec::new();
    let (mut listed, mut evidence) = (BTreeSet::new(), None);
    for entry in &manifest.outputs {
        if !is_inside(&entry.name) {
            differences.push(Difference::new(&entry.name, "the manifest names a place outside the run", RESTORE));
            continue;
        }
        if !listed.insert(entry.name.as_str()) {
            differences.push(Difference::new(&entry.name, "the manifest names this file twice", RESTORE));
            continue;
        }
        match read(&folder.join(&entry.name), &entry.name, cancel)? {
            Ok(found) => {
                differences.extend(compare(&entry.name, &found, entry, CHANGED, RESTORE));
                evidence = evidence.or_else(|| (entry.name == EVIDENCE).then_some(found.sha256));
            }
            Err(error) => differences.push(unreadable(&entry.name, &error)),
        }
    }
    if !listed.contains(EVIDENCE) {
        differences.push(Difference::new(EVIDENCE, "the manifest does not list the evidence", RESTORE));
    }
    let known = |name: &str| listed.contains(name) || name == MANIFEST || beside.names.contains(&name);
    for (name, is_link) in files_under(folder) {
        if is_link {
            let help = "put the folder itself in its place: a run is its own files";
            differences.push(Difference::new(&name, "this is a link to a folder elsewhere", help));
        } else if !known(&name) {
            differences.push(Difference::new(&name, UNKNOWN, advice(&name)));
        }
    }
    differences.extend((beside.check)(folder, evidence.as_deref()));
    Ok(differences)
}

/// One thing that differs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The file.
    pub file: String,
    /// The table of a database, or the sheet of a workbook.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub table: String,
    /// What names the row.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// The column, or the path of a figure.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// What stands there; nothing where it is absent.
    pub found: Option<String>,
    /// What should stand there; nothing where it should be absent.
    pub expected: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Difference {
    /// Says what is wrong with a file, and what to do.
    #[must_use]
    pub fn new(file: &str, message: &str, help: &str) -> Self {
        Self { file: file.to_owned(), message: message.to_owned(), help: help.to_owned(), ..Self::default() }
    }

    /// Adds what stands there and what should.
    #[must_use]
    pub fn values(self, found: Option<String>, expected: Option<String>) -> Self {
        Self { found, expected, ..self }
    }

    /// Names the place in the file: `targets/x.sqlite, betaling, id 12, bedrag_cent`.
    #[must_use]
    pub fn place(&self) -> String {
        let parts = [&self.file, &self.table, &self.row, &self.column];
        parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }
}

/// Digests a file; what goes wrong with it is handed over, but not the user's wish to stop.
///
/// # Errors
/// Fails where the user asked to stop.
pub fn read(path: &Path, name: &str, cancel: &Cancel) -> Result<io::Result<FileEntry>, PipelineError> {
    match FileEntry::of(path, name, cancel) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(SourceError::Interrupted.into()),
        other => Ok(other),
    }
}

/// Holds a file against its entry.
#[must_use]
pub fn compare(name: &str, found: &FileEntry, expected: &FileEntry, message: &str, help: &str) -> Option<Difference> {
    let told = |entry: &FileEntry| Some(format!("SHA-256 {}, {} bytes", entry.sha256, entry.bytes));
    let same = (&found.sha256, found.bytes) == (&expected.sha256, expected.bytes);
    (!same).then(|| Difference::new(name, message, help).values(told(found), told(expected)))
}

/// Says that a file is not there, or why it cannot be read.
#[must_use]
pub fn unreadable(name: &str, error: &io::Error) -> Difference {
    match error.kind() {
        io::ErrorKind::NotFound => Difference::new(name, "it is not there", RESTORE),
        _ => Difference::new(name, &format!("it cannot be read: {error}"), "see that you may read it"),
    }
}

/// Tells whether a name stays within the folder that it is looked for in.
#[must_use]
pub fn is_inside(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

fn advice(name: &str) -> &'static str {
    let is_beside = ["-journal", "-wal", "-shm"].iter().any(|end| name.ends_with(end));
    if is_beside {
        "another program has the database open or left this; close it there, and remove the file"
    } else {
        "keep your own files elsewhere; remove it from the run"
    }
}

/// Lists the files below a folder by their names in it, and links to other folders, which are not entered. A folder
/// that cannot be read has none; what the manifest lists in it is missed by name.
fn files_under(folder: &Path) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = folders.pop() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push((entry.path(), format!("{name}/"))),
                Ok(kind) => found.push((name, kind.is_symlink() && entry.path().is_dir())),
                Err(_) => found.push((name, false)),
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// Files, and what is told of each.
    type Told<'a> = &'a [(&'a str, &'a str)];

    const NOTHING: Beside = Beside { names: &["own.json"], check: |_, _| None };

    /// Puts files into a folder and lists what is wrong where a manifest lists some of them.
    fn wrong(files: &[&str], listed: &[&str]) -> Vec<(String, String)> {
        let folder = TempDir::new().expect("a folder");
        for name in files {
            fs::write(folder.path().join(name), name).expect("a file");
        }
        let manifest = Manifest {
            format: 1,
            overdracht: String::new(),
            service: String::new(),
            cutover: String::new(),
            made_at: String::new(),
            parameters: serde_json::Map::new(),
            inputs: Vec::new(),
            mapping: Vec::new(),
            outputs: listed.iter().map(|name| FileEntry::of_bytes(name, name.as_bytes())).collect(),
        };
        let found = differences(folder.path(), &manifest, &NOTHING, &Cancel::default()).expect("an answer");
        found.into_iter().map(|difference| (difference.file, difference.message)).collect()
    }

    #[test]
    fn a_manifest_lists_every_file_once_and_no_other() {
        let unlisted = (EVIDENCE, "the manifest does not list the evidence");
        let table: [(&[&str], &[&str], Told<'_>); 7] = [
            (&[EVIDENCE], &[EVIDENCE], &[]),
            (&[EVIDENCE, MANIFEST, "own.json"], &[EVIDENCE], &[]),
            (&[], &[], &[unlisted]),
            (&[EVIDENCE], &[], &[unlisted, (EVIDENCE, UNKNOWN)]),
            (&[EVIDENCE], &[EVIDENCE, "a.csv"], &[("a.csv", "it is not there")]),
            (&[EVIDENCE, "a.csv"], &[EVIDENCE], &[("a.csv", UNKNOWN)]),
            (&[EVIDENCE], &[EVIDENCE, EVIDENCE], &[(EVIDENCE, "the manifest names this file twice")]),
        ];
        for (files, listed, expected) in table {
            let found = wrong(files, listed);
            let found: Vec<(&str, &str)> = found.iter().map(|(file, told)| (file.as_str(), told.as_str())).collect();
            assert_eq!(found, expected, "{files:?}, {listed:?}");
        }
    }
}
