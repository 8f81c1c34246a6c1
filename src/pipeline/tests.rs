//! Small deliveries, taken through the whole pipeline.

mod corrections;
mod course;
mod delivery;
mod forms;
mod promise;
mod waivers;

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::convert::sample::Sample;
use crate::reconcile::summary::{FileAccount, Verdict};
use crate::source::{Cancel, SourceError};
use crate::store::StoreError;

/// Runs a sample over its delivery, or over other files.
pub(super) fn run_over(sample: &Sample, delivery: &[PathBuf], name: &str) -> Result<Outcome, PipelineError> {
    let (mapping, out) = (sample.mapping(), sample.path().join(name));
    run(&Request {
        mapping: &mapping,
        delivery,
        out: Some(&out),
        now: "2021-01-04T09:00:00Z",
        unmask: false,
        cancel: &Cancel::default(),
        progress: &|_, _| {},
    })
}

pub(super) fn run_sample(sample: &Sample) -> Outcome {
    run_over(sample, &[sample.folder()], "run").expect("a run")
}

fn account<'a>(outcome: &'a Outcome, table: &str) -> &'a FileAccount {
    outcome.report.summary.accounting.iter().find(|account| account.table == table).expect("an account")
}

/// Writes an account as rows read, loaded, merged, filtered, rejected and unexplained.
fn rows(outcome: &Outcome, table: &str) -> [i64; 6] {
    let FileAccount { read, loaded, merged, filtered, rejected, unexplained, .. } = account(outcome, table);
    [read, loaded, merged, filtered, rejected, unexplained].map(|amount| amount.rows)
}

fn cents(outcome: &Outcome, table: &str) -> [Option<i128>; 6] {
    let FileAccount { read, loaded, merged, filtered, rejected, unexplained, .. } = account(outcome, table);
    [read, loaded, merged, filtered, rejected, unexplained].map(|amount| amount.cents)
}

#[test]
fn a_delivery_in_which_nothing_is_wrong_is_proven() {
    let outcome = run_sample(&Sample::new());
    assert_eq!(outcome.report.summary.verdict, Verdict::Proven, "{:?}", outcome.report.failures);
    assert_eq!(rows(&outcome, "componenten"), [5, 3, 0, 2, 0, 0]);
    assert_eq!(cents(&outcome, "componenten"), [370_000, 195_000, 0, 175_000, 0, 0].map(Some));
    assert_eq!(rows(&outcome, "kalender"), [2, 2, 0, 0, 0, 0]);
}

#[test]
fn every_row_has_one_fate_however_it_came_to_it() {
    let rule = "\n[[rule]]\nname = \"r\"\non = \"component\"\nrequire = \"bedrag_cent <> 700\"\nseverity = \"error\"\n\
        message = { nl = \"x\", en = \"x\" }\n";
    let sample = Sample::new()
        .declare_more(rule)
        .deliver("clienten", &["21;111222333;Jansen;;M;1;N", "14;999993653;Bos;;V;4;N", "11;900038937;Kok;;V;5;N"])
        .deliver(
            "dossiers",
            &["5;21;;PW;01-01-2018;;N;0301", "6;21;;PW;01-01-2018;;N;0262", "1;11;;PW;01-01-2018;;N;0301"],
        )
        .deliver(
            "componenten",
            &["5;NORM;+;7,00;01-01-2020", "5;NORM;+;8,00", "9;NORM;+;9,00;01-01-2020", "5;XYZ;+;4,00;01-01-2020"],
        )
        .deliver("betalingen", &["p1;1;111222333;P;11-2020;30-11-2020;6,00;NL91ABNA0417164300"]);
    let outcome = run_sample(&sample);
    assert_eq!(rows(&outcome, "clienten"), [6, 2, 1, 2, 1, 0]);
    assert_eq!(rows(&outcome, "dossiers"), [6, 4, 0, 1, 1, 0]);
    assert_eq!(rows(&outcome, "componenten"), [9, 3, 0, 2, 4, 0]);
    assert_eq!(cents(&outcome, "componenten"), [372_800, 195_000, 0, 175_000, 2_800, 0].map(Some));
    assert_eq!(rows(&outcome, "betalingen"), [4, 2, 0, 1, 1, 0]);
    let completeness = &outcome.report.summary.proofs.completeness;
    assert_eq!((completeness.unexplained_rows, completeness.digests.failed), (0, 0), "{:?}", outcome.report.failures);
    let rejected =
        outcome.report.breakdown.iter().filter(|line| line.fate == "rejected" && line.table == "componenten");
    let rejected: Vec<_> = rejected.map(|line| (line.place.as_str(), line.rows, line.cents)).collect();
    assert_eq!(rejected, [("nowhere", 1, Some(900)), ("zutphen", 3, Some(1_900))]);
}

