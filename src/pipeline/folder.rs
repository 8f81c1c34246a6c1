//! The run folder: built hidden, made visible at once.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::error::PipelineError;

/// A run folder that is being built. Dropped before it is published, it takes everything with it.
#[derive(Debug)]
pub(super) struct RunFolder {
    hidden: TempDir,
    place: PathBuf,
}

impl RunFolder {
    /// Begins a run at a place that must not exist, or at the next free number under `runs/`.
    ///
    /// # Errors
    /// Fails where the place is taken or cannot be written to.
    pub(super) fn begin(out: Option<&Path>, service: &str) -> Result<Self, PipelineError> {
        let place = out.map_or_else(|| next_free(service), Path::to_owned);
        if fs::symlink_metadata(&place).is_ok() {
            return Err(PipelineError::Taken { path: place });
        }
        let parent = match place.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).map_err(PipelineError::output(&parent))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".overdracht-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let hidden = builder.tempdir_in(&parent).map_err(PipelineError::output(&parent))?;
        for name in ["targets", "rejected"] {
            make_private_folder(&hidden.path().join(name))?;
        }
        Ok(Self { hidden, place })
    }

    /// Returns the path of something in the folder.
    #[must_use]
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.hidden.path().join(name)
    }

    /// Makes a file that only its owner can read.
    ///
    /// # Errors
    /// Fails where it cannot be written.
    pub(super) fn create(&self, name: &str) -> Result<BufWriter<File>, PipelineError> {
        let path = self.path(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path).map(BufWriter::new).map_err(PipelineError::output(&path))
    }

    /// Writes a whole file that only its owner can read.
    ///
    /// # Errors
    /// Fails where it cannot be written.
    pub(super) fn write(&self, name: &str, content: &[u8]) -> Result<(), PipelineError> {
        let path = self.path(name);
        let mut file = self.create(name)?;
        file.write_all(content).and_then(|()| file.flush()).map_err(PipelineError::output(&path))
    }

    /// Makes the run visible, and returns its place.
    ///
    /// # Errors
    /// Fails where the place was taken meanwhile or cannot be written to.
    pub(super) fn publish(self) -> Result<PathBuf, PipelineError> {
        if fs::symlink_metadata(&self.place).is_ok() {
            return Err(PipelineError::Taken { path: self.place });
        }
        let hidden = self.hidden.keep();
        if let Err(source) = fs::rename(&hidden, &self.place) {
            // The rename failed, so what was hidden must go; that it is gone matters less than why it failed.
            let _ = fs::remove_dir_all(&hidden);
            return Err(PipelineError::Output { path: self.place, source });
        }
        Ok(self.place)
    }
}

/// Returns the first `runs/<service>-<n>` that does not exist.
fn next_free(service: &str) -> PathBuf {
    let place = |number: u32| Path::new("runs").join(format!("{service}-{number}"));
    (1..).map(place).find(|path| fs::symlink_metadata(path).is_err()).unwrap_or_else(|| place(0))
}

fn make_private_folder(path: &Path) -> Result<(), PipelineError> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(PipelineError::output(path))
}
