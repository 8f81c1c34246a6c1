//! A municipal database that stands there, held so that no other program writes to it meanwhile.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::MunicipalError;
use super::publication::{self, Publication};
use super::schema;
use crate::catalog::Shape;
use crate::source::Cancel;
use crate::store::StoreError;
use crate::store::database::{as_file, create_private, open_database, stop_when_asked};

/// How long another program may be busy with the database before it is refused.
const PATIENCE: Duration = Duration::from_millis(500);

/// How a SQLite database begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// A municipal database that is held.
///
/// The file must not be opened in any other way while it is: on Unix a process that closes a file gives up every lock
/// that it has on it.
#[derive(Debug)]
pub struct Held {
    path: PathBuf,
    /// In a transaction that can write, and never does.
    connection: Connection,
    // Dropped in this order: to close this gives every lock up.
    file: File,
}

impl Held {
    /// Opens a database and keeps other programs from writing to it until it is dropped.
    ///
    /// # Errors
    /// Refuses what is no municipal database of a destination's form, and what another program has not left in peace.
    pub fn open(path: &Path, shape: &Shape) -> Result<Self, MunicipalError> {
        refuse_foreign(path)?;
        let file = File::open(path).map_err(|source| StoreError::File { path: path.to_owned(), source })?;
        let error = StoreError::sqlite(path, "opening");
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(as_file(path), flags).map_err(&error)?;
        connection.busy_timeout(PATIENCE).map_err(&error)?;
        connection.execute_batch("BEGIN IMMEDIATE").map_err(|failed| match failed.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy) => {
                MunicipalError::refused(path, "another program is writing to it; wait until that is done")
            }
            Some(ErrorCode::ReadOnly) => MunicipalError::refused(path, "it may not be written to"),
            _ => error(failed).into(),
        })?;
        if let Some(difference) = schema::difference(&connection, shape).map_err(&error)? {
            let reason = format!(
                "it is no database that this version publishes this destination into: {difference}; name another file, \
                 which need not exist yet"
            );
            return Err(MunicipalError::refused(path, reason));
        }
        // New rows would get the keys of those whose publication is no longer noted.
        if let Some(number) = publication::file_of_none(&connection, shape).map_err(&error)? {
            let reason = format!(
                "its file {number} in the table levering came with no publication that the table publicatie has: \
                 somebody took rows out of it; put a copy of the database back that was kept"
            );
            return Err(MunicipalError::refused(path, reason));
        }
        Ok(Self { path: path.to_owned(), connection, file })
    }

    /// Lists what was published into it.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        publication::all(&self.connection).map_err(StoreError::sqlite(&self.path, "listing publications"))
    }

    /// Returns the one handle, besides that of SQLite, to read it with.
    #[must_use]
    pub const fn file(&self) -> &File {
        &self.file
    }

    /// Copies it to a new file that only its owner can read.
    ///
    /// # Errors
    /// Fails where SQLite or the file system does, and where the user asked to stop.
    pub fn copy_to(&self, path: &Path, cancel: &Cancel) -> Result<(), StoreError> {
        create_private(path)?;
        let copy = text(path)?;
        let error = StoreError::sqlite(&self.path, "copying");
        let mut reader = open_database(&self.path)?;
        stop_when_asked(&mut reader, cancel).map_err(&error)?;
        reader.execute("VACUUM INTO ?1", [copy]).map(|_| ()).map_err(error)
    }
}

/// Returns a path as SQLite takes it in a statement.
pub(super) fn text(path: &Path) -> Result<String, StoreError> {
    let odd = || io::Error::new(io::ErrorKind::InvalidFilename, "its path is no UTF-8");
    let text = as_file(path).into_os_string().into_string();
    text.map_err(|_| StoreError::File { path: path.to_owned(), source: odd() })
}

