//! Small deliveries, one after the other in one municipal database.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::catalog::recognise::brought;
use crate::convert::sample::Sample;
use crate::domain::FileId;
use crate::source::Cancel;
use crate::store::sample::Stored;
use crate::store::target::select_all;
use crate::store::{Target, readback};

/// The finished target of a destination, and the files that it came from.
struct Run {
    targets: Vec<Target>,
    files: BTreeMap<FileId, String>,
    destination: usize,
    _sample: Sample,
}

impl Run {
    /// Loads a sample, plans a payment for each of its cases, and takes a destination.
    fn of(sample: Sample, destination: &str) -> Self {
        let stored = Stored::settle(&sample);
        for target in &stored.targets {
            if target.partner_of.is_none() {
                let plan =
                    "INSERT INTO betaalopdracht (inkomensvoorziening, persoon, volgnummer, soort_begunstigde, iban,
                    rechtmaand, datum, bedrag_cent)
                    SELECT i.dossiernummer, c.persoon, 1, 'client', 'NL91ABNA0417164300', '2021-01', '2021-01-29',
                      (SELECT sum(bedrag_cent) FROM component WHERE inkomensvoorziening = i.dossiernummer)
                    FROM inkomensvoorziening i JOIN client c ON c.clientnummer = i.client";
                target.connection.execute(plan, []).expect("planned payments");
            }
            for file in &stored.files.data {
                target
                    .insert_delivered_file(file.id.number(), &file.name, "tabel", "00", 1, 1)
                    .expect("a delivered file");
            }
            target.finish().expect("a finished target");
        }
        let files = stored.files.data.iter().map(|file| (file.id, file.name.clone())).collect();
        let mapping = sample.mapping();
        drop(stored);
        let targets = Target::open_all(&mapping, &sample.path().join("run")).expect("the targets");
        let destination = targets.iter().position(|target| target.name == destination).expect("a destination");
        Self { targets, files, destination, _sample: sample }
    }

    fn target(&self) -> &Target {
        &self.targets[self.destination]
    }
}

/// A municipal database.
struct Municipality {
    folder: TempDir,
}

impl Municipality {
    fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder") }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("gemeente.sqlite")
    }

    /// Publishes a run, unless something stands there otherwise.
    fn take(&self, run: &Run, service: &str) -> Result<(Publication, Vec<Brought>), Vec<String>> {
        let told = |conflicts: Conflicts| conflicts.listed.iter().map(ToString::to_string).collect();
        self.take_or_list(run, service, Conflicts::LISTED).map_err(told)
    }

    /// Does the same; of what stands there otherwise, so many conflicts of a table are listed.
    fn take_or_list(&self, run: &Run, service: &str, most: u64) -> Result<(Publication, Vec<Brought>), Conflicts> {
        let (path, cancel, shape) = (self.folder.path().join("draft"), Cancel::default(), &run.target().shape);
        let held = self.path().is_file().then(|| Held::open(&self.path(), shape).expect("our database"));
        let others = held.as_ref().map(|held| held.publications().expect("publications")).unwrap_or_default();
        let draft = match &held {
            Some(held) => {
                held.copy_to(&path, &cancel).expect("a copy");
                Draft::open(&path, shape, &cancel).expect("a draft")
            }
            None => Draft::create(&path, shape, &cancel).expect("a draft"),
        };
        let mut publication = Publication {
            number: 0,
            service: service.to_owned(),
            destination: run.target().name.clone(),
            cutover: "2021-01-01".to_owned(),
            manifest: format!("{:064}", others.len()),
            first: 0,
            last: 0,
            rows: 0,
            made_at: "2021-01-04T09:00:00Z".to_owned(),
        }
        .after(&others, 8)
        .expect("room");
        draft.begin(run.target()).expect("a transaction");
        let conflicts = draft.compare(&publication, &run.files, most).expect("a comparison");
        if !conflicts.is_empty() {
            drop(draft);
            fs::remove_file(path).expect("the draft");
            return Err(conflicts);
        }
        let brought = draft.bring(&mut publication).expect("rows");
        draft.finish().expect("a database that holds together");
        fs::rename(path, self.path()).expect("a database");
        Ok((publication, brought))
    }

    /// Asserts that a publication is seen as the run's own target, row by row.
    fn assert_seen(&self, publication: &Publication, run: &Run) {
        let seen = look_at(&self.path(), publication, run.target(), &Cancel::default()).expect("a look");
        for table in brought(&run.target().shape) {
            let rows = |target: &Target| {
                let mut statement =
                    target.connection.prepare(&select_all(table, &run.target().shape, "1")).expect("a question");
                let width = statement.column_count();
                let rows = statement.query_map([], |row| (0..width).map(|place| row.get(place)).collect());
                rows.expect("rows").collect::<Result<Vec<Vec<rusqlite::types::Value>>, _>>().expect("values")
            };
            assert_eq!(rows(&seen), rows(run.target()), "{}", table.name);
        }
        assert_eq!(readback::undeclared(&seen).expect("columns"), Vec::<String>::new());
    }

    fn ask(&self, sql: &str) -> Vec<String> {
        let database = rusqlite::Connection::open(self.path()).expect("the database");
        let mut statement = database.prepare(sql).expect("a question");
        let rows = statement.query_map([], |row| row.get(0)).expect("an answer");
        rows.map(|row| row.expect("a text")).collect()
    }
}

