//! The run folder: built hidden, made visible at once.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::error::PipelineError;
use super::private::private_folder_in;

/// A run folder that is being built. Dropped before it is published, it takes everything with it.
#[derive(Debug)]
pub(super) struct RunFolder {
    // Dropped in this order: a folder must be empty to be taken away.
    hidden: TempDir,
    made: MadeFolders,
    place: Place,
}

/// Where a run becomes visible.
#[derive(Debug)]
enum Place {
    /// Where the user said.
    Named(PathBuf),
    /// At the next free number of a service in a folder.
    Next(PathBuf, String),
}

impl RunFolder {
    /// Begins a run at a place that must not exist, or at the next free number under `runs/`.
    ///
    /// # Errors
    /// Fails where the place is taken or cannot be written to.
    pub(super) fn begin(out: Option<&Path>, service: &str) -> Result<Self, PipelineError> {
        let place = match out {
            Some(out) => Place::Named(out.to_owned()),
            None => Place::Next(PathBuf::from("runs"), service.to_owned()),
        };
        Self::begin_at(place)
    }

    fn begin_at(place: Place) -> Result<Self, PipelineError> {
        let parent = match &place {
            Place::Named(path) if exists(path) => return Err(PipelineError::Taken { path: path.clone() }),
            Place::Named(path) => path.parent().filter(|parent| !parent.as_os_str().is_empty()),
            Place::Next(parent, _) => Some(parent.as_path()),
        };
        let parent = parent.unwrap_or(Path::new(".")).to_owned();
        let made = MadeFolders::make(&parent)?;
        let hidden = private_folder_in(&parent).map_err(PipelineError::output(&parent))?;
        for name in ["targets", "rejected"] {
            make_private_folder(&hidden.path().join(name))?;
        }
        Ok(Self { hidden, made, place })
    }

    /// Returns the path of something in the folder.
    #[must_use]
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.hidden.path().join(name)
    }

    /// Makes a file that only its owner can read.
    ///
    /// # Errors
    /// Fails where it cannot be written.
    pub(super) fn create(&self, name: &str) -> Result<BufWriter<File>, PipelineError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(self.path(name)).map(BufWriter::new).map_err(PipelineError::output(name))
    }

    /// Writes a whole file that only its owner can read.
    ///
    /// # Errors
    /// Fails where it cannot be written.
    pub(super) fn write(&self, name: &str, content: &[u8]) -> Result<(), PipelineError> {
        let mut file = self.create(name)?;
        file.write_all(content).and_then(|()| file.flush()).map_err(PipelineError::output(name))
    }

    /// Makes the run durable and then visible, and returns its place.
    ///
    /// # Errors
    /// Fails where the place was taken meanwhile or cannot be written to.
    pub(super) fn publish(self) -> Result<PathBuf, PipelineError> {
        let Self { hidden, mut made, place } = self;
        make_durable(hidden.path()).map_err(PipelineError::output(hidden.path()))?;
        let mut path = place.path();
        loop {
            if exists(&path) {
                return Err(PipelineError::Taken { path });
            }
            match fs::rename(hidden.path(), &path) {
                Ok(()) => break,
                // Another run took the number while this one looked.
                Err(_) if matches!(place, Place::Next(..)) && exists(&path) => path = place.path(),
                Err(source) => return Err(PipelineError::Output { path, source }),
            }
        }
        let _ = hidden.keep();
        made.0.clear();
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // The run is there; whether its name survives a loss of power is no reason to say otherwise.
        let _ = File::open(parent).and_then(|parent| parent.sync_all());
        Ok(path)
    }
}

impl Place {
    fn path(&self) -> PathBuf {
        let (parent, service) = match self {
            Self::Named(path) => return path.clone(),
            Self::Next(parent, service) => (parent, service),
        };
        let numbered = |number: u32| parent.join(format!("{service}-{number}"));
        (1..u32::MAX).map(numbered).find(|path| !exists(path)).unwrap_or_else(|| numbered(u32::MAX))
    }
}

