//! The same delivery, mapping and clock give the same bytes, and nothing of a run leaks.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::kit::{Delivery, NOW, PAYMENTS, run, shipped};

/// Returns all files below a folder, by their paths in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("a path below").display().to_string();
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// Makes a delivery with rejected rows, a verdict that stops and findings.
fn spoiled() -> Delivery {
    let mut delivery = Delivery::copy();
    let [one, other] = delivery.plain();
    delivery.sheet("begunstigden").set_all(&[("Dossiernummer", &one.number)], "IBAN", "NL02ABNA0123456789");
    delivery.sheet("clienten").set_all(&[("Clientnummer", &other.client)], "BSN", "111252333");
    delivery.sheet("clienten").set_all(&[("Clientnummer", &one.client)], "Postcode", "0000 SS");
    delivery.reseal();
    delivery
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, content) in one {
        assert!(*content == other[name], "{name} differs");
    }
}

#[test]
fn two_runs_give_the_same_bytes_wherever_they_go() {
    let delivery = spoiled();
    let (one, other) = (delivery.run_as_it_stands(), delivery.run_as_it_stands());
    assert_eq!((one.code, other.code), (1, 1));
    let files_of_one = files(&one.file(""));
    assert_same(&files_of_one, &files(&other.file("")));
    let elsewhere = tempfile::tempdir().expect("a folder");
    let out = elsewhere.path().join("a/much/longer/path than/before");
    let status = run(&shipped(), delivery.folder(), &out).args(["--now", NOW]).output().expect("the program").status;
    assert_eq!(status.code(), Some(1));
    assert_same(&files_of_one, &files(&out));
    let names: Vec<&str> = files_of_one.keys().map(String::as_str).collect();
    for name in ["summary.json", "report.html", "report.xlsx", "evidence.sqlite", "verdicts.csv", "manifest.json"] {
        assert!(names.contains(&name), "{name} among {names:?}");
    }
}

#[test]
fn a_run_over_rows_that_are_rejected_late_gives_the_same_bytes_on_however_many_threads() {
    let delivery = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/laborijn/untidy/delivery");
    let folder = tempfile::tempdir().expect("a folder");
    let [one, other, another] = ["1", "2", "5"].map(|threads| {
        let out = folder.path().join(threads);
        let mut program = run(&shipped(), &delivery, &out);
        let status =
            program.args(["--now", NOW]).env("RAYON_NUM_THREADS", threads).output().expect("the program").status;
        assert_eq!(status.code(), Some(1));
        files(&out)
    });
    assert_same(&one, &other);
    assert_same(&one, &another);
}

#[test]
fn the_copy_of_a_delivery_gives_the_same_bytes() {
    let (one, other) = (Delivery::copy().run_as_it_stands(), Delivery::copy().run_as_it_stands());
    assert_same(&files(&one.file("")), &files(&other.file("")));
}

#[test]
fn the_clock_shows_in_one_field_of_the_manifest_alone() {
    let delivery = Delivery::copy();
    let folder = tempfile::tempdir().expect("a folder");
    let run_at = |name: &str, clock: &[&str]| {
        let out = folder.path().join(name);
        let output = run(&shipped(), delivery.folder(), &out).args(clock).output().expect("the program");
        assert!(output.status.success());
        files(&out)
    };
    let (mut fixed, mut now) = (run_at("fixed", &["--now", NOW]), run_at("now", &[]));
    let take = |files: &mut BTreeMap<String, Vec<u8>>| {
        let manifest = files.remove("manifest.json").expect("a manifest");
        serde_json::from_slice::<serde_json::Map<_, _>>(&manifest).expect("an object")
    };
    let (one, other) = (take(&mut fixed), take(&mut now));
    assert_same(&fixed, &now);
    let differing: Vec<&String> = one.keys().filter(|key| one[*key] != other[*key]).collect();
    assert_eq!((differing.len(), one.len()), (1, other.len()), "{differing:?}");
    assert_eq!(one[differing[0]], NOW);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_a_run() {
    use std::os::unix::fs::PermissionsExt as _;
    let run = spoiled().run_as_it_stands();
    let mut folders = vec![run.file("")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let mode = fs::metadata(&path).expect("an entry").permissions().mode() & 0o777;
            count += 1;
            if path.is_dir() {
                assert_eq!(mode, 0o700, "{}", path.display());
                folders.push(path);
            } else {
                assert_eq!(mode, 0o600, "{}", path.display());
            }
        }
    }
    assert!(count > 8);
    assert_eq!(fs::metadata(run.file("")).expect("the run").permissions().mode() & 0o777, 0o700);
}