/// A delivery of other cases, whose numbers begin otherwise.
fn other_service() -> Sample {
    [
        ("clienten", "11;111222333;Jansen", "91;900038937;Kok"),
        ("dossiers", "1;11;;PW", "91;91;;PW"),
        ("beschikkingen", "b1;1;", "b91;91;"),
        ("componenten", "1;NORM;+;1.000,00", "91;NORM;+;1.000,00"),
        ("componenten", "1;INH;", "91;INH;"),
        ("componenten", "1;SUB;", "91;SUB;"),
        ("begunstigden", "1;1;C;", "91;1;C;"),
        ("betalingen", "p1;1;111222333", "p91;91;900038937"),
    ]
    .into_iter()
    .fold(Sample::new(), |sample, (table, old, new)| sample.correct(table, old, new))
    .declare("constant = \"proef\"", "constant = \"elders\"")
}

#[test]
fn each_publication_is_seen_as_the_target_that_it_came_from() {
    let municipality = Municipality::new();
    let (one, other) = (Run::of(Sample::new(), "zutphen"), Run::of(other_service(), "zutphen"));
    let (first, brought) = municipality.take(&one, "proef").expect("no conflict");
    assert!(brought.iter().all(|table| table.same == 0), "{brought:?}");
    let (second, _) = municipality.take(&other, "elders").expect("no conflict");
    assert_eq!((first.first, first.last, second.first, second.last), (1, 8, 9, 16));
    municipality.assert_seen(&first, &one);
    municipality.assert_seen(&second, &other);
    let cases = "SELECT concat_ws(' ', dienst, bestand, regel, i.dossiernummer) FROM herkomst h
        JOIN inkomensvoorziening i ON i.id = h.id JOIN levering l ON l.nummer = h.levering
        JOIN publicatie p ON h.levering BETWEEN p.eerste_levering AND p.laatste_levering
        WHERE h.tabel = 'inkomensvoorziening' ORDER BY 1";
    assert_eq!(municipality.ask(cases), ["elders dossiers.csv 2 91", "proef dossiers.csv 2 1"]);
    assert_eq!(municipality.ask("SELECT naam || '' FROM gemeente WHERE code = '0301'"), ["Zutphen"]);
}

#[test]
fn rows_that_stand_there_already_are_noted_and_seen_under_their_own_keys() {
    let municipality = Municipality::new();
    let before = Run::of(Sample::new(), "zutphen");
    municipality.take(&before, "proef").expect("no conflict");
    // A line before the others moves them all, and a case is new.
    let later = Sample::new()
        .correct("clienten", "11;", "21;900038937;Kok;;V;5;N\n11;")
        .correct("dossiers", "1;11;", "5;21;;PW;01-01-2018;;N;0301\n1;11;")
        .deliver("componenten", &["5;NORM;+;7,00;01-01-2020"])
        .deliver("begunstigden", &["5;1;C;NL91ABNA0417164300;REST;;01-01-2018"]);
    let later = Run::of(later, "zutphen");
    let (second, brought) = municipality.take(&later, "proef").expect("no conflict");
    let of = |name| brought.iter().find(|table| table.table == name).map(|table| (table.new, table.same));
    assert_eq!([of("persoon"), of("component"), of("betaling")], [Some((1, 1)), Some((1, 2)), Some((0, 1))]);
    municipality.assert_seen(&second, &later);
    let (third, brought) = municipality.take(&later, "proef").expect("no conflict");
    assert_eq!(brought.iter().map(|table| table.new).sum::<i64>(), 0);
    municipality.assert_seen(&third, &later);
}

#[test]
fn two_destinations_of_a_run_share_what_both_have() {
    let municipality = Municipality::new();
    let (one, other) = (Run::of(Sample::new(), "zutphen"), Run::of(Sample::new(), "lochem"));
    municipality.take(&one, "proef").expect("no conflict");
    let (second, brought) = municipality.take(&other, "proef").expect("no conflict");
    let calendar = brought.iter().find(|table| table.table == "betaalkalender").expect("the calendar");
    assert_eq!((calendar.new, calendar.same), (0, 2));
    municipality.assert_seen(&second, &other);
}