/// Folders that were made on the way to a place, the outermost first; unless forgotten, they go again.
#[derive(Debug)]
struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    fn make(folder: &Path) -> Result<Self, PipelineError> {
        let mut made = Self(Vec::new());
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !exists(path)).collect();
        for path in missing.into_iter().rev() {
            make_private_folder(path)?;
            made.0.push(path.to_owned());
        }
        Ok(made)
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for path in self.0.iter().rev() {
            // Another run may be in it by now.
            let _ = fs::remove_dir(path);
        }
    }
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn make_private_folder(path: &Path) -> Result<(), PipelineError> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        done => done.map_err(PipelineError::output(path)),
    }
}

/// Makes everything in a folder durable, and the folder itself.
fn make_durable(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { make_durable(&path)? } else { File::open(&path)?.sync_all()? }
    }
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(folder: &TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_run_is_invisible_until_it_is_published() {
        let folder = TempDir::new().expect("a folder");
        let out = folder.path().join("a/b/run");
        let run = RunFolder::begin(Some(&out), "proef").expect("a run");
        run.write("summary.json", b"{}").expect("a file");
        assert!(!out.exists());
        assert_eq!(run.publish().expect("a place"), out);
        assert_eq!(fs::read(out.join("summary.json")).expect("a file"), b"{}");
        assert_eq!(left(&folder), ["a"]);
    }

    #[test]
    fn a_run_that_fails_leaves_nothing_behind_not_even_the_folders_on_the_way() {
        let folder = TempDir::new().expect("a folder");
        let run = RunFolder::begin(Some(&folder.path().join("a/b/run")), "proef").expect("a run");
        run.write("targets/x.sqlite", b"x").expect("a file");
        drop(run);
        assert_eq!(left(&folder), Vec::<String>::new());
        fs::create_dir(folder.path().join("a")).expect("a folder");
        drop(RunFolder::begin(Some(&folder.path().join("a/b/run")), "proef").expect("a run"));
        assert_eq!(left(&folder), ["a"], "what was there before stays");
    }

    #[test]
    fn a_place_that_is_taken_is_left_alone_whenever_it_was_taken() {
        let folder = TempDir::new().expect("a folder");
        let out = folder.path().join("run");
        let run = RunFolder::begin(Some(&out), "proef").expect("a run");
        fs::create_dir(&out).expect("a folder");
        assert!(matches!(run.publish(), Err(PipelineError::Taken { .. })));
        assert!(matches!(RunFolder::begin(Some(&out), "proef"), Err(PipelineError::Taken { .. })));
        assert_eq!(left(&folder), ["run"]);
    }

    #[test]
    fn a_number_that_was_taken_meanwhile_is_passed_over() {
        let folder = TempDir::new().expect("a folder");
        let runs = folder.path().join("runs");
        let begin = || RunFolder::begin_at(Place::Next(runs.clone(), "proef".to_owned())).expect("a run");
        let (one, other) = (begin(), begin());
        assert_eq!(other.publish().expect("a place"), runs.join("proef-1"));
        assert_eq!(one.publish().expect("a place"), runs.join("proef-2"));
    }

    #[test]
    fn a_place_that_cannot_be_written_to_is_named() {
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join("file"), "").expect("a file");
        let error = RunFolder::begin(Some(&folder.path().join("file/run")), "proef").expect_err("no folder");
        assert!(error.to_string().contains("file: cannot be written"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn everything_in_a_run_can_be_read_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;

        let folder = TempDir::new().expect("a folder");
        let run = RunFolder::begin(Some(&folder.path().join("runs/1")), "proef").expect("a run");
        run.write("summary.json", b"{}").expect("a file");
        let place = run.publish().expect("a place");
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode(&place.join("summary.json")), 0o600);
        for path in [place.join("targets"), place.join("rejected"), place.clone(), folder.path().join("runs")] {
            assert_eq!(mode(&path), 0o700, "{}", path.display());
        }
    }
}
