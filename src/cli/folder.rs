//! New folders that appear whole: written beside their place, and made visible by one rename.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::CliError;
use crate::pipeline::private_folder_in;

/// Refuses a folder that holds anything, and a file in its place.
pub(super) fn refuse_if_taken(out: &Path) -> Result<(), CliError> {
    let taken = || CliError::Taken { path: out.display().to_string() };
    match fs::read_dir(out) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                Err(taken())
            } else {
                Ok(())
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(taken()),
        Err(source) => Err(cannot_write(out, source)),
    }
}

/// Makes a folder that only its owner can enter, next to where the delivery will be.
pub(super) fn create_beside(out: &Path) -> Result<TempDir, CliError> {
    let parent = match out.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let made = fs::create_dir_all(parent).and_then(|()| private_folder_in(parent));
    made.map_err(|source| cannot_write(out, source))
}

/// Gives a finished delivery its name; an empty folder of that name makes way.
pub(super) fn reveal(draft: TempDir, out: &Path) -> Result<(), CliError> {
    match fs::remove_dir(out) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => return Err(cannot_write(out, source)),
        _ => {}
    }
    fs::rename(draft.path(), out).map_err(|source| cannot_write(out, source))?;
    // The folder has another name now, and is no longer temporary.
    let _ = draft.keep();
    Ok(())
}

/// Says that an output cannot be written.
pub(super) fn cannot_write(path: &Path, source: io::Error) -> CliError {
    CliError::Write { path: path.display().to_string(), source }
}