#[test]
fn a_partner_s_database_has_the_partner_s_tables_alone() {
    let municipality = Municipality::new();
    let sample = || Sample::new().deliver("trajecten", &["t1;11;scholing"]);
    let run = Run::of(sample(), "partner");
    let (first, _) = municipality.take(&run, "proef").expect("no conflict");
    municipality.assert_seen(&first, &run);
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1";
    assert_eq!(municipality.ask(tables), ["persoon", "publicatie", "publicatie_gelijk", "reintegratievoorziening"]);
    let changed = Run::of(sample().correct("clienten", "Jansen", "Janssen"), "partner");
    let expected = "persoon, clientnummer 11: geslachtsnaam is \"Jansen\" there, and now \"Janssen\" (now from \
                    clienten.csv:2)";
    assert_eq!(municipality.take(&changed, "proef").expect_err("a conflict"), [expected]);
}

#[test]
fn whatever_stands_there_otherwise_is_a_conflict() {
    let both = |stands: &str, now: &str| format!(" (there from {stands} of proef, now from {now})");
    let table: [(&str, &str, &str, Vec<String>); 6] = [
        (
            "clienten",
            "00-07-1958",
            "01-07-1958",
            vec![format!(
                "persoon, bsn ******333: geboortedatum is \"1958-07-00\" there, and now \"1958-07-01\"{}",
                both("clienten.csv:2", "clienten.csv:2")
            )],
        ),
        (
            "begunstigden",
            "NL91ABNA0417164300",
            "NL02ABNA0123456789",
            vec![format!(
                "begunstigde, inkomensvoorziening 1, volgnummer 1, van 2018-01-01: iban is \"NL91ABNA0417164300\" there, \
                 and now \"NL02ABNA0123456789\"{}",
                both("begunstigden.csv:2", "begunstigden.csv:2")
            )],
        ),
        (
            "componenten",
            "1;NORM;+;1.000,00",
            "1;NORM;+;1.000,01",
            vec![
                format!(
                    "component, inkomensvoorziening 1: bedrag_cent is \"100000\" there, and now \"100001\"{}",
                    both("componenten.csv:2", "componenten.csv:2")
                ),
                "betaalopdracht, inkomensvoorziening 1: bedrag_cent is \"105000\" there, and now \"105001\"".to_owned(),
            ],
        ),
        (
            "componenten",
            "1;INH;-;50,00",
            "2;INH;-;50,00",
            vec![
                format!(
                    "component, inkomensvoorziening 1: 2 rows there, and 1 in the run{}",
                    both("componenten.csv:3", "componenten.csv:2")
                ),
                "betaalopdracht, inkomensvoorziening 1: bedrag_cent is \"105000\" there, and now \"100000\"".to_owned(),
            ],
        ),
        (
            "begunstigden",
            "REST;;01-01-2018",
            "REST;;01-02-2018",
            vec![
                "begunstigde, inkomensvoorziening 1, volgnummer 1, van 2018-01-01: a row that the run does not have (there \
                 from begunstigden.csv:2 of proef)"
                    .to_owned(),
            ],
        ),
        (
            "betalingen",
            "1;111222333;P;12-2020",
            "1;111222333;V;12-2020",
            vec![format!(
                "betaling, betaalnummer p1: soort is \"periodiek\" there, and now \"vakantiegeld\"{}",
                both("betalingen.csv:2", "betalingen.csv:2")
            )],
        ),
    ];
    let municipality = Municipality::new();
    municipality.take(&Run::of(Sample::new(), "zutphen"), "proef").expect("no conflict");
    let before = fs::read(municipality.path()).expect("the database");
    for (name, old, new, expected) in table {
        let changed = Run::of(Sample::new().correct(name, old, new), "zutphen");
        assert_eq!(municipality.take(&changed, "proef").expect_err("a conflict"), expected, "{name}: {new}");
        assert_eq!(fs::read(municipality.path()).expect("the database"), before);
    }
}

#[test]
fn what_a_later_run_no_longer_has_is_a_conflict() {
    let two_cases = || {
        Sample::new()
            .deliver("clienten", &["21;900000089;Kok;;V;5;N"])
            .deliver("dossiers", &["5;21;;PW;01-01-2018;;N;0301"])
            .deliver("componenten", &["5;NORM;+;7,00;01-01-2020"])
            .deliver("begunstigden", &["5;1;C;NL91ABNA0417164300;REST;;01-01-2018"])
    };
    let municipality = Municipality::new();
    municipality.take(&Run::of(two_cases(), "zutphen"), "proef").expect("no conflict");
    let there = |about: &str, place: &str| format!("{about}: a row that the run does not have (there from {place})");
    let expected = [
        there("persoon, bsn ******089", "clienten.csv:5 of proef"),
        there("client, clientnummer 21", "clienten.csv:5 of proef"),
        there("inkomensvoorziening, dossiernummer 5", "dossiers.csv:5 of proef"),
    ];
    assert_eq!(municipality.take(&Run::of(Sample::new(), "zutphen"), "proef").expect_err("a conflict"), expected);
    // Another service says nothing about it.
    municipality.take(&Run::of(other_service(), "zutphen"), "elders").expect("no conflict");
}

