//! Things of a small run, followed.

use std::path::PathBuf;

use tempfile::TempDir;

use super::model::{CellSource, Kind, Texts, render};
use super::*;
use crate::audit::fixture::run_of;
use crate::convert::sample::Sample;
use crate::domain::{FileId, Origin};

/// A run of a sample, which is asked.
struct Asked {
    folder: TempDir,
    sample: Sample,
    run: OpenRun,
}

impl Asked {
    fn of(sample: Sample) -> Self {
        let folder = TempDir::new().expect("a folder");
        run_of(&sample, &folder.path().join("run"));
        let run = OpenRun::open(&folder.path().join("run")).expect("a run");
        Self { folder, sample, run }
    }

    fn trace_with(&self, what: &str, delivery: &[PathBuf], unmask: bool) -> Trace {
        let request = Request { what, delivery, unmask, cancel: &Cancel::default() };
        trace(&self.run, &request).expect("a trace")
    }

    fn trace(&self, what: &str) -> Trace {
        self.trace_with(what, &[], false)
    }

    fn held(&self, what: &str) -> Trace {
        self.trace_with(what, &[self.sample.folder()], false)
    }
}

fn kinds(trace: &Trace) -> Vec<(Kind, &str)> {
    trace.ways.iter().map(|way| (way.kind, way.name.as_str())).collect()
}

fn fates(trace: &Trace) -> Vec<String> {
    let rows = trace.ways.iter().flat_map(|way| &way.rows);
    rows.map(|row| format!("{} {}", row.place, row.fate)).collect()
}

#[test]
fn whatever_names_something_finds_it() {
    let asked = Asked::of(Sample::new());
    let component = Origin::new(FileId::new(4), 2).row_key(0);
    let table: [(&str, &[(Kind, &str)]); 12] = [
        ("111222333", &[(Kind::Person, "******333"), (Kind::Case, "1")]),
        ("111 222 333", &[(Kind::Person, "******333"), (Kind::Case, "1")]),
        ("1112.22.333", &[(Kind::Person, "******333"), (Kind::Case, "1")]),
        ("12", &[(Kind::Person, "client 12"), (Kind::Case, "2")]),
        ("1", &[(Kind::Case, "1")]),
        ("p1", &[(Kind::Payment, "betaling:6597069767168")]),
        ("betaling:p1", &[(Kind::Payment, "betaling:6597069767168")]),
        ("b2", &[(Kind::Row, "beschikking:3298534884096")]),
        ("levering:2", &[(Kind::Row, "levering:2")]),
        ("componenten.csv:2", &[(Kind::Place, "componenten.csv:2")]),
        ("COMPONENTEN.csv:2", &[(Kind::Place, "componenten.csv:2")]),
        ("betaalkalender:proef,2021-01,periodiek", &[(Kind::Row, "betaalkalender:8796093022976")]),
    ];
    for (what, expected) in table {
        assert_eq!(kinds(&asked.trace(what)), expected, "{what}");
    }
    let row = asked.trace(&format!("component:{component}"));
    assert_eq!(kinds(&row), [(Kind::Row, format!("component:{component}").as_str())]);
}

#[test]
fn a_value_is_told_with_the_cells_that_it_comes_from_and_how() {
    let trace = Asked::of(Sample::new()).held("componenten.csv:2");
    let [way] = &trace.ways[..] else { panic!("one way") };
    let [row] = &way.rows[..] else { panic!("one row") };
    assert_eq!(row.source, Texts::Delivery);
    let amount = row.made[0].columns.iter().find(|column| column.column == "bedrag_cent").expect("an amount");
    assert_eq!(amount.value.as_deref(), Some("100000"));
    let source = CellSource { heading: "Bedrag".to_owned(), text: Some("1.000,00".to_owned()) };
    assert_eq!(amount.from, [source]);
    assert_eq!(amount.how, "read as an amount in euros");
    let parts: Vec<&str> = way.parts.iter().map(|part| part.name).collect();
    assert_eq!(parts, ["promised", "custom", "planned", "verdicts"]);
}

