//! The shipped mapping, or a copy of it that can be spoiled.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::Outcome;

/// A copy of a shipped mapping.
#[derive(Debug)]
pub(crate) struct Mapping {
    folder: TempDir,
}

impl Mapping {
    /// Copies the mapping of Laborijn.
    pub(crate) fn copy() -> Self {
        Self::of("laborijn")
    }

    /// Copies the mapping of a service.
    pub(crate) fn of(service: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy_folder(&mapping_of(service), folder.path());
        Self { folder }
    }

    /// Puts a file beside it.
    pub(crate) fn with(self, file: &str, text: &str) -> Self {
        fs::write(self.folder.path().join(file), text).expect("a file");
        self
    }

    /// Replaces a text that occurs once in a file.
    pub(crate) fn replace(self, file: &str, old: &str, new: &str) -> Self {
        let path = self.folder.path().join(file);
        let text = fs::read_to_string(&path).expect("a file of the mapping");
        assert_eq!(text.matches(old).count(), 1, "{file} says once: {old}");
        fs::write(&path, text.replace(old, new)).expect("a file");
        self
    }

    /// Replaces a text that occurs once in the map from one table to another, if only the first of its kind.
    pub(crate) fn replace_in(self, from: &str, to: &str, old: &str, new: &str) -> Self {
        let path = self.folder.path().join("mapping.toml");
        let text = fs::read_to_string(&path).expect("the mapping");
        let mut parts: Vec<String> = text.split("[[map]]").map(str::to_owned).collect();
        let names = |part: &&mut String, key: &str, name: &str| {
            part.lines().any(|line| {
                line.split_once('=').is_some_and(|(left, right)| {
                    left.trim() == key && right.split('#').next().unwrap_or_default().trim() == format!("\"{name}\"")
                })
            })
        };
        let part = parts.iter_mut().find(|part| names(part, "from", from) && names(part, "to", to));
        let part = part.unwrap_or_else(|| panic!("a map from {from} to {to}"));
        assert_eq!(part.matches(old).count(), 1, "the map from {from} to {to} says once: {old}");
        *part = part.replace(old, new);
        fs::write(&path, parts.join("[[map]]")).expect("a file");
        self
    }

    /// Runs it over a delivery.
    pub(crate) fn run(&self, delivery: &Path) -> Outcome {
        Outcome::of(self.folder.path(), delivery)
    }
}

/// Returns the folder of the mapping of Laborijn.
pub(crate) fn shipped() -> PathBuf {
    mapping_of("laborijn")
}

fn mapping_of(service: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings").join(service)
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let (path, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name()))).expect("an entry");
        if path.is_dir() {
            fs::create_dir(&target).expect("a folder");
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}