/// Refuses what is no database, and one that another program has not left in peace.
fn refuse_foreign(path: &Path) -> Result<(), MunicipalError> {
    let refused = |reason: &str| Err(MunicipalError::refused(path, reason));
    let mut header = [0; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    match read {
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            return Err(StoreError::File { path: path.to_owned(), source: error }.into());
        }
        Ok(()) if header.starts_with(MAGIC) => {}
        _ => return refused("it is no SQLite database; name another file, which need not exist yet"),
    }
    // These two bytes say how it is written and read: 2 is with a log beside it.
    if header[18..20] != [1, 1] {
        return refused(
            "it is kept with a write-ahead log; with no other program open, say `PRAGMA journal_mode = DELETE` to it",
        );
    }
    for (end, what) in [("-journal", "a journal"), ("-wal", "a write-ahead log")] {
        // A journal that is done with may stay, its header wiped out.
        let first = File::open(beside(path, end)).and_then(|mut file| {
            let mut first = [0];
            file.read_exact(&mut first).map(|()| first[0])
        });
        if first.is_ok_and(|first| first != 0) {
            return refused(&format!(
                "{what} stands beside it: another program is writing to it, or was stopped while it did; open it once \
                 with that program and close it again"
            ));
        }
    }
    Ok(())
}

/// Names a file beside another.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    fn made(folder: &TempDir) -> PathBuf {
        let path = folder.path().join("gemeente.sqlite");
        let database = Connection::open(&path).expect("a database");
        database.execute_batch(&schema::statements(&Shape::municipality())).expect("tables");
        path
    }

    fn refusal(path: &Path) -> String {
        Held::open(path, &Shape::municipality()).expect_err("refused").to_string()
    }

    #[test]
    fn what_is_no_municipal_database_is_refused() {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("x.sqlite");
        for content in ["", "x", &"x".repeat(5000)] {
            fs::write(&path, content).expect("a file");
            assert!(refusal(&path).contains("it is no SQLite database"), "{}", refusal(&path));
            assert_eq!(fs::read(&path).expect("a file"), content.as_bytes());
        }
        let other = folder.path().join("other.sqlite");
        Connection::open(&other).expect("a database").execute_batch("CREATE TABLE t (x)").expect("a table");
        assert!(refusal(&other).contains("it has no index"), "{}", refusal(&other));
    }

    #[test]
    fn what_another_program_has_not_left_in_peace_is_refused() {
        let folder = TempDir::new().expect("a folder");
        let path = made(&folder);
        assert!(Held::open(&path, &Shape::municipality()).is_ok());
        for end in ["-journal", "-wal"] {
            fs::write(beside(&path, end), "x").expect("a file");
            assert!(refusal(&path).contains("stands beside it"), "{}", refusal(&path));
            fs::remove_file(beside(&path, end)).expect("the file");
        }
        for done_with in ["", "\0\0\0\0\0\0\0\0\0"] {
            fs::write(beside(&path, "-journal"), done_with).expect("a file");
            assert!(Held::open(&path, &Shape::municipality()).is_ok());
        }
        let other = Connection::open(&path).expect("the database");
        other.execute_batch("BEGIN IMMEDIATE").expect("a transaction");
        assert!(refusal(&path).contains("another program is writing to it"), "{}", refusal(&path));
        other.execute_batch("ROLLBACK; PRAGMA journal_mode = WAL").expect("another mode");
        drop(other);
        assert!(refusal(&path).contains("write-ahead log"), "{}", refusal(&path));
    }

    #[test]
    fn a_database_that_is_held_can_be_read_and_copied_but_not_written_to() {
        let folder = TempDir::new().expect("a folder");
        let path = made(&folder);
        let before = fs::read(&path).expect("the file");
        let held = Held::open(&path, &Shape::municipality()).expect("the database");
        let copy = folder.path().join("copy.sqlite");
        held.copy_to(&copy, &Cancel::default()).expect("a copy");
        let other = Connection::open(&path).expect("the database");
        other.busy_timeout(Duration::ZERO).expect("no patience");
        assert!(other.execute_batch("INSERT INTO componentsoort (code) VALUES ('x')").is_err());
        drop((other, held));
        assert_eq!(fs::read(&path).expect("the file"), before);
        assert!(Held::open(&copy, &Shape::municipality()).is_ok());
    }
}
