//! Runs of one mapping at another cut-over than it says.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::kit::{Delivery, NOW, run, shipped};

#[test]
fn a_run_can_have_another_cutover_than_its_mapping_and_is_proven_again_at_that() {
    let (delivery, parent) = (Delivery::copy(), tempfile::tempdir().expect("a folder"));
    let out = parent.path().join("run");
    let output = run(&shipped(), delivery.folder(), &out)
        .args(["--now", NOW, "--cutover", "2020-12-01"])
        .output()
        .expect("a run");
    let json = |name: &str| -> Value {
        serde_json::from_slice(&fs::read(out.join(name)).expect("a file of the run")).expect("JSON")
    };
    let summary = json("summary.json");
    assert_eq!(summary["cutover"], "2020-12-01", "{}", String::from_utf8_lossy(&output.stderr));
    let manifest = json("manifest.json");
    assert_eq!(manifest["cutover"], "2020-12-01");
    assert_eq!(manifest["parameters"]["cut-over"], "2020-12-01");
    assert_eq!(manifest["parameters"]["window"], "2020-12-01 to 2021-02-28");
    let verdicts = fs::read_to_string(out.join("verdicts.csv")).expect("the verdicts");
    assert!(verdicts.contains("2020-12-3") && !verdicts.contains("2021-03-"));
    let again = Command::new(env!("CARGO_BIN_EXE_overdracht"))
        .args(["reconcile", "--format", "json"])
        .arg(&out)
        .output()
        .expect("the program");
    assert_eq!(again.status.code(), output.status.code());
    assert_eq!(serde_json::from_slice::<Value>(&again.stdout).expect("JSON"), summary);
}
