//! A finished run, checked by someone who was not there: what agrees, and every change that is found.

mod again;
mod drilled;
mod reports;
mod signature;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::kit::{Delivery, NOW, Outcome, run, shipped};

/// A run in a folder of its own, to be changed and checked.
pub(super) struct Kept {
    pub(super) folder: TempDir,
    pub(super) delivery: Delivery,
}

impl Kept {
    /// Makes a run with rejected rows, verdicts that stop and findings.
    pub(super) fn spoiled() -> Self {
        let mut delivery = Delivery::copy();
        let [one, other] = delivery.plain();
        delivery.sheet("begunstigden").set_all(&[("Dossiernummer", &one.number)], "IBAN", "NL02ABNA0123456789");
        delivery.sheet("clienten").set_all(&[("Clientnummer", &other.client)], "BSN", "111252333");
        delivery.reseal();
        Self::of(delivery, &[])
    }

    /// Runs the shipped mapping over a delivery.
    pub(super) fn of(delivery: Delivery, options: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("run");
        let output = run(&shipped(), delivery.folder(), &out).args(["--now", NOW]).args(options).output();
        assert!(output.expect("the program").stderr.is_empty());
        Self { folder, delivery }
    }

    /// Returns where a file of the run stands.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("run").join(name)
    }

    /// Asks the program about the run.
    pub(super) fn ask(&self, command: &str, options: &[&str]) -> (i32, String, String) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_overdracht"));
        let output = program.arg(command).arg(self.file("")).args(options).output().expect("the program");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let stderr = text(output.stderr);
        assert!(!stderr.contains("panicked"), "{stderr}");
        (output.status.code().expect("an exit code"), text(output.stdout), stderr)
    }

    /// Checks the run, and returns what was found.
    pub(super) fn verify(&self, options: &[&str]) -> Answer {
        let (code, stdout, stderr) = self.ask("verify", &[&["--format", "json"], options].concat());
        let answer = serde_json::from_str(&stdout).unwrap_or_else(|_| panic!("{code}: {stderr}{stdout}"));
        Answer { code, answer }
    }

    /// Checks the run with its delivery and mapping at hand.
    pub(super) fn verify_again(&self) -> Answer {
        let (delivery, mapping) = (self.delivery.folder().display().to_string(), shipped().display().to_string());
        self.verify(&["--delivery", &delivery, "--mapping", &mapping])
    }

    /// Changes a file of the run, whatever it means.
    pub(super) fn change(&self, name: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        let path = self.file(name);
        fs::write(&path, change(fs::read(&path).expect("a file"))).expect("a file");
    }

    /// Makes the manifest say that the files are as they are now.
    pub(super) fn cover_up(&self) {
        use overdracht::pipeline::{FileEntry, Manifest};
        let mut manifest = Manifest::read(&self.file("")).expect("a manifest");
        for entry in &mut manifest.outputs {
            *entry = FileEntry::of_bytes(&entry.name, &fs::read(self.file(&entry.name)).expect("a file"));
        }
        fs::write(self.file("manifest.json"), manifest.render().expect("a manifest")).expect("a file");
    }

    /// Changes rows of a database of the run.
    pub(super) fn execute(&self, name: &str, sql: &str) {
        let database = rusqlite::Connection::open(self.file(name)).expect("a database");
        database.execute_batch(sql).expect("a change");
    }
}

/// The answer as JSON.
pub(super) struct Answer {
    pub(super) code: i32,
    pub(super) answer: Value,
}

impl Answer {
    /// Returns the outcome of each check by name.
    pub(super) fn checks(&self) -> BTreeMap<&str, &str> {
        let checks = self.answer["checks"].as_array().expect("checks").iter();
        checks.map(|check| (text(&check["check"]), text(&check["status"]))).collect()
    }

    /// Returns the places that a check finds different.
    pub(super) fn places(&self, check: &str) -> Vec<String> {
        let checks = self.answer["checks"].as_array().expect("checks");
        let check = checks.iter().find(|found| found["check"] == check).expect("a check");
        let place = |difference: &Value| {
            let parts = ["file", "table", "row", "column"].map(|part| difference[part].as_str().unwrap_or_default());
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        check["differences"].as_array().expect("differences").iter().map(place).collect()
    }

    /// Tells that something was found.
    pub(super) fn assert_differs(&self, check: &str, place: &str) {
        assert_eq!(self.code, 1, "{place}");
        let places = self.places(check);
        assert!(places.iter().any(|found| found == place), "{place} among {places:?}\n{:#}", self.answer);
    }

    /// Tells that everything agrees that was checked.
    pub(super) fn assert_agrees(&self) {
        assert_eq!((self.code, text(&self.answer["verdict"])), (0, "agrees"), "{:#}", self.answer);
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Lists the files below a folder by their paths in it.
fn files_under(folder: &Path) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(&next).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("a path below").display().to_string());
            }
        }
    }
    found
}

