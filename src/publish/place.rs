//! The files of a publication: the database, the copy that is worked on, and the previous state that is kept.
//!
//! All stand in one folder, so that a file takes the place of another in one step. What a publication that was cut off
//! left there has a fixed hidden name, and is swept away under the lock by the next one.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _};
use std::path::{Path, PathBuf};

use super::error::PublishError;
use crate::pipeline::PipelineError;

/// Where a municipal database stands, or will stand.
#[derive(Clone, Debug)]
pub(super) struct Place {
    file: PathBuf,
    folder: PathBuf,
    name: OsString,
}

impl Place {
    /// Takes a place. A link is not followed: what it points to could be in a folder without room or without lock.
    ///
    /// # Errors
    /// Refuses what is not a file, and a place in no folder.
    pub(super) fn of(file: &Path) -> Result<Self, PublishError> {
        let (Some(name), parent) = (file.file_name(), file.parent()) else {
            return Err(PublishError::place(file, "this names no file; name the database to publish into"));
        };
        let folder = parent.filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(PublishError::place(folder, "there is no such folder; make it first"));
        }
        match fs::symlink_metadata(file) {
            Ok(found) if found.is_symlink() => {
                let goal = fs::read_link(file).unwrap_or_default();
                let reason = format!("this is a link; name the file itself: {}", goal.display());
                return Err(PublishError::place(file, reason));
            }
            Ok(found) if found.is_dir() => {
                return Err(PublishError::place(file, "this is a folder; name a file, which need not exist yet"));
            }
            Ok(found) if !found.is_file() => {
                return Err(PublishError::place(file, "this is no file; name another one"));
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(PipelineError::output(file)(error).into());
            }
            _ => {}
        }
        Ok(Self { file: file.to_owned(), folder: folder.to_owned(), name: name.to_owned() })
    }

    /// Returns the database.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// Returns the folder in which all of it stands.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Tells whether there is a database yet.
    pub(super) fn is_taken(&self) -> bool {
        fs::symlink_metadata(&self.file).is_ok()
    }

    /// Returns the file that is locked.
    pub(super) fn lock(&self) -> PathBuf {
        self.beside("", ".lock")
    }

    /// Returns the copy that is worked on.
    pub(super) fn draft(&self) -> PathBuf {
        self.beside(".", ".overdracht-new")
    }

    /// Returns the state that the database had before.
    pub(super) fn previous(&self) -> PathBuf {
        self.beside("", ".previous")
    }

    /// Returns what becomes the previous state, or the database again.
    fn kept(&self) -> PathBuf {
        self.beside(".", ".overdracht-kept")
    }

    fn beside(&self, before: &str, after: &str) -> PathBuf {
        let name: OsString = [OsStr::new(before), &self.name, OsStr::new(after)].into_iter().collect();
        self.file.with_file_name(name)
    }

    /// Removes what a publication that was cut off left.
    ///
    /// # Errors
    /// Fails where it cannot be removed.
    pub(super) fn sweep(&self) -> Result<(), PipelineError> {
        remove(&self.draft())?;
        remove(&self.kept())
    }

    /// Keeps the database as it is under the name of its previous state. It is read, where it must be, through the
    /// handle that holds it: to close another would give its lock up.
    ///
    /// # Errors
    /// Fails where it cannot be written; then there is still the database.
    pub(super) fn keep_previous(&self, held: &File) -> Result<(), PipelineError> {
        self.stand_in(&self.file, &self.previous(), |kept| copy(held, kept))
    }

    /// Puts the copy that was worked on in the place of the database, with its permissions, and makes that durable.
    ///
    /// # Errors
    /// Fails where it cannot be written; then there is still the old database.
    pub(super) fn reveal(&self) -> Result<(), PipelineError> {
        let (draft, error) = (self.draft(), PipelineError::output(&self.file));
        if let Ok(old) = fs::symlink_metadata(&self.file) {
            fs::set_permissions(&draft, old.permissions()).map_err(&error)?;
        }
        fs::rename(&draft, &self.file).and_then(|()| self.make_durable()).map_err(error)
    }

    /// Takes back what was begun and not finished: the copy that was worked on, and where it took the place of the
    /// database already, that too.
    ///
    /// # Errors
    /// Fails where it cannot be written.
    pub(super) fn undo(&self, was_taken: bool) -> Result<(), PipelineError> {
        if fs::symlink_metadata(self.draft()).is_err() {
            self.put_back(was_taken)?;
        }
        self.sweep()
    }

    /// Puts the previous state back in the place of the database, or nothing where there was none.
    ///
    /// # Errors
    /// Fails where it cannot be written.
    pub(super) fn put_back(&self, was_taken: bool) -> Result<(), PipelineError> {
        if was_taken {
            let previous = self.previous();
            return self.stand_in(&previous, &self.file, |kept| copy(&File::open(&previous)?, kept));
        }
        fs::remove_file(&self.file).and_then(|()| self.make_durable()).map_err(PipelineError::output(&self.file))
    }

    /// Puts a second name of a file, or a copy, in the place of another in one step.
    fn stand_in(
        &self,
        file: &Path,
        other: &Path,
        copy_to: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), PipelineError> {
        let (kept, error) = (self.kept(), PipelineError::output(other));
        // Not every file system gives a file two names.
        fs::hard_link(file, &kept)
            .or_else(|_| copy_to(&kept))
            .and_then(|()| fs::rename(&kept, other))
            .and_then(|()| self.make_durable())
            .map_err(error)?;
        // Where both names were of one file already, the step leaves them both.
        remove(&kept)
    }

    /// Makes the names in the folder durable.
    fn make_durable(&self) -> io::Result<()> {
        if cfg!(unix) { File::open(&self.folder)?.sync_all() } else { Ok(()) }
    }
}

