//! Tables of a small delivery, converted.

mod operations;

use super::*;
use crate::convert::Cell;
use crate::convert::sample::Sample;
use crate::source::{Cancel, Reading};

/// Converts a table after the tables whose rows it refers to.
fn convert(sample: &Sample, name: &str) -> Batch {
    let (mapping, cancel) = (sample.mapping(), Cancel::default());
    let files = sample.files(&mapping);
    let routes = Routes::build(&mapping, &files, &cancel).expect("the delivery can be read");
    let lookups = Lookups::build(&mapping, &files, &cancel).expect("the delivery can be read");
    let index = mapping.delivery.tables.iter().position(|table| table.name == name).expect("a delivered table");
    let mut parents = Parents::new(&mapping);
    for (table, column, key, destinations) in LOADED {
        let place = parents.place(table, column).expect("a column that is referred to");
        parents.insert(place, key, destinations);
    }
    let converter = TableConverter::new(&mapping, &routes, &lookups, &parents, index);
    let mut batches = Vec::new();
    for file in files.of(index) {
        let reading = Reading { delivery: &mapping.delivery, file, cancel: &cancel };
        let take = |batch| -> Result<(), crate::source::SourceError> {
            batches.push(batch);
            Ok(())
        };
        reading.each_block(|rows| converter.convert(file.id, rows), take).expect("the delivery can be read");
    }
    assert_eq!(batches.len(), 1, "a small delivery is one block");
    batches.remove(0)
}

/// What stands in the targets already, and in which of the two.
const LOADED: [(&str, &str, &str, u32); 6] = [
    ("persoon", "bsn", "111222333", 0b01),
    ("persoon", "bsn", "123456782", 0b10),
    ("client", "clientnummer", "11", 0b11),
    ("client", "clientnummer", "12", 0b11),
    ("inkomensvoorziening", "dossiernummer", "1", 0b01),
    ("inkomensvoorziening", "dossiernummer", "2", 0b10),
];

/// Writes the target rows of a batch as one line each.
fn rows(batch: &Batch) -> Vec<String> {
    let shown = |cell: &Cell| match cell {
        Cell::Null => "-".to_owned(),
        Cell::Integer(value) => value.to_string(),
        text @ Cell::Text { .. } => text.text(&batch.text).expect("a text").to_owned(),
    };
    let row = |row: &ConvertedRow| {
        let targets = batch.targets_of(row).iter();
        let targets = targets.map(|target| batch.cells_of(target).iter().map(shown).collect::<Vec<_>>().join(" "));
        format!("{} {:02b}: {}", row.origin.line(), row.destinations, targets.collect::<Vec<_>>().join(" | "))
    };
    batch.rows.iter().map(row).collect()
}

fn findings(batch: &Batch) -> Vec<String> {
    let shown = |finding: &Finding| {
        let line = finding.origin.map_or(0, Origin::line);
        let (column, value) = (finding.column.as_deref().unwrap_or("-"), finding.value.as_deref().unwrap_or("-"));
        format!("{line} {} {column} \"{value}\": {}", finding.code, finding.message)
    };
    batch.findings.iter().map(shown).collect()
}

fn rejected(batch: &Batch) -> Vec<(u32, &'static str)> {
    batch.rejections.iter().map(|rejection| (rejection.origin.line(), rejection.code.id)).collect()
}

fn fates(batch: &Batch) -> Vec<String> {
    let shown = |((fate, key), (rows, cents)): (&(Fate, FateKey), &(i64, i128))| {
        format!("{fate:?} {:?}: {rows} rows, {cents} cents", key.place)
    };
    batch.tally.fates.iter().map(shown).collect()
}

fn changes(batch: &Batch) -> Vec<String> {
    batch.tally.changes.iter().map(|((heading, change), rows)| format!("{heading} {change}: {rows}")).collect()
}

