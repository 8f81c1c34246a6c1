//! Where the files of a mapping come from: a folder, or a test's memory.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The files of one mapping, by name relative to its folder.
pub trait Files {
    /// Reads a whole file.
    ///
    /// # Errors
    /// Fails where the file is not there or cannot be read.
    fn read(&self, name: &str) -> io::Result<Vec<u8>>;

    /// Returns the file's name as the user would type it.
    fn path(&self, name: &str) -> PathBuf;
}

/// A folder on disk.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Takes a mapping's folder, or the `mapping.toml` in it.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        let is_document = path.file_name().is_some_and(|name| name == super::DOCUMENT) && path.is_file();
        match path.parent() {
            Some(parent) if is_document => Self(parent.to_owned()),
            _ => Self(path.to_owned()),
        }
    }
}

impl Files for Folder {
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.path(name))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// Files in memory, by name.
impl Files for BTreeMap<&str, &str> {
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let text = self.get(name).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(text.as_bytes().to_vec())
    }

    fn path(&self, name: &str) -> PathBuf {
        PathBuf::from(name)
    }
}

/// Tells whether a name stays within the folder.
pub(super) fn is_inside(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}
