//! The shipped deliveries of every service, run by the program and compared with the outcome that stands beside them.
//!
//! A delivery stands in `fixtures/SERVICE/NAME`; one that is called clean is proven, and no other is. The README beside
//! it says what each case must come to and why. `OVERDRACHT_BLESS=1` writes the outcomes anew, to be read in the diff
//! against that.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn clean_deliveries_with_every_trap_are_proven() {
    check("clean");
}

#[test]
fn untidy_deliveries_reject_what_cannot_be_read_and_nothing_else() {
    check("untidy");
}

#[test]
fn deliveries_that_lose_money_are_not_proven_for_whom_they_do() {
    check("broken");
}

#[test]
fn calendars_that_pay_a_day_later_are_later_for_everyone() {
    check("later");
}

#[test]
fn an_old_month_that_is_paid_once_more_is_new_for_everyone() {
    check("overlap");
}

#[test]
fn a_month_that_nobody_pays_is_missing_for_everyone() {
    check("gap");
}

#[test]
fn rows_that_stay_behind_stop_nobody() {
    let run = Run::of("laborijn", "untidy");
    let stays = run.delivered("dossiers.csv", |row| row.starts_with("0222;") || row.starts_with("0197;"));
    let cases: Vec<&str> = stays.iter().filter_map(|row| row.split(';').nth(1)).collect();
    assert_eq!(cases.len(), 11, "ten cases, one of them twice");
    for (name, content) in run.outcome() {
        let held = |case: &&&str| content.contains(**case);
        assert_eq!(cases.iter().find(held), None, "{name} speaks of a case that stays");
    }
}

#[test]
fn a_cell_is_found_once_however_many_tables_it_feeds() {
    for service in services("untidy") {
        let run = Run::of(&service, "untidy");
        let evidence = rusqlite::Connection::open(run.folder().join("evidence.sqlite")).expect("the evidence");
        // What was looked up by a cell is found there too, as a value of its own.
        let twice = "SELECT count(*) FROM (SELECT 1 FROM finding WHERE heading IS NOT NULL
            GROUP BY file, line, heading, value, code HAVING count(*) > 1)";
        let twice: i64 = evidence.query_row(twice, [], |row| row.get(0)).expect("a count");
        assert_eq!(twice, 0, "{service}");
    }
}

#[test]
fn the_clean_delivery_of_laborijn_is_kept_byte_for_byte() {
    for (name, content) in files(&fixture("laborijn", "clean").join("delivery")) {
        let ends = content.windows(1).filter(|byte| byte == b"\n").count();
        let windows = content.windows(2).filter(|pair| pair == b"\r\n").count();
        assert_eq!(ends, windows, "{name} has lost its line ends");
    }
    let clients = fs::read(fixture("laborijn", "clean").join("delivery/clienten.csv")).expect("the clients");
    assert!(std::str::from_utf8(&clients).is_err(), "clienten.csv is no longer in Windows-1252");
}

#[test]
fn the_clean_delivery_of_sdoa_is_utf_8_with_lf_and_without_a_mark() {
    for (name, content) in files(&fixture("sdoa", "clean").join("delivery")) {
        let text = String::from_utf8(content).expect("UTF-8");
        assert!(!text.contains('\r') && !text.starts_with('\u{feff}'), "{name}");
        assert!(text.lines().all(|line| line.contains('\t')), "{name} is no longer separated by tabs");
    }
}

#[test]
fn the_clean_delivery_of_tuc_is_in_unicode_with_marks_and_has_two_workbooks() {
    for (name, content) in files(&fixture("tuc", "clean").join("delivery")) {
        let beginning: &[u8] = match name.as_str() {
            "uitkeringsspecificaties.csv" | "betaalregels_2019.csv" => b"\xFF\xFE",
            "loket.xls" => b"\xD0\xCF\x11\xE0",
            "leerplicht-inburgering.ods" => b"PK",
            _ => b"\xEF\xBB\xBF",
        };
        assert!(content.starts_with(beginning), "{name}");
    }
}

#[test]
fn every_shipped_delivery_is_run() {
    let tests = include_str!("golden.rs");
    for service in folders(&fixtures()) {
        for name in folders(&fixtures().join(&service)) {
            assert!(tests.contains(&format!("check(\"{name}\"")), "fixtures/{service}/{name} is never run");
        }
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings").join(&service).is_dir(), "{service}");
    }
}

/// Runs the deliveries of one name, of every service that has one, and holds verdict, exit code and outcome against what
/// is expected.
fn check(name: &str) {
    let (verdict, code) = if name == "clean" { ("proven", 0) } else { ("not_proven", 1) };
    let mut told = String::new();
    let services = services(name);
    assert!(!services.is_empty(), "no service ships a delivery \"{name}\"");
    for service in services {
        let run = Run::of(&service, name);
        assert_eq!(run.code, Some(code), "{service}: {}", run.errors);
        let summary = fs::read_to_string(run.folder().join("summary.json")).expect("a summary");
        let summary: serde_json::Value = serde_json::from_str(&summary).expect("a summary in JSON");
        assert_eq!(summary["verdict"], verdict, "{service}");
        let (folder, outcome) = (fixture(&service, name).join("expected"), run.outcome());
        if std::env::var_os("OVERDRACHT_BLESS").is_some() {
            bless(&folder, &outcome);
        }
        let differences = differences(&text(files(&folder)), &outcome);
        if !differences.is_empty() {
            let _ = writeln!(told, "=== {service}\n{differences}");
        }
    }
    assert!(
        told.is_empty(),
        "{name} comes out differently. Where that is right, OVERDRACHT_BLESS=1 writes it down.\n{told}"
    );
}

