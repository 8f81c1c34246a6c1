//! The files of a mapping with one of them altered.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use crate::mapping::Files;

/// The files that a mapping was read from, one of them altered.
pub(super) struct Overlay<'m> {
    /// Every file as it stands, by name.
    pub(super) files: &'m BTreeMap<String, Vec<u8>>,
    /// The altered one.
    pub(super) name: &'m str,
    /// Its text.
    pub(super) text: String,
}

impl Files for Overlay<'_> {
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        if name == self.name {
            return Ok(self.text.clone().into_bytes());
        }
        self.files.get(name).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn path(&self, name: &str) -> PathBuf {
        PathBuf::from(name)
    }
}
