//! Files that appear whole: written beside their place for their owner alone, made durable, and renamed over it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::error::PipelineError;

/// Writes a file that only its owner can read; what stood there before is there until the new one is whole.
///
/// # Errors
/// Fails where it cannot be written; then what stood there is untouched, and nothing is left beside it.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), PipelineError> {
    write_whole_by(path, |file| file.write_all(content).map_err(PipelineError::output(path)))
}

/// Writes such a file piece by piece.
///
/// # Errors
/// Fails likewise, and with whatever `write` fails with.
pub fn write_whole_by<E: From<PipelineError>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let error = PipelineError::output(path);
    let draft = tempfile::Builder::new().prefix(".overdracht-").tempfile_in(parent).map_err(&error)?;
    let mut file = BufWriter::new(draft);
    write(&mut file)?;
    let draft = file.into_inner().map_err(|failed| error(failed.into_error()))?;
    draft.as_file().sync_all().map_err(&error)?;
    draft.persist(path).map_err(|failed| error(failed.error))?;
    // The file is there; whether its name survives a loss of power is no reason to say otherwise.
    let _ = File::open(parent).and_then(|parent| parent.sync_all());
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("drill.json");
        for content in ["one", "another"] {
            write_whole(&path, content.as_bytes()).expect("a file");
            assert_eq!(fs::read_to_string(&path).expect("a file"), content);
        }
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
        assert!(write_whole(&folder.path().join("absent/x"), b"x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_can_be_read_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;

        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("x");
        write_whole(&path, b"x").expect("a file");
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
    }
}
