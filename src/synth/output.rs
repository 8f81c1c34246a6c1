//! The files of a delivery: only their owner can read them, and none that exists is overwritten.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use super::SynthError;

/// Begins a file.
pub(super) fn create(folder: &Path, name: &str) -> Result<File, SynthError> {
    let mut options = OpenOptions::new();
    // A compound file is read while it is written.
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(folder.join(name)).map_err(|source| cannot_write(name, source))
}

/// Says that a file could not be written.
pub(super) fn cannot_write(name: &str, source: io::Error) -> SynthError {
    SynthError::Write { file: name.to_owned(), source }
}
