//! Files that are no workbooks, or that should not be opened: an exit code, a sentence that helps, and nothing left.

use insta::assert_snapshot;

use crate::kit::{Books, compound, repacked, zipped};

fn refusal_of(book: &[u8]) -> String {
    Books::new().run_with(book).refusal()
}

#[test]
fn a_protected_workbook_is_told_as_that() {
    assert_snapshot!(refusal_of(&compound("/EncryptedPackage", b"secret")), @r#"levering.xlsx: is protected with a password: have it delivered without one, or save it without"#);
}

#[test]
fn a_workbook_that_is_something_else_is_told_as_what_it_is() {
    assert_snapshot!(refusal_of(b""), @r#"levering.xlsx: is no workbook: the file is empty; have it delivered again"#);
    assert_snapshot!(refusal_of(b"Client;BSN\r\n11;111222333\r\n"), @r#"levering.xlsx: is no workbook: it is text; declare `format = "csv"`, or have it delivered as a workbook"#);
    assert_snapshot!(refusal_of(b"<html><table><tr><td>Client</td></tr></table></html>"), @r#"levering.xlsx: is no workbook: it is HTML or XML, whatever its name says; open it in Excel and save it as a workbook"#);
    assert_snapshot!(refusal_of(&zipped(&[("brief.txt", b"Geachte heer")])), @r#"levering.xlsx: is no workbook: a ZIP file without a workbook in it; have the workbook itself delivered"#);
    assert_snapshot!(refusal_of(&compound("/WordDocument", b"secret")), @r#"levering.xlsx: is no workbook: an old document without a workbook in it; have the workbook delivered"#);
}

#[test]
fn a_workbook_that_is_cut_off_anywhere_is_refused() {
    let whole = Books::new().bytes();
    for end in [5, 600, whole.len() / 2, whole.len() - 30, whole.len() - 1] {
        let message = refusal_of(&whole[..end]);
        assert!(message.starts_with("levering.xlsx: "), "{end}: {message}");
    }
}

#[test]
fn a_workbook_in_which_a_part_is_damaged_is_refused() {
    let whole = Books::new().bytes();
    let damaged = |part: &str, old: &str, new: &str| {
        let change = |name: &str, text: String| {
            assert!(name != part || text.contains(old), "{part} says {old}");
            if name == part { text.replace(old, new) } else { text }
        };
        refusal_of(&repacked(&whole, change))
    };
    for (part, old, new) in [
        ("xl/worksheets/sheet5.xml", "</sheetData>", ""),
        ("xl/worksheets/sheet5.xml", "t=\"s\"><v>", "t=\"s\"><v>9999"),
        ("xl/worksheets/sheet5.xml", "r=\"F3\"", "r=\"F2\""),
        ("xl/worksheets/sheet5.xml", "t=\"s\"", "t=\"zz\""),
        ("xl/workbook.xml", "<sheets>", "<sheets"),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet5.xml", "worksheets/sheet55.xml"),
    ] {
        let message = damaged(part, old, new);
        assert!(message.starts_with("levering.xlsx: "), "{part}: {message}");
    }
}

#[test]
fn a_workbook_that_expands_without_measure_is_refused() {
    let blank = " ".repeat(1 << 20);
    let bomb = repacked(&Books::new().bytes(), |name, text| {
        if name == "xl/worksheets/sheet1.xml" {
            text.replace("<sheetData>", &format!("{}<sheetData>", format!("<x/>{blank}").repeat(80)))
        } else {
            text
        }
    });
    assert_snapshot!(refusal_of(&bomb), @r#"levering.xlsx: xl/worksheets/sheet1.xml expands to more than 250 times its size in the file: no ordinary workbook does; have it delivered again"#);
}

#[test]
fn entities_are_never_expanded() {
    let declared = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"] {
        let bomb = repacked(&Books::new().bytes(), |name, text| {
            if name == part { text.replacen("?>", &format!("?>{declared}"), 1) } else { text }
        });
        let message = refusal_of(&bomb);
        assert!(message.contains("declares entities, which no workbook does"), "{part}: {message}");
    }
}

#[test]
fn a_workbook_where_text_was_declared_is_told_as_that() {
    let book = Books::new()
        .declare("format    = \"excel\"", "format    = \"excel\"\ndelimiter = \";\"\nencoding  = \"utf-8\"");
    let book = book.declare("sheet = \"Kalender\"", "format = \"csv\"").declare(
        "[delivery.kalender]\nfiles = [\"levering.xlsx\"]",
        "[delivery.kalender]\nfiles = [\"kalender.xlsx\"]",
    );
    let book = book.without("Kalender");
    let message = book.deliver("kalender.xlsx", &Books::new().bytes()).refusal();
    assert_snapshot!(message, @r#"kalender.xlsx: is a workbook, and text was declared; declare `format = "excel"`, or have it delivered as text"#);
}

#[test]
fn text_and_a_workbook_stand_side_by_side() {
    let book = Books::new()
        .declare("format    = \"excel\"", "format    = \"excel\"\ndelimiter = \";\"\nencoding  = \"utf-8\"");
    let book = book
        .declare("sheet = \"Kalender\"", "format = \"csv\"")
        .declare("[delivery.kalender]\nfiles = [\"levering.xlsx\"]", "[delivery.kalender]\nfiles = [\"kalender.*\"]");
    let book = book
        .without("Kalender")
        .deliver("kalender.csv", b"Maand;Datum\r\n12-2020;31-12-2020\r\n01-2021;29-01-2021\r\n");
    book.run().assert_proven(&[]);
    let message = book.deliver("kalender.xlsx", &Books::new().bytes()).refusal();
    assert!(message.starts_with("kalender.xlsx"), "{message}");
}
