//! `overdracht test`: what it says of examples and deliveries that do not come out as expected, and what it leaves.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The place of the example that tests change.
const OPEN_CASE: &str =
    "given  = { Dossiernummer = \"61913\", Einddatum = \"31-12-9999\" }\nexpect = { einddatum = \"\" }";

/// A folder with a copy of the mapping of Laborijn and one of its deliveries.
struct Stage {
    folder: TempDir,
    temporary: TempDir,
}

impl Stage {
    fn new() -> Self {
        let stage = Self {
            folder: tempfile::tempdir().expect("a folder"),
            temporary: tempfile::tempdir().expect("a folder for what is temporary"),
        };
        copy(&root().join("mappings/laborijn"), &stage.path("mappings/laborijn"));
        copy(&root().join("fixtures/laborijn/later"), &stage.path("fixtures/laborijn/later"));
        stage
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns the path of something that is expected of the delivery.
    fn expected(&self, name: &str) -> PathBuf {
        self.path("fixtures/laborijn/later/expected").join(name)
    }

    /// Replaces a text that stands once in a file.
    fn replace(&self, name: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(name)).expect("a file");
        assert_eq!(text.matches(old).count(), 1, "{name} says once: {old}");
        fs::write(self.path(name), text.replace(old, new)).expect("a file");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
        command.current_dir(self.folder.path()).env("TMPDIR", self.temporary.path()).arg("test").args(arguments);
        command
    }