#[test]
fn a_row_goes_whole_to_every_target_table_that_a_map_makes_of_it() {
    let batch = convert(
        &Sample::new().correct("dossiers", "1;11;;", "1;11;12;").correct("dossiers", "0262", "0301"),
        "dossiers",
    );
    assert_eq!(
        rows(&batch),
        [
            "2 01: 1 11 PW - - 2018-01-01 - - - - - 0 0301 | 1 11 aanvrager | 1 12 partner",
            "3 01: 2 12 PW - - 2018-01-01 - - - - - 0 0301 | 2 12 aanvrager",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn rows_that_stay_behind_are_filtered_whatever_is_wrong_in_them() {
    let sample =
        Sample::new().deliver("componenten", &["3;NORM;+;geen bedrag;01-01-2020", "3;NORM;+;1,00;01;02-01-2020", "3"]);
    let batch = convert(&sample, "componenten");
    assert_eq!(rejected(&batch), []);
    assert!(fates(&batch).contains(&"Filtered(0) StaysBehind: 4 rows, 80100 cents".to_owned()), "{:?}", fates(&batch));
}

#[test]
fn ragged_rows_are_rejected_and_never_shifted() {
    let sample = Sample::new().deliver("componenten", &["1;NORM;+;1,00", "1;NORM;+;1,00;01-01-2020;"]);
    let batch = convert(&sample, "componenten");
    assert_eq!(rejected(&batch), [(7, "OV0201"), (8, "OV0201")]);
    assert_eq!(batch.rejections[0].raw, b"1;NORM;+;1,00");
    assert_eq!(batch.rejections[1].case.as_deref(), Some("1"));
}

#[test]
fn rows_that_a_map_leaves_out_are_counted_under_its_number() {
    let sample = Sample::new();
    let batch = convert(&sample, "componenten");
    let (mapping, number) = (sample.mapping(), 8);
    assert_eq!(filters::list(&mapping)[number].rule, "componenten -> component");
    assert!(fates(&batch).contains(&format!("Filtered({number}) Destination(0): 1 rows, 95000 cents")));
}

#[test]
fn a_row_that_a_map_neither_takes_nor_leaves_out_is_rejected() {
    let sample = Sample::new()
        .declare("because = \"subtotals", "left-out = { Teken = \"=\" }\nbecause = \"subtotals")
        .deliver("componenten", &["1;NORM;*;25,00;01-01-2020", "1;NORM;;12,00;01-01-2020", "3;NORM;*;1,00;01-01-2020"]);
    let batch = convert(&sample, "componenten");
    assert_eq!(rejected(&batch), [(7, "OV0227"), (8, "OV0227")]);
    assert_eq!(
        findings(&batch),
        [
            "7 OV0227 Teken \"*\": componenten -> component neither takes it nor leaves it out",
            "8 OV0227 Teken \"\": componenten -> component neither takes it nor leaves it out",
        ]
    );
    assert_eq!(
        fates(&batch),
        [
            "Filtered(0) StaysBehind: 2 rows, 80100 cents",
            "Filtered(8) Destination(0): 1 rows, 95000 cents",
            "Rejected Destination(0): 2 rows, 3700 cents",
        ]
    );
}

#[test]
fn what_a_map_both_takes_and_leaves_out_is_taken() {
    let sample =
        Sample::new().declare("because = \"subtotals", "left-out = { Teken = [\"=\", \"-\"] }\nbecause = \"subtotals");
    let batch = convert(&sample, "componenten");
    assert_eq!((rejected(&batch), batch.rows.len()), (vec![], 3));
}

#[test]
fn a_row_of_which_one_of_two_maps_knows_nothing_is_rejected_whole() {
    let sample = Sample::new()
        .declare(
            "where   = { Partner = { is = \"present\" } }",
            "where = { Partner = [\"11\", \"12\"] }\nleft-out = { Partner = { is = \"empty\" } }",
        )
        .correct("dossiers", "1;11;;", "1;11;19;")
        .correct("dossiers", "2;12;;", "2;12;11;");
    let batch = convert(&sample, "dossiers");
    assert_eq!(
        findings(&batch),
        ["2 OV0227 Partner \"19\": dossiers -> huishoudlid neither takes it nor leaves it out"]
    );
    assert_eq!((rejected(&batch), batch.rows.len()), (vec![(2, "OV0227")], 1));
}

#[test]
fn a_row_without_case_says_why_it_cannot_go_anywhere() {
    let sample = Sample::new()
        .deliver(
            "betalingen",
            &[";;111222333;P;12-2020;31-12-2020;1,00;x", "p5;9;111222333;P;12-2020;31-12-2020;1,00;x"],
        )
        .deliver(
            "dossiers",
            &["4;11;;PW;01-01-2018;;N;9999", ";11;;PW;01-01-2018;;N;0301", "1;11;;PW;01-01-2018;;N;0301"],
        )
        .deliver("beschikkingen", &["b4;4;T;PW;01-01-2018"]);
    assert_eq!(
        findings(&convert(&sample, "betalingen")),
        [
            "5 OV0207 Dossier \"\": nothing says which case the row belongs to",
            "6 OV0208 Dossier \"9\": the case that it belongs to was not delivered",
        ]
    );
    assert_eq!(
        findings(&convert(&sample, "dossiers")),
        [
            "5 OV0212 Gemeente \"9999\": it is in the list of no destination",
            "6 OV0207 Dossier \"\": nothing says which case the row belongs to",
            "7 OV0211 Dossier \"1\": the case has a row already",
        ]
    );
    let batch = convert(&sample, "beschikkingen");
    assert_eq!(findings(&batch), ["5 OV0209 Dossier \"4\": the case that it belongs to goes nowhere"]);
    assert_eq!(fates(&batch).last().map(String::as_str), Some("Rejected Nowhere: 1 rows, 0 cents"));
}

#[test]
fn a_second_row_of_a_case_that_stays_is_rejected_where_it_says_that_the_case_moves() {
    let rows = ["3;13;;PW;01-01-2018;;N;0197", "3;13;;PW;01-01-2018;;N;0301"];
    let batch = convert(&Sample::new().deliver("dossiers", &rows), "dossiers");
    assert_eq!(rejected(&batch), [(6, "OV0211")]);
    assert!(fates(&batch).contains(&"Filtered(0) StaysBehind: 2 rows, 0 cents".to_owned()));
}

#[test]
fn a_client_without_case_is_left_out_by_name_and_a_client_without_number_is_rejected() {
    let rows = ["14;999993653;Bos;;V;4;N", ";900038937;Kok;;V;5;N"];
    let batch = convert(&Sample::new().deliver("clienten", &rows), "clienten");
    assert_eq!(rejected(&batch), [(6, "OV0207")]);
    assert_eq!(findings(&batch)[0], "5 OV0220 Client \"14\": it occurs in no delivered case");
    assert!(fates(&batch).contains(&"Filtered(1) Nowhere: 1 rows, 0 cents".to_owned()));
}

#[test]
fn a_client_follows_every_case_of_theirs_as_client_or_partner() {
    let sample = Sample::new()
        .correct("dossiers", "2;12;;", "2;12;11;")
        .deliver("dossiers", &["4;13;;PW;01-01-2018;;N;0262", "5;12;;PW;01-01-2018;;N;0222"]);
    let destinations: Vec<u32> = convert(&sample, "clienten").rows.iter().map(|row| row.destinations).collect();
    assert_eq!(destinations, [0b11, 0b10, 0b10]);
}

#[test]
fn what_one_delivered_cell_brings_to_light_is_said_and_counted_once() {
    let sample =
        Sample::new().correct("clienten", "111222333", "10002546").correct("clienten", "123456782", "123456789");
    let batch = convert(&sample, "clienten");
    assert_eq!(
        findings(&batch),
        [
            "2 OV0203 BSN \"10002546\": 8 digits, read with leading zeros",
            "3 OV0202 BSN \"123456789\": a BSN of nine digits is expected: the eleven-test fails",
        ]
    );
    assert!(changes(&batch).contains(&"BSN leading zeros put back: 1".to_owned()));
    assert_eq!(rejected(&batch), [(3, "OV0202")]);
    assert_eq!(rows(&batch), ["2 01: 010002546 11 - Jansen - - 1958-07-00 - man - 1 - - - - - 0 | 11 010002546 - -"]);
}

#[test]
fn everything_that_changes_a_value_is_counted() {
    let sample = Sample::new().correct("clienten", "01-02-1970", "99-99-9999");
    assert_eq!(
        changes(&convert(&sample, "clienten")),
        [
            "Geboren read as empty: 1",
            "Geheim \"J\" read as \"1\": 1",
            "Geheim \"N\" read as \"0\": 1",
            "Geslacht \"M\" read as \"man\": 1",
            "Geslacht \"V\" read as \"vrouw\": 1",
        ]
    );
    let changed = changes(&convert(&sample, "dossiers"));
    assert_eq!(
        changed,
        ["Stop \"N\" read as \"0\": 2", "Stop default filled in: 1", "Tot read as empty: 1"],
        "a code that stays the same is no change"
    );
}

#[test]
fn a_code_without_translation_rejects_the_row_only_where_it_decides_a_payment() {
    let sample = Sample::new().correct("clienten", "V;2", "X;2").correct("componenten", "1;NORM", "1;NORMA");
    let batch = convert(&sample, "clienten");
    assert_eq!(findings(&batch), ["3 OV0206 Geslacht \"X\": no translation; known: M, V"]);
    assert_eq!((rejected(&batch), batch.rows.len()), (vec![], 2));
    assert_eq!(rejected(&convert(&sample, "componenten")), [(2, "OV0206")]);
}

#[test]
fn secrecy_is_assumed_unless_it_is_denied() {
    for geheim in ["?", ""] {
        let batch = convert(&Sample::new().correct("clienten", "1;N", &format!("1;{geheim}")), "clienten");
        assert!(rows(&batch)[0].contains(" 1 | 11"), "{:?}", rows(&batch));
        assert_eq!(findings(&batch), [format!("2 OV0205 Geheim \"{geheim}\": neither yes nor no: taken for secret")]);
    }
}

#[test]
fn constants_and_translations_are_written_as_the_target_does() {
    let sample = Sample::new()
        .declare("ingangsdatum  = \"Van\"", "ingangsdatum  = { constant = \"2018-03-01\" }")
        .declare(
            "einddatum     = { column = \"Tot\", empty = [\"31-12-9999\"] }",
            "einddatum = { column = \"Tot\", codes = { \"31-12-9999\" = \"2020-12-31\" } }",
        )
        .declare(
            "bedrag_cent         = \"Bedrag\"\nvan                 = \"Van\"\nper",
            "bedrag_cent         = { constant = \"10000\" }\nvan                 = \"Van\"\nper",
        );
    let batch = convert(&sample, "dossiers");
    assert!(rows(&batch)[1].contains("2018-03-01 2020-12-31"), "{:?} {:?}", rows(&batch), findings(&batch));
    let batch = convert(&sample, "componenten");
    assert!(rows(&batch)[0].contains(" credit 10000 "), "{:?} {:?}", rows(&batch), findings(&batch));
}

#[test]
fn a_required_column_that_comes_out_empty_rejects_the_row() {
    let sample = Sample::new()
        .declare("kenmerk             = \"Nummer\"", "kenmerk             = { template = \"{Nummer}\" }")
        .correct("beschikkingen", "b1;", ";");
    assert_eq!(
        findings(&convert(&sample, "beschikkingen")),
        ["2 OV0207 - \"\": kenmerk is expected and nothing stands there"]
    );
}

#[test]
fn an_amount_takes_its_sign_from_another_column_and_has_none_of_its_own() {
    let sample = Sample::new()
        .declare(
            "bedrag_cent         = \"Bedrag\"\nvan                 = \"Van\"\nper",
            "bedrag_cent         = { column = \"Bedrag\", sign-from = \"Teken\" }\nvan                 = \"Van\"\nper",
        )
        .declare("Teken = [\"+\", \"-\"]", "Teken = { is = \"present\" }")
        .correct("componenten", "2;NORM;+;900,00", "2;NORM;+;-900,00");
    let batch = convert(&sample, "componenten");
    assert!(rows(&batch)[0].contains("credit 100000") && rows(&batch)[1].contains("debet -5000"), "{:?}", rows(&batch));
    let found = findings(&batch);
    assert!(found.contains(&"4 OV0202 Teken \"=\": a sign is expected: + or -".to_owned()), "{found:?}");
    assert!(
        found.contains(&"5 OV0202 Bedrag \"-900,00\": an amount without a sign of its own is expected".to_owned()),
        "{found:?}"
    );
}

#[test]
fn texts_that_mean_unknown_and_are_not_declared_are_found_and_kept() {
    let batch = convert(
        &Sample::new().correct("clienten", "Jansen", "99999999").correct("clienten", "V;2", "V;9999"),
        "clienten",
    );
    assert_eq!(
        findings(&batch),
        ["2 OV0219 Naam \"99999999\": it is kept as it stands", "3 OV0219 Huisnr \"9999\": it is kept as it stands"]
    );
    assert!(rows(&batch)[0].contains(" 99999999 ") && rows(&batch)[1].contains(" 9999 "));
}

#[test]
fn a_former_code_is_history_in_a_row_that_has_ended() {
    let formerly = |tot: &str| {
        let sample = Sample::new()
            .declare(
                "codes  = { \"0301\" = \"0301\", \"0291\" = \"0301\", \"0262\" = \"0262\" }",
                "codes  = \"codes/gemeente.csv\"",
            )
            .code_file(
                "codes/gemeente.csv",
                "from,to,status,remark\n0301,0301,current,\n0291,0301,former,\n0262,0262,current,\n",
            )
            .correct("dossiers", "01-01-2018;;N;0301", &format!("01-01-2018;{tot};N;0291"));
        findings(&convert(&sample, "dossiers"))
    };
    assert_eq!(formerly("31-12-2020"), Vec::<String>::new());
    let found = ["2 OV0217 Gemeente \"0291\": it is no longer in use, and the row still runs at the cut-over"];
    assert_eq!(
        (formerly(""), formerly("01-01-2021")),
        (found.map(str::to_owned).to_vec(), found.map(str::to_owned).to_vec())
    );
}

#[test]
fn a_reference_to_what_another_destination_has_is_unknown() {
    let batch = convert(&Sample::new().correct("betalingen", "p1;1;111222333", "p1;1;123456782"), "betalingen");
    assert_eq!(findings(&batch), ["2 OV0208 BSN \"123456782\": no such persoon was loaded"]);
}
