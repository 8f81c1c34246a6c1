//! A drill that stands with a run: whose it is, and what is said where it is another's, spoiled or gone.

use std::fs;

use overdracht::drill::Drill;
use overdracht::pipeline::Manifest;

use super::Kept;

/// Puts a drill of the run's evidence into it.
fn drill(kept: &Kept) {
    let manifest = manifest(kept);
    let evidence = manifest.outputs.into_iter().find(|entry| entry.name == "evidence.sqlite").expect("the evidence");
    let drill = Drill {
        injected: 1,
        caught: 1,
        missed: 0,
        false_alarms: 0,
        seed: 1,
        times: 1,
        overdracht: manifest.overdracht,
        evidence_sha256: evidence.sha256,
        with_delivery: false,
        faults: Vec::new(),
        missed_injections: Vec::new(),
        alarms: Vec::new(),
    };
    drill.write(&kept.file("")).expect("a drill");
}

fn manifest(kept: &Kept) -> Manifest {
    Manifest::read(&kept.file("")).expect("a manifest")
}

#[test]
fn a_drill_is_listed_once_the_reports_show_it() {
    let kept = Kept::spoiled();
    let before = manifest(&kept);
    drill(&kept);
    kept.verify(&[]).assert_agrees();
    assert_eq!(kept.ask("report", &[]).0, 0);
    assert!(manifest(&kept).outputs.iter().any(|entry| entry.name == "drill.json"));
    kept.verify_again().assert_agrees();
    kept.change("drill.json", |text| [text, b" ".to_vec()].concat());
    kept.verify(&[]).assert_differs("files", "drill.json");
    fs::remove_file(kept.file("drill.json")).expect("a drill");
    assert_eq!(kept.ask("report", &[]).0, 0);
    assert!(manifest(&kept) == before);
}

#[test]
fn a_drill_that_is_spoiled_or_gone_is_told_and_the_delivery_is_still_run_again() {
    let kept = Kept::spoiled();
    drill(&kept);
    assert_eq!(kept.ask("report", &[]).0, 0);
    for spoil in [
        |kept: &Kept| kept.change("drill.json", |_| b"{\"a\": 1}".to_vec()),
        |kept: &Kept| {
            fs::remove_file(kept.file("drill.json")).expect("a drill");
        },
    ] {
        spoil(&kept);
        let answer = kept.verify_again();
        answer.assert_differs("files", "drill.json");
        let places = answer.places("again");
        assert!(places.iter().all(|place| place.starts_with("report.")), "{places:?}");
    }
}

#[test]
fn a_drill_of_another_run_is_named_listed_or_not() {
    let kept = Kept::spoiled();
    drill(&kept);
    // The digest of the evidence stands in the file, but not as what was drilled.
    kept.change("drill.json", |text| {
        let drill: Drill = serde_json::from_slice(&text).expect("a drill");
        let other = Drill { overdracht: drill.evidence_sha256, evidence_sha256: "0".repeat(64), ..drill };
        serde_json::to_vec(&other).expect("JSON")
    });
    kept.verify(&[]).assert_differs("files", "drill.json");
    let (code, _, stderr) = kept.ask("report", &[]);
    assert!(code == 1 && stderr.contains("drill.json is of another run; drill again or remove it"), "{stderr}");
    let mut listing = manifest(&kept);
    let content = fs::read(kept.file("drill.json")).expect("a drill");
    listing.outputs.insert(0, overdracht::pipeline::FileEntry::of_bytes("drill.json", &content));
    fs::write(kept.file("manifest.json"), listing.render().expect("a manifest")).expect("a file");
    let answer = kept.verify_again();
    answer.assert_differs("files", "drill.json");
    assert!(answer.places("again").iter().all(|place| place.starts_with("report.")), "{:#}", answer.answer);
}