    /// Runs the program, and holds that it leaves nothing behind; returns its exit code and what it printed.
    fn test(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.command(arguments).output().expect("the program runs");
        assert_eq!(names(self.temporary.path()), Vec::<String>::new(), "what is temporary is taken away");
        (output.status.code(), told(&output))
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn what_is_as_expected_is_one_line_wherever_it_is_asked() {
    let stage = Stage::new();
    let line = "laborijn: 75 examples, 1 delivery: as expected\n";
    assert_eq!(stage.test(&[]), (Some(0), line.to_owned()));
    assert_eq!(stage.test(&["mappings/laborijn"]), (Some(0), line.to_owned()));
    assert_eq!(stage.test(&["mappings/laborijn/mapping.toml"]), (Some(0), line.to_owned()));
    let mut inside = stage.command(&["."]);
    let output = inside.current_dir(stage.path("mappings/laborijn")).output().expect("the program runs");
    assert_eq!(told(&output), line);
    assert_eq!(stage.test(&["--quiet"]), (Some(0), String::new()));
}

#[test]
fn mappings_come_in_order_however_long_they_take() {
    let everything = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
        let output = command.current_dir(root()).args(["test", "--format", format]).output().expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        told(&output)
    };
    let text = everything("text");
    let mappings: Vec<&str> = text.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(mappings, ["het-plein", "laborijn", "sdoa", "tuc"]);
    let json: serde_json::Value = serde_json::from_str(&everything("json")).expect("JSON");
    let cases = json[1]["cases"].as_array().expect("cases");
    let deliveries: Vec<&str> =
        cases.iter().filter(|case| case["kind"] == "delivery").filter_map(|case| case["name"].as_str()).collect();
    assert_eq!(deliveries, ["broken", "clean", "later", "untidy", "waived"]);
    assert_eq!((&json[1]["status"], everything("github").as_str()), (&serde_json::json!("as_expected"), ""));
}

#[test]
fn a_wrong_expectation_in_an_example_is_told_with_its_place() {
    let stage = Stage::new();
    let wrong = OPEN_CASE.replace("einddatum = \"\"", "einddatum = \"9999-12-31\"");
    stage.replace("mappings/laborijn/mapping.toml", OPEN_CASE, &wrong);
    let mapping = fs::read_to_string(stage.path("mappings/laborijn/mapping.toml")).expect("the mapping");
    let at = mapping.find("[[example]]\nname   = \"an open case has no end date\"").expect("the example");
    let line = mapping[..at].matches('\n').count() + 1;
    let (code, text) = stage.test(&[]);
    let expected = format!(
        "laborijn: 1 of 75 examples, 1 delivery: not as expected

  example \"an open case has no end date\" (mappings/laborijn/mapping.toml:{line})
    column     expected    found
    einddatum  9999-12-31  (empty)
"
    );
    assert_eq!((code, text.as_str()), (Some(1), expected.as_str()));
    let (_, annotation) = stage.test(&["--format", "github"]);
    let expected = format!(
        "::error file=mappings/laborijn/mapping.toml,line={line},title=laborijn%3A an open case has no end date::\
         einddatum: \"9999-12-31\" expected, \"\" found\n"
    );
    assert_eq!(annotation, expected);
}

#[test]
fn a_cell_of_a_target_that_differs_is_told_with_its_place_and_masked_where_it_must_be() {
    let stage = Stage::new();
    let persons = "fixtures/laborijn/later/expected/targets/oude-ijsselstreek/persoon.csv";
    let text = fs::read_to_string(stage.path(persons)).expect("persons");
    let first: Vec<&str> = text.lines().nth(1).expect("a person").split(',').collect();
    let other = first.join(",").replacen(first[4], "Verkeerd", 1).replacen(first[1], "123456782", 1);
    stage.replace(persons, &first.join(","), &other);
    let (code, text) = stage.test(&[]);
    assert_eq!(code, Some(1), "{text}");
    let shown = |number: &str| format!("******{}", &number[6..]);
    for line in [
        "laborijn: 75 examples, 1 of 1 delivery: not as expected".to_owned(),
        "  delivery \"later\" (fixtures/laborijn/later)".to_owned(),
        "    targets/oude-ijsselstreek/persoon.csv".to_owned(),
        format!("      {}  bsn            ******782  {}", first[0], shown(first[1])),
        format!("      {}  geslachtsnaam  Verkeerd   {}", first[0], first[4]),
    ] {
        assert!(text.lines().any(|known| known == line), "{line}\n{text}");
    }
    let (_, text) = stage.test(&["--unmask"]);
    assert!(text.contains("123456782") && text.contains(first[1]), "{text}");
}

#[test]
fn a_file_that_is_missing_and_one_too_many_are_told() {
    let stage = Stage::new();
    fs::remove_file(stage.expected("targets/stoer/persoon.csv")).expect("a file");
    fs::create_dir(stage.expected("rejected")).expect("a folder");
    fs::write(stage.expected("rejected/dossiers.csv"), "\"bestand\";\"regel\"\r\n\"a\";\"1\"\r\n").expect("a file");
    let (code, text) = stage.test(&[]);
    assert_eq!(code, Some(1));
    assert!(text.contains("    rejected/dossiers.csv: missing; expected 1 row\n"), "{text}");
    assert!(text.contains("    targets/stoer/persoon.csv: not expected; found 0 rows\n"), "{text}");
}

#[test]
fn rows_that_differ_in_the_same_way_and_all_after_many_are_shown_where_they_are_asked_for() {
    let stage = Stage::new();
    let payments = stage.expected("targets/oude-ijsselstreek/betaling.csv");
    let text = fs::read_to_string(&payments).expect("payments");
    let rows = text.lines().count() - 1;
    fs::write(&payments, text.replace(",betaald\n", ",mislukt\n")).expect("a file");
    let (_, short) = stage.test(&[]);
    let line = short.lines().find(|line| line.contains("  status  ")).unwrap_or_default();
    assert!(line.ends_with(&format!(" and {} more  status  mislukt   betaald", rows - 1)), "{short}");
    let (_, long) = stage.test(&["--all"]);
    assert_eq!(long.matches("  status  mislukt").count(), rows);
    fs::write(&payments, text.replace(",P1", ",Q1")).expect("a file");
    let (_, short) = stage.test(&[]);
    let end = format!("      and {} more\n    --all shows everything\n", rows - 50);
    assert!(short.ends_with(&end), "{end}{short}");
}

#[test]
fn what_is_blessed_is_as_expected_and_is_written_only_where_it_differs() {
    let stage = Stage::new();
    let expected = files(&stage.expected(""));
    fs::remove_file(stage.expected("targets/stoer/persoon.csv")).expect("a file");
    fs::write(stage.expected("summary.json"), "{}\n").expect("a file");
    let (code, text) = stage.test(&["--bless"]);
    let written = "  delivery \"later\" (fixtures/laborijn/later): written down\n    expected/summary.json\n    \
                   expected/targets/stoer/persoon.csv\n";
    assert_eq!(code, Some(0));
    assert!(text.ends_with(written), "{text}");
    assert_eq!(files(&stage.expected("")), expected);
    assert_eq!(names(&stage.path("fixtures/laborijn/later")), ["delivery", "expected"]);
    let before = fs::metadata(stage.expected("summary.json")).and_then(|file| file.modified()).expect("a time");
    assert_eq!(stage.test(&["--bless"]), (Some(0), "laborijn: 75 examples, 1 delivery: as expected\n".to_owned()));
    assert_eq!(before, fs::metadata(stage.expected("summary.json")).and_then(|file| file.modified()).expect("a time"));
}

#[test]
fn a_delivery_beside_which_nothing_is_expected_is_to_be_blessed() {
    let stage = Stage::new();
    fs::remove_dir_all(stage.expected("")).expect("a folder");
    let (code, text) = stage.test(&[]);
    assert_eq!(code, Some(1));
    assert!(text.contains("nothing says what it must come to: write it down with --bless, and read it"), "{text}");
    assert_eq!(stage.test(&["--bless"]).0, Some(0));
    assert_eq!(stage.test(&[]).0, Some(0));
}

#[test]
fn a_delivery_that_cannot_be_used_comes_to_a_refusal() {
    let stage = Stage::new();
    let cases = stage.path("fixtures/laborijn/later/delivery/dossiers.csv");
    let mut rows = fs::read(&cases).expect("the cases");
    rows.truncate(rows.len() - 40);
    fs::write(&cases, rows).expect("a file");
    let (code, text) = stage.test(&[]);
    assert_eq!(code, Some(1));
    assert!(text.contains("    refused.txt: not expected; found error: dossiers.csv"), "{text}");
    assert_eq!(stage.test(&["--bless"]).0, Some(0));
    assert_eq!(names(&stage.expected("")), ["refused.txt"]);
    let refusal = fs::read_to_string(stage.expected("refused.txt")).expect("a refusal");
    assert!(refusal.starts_with("error: dossiers.csv") && refusal.ends_with('\n'), "{refusal}");
    assert!(!refusal.contains(stage.folder.path().to_str().expect("a path")), "{refusal}");
    assert_eq!(stage.test(&[]).0, Some(0));
    fs::remove_dir_all(stage.path("fixtures/laborijn/later/delivery")).expect("a folder");
    let (_, text) = stage.test(&[]);
    assert!(text.contains("the delivery: cannot be read") || text.contains("cannot be read"), "{text}");
}

#[test]
fn a_report_for_ci_is_valid_and_holds_what_differs() {
    let stage = Stage::new();
    let wrong = OPEN_CASE.replace("einddatum = \"\"", "einddatum = \"2020-01-01\"");
    stage.replace("mappings/laborijn/mapping.toml", OPEN_CASE, &wrong);
    assert_eq!(stage.test(&["--junit", "report.xml"]).0, Some(1));
    let report = fs::read_to_string(stage.path("report.xml")).expect("a report");
    let mut reader = quick_xml::Reader::from_str(&report);
    let mut elements: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        match reader.read_event().expect("valid XML") {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(element) | quick_xml::events::Event::Empty(element) => {
                *elements.entry(element.name().as_ref().to_owned()).or_default() += 1;
            }
            _ => {}
        }
    }
    let expected = [("failure", 1), ("testcase", 76), ("testsuite", 1), ("testsuites", 1)];
    assert_eq!(elements.into_iter().collect::<Vec<_>>(), expected.map(|(name, count)| (name.to_owned(), count)));
    for text in [
        "<testsuite name=\"laborijn\" tests=\"76\" skipped=\"0\" errors=\"0\" failures=\"1\"",
        "<testcase name=\"an open case has no end date\" classname=\"laborijn.examples\" time=\"",
        "<testcase name=\"later\" classname=\"laborijn.deliveries\" time=\"",
        "einddatum: \"2020-01-01\" expected, \"\" found",
    ] {
        assert!(report.replace("&quot;", "\"").contains(text), "{text}\n{report}");
    }
    let (code, text) = stage.test(&["--junit", "nowhere/report.xml"]);
    assert_eq!(code, Some(5));
    assert!(text.contains("cannot write nowhere/report.xml"), "{text}");
}

