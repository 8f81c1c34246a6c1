//! Runs that may not be published, and files that may not be published into.

use std::fs::{self, File};

use super::*;
use crate::kit::Mapping;

#[test]
fn a_run_that_is_not_proven_is_not_published() {
    let municipality = Municipality::new();
    let answer = municipality.publish(&LATER.run(), &[]).expect(1);
    assert!(answer.stderr.contains("not proven: continuity failed"), "{}", answer.stderr);
    assert!(answer.stderr.contains("nothing was published"), "{}", answer.stderr);
    assert!(municipality.left().is_empty(), "{:?}", municipality.left());
}

#[test]
fn a_run_whose_files_are_not_what_its_manifest_says_is_not_published() {
    let run = Delivery::copy().run_as_it_stands();
    let municipality = Municipality::new();
    let names = ["targets/oude-ijsselstreek.sqlite", "targets/stoer.sqlite", "evidence.sqlite", "verdicts.csv"];
    for name in names {
        let path = run.file(name);
        let content = fs::read(&path).expect("a file");
        let mut changed = content.clone();
        // Well behind what SQLite looks at when a database is opened.
        let last = changed.len() - 1;
        changed[last] ^= 1;
        fs::write(&path, changed).expect("a file");
        let answer = municipality.publish(&run.file(""), &[]).expect(1);
        let told = format!("{name}: its content is not what the manifest says");
        assert!(answer.stderr.contains(&told), "{}", answer.stderr);
        fs::write(&path, content).expect("a file");
    }
    fs::remove_file(run.file("report.html")).expect("the report");
    let answer = municipality.publish(&run.file(""), &[]).expect(1);
    assert!(answer.stderr.contains("report.html: it is not there"), "{}", answer.stderr);
    assert!(!municipality.database().exists());
}

#[test]
fn a_target_that_was_mended_by_hand_with_its_digest_is_not_proven() {
    let run = Delivery::copy().run_as_it_stands();
    let target = run.file("targets/oude-ijsselstreek.sqlite");
    let database = Connection::open(&target).expect("the target");
    database
        .execute("UPDATE component SET bedrag_cent = bedrag_cent + 100 WHERE soort = 'norm'", [])
        .expect("a change");
    drop(database);
    let manifest = run.file("manifest.json");
    let mut json: Value = serde_json::from_slice(&fs::read(&manifest).expect("the manifest")).expect("JSON");
    let outputs = json["outputs"].as_array_mut().expect("outputs");
    let entry = outputs.iter_mut().find(|entry| entry["name"] == "targets/oude-ijsselstreek.sqlite").expect("an entry");
    let content = fs::read(&target).expect("the target");
    entry["sha256"] = sha256(&content).into();
    entry["bytes"] = content.len().into();
    fs::write(&manifest, json.to_string()).expect("the manifest");
    let municipality = Municipality::new();
    let answer = municipality.publish(&run.file(""), &[]).expect(1);
    assert!(answer.stderr.contains("not proven: completeness failed, continuity failed"), "{}", answer.stderr);
}

#[test]
fn what_is_no_run_is_wrong_usage() {
    let municipality = Municipality::new();
    let empty = tempfile::tempdir().expect("a folder");
    municipality.publish(empty.path(), &[]).expect(2);
    municipality.publish(&empty.path().join("absent"), &[]).expect(2);
    municipality.publish(&LABORIJN.run(), &["--destination", "stoor"]).expect(2);
    assert!(municipality.left().is_empty());
}

#[test]
fn what_is_no_municipal_database_is_left_as_it_is() {
    let target = LABORIJN.outcome().file("targets/oude-ijsselstreek.sqlite");
    let other = tempfile::tempdir().expect("a folder").keep().join("other.sqlite");
    Connection::open(&other).expect("a database").execute_batch("CREATE TABLE t (x)").expect("a table");
    let contents: [(&str, Vec<u8>, &str); 4] = [
        ("nothing", Vec::new(), "it is no SQLite database"),
        ("a text", b"PRAGMA user_version".to_vec(), "it is no SQLite database"),
        ("another database", fs::read(&other).expect("a database"), "it has no index"),
        ("the target of a run", fs::read(&target).expect("a target"), "it has no index publicatie"),
    ];
    for (name, content, reason) in contents {
        let municipality = Municipality::new();
        fs::write(municipality.database(), &content).expect("a file");
        let answer = municipality.publish(&LABORIJN.run(), &[]).expect(5);
        assert!(answer.stderr.contains(reason), "{name}: {}", answer.stderr);
        assert!(answer.stderr.contains("nothing was changed"), "{name}: {}", answer.stderr);
        assert!(municipality.bytes() == content, "{name}");
    }
    fs::remove_dir_all(other.parent().expect("a folder")).expect("the folder");
}