/// A delivery after the program ran it.
struct Run {
    delivery: PathBuf,
    place: tempfile::TempDir,
    code: Option<i32>,
    errors: String,
}

impl Run {
    fn of(service: &str, name: &str) -> Self {
        let delivery = fixture(service, name).join("delivery");
        let place = tempfile::tempdir().expect("a place for the run");
        let done = Command::new(env!("CARGO_BIN_EXE_overdracht"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .arg("run")
            .arg(Path::new("mappings").join(service))
            .arg(&delivery)
            .arg("--out")
            .arg(place.path().join("run"))
            .output()
            .expect("the program runs");
        let errors = String::from_utf8_lossy(&done.stderr).into_owned();
        Self { delivery, place, code: done.status.code(), errors }
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("run")
    }

    /// Returns what is compared: verdicts, summary and rejected rows, by name.
    fn outcome(&self) -> BTreeMap<String, String> {
        let compared = |name: &String| matches!(name.as_str(), "summary.json" | "verdicts.csv") || name.contains('/');
        let files =
            files(&self.folder()).into_iter().filter(|(name, _)| compared(name) && !name.starts_with("targets/"));
        text(files.collect())
    }

    /// Returns the delivered rows of a file that meet a condition.
    fn delivered(&self, file: &str, keep: impl Fn(&str) -> bool) -> Vec<String> {
        let content = fs::read(self.delivery.join(file)).expect("a delivered file");
        String::from_utf8_lossy(&content).lines().filter(|row| keep(row)).map(str::to_owned).collect()
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn fixture(service: &str, name: &str) -> PathBuf {
    fixtures().join(service).join(name)
}

/// Lists the services that ship a delivery of a name.
fn services(name: &str) -> Vec<String> {
    let services = folders(&fixtures()).into_iter();
    services.filter(|service| fixture(service, name).is_dir()).collect()
}

/// Lists the names of the folders in a folder, in order.
fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Reads all files under a folder, by their path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, content)| (format!("{name}/{inner}"), content)));
        } else {
            found.insert(name, fs::read(&path).expect("a file that can be read"));
        }
    }
    found
}

/// Shows each byte as a character, so that files in any encoding are compared byte for byte and can be read.
fn text(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    files.into_iter().map(|(name, content)| (name, content.into_iter().map(char::from).collect())).collect()
}

fn bless(folder: &Path, outcome: &BTreeMap<String, String>) {
    let _ = fs::remove_dir_all(folder);
    for (name, content) in outcome {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for what is expected");
        let bytes: Vec<u8> = content.chars().map(|character| u8::try_from(character).expect("a byte")).collect();
        fs::write(&path, bytes).expect("what is expected can be written");
    }
}

/// Says line by line how two outcomes differ; nothing where they do not.
fn differences(expected: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> String {
    let mut names: Vec<&String> = expected.keys().chain(found.keys()).collect();
    names.sort();
    names.dedup();
    let mut told = String::new();
    for name in names {
        let (left, right) = (expected.get(name), found.get(name));
        if left == right {
            continue;
        }
        let _ = writeln!(told, "--- {name}");
        tell_lines(&lines(left), &lines(right), &mut told);
    }
    told
}

fn lines(text: Option<&String>) -> Vec<&str> {
    text.into_iter().flat_map(|text| text.split_inclusive('\n')).collect()
}

/// Tells which lines went (`-`) and which came (`+`), each with its number.
fn tell_lines(expected: &[&str], found: &[&str], told: &mut String) {
    let mut common = vec![vec![0_usize; found.len() + 1]; expected.len() + 1];
    for (left, line) in expected.iter().enumerate().rev() {
        for (right, other) in found.iter().enumerate().rev() {
            let longer = common[left + 1][right].max(common[left][right + 1]);
            common[left][right] = if line == other { common[left + 1][right + 1] + 1 } else { longer };
        }
    }
    let (mut left, mut right) = (0, 0);
    while left < expected.len() || right < found.len() {
        let (line, other) = (expected.get(left), found.get(right));
        if line == other {
            (left, right) = (left + 1, right + 1);
        } else if let Some(line) =
            line.filter(|_| other.is_none() || common[left + 1][right] >= common[left][right + 1])
        {
            left += 1;
            let _ = writeln!(told, "-{left:>5} {:?}", line.trim_end_matches('\n'));
        } else if let Some(other) = other {
            right += 1;
            let _ = writeln!(told, "+{right:>5} {:?}", other.trim_end_matches('\n'));
        }
    }
}
