//! Proven runs, put into municipal databases.

mod crash;
mod refused;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use super::kit::{Delivery, Outcome};

/// A run of a shipped fixture.
struct Fixture {
    service: &'static str,
    name: &'static str,
    run: OnceLock<Outcome>,
}

static LABORIJN: Fixture = Fixture::new("laborijn", "clean");
static LATER: Fixture = Fixture::new("laborijn", "later");
static HET_PLEIN: Fixture = Fixture::new("het-plein", "clean");
static SDOA: Fixture = Fixture::new("sdoa", "clean");
static TUC: Fixture = Fixture::new("tuc", "clean");

impl Fixture {
    const fn new(service: &'static str, name: &'static str) -> Self {
        Self { service, name, run: OnceLock::new() }
    }

    fn outcome(&self) -> &Outcome {
        self.run.get_or_init(|| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let delivery = root.join("fixtures").join(self.service).join(self.name).join("delivery");
            Outcome::of(&root.join("mappings").join(self.service), &delivery)
        })
    }

    /// Returns the folder of the run.
    fn run(&self) -> PathBuf {
        self.outcome().file("")
    }
}

/// A place for a municipal database.
struct Municipality {
    folder: TempDir,
}

impl Municipality {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("gemeente.sqlite")
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.database()).expect("the database")
    }

    fn publish(&self, run: &Path, arguments: &[&str]) -> Answer {
        Answer::of(publish(run, &self.database()).args(arguments).output().expect("the program"))
    }

    /// Returns the names of everything that stands there.
    fn left(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.folder.path()).expect("the folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    fn ask(&self, sql: &str) -> Vec<String> {
        ask(&self.database(), sql)
    }
}

/// What the program said.
struct Answer {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Answer {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        assert!(!stderr.contains("panicked"), "{stderr}");
        Self { code: output.status.code(), stdout, stderr }
    }

    fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        self
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("JSON")
    }
}

fn publish(run: &Path, into: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_overdracht"));
    command.arg("publish").arg(run).arg("--into").arg(into);
    command
}

fn ask(database: &Path, sql: &str) -> Vec<String> {
    let database = Connection::open(database).expect("the database");
    let mut statement = database.prepare(sql).expect("a question");
    let rows = statement.query_map([], |row| row.get(0)).expect("an answer");
    rows.map(|row| row.expect("a text")).collect()
}

/// Asserts that a database holds together.
fn assert_whole(database: &Path) {
    assert_eq!(ask(database, "PRAGMA integrity_check"), ["ok"]);
    assert_eq!(ask(database, "SELECT \"table\" FROM pragma_foreign_key_check"), Vec::<String>::new());
}

#[test]
fn a_proven_run_is_published_once() {
    let municipality = Municipality::new();
    let told = municipality.publish(&LABORIJN.run(), &["--format", "json"]).expect(0).json();
    assert_eq!((&told["state"], &told["publication"]), (&"published".into(), &1.into()));
    assert_eq!((&told["destination"], &told["rows"]["same"]), (&"oude-ijsselstreek".into(), &0.into()));
    assert_whole(&municipality.database());
    let before = municipality.bytes();
    let answer = municipality.publish(&LABORIJN.run(), &[]).expect(0);
    assert!(answer.stdout.starts_with("NOTHING TO DO"), "{}", answer.stdout);
    assert!(municipality.bytes() == before);
    let left: Vec<String> = municipality.left().into_iter().collect();
    assert_eq!(left, ["gemeente.sqlite"]);
}

#[test]
fn what_is_published_is_what_the_run_has() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    let target = LABORIJN.outcome().file("targets/oude-ijsselstreek.sqlite");
    let tables = ask(&target, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1");
    for table in tables {
        let columns = ask(&target, &format!("SELECT name FROM pragma_table_info('{table}') WHERE name <> 'id'"));
        let sql = format!("SELECT concat_ws('|', {}) FROM {table} ORDER BY id", columns.join(", "));
        assert_eq!(municipality.ask(&sql), ask(&target, &sql), "{table}");
    }
}

