//! The same delivery by hand: `sqlite3` importing its files, alone and with SQL that moves and reconciles it.
//!
//! SQLite gets what makes it fast: no journal, no waiting for the disk, a quarter of a gigabyte of cache, indexes when all
//! rows stand there. The import alone takes bytes as they are; what is moved is read in its encoding, by `iconv` beside it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::deliveries::files;
use crate::measure::{Cost, Task};

const SETTINGS: &str = "\
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -262144;
PRAGMA temp_store = MEMORY;
PRAGMA threads = 4;
.mode csv
.separator ;
";

const TARGET: &str = "\
ATTACH 'target.sqlite' AS target;
PRAGMA target.journal_mode = OFF;
PRAGMA target.synchronous = OFF;
PRAGMA target.cache_size = -262144;
";

/// Figures by name.
type Totals = BTreeMap<String, i64>;

/// Tells which program is missing, if one is.
pub(crate) fn missing() -> Option<&'static str> {
    let is_here = |program: &str| {
        Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
    };
    ["sqlite3", "iconv"].into_iter().find(|program| !is_here(program))
}

/// Imports the files of a delivery into tables of text.
pub(crate) fn import(delivery: &Path, scratch: &Path) -> Cost {
    let script = imports(delivery, str::to_owned);
    sqlite(scratch, &script).0
}

/// Imports a delivery, moves it and reconciles it, and returns its totals.
pub(crate) fn whole(delivery: &Path, scratch: &Path) -> (Cost, Totals) {
    let script = imports(delivery, |file| format!("|iconv -f WINDOWS-1252 -t UTF-8 '{file}'"));
    let target = TARGET.replace("target.sqlite", &scratch.join("target.sqlite").display().to_string());
    let (cost, text) = sqlite(scratch, &format!("{script}{target}{}", include_str!("by_hand.sql")));
    let totals = text.lines().filter_map(|line| {
        let (name, figure) = line.split_once(' ')?;
        Some((name.to_owned(), figure.parse().ok()?))
    });
    (cost, totals.collect())
}

/// Holds the totals by hand against those of a run.
///
/// # Panics
/// Panics where they differ: then one of the two does not do the job.
pub(crate) fn hold_against(by_hand: &Totals, run: &Path) {
    let summary = fs::read_to_string(run.join("summary.json")).expect("a summary");
    let summary: Value = serde_json::from_str(&summary).expect("a summary");
    let figure = |path: &str| summary.pointer(path).and_then(Value::as_i64).expect("a figure");
    let loaded = |table: &str, unit: &str| -> i64 {
        let files = summary["accounting"].as_array().expect("the accounting").iter();
        let files = files.filter(|file| file["table"] == table);
        files.map(|file| file["loaded"][unit].as_i64().expect("a figure")).sum()
    };
    let expected = [
        ("cases", figure("/proofs/partition/destinations/oude-ijsselstreek")),
        ("persons", loaded("clienten", "rows")),
        ("components", loaded("componenten", "rows")),
        ("component_cents", loaded("componenten", "cents")),
        ("broken_references", 0),
        ("payments", figure("/proofs/fidelity/payments")),
        ("payment_cents", loaded("betalingen", "cents")),
        ("different_payments", figure("/proofs/fidelity/different")),
        ("promised_lines", figure("/proofs/continuity/promises")),
        ("promised_cents", figure("/proofs/continuity/promised_cents")),
        ("planned_cents", figure("/proofs/continuity/planned_cents")),
        (
            "less_than_promised",
            figure("/proofs/continuity/verdicts/lower") + figure("/proofs/continuity/verdicts/missing"),
        ),
    ];
    let expected: Totals = expected.map(|(name, figure)| (name.to_owned(), figure)).into();
    assert_eq!(*by_hand, expected, "by hand (left) must do the same job as a run (right)");
}

/// Writes the commands that import every file: one table for all payments, and one for every other file.
fn imports(delivery: &Path, read: impl Fn(&str) -> String) -> String {
    let mut script = SETTINGS.to_owned();
    let mut last = String::new();
    for path in files(delivery) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let table = name.split('_').next().unwrap_or(&name).to_owned();
        let skip = if table == last { " --skip 1" } else { "" };
        let _ = writeln!(script, ".import{skip} \"{}\" {table}", read(&path.display().to_string()));
        last = table;
    }
    script
}

fn sqlite(scratch: &Path, script: &str) -> (Cost, String) {
    let path = scratch.join("script.sql");
    fs::write(&path, script).expect("a script");
    let read = format!(".read '{}'", path.display());
    Task::new("sqlite3").args(["-batch", "-bail"]).arg(scratch.join("raw.sqlite")).arg(read).measure()
}