#[test]
fn what_a_custom_rests_on_is_named_as_it_was_delivered() {
    let trace = Asked::of(Sample::new()).trace("1");
    let custom = trace.ways[0].parts.iter().find(|part| part.name == "custom").expect("a custom");
    let column = custom.columns.iter().position(|column| column == "rests_on").expect("what it rests on");
    assert_eq!(custom.rows[0][column].as_deref(), Some("betalingen.csv:2"));
    assert!(text::render(&trace, "run").contains("betalingen.csv:2"));
}

#[test]
fn what_became_of_a_row_is_told_whatever_became_of_it() {
    let sample = Sample::new()
        .deliver("componenten", &["1;NORM", "9;NORM;+;5,00;01-01-2020"])
        .deliver("clienten", &["14;111222333;Jansen;;M;1;N"])
        .deliver("dossiers", &["5;14;;PW;01-01-2018;;N;0301"]);
    let asked = Asked::of(sample);
    let table = [
        ("componenten.csv:2", "componenten.csv:2 loaded"),
        ("componenten.csv:4", "componenten.csv:4 left out by componenten -> component: subtotals repeat other lines"),
        ("componenten.csv:6", "componenten.csv:6 stays behind: they remain"),
        ("componenten.csv:7", "componenten.csv:7 rejected: OV0201 "),
        ("componenten.csv:8", "componenten.csv:8 rejected: OV"),
        ("dossiers.csv:2", "dossiers.csv:2 loaded; not by dossiers -> huishoudlid #2: a case without a partner"),
        ("dossiers.csv:4", "dossiers.csv:4 stays behind: they remain"),
        ("clienten.csv:5", "clienten.csv:5 added to the person of clienten.csv:2 in zutphen"),
        ("clienten.csv:4", "clienten.csv:4 stays behind: they remain"),
    ];
    for (what, expected) in table {
        let fates = fates(&asked.held(what));
        assert!(fates.first().is_some_and(|fate| fate.starts_with(expected)), "{what}: {fates:?}");
    }
    let fates = fates(&asked.trace("componenten.csv:4"));
    assert!(
        fates[0].contains("if a data row begins there: stays-behind: they remain; componenten -> component:"),
        "{fates:?}"
    );
    let ragged = asked.trace("componenten.csv:7");
    assert_eq!(ragged.ways[0].rows[0].source, Texts::Evidence);
    assert_eq!(ragged.ways[0].rows[0].cells[1].text, "NORM");
}

#[test]
fn what_stays_behind_is_found_in_the_delivery_alone() {
    let asked = Asked::of(Sample::new());
    let nothing = asked.trace("3");
    assert!(nothing.ways.is_empty() && nothing.near[0].starts_with("looked for as burgerservicenummer"));
    for what in ["componenten.csv:1", "componenten.csv:7"] {
        assert!(asked.held(what).ways.is_empty(), "no data row begins at {what}");
    }
    let held = asked.held("3");
    assert_eq!(kinds(&held), [(Kind::Case, "3")]);
    assert_eq!(held.ways[0].rows.len(), 5, "{:?}", fates(&held));
    assert!(fates(&held).iter().all(|fate| fate.contains("stays behind")), "{:?}", fates(&held));
}

#[test]
fn a_file_that_was_changed_since_is_not_taken_for_what_was_delivered() {
    let asked = Asked::of(Sample::new());
    let folder = asked.folder.path().join("other");
    std::fs::create_dir(&folder).expect("a folder");
    let text = std::fs::read_to_string(asked.sample.folder().join("componenten.csv")).expect("a file");
    std::fs::write(folder.join("componenten.csv"), text.replace("1.000,00", "1.000,01")).expect("a file");
    let trace = asked.trace_with("componenten.csv:2", &[folder], false);
    assert_eq!(trace.ways[0].rows[0].source, Texts::AnotherFile);
    assert!(trace.notes[0].contains("dossiers.csv") && trace.notes[1].contains("SHA-256 differs"), "{:?}", trace.notes);
}

