//! A run of the program, and what it left.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use rusqlite::types::ValueRef;
use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;

use super::{DATES, Delivery, NOW};

/// Who is not paid as promised: the verdict, the cases and the date, in order.
pub(crate) type Touched = Vec<(String, String, String)>;

/// A finished run.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The exit code.
    pub(crate) code: i32,
    /// What was answered.
    pub(crate) stdout: String,
    /// What was said besides.
    pub(crate) stderr: String,
    /// The content of `summary.json`; nothing where there is no run.
    pub(crate) summary: Value,
    /// The verdicts.
    pub(crate) verdicts: Vec<Verdict>,
    parent: TempDir,
}

/// A line of `verdicts.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Verdict {
    pub(crate) dossiernummer: String,
    pub(crate) date: String,
    pub(crate) account: String,
    #[serde(rename = "verdict")]
    pub(crate) name: String,
    pub(crate) promised_cents: i64,
    pub(crate) planned_cents: i64,
}

impl Outcome {
    /// Runs a mapping over a delivery, into a folder of its own.
    pub(crate) fn of(mapping: &Path, delivery: &Path) -> Self {
        let parent = tempfile::tempdir().expect("a folder");
        let out = parent.path().join("run");
        let output = run(mapping, delivery, &out).args(["--now", NOW]).output().expect("the program");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        let summary =
            fs::read(out.join("summary.json")).map_or(Value::Null, |json| serde_json::from_slice(&json).expect("JSON"));
        let verdicts = csv::Reader::from_path(out.join("verdicts.csv")).map_or_else(
            |_| Vec::new(),
            |mut reader| reader.deserialize().map(|row| row.expect("a verdict")).collect(),
        );
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        assert!(!stderr.contains("panicked"), "{stderr}");
        let code = output.status.code().expect("an exit code");
        Self { code, stdout, stderr, summary, verdicts, parent }
    }

