//! The lock of a municipal database: one publisher at a time.
//!
//! The file stays where it is, empty: whoever would remove it could take it away from somebody who just opened it. The
//! system frees the lock when its holder ends, however that ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

use super::error::PublishError;
use super::place::Place;
use crate::pipeline::PipelineError;

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
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
        let mut file = options.open(&path).map_err(&error)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // A holder who did not write its name yet is one all the same.
                let _ = file.read_to_string(&mut holder);
                let holder = match holder.trim() {
                    "" => "somebody else".to_owned(),
                    named => named.to_owned(),
                };
                return Err(PublishError::Locked { path: place.file().to_owned(), holder });
            }
            Err(TryLockError::Error(failed)) => return Err(error(failed).into()),
        }
        let holder = format!("process {}, of {},", std::process::id(), run.display());
        let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(holder.as_bytes()));
        written.map_err(error)?;
        Ok(Self { file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A name that stays in a free lock is overwritten by the next holder.
        let _ = self.file.set_len(0);
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn the_second_one_is_told_who_holds_the_lock_until_it_is_free() {
        let folder = TempDir::new().expect("a folder");
        let place = Place::of(&folder.path().join("gemeente.sqlite")).expect("a place");
        let lock = Lock::take(&place, Path::new("runs/proef-1")).expect("the lock");
        let error = Lock::take(&place, Path::new("runs/proef-2")).expect_err("locked");
        let named = format!("process {}, of runs/proef-1, is publishing into it", std::process::id());
        assert!(error.to_string().contains(&named), "{error}");
        assert_eq!(error.exit_code(), 5);
        drop(lock);
        Lock::take(&place, Path::new("runs/proef-2")).expect("the lock is free");
        assert_eq!(fs::read_to_string(place.lock()).expect("the lock"), "");
    }

    #[test]
    fn what_stands_in_the_place_of_the_lock_is_left_alone() {
        let folder = TempDir::new().expect("a folder");
        let place = Place::of(&folder.path().join("gemeente.sqlite")).expect("a place");
        fs::create_dir(place.lock()).expect("a folder");
        assert!(matches!(Lock::take(&place, Path::new("run")), Err(PublishError::Place { .. })));
    }
}