#[test]
fn a_merged_row_that_is_rejected_late_is_rejected_and_nothing_else() {
    let rule = "\n[[rule]]\nname = \"r\"\non = \"client\"\nrequire = \"clientnummer <> '21'\"\nseverity = \"error\"\n\
        message = { nl = \"x\", en = \"x\" }\n";
    let sample = Sample::new()
        .declare_more(rule)
        .deliver("clienten", &["21;111222333;Jansen;;M;1;N"])
        .deliver("dossiers", &["5;21;;PW;01-01-2018;;N;0301"]);
    let outcome = run_sample(&sample);
    assert_eq!(rows(&outcome, "clienten"), [4, 2, 0, 1, 1, 0]);
    let evidence = rusqlite::Connection::open(outcome.place.join("evidence.sqlite")).expect("evidence");
    let merged: i64 = evidence.query_row("SELECT count(*) FROM merged", [], |row| row.get(0)).expect("a count");
    assert_eq!(merged, 0);
}

#[test]
fn a_table_that_no_map_reads_is_named() {
    let table = "\n[delivery.notities]\nfiles = [\"notities.csv\"]\ncolumns = [\"Dossier\"]\n\
        destination-by = { via = \"dossiers\", on = \"Dossier\" }\n";
    let outcome = run_sample(&Sample::new().declare_more(table).deliver("notities", &["Dossier", "1", "3"]));
    assert_eq!(rows(&outcome, "notities"), [2, 0, 0, 1, 0, 1]);
    let failures: Vec<&str> = outcome.report.failures.iter().map(|failure| failure.message.as_str()).collect();
    assert!(failures.contains(&"no map reads this table, so its rows go nowhere"), "{failures:?}");
}

#[test]
fn codes_without_translation_are_listed_with_their_counts() {
    let sample = Sample::new()
        .correct("clienten", "V;2", "X;2")
        .deliver("componenten", &["1;QQ;+;1,00;01-01-2020", "2;QQ;+;1,00;01-01-2020", "3;RR;+;1,00;01-01-2020"]);
    let outcome = run_sample(&sample);
    let listed: Vec<_> = outcome.report.unmapped.iter().map(|line| (&*line.column, &*line.value, line.rows)).collect();
    assert_eq!(listed, [("Soort", "QQ", 2), ("Geslacht", "X", 1)]);
}

/// A delivery whose components stand in columns, whose payments name no client, and whose payees do not say how they
/// share.
fn unlike_the_target() -> Sample {
    let table = "[delivery.breed]\nfiles = [\"breed*.csv\"]\nkey = [\"Dossier\", \"Van\"]\n\
        destination-by = { via = \"dossiers\", on = \"Dossier\" }\n\n[delivery.kalender]";
    let map = "\n[[map]]\nfrom = \"breed\"\nto = \"component\"\n\
        unpivot = { columns = [\"Norm\", \"Toeslag\", \"Inh\"], skip = [\"0,00\"] }\n\
        [map.columns]\ninkomensvoorziening = \"Dossier\"\nvan = \"Van\"\nper = { constant = \"maand\" }\n\
        bedrag_cent = { unpivoted = \"value\" }\n\
        soort = { unpivoted = \"heading\", codes = { Norm = \"norm\", Toeslag = \"toeslag\", Inh = \"inhouding\" } }\n\
        debet_credit = { unpivoted = \"heading\", codes = { Norm = \"credit\", Toeslag = \"credit\", Inh = \"debet\" } }\n";
    let lookup = "client = { lookup = { in = \"dossiers\", by = \"Dossier\", column = \"Client\" } }\npersoon";
    let share = "verdeling           = { column = \"Verdeling\", codes = { REST = \"rest\", VAST = \"vast\" } }";
    let cases = "verdeling = { when = [{ if = { Bedrag = { is = \"present\" } }, constant = \"vast\" }, \
        { constant = \"rest\" }] }";
    Sample::new()
        .declare("[delivery.kalender]", table)
        .declare_more(map)
        .declare("persoon             = \"BSN\"", &format!("{lookup}             = \"BSN\""))
        .declare(share, cases)
        .correct(
            "componenten",
            "1;NORM;+;1.000,00;01-01-2020\n1;INH;-;50,00;01-01-2020\n1;SUB;=;950,00;01-01-2020\n",
            "",
        )
        .deliver(
            "breed",
            &[
                "Dossier;Van;Norm;Toeslag;Inh",
                "1;01-01-2020;970,00;30,00;50,00",
                "2;01-01-2020;;0,00;",
                "3;01-01-2020;800,00;;",
            ],
        )
}

