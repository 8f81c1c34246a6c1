//! Runs of the shipped deliveries, followed and compared by the program itself.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::kit::NOW;

/// The runs of the fixtures that are asked, made once.
fn runs() -> &'static Path {
    static RUNS: OnceLock<TempDir> = OnceLock::new();
    let folder = RUNS.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        for (service, fixture) in [
            ("laborijn", "clean"),
            ("laborijn", "broken"),
            ("het-plein", "broken"),
            ("sdoa", "clean"),
            ("tuc", "clean"),
        ] {
            let out = folder.path().join(format!("{service}-{fixture}"));
            let delivery = delivery(service, fixture);
            let done = overdracht(&["run", &format!("mappings/{service}"), &delivery, "--now", NOW, "--out"], &[&out]);
            assert!(out.is_dir(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        folder
    });
    folder.path()
}

fn delivery(service: &str, fixture: &str) -> String {
    format!("fixtures/{service}/{fixture}/delivery")
}

fn run_of(name: &str) -> PathBuf {
    runs().join(name)
}

fn overdracht(words: &[&str], paths: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
    command.args(words).args(paths).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.output().expect("the program")
}

fn trace(run: &str, what: &str, more: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
    command.arg("trace").arg(run_of(run)).arg(what).args(more).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().expect("the program");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.is_empty(), "{what}: {stderr}");
    (output.status.code().expect("an exit code"), String::from_utf8(output.stdout).expect("UTF-8"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn a_case_is_followed_from_the_delivered_cell_to_the_verdict() {
    let delivered = delivery("laborijn", "broken");
    let (code, text) = trace("laborijn-broken", "100020", &["--delivery", &delivered]);
    assert_eq!(code, 0);
    for expected in [
        "case 100020 (a dossiernummer)",
        "dossiers.csv:22 (dossiers): loaded; not by dossiers -> huishoudlid #2: a case without a partner has one member",
        "[Regeling] \"PW\"",
        "by componenten -> component",
        "the last banking day of the month",
        "superseded",
        "lower",
        "€ 499,85 less than promised",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    let (code, text) = trace("laborijn-broken", "100003", &[]);
    assert!(code == 0 && text.contains("no payee in force") && text.contains("missing"), "{text}");
    assert!(text.contains("name the delivery with --delivery"), "{text}");
}

#[test]
fn a_rejected_row_shows_what_was_delivered_without_the_delivery() {
    let (code, text) = trace("laborijn-broken", "dossiers.csv:12", &[]);
    assert_eq!(code, 0);
    assert!(text.contains("rejected: OV0212 [Gemeentecode]") && text.contains("\"PW\""), "{text}");
    let (_, text) = trace("laborijn-broken", "OV0212", &[]);
    assert!(text.contains("finding OV0212 (a finding at dossiers.csv:12)"), "{text}");
}

#[test]
fn a_sheet_of_a_workbook_is_followed_by_the_place_that_a_spreadsheet_tells() {
    let delivered = delivery("het-plein", "broken");
    let place = "[HetPlein_2018-12-31.xlsx]Personen!B15";
    for more in [&[][..], &["--delivery", &delivered]] {
        let (code, text) = trace("het-plein-broken", place, more);
        assert!(code == 0 && text.contains("[HetPlein_2018-12-31.xlsx]Personen!A15 (personen): rejected"), "{text}");
    }
    let (code, text) = trace("het-plein-broken", "[HetPlein_2018-12-31.xlsx]Personen!B6", &["--delivery", &delivered]);
    assert!(code == 0 && text.contains("by personen -> persoon") && text.contains("\"******"), "{text}");
}

#[test]
fn every_command_that_is_shown_can_be_run_as_it_stands() {
    if Command::new("sqlite3").arg("--version").output().is_err() {
        return;
    }
    for (run, what) in [("laborijn-broken", "100020"), ("laborijn-clean", "OV0203"), ("het-plein-broken", "OV0209")] {
        let (_, text) = trace(run, what, &[]);
        let commands: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("$ ")).collect();
        assert!(!commands.is_empty(), "{text}");
        for command in commands {
            let output = Command::new("sh").args(["-c", command]).output().expect("a shell");
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && stderr.is_empty(), "{command}: {stderr}");
        }
    }
}

#[test]
fn the_same_is_told_for_programs_and_twice_alike() {
    let delivered = delivery("sdoa", "clean");
    let case = {
        let verdicts = std::fs::read_to_string(run_of("sdoa-clean").join("verdicts.csv")).expect("the verdicts");
        let line = verdicts.lines().nth(1).expect("a verdict").to_owned();
        line.split(',').nth(2).expect("a case").split(' ').next().expect("a case").to_owned()
    };
    let ask = || trace("sdoa-clean", &case, &["--delivery", &delivered, "--format", "json"]).1;
    let (one, other) = (ask(), ask());
    assert_eq!(one, other);
    let told = json(&one);
    let row = &told["ways"][0]["rows"][0];
    assert_eq!(row["source"], "delivery", "{row}");
    assert!(row["made"][0]["columns"][0]["how"].is_string(), "{row}");
    assert!(told["notes"].as_array().expect("a list").is_empty(), "{told}");
}

#[test]
fn nothing_is_found_of_what_is_not_there() {
    let (code, text) = trace("tuc-clean", "no such thing", &[]);
    assert!(code == 1 && text.contains("Nothing was found."), "{text}");
    let output = overdracht(&["trace"], &[Path::new("fixtures"), Path::new("1")]);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn two_runs_are_compared_and_the_answer_is_the_exit_code() {
    let (clean, broken) = (run_of("laborijn-clean"), run_of("laborijn-broken"));
    for (old, new, code, word) in
        [(&clean, &broken, 1, "WORSE"), (&broken, &clean, 0, "BETTER"), (&clean, &clean, 0, "THE SAME")]
    {
        let output = overdracht(&["diff"], &[old, new]);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(text.starts_with(word) && text.lines().count() <= 40, "{text}");
    }
    let output = overdracht(&["diff", "--format", "json"], &[&clean, &broken]);
    let told = json(&String::from_utf8(output.stdout).expect("UTF-8"));
    assert_eq!(told["worse"], true);
    assert!(told["made_from"]["inputs"]["changed"].as_array().expect("a list").len() > 5, "{told}");
    let output = overdracht(&["diff"], &[&clean, Path::new("fixtures")]);
    assert_eq!(output.status.code(), Some(2));
}
