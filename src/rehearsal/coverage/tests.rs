//! Tests of coverage: what an example, a rule's example and a delivery exercise, and what they leave.

use std::collections::BTreeSet;

use super::*;
use crate::convert::sample::Sample;

const RULE: &str = "
[[rule]]
name     = \"not-too-little\"
on       = \"component\"
require  = \"bedrag_cent > 5000\"
severity = \"warning\"
message  = { nl = \"x\", en = \"x\" }
";

fn covered(sample: &Sample, fixtures: &[Fixture]) -> Coverage {
    cover(&sample.mapping(), fixtures, &Cancel::default()).expect("runs that can be made")
}

/// Names what is exercised.
fn exercised(coverage: &Coverage) -> BTreeSet<&str> {
    coverage.sites.iter().filter(|site| site.exercised).map(|site| site.name.as_str()).collect()
}

fn fixture(sample: &Sample) -> Fixture {
    Fixture { name: "clean".to_owned(), delivery: sample.folder(), expected: sample.path().join("expected") }
}

#[test]
fn without_examples_and_fixtures_nothing_is_exercised() {
    let coverage = covered(&Sample::new(), &[]);
    assert_eq!((coverage.all().exercised, coverage.all().percent()), (0, 0));
    for (kind, name) in SiteKind::ALL {
        let is_there = !matches!(kind, SiteKind::Case | SiteKind::Rule);
        assert_eq!(coverage.of(kind).sites > 0, is_there, "{name}");
    }
}

#[test]
fn an_example_exercises_what_it_expects_and_the_conditions_of_its_map() {
    let table: [(&str, &[&str]); 6] = [
        (
            "map = \"clienten -> persoon\"\ngiven = { BSN = \"10002546\", Geslacht = \"M\", Naam = \"x\" }\nexpect = { bsn = \"010002546\" }",
            &["clienten -> persoon", "clienten -> persoon: bsn", "clienten -> persoon: bsn: repair"],
        ),
        (
            "map = \"clienten -> persoon\"\ngiven = { Geslacht = \"M\" }\nexpect = { geslacht = \"man\" }",
            &["clienten -> persoon", "clienten -> persoon: geslacht", "clienten -> persoon: geslacht: the code \"M\""],
        ),
        (
            "map = \"clienten -> persoon\"\ngiven = { Geboren = \"99-99-9999\" }\nexpect = { geboortedatum = \"\" }",
            &["clienten -> persoon", "clienten -> persoon: geboortedatum: empty"],
        ),
        (
            "map = \"componenten -> component\"\ngiven = { Teken = \"-\" }\nexpect = { debet_credit = \"debet\" }",
            &[
                "componenten -> component",
                "componenten -> component: debet_credit",
                "componenten -> component: debet_credit: the code \"-\"",
                "componenten -> component: where: Teken is \"-\"",
            ],
        ),
        (
            "map = \"componenten -> component\"\ngiven = { Teken = \"=\" }\noutcome = \"filtered\"",
            &["componenten -> component: where: Teken is something else"],
        ),
        (
            "rule = \"not-too-little\"\ngiven = { component = [{ bedrag_cent = \"1\" }, { bedrag_cent = \"6000\" }] }\nbreaks = 1",
            &["rule not-too-little: a row that breaks it", "rule not-too-little: a row that complies"],
        ),
    ];
    for (example, expected) in table {
        let sample = Sample::new().declare_more(RULE).declare_more(&format!("[[example]]\nname = \"it\"\n{example}\n"));
        let coverage = covered(&sample, &[]);
        assert_eq!(exercised(&coverage), expected.iter().copied().collect(), "{example}");
    }
}

#[test]
fn the_rows_of_a_delivery_exercise_what_is_made_of_them() {
    let sample = Sample::new().declare_more(RULE);
    let coverage = covered(&sample, &[fixture(&sample)]);
    let missed: Vec<String> = coverage.missed().map(|site| format!("{}: {}", site.line, site.name)).collect();
    insta::assert_snapshot!(missed.join("\n"));
    let wants: BTreeSet<&str> = coverage.missed().map(|site| site.wants.as_str()).collect();
    for expected in [
        "a row with \"0291\" under \"Gemeente\"",
        "a row with something else under \"Gemeente\"",
        "a row with a number that lost its leading zeros under \"BSN\"",
        "a row with one of [\"99-99-9999\"] under \"Geboren\"",
        "a row with something under \"Partner\"",
        "a row of \"dossiers\" that the map takes",
        "a row with nothing under \"Maand\"",
    ] {
        assert!(wants.contains(expected), "{expected}: {wants:#?}");
    }
}

#[test]
fn a_row_that_is_rejected_exercises_no_more_than_conditions() {
    let sample = Sample::new()
        .declare("where   = { Teken = [\"+\", \"-\"] }", "where = { Teken = [\"+\", \"-\", \"x\"] }")
        .declare("\"-\" = \"debet\"", "\"-\" = \"debet\", x = \"debet\"")
        .deliver("componenten", &["1;ONB;x;10,00;01-01-2020"]);
    let coverage = covered(&sample, &[fixture(&sample)]);
    let names = exercised(&coverage);
    assert!(names.contains("componenten -> component: where: Teken is \"x\""));
    assert!(!names.contains("componenten -> component: debet_credit: the code \"x\""));
}

#[test]
fn cases_unpivoted_cells_and_lines_of_files_are_sites() {
    let when = "geslachtsnaam = { when = [{ if = { Naam = { like = \"J*\" } }, column = \"Naam\", upper = true }, { constant = \"x\" }] }";
    let sample = Sample::new()
        .declare("geslachtsnaam    = \"Naam\"", when)
        .declare("codes = { M = \"man\", V = \"vrouw\" }", "codes = \"codes/geslacht.csv\"")
        .code_file("codes/geslacht.csv", "from,to,status,remark\nM,man,,\nX,onbekend,,\nV,vrouw,,\n")
        .declare(
            "because = \"subtotals repeat other lines\"",
            "because = \"x\"\nunpivot = { columns = [\"Bedrag\"], skip = [\"0,00\"] }",
        )
        .declare("bedrag_cent         = \"Bedrag\"\nvan", "bedrag_cent = { unpivoted = \"value\" }\nvan")
        .deliver("componenten", &["1;NORM;+;0,00;01-01-2020"]);
    let coverage = covered(&sample, &[fixture(&sample)]);
    let names = exercised(&coverage);
    for name in [
        "clienten -> persoon: geslachtsnaam: case 1",
        "clienten -> persoon: geslachtsnaam: case 1: upper",
        "clienten -> persoon: geslachtsnaam: case 1: if: Naam is something else",
        "clienten -> persoon: geslachtsnaam: case 2",
        "componenten -> component: skip",
        "codes/geslacht.csv: the code \"V\"",
    ] {
        assert!(names.contains(name), "{name}: {names:#?}");
    }
    let missed = coverage.missed().find(|site| site.file == "codes/geslacht.csv").expect("a line");
    assert_eq!((missed.name.as_str(), missed.line), ("codes/geslacht.csv: the code \"X\"", 3));
}

#[test]
fn a_delivery_that_cannot_be_used_exercises_nothing() {
    let sample = Sample::new();
    let mut fixture = fixture(&sample);
    fixture.delivery = sample.path().join("nowhere");
    assert_eq!(covered(&sample, &[fixture]).all().exercised, 0);
}

#[test]
fn a_percentage_is_rounded_down() {
    for (exercised, sites, expected) in [(0, 0, 100), (199, 200, 99), (200, 200, 100), (1, 3, 33), (0, 3, 0)] {
        assert_eq!(Figure { exercised, sites }.percent(), expected, "{exercised} of {sites}");
    }
}
