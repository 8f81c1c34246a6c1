//! The shipped deliveries of every service, and the examples of their mappings, as `overdracht test` runs them.
//!
//! A delivery stands in `fixtures/SERVICE/NAME`; one that is called clean or waived is proven, and no other is. The README
//! beside it says what each case must come to and why. `overdracht test --bless` writes the outcomes anew, to be read in
//! the diff against that.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::kit;

#[test]
fn every_example_and_every_delivery_comes_out_as_expected_and_exercises_the_whole_mapping() {
    let output = Command::new(env!("CARGO_BIN_EXE_overdracht"))
        .current_dir(root())
        .args(["test", "--all", "--min-coverage", "100"])
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "where that is right, `overdracht test --bless` writes it down\n{told}");
    for service in folders(&fixtures()) {
        let deliveries = folders(&fixtures().join(&service)).len();
        let line = told.lines().find(|line| line.starts_with(&format!("{service}: "))).unwrap_or_default();
        assert!(line.contains(&format!("{deliveries} deliveries")), "{service} in {told}");
    }
}

#[test]
fn alterations_of_the_shipped_mappings_are_noticed() {
    // All of them take minutes: `just mutants`.
    let output = Command::new(env!("CARGO_BIN_EXE_overdracht"))
        .current_dir(root())
        .args(["test", "--mutate", "--max-mutants", "25", "--seed", "7"])
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}");
    assert_eq!(told.matches(", 0 survived").count(), folders(&fixtures()).len(), "{told}");
}

#[test]
fn clean_deliveries_with_every_trap_are_proven() {
    expects("clean", "proven");
}

#[test]
fn untidy_deliveries_reject_what_cannot_be_read_and_nothing_else() {
    expects("untidy", "not_proven");
}

#[test]
fn deliveries_that_lose_money_are_not_proven_for_whom_they_do() {
    expects("broken", "not_proven");
}

#[test]
fn calendars_that_pay_a_day_later_are_later_for_everyone() {
    expects("later", "not_proven");
}

#[test]
fn losses_that_two_people_accepted_are_proven() {
    expects("waived", "proven");
}

#[test]
fn an_old_month_that_is_paid_once_more_is_new_for_everyone() {
    expects("overlap", "not_proven");
}

#[test]
fn a_month_that_nobody_pays_is_missing_for_everyone() {
    expects("gap", "not_proven");
}

#[test]
fn a_delivery_that_does_not_add_up_to_its_own_totals_is_refused_with_their_place() {
    let expected = fixture("tuc", "sums").join("expected");
    let files = files(&expected);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["refused.txt"]);
    let told = String::from_utf8_lossy(&files["refused.txt"]);
    assert!(told.contains("uitkeringsspecificaties.csv:34"), "{told}");
    assert!(told.contains("a specification adds up to its own total"), "{told}");
}

#[test]
fn rows_that_stay_behind_stop_nobody() {
    let delivered = fs::read(fixture("laborijn", "untidy").join("delivery/dossiers.csv")).expect("the cases");
    let delivered = String::from_utf8_lossy(&delivered);
    let stays = delivered.lines().filter(|row| row.starts_with("0222;") || row.starts_with("0197;"));
    let cases: Vec<&str> = stays.filter_map(|row| row.split(';').nth(1)).collect();
    assert_eq!(cases.len(), 11, "ten cases, one of them twice");
    for (name, content) in files(&fixture("laborijn", "untidy").join("expected")) {
        let content = String::from_utf8_lossy(&content);
        // An account may hold such a number by chance; a payment or a decision begins with a letter before it.
        let words = content.split(|character: char| !character.is_alphanumeric());
        let mut numbers = words.map(|word| word.trim_start_matches(char::is_alphabetic));
        assert_eq!(numbers.find(|number| cases.contains(number)), None, "{name} speaks of a case that stays");
    }
}

#[test]
fn a_cell_is_found_once_however_many_tables_it_feeds() {
    for service in folders(&fixtures()) {
        let place = tempfile::tempdir().expect("a place for the run");
        let (delivery, out) = (fixture(&service, "untidy").join("delivery"), place.path().join("run"));
        let done =
            kit::run(&root().join("mappings").join(&service), &delivery, &out).output().expect("the program runs");
        assert_eq!(done.status.code(), Some(1), "{service}: {}", String::from_utf8_lossy(&done.stderr));
        let evidence = rusqlite::Connection::open(out.join("evidence.sqlite")).expect("the evidence");
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
fn every_kind_of_delivery_is_known() {
    let tests = include_str!("golden.rs");
    for service in folders(&fixtures()) {
        for name in folders(&fixtures().join(&service)) {
            let is_told =
                tests.contains(&format!("expects(\"{name}\"")) || tests.contains(&format!("\"{name}\").join"));
            assert!(is_told, "fixtures/{service}/{name} has no verdict here");
        }
    }
}

/// Holds that what is expected of the deliveries of one name, of every service that has one, is a verdict.
fn expects(name: &str, verdict: &str) {
    let services: Vec<String> =
        folders(&fixtures()).into_iter().filter(|service| fixture(service, name).is_dir()).collect();
    assert!(!services.is_empty(), "no service ships a delivery \"{name}\"");
    for service in services {
        let summary = fs::read_to_string(fixture(&service, name).join("expected/summary.json")).expect("a summary");
        let summary: serde_json::Value = serde_json::from_str(&summary).expect("a summary in JSON");
        assert_eq!(summary["verdict"], verdict, "{service}");
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn fixtures() -> PathBuf {
    root().join("fixtures")
}

fn fixture(service: &str, name: &str) -> PathBuf {
    fixtures().join(service).join(name)
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
