//! The lock of a municipal database: one publisher at a time.
//!
//! On Unix the file goes with its holder, who removes it while the lock is still held. Whoever had opened it by then gets
//! the lock of a file that stands nowhere any more, sees that, and opens anew; so nobody takes the lock away from
//! another. Elsewhere a file cannot be told from another of its name, and it stays, empty. The system frees the lock when
//! its holder ends, however that ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::place::Place;
use crate::pipeline::PipelineError;

/// How often the file may be removed between opening and locking before that is left to the others.
const ATTEMPTS: u32 = 100;

/// Who holds a lock and is not named.
const SOMEBODY: &str = "somebody else";

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of a place for a run.
    ///
    /// # Errors
    /// Fails where somebody else holds it, whom the error names, and where it cannot be written.
    pub(super) fn take(place: &Place, run: &Path) -> Result<Self, PublishError> {
        let path = place.lock();
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Err(PublishError::place(&path, "the lock is no file; remove it"));
        }
        let error = PipelineError::output(&path);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let locked = |holder| PublishError::Locked { path: place.file().to_owned(), holder };
        for _ in 0..ATTEMPTS {
            let mut file = options.open(&path).map_err(&error)?;
            match file.try_lock() {
                Ok(()) if !stands_at(&file, &path) => {}
                Ok(()) => {
                    let holder = format!("process {}, of {},", std::process::id(), run.display());
                    let lock = Self { file, path };
                    lock.name(&holder).map_err(error)?;
                    return Ok(lock);
                }
                Err(TryLockError::WouldBlock) => return Err(locked(holder(&mut file))),
                Err(TryLockError::Error(failed)) => return Err(error(failed).into()),
            }
        }
        Err(locked(SOMEBODY.to_owned()))
    }

    /// Writes down who holds it.
    fn name(&self, holder: &str) -> io::Result<()> {
        let mut file = &self.file;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(holder.as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A name that stays in a free lock is overwritten by the next holder.
        let _ = self.file.set_len(0);
        if cfg!(unix) && stands_at(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Reads who holds a lock; one who did not write its name yet holds it all the same.
fn holder(file: &mut File) -> String {
    let mut holder = String::new();
    let _ = file.read_to_string(&mut holder);
    match holder.trim() {
        "" => SOMEBODY.to_owned(),
        named => named.to_owned(),
    }
}

/// Tells whether an open file is still the one that stands at a place.
#[cfg(unix)]
fn stands_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let identity = |found: fs::Metadata| (found.dev(), found.ino());
    let (opened, there) = (file.metadata().map(identity), fs::symlink_metadata(path).map(identity));
    matches!((opened, there), (Ok(opened), Ok(there)) if opened == there)
}

/// Takes the file at a place for the one that was opened: nobody removes it.
#[cfg(not(unix))]
const fn stands_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
    use std::thread;

    use tempfile::TempDir;

    use super::*;

    fn somewhere() -> (TempDir, Place) {
        let folder = TempDir::new().expect("a folder");
        let place = Place::of(&folder.path().join("gemeente.sqlite")).expect("a place");
        (folder, place)
    }

    #[test]
    fn the_second_one_is_told_who_holds_the_lock_until_it_is_free() {
        let (_folder, place) = somewhere();
        let lock = Lock::take(&place, Path::new("runs/proef-1")).expect("the lock");
        let error = Lock::take(&place, Path::new("runs/proef-2")).expect_err("locked");
        let named = format!("process {}, of runs/proef-1, is publishing into it", std::process::id());
        assert!(error.to_string().contains(&named), "{error}");
        assert_eq!(error.exit_code(), 5);
        drop(lock);
        Lock::take(&place, Path::new("runs/proef-2")).expect("the lock is free");
    }

    #[cfg(unix)]
    #[test]
    fn of_a_lock_that_is_free_nothing_is_left() {
        let (folder, place) = somewhere();
        // The name in it is of one that was stopped.
        fs::write(place.lock(), "process 4711, of runs/x,").expect("a lock");
        drop(Lock::take(&place, Path::new("runs/proef-1")).expect("the lock"));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_somebody_else_has_since_is_not_removed() {
        let (_folder, place) = somewhere();
        let lock = Lock::take(&place, Path::new("runs/proef-1")).expect("the lock");
        fs::remove_file(place.lock()).expect("the lock");
        let other = Lock::take(&place, Path::new("runs/proef-2")).expect("a lock of its own");
        drop(lock);
        let error = Lock::take(&place, Path::new("runs/proef-3")).expect_err("locked").to_string();
        assert!(error.contains("of runs/proef-2, is publishing into it"), "{error}");
        drop(other);
    }

    #[test]
    fn of_many_that_come_and_go_one_at_a_time_holds_the_lock() {
        let (_folder, place) = somewhere();
        let (is_held, taken) = (AtomicBool::new(false), AtomicU32::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..500 {
                        let Ok(lock) = Lock::take(&place, Path::new("run")) else { continue };
                        assert!(!is_held.swap(true, Ordering::SeqCst), "two hold one lock");
                        thread::yield_now();
                        is_held.store(false, Ordering::SeqCst);
                        taken.fetch_add(1, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
    }

    #[test]
    fn what_stands_in_the_place_of_the_lock_is_left_alone() {
        let (_folder, place) = somewhere();
        fs::create_dir(place.lock()).expect("a folder");
        assert!(matches!(Lock::take(&place, Path::new("run")), Err(PublishError::Place { .. })));
    }
}
