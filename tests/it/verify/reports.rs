//! Reports, rendered again.

use std::fs;

use overdracht::drill::Drill;
use overdracht::pipeline::Manifest;

use super::Kept;
use crate::kit::Delivery;

#[test]
fn reports_are_what_they_were_however_they_were_lost() {
    for kept in [Kept::spoiled(), Kept::of(Delivery::copy(), &["--unmask"])] {
        let names = ["report.html", "report.xlsx", "verdicts.csv", "manifest.json"];
        let before = names.map(|name| fs::read(kept.file(name)).expect("a report"));
        fs::remove_file(kept.file("report.html")).expect("a report");
        kept.change("verdicts.csv", |_| b"x".to_vec());
        let (code, shown, _) = kept.ask("report", &[]);
        let told: Vec<&str> = shown.lines().filter_map(|line| line.split("  ").next()).collect();
        assert_eq!((code, told), (0, vec!["renewed", "renewed", "unchanged"]), "{shown}");
        assert!(before == names.map(|name| fs::read(kept.file(name)).expect("a report")));
        kept.verify(&[]).assert_agrees();
    }
}

#[test]
fn a_report_that_says_something_else_is_found_whatever_the_manifest_says() {
    let kept = Kept::spoiled();
    let verdicts = fs::read_to_string(kept.file("verdicts.csv")).expect("verdicts");
    fs::write(kept.file("verdicts.csv"), verdicts.replacen(",equal,", ",higher,", 1)).expect("verdicts");
    kept.change("report.html", |page| {
        String::from_utf8(page).expect("UTF-8").replace("Niet bewezen", "Bewezen").into()
    });
    kept.cover_up();
    let answer = kept.verify(&[]);
    assert_eq!((answer.checks()["files"], answer.checks()["reports"]), ("passed", "failed"));
    let places = answer.places("reports");
    assert!(places.iter().any(|place| place.starts_with("verdicts.csv ") && place.ends_with(" verdict")), "{places:?}");
    assert!(places.iter().any(|place| place.starts_with("report.html byte ")), "{places:?}");
}

#[test]
fn a_verdict_in_the_evidence_is_held_against_the_proofs() {
    let kept = Kept::spoiled();
    kept.execute("evidence.sqlite", "UPDATE verdict SET verdict = 'equal' WHERE verdict = 'missing'");
    kept.execute(
        "evidence.sqlite",
        "UPDATE run SET value = replace(value, 'not_proven', 'proven') WHERE name = 'summary'",
    );
    kept.cover_up();
    let answer = kept.verify(&[]);
    answer.assert_differs("proofs", "evidence.sqlite run verdict");
    let places = answer.places("proofs");
    assert!(places.iter().any(|place| place.starts_with("evidence.sqlite verdict rowid ")), "{places:?}");
}

#[test]
fn everything_that_the_evidence_decides_is_held_against_the_proofs() {
    let kept = Kept::spoiled();
    let original = fs::read(kept.file("evidence.sqlite")).expect("the evidence");
    let verdict = "evidence.sqlite verdict rowid 1";
    let table = [
        ("UPDATE verdict SET clientnummer = 'x' WHERE rowid = 1", verdict),
        ("UPDATE verdict SET payee = 'x' WHERE rowid = 1", verdict),
        ("UPDATE verdict SET elsewhere_cents = 7 WHERE rowid = 1", verdict),
        ("UPDATE verdict SET explanation = 'x' WHERE rowid = 1", verdict),
        ("UPDATE verdict SET delivered = '' WHERE rowid = 1", verdict),
        ("UPDATE verdict SET waived_by = 'x' WHERE rowid = 1", verdict),
        ("UPDATE proof SET status = 'passed'", "evidence.sqlite proof name continuity"),
        ("DELETE FROM proof WHERE name = 'title'", "evidence.sqlite proof name title"),
        ("INSERT INTO proof VALUES ('title', 'passed', NULL)", "evidence.sqlite proof name title"),
        ("UPDATE hard_stop SET count = 9 WHERE name = 'gap'", "evidence.sqlite hard_stop name gap"),
        ("INSERT INTO hard_stop VALUES ('x', 0)", "evidence.sqlite hard_stop name x"),
    ];
    for (sql, place) in table {
        kept.execute("evidence.sqlite", sql);
        kept.cover_up();
        kept.verify(&[]).assert_differs("proofs", place);
        fs::write(kept.file("evidence.sqlite"), &original).expect("the evidence");
    }
}

#[test]
fn a_cell_of_the_workbook_is_named() {
    let kept = Kept::spoiled();
    let other = Kept::of(Delivery::copy(), &[]);
    fs::copy(other.file("report.xlsx"), kept.file("report.xlsx")).expect("a copy");
    kept.cover_up();
    let answer = kept.verify(&[]);
    answer.assert_differs("reports", "report.xlsx Bewijzen row 2 C");
    kept.change("report.xlsx", |_| b"x".to_vec());
    kept.cover_up();
    kept.verify(&[]).assert_differs("reports", "report.xlsx");
}

#[test]
fn a_run_that_no_longer_gives_its_figures_has_no_reports_to_render() {
    let kept = Kept::spoiled();
    kept.execute("targets/oude-ijsselstreek.sqlite", "DELETE FROM betaalopdracht WHERE id = 1");
    let (code, _, stderr) = kept.ask("report", &[]);
    assert!(code == 1 && stderr.contains("does not come out when the proofs are made again"), "{stderr}");
    let answer = kept.verify(&[]);
    answer.assert_differs("files", "targets/oude-ijsselstreek.sqlite");
    answer.assert_differs("proofs", "summary.json proofs.continuity.planned_cents");
}

#[test]
fn a_drill_is_listed_once_the_reports_show_it() {
    let kept = Kept::spoiled();
    let manifest = Manifest::read(&kept.file("")).expect("a manifest");
    drilled(&kept);
    kept.verify(&[]).assert_agrees();
    assert_eq!(kept.ask("report", &[]).0, 0);
    let listed = Manifest::read(&kept.file("")).expect("a manifest").outputs;
    assert!(listed.iter().any(|entry| entry.name == "drill.json"));
    kept.verify_again().assert_agrees();
    kept.change("drill.json", |text| [text, b" ".to_vec()].concat());
    kept.verify(&[]).assert_differs("files", "drill.json");
    fs::remove_file(kept.file("drill.json")).expect("a drill");
    assert_eq!(kept.ask("report", &[]).0, 0);
    assert!(Manifest::read(&kept.file("")).expect("a manifest") == manifest);
}

/// Puts a drill beside the reports of a run.
pub(super) fn drilled(kept: &Kept) {
    let manifest = Manifest::read(&kept.file("")).expect("a manifest");
    let evidence = manifest.outputs.iter().find(|entry| entry.name == "evidence.sqlite").expect("the evidence");
    let drill = Drill {
        injected: 1,
        caught: 1,
        missed: 0,
        false_alarms: 0,
        seed: 1,
        times: 1,
        overdracht: manifest.overdracht.clone(),
        evidence_sha256: evidence.sha256.clone(),
        with_delivery: false,
        faults: Vec::new(),
        missed_injections: Vec::new(),
        alarms: Vec::new(),
    };
    drill.write(&kept.file("")).expect("a drill");
}
