//! Deviations that two people accepted beside the mapping, and those that nobody did.

use std::fs;

use serde_json::Value;

use crate::kit::{Delivery, Mapping, Outcome, monthly};

const FILE: &str = "waivers.csv";
const HEADINGS: &str = "id,bsn,case,verdict,months,at_most_cents,at_most_days,reason,decision,requested_by,\
    approved_by,approved_on,expires_on\n";

/// What waivers come to, in the order of the contract.
const STATES: [&str; 5] = ["used", "expired", "unused", "exceeded", "self_approved"];

/// Takes € 12,00 off what a plain case gets, and returns the number of the case and the client's.
fn lowered() -> (Delivery, [String; 2]) {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let components = delivery.sheet("componenten");
    let row = components.open(&[("Dossiernummer", &case.number), ("Componentcode", "NORM")]);
    components.change(row, "Bedrag", |cents| cents - 1_200);
    delivery.reseal();
    (delivery, [case.number, case.bsn])
}

fn run_with(delivery: &Delivery, waivers: &str) -> Outcome {
    Mapping::copy().with(FILE, &format!("{HEADINGS}{waivers}")).run(delivery.folder())
}

fn states(run: &Outcome) -> [i64; 5] {
    STATES.map(|state| run.figure(&format!("continuity.waivers.{state}")))
}

#[test]
fn a_loss_is_proven_once_two_people_accepted_it_and_not_before() {
    let (delivery, [case, person]) = lowered();
    let run = delivery.run_as_it_stands();
    run.assert_stopped(&["continuity"], &[monthly("lower", &case)]);
    assert_eq!(states(&run), [0; 5]);

    let whose = [(format!(",{case}"), "the case"), (format!("{person},"), "the person")];
    for (whose, what) in whose {
        let line = format!(
            "W-1,{whose},lower,2021-01..2021-03,1200,,income since December,Z-118,J. Bos,K. Smit,2020-12-14,2021-03-31\n"
        );
        let run = run_with(&delivery, &line);
        run.assert_proven(&[monthly("waived", &case)]);
        assert_eq!((states(&run), run.found("OV0503")), ([1, 0, 0, 0, 0], 0), "{what}");
        assert!(run.stdout.contains("deviations waived: 3."), "{}", run.stdout);
        let report = fs::read_to_string(run.file("report.html")).expect("a report");
        for told in ["income since December", "Z-118", "J. Bos", "K. Smit", "waived by W-1 until 2021-03-31"] {
            assert!(report.contains(told), "{told}");
        }
        assert!(!report.contains(&person), "the report masks numbers of persons");
        let manifest: Value =
            serde_json::from_slice(&fs::read(run.file("manifest.json")).expect("a manifest")).expect("JSON");
        assert!(manifest["mapping"].as_array().expect("files").iter().any(|entry| entry["name"] == FILE));
    }
}

#[test]
fn a_waiver_that_does_not_cover_the_loss_lets_nothing_pass() {
    let (delivery, [case, _]) = lowered();
    let table = [
        ("W-1,,{},lower,2021-01..2021-03,1199,,why,Z,J. Bos,K. Smit,2020-12-14,2021-03-31", [0, 0, 0, 1, 0]),
        ("W-1,,{},lower,2021-01..2021-03,1200,,why,Z,J. Bos,K. Smit,2020-12-14,2021-01-28", [0, 1, 0, 0, 0]),
        ("W-1,,{},lower,2021-01..2021-03,1200,,why,Z,J. Bos,j.bos,2020-12-14,2021-03-31", [0, 0, 0, 0, 1]),
        ("W-1,,{},missing,2021-01..2021-03,99999,,why,Z,J. Bos,K. Smit,2020-12-14,2021-03-31", [0, 0, 1, 0, 0]),
        ("W-1,,{},lower,2020-12,1200,,why,Z,J. Bos,K. Smit,2020-12-14,2021-03-31", [0, 0, 1, 0, 0]),
        ("W-1,,1{},lower,2021-01..2021-03,1200,,why,Z,J. Bos,K. Smit,2020-12-14,2021-03-31", [0, 0, 1, 0, 0]),
    ];
    for (line, expected) in table {
        let run = run_with(&delivery, &format!("{}\n", line.replacen("{}", &case, 1)));
        run.assert_stopped(&["continuity"], &[monthly("lower", &case)]);
        let found: i64 = ["OV0501", "OV0502", "OV0503", "OV0504"].map(|code| run.found(code)).iter().sum();
        assert_eq!((states(&run), found), (expected, 1), "{line}");
    }
}

#[test]
fn a_waiver_that_is_not_right_makes_the_mapping_invalid_and_shows_nobody() {
    let (delivery, [case, person]) = lowered();
    let line = format!("W-1,{person},{case},lower,2021-01,1200,,,Z,J. Bos,K. Smit,2020-12-14,2021-03-31\n");
    let run = run_with(&delivery, &line);
    assert_eq!((run.code, run.left()), (3, vec![]));
    for told in ["OV0172", "waivers.csv:2:15", "about a person and about a case", "\"reason\" is empty"] {
        assert!(run.stderr.contains(told), "{told} in {}", run.stderr);
    }
    assert!(!run.stderr.contains(&person), "{}", run.stderr);
}
