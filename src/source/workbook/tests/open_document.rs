//! .ods, whose rows and cells say how often they are repeated.

use crate::mapping::model::SheetChoice;
use crate::source::SourceError;
use crate::source::workbook::Notice;
use crate::source::workbook::sample::{Asked, listed, ods, zip};

const HEADINGS: &str = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Nummer</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Bedrag</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"16382\"/></table:table-row>";

fn table(rows: &str) -> String {
    format!(
        r#"<table:table table:name="Blad1" table:style-name="ta1"><table:table-column/>{HEADINGS}{rows}</table:table>"#
    )
}

fn text(text: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
}

fn float(number: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>?</text:p></table:table-cell>"#
    )
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

/// Reads one cell of a sheet.
fn cell(xml: &str) -> String {
    Asked::amounts().read(&ods(&table(&row(&[text("1"), xml.to_owned()])))).lines[1].clone()
}

#[test]
fn cells_of_every_type_are_read_by_their_values() {
    let table = [
        (float("1052.32"), "1|1052,32"),
        (float("1052.32").replace("float", "currency"), "1|1052,32"),
        (r#"<table:table-cell office:value-type="date" office:date-value="2019-01-31"><text:p>31 jan</text:p></table:table-cell>"#.to_owned(), "1|31-01-2019"),
        (r#"<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAAR</text:p></table:table-cell>"#.to_owned(), "1|WAAR"),
        (r#"<table:table-cell office:value-type="time" office:time-value="PT12H30M00S"><text:p>12:30</text:p></table:table-cell>"#.to_owned(), "1|12:30"),
        (r#"<table:table-cell office:value-type="string" office:string-value="0301"/>"#.to_owned(), "1|0301"),
        ("<table:table-cell/>".to_owned(), "1|"),
    ];
    for (xml, line) in table {
        assert_eq!(cell(&xml), line, "{xml}");
    }
}

#[test]
fn errors_and_formulas_without_a_value_are_problems() {
    let error = "1|#N/B (an error value in the workbook)";
    assert_eq!(
        cell(
            r#"<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>"#
        ),
        error
    );
    assert_eq!(
        cell(
            r#"<table:table-cell table:formula="of:=NA()" office:value-type="float" office:value="0"><text:p>#N/B</text:p></table:table-cell>"#
        ),
        error
    );
    assert_eq!(
        cell(r#"<table:table-cell table:formula="of:=1+1"/>"#),
        "1|of:=1+1 (a formula without a value: have the workbook calculated and saved)"
    );
    assert_eq!(
        cell(
            r#"<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>"#
        ),
        "1|2"
    );
}

#[test]
fn texts_are_put_together_from_their_pieces_without_notes() {
    let table = [
        ("a  b\n c", "1|a b c"),
        ("a<text:s text:c=\"3\"/>b", "1|a   b"),
        ("a<text:span> b <text:a>c</text:a></text:span>d", "1|a b cd"),
        ("a<text:line-break/>b<text:tab/>c", "1|a\nb\tc"),
        ("a</text:p><text:p>b &amp; &#233;", "1|a\nb & é"),
        ("a<office:annotation><text:p>note</text:p></office:annotation>", "1|a"),
        ("a</text:p><office:annotation><text:p>note</text:p></office:annotation><text:p>b", "1|a\nb"),
    ];
    for (xml, line) in table {
        assert_eq!(cell(&text(xml)), line, "{xml}");
    }
}

#[test]
fn repeated_rows_and_cells_are_there_as_often_as_they_say() {
    let repeated =
        row(&[float("7").replace("<table:table-cell", "<table:table-cell table:number-columns-repeated=\"2\"")]);
    let repeated = repeated.replace("<table:table-row", "<table:table-row table:number-rows-repeated=\"2\"");
    let blank = r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let rest = r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let grouped = format!("<table:table-row-group>{}</table:table-row-group>", row(&[text("8"), text("9")]));
    let answer = Asked::amounts().read(&ods(&table(&format!("{repeated}{blank}{grouped}{rest}"))));
    assert_eq!(answer.lines, ["Nummer|Bedrag", "7|7", "7|7", "", "", "", "8|9"]);
}

#[test]
fn hidden_rows_merged_cells_and_values_under_no_heading_are_told() {
    let spanned = text("7").replace(
        "<table:table-cell",
        r#"<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1""#,
    );
    let covered = "<table:covered-table-cell/>".to_owned();
    let filtered = row(&[covered, float("2"), text("x")])
        .replace("<table:table-row", "<table:table-row table:visibility=\"filter\"");
    let book = ods(&table(&(row(&[spanned, float("1")]) + &filtered)));
    let answer = Asked::amounts().read(&book);
    assert_eq!(answer.lines[1..], ["7|1", "|2"]);
    let hidden = Notice::HiddenRows { first: 3, count: 1 };
    let stray = Notice::Stray { first: (3, 2), count: 1 };
    assert_eq!(answer.notices, [hidden, stray, Notice::Merged { first: "A2:A3".to_owned(), count: 1 }]);
    assert_eq!(Asked { repeat_merged: true, ..Asked::amounts() }.read(&book).lines[1..], ["7|1", "7|2"]);
}

#[test]
fn sheets_are_listed_and_hidden_ones_told() {
    let hidden = table(&row(&[text("7"), text("8")])).replace("Blad1", "Codes").replace("ta1", "ta2");
    let book = ods(&(table("") + &hidden));
    assert_eq!(listed(&book), ["Blad1", "(Codes)"]);
    let answer = Asked { sheet: SheetChoice::Named("Codes".to_owned()), ..Asked::amounts() }.read(&book);
    assert_eq!((answer.lines[1].as_str(), answer.notices), ("7|8", vec![Notice::HiddenSheet]));
    assert_eq!(Asked::amounts().read(&book).sheet, "Blad1");
}

#[test]
fn an_encrypted_document_is_told_as_protected_and_a_letter_as_no_workbook() {
    let encrypted = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b"\x8f\x00"),
        ("META-INF/manifest.xml", b"<m:file-entry><m:encryption-data/></m:file-entry>"),
    ]);
    let error = Asked::amounts().of(&encrypted).expect_err("protected");
    assert!(matches!(error, SourceError::Protected { .. }), "{error}");
    let letter = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]);
    let error = Asked::amounts().of(&letter).expect_err("a letter");
    assert!(matches!(error, SourceError::NoWorkbook { .. }), "{error}");
}
