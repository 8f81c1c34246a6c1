//! Every file of a run, held against its manifest: changed, missing, and what the manifest does not know.
//!
//! Content counts, permissions do not. Beside the files that the manifest lists only it, its signature and a drill of
//! this very evidence may stand there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path};

use super::answer::{Check, Difference, Topic};
use crate::audit::signature::SIGNATURE;
use crate::drill::DRILL;
use crate::pipeline::manifest::MANIFEST;
use crate::pipeline::{FileEntry, Manifest, PipelineError};
use crate::source::{Cancel, SourceError};

const EVIDENCE: &str = "evidence.sqlite";
const CHANGED: &str = "its content is not what the manifest says";
const RESTORE: &str = "take the file from where the run was kept, or make the run again";
const UNKNOWN: &str = "the manifest does not know this file";

/// Lists what differs between the files in a folder and a run's manifest; nothing where each is as it was made.
///
/// # Errors
/// Fails where the user asked to stop.
pub fn differences(folder: &Path, manifest: &Manifest, cancel: &Cancel) -> Result<Vec<Difference>, PipelineError> {
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
    let known = |name: &str| listed.contains(name) || [MANIFEST, SIGNATURE].contains(&name);
    for (name, is_link) in files_under(folder) {
        if is_link {
            let help = "put the folder itself in its place: a run is its own files";
            differences.push(Difference::new(&name, "this is a link to a folder elsewhere", help));
        } else if name == DRILL && !known(&name) {
            differences.extend(foreign_drill(folder, evidence.as_deref()));
        } else if !known(&name) {
            differences.push(Difference::new(&name, UNKNOWN, advice(&name)));
        }
    }
    Ok(differences)
}

/// Checks the files of a run.
pub(super) fn check(folder: &Path, manifest: &Manifest, cancel: &Cancel) -> Result<Check, PipelineError> {
    Ok(Check::of(Topic::Files, manifest.outputs.len(), differences(folder, manifest, cancel)?))
}

/// Digests a file; what goes wrong with it is handed over, but not the user's wish to stop.
pub(super) fn read(path: &Path, name: &str, cancel: &Cancel) -> Result<io::Result<FileEntry>, PipelineError> {
    match FileEntry::of(path, name, cancel) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(SourceError::Interrupted.into()),
        other => Ok(other),
    }
}

/// Holds a file against its entry.
pub(super) fn compare(
    name: &str,
    found: &FileEntry,
    expected: &FileEntry,
    message: &str,
    help: &str,
) -> Option<Difference> {
    let told = |entry: &FileEntry| Some(format!("SHA-256 {}, {} bytes", entry.sha256, entry.bytes));
    let same = (&found.sha256, found.bytes) == (&expected.sha256, expected.bytes);
    (!same).then(|| Difference::new(name, message, help).values(told(found), told(expected)))
}

/// Says that a file is not there, or why it cannot be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Difference {
    match error.kind() {
        io::ErrorKind::NotFound => Difference::new(name, "it is not there", RESTORE),
        _ => Difference::new(name, &format!("it cannot be read: {error}"), "see that you may read it"),
    }
}

/// Tells whether a name stays within the folder that it is looked for in.
pub(super) fn is_inside(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Holds a drill against the evidence that it says it was made from.
fn foreign_drill(folder: &Path, evidence: Option<&str>) -> Option<Difference> {
    let help = "drill the run again, or remove the file";
    let drill = fs::read(folder.join(DRILL)).ok();
    let drill = drill.and_then(|text| serde_json::from_slice::<BTreeMap<String, serde_json::Value>>(&text).ok());
    let Some(drill) = drill else {
        return Some(Difference::new(DRILL, "it is no drill that can be read", help));
    };
    let names_it = |sha256: &str| drill.values().any(|value| value.as_str() == Some(sha256));
    let message = "it does not say that it was made from this evidence";
    (!evidence.is_some_and(names_it)).then(|| Difference::new(DRILL, message, help))
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
