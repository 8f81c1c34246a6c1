//! Cells as text.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::source::workbook::sample::{Asked, Xlsx, row};

const HEADINGS: [&str; 2] = ["Nummer", "Bedrag"];

/// Reads one cell of an .xlsx sheet.
fn cell(xml: &str) -> String {
    let book = Xlsx::rows(&(row(1, &HEADINGS) + &row(2, &["1", xml])));
    Asked::amounts().read(&book).lines[1].clone()
}

#[test]
fn numbers_are_written_in_digits_with_the_decimal_mark_of_the_table() {
    let table = [
        (r"<c><v>1052.3199999999999</v></c>", "1|1052,32"),
        (r"<c><v>123456782</v></c>", "1|123456782"),
        (r"<c><v>1.23456782E8</v></c>", "1|123456782"),
        (r#"<c s="3"><v>0.5</v></c>"#, "1|0,50"),
        (r#"<c t="n"><v>-12.345</v></c>"#, "1|-12,345"),
    ];
    for (xml, line) in table {
        assert_eq!(cell(xml), line, "{xml}");
    }
}

#[test]
fn a_number_of_more_than_15_digits_is_a_problem() {
    let lost = "1|1234567890123460 (more than 15 digits: a workbook keeps no more, the last are lost)";
    assert_eq!(cell("<c><v>1234567890123456</v></c>"), lost);
}

#[test]
fn real_dates_are_written_in_the_format_of_the_table() {
    let table = [
        (r#"<c s="1"><v>43466</v></c>"#, "1|01-01-2019"),
        (r#"<c s="1"><v>43466.75</v></c>"#, "1|01-01-2019 18:00"),
        (r#"<c s="1"><v>60</v></c>"#, "1|29-02-1900 (a date that does not exist)"),
        (r#"<c s="1"><v>-3</v></c>"#, "1|-3 (a negative number as a date)"),
        (r#"<c s="2"><v>1.5</v></c>"#, "1|36:00:00"),
        (r#"<c t="d"><v>2019-01-31T00:00:00</v></c>"#, "1|31-01-2019"),
    ];
    for (xml, line) in table {
        assert_eq!(cell(xml), line, "{xml}");
    }
}

#[test]
fn a_workbook_of_the_1904_date_system_has_the_same_dates() {
    let rows = row(1, &HEADINGS) + &row(2, &["1", r#"<c s="1"><v>42004</v></c>"#]);
    let book = Xlsx::new(&[("Blad1", "visible", &format!("<sheetData>{rows}</sheetData>"))]);
    let book = book.change("xl/workbook.xml", "<workbookPr/>", r#"<workbookPr date1904="1"/>"#);
    assert_eq!(Asked::amounts().read(&book.bytes()).lines[1], "1|01-01-2019");
}

#[test]
fn yes_and_no_are_told_in_dutch() {
    assert_eq!(cell(r#"<c t="b"><v>1</v></c>"#), "1|WAAR");
    assert_eq!(cell(r#"<c t="b"><v>0</v></c>"#), "1|ONWAAR");
}

#[test]
fn an_error_is_a_problem_and_never_a_text() {
    assert_eq!(cell(r#"<c t="e"><v>#N/A</v></c>"#), "1|#N/B (an error value in the workbook)");
    assert_eq!(cell(r#"<c t="e"><f>1/0</f><v>#DIV/0!</v></c>"#), "1|#DEEL/0! (an error value in the workbook)");
}

#[test]
fn a_formula_gives_its_value_and_without_one_it_is_a_problem() {
    let reason = "(a formula without a value: have the workbook calculated and saved)";
    let table = [
        (r"<c><f>1+1</f><v>2</v></c>", "1|2".to_owned()),
        (r#"<c t="str"><f>"a"&amp;"b"</f><v>ab</v></c>"#, "1|ab".to_owned()),
        (r#"<c t="str"><f>""</f><v></v></c>"#, "1|".to_owned()),
        (r"<c><f>1+1</f></c>", format!("1|=1+1 {reason}")),
        (r"<c><f>1+1</f><v></v></c>", format!("1|=1+1 {reason}")),
        (r#"<c><f t="shared" si="0"/></c>"#, format!("1|= {reason}")),
    ];
    for (xml, line) in table {
        assert_eq!(cell(xml), line, "{xml}");
    }
}

#[test]
fn texts_keep_their_zeros_spaces_line_breaks_and_control_bytes() {
    let table = [
        ("0301", "1|0301"),
        (" 7 ", "1| 7 "),
        ("een&#10;twee", "1|een\ntwee"),
        ("een_x001F_twee_x001B_!", "1|een\u{1f}twee\u{1b}!"),
        ("1e5", "1|1e5"),
    ];
    for (xml, line) in table {
        assert_eq!(cell(xml), line, "{xml}");
    }
}

#[test]
fn texts_with_formatting_and_shared_texts_are_read_whole() {
    let rows = row(1, &HEADINGS) + &row(2, &[r#"<c t="s"><v>0</v></c>"#, r#"<c t="s"><v>1</v></c>"#]);
    let book = Xlsx::new(&[("Blad1", "visible", &format!("<sheetData>{rows}</sheetData>"))]);
    let texts = r#"<sst uniqueCount="2"><si><r><t>Van </t></r><r><t>Dam</t></r></si><si><t>é</t><rPh><t>x</t></rPh></si></sst>"#;
    let texts = texts.replace("<t>Van </t>", r#"<t xml:space="preserve">Van </t>"#);
    assert_eq!(Asked::amounts().read(&book.part("xl/sharedStrings.xml", &texts).bytes()).lines[1], "Van Dam|é");
}

#[test]
fn what_a_library_writes_is_read_as_it_was_meant() {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("dd-mm-yyyy");
    let euro = Format::new().set_num_format("[$€-413] #,##0.00;[Red]-[$€-413] #,##0.00");
    let sheet = workbook.add_worksheet_with_constant_memory().expect("a sheet");
    for (column, heading) in (0..).zip(["Nummer", "Bedrag", "Datum", "Actief", "Som"]) {
        sheet.write(0, column, heading).expect("a heading");
    }
    sheet.write(1, 0, 12_345_678).expect("a number");
    sheet.write_with_format(1, 1, 1052.32, &euro).expect("an amount");
    let day = ExcelDateTime::from_ymd(2019, 12, 31).expect("a day");
    sheet.write_with_format(1, 2, &day, &date).expect("a date");
    sheet.write(1, 3, true).expect("a boolean");
    sheet.write(1, 4, Formula::new("=A2*2").set_result("24691356")).expect("a formula");
    let book = workbook.save_to_buffer().expect("a workbook");
    let answer = Asked::columns(&["Som", "Nummer"]).read(&book);
    assert_eq!(answer.lines, ["Nummer|Bedrag|Datum|Actief|Som", "12345678|1052,32|31-12-2019|WAAR|24691356"]);
    assert_eq!((answer.sheet.as_str(), answer.heading_row, answer.notices), ("Sheet1", 1, vec![]));
}