/// Removes a file that need not be there.
fn remove(path: &Path) -> Result<(), PipelineError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(PipelineError::output(path)(error)),
        _ => Ok(()),
    }
}

/// Copies an open file, its permissions too, and makes the copy durable.
fn copy(mut file: &File, path: &Path) -> io::Result<()> {
    file.rewind()?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // Until it has the permissions of the other, it is its owner's alone.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut copy = options.open(path)?;
    io::copy(&mut file, &mut copy)?;
    copy.set_permissions(file.metadata()?.permissions())?;
    copy.sync_all()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::catalog::Shape;
    use crate::source::Cancel;
    use crate::store::municipal::{Draft, Held};

    fn at(folder: &TempDir) -> Place {
        Place::of(&folder.path().join("gemeente.sqlite")).expect("a place")
    }

    fn keep_previous(place: &Place) -> Result<(), PipelineError> {
        place.keep_previous(&File::open(place.file()).expect("a database"))
    }

    fn read(path: &Path) -> Option<String> {
        fs::read_to_string(path).ok()
    }

    #[test]
    fn the_new_one_takes_the_place_and_the_old_one_is_kept() {
        let folder = TempDir::new().expect("a folder");
        let place = at(&folder);
        assert!(!place.is_taken());
        for (content, before) in [("one", None), ("two", Some("one")), ("three", Some("two"))] {
            fs::write(place.draft(), content).expect("a draft");
            if place.is_taken() {
                keep_previous(&place).expect("a previous state");
            }
            place.reveal().expect("a new state");
            assert_eq!(read(place.file()).as_deref(), Some(content));
            assert_eq!(read(&place.previous()).as_deref(), before);
        }
        place.put_back(true).expect("the previous state");
        assert_eq!(read(place.file()).as_deref(), Some("two"));
        keep_previous(&place).expect("the same once more");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }

    #[test]
    fn where_nothing_stood_nothing_is_put_back() {
        let folder = TempDir::new().expect("a folder");
        let place = at(&folder);
        fs::write(place.draft(), "one").expect("a draft");
        place.reveal().expect("a state");
        place.put_back(false).expect("nothing again");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn whatever_fails_on_the_way_is_taken_back() {
        let folder = TempDir::new().expect("a folder");
        let place = at(&folder);
        fs::write(place.file(), "old").expect("a database");
        // What is in the way of the previous state fails the first step.
        fs::create_dir(place.previous()).expect("a folder");
        fs::write(place.draft(), "new").expect("a draft");
        assert!(keep_previous(&place).is_err());
        place.undo(true).expect("the old state");
        fs::remove_dir(place.previous()).expect("the folder");
        assert_eq!(
            (read(place.file()).as_deref(), fs::read_dir(folder.path()).expect("a folder").count()),
            (Some("old"), 1)
        );
        fs::write(place.draft(), "new").expect("a draft");
        keep_previous(&place).expect("a previous state");
        place.reveal().expect("a new state");
        place.undo(true).expect("the old state");
        assert_eq!(read(place.file()).as_deref(), Some("old"));
    }

    #[test]
    fn what_was_left_is_swept_away() {
        let folder = TempDir::new().expect("a folder");
        let place = at(&folder);
        fs::write(place.draft(), "half").expect("a draft");
        fs::write(place.kept(), "old").expect("a file");
        place.sweep().expect("a clean folder");
        place.sweep().expect("nothing to sweep");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_refused_and_named() {
        let folder = TempDir::new().expect("a folder");
        let link = folder.path().join("link.sqlite");
        std::os::unix::fs::symlink("elsewhere.sqlite", &link).expect("a link");
        let table = [
            (folder.path().to_owned(), "this is a folder"),
            (folder.path().join("absent/x.sqlite"), "there is no such folder"),
            (link, "this is a link; name the file itself: elsewhere.sqlite"),
            (PathBuf::from("/"), "this names no file"),
        ];
        for (path, reason) in table {
            let error = Place::of(&path).expect_err("refused").to_string();
            assert!(error.contains(reason), "{error}");
        }
    }

    const DATABASE: &str = "OVERDRACHT_TEST_DATABASE";

    /// Not a test of its own: the other program of the next one.
    #[test]
    fn another_program_may_not_write() {
        let Some(path) = std::env::var_os(DATABASE) else { return };
        let other = rusqlite::Connection::open(path).expect("the database");
        other.busy_timeout(std::time::Duration::ZERO).expect("no patience");
        assert!(other.execute_batch("BEGIN IMMEDIATE").is_err());
    }

    #[test]
    fn a_database_that_is_copied_for_want_of_links_stays_held() {
        let folder = TempDir::new().expect("a folder");
        let (place, shape) = (at(&folder), Shape::municipality());
        let cancel = Cancel::default();
        drop(Draft::create(place.file(), &shape, &cancel).expect("a database"));
        let held = Held::open(place.file(), &shape).expect("our database");
        copy(held.file(), &place.kept()).expect("a copy");
        assert_eq!(fs::read(place.kept()).expect("a copy").len() as u64, held.file().metadata().expect("it").len());
        let this = std::env::current_exe().expect("this program");
        let mut other = std::process::Command::new(this);
        other.args(["--exact", "publish::place::tests::another_program_may_not_write"]).env(DATABASE, place.file());
        let done = other.output().expect("another program");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    }

    #[cfg(unix)]
    #[test]
    fn the_permissions_of_the_database_stay() {
        use std::os::unix::fs::PermissionsExt;

        let folder = TempDir::new().expect("a folder");
        let place = at(&folder);
        fs::write(place.file(), "old").expect("a database");
        fs::set_permissions(place.file(), fs::Permissions::from_mode(0o640)).expect("permissions");
        fs::write(place.draft(), "new").expect("a draft");
        place.reveal().expect("a new state");
        assert_eq!(fs::metadata(place.file()).expect("it is there").permissions().mode() & 0o777, 0o640);
    }
}
