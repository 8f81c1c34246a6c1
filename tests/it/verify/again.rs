//! The whole run again: what was changed and covered up is still named, to the cell.

use std::fs;

use super::Kept;
use crate::kit::{Delivery, shipped};

/// What a run of another version says of itself.
const OTHER: &str = "\"overdracht\": \"0.0.9\"";

#[test]
fn a_run_comes_out_the_same_again() {
    for kept in [Kept::spoiled(), Kept::of(Delivery::copy(), &["--unmask", "--cutover", "2021-02-01"])] {
        let answer = kept.verify_again();
        answer.assert_agrees();
        assert!(answer.checks().values().filter(|status| **status == "passed").count() == 7, "{:#}", answer.answer);
        let delivery = kept.delivery.folder().display().to_string();
        kept.verify(&["--delivery", &delivery]).assert_agrees();
    }
}

#[test]
fn a_changed_row_is_named_whatever_the_manifest_says() {
    let kept = Kept::spoiled();
    let target = "targets/oude-ijsselstreek.sqlite";
    kept.execute(target, "UPDATE betaalopdracht SET bedrag_cent = bedrag_cent + 1 WHERE id = 5");
    kept.execute(target, "UPDATE persoon SET geslachtsnaam = 'Ander' WHERE id = (SELECT min(id) FROM persoon)");
    kept.execute("evidence.sqlite", "DELETE FROM finding WHERE rowid = 1");
    kept.cover_up();
    let answer = kept.verify_again();
    answer.assert_differs("again", &format!("{target} betaalopdracht id 5 bedrag_cent"));
    answer.assert_differs("again", "evidence.sqlite finding rowid 1");
    let places = answer.places("again");
    assert!(places.iter().any(|place| place.ends_with(" geslachtsnaam")), "{places:?}");
    assert_eq!(answer.checks()["files"], "passed");
    assert_eq!(answer.checks()["proofs"], "failed");
    let shown = answer.answer.to_string();
    assert!(shown.contains("\"found\":\"Ander\""), "{shown}");
}

#[test]
fn bytes_outside_every_row_are_found_too() {
    let kept = Kept::spoiled();
    let target = "targets/oude-ijsselstreek.sqlite";
    // The version that last changed the file stands in its header, and no row holds it.
    kept.change(target, |mut bytes| {
        bytes[95] ^= 1;
        bytes
    });
    kept.cover_up();
    assert_eq!(kept.verify(&[]).code, 0, "nothing but the delivery can tell");
    let answer = kept.verify_again();
    answer.assert_differs("again", target);
    assert!(answer.answer.to_string().contains("bytes outside the rows"), "{:#}", answer.answer);
}

#[test]
fn numbers_of_persons_are_masked_in_what_differs() {
    let kept = Kept::spoiled();
    kept.execute(
        "targets/oude-ijsselstreek.sqlite",
        "PRAGMA foreign_keys = OFF; UPDATE betaling SET persoon = '999990019' WHERE id = (SELECT max(id) FROM betaling)",
    );
    kept.execute(
        "evidence.sqlite",
        "DELETE FROM rejected; UPDATE finding SET value = '111252334' WHERE heading = 'BSN'",
    );
    kept.cover_up();
    let shown = kept.verify_again().answer.to_string();
    assert!(shown.contains("******019") && shown.contains("a row as delivered"), "{shown}");
    for number in ["999990019", "111252334", "111252333"] {
        assert!(!shown.contains(number), "{number} in {shown}");
    }
}

#[test]
fn another_delivery_or_mapping_is_told_by_name() {
    let mut kept = Kept::spoiled();
    let [one] = kept.delivery.plain();
    kept.delivery.sheet("clienten").set_all(&[("Clientnummer", &one.client)], "Achternaam", "Anders");
    kept.delivery.reseal();
    let answer = kept.verify_again();
    answer.assert_differs("delivery", "clienten.csv");
    assert_eq!(answer.checks()["again"], "failed");
    fs::remove_file(kept.delivery.file("clienten.csv")).expect("a delivered file");
    let answer = kept.verify_again();
    answer.assert_differs("delivery", "clienten.csv");
    assert!(answer.answer.to_string().contains("the run cannot be made again"), "{:#}", answer.answer);

    let mapping = kept.folder.path().join("mapping");
    for name in super::files_under(&shipped()) {
        fs::create_dir_all(mapping.join(&name).parent().expect("a folder")).expect("a folder");
        fs::copy(shipped().join(&name), mapping.join(&name)).expect("a copy");
    }
    let path = mapping.join("mapping.toml");
    fs::write(&path, fs::read_to_string(&path).expect("a mapping") + "\n# other\n").expect("a mapping");
    kept.verify(&["--mapping", &mapping.display().to_string()]).assert_differs("mapping", "mapping.toml");
    let (code, _, stderr) = kept.ask("verify", &["--mapping", "/nowhere"]);
    assert!(code == 2 && stderr.contains("no mapping stands here"), "{stderr}");
}

