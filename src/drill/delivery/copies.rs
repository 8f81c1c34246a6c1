//! The files of a delivery that is being spoiled: as they were, or the copies that took their place.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::lines::{Lines, has_letters};
use super::spoiled::Spoiled;
use crate::mapping::model::Encoding;
use crate::pipeline::PipelineError;
use crate::source::SourceError;

impl Spoiled<'_> {
    /// Returns the bytes of a file as it is now.
    ///
    /// # Errors
    /// Fails where it cannot be read.
    pub(super) fn bytes(&self, file: &str) -> Result<Vec<u8>, PipelineError> {
        let path = self.path(file);
        fs::read(&path).map_err(unreadable(&path))
    }

    /// Returns where a file as it is now stands.
    fn path(&self, file: &str) -> PathBuf {
        let known = self.delivered.files.iter().find(|known| known.name == file).map(|known| &known.path);
        self.changed.get(file).or(known).cloned().unwrap_or_else(|| PathBuf::from(file))
    }

    /// Tells whether a delimited file has a character that not every encoding writes alike.
    ///
    /// # Errors
    /// Fails where it cannot be read.
    pub(super) fn has_letters(&self, file: &str) -> Result<bool, PipelineError> {
        let Some(form) = self.form(file) else { return Ok(false) };
        let path = self.path(file);
        File::open(&path).and_then(|bytes| has_letters(bytes, form.encoding)).map_err(unreadable(&path))
    }

    /// Copies a file as it is now to a path.
    ///
    /// # Errors
    /// Fails where it cannot be read or the copy not written.
    pub(super) fn copy(&self, file: &str, to: &Path) -> Result<(), PipelineError> {
        let path = self.path(file);
        let mut bytes = File::open(&path).map_err(unreadable(&path))?;
        let copied = File::create(to).and_then(|mut copy| io::copy(&mut bytes, &mut copy));
        copied.map(|_| ()).map_err(PipelineError::output(to))
    }

    /// Writes a copy of a file without its second half.
    ///
    /// # Errors
    /// Fails where it cannot be read or the copy not written.
    pub(super) fn cut(&mut self, file: &str) -> Result<(), PipelineError> {
        let path = self.folder.path().join(file);
        if !self.changed.contains_key(file) {
            self.copy(file, &path)?;
        }
        let halve = |copy: File| copy.set_len(copy.metadata()?.len() / 2);
        let cut = File::options().write(true).open(&path).and_then(halve);
        cut.map_err(PipelineError::output(&path))?;
        self.changed.insert(file.to_owned(), path);
        Ok(())
    }

    /// Writes a copy of a delimited file with other lines, in an encoding.
    ///
    /// # Errors
    /// Fails where it cannot be written.
    pub(super) fn write_lines(&mut self, file: &str, lines: &Lines, encoding: Encoding) -> Result<(), PipelineError> {
        let path = self.folder.path().join(file);
        let written = File::create(&path).and_then(|copy| lines.write_out(copy, encoding));
        written.map_err(PipelineError::output(&path))?;
        self.changed.insert(file.to_owned(), path);
        Ok(())
    }

    /// Writes a copy of a file with other bytes.
    ///
    /// # Errors
    /// Fails where it cannot be written.
    pub(super) fn write(&mut self, file: &str, bytes: &[u8]) -> Result<(), PipelineError> {
        let path = self.folder.path().join(file);
        fs::write(&path, bytes).map_err(PipelineError::output(&path))?;
        self.changed.insert(file.to_owned(), path);
        Ok(())
    }

    /// Returns a new folder for what is delivered besides.
    ///
    /// # Errors
    /// Fails where it cannot be made.
    pub(super) fn folder(&self, name: &str) -> Result<PathBuf, PipelineError> {
        let path = self.folder.path().join(name);
        fs::create_dir(&path).map_err(PipelineError::output(&path))?;
        Ok(path)
    }
}

/// Says that a file cannot be read.
fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> PipelineError + use<'_> {
    |source| SourceError::Unreadable { path: path.display().to_string(), source }.into()
}