#[cfg(unix)]
#[test]
fn a_municipal_database_can_be_read_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    for name in municipality.left() {
        let path = municipality.folder.path().join(&name);
        assert_eq!(fs::metadata(path).expect("a file").permissions().mode() & 0o777, 0o600, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_could_be_an_address_is_the_name_of_a_file() {
    let municipality = Municipality::new();
    let name = "file:x?mode=ro";
    for (run, fixture, destination) in
        [("file:one", &LABORIJN, "oude-ijsselstreek"), ("file:two", &HET_PLEIN, "lochem")]
    {
        std::os::unix::fs::symlink(fixture.run(), municipality.folder.path().join(run)).expect("a link");
        for state in ["published", "unchanged"] {
            let mut command = publish(Path::new(run), Path::new(name));
            command.args(["--destination", destination, "--format", "json"]).current_dir(municipality.folder.path());
            let told = Answer::of(command.output().expect("the program")).expect(0).json();
            assert_eq!((&told["state"], &told["into"]), (&state.into(), &name.into()));
        }
    }
    let left: Vec<String> = municipality.left().into_iter().collect();
    assert_eq!(left, ["file:one", "file:two", name, "file:x?mode=ro.previous"]);
    assert_whole(&municipality.folder.path().join(name));
}

#[test]
fn a_second_service_comes_into_the_same_database_and_the_first_stays() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    let before = municipality.bytes();
    let told =
        municipality.publish(&HET_PLEIN.run(), &["--destination", "lochem", "--format", "json"]).expect(0).json();
    assert_eq!(told["publication"], 2);
    assert_whole(&municipality.database());
    let previous = municipality.folder.path().join("gemeente.sqlite.previous");
    assert!(fs::read(&previous).expect("the previous state") == before);
    let orders = "SELECT count(*) || '' FROM betaalopdracht";
    let count = |path: &Path| ask(path, orders)[0].parse::<i64>().expect("a number");
    let lochem = count(&HET_PLEIN.outcome().file("targets/lochem.sqlite"));
    assert_eq!(count(&municipality.database()), count(&previous) + lochem);
    // Whoever asks where a row comes from is told the right file, whatever was published before.
    let origins = "SELECT DISTINCT l.bestand FROM herkomst h JOIN levering l ON l.nummer = h.levering
        JOIN publicatie p ON h.levering BETWEEN p.eerste_levering AND p.laatste_levering
        WHERE p.dienst = 'het-plein' AND h.tabel = 'betaling'";
    let expected = ask(
        &HET_PLEIN.outcome().file("targets/lochem.sqlite"),
        "SELECT DISTINCT l.bestand FROM herkomst h JOIN levering l ON l.nummer = h.levering WHERE h.tabel = 'betaling'",
    );
    assert_eq!(municipality.ask(origins), expected);
    let before = municipality.bytes();
    for (fixture, destination) in [(&LABORIJN, "oude-ijsselstreek"), (&HET_PLEIN, "lochem")] {
        let again = municipality.publish(&fixture.run(), &["--destination", destination]).expect(0);
        assert!(again.stdout.starts_with("NOTHING TO DO"), "{}", again.stdout);
    }
    assert!(municipality.bytes() == before);
}

#[test]
fn municipalities_that_work_together_share_who_is_known_to_both() {
    let municipality = Municipality::new();
    for destination in ["berkelland", "oost-gelre", "winterswijk"] {
        municipality.publish(&SDOA.run(), &["--destination", destination]).expect(0);
    }
    assert_whole(&municipality.database());
    let shared = municipality.ask("SELECT DISTINCT tabel FROM publicatie_gelijk ORDER BY 1");
    assert_eq!(shared, ["betaalkalender", "client", "persoon", "reintegratievoorziening"]);
    for destination in ["berkelland", "oost-gelre", "winterswijk"] {
        let again = municipality.publish(&SDOA.run(), &["--destination", destination]).expect(0);
        assert!(again.stdout.starts_with("NOTHING TO DO"), "{}", again.stdout);
    }
}

#[test]
fn a_partner_gets_a_database_without_a_bsn() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &["--destination", "stoer"]).expect(0);
    assert_whole(&municipality.database());
    let columns = "SELECT c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'";
    assert!(!municipality.ask(columns).contains(&"bsn".to_owned()));
    let again = municipality.publish(&LABORIJN.run(), &["--destination", "stoer"]).expect(0);
    assert!(again.stdout.starts_with("NOTHING TO DO"), "{}", again.stdout);
    let refused = municipality.publish(&LABORIJN.run(), &["--destination", "oude-ijsselstreek"]).expect(5);
    assert!(refused.stderr.contains("it is no database that this version publishes this destination into"));
}