#[test]
fn a_filter_leaves_what_has_its_text_in_its_name() {
    let stage = Stage::new();
    let table = [
        ("open case", "laborijn: 1 example, 0 deliveries: as expected\n"),
        ("later", "laborijn: 0 examples, 1 delivery: as expected\n"),
        ("nobody", "no example or delivery has that in its name\n"),
    ];
    for (filter, expected) in table {
        assert_eq!(stage.test(&["--filter", filter]), (Some(0), expected.to_owned()));
    }
}

#[test]
fn an_invalid_mapping_is_shown_and_the_others_are_tested() {
    let stage = Stage::new();
    copy(&root().join("mappings/tuc"), &stage.path("mappings/tuc"));
    stage.replace("mappings/laborijn/mapping.toml", "geslachtsnaam ", "geslachtnaam ");
    let (code, text) = stage.test(&["--junit", "report.xml"]);
    assert_eq!(code, Some(3));
    assert!(
        text.starts_with("laborijn: the mapping is invalid\ntuc: 117 examples, 0 deliveries: as expected\n"),
        "{text}"
    );
    assert!(text.contains("did you mean \"geslachtsnaam\"?"), "{text}");
    let report = fs::read_to_string(stage.path("report.xml")).expect("a report");
    assert!(report.contains("<error message=\"the mapping is invalid\""), "{report}");
}