#[test]
fn a_person_is_masked_everywhere_unless_that_is_not_wanted() {
    let sample = Sample::new()
        .deliver("clienten", &["15;111222334;Fout;;M;1;N", "16;10002546;Kort;;M;1;N"])
        .deliver("dossiers", &["6;15;;PW;01-01-2018;;N;0301", "7;16;;PW;01-01-2018;;N;0301"]);
    let asked = Asked::of(sample);
    let named = ["111222333", "1", "p1", "clienten.csv:2", "clienten.csv:5", "clienten.csv:6", "OV0203", "12", "7"];
    let absent = ["10002546", "010002546", "900000041", "900 000 041", "persoon:900000041", "x.csv:900000041"];
    for what in named.into_iter().chain(absent) {
        for delivery in [vec![], vec![asked.sample.folder()]] {
            let trace = asked.trace_with(what, &delivery, false);
            for told in [render(&trace), text::render(&trace, "run")] {
                assert!(!told.contains("111222333") && !told.contains("111222334"), "{what}: {told}");
                assert!(!told.contains("123456782") && !told.contains("10002546"), "{what}: {told}");
                assert!(!told.contains("900000041") && !told.contains("900 000 041"), "{what}: {told}");
            }
        }
    }
    // A number that was written where none belongs is a person's too.
    let sample = Sample::new().deliver("clienten", &["17;900000053;zie 111222333;;M;1;N"]);
    let sample = sample.deliver("componenten", &["1;NORM;+;zie 123456782;01-01-2020"]);
    let elsewhere = Asked::of(sample);
    for what in ["clienten.csv:5", "componenten.csv:7"] {
        let told = render(&elsewhere.held(what));
        assert!(told.contains("zie ******") && !told.contains("111222333") && !told.contains("123456782"), "{told}");
    }
    let trace = asked.trace_with("111222333", &[], true);
    assert!(text::render(&trace, "run").contains("111222333"));
}

#[test]
fn what_is_not_there_is_said_with_what_comes_near() {
    let asked = Asked::of(Sample::new());
    let table = [
        ("betalingn.csv:2", "no file \"betalingn.csv\" was delivered; betalingen.csv was"),
        ("kalender.csv:99", "kalender.csv was delivered with 2 rows, and none begins at line 99"),
        ("componenten.csv:1", "componenten.csv was delivered with 5 rows, and none begins at line 1"),
        ("nowhere:x", "looked for as"),
        ("component:1", "component has no row with the key 1, and of 1 it has component:"),
        ("gemeente:9999", "gemeente has no row 9999 in any target; its rows are named by id, or by code"),
        ("componnt:1", "no table is called componnt; component is"),
        ("OV9999", "no finding has the code OV9999"),
        ("OV0201", "OV0201 was not found in this run"),
        ("p11", "looked for as"),
    ];
    for (what, expected) in table {
        let trace = asked.trace(what);
        assert!(trace.ways.is_empty(), "{what}");
        assert!(trace.near.iter().any(|near| near.starts_with(expected)), "{what}: {:?}", trace.near);
    }
    assert!(asked.trace("p11").near.iter().any(|near| near == "close to it as betaalnummer: p1"));
}

#[test]
fn every_statement_is_what_is_shown() {
    let asked = Asked::of(Sample::new().deliver("componenten", &["1;NORM"]));
    let archive = Archive::open(&asked.run, false).expect("an archive");
    let trace = asked.held("1");
    for part in trace.ways.iter().flat_map(|way| &way.parts) {
        let (columns, rows) = archive.ask(&part.statement).expect("an answer");
        assert_eq!((&columns, &rows), (&part.columns, &part.rows), "{}", part.name);
    }
}
