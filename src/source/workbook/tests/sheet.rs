//! Headings, rows, merged cells, and what is told of a sheet.

use crate::mapping::model::SheetChoice;
use crate::source::SourceError;
use crate::source::workbook::Notice;
use crate::source::workbook::sample::{Asked, Xlsx, listed, row};

fn amounts(rows: &str) -> Vec<u8> {
    Xlsx::rows(rows)
}

fn merged(rows: &str, regions: &[&str]) -> Vec<u8> {
    let cells = regions.iter().map(|region| format!(r#"<mergeCell ref="{region}"/>"#)).collect::<Vec<_>>().concat();
    let content = format!("<sheetData>{rows}</sheetData><mergeCells>{cells}</mergeCells>");
    Xlsx::new(&[("Blad1", "visible", &content)]).bytes()
}

#[test]
fn title_rows_above_the_headings_are_passed_over_and_lines_keep_the_numbers_of_the_rows() {
    let rows = row(1, &["Overzicht Nummer"]) + &row(3, &[" Nummer ", "Naam", "Bedrag"]) + &row(5, &["7", "", "12"]);
    let answer = Asked::amounts().read(&amounts(&rows));
    assert_eq!(answer.lines, ["", "", "Nummer|Naam|Bedrag", "", "7||12"]);
    assert_eq!((answer.heading_row, answer.notices), (3, vec![]));
}

#[test]
fn headings_are_found_by_their_other_names() {
    let mut asked = Asked::amounts();
    asked.columns[1].push("Bedrag (euro)".to_owned());
    let answer = asked.read(&amounts(&(row(1, &["Bedrag (euro)", "Nummer"]) + &row(2, &["12", "7"]))));
    assert_eq!(answer.lines, ["Bedrag (euro)|Nummer", "12|7"]);
}

#[test]
fn rows_and_cells_without_numbers_follow_each_other() {
    let rows = r#"<row><c t="str"><v>Nummer</v></c><c t="str"><v>Bedrag</v></c></row><row/><row><c><v>1</v></c><c><v>2</v></c></row>"#;
    assert_eq!(Asked::amounts().read(&amounts(rows)).lines, ["Nummer|Bedrag", "", "1|2"]);
}

#[test]
fn a_missing_heading_is_told_for_the_row_that_holds_most() {
    let rows = row(1, &["Overzicht"]) + &row(4, &["Nummer", "Bedrg"]) + &row(5, &["7", "12"]);
    let message = Asked::amounts().refusal(&amounts(&rows));
    assert_eq!(
        message,
        r#"[boek]Blad1!A4: column "Bedrag" is missing: is "Bedrg" meant? then add it to the mapping's `headings` as another name; found: "Nummer", "Bedrg""#
    );
    let late = row(1, &["Overzicht"]) + &row(201, &["Nummer", "Bedrag"]);
    assert!(Asked::amounts().refusal(&amounts(&late)).starts_with("[boek]Blad1!A1: column \"Nummer\" is missing"));
    let just = row(1, &["Overzicht"]) + &row(200, &["Nummer", "Bedrag"]);
    assert_eq!(Asked::amounts().read(&amounts(&just)).heading_row, 200);
}

#[test]
fn a_sheet_without_any_value_is_empty() {
    for rows in ["", r#"<row r="1"/>"#, r#"<row r="1"><c r="A1" s="1"/></row>"#] {
        let error = Asked::amounts().of(&amounts(rows)).expect_err("nothing to read");
        assert!(matches!(error, SourceError::Empty { .. }), "{error}");
    }
}

#[test]
fn values_under_no_heading_are_told_and_never_shifted() {
    let rows =
        row(1, &["Nummer", "", "Bedrag"]) + &row(2, &["7", "", "12"]) + &row(3, &["8", "x", "13", "", "opmerking"]);
    let answer = Asked::amounts().read(&amounts(&rows));
    assert_eq!(answer.lines, ["Nummer||Bedrag", "7||12", "8||13"]);
    assert_eq!(answer.notices, [Notice::Stray { first: (3, 1), count: 2 }]);
}

#[test]
fn a_row_with_nothing_but_remarks_beside_the_table_is_blank() {
    let rows = row(1, &["Nummer", "Bedrag"]) + &row(2, &["", "", "zie ook"]) + &row(3, &["7", "12"]);
    let answer = Asked::amounts().read(&amounts(&rows));
    assert_eq!(answer.lines, ["Nummer|Bedrag", "", "7|12"]);
    assert_eq!(answer.notices, [Notice::Stray { first: (2, 2), count: 1 }]);
}

#[test]
fn hidden_rows_are_read_and_told() {
    let rows = row(1, &["Nummer", "Bedrag"]) + &row(2, &["7", "12"]) + &row(3, &["8", "13"]) + &row(4, &["9", "14"]);
    let rows = rows
        .replace(r#"<row r="3">"#, r#"<row r="3" hidden="1">"#)
        .replace(r#"<row r="4">"#, r#"<row r="4" hidden="true">"#);
    let answer = Asked::amounts().read(&amounts(&rows));
    assert_eq!(answer.lines, ["Nummer|Bedrag", "7|12", "8|13", "9|14"]);
    assert_eq!(answer.notices, [Notice::HiddenRows { first: 3, count: 2 }]);
}

#[test]
fn a_hidden_sheet_that_is_asked_for_is_read_and_told() {
    let content = format!("<sheetData>{}{}</sheetData>", row(1, &["Nummer", "Bedrag"]), row(2, &["7", "12"]));
    let sheets =
        [("Voorblad", "visible", "<sheetData/>"), ("Uit &amp; in", "hidden", &content), ("X", "veryHidden", "")];
    let book = Xlsx::new(&sheets).bytes();
    assert_eq!(listed(&book), ["Voorblad", "(Uit & in)", "(X)"]);
    for sheet in [SheetChoice::Named("Uit & in".to_owned()), SheetChoice::Numbered(2)] {
        let answer = Asked { sheet, ..Asked::amounts() }.read(&book);
        assert_eq!((answer.sheet.as_str(), answer.lines.len()), ("Uit & in", 2));
        assert_eq!(answer.notices, [Notice::HiddenSheet]);
    }
}

#[test]
fn a_merged_cell_among_the_data_is_told_and_only_its_first_cell_holds_the_value() {
    let rows = row(1, &["Overzicht"])
        + &row(2, &["Nummer", "Naam", "Bedrag"])
        + &row(3, &["7", "a", "1"])
        + &row(4, &["", "b", "2"])
        + &row(5, &["9", "", "3"]);
    let answer = Asked::amounts().read(&merged(&rows, &["A3:A4", "A1:C1", "A5:B5"]));
    assert_eq!(answer.lines[2..], ["7|a|1", "|b|2", "9||3"]);
    assert_eq!(answer.notices, [Notice::Merged { first: "A3:A4".to_owned(), count: 2 }]);
}

#[test]
fn the_value_of_a_merged_cell_holds_for_each_of_its_cells_where_that_was_said() {
    let rows = row(1, &["Nummer", "Naam", "Bedrag"])
        + &row(2, &["7", "", "1"])
        + &row(3, &["", "", "2"])
        + &row(5, &["hidden leftover", "b", "4"])
        + &row(6, &["8", "c", "5"]);
    let asked = Asked { repeat_merged: true, ..Asked::amounts() };
    let answer = asked.read(&merged(&rows, &["A2:B5"]));
    assert_eq!(answer.lines[1..], ["7|7|1", "7|7|2", "", "7|7|4", "8|c|5"]);
    assert_eq!(answer.notices, []);
}

#[test]
fn a_heading_merged_over_several_rows_counts_in_each_of_them() {
    let rows = row(1, &["Nummer", "Bedrag"]) + &row(2, &["", "Basis", "Toeslag"]) + &row(3, &["7", "10", "2"]);
    let asked = Asked::columns(&["Nummer", "Basis", "Toeslag"]);
    let answer = asked.read(&merged(&rows, &["A1:A2", "B1:C1"]));
    assert_eq!(
        (answer.heading_row, answer.lines.as_slice()),
        (2, &["", "Nummer|Basis|Toeslag", "7|10|2"].map(str::to_owned)[..])
    );
    let answer = Asked::columns(&["Nummer"]).read(&merged(&rows, &["A1:A2", "B1:C1"]));
    assert_eq!(
        (answer.heading_row, answer.lines.as_slice()),
        (1, &["Nummer|Bedrag", "", "7|10"].map(str::to_owned)[..])
    );
}

#[test]
fn the_totals_row_keeps_all_its_cells() {
    let rows = row(1, &["Nummer", "Bedrag"]) + &row(2, &["7", "12"]) + &row(3, &["Totaal", "12", "", "1"]);
    let asked = Asked { footer: Some("Totaal"), ..Asked::amounts() };
    let answer = asked.read(&amounts(&rows));
    assert_eq!(answer.lines, ["Nummer|Bedrag", "7|12", "Totaal|12||1"]);
    assert_eq!(answer.notices, []);
}

#[test]
fn a_table_may_begin_right_of_the_first_column() {
    let rows = row(2, &["", "", "Nummer", "Bedrag"]) + &row(3, &["", "", "7", "12"]);
    let answer = Asked::amounts().read(&amounts(&rows));
    assert_eq!(answer.lines, ["", "||Nummer|Bedrag", "||7|12"]);
}

#[test]
fn reading_stops_when_it_is_asked_to() {
    let rows: String = (2..9000).map(|number| row(number, &["7", "12"])).collect();
    let asked = Asked::amounts();
    asked.cancel.request();
    let error = asked.of(&amounts(&(row(1, &["Nummer", "Bedrag"]) + &rows))).expect_err("a reading that stops");
    assert!(matches!(error, SourceError::Interrupted), "{error}");
}
