//! Database files: made for their owner alone and filled once, or opened for reading.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::StoreError;
use crate::source::Cancel;

/// After how many of SQLite's steps it looks whether the user wants to stop; some milliseconds.
const STEPS: i32 = 100_000;

/// Makes a new database that only its owner can read, tuned for being filled once. What is deleted is overwritten.
/// Whatever it does ends soon after the user asked to stop.
pub(super) fn create_database(path: &Path, cancel: &Cancel) -> Result<Connection, StoreError> {
    create_private(path)?;
    open_for_filling(path, cancel)
}

/// Opens a database that nobody else sees yet, tuned for being filled once.
pub(super) fn open_for_filling(path: &Path, cancel: &Cancel) -> Result<Connection, StoreError> {
    let error = StoreError::sqlite(path, "opening");
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(as_file(path), flags).map_err(&error)?;
    connection
        .execute_batch(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF;
             PRAGMA secure_delete = ON;",
        )
        .map_err(&error)?;
    stop_when_asked(&mut connection, cancel).map_err(&error)?;
    Ok(connection)
}

/// Lets whatever a connection does end soon after the user asked to stop.
pub(super) fn stop_when_asked(connection: &mut Connection, cancel: &Cancel) -> rusqlite::Result<()> {
    let cancel = cancel.clone();
    connection.progress_handler(STEPS, Some(move || cancel.is_requested()))
}

/// Opens a finished database for reading.
pub(super) fn open_database(path: &Path) -> Result<Connection, StoreError> {
    let not_a_run = |reason: &str| StoreError::NotARun { path: path.to_owned(), reason: reason.to_owned() };
    if !path.is_file() {
        return Err(not_a_run("there is no such file"));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(as_file(path), flags).and_then(|connection| {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    });
    opened.map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => not_a_run("it is no SQLite database"),
        _ => StoreError::sqlite(path, "opening")(error),
    })
}

/// Returns a path that SQLite takes for that of a file, whatever its name is: one that begins with `file:` would be an
/// address, and `:memory:` no file at all.
pub(super) fn as_file(path: &Path) -> PathBuf {
    if path.is_absolute() { path.to_owned() } else { Path::new(".").join(path) }
}

/// Makes a file durable.
pub(super) fn synchronise(path: &Path) -> Result<(), StoreError> {
    let file = |source| StoreError::File { path: path.to_owned(), source };
    File::open(path).and_then(|opened| opened.sync_all()).map_err(file)
}

/// Makes an empty file that only its owner can read.
pub(super) fn create_private(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ()).map_err(|source| StoreError::File { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_is_never_taken_for_an_address() {
        let table = [
            ("file:x?mode=ro", "./file:x?mode=ro"),
            ("file:x/y.sqlite", "./file:x/y.sqlite"),
            (":memory:", "./:memory:"),
            ("x.sqlite", "./x.sqlite"),
            ("/srv/file:x", "/srv/file:x"),
        ];
        for (path, expected) in table {
            assert_eq!(as_file(Path::new(path)), Path::new(expected));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_database_can_be_read_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;

        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("x.sqlite");
        let database = create_database(&path, &Cancel::default()).expect("a new database");
        database.execute_batch("CREATE TABLE t (x)").expect("a table");
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_database_that_is_there_already_is_left_alone() {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("x.sqlite");
        fs::write(&path, "mine").expect("a file");
        assert!(matches!(create_database(&path, &Cancel::default()), Err(StoreError::File { .. })));
        assert_eq!(fs::read(&path).expect("a file"), b"mine");
    }

    #[test]
    fn a_long_statement_ends_when_the_user_wants_to_stop() {
        let folder = TempDir::new().expect("a folder");
        let (path, cancel) = (folder.path().join("x.sqlite"), Cancel::default());
        let database = create_database(&path, &cancel).expect("a new database");
        let endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";
        cancel.request();
        let error = database.query_row(endless, [], |_| Ok(())).expect_err("interrupted");
        assert!(matches!(StoreError::sqlite(&path, "counting")(error), StoreError::Interrupted));
    }

    #[test]
    fn what_is_no_database_is_no_run() {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("evidence.sqlite");
        let reason = |path: &Path| open_database(path).expect_err("no run").to_string();
        assert!(reason(&path).contains("there is no such file"));
        fs::write(&path, "x".repeat(5000)).expect("a file");
        assert!(reason(&path).contains("it is no SQLite database"), "{}", reason(&path));
    }
}