#[test]
fn a_conflict_stops_everything_and_is_told_in_full() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    let (before, left) = (municipality.bytes(), municipality.left());
    let text = municipality.publish(&TUC.run(), &[]).expect(1).stdout;
    let told = municipality.publish(&TUC.run(), &["--format", "json"]).expect(1).json();
    let conflicts = told["conflicts"].as_array().expect("conflicts");
    assert!(conflicts.len() > 20);
    assert!(text.contains(&format!("{} things stand there otherwise; nothing was changed", conflicts.len())), "{text}");
    assert!(text.contains(&format!("and {} more; --format json lists them all", conflicts.len() - 20)), "{text}");
    assert_eq!(text.lines().filter(|line| line.contains(" there, and now ")).count(), 20, "{text}");
    let numbers = ask(&LABORIJN.outcome().file("targets/oude-ijsselstreek.sqlite"), "SELECT bsn FROM persoon");
    let json = told.to_string();
    assert!(numbers.iter().all(|bsn| !text.contains(bsn) && !json.contains(bsn)), "a full number is told");
    assert!(municipality.bytes() == before);
    assert_eq!(municipality.left(), left);
}

#[test]
fn a_person_under_another_birth_date_is_named_with_both_and_with_both_places() {
    let municipality = Municipality::new();
    let mut delivery = Delivery::copy();
    municipality.publish(&delivery.run_as_it_stands().file(""), &[]).expect(0);
    let [case] = delivery.plain();
    let clients = delivery.sheet("clienten");
    let row = clients.one(&[("Clientnummer", &case.client)]);
    let (born, place) = (clients.get(row, "Geboortedatum").to_owned(), clients.place(row));
    clients.set(row, "Geboortedatum", "01-02-1903");
    let changed = delivery.run();
    assert_eq!(changed.code, 0, "{}", changed.stdout);
    let told = municipality.publish(&changed.file(""), &["--format", "json"]).expect(1).json();
    let conflicts = told["conflicts"].as_array().expect("conflicts");
    assert_eq!(conflicts.len(), 1, "{told}");
    let born = born.split('-').rev().collect::<Vec<_>>().join("-");
    let difference = serde_json::json!([{ "column": "geboortedatum", "there": born, "in_run": "1903-02-01" }]);
    assert_eq!(conflicts[0]["differences"], difference);
    assert_eq!((&conflicts[0]["stands"], &conflicts[0]["delivered"]), (&Value::from(place.clone()), &place.into()));
}

#[test]
fn what_was_changed_after_it_was_published_is_noticed() {
    let municipality = Municipality::new();
    municipality.publish(&LABORIJN.run(), &[]).expect(0);
    let database = Connection::open(municipality.database()).expect("the database");
    let lower =
        "UPDATE betaalopdracht SET bedrag_cent = bedrag_cent - 1 WHERE id = (SELECT min(id) FROM betaalopdracht)";
    database.execute(lower, []).expect("a change");
    drop(database);
    let before = municipality.bytes();
    let answer = municipality.publish(&LABORIJN.run(), &[]).expect(1);
    assert!(
        answer.stderr.contains("what stands there is no longer what was proven: continuity failed"),
        "{}",
        answer.stderr
    );
    assert!(municipality.bytes() == before);
}