#[test]
fn a_run_of_another_version_is_held_by_its_contents() {
    let kept = Kept::spoiled();
    let replace = |name: &str, from: &str, to: &str| {
        kept.change(name, |text| String::from_utf8(text).expect("UTF-8").replace(from, to).into_bytes());
    };
    let version = format!("\"overdracht\": \"{}\"", env!("CARGO_PKG_VERSION"));
    replace("manifest.json", &version, OTHER);
    replace("summary.json", &version, OTHER);
    kept.execute("evidence.sqlite", &format!("UPDATE run SET value = replace(value, '{version}', '{OTHER}')"));
    kept.execute("evidence.sqlite", "UPDATE run SET value = '0.0.9' WHERE name = 'overdracht'");
    replace("summary.json", "\"plan_differs\"", "\"what_is_no_more\"");
    kept.cover_up();
    let answer = kept.verify_again();
    answer.assert_differs("proofs", "summary.json proofs.continuity.hard_stops.what_is_no_more");
    assert_eq!((answer.places("proofs").len(), answer.checks()["reports"]), (1, "not_run"), "{:#}", answer.answer);
    replace("summary.json", "            \"what_is_no_more\"", "\"plan_differs\"");
    replace("summary.json", "\"what_is_no_more\"", "\"plan_differs\"");
    kept.cover_up();
    kept.verify_again().assert_agrees();
    let (_, shown, _) = kept.ask("verify", &[]);
    assert!(shown.contains("another version"), "{shown}");

    // What that version must have had is missed all the same.
    kept.execute(
        "targets/oude-ijsselstreek.sqlite",
        "PRAGMA foreign_keys = OFF; DELETE FROM betaling WHERE id = (SELECT min(id) FROM betaling)",
    );
    kept.cover_up();
    fs::remove_file(kept.file("report.html")).expect("a report");
    let answer = kept.verify_again();
    answer.assert_differs("again", "report.html");
    let places = answer.places("again");
    assert!(places.iter().any(|place| place.contains(" betaling id ")), "{places:?}");
}

#[test]
fn a_word_in_the_manifest_makes_no_run_of_another_version() {
    let kept = Kept::spoiled();
    kept.change("report.html", |_| b"all is well".to_vec());
    kept.cover_up();
    fs::remove_file(kept.file("verdicts.csv")).expect("a report");
    kept.change("manifest.json", |text| {
        let version = format!("\"overdracht\": \"{}\"", env!("CARGO_PKG_VERSION"));
        String::from_utf8(text).expect("UTF-8").replace(&version, OTHER).into_bytes()
    });
    let answer = kept.verify_again();
    answer.assert_differs("manifest", "manifest.json overdracht");
    answer.assert_differs("reports", "verdicts.csv");
    answer.assert_differs("again", "verdicts.csv");
    let places = answer.places("again");
    assert!(places.iter().any(|place| place.starts_with("report.html byte ")), "{places:?}");
}

#[test]
fn a_file_that_the_run_was_not_made_from_is_the_deliverys_fault() {
    let mut delivery = Delivery::copy();
    fs::write(delivery.folder().join("leesmij.txt"), "x").expect("a file");
    delivery.reseal();
    let kept = Kept::of(delivery, &[]);
    kept.verify_again().assert_agrees();
    fs::write(kept.delivery.file("Thumbs.db"), "x").expect("a file");
    let answer = kept.verify_again();
    answer.assert_differs("delivery", "Thumbs.db");
    assert_eq!((answer.places("delivery").len(), answer.checks()["again"]), (1, "not_run"), "{:#}", answer.answer);
    let shown = answer.answer.to_string();
    assert!(shown.contains("leave out Thumbs.db") && shown.contains("leave it out of the delivery"), "{shown}");
}

#[test]
fn a_delivery_that_is_not_there_is_no_difference() {
    let kept = Kept::spoiled();
    let (code, _, stderr) = kept.ask("verify", &["--delivery", "/nowhere"]);
    assert!(code == 2 && stderr.contains("no delivery stands here"), "{stderr}");
}

#[test]
fn a_temporary_folder_that_cannot_be_used_is_no_difference() {
    let kept = Kept::spoiled();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_overdracht"));
    let output = program.arg("verify").arg(kept.file("")).env("TMPDIR", "/nowhere").output().expect("the program");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.code() == Some(5) && !stdout.contains("DIFFERS"), "{stdout}{stderr}");
}
