//! Deliveries with what they must come to, as they stand in folders.
//!
//! Beside `delivery` and `expected` a folder may hold a `waivers.csv`, which is then laid over that of the mapping:
//! what was accepted for one transfer is not accepted for the next.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::mapping::{self, LoadError, Mapping, WAIVERS};

/// A delivery, and the folder with what it must come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixture {
    /// The name of its folder.
    pub name: String,
    /// The folder with the delivered files.
    pub delivery: PathBuf,
    /// The folder with what is expected.
    pub expected: PathBuf,
}

impl Fixture {
    /// Returns the mapping with the waivers of this fixture, where it has some of its own.
    ///
    /// # Errors
    /// Fails where they are not right, or cannot be read.
    pub fn waived(&self, mapping: &Mapping) -> Result<Option<Mapping>, LoadError> {
        let waivers = self.expected.with_file_name(WAIVERS);
        if !waivers.is_file() {
            return Ok(None);
        }
        let waived = mapping::parse(&Waived { files: &mapping.files, waivers })?;
        Ok(Some(waived))
    }
}

/// The files of a mapping with other waivers.
struct Waived<'m> {
    files: &'m BTreeMap<String, Vec<u8>>,
    waivers: PathBuf,
}

impl mapping::Files for Waived<'_> {
    fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        if name == WAIVERS {
            return fs::read(&self.waivers);
        }
        self.files.get(name).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn path(&self, name: &str) -> PathBuf {
        if name == WAIVERS { self.waivers.clone() } else { PathBuf::from(name) }
    }
}

/// Lists the fixtures in a folder, in order of name; none where there is no such folder. A folder without a delivery or
/// anything expected is no fixture.
///
/// # Errors
/// Fails where the folder cannot be read.
pub fn fixtures(folder: &Path) -> io::Result<Vec<Fixture>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut fixtures = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let (delivery, expected) = (entry.path().join("delivery"), entry.path().join("expected"));
        if !name.starts_with('.') && (delivery.is_dir() || expected.is_dir()) {
            fixtures.push(Fixture { name, delivery, expected });
        }
    }
    fixtures.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(fixtures)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn fixtures_are_folders_with_a_delivery_in_order_of_name() {
        let folder = TempDir::new().expect("a folder");
        for name in ["untidy/delivery", "clean/delivery", "clean/expected", "lost/expected", "notes", ".x/delivery"] {
            fs::create_dir_all(folder.path().join(name)).expect("a folder");
        }
        fs::write(folder.path().join("README.md"), "").expect("a file");
        let found = fixtures(folder.path()).expect("a folder that can be read");
        let names: Vec<&str> = found.iter().map(|fixture| fixture.name.as_str()).collect();
        assert_eq!(names, ["clean", "lost", "untidy"]);
        assert_eq!(found[0].delivery, folder.path().join("clean/delivery"));
        assert_eq!(fixtures(&folder.path().join("nowhere")).expect("none"), []);
        assert!(fixtures(&folder.path().join("README.md")).is_err());
    }
}
