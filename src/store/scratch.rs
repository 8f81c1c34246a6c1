//! Copies of finished targets that may be spoiled: whatever is changed in one, the run itself never is.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::database::{as_file, create_private};
use super::error::StoreError;
use super::target::Target;

impl Target {
    /// Copies a finished target into a folder and opens the copy for writing, with nothing that holds its rows together:
    /// references and keys may be broken in it.
    ///
    /// # Errors
    /// Fails where the copy cannot be written or opened.
    pub fn scratch(&self, folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(format!("{}.sqlite", self.name));
        create_private(&path)?;
        copy(&self.path, &path).map_err(|source| StoreError::File { path: path.clone(), source })?;
        let error = StoreError::sqlite(&path, "opening");
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(as_file(&path), flags).map_err(&error)?;
        connection
            .execute_batch(
                "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
                 PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF;",
            )
            .map_err(&error)?;
        let (name, shape) = (self.name.clone(), self.shape.clone());
        Ok(Self { destination: self.destination, name, partner_of: self.partner_of, shape, path, connection })
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut written = OpenOptions::new().write(true).open(to)?;
    io::copy(&mut File::open(from)?, &mut written).map(|_| ())
}