#[test]
fn a_run_agrees_with_itself_wherever_it_stands() {
    let kept = Kept::spoiled();
    let elsewhere = kept.folder.path().join("elsewhere");
    fs::rename(kept.file(""), &elsewhere).expect("a place");
    fs::create_dir(kept.folder.path().join("run")).expect("a folder");
    for name in files_under(&elsewhere) {
        fs::create_dir_all(kept.file(&name).parent().expect("a folder")).expect("a folder");
        fs::copy(elsewhere.join(&name), kept.file(&name)).expect("a copy");
    }
    let answer = kept.verify(&[]);
    answer.assert_agrees();
    let expected = [
        ("again", "not_run"),
        ("delivery", "not_run"),
        ("files", "passed"),
        ("manifest", "passed"),
        ("mapping", "not_run"),
        ("proofs", "passed"),
        ("reports", "passed"),
        ("signature", "not_run"),
    ];
    assert_eq!(answer.checks().into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(answer.answer["run"], "not_proven");
    let (_, shown, _) = kept.ask("verify", &[]);
    assert!(shown.contains("not held against the delivery: name it with --delivery"), "{shown}");
}

#[test]
fn a_changed_byte_anywhere_is_named() {
    let kept = Kept::spoiled();
    let names = files_under(&kept.file(""));
    assert!(names.len() > 8, "{names:?}");
    for name in names {
        let original = fs::read(kept.file(&name)).expect("a file");
        let clock = original.windows(NOW.len()).position(|part| part == NOW.as_bytes());
        let last = original.len() - 1;
        for at in [0, 100.min(last), last / 3, last / 2, last * 4 / 5, last] {
            // The clock stands in the manifest alone: only a signature keeps it.
            if name == "manifest.json" && clock.is_some_and(|from| (from..from + NOW.len()).contains(&at)) {
                continue;
            }
            let mut changed = original.clone();
            changed[at] ^= 1;
            fs::write(kept.file(&name), &changed).expect("a file");
            let answer = kept.verify(&[]);
            assert_eq!(answer.code, 1, "{name}, byte {at}");
            let found: Vec<String> = ["files", "manifest"]
                .into_iter()
                .filter(|check| answer.checks().contains_key(check))
                .flat_map(|check| answer.places(check))
                .collect();
            let is_named = found.iter().any(|place| place.starts_with(name.as_str()));
            // What the manifest says of a file is held against that file.
            assert!(is_named || name == "manifest.json" && !found.is_empty(), "{name}, byte {at}: {found:?}");
        }
        fs::write(kept.file(&name), &original).expect("a file");
    }
    kept.verify(&[]).assert_agrees();
}

#[test]
fn what_is_not_there_and_what_should_not_be_is_named() {
    let kept = Kept::spoiled();
    fs::remove_file(kept.file("rejected/clienten.csv")).expect("rejected rows");
    fs::write(kept.file("targets/oude-ijsselstreek.sqlite-journal"), "x").expect("a file");
    fs::write(kept.file("targets/.hidden"), "x").expect("a file");
    fs::write(kept.file("drill.json"), "{\"injected\": 1}").expect("a file");
    let answer = kept.verify(&[]);
    for name in ["rejected/clienten.csv", "targets/oude-ijsselstreek.sqlite-journal", "targets/.hidden", "drill.json"] {
        answer.assert_differs("files", name);
    }
}

#[test]
fn a_run_without_manifest_or_evidence_is_told_what_is_missing() {
    let kept = Kept::spoiled();
    let manifest = fs::read(kept.file("manifest.json")).expect("a manifest");
    fs::remove_file(kept.file("manifest.json")).expect("a manifest");
    let answer = kept.verify(&[]);
    answer.assert_differs("files", "manifest.json");
    assert_eq!((answer.checks()["proofs"], answer.checks()["reports"]), ("passed", "not_run"));
    assert_eq!(answer.checks().len(), 8);
    fs::write(kept.file("manifest.json"), manifest).expect("a manifest");
    fs::remove_file(kept.file("evidence.sqlite")).expect("the evidence");
    let answer = kept.verify(&[]);
    answer.assert_differs("files", "evidence.sqlite");
    assert_eq!(answer.checks()["proofs"], "failed");
    fs::remove_file(kept.file("manifest.json")).expect("a manifest");
    let (code, _, stderr) = kept.ask("verify", &[]);
    assert!(code == 2 && stderr.contains("holds neither manifest.json nor evidence.sqlite"), "{stderr}");
}

#[test]
fn a_manifest_that_leads_out_of_the_run_is_not_followed() {
    let kept = Kept::spoiled();
    kept.change("manifest.json", |text| {
        String::from_utf8(text).expect("UTF-8").replace("\"verdicts.csv\"", "\"../verdicts.csv\"").into_bytes()
    });
    let answer = kept.verify(&[]);
    answer.assert_differs("files", "../verdicts.csv");
    answer.assert_differs("files", "verdicts.csv");
}

#[test]
fn a_clean_run_made_by_the_kit_agrees_too() {
    let outcome: Outcome = Delivery::copy().run_as_it_stands();
    let mut program = Command::new(env!("CARGO_BIN_EXE_overdracht"));
    let output = program.arg("verify").arg(outcome.file("")).output().expect("the program");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