    /// Returns where a file of the run stands.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.parent.path().join("run").join(name)
    }

    /// Returns the names of everything beside and in place of the run.
    pub(crate) fn left(&self) -> Vec<String> {
        let entries = fs::read_dir(self.parent.path()).expect("the folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    /// Returns the message about a delivery that cannot be used, of which nothing is left.
    pub(crate) fn refusal(&self) -> String {
        assert_eq!((self.code, self.stdout.as_str(), self.left()), (4, "", vec![]), "{}", self.stderr);
        self.stderr.strip_prefix("error: ").expect("an error").trim_end().to_owned()
    }

    /// Returns the rows of a question to a target, their cells apart by a bar.
    pub(crate) fn rows(&self, target: &str, question: &str) -> Vec<String> {
        let database = rusqlite::Connection::open(self.file(&format!("targets/{target}.sqlite"))).expect("a target");
        let mut statement = database.prepare(question).expect("a question");
        let columns = statement.column_count();
        let cell = |row: &rusqlite::Row<'_>, column| match row.get_ref(column)? {
            ValueRef::Null => Ok(String::new()),
            ValueRef::Integer(number) => Ok(number.to_string()),
            other => other.as_str().map(str::to_owned).map_err(rusqlite::Error::from),
        };
        let rows =
            statement.query_map([], |row| (0..columns).map(|column| cell(row, column)).collect::<Result<Vec<_>, _>>());
        rows.expect("rows").map(|row| row.expect("a row").join("|")).collect()
    }

    /// Returns a figure of a proof; the path parts names with dots.
    pub(crate) fn figure(&self, path: &str) -> i64 {
        let found = path.split('.').fold(&self.summary["proofs"], |value, name| &value[name]);
        found.as_i64().unwrap_or_else(|| panic!("{path} is a figure, and not {found}\n{}{}", self.stdout, self.stderr))
    }

    /// Returns how often a code was found.
    pub(crate) fn found(&self, code: &str) -> i64 {
        self.summary["findings"]["by_code"][code].as_i64().unwrap_or_default()
    }

    /// Returns the proofs that did not pass, in their order.
    pub(crate) fn failed(&self) -> Vec<&str> {
        let proofs = self.summary["proofs"].as_object().unwrap_or_else(|| panic!("no run: {}", self.stderr));
        let failed = proofs.iter().filter(|(_, proof)| proof["status"] != "passed");
        failed.map(|(name, _)| name.as_str()).collect()
    }

    /// Returns who is not paid as promised.
    pub(crate) fn touched(&self) -> Touched {
        let unequal = self.verdicts.iter().filter(|line| line.name != "equal");
        let mut touched: Touched =
            unequal.map(|line| (line.name.clone(), line.dossiernummer.clone(), line.date.clone())).collect();
        touched.sort();
        touched
    }

    /// Asserts that the run is proven, and that these and no others get another amount or date than promised.
    pub(crate) fn assert_proven(&self, touched: &[Touched]) {
        assert_eq!((self.code, self.failed()), (0, vec![]), "{}{}", self.stdout, self.stderr);
        self.assert_touched(touched);
    }

    /// Asserts that exactly these proofs failed, and that these and no others are not paid as promised.
    pub(crate) fn assert_stopped(&self, failed: &[&str], touched: &[Touched]) {
        assert_eq!((self.code, self.failed()), (1, failed.to_vec()), "{}{}", self.stdout, self.stderr);
        self.assert_touched(touched);
    }

    fn assert_touched(&self, touched: &[Touched]) {
        let mut expected = touched.concat();
        expected.sort();
        let touched = self.touched();
        let (more, less) = (without(&touched, &expected), without(&expected, &touched));
        assert!(touched == expected, "not expected: {more:?}\nnot there: {less:?}\n{}", self.stdout);
        let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
        self.verdicts.iter().for_each(|line| *counts.entry(&line.name).or_default() += 1);
        let told = self.summary["proofs"]["continuity"]["verdicts"].as_object().expect("verdicts");
        for (verdict, count) in told {
            assert_eq!(count.as_i64(), Some(counts.get(verdict.as_str()).copied().unwrap_or_default()), "{verdict}");
        }
    }

    /// Asserts that nobody but those of these verdicts lost a promise or got one, compared with the delivery unspoiled.
    pub(crate) fn assert_others_equal(&self) {
        let changed = self.verdicts.iter().filter(|line| !matches!(line.name.as_str(), "equal" | "new"));
        let expected = clean().figure("continuity.verdicts.equal") - i64::try_from(changed.count()).expect("a count");
        assert_eq!(self.figure("continuity.verdicts.equal"), expected);
    }

    /// Asserts that the terminal and the report name something together with a delivered place.
    pub(crate) fn assert_names(&self, subject: &str, place: &str) {
        let names = |text: &str| text.contains(subject) && stands_in(text, place);
        let lines: Vec<&str> = self.stdout.lines().collect();
        assert!(lines.windows(2).any(|pair| names(&pair.join("\n"))), "{subject} and {place} in:\n{}", self.stdout);
        self.assert_reports(subject, place);
    }

    /// Asserts that the report names something together with a delivered place.
    pub(crate) fn assert_reports(&self, subject: &str, place: &str) {
        let report = fs::read_to_string(self.file("report.html")).expect("a report");
        let mut verdicts =
            report.split("<tbody class=\"verdict\"").skip(1).filter_map(|row| row.split("</tbody>").next());
        let names = |row: &str| row.contains(subject) && stands_in(row, place);
        let told = verdicts.any(names) || report.split("<tr").any(names);
        assert!(told, "{subject} and {place} stand together in the report\n{}", self.stdout);
    }
}

/// Returns the outcome for the delivery as it was made up.
pub(crate) fn clean() -> &'static Outcome {
    static CLEAN: OnceLock<Outcome> = OnceLock::new();
    CLEAN.get_or_init(|| {
        let outcome = Delivery::copy().run_as_it_stands();
        assert_eq!(outcome.code, 0, "{}{}", outcome.stdout, outcome.stderr);
        outcome
    })
}

/// Begins a run of a mapping over a delivery, into a place.
pub(crate) fn run(mapping: &Path, delivery: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
    command.arg("run").arg(mapping).arg(delivery).arg("--out").arg(out);
    command
}

/// Names a case with a verdict on every date of the window.
pub(crate) fn monthly(verdict: &str, case: &str) -> Touched {
    DATES.iter().map(|date| (verdict.to_owned(), case.to_owned(), (*date).to_owned())).collect()
}

/// Returns the first of what stands in one list and not in another.
fn without(one: &Touched, other: &Touched) -> Touched {
    one.iter().filter(|line| !other.contains(line)).take(6).cloned().collect()
}

/// Tells whether a text names a place, and not one whose line begins with the same digits.
fn stands_in(text: &str, place: &str) -> bool {
    text.match_indices(place).any(|(at, _)| !text[at + place.len()..].starts_with(|next: char| next.is_ascii_digit()))
}
