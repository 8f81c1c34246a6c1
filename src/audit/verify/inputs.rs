//! The delivery and the mapping, held by name against the digests in a run's manifest.

use std::path::{Path, PathBuf};

use super::answer::{Check, Difference, Topic};
use super::error::VerifyError;
use crate::mapping::{DOCUMENT, Files as _, Folder};
use crate::pipeline::intact::{compare, is_inside, read, unreadable};
use crate::pipeline::{FileEntry, Manifest, PipelineError};
use crate::source::Cancel;

const OTHER: &str = "this is not the file that the run was made from";
const FIND: &str = "name the delivery and mapping that the run was made from; another one makes another run";

/// Checks a delivery: every file that the run read, wherever it stands among the paths.
pub(super) fn delivery(manifest: &Manifest, paths: &[PathBuf], cancel: &Cancel) -> Result<Check, PipelineError> {
    let place = |name: &str| {
        let places = paths.iter().map(|path| if path.is_dir() { path.join(name) } else { path.clone() });
        places.into_iter().find(|path| path.is_file() && path.file_name().is_some_and(|last| last == name))
    };
    held(Topic::Delivery, &manifest.inputs, place, cancel)
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