#[test]
fn a_mapping_that_nothing_holds_is_told_and_passes() {
    let stage = Stage::new();
    let mapping = fs::read_to_string(stage.path("mappings/laborijn/mapping.toml")).expect("the mapping");
    let bare = mapping.split("[[example]]").next().expect("a mapping");
    fs::write(stage.path("mappings/laborijn/mapping.toml"), bare).expect("a file");
    fs::remove_dir_all(stage.path("fixtures")).expect("a folder");
    let warning = "laborijn: warning: neither examples nor deliveries: nothing holds this mapping\n";
    assert_eq!(stage.test(&[]), (Some(0), warning.to_owned()));
}

#[test]
fn deliveries_may_stand_elsewhere_for_one_mapping() {
    let stage = Stage::new();
    fs::rename(stage.path("fixtures/laborijn"), stage.path("elsewhere")).expect("a folder");
    assert_eq!(stage.test(&[]).1, "laborijn: 75 examples, 0 deliveries: as expected\n");
    let line = "laborijn: 75 examples, 1 delivery: as expected\n";
    assert_eq!(stage.test(&["--fixtures", "elsewhere"]), (Some(0), line.to_owned()));
    copy(&root().join("mappings/tuc"), &stage.path("mappings/tuc"));
    let (code, text) = stage.test(&["--fixtures", "elsewhere"]);
    assert_eq!((code, text.as_str()), (Some(2), "error: --fixtures is about one mapping; name the folder of one\n"));
    fs::remove_dir_all(stage.path("mappings")).expect("a folder");
    let (code, text) = stage.test(&[]);
    let told = "error: no mapping is named, and none stands under mappings/ here; name the folder of one\n";
    assert_eq!((code, text.as_str()), (Some(2), told));
}

#[cfg(unix)]
#[test]
fn an_interrupted_test_leaves_nothing() {
    use std::process::Stdio;
    use std::time::{Duration, Instant};

    let stage = Stage::new();
    for number in 0..40 {
        copy(&stage.path("fixtures/laborijn/later"), &stage.path(&format!("fixtures/laborijn/later-{number}")));
    }
    let child = stage.command(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
    let patience = Instant::now() + Duration::from_secs(20);
    while names(stage.temporary.path()).is_empty() {
        assert!(Instant::now() < patience, "a run begins");
        std::thread::yield_now();
    }
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(killed.success());
    let output = child.wait_with_output().expect("the program");
    assert_eq!(output.status.code(), Some(130), "{}", told(&output));
    assert!(told(&output).contains("interrupted; nothing was written"), "{}", told(&output));
    assert_eq!(names(stage.temporary.path()), Vec::<String>::new());
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Lists what stands in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Reads all files below a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for name in names(folder) {
        let path = folder.join(name);
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).expect("a file"));
        }
    }
    found
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for name in names(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).expect("a copy");
        }
    }
}
