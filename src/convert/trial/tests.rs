//! Trials of maps over made-up rows, held against what a run makes of the same rows.

use std::collections::BTreeMap;

use super::*;
use crate::convert::sample::Sample;
use crate::source::MadeRow;

type Given<'g> = &'g [(&'g str, &'g str)];

/// Takes a row through the first map between two tables, and hands over what comes of it.
fn tried<T>(sample: &Sample, from: &str, to: &str, given: Given<'_>, look: impl Fn(&Mapping, Tried<'_>) -> T) -> T {
    let mapping = sample.mapping();
    let table = mapping.delivery.tables.iter().position(|table| table.name == from).expect("a delivered table");
    let map = mapping.maps.iter().position(|map| map.from == table && map.to.name == to).expect("a map");
    let texts: BTreeMap<String, String> =
        given.iter().map(|(heading, text)| ((*heading).to_owned(), (*text).to_owned())).collect();
    let made = MadeRow::new(&mapping.delivery.tables[table], &texts);
    let lookups = Lookups::of_rows(&mapping, [(table, &made)]);
    look(&mapping, Trial::new(&mapping, &lookups).run(map, &made.row()))
}

/// Writes target rows as text, without the columns in which nothing stands.
fn cells(mapping: &Mapping, to: &str, tried: &Tried<'_>) -> Vec<String> {
    let map = mapping.maps.iter().find(|map| map.to.name == to).expect("a map");
    let row = |row: &Vec<Option<String>>| {
        let filled = row
            .iter()
            .zip(map.to.columns)
            .filter_map(|(value, column)| value.as_ref().map(|value| format!("{}={value}", column.name)));
        filled.collect::<Vec<_>>().join(" ")
    };
    tried.rows.iter().map(row).collect()
}

#[test]
fn values_are_shown_as_the_target_holds_them() {
    let table: [(&str, &str, Given<'_>, &str); 3] = [
        (
            "componenten",
            "component",
            &[("Teken", "+"), ("Bedrag", "1.052,32"), ("Van", "01-02-2020"), ("Soort", "NORM")],
            "soort=norm debet_credit=credit bedrag_cent=105232 van=2020-02-01 per=maand",
        ),
        ("dossiers", "inkomensvoorziening", &[("Tot", "31-12-9999"), ("Stop", "J")], "geblokkeerd=1"),
        ("clienten", "persoon", &[("BSN", " 10002546 "), ("Geheim", "N")], "bsn=010002546 indicatie_geheim=0"),
    ];
    for (from, to, given, expected) in table {
        let found = tried(&Sample::new(), from, to, given, |mapping, tried| cells(mapping, to, &tried));
        assert_eq!(found, [expected], "{given:?}");
    }
}

#[test]
fn a_row_that_a_map_leaves_out_becomes_nothing() {
    tried(&Sample::new(), "componenten", "component", &[("Teken", "=")], |_, tried| {
        assert!(!tried.passed && tried.rows.is_empty() && tried.remarks.is_empty());
    });
}

#[test]
fn what_is_noticed_is_what_a_run_would_find() {
    let given = [("Teken", "+"), ("Bedrag", "x"), ("Soort", "ONB")];
    let remarks = tried(&Sample::new(), "componenten", "component", &given, |mapping, tried| {
        let headings = &mapping.delivery.tables[3].columns;
        let told = |remark: &Remark| {
            let heading = remark.column.map_or("-", |column| headings[column].as_str());
            format!("{} {heading} {}", remark.code, remark.rejects)
        };
        tried.remarks.iter().map(told).collect::<Vec<_>>()
    });
    assert_eq!(remarks, ["OV0207 Dossier true", "OV0206 Soort true", "OV0202 Bedrag true", "OV0207 Van true"]);
}

#[test]
fn changes_and_ways_are_told_by_the_target_column() {
    let sample = Sample::new().declare(
        "regeling      = \"Regeling\"",
        "regeling = { when = [{ if = { Regeling = \"X\" }, constant = \"IOAW\" }, { column = \"Regeling\" }] }",
    );
    let given = [("Dossier", "1"), ("Regeling", "PW"), ("Stop", ""), ("Gemeente", "0291"), ("Tot", "31-12-9999")];
    tried(&sample, "dossiers", "inkomensvoorziening", &given, |mapping, tried| {
        let map = mapping.maps.iter().find(|map| map.to.name == "inkomensvoorziening").expect("a map");
        let name = |place: &usize| map.to.columns[*place].name;
        let changes: Vec<String> =
            tried.changes.iter().map(|(place, change)| format!("{}: {change}", name(place))).collect();
        assert_eq!(
            changes,
            [
                "einddatum: read as empty",
                "geblokkeerd: default filled in",
                "geblokkeerd: \"N\" read as \"0\"",
                "gemeentecode: \"0291\" read as \"0301\"",
            ]
        );
        let way = |column: &str| tried.ways.iter().find(|(place, _)| name(place) == column).expect("a way").1;
        assert_eq!((way("regeling").case, way("regeling").code), (Some(1), None));
        assert_eq!((way("gemeentecode").case, way("gemeentecode").code), (None, Some("0291")));
        assert_eq!(
            way("client").column.map(|column| mapping.delivery.tables[1].columns[column].as_str()),
            Some("Client")
        );
    });
}

#[test]
fn each_unpivoted_cell_becomes_a_row_unless_it_is_passed_over() {
    let map = "where   = { Teken = [\"+\", \"-\"] }\nbecause = \"subtotals repeat other lines\"";
    let sample = Sample::new()
        .declare(map, "unpivot = { columns = [\"Norm\", \"Toeslag\", \"Korting\"], skip = [\"0,00\"] }")
        .declare("soort               = { column = \"Soort\", codes = { NORM = \"norm\", INH = \"inhouding\" } }",
            "soort = { unpivoted = \"heading\", codes = { Norm = \"norm\", Toeslag = \"toeslag\", Korting = \"inhouding\" } }")
        .declare("bedrag_cent         = \"Bedrag\"\nvan                 = \"Van\"\nper", "bedrag_cent = { unpivoted = \"value\" }\nvan = \"Van\"\nper");
    let given = [("Norm", "100,00"), ("Toeslag", "0,00"), ("Korting", "5,00"), ("Teken", "+")];
    let rows = tried(&sample, "componenten", "component", &given, |mapping, tried| cells(mapping, "component", &tried));
    assert_eq!(
        rows,
        [
            "soort=norm debet_credit=credit bedrag_cent=10000 per=maand",
            "soort=inhouding debet_credit=credit bedrag_cent=500 per=maand",
        ]
    );
}