#[test]
fn a_delivery_that_is_looked_up_unpivoted_and_told_by_cases_is_proven() {
    let sample = unlike_the_target();
    let outcome = run_sample(&sample);
    assert_eq!(outcome.report.summary.verdict, Verdict::Proven, "{:?}", outcome.report.failures);
    assert_eq!(rows(&outcome, "breed"), [3, 1, 0, 2, 0, 0]);
    assert_eq!(cents(&outcome, "breed"), [185_000, 105_000, 0, 80_000, 0, 0].map(Some));
    let zutphen = rusqlite::Connection::open(outcome.place.join("targets/zutphen.sqlite")).expect("a target");
    let ask = |sql: &str| zutphen.query_row(sql, [], |row| row.get::<_, String>(0)).expect("an answer");
    let components = "SELECT group_concat(soort || ' ' || bedrag_cent || ' ' || (id & 255), ', ') FROM component";
    assert_eq!(ask(components), "norm 97000 0, toeslag 3000 1, inhouding 5000 2");
    assert_eq!(ask("SELECT client || ' ' || persoon FROM betaling"), "11 111222333");
    assert_eq!(ask("SELECT verdeling FROM begunstigde"), "rest");
}

#[test]
fn an_unpivoted_row_is_rejected_whole_when_one_of_its_rows_is_wrong() {
    let rule = "\n[[rule]]\nname = \"r\"\non = \"component\"\nrequire = \"bedrag_cent <> 3000\"\nseverity = \"error\"\n\
        message = { nl = \"x\", en = \"x\" }\n";
    let outcome = run_sample(&unlike_the_target().declare_more(rule));
    assert_eq!(rows(&outcome, "breed"), [3, 0, 0, 2, 1, 0]);
    assert_eq!(cents(&outcome, "breed"), [185_000, 0, 0, 80_000, 105_000, 0].map(Some));
    let completeness = &outcome.report.summary.proofs.completeness;
    assert_eq!((completeness.unexplained_rows, completeness.digests.failed), (0, 0), "{:?}", outcome.report.failures);
}

#[test]
fn a_run_can_be_stopped_at_the_beginning_of_every_stage_and_leaves_nothing() {
    let stages = RefCell::new(Vec::new());
    let sample = unlike_the_target();
    let (mapping, delivery) = (sample.mapping(), [sample.folder()]);
    let out = sample.path().join("run");
    let request = |cancel: &Cancel, progress: Progress<'_>| {
        let (out, now) = (Some(out.as_path()), "2021-01-04T09:00:00Z");
        run(&Request { mapping: &mapping, delivery: &delivery, out, now, unmask: false, cancel, progress })
    };
    request(&Cancel::default(), &|stage, _| stages.borrow_mut().push(stage.clone())).expect("a run");
    fs::remove_dir_all(&out).expect("a folder");
    for stage in stages.into_inner() {
        let cancel = Cancel::default();
        let stop = |begun: &Stage, _: &Course| {
            if *begun == stage {
                cancel.request();
            }
        };
        let error = request(&cancel, &stop).expect_err("stopped");
        let stopped = matches!(
            error,
            PipelineError::Source(SourceError::Interrupted) | PipelineError::Store(StoreError::Interrupted)
        );
        assert!(stopped, "{stage}: {error}");
        let left: Vec<_> = fs::read_dir(sample.path()).expect("a folder").collect();
        assert_eq!(left.len(), 1, "{stage}: {left:?}");
    }
}

#[test]
fn a_rule_that_cannot_run_stops_before_anything_is_read() {
    let rule = "\n[[rule]]\nname = \"r\"\non = \"component\"\nrequire = \"bedrag > 0\"\nseverity = \"error\"\n\
        message = { nl = \"x\", en = \"x\" }\n";
    let sample = Sample::new().declare_more(rule);
    let error = run_over(&sample, &[PathBuf::from("nowhere")], "run").expect_err("no rule");
    let PipelineError::Mapping(crate::mapping::LoadError::Invalid(problems)) = error else { panic!("{error}") };
    assert_eq!(problems[0].message, "the rule \"r\" cannot be run: no such column: bedrag");
}

#[test]
fn the_same_delivery_gives_the_same_bytes() {
    let sample =
        Sample::new().correct("clienten", "111222333", "10002546").deliver("componenten", &["1;QQ;+;1;01-01-2020"]);
    let delivery = [sample.folder()];
    let bytes = |name: &str| {
        let place = run_over(&sample, &delivery, name).expect("a run").place;
        let names =
            ["manifest.json", "report.html", "targets/zutphen.sqlite", "evidence.sqlite", "rejected/componenten.csv"];
        names.map(|name| fs::read(place.join(name)).expect("a file"))
    };
    assert!(bytes("one") == bytes("other"));
}
