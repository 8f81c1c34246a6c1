//! Sheets, their headings and rows, and what is hidden or merged in them.

use insta::assert_snapshot;
use serde_json::Value;

use crate::kit::Books;

#[test]
fn a_small_delivery_in_one_workbook_is_proven() {
    let run = Books::new().run();
    run.assert_proven(&[]);
    assert_eq!((run.found("OV0203"), &run.summary["findings"]["warning"]), (2, &Value::from(2)), "{}", run.stdout);
    let paid = "SELECT betaalnummer, inkomensvoorziening, persoon, datum_betaling, bedrag_cent FROM betaling";
    assert_eq!(run.rows("zutphen", paid), ["p1|1|111222333|2020-12-31|95000"]);
    assert_eq!(run.rows("lochem", paid), ["p2|2|012345672|2020-12-31|90010"]);
}

#[test]
fn a_sheet_is_found_by_its_number() {
    let book = Books::new().declare(r#"sheet = "Kalender""#, "sheet = 6");
    book.run().assert_proven(&[]);
}

#[test]
fn a_sheet_that_is_not_there_is_refused_with_those_that_are() {
    let unknown = Books::new().declare(r#"sheet = "Kalender""#, r#"sheet = "Kalenders""#);
    assert_snapshot!(unknown.refusal(), @r#"levering.xlsx: has no sheet "Kalenders": is "Kalender" meant? then say so in the mapping; found: "Clienten", "Dossiers", "Componenten", "Begunstigden", "Betalingen", "Kalender""#);
    let number = Books::new().declare(r#"sheet = "Kalender""#, "sheet = 7");
    assert_snapshot!(number.refusal(), @r#"levering.xlsx: has no sheet 7: name one that is there in the mapping, or have the workbook delivered with it; found: "Clienten", "Dossiers", "Componenten", "Begunstigden", "Betalingen", "Kalender""#);
    let none = Books::new().declare("sheet = \"Kalender\"\n", "");
    assert_snapshot!(none.refusal(), @r#"levering.xlsx: has several sheets; say in the mapping which one holds the table with `sheet`; found: "Clienten", "Dossiers", "Componenten", "Begunstigden", "Betalingen", "Kalender""#);
}

#[test]
fn title_rows_above_the_headings_are_passed_over_and_places_keep_the_numbers_of_the_rows() {
    let mut book = Books::new();
    book.sheet("Betalingen").down(4).set("A1", "Betalingen 2020").set("B2", "31-12-2020").merge("A1", "G1");
    book.run().assert_proven(&[]);
    book.sheet("Betalingen").set("F6", "10,005");
    let run = book.run();
    assert_eq!(run.code, 1);
    run.assert_reports("10,005", "[levering.xlsx]Betalingen!F6");
}

#[test]
fn a_merged_cell_holds_for_each_of_its_rows_only_where_that_was_said() {
    let mut book = Books::new();
    book.sheet("Componenten").set("A3", "").merge("A2", "A3");
    let run = book.run();
    assert_eq!((run.code, run.found("OV0304")), (1, 1), "{}", run.stdout);
    run.assert_reports("the first A2:A3", "[levering.xlsx]Componenten!A1");
    let run = book.declare(r#"sheet = "Componenten""#, "sheet = \"Componenten\"\nmerged = \"repeat\"").run();
    run.assert_proven(&[]);
    assert_eq!(run.found("OV0304"), 0);
    let components = "SELECT inkomensvoorziening, soort, bedrag_cent FROM component";
    assert_eq!(run.rows("zutphen", components), ["1|norm|100000", "1|inhouding|5000"]);
}

#[test]
fn hidden_rows_and_a_hidden_sheet_are_read_and_told() {
    let mut book = Books::new();
    book.sheet("Betalingen").hide_row(3).hide_row(4);
    book.sheet("Kalender").hide();
    let run = book.run();
    run.assert_proven(&[]);
    assert_eq!((run.found("OV0301"), run.found("OV0302")), (1, 1));
    run.assert_reports("2 hidden rows, of which this is the first", "[levering.xlsx]Betalingen!A3");
    run.assert_reports("[levering.xlsx]Kalender is hidden", "[levering.xlsx]Kalender!A1");
}

#[test]
fn values_under_no_heading_are_told_and_a_sheet_that_nothing_reads_too() {
    let mut book = Books::new().add("Toelichting", &["Alles is nagekeken"]);
    book.sheet("Betalingen").set("I3", "zie ook p1").set("J4", "7");
    let run = book.run();
    run.assert_proven(&[]);
    assert_eq!((run.found("OV0303"), run.found("OV0201")), (1, 0));
    run.assert_reports(
        "2 values under no heading, the first in [levering.xlsx]Betalingen!I3",
        "[levering.xlsx]Betalingen!A3",
    );
    run.assert_reports("[levering.xlsx]Toelichting belongs to no table", "");
}

#[test]
fn a_column_that_the_mapping_does_not_know_is_told_at_the_headings() {
    let mut book = Books::new();
    book.sheet("Betalingen").set("H1", "Opmerking").set("H2", "x").down(3);
    let run = book.run();
    run.assert_proven(&[]);
    run.assert_reports("has a column &quot;Opmerking&quot;", "[levering.xlsx]Betalingen!A4");
}

#[test]
fn rows_beside_a_heading_that_is_merged_downwards_are_never_lost_without_a_word() {
    let mut book = Books::new();
    book.sheet("Betalingen").set("B2", "").merge("B1", "B2");
    let run = book.run();
    assert_eq!(run.found("OV0303"), 1, "{}", run.stdout);
    run.assert_reports(
        "6 values under no heading, the first in [levering.xlsx]Betalingen!A2",
        "[levering.xlsx]Betalingen!A2",
    );
}

#[test]
fn one_sheet_is_not_read_for_two_tables() {
    let book = Books::new().declare(r#"sheet = "Kalender""#, r#"sheet = "Betalingen""#);
    let book = book.declare("month = \"Maand\", date = \"Datum\", where", "month = \"Maand\", date = \"Datum\", where");
    assert_snapshot!(book.refusal(), @r#"[levering.xlsx]Betalingen: belongs to table "betalingen" and to "kalender"; make the patterns of the mapping exclude each other"#);
}
