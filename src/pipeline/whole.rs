//! Files that appear whole: written beside their place for their owner alone, made durable, and renamed over it.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use super::error::PipelineError;
use super::manifest::MANIFEST;

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
    // Renaming over a device or a link would take it away, and everything that uses it with it.
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(PipelineError::NotAFile { path: path.to_owned() }.into());
    }
    let parent = parent(path);
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

/// Refuses a place in the folder of a run, this one or another: what stands there is the run's own.
///
/// # Errors
/// Fails where the place is such.
pub fn refuse_within_run(path: &Path, run: &Path) -> Result<(), PipelineError> {
    // Where there is no such folder nothing can be written either.
    let Ok(parent) = parent(path).canonicalize() else { return Ok(()) };
    let this = run.canonicalize().ok();
    let is_run = |folder: &Path| [MANIFEST, "evidence.sqlite"].iter().all(|name| folder.join(name).is_file());
    if parent.ancestors().any(|folder| this.as_deref() == Some(folder) || is_run(folder)) {
        return Err(PipelineError::WithinRun { path: path.to_owned() });
    }
    Ok(())
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn a_place_in_the_folder_of_a_run_is_refused() {
        let folder = TempDir::new().expect("a folder");
        let place = |name: &str| folder.path().join(name);
        for name in ["this/targets", "other/targets", "elsewhere"] {
            fs::create_dir_all(place(name)).expect("a folder");
        }
        for name in [MANIFEST, "evidence.sqlite"] {
            fs::write(place("other").join(name), "x").expect("a file");
        }
        let table = [
            ("x.xml", true),
            ("elsewhere/x.xml", true),
            ("absent/x.xml", true),
            ("this/../x.xml", true),
            ("this/x.xml", false),
            ("this/targets/x.xml", false),
            ("elsewhere/../this/evidence.sqlite", false),
            ("other/evidence.sqlite", false),
            ("other/targets/x.xml", false),
        ];
        for (name, is_fine) in table {
            assert_eq!(refuse_within_run(&place(name), &place("this")).is_ok(), is_fine, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_replaced() {
        let folder = TempDir::new().expect("a folder");
        let place = |name: &str| folder.path().join(name);
        fs::write(place("file"), "kept").expect("a file");
        fs::create_dir(place("folder")).expect("a folder");
        for (link, to) in [("link", "file"), ("dangling", "nowhere"), ("device", "/dev/null")] {
            std::os::unix::fs::symlink(place(to), place(link)).expect("a link");
        }
        for name in ["folder", "link", "dangling", "device"] {
            let error = write_whole(&place(name), b"x").expect_err(name);
            assert!(matches!(error, PipelineError::NotAFile { .. }), "{name}: {error}");
            assert!(!fs::symlink_metadata(place(name)).expect(name).is_file(), "{name}");
        }
        assert_eq!(fs::read_to_string(place("file")).expect("a file"), "kept");
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
