//! Where the time of a run went: what is shown of it, and that nothing of it is kept.

use std::fs;
use std::process::Output;

use serde_json::Value;

use super::kit::{Delivery, NOW, run, shipped};

/// Runs the delivery with timings, and returns what was said and the manifest, which digests everything else.
fn timed(delivery: &Delivery, more: &[&str]) -> (Output, Vec<u8>) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("run");
    let output =
        run(&shipped(), delivery.folder(), &out).args(["--now", NOW]).args(more).output().expect("the program");
    assert_eq!(output.status.code(), Some(0));
    (output, fs::read(out.join("manifest.json")).expect("the manifest"))
}

#[test]
fn a_table_of_stages_stands_beside_the_answer() {
    let delivery = Delivery::copy();
    let (output, _) = timed(&delivery, &["--timings"]);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("PROVEN"));
    let table = String::from_utf8(output.stderr).expect("UTF-8");
    let names: Vec<&str> = table.lines().map(|line| line.split("  ").next().unwrap_or_default()).collect();
    let expected = [
        "stage",
        "reading the mapping",
        "opening the delivery",
        "placing cases",
        "loading betalingen",
        "checking keys",
        "checking rules",
        "planning payments",
        "comparing payments",
        "proving title and continuity",
        "proving fidelity",
        "writing report.html",
        "writing verdicts.csv",
        "writing report.xlsx",
        "whole",
    ];
    let mut rest = names.iter();
    for name in expected {
        assert!(rest.any(|found| *found == name), "{name} stands in its place in\n{table}");
    }
    let figures = |name: &str| {
        let line = table.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name} in\n{table}"));
        line[name.len()..].split_whitespace().count()
    };
    // The share has its sign apart.
    assert_eq!(["stage", "loading betalingen", "checking keys", "whole"].map(figures), [6, 7, 3, 7], "{table}");
    assert_eq!(table.contains("\npeak memory "), cfg!(target_os = "linux"), "{table}");
}

#[test]
fn another_program_gets_them_as_json_beside_the_summary() {
    let delivery = Delivery::copy();
    let (output, _) = timed(&delivery, &["--timings", "--format", "json", "--quiet"]);
    let summary: Value = serde_json::from_slice(&output.stdout).expect("the summary");
    let timings: Value = serde_json::from_slice(&output.stderr).expect("the timings");
    let stages = timings["stages"].as_array().expect("stages");
    for figure in ["microseconds", "rows", "bytes"] {
        let sum = |of: &Value| of[figure].as_u64().unwrap_or_else(|| panic!("{figure} in {of}"));
        let (parts, whole) = (stages.iter().map(sum).sum::<u64>(), sum(&timings["whole"]));
        let lost = if figure == "microseconds" { stages.len() as u64 } else { 0 };
        assert!((parts..=parts + lost).contains(&whole), "{figure}: {parts} of {whole}");
    }
    let loaded = stages.iter().filter(|stage| stage["stage"].as_str().is_some_and(|name| name.starts_with("loading ")));
    let loaded: u64 = loaded.map(|stage| stage["rows"].as_u64().expect("rows")).sum();
    let read = summary["accounting"].as_array().expect("files").iter();
    assert_eq!(loaded, read.map(|file| file["read"]["rows"].as_u64().expect("rows")).sum::<u64>());
}

#[test]
fn a_run_that_was_timed_is_the_same_run() {
    let delivery = Delivery::copy();
    let ((untimed, one), (timed, other)) = (timed(&delivery, &[]), timed(&delivery, &["--timings"]));
    assert!(one == other, "the manifests digest the same files");
    assert!(untimed.stderr.is_empty() && !timed.stderr.is_empty());
}
