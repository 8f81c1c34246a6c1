//! A delivery of a test's own, that can be spoiled.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use overdracht::synth::laborijn::{self, Options};
use tempfile::TempDir;

use super::Outcome;
use super::mapping::shipped;
use super::sheet::Sheet;

/// A caseload that has at least one case of everything that the tests look for.
const OPTIONS: Options =
    Options { households: 300, seed: 12, months: 12, mess: false, cutover: jiff::civil::date(2021, 1, 1) };

type Files = BTreeMap<String, Vec<u8>>;

/// A delivery in a folder of its own.
#[derive(Debug)]
pub(crate) struct Delivery {
    folder: TempDir,
    /// The files that were looked into, by name without `.csv`.
    sheets: BTreeMap<String, Sheet>,
}

impl Delivery {
    /// Copies the made-up delivery.
    pub(crate) fn copy() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, content) in template() {
            fs::write(folder.path().join(name), content).expect("a file");
        }
        Self { folder, sheets: BTreeMap::new() }
    }

    /// Makes up the same caseload again, written untidily.
    pub(crate) fn untidy() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        laborijn::write(&Options { mess: true, ..OPTIONS }, folder.path()).expect("a delivery");
        Self { folder, sheets: BTreeMap::new() }
    }

    /// Returns a file, to be looked into and changed; changes count once the delivery is resealed.
    pub(crate) fn sheet(&mut self, name: &str) -> &mut Sheet {
        let path = self.file(&format!("{name}.csv"));
        self.sheets.entry(name.to_owned()).or_insert_with(|| {
            let file = format!("{name}.csv");
            let control = Sheet::read("levering.csv", &template()["levering.csv"], Vec::new());
            let amounts =
                control.all(&[("Bestand", &file)]).into_iter().map(|row| control.get(row, "Kolom").to_owned());
            let amounts = amounts.filter(|column| !column.is_empty()).collect();
            Sheet::read(&file, &fs::read(path).expect("a delivered file"), amounts)
        })
    }

    /// Puts a copy of a file beside it.
    pub(crate) fn duplicate(&mut self, name: &str, copy: &str) {
        let sheet = self.sheet(name).clone().renamed(&format!("{copy}.csv"));
        self.sheets.insert(copy.to_owned(), sheet);
    }

    /// Writes what was changed, with totals lines and a control file that agree with it.
    pub(crate) fn reseal(&mut self) {
        let mut control = Sheet::read("levering.csv", &template()["levering.csv"], Vec::new());
        for sheet in self.sheets.values() {
            fs::write(self.folder.path().join(sheet.file()), sheet.bytes()).expect("a file");
            control.remove(&[("Bestand", sheet.file())]);
            sheet.control().into_iter().for_each(|line| control.add(line.to_vec()));
        }
        fs::write(self.file("levering.csv"), control.bytes()).expect("the control file");
    }

    /// Returns where a file stands.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Changes the bytes of a file, whatever they mean.
    pub(crate) fn spoil(&self, name: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) {
        let path = self.file(name);
        fs::write(&path, change(fs::read(&path).expect("a delivered file"))).expect("a file");
    }

    /// Returns its folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes what was changed, and runs the shipped mapping over it.
    pub(crate) fn run(&mut self) -> Outcome {
        self.reseal();
        self.run_as_it_stands()
    }

    /// Runs the shipped mapping over the files as they are.
    pub(crate) fn run_as_it_stands(&self) -> Outcome {
        Outcome::of(&shipped(), self.folder())
    }
}

/// Returns the files of the made-up delivery.
fn template() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        laborijn::write(&OPTIONS, folder.path()).expect("a delivery");
        let entries = fs::read_dir(folder.path()).expect("the delivery").map(|entry| entry.expect("a file"));
        entries
            .map(|entry| {
                (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a delivered file"))
            })
            .collect()
    })
}
