//! Where the deliveries of a mapping stand, and how answers are laid out.

use std::time::Duration;

use super::*;
use crate::rehearsal::{Answer, Kind};

#[test]
fn the_deliveries_of_a_mapping_stand_beside_its_folder() {
    let table = [
        ("mappings/laborijn", "laborijn", "fixtures/laborijn"),
        ("a/mappings/laborijn", "laborijn", "a/fixtures/laborijn"),
        ("/a/mappings/sdoa/", "sdoa", "/a/fixtures/sdoa"),
    ];
    for (folder, name, fixtures) in table {
        assert_eq!(name_of(Path::new(folder)), name);
        assert_eq!(fixtures_of(Path::new(folder), name).as_deref(), Some(Path::new(fixtures)), "{folder}");
    }
    let here = std::env::current_dir().expect("a folder");
    let name = here.file_name().expect("a name").to_string_lossy();
    assert_eq!(name_of(Path::new(".")), name);
    assert_eq!(name_of(Path::new("")), name);
}

fn difference(file: &str, row: &str, column: &str, expected: Option<&str>, found: Option<&str>) -> Difference {
    let own = |value: Option<&str>| value.map(str::to_owned);
    let (file, row, column) = (file.to_owned(), row.to_owned(), column.to_owned());
    Difference { file, row, column, expected: own(expected), found: own(found) }
}

fn case(kind: Kind, name: &str, answer: Answer) -> Case {
    let (path, line) = match kind {
        Kind::Example => ("mappings/proef/mapping.toml", Some(12)),
        Kind::Delivery => ("fixtures/proef/clean", None),
    };
    Case { kind, name: name.to_owned(), path: path.into(), line, answer, took: Duration::from_millis(1500) }
}

/// A mapping of which much differs.
fn rehearsed() -> Vec<Rehearsed<'static>> {
    let example = vec![
        difference("", "row 2", "bedrag_cent", Some("100"), Some("")),
        difference("", "", "finds", None, Some("OV0206 at \"Soort\": soort has no translation")),
    ];
    let delivery = vec![
        difference("summary.json", "", "proofs.continuity.verdicts.lower", Some("0"), Some("2")),
        difference("targets/lochem/client.csv", "", "", Some("3 rows"), None),
        difference("targets/zutphen/persoon.csv", "a.csv:2", "naam", Some("Jansen\nJ."), Some(&"x".repeat(80))),
        difference("targets/zutphen/persoon.csv", "a.csv:3", "", Some("naam=50%, adres=Zoë: 1"), None),
    ];
    let cases = vec![
        case(Kind::Example, "well", Answer::AsExpected),
        case(Kind::Example, "a, b: c", Answer::Differs(example)),
        case(Kind::Delivery, "clean", Answer::Differs(delivery)),
        case(Kind::Delivery, "new", Answer::NothingExpected),
        case(Kind::Delivery, "old", Answer::Blessed(vec!["summary.json".to_owned()])),
    ];
    let done = |name, rehearsal, is_bare| {
        let thorough = Thorough::default();
        Rehearsed { name, path: Path::new("mappings/proef"), rehearsal, is_bare, thorough }
    };
    vec![
        done("proef", Some(Rehearsal { cases }), false),
        done("kapot", None, false),
        done("kaal", Some(Rehearsal::default()), true),
    ]
}

#[test]
fn what_differs_is_laid_out_in_tables() {
    insta::assert_snapshot!(text::render(&rehearsed(), false, false));
}

#[test]
fn what_differs_is_told_to_other_programs() {
    insta::assert_snapshot!(json::render(&rehearsed()));
}

#[test]
fn what_differs_is_an_annotation_on_one_line() {
    insta::assert_snapshot!(github::render(&rehearsed()));
}

#[test]
fn what_differs_is_a_failure_in_a_report() {
    insta::assert_snapshot!(junit::render(&rehearsed()));
}

#[test]
fn the_answer_is_the_worst_of_all() {
    let mut all = rehearsed();
    assert_eq!(code(&all), INVALID);
    all.remove(1);
    assert_eq!(code(&all), DIFFERS);
    assert_eq!(code(&all[1..]), 0);
}
