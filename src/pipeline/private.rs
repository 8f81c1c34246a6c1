//! Temporary folders that only their owner can look into; each goes when it is dropped.

use std::io;
use std::path::Path;

use tempfile::{Builder, TempDir};

use super::error::PipelineError;

/// Makes a folder where temporary folders are kept.
///
/// # Errors
/// Fails where it cannot be made.
pub fn private_folder() -> Result<TempDir, PipelineError> {
    let parent = std::env::temp_dir();
    make("overdracht-", &parent).map_err(PipelineError::output(&parent))
}

/// Makes a hidden folder in another, for what becomes visible there by one rename.
///
/// # Errors
/// Fails where it cannot be made.
pub fn private_folder_in(parent: &Path) -> io::Result<TempDir> {
    make(".overdracht-", parent)
}

fn make(prefix: &str, parent: &Path) -> io::Result<TempDir> {
    let mut builder = Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(parent)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn only_the_owner_looks_into_a_temporary_folder() {
        let folder = private_folder().expect("a folder");
        let hidden = private_folder_in(folder.path()).expect("a folder in it");
        for made in [&folder, &hidden] {
            let mode = made.path().metadata().expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{}", made.path().display());
        }
    }
}