#[test]
fn a_database_that_another_program_is_writing_to_is_left_to_it() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    let before = municipality.bytes();
    let beside = |end: &str| municipality.folder.path().join(format!("gemeente.sqlite{end}"));
    let attempt = |reason: &str| {
        let answer = municipality.publish(&HET_PLEIN.run(), &["--destination", "lochem"]).expect(5);
        assert!(answer.stderr.contains(reason), "{}", answer.stderr);
        assert!(municipality.bytes() == before);
    };
    for end in ["-journal", "-wal"] {
        fs::write(beside(end), "x").expect("a file");
        attempt("stands beside it: another program is writing to it, or was stopped while it did");
        fs::remove_file(beside(end)).expect("the file");
    }
    let other = Connection::open(municipality.database()).expect("the database");
    other.execute_batch("BEGIN IMMEDIATE").expect("a transaction");
    attempt("another program is writing to it; wait until that is done");
    drop(other);
    municipality.publish(&HET_PLEIN.run(), &["--destination", "lochem"]).expect(0);
}

#[test]
fn a_place_that_is_no_file_is_refused() {
    let municipality = Municipality::new();
    fs::create_dir(municipality.database()).expect("a folder");
    let answer = municipality.publish(&LABORIJN.run(), &[]).expect(5);
    assert!(answer.stderr.contains("this is a folder"), "{}", answer.stderr);
    let absent = municipality.folder.path().join("absent/gemeente.sqlite");
    let answer = Answer::of(publish(&LABORIJN.run(), &absent).output().expect("the program")).expect(5);
    assert!(answer.stderr.contains("there is no such folder"), "{}", answer.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let municipality = Municipality::new();
    let elsewhere = Municipality::new();
    elsewhere.publish(&LABORIJN.run(), &[]).expect(0);
    let before = elsewhere.bytes();
    std::os::unix::fs::symlink(elsewhere.database(), municipality.database()).expect("a link");
    let answer = municipality.publish(&HET_PLEIN.run(), &["--destination", "lochem"]).expect(5);
    assert!(answer.stderr.contains("this is a link; name the file itself"), "{}", answer.stderr);
    assert!(elsewhere.bytes() == before);
}

#[test]
fn whoever_holds_the_lock_is_named() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    let before = municipality.bytes();
    let lock = municipality.folder.path().join("gemeente.sqlite.lock");
    fs::write(&lock, "process 4711, of runs/x,").expect("the lock");
    let held = File::open(&lock).expect("the lock");
    held.lock().expect("the lock is free");
    let answer = municipality.publish(&HET_PLEIN.run(), &["--destination", "lochem"]).expect(5);
    assert!(answer.stderr.contains("process 4711, of runs/x, is publishing into it"), "{}", answer.stderr);
    assert!(municipality.bytes() == before);
    drop(held);
    municipality.publish(&HET_PLEIN.run(), &["--destination", "lochem"]).expect(0);
}

#[test]
fn a_database_of_another_version_is_refused_and_named() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    let database = Connection::open(municipality.database()).expect("the database");
    let trigger = "CREATE TRIGGER less AFTER INSERT ON betaalopdracht BEGIN
        UPDATE betaalopdracht SET bedrag_cent = bedrag_cent - 1 WHERE id = new.id; END";
    database.execute_batch(trigger).expect("a trigger");
    drop(database);
    let answer = municipality.publish(&HET_PLEIN.run(), &["--destination", "lochem"]).expect(5);
    assert!(answer.stderr.contains("it has a foreign trigger less"), "{}", answer.stderr);
}

#[test]
fn a_mapping_that_was_changed_since_does_not_matter() {
    // A run is proven with the mapping that it was made with.
    let run = Mapping::copy().run(Delivery::copy().folder());
    Municipality::new().publish(&run.file(""), &[]).expect(0);
}

fn sha256(content: &[u8]) -> String {
    use std::fmt::Write as _;

    use sha2::{Digest as _, Sha256};
    Sha256::digest(content).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