#[test]
fn nothing_but_the_run_is_left_and_no_file_knows_where_it_stands() {
    let run = spoiled().run_as_it_stands();
    assert_eq!(run.left(), ["run"]);
    let place = run.file("").parent().and_then(Path::file_name).expect("a name").to_string_lossy().into_owned();
    for (name, content) in files(&run.file("")) {
        assert!(!contains(&content, place.as_bytes()), "{name} holds the path of the run");
        assert!(!contains(&content, b".overdracht-"), "{name} holds the hidden path");
    }
}

#[test]
fn a_full_bsn_stands_only_where_it_must() {
    let mut delivery = spoiled();
    let run = delivery.run_as_it_stands();
    assert_eq!(run.code, 1);
    let mut numbers: Vec<String> = Vec::new();
    for name in ["clienten", PAYMENTS] {
        let sheet = delivery.sheet(name);
        numbers.extend((0..sheet.len()).map(|row| sheet.get(row, "BSN").to_owned()));
    }
    numbers.sort();
    numbers.dedup();
    assert!(numbers.len() > 300 && numbers.contains(&"111252333".to_owned()));
    let mut shown = files(&run.file(""));
    shown.insert("standard output".to_owned(), run.stdout.clone().into_bytes());
    shown.insert("standard error".to_owned(), run.stderr.clone().into_bytes());
    let mut places = Vec::new();
    for (name, content) in shown {
        let digits = runs_of_digits(&content);
        if numbers.iter().any(|number| digits.contains(number.as_str())) {
            places.push(name);
        }
    }
    let may_hold = |name: &String| {
        name == "evidence.sqlite" || name.starts_with("rejected/") || name == "targets/oude-ijsselstreek.sqlite"
    };
    assert!(places.iter().all(may_hold), "full numbers stand in {places:?}");
    assert_eq!(places.iter().filter(|name| !name.starts_with("rejected/")).count(), 2, "{places:?}");
}

#[test]
fn what_was_taken_out_of_a_target_is_not_left_in_its_file() {
    let mut delivery = Delivery::copy();
    let run = delivery.run_as_it_stands();
    let path = run.file("targets/stoer.sqlite");
    let database = rusqlite::Connection::open(&path).expect("a target");
    let mut statement = database.prepare("SELECT geslachtsnaam FROM persoon").expect("a question");
    let kept: Vec<String> =
        statement.query_map([], |row| row.get(0)).expect("rows").map(|name| name.expect("a name")).collect();
    let (file, clients) = (fs::read(path).expect("a file"), delivery.sheet("clienten"));
    let names = (0..clients.len()).map(|row| clients.get(row, "Achternaam").to_owned());
    let others: Vec<String> = names.filter(|name| !kept.iter().any(|kept| kept.contains(name))).collect();
    assert!(!kept.is_empty() && others.len() > 100);
    let left: Vec<&String> = others.iter().filter(|name| contains(&file, name.as_bytes())).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn recipients_show_in_full_where_that_is_asked_for() {
    let mut delivery = spoiled();
    let [one] = delivery.plain();
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("run");
    let output = run(&shipped(), delivery.folder(), &out).arg("--unmask").output().expect("the program");
    let answer = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(answer.contains(&one.bsn), "{answer}");
    let report = fs::read_to_string(out.join("report.html")).expect("a report");
    assert!(report.contains(&one.bsn));
}

#[test]
fn the_same_answer_comes_as_json() {
    let delivery = spoiled();
    let text = delivery.run_as_it_stands();
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = run(&shipped(), delivery.folder(), &folder.path().join("run"));
    let output = command.args(["--format", "json"]).output().expect("the program");
    assert_eq!(output.stdout, fs::read(text.file("summary.json")).expect("the summary"));
    assert_eq!(output.status.code(), Some(1));
}

fn contains(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

/// Returns every run of nine digits in a text.
fn runs_of_digits(content: &[u8]) -> std::collections::BTreeSet<&str> {
    let runs = content.split(|byte| !byte.is_ascii_digit()).filter(|run| run.len() >= 9);
    let windows = runs.flat_map(|run| run.windows(9));
    windows.filter_map(|window| std::str::from_utf8(window).ok()).collect()
}
