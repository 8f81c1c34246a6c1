//! The drill, from outside: every known fault is caught, and the run stays as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::kit::{self, Delivery};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn drill(run: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
    command.arg("drill").arg(run).args(arguments).output().expect("the program")
}

fn told(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("an answer in JSON")
}

/// Runs the shipped clean delivery of a service, and returns the folder that holds the run, and the delivery.
fn clean(service: &str) -> (tempfile::TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let delivery = root().join(format!("fixtures/{service}/clean/delivery"));
    let out = folder.path().join("run");
    let done = kit::run(&root().join("mappings").join(service), &delivery, &out).output().expect("the program");
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    (folder, out, delivery.display().to_string())
}

fn assert_all_caught(service: &str, at_least: u64) {
    let (_folder, run, delivery) = clean(service);
    let output = drill(&run, &["--delivery", &delivery, "--times", "1", "--format", "json"]);
    let told = told(&output);
    let (missed, alarms) = (&told["missed_injections"], &told["alarms"]);
    assert_eq!((&told["missed"], &told["false_alarms"]), (&0.into(), &0.into()), "{missed:#} {alarms:#}");
    assert_eq!(told["injected"], told["caught"]);
    assert!(told["injected"].as_u64() >= Some(at_least), "{}", told["injected"]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn every_known_fault_is_caught_in_delimited_text() {
    assert_all_caught("laborijn", 90);
}

#[test]
fn every_known_fault_is_caught_in_a_workbook() {
    assert_all_caught("het-plein", 80);
}

#[test]
fn every_known_fault_is_caught_where_payment_is_in_arrears() {
    assert_all_caught("tuc", 80);
}

#[test]
fn every_known_fault_is_caught_where_a_caseload_is_divided() {
    assert_all_caught("sdoa", 85);
}

#[test]
fn a_drill_gives_the_same_bytes_again_and_leaves_what_the_run_decided_as_it_was() {
    let (_folder, run, _) = clean("laborijn");
    let content = || {
        let names = ["evidence.sqlite", "targets/oude-ijsselstreek.sqlite", "summary.json", "verdicts.csv"];
        names.map(|name| fs::read(run.join(name)).expect("a file"))
    };
    let before = content();
    let one = drill(&run, &["--times", "1", "--seed", "7", "--format", "json"]);
    let kept = fs::read(run.join("drill.json")).expect("what was found");
    let other = drill(&run, &["--times", "1", "--seed", "7", "--format", "json"]);
    assert_eq!(one.stdout, kept);
    assert_eq!(one.stdout, other.stdout);
    assert!(one.stdout.starts_with(b"{\n  \"injected\": "));
    assert!(content() == before, "what was decided is untouched");
    let report = fs::read_to_string(run.join("report.html")).expect("the report");
    assert!(!report.contains("Not drilled"), "the report shows the drill");
    let verify = Command::new(env!("CARGO_BIN_EXE_overdracht")).arg("verify").arg(&run).output().expect("the program");
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
    let elsewhere = drill(&run, &["--times", "1", "--seed", "8", "--format", "json"]);
    assert_ne!(one.stdout, elsewhere.stdout);
}

#[test]
fn without_the_delivery_its_faults_are_listed_with_the_reason() {
    let (_folder, run, _) = clean("tuc");
    let told = told(&drill(&run, &["--times", "1", "--format", "json"]));
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for row in told["faults"].as_array().expect("the faults").iter().filter(|row| row["way"] == "delivery") {
        assert_eq!(row["injected"], 0);
        *reasons.entry(row["not_injected"].as_str().expect("a reason")).or_default() += 1;
    }
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    assert!(reasons.contains_key("the delivery is not at hand: name it with --delivery"));
}

#[test]
fn what_an_untouched_run_complains_of_is_a_false_alarm() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    delivery.sheet("begunstigden").remove(&[("Dossiernummer", &case.number)]);
    let run = delivery.run();
    let output = drill(&run.file(""), &["--times", "1", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    assert!(told["false_alarms"].as_u64() >= Some(3));
    assert!(told["alarms"][0].as_str().expect("an alarm").contains(&case.number));
}

#[test]
fn another_delivery_is_refused() {
    let (_folder, run, _) = clean("laborijn");
    let other = root().join("fixtures/laborijn/untidy/delivery").display().to_string();
    let output = drill(&run, &["--delivery", &other, "--times", "1"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("name the delivery that the run was made from"), "{message}");
    assert!(!run.join("drill.json").exists());
}
