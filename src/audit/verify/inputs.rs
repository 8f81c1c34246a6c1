//! The delivery and the mapping, held by name against the digests in a run's manifest.

use std::path::{Path, PathBuf};

use super::answer::{Check, Difference, Topic};
use super::error::VerifyError;
use crate::diag::codes::delivery::UNUSED_FILE;
use crate::mapping::{DOCUMENT, Files as _, Folder};
use crate::pipeline::intact::{compare, is_inside, read, unreadable};
use crate::pipeline::{FileEntry, Manifest, OpenRun, PipelineError};
use crate::source::{Cancel, files};

const OTHER: &str = "this is not the file that the run was made from";
const FOREIGN: &str = "the run was not made from this file";
const LEAVE: &str = "leave it out of the delivery that is named";
const FIND: &str = "name the delivery and mapping that the run was made from; another one makes another run";

/// Lists the files of a delivery that the run neither read nor found to belong to nothing.
pub(super) fn foreign(
    manifest: &Manifest,
    run: Option<&OpenRun>,
    paths: &[PathBuf],
) -> Result<Vec<String>, PipelineError> {
    let mut foreign = Vec::new();
    // What cannot be listed cannot be run either, and is told then.
    for file in files::list(paths).unwrap_or_default() {
        let is_read = manifest.inputs.iter().any(|entry| entry.name == file.name);
        let said = |run: &OpenRun| run.evidence().is_found(UNUSED_FILE.id, &files::unused_in_words(&file.name));
        if !is_read && !run.map(said).transpose()?.unwrap_or_default() {
            foreign.push(file.name);
        }
    }
    Ok(foreign)
}

/// Checks a delivery: every file that the run read, wherever it stands among the paths, and those that are foreign to it.
pub(super) fn delivery(
    manifest: &Manifest,
    paths: &[PathBuf],
    foreign: &[String],
    cancel: &Cancel,
) -> Result<Check, PipelineError> {
    let place = |name: &str| {
        let places = paths.iter().map(|path| if path.is_dir() { path.join(name) } else { path.clone() });
        places.into_iter().find(|path| path.is_file() && path.file_name().is_some_and(|last| last == name))
    };
    let Check { mut differences, .. } = held(Topic::Delivery, &manifest.inputs, place, cancel)?;
    differences.extend(foreign.iter().map(|name| Difference::new(name, FOREIGN, LEAVE)));
    Ok(Check::of(Topic::Delivery, manifest.inputs.len(), differences))
}

/// Checks the mapping in a folder: every file that the run kept.
pub(super) fn mapping(manifest: &Manifest, folder: &Path, cancel: &Cancel) -> Result<Check, VerifyError> {
    let files = Folder::at(folder);
    if !files.path(DOCUMENT).is_file() {
        return Err(VerifyError::NoMapping { path: folder.to_owned() });
    }
    let place = |name: &str| Some(files.path(name)).filter(|path| path.is_file());
    Ok(held(Topic::Mapping, &manifest.mapping, place, cancel)?)
}

fn held(
    topic: Topic,
    entries: &[FileEntry],
    place: impl Fn(&str) -> Option<PathBuf>,
    cancel: &Cancel,
) -> Result<Check, PipelineError> {
    let mut differences = Vec::new();
    for entry in entries {
        let Some(path) = Some(&entry.name).filter(|name| is_inside(name)).and_then(|name| place(name)) else {
            differences.push(Difference::new(
                &entry.name,
                "the run was made from this file, and it is not there",
                FIND,
            ));
            continue;
        };
        match read(&path, &entry.name, cancel)? {
            Ok(found) => differences.extend(compare(&entry.name, &found, entry, OTHER, FIND)),
            Err(error) => differences.push(unreadable(&entry.name, &error)),
        }
    }
    Ok(Check::of(topic, entries.len(), differences))
}