#[test]
fn conflicts_that_are_not_listed_are_counted() {
    let municipality = Municipality::new();
    municipality.take(&Run::of(Sample::new(), "zutphen"), "proef").expect("no conflict");
    let changed = Run::of(Sample::new().correct("componenten", ";1.000,00;", ";1.000,01;"), "zutphen");
    let [all, few] =
        [Conflicts::LISTED, 0].map(|most| municipality.take_or_list(&changed, "proef", most).expect_err("a conflict"));
    assert!(!all.listed.is_empty() && few.listed.is_empty());
    assert_eq!(all.tables, few.tables);
    assert_eq!(all.tables.iter().map(|table| table.conflicts).sum::<u64>(), all.listed.len() as u64);
}

#[test]
fn the_order_in_which_rows_of_a_case_were_delivered_does_not_matter() {
    let municipality = Municipality::new();
    municipality.take(&Run::of(Sample::new(), "zutphen"), "proef").expect("no conflict");
    let (one, other) = ("1;NORM;+;1.000,00;01-01-2020\n", "1;INH;-;50,00;01-01-2020\n");
    let turned = Sample::new().correct("componenten", &format!("{one}{other}"), &format!("{other}{one}"));
    let turned = Run::of(turned, "zutphen");
    let (second, _) = municipality.take(&turned, "proef").expect("no conflict");
    municipality.assert_seen(&second, &turned);
}

#[test]
fn a_row_that_somebody_added_to_a_case_is_noticed() {
    let municipality = Municipality::new();
    let (one, other) = (Run::of(Sample::new(), "zutphen"), Run::of(other_service(), "zutphen"));
    municipality.take(&one, "proef").expect("no conflict");
    municipality.take(&other, "elders").expect("no conflict");
    let counted = |run: &Run| miscounted(&municipality.path(), run.target(), &Cancel::default()).expect("an answer");
    assert_eq!((counted(&one), counted(&other)), (None, None));
    let added = "INSERT INTO betaalopdracht SELECT (SELECT max(id) + 1 FROM betaalopdracht), inkomensvoorziening,
        persoon, 9, soort_begunstigde, naam, iban, rechtmaand, datum, bedrag_cent
        FROM betaalopdracht WHERE inkomensvoorziening = '1'";
    let database = rusqlite::Connection::open(municipality.path()).expect("the database");
    assert_eq!(database.execute(added, []).expect("a payment"), 1);
    drop(database);
    assert_eq!(counted(&one).as_deref(), Some("betaalopdracht has 2 of case 1, and the run has 1"));
    assert_eq!(counted(&other), None);
    let again = municipality.take(&one, "proef").expect_err("a conflict");
    assert_eq!(again, ["betaalopdracht, inkomensvoorziening 1: 2 rows there, and 1 in the run"]);
}

#[test]
fn a_case_with_the_number_of_a_person_is_told_with_that_masked() {
    let sample = Sample::new()
        .deliver("clienten", &["21;900000089;Kok;;V;5;N"])
        .deliver("dossiers", &["123456782;21;;PW;01-01-2018;;N;0301"])
        .deliver("componenten", &["123456782;NORM;+;7,00;01-01-2020"])
        .deliver("begunstigden", &["123456782;1;C;NL91ABNA0417164300;REST;;01-01-2018"]);
    let (municipality, run) = (Municipality::new(), Run::of(sample, "zutphen"));
    municipality.take(&run, "proef").expect("no conflict");
    let database = rusqlite::Connection::open(municipality.path()).expect("the database");
    let gone = "DELETE FROM betaalopdracht WHERE inkomensvoorziening = '123456782'";
    assert_eq!(database.execute(gone, []).expect("a payment"), 1);
    drop(database);
    let told = miscounted(&municipality.path(), run.target(), &Cancel::default()).expect("an answer");
    assert_eq!(told.as_deref(), Some("betaalopdracht has 0 of case ******782, and the run has 1"));
}

#[test]
fn a_run_with_other_tables_is_refused() {
    let run = Run::of(Sample::new(), "partner");
    let (folder, cancel) = (TempDir::new().expect("a folder"), Cancel::default());
    let shape = crate::catalog::Shape::municipality();
    let draft = Draft::create(&folder.path().join("draft"), &shape, &cancel).expect("a draft");
    let error = draft.begin(run.target()).expect_err("another form").to_string();
    assert!(error.contains("another version made this target"), "{error}");
}
