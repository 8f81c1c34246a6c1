//! Workbooks that are damaged, hostile, or none at all.

use proptest::prelude::*;

use crate::source::SourceError;
use crate::source::workbook::sample::{Asked, Brt, Xlsx, compound, ods, row, xls, xlsb, zip};

fn good() -> Xlsx {
    let rows = row(1, &["Nummer", "Bedrag"]) + &row(2, &["7", r#"<c t="s"><v>0</v></c>"#]);
    let content = format!(r#"<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>"#);
    let book = Xlsx::new(&[("Blad1", "visible", &content)]);
    book.part("xl/sharedStrings.xml", r#"<sst uniqueCount="1"><si><t>twaalf</t></si></sst>"#)
}

#[test]
fn a_workbook_that_is_something_else_is_told_as_what_it_is() {
    let table: [(&[u8], &str); 6] = [
        (b"", "the file is empty"),
        (b"Nummer;Bedrag\r\n7;12\r\n", "it is text; declare `format = \"csv\"`"),
        (b"\r\n<html><table>", "it is HTML or XML, whatever its name says"),
        (b"\x00\x01\x02", "neither .xlsx, .xlsb, .xls nor .ods"),
        (&zip(&[("brief.txt", b"x")]), "a ZIP file without a workbook in it"),
        (&compound("/WordDocument", b"x"), "an old document without a workbook in it"),
    ];
    for (bytes, reason) in table {
        let message = Asked::amounts().refusal(bytes);
        assert!(message.starts_with(&format!("boek: is no workbook: {reason}")), "{message}");
    }
    let letter = good().change("xl/workbook.xml", "<workbook ", "<w:document ").change(
        "xl/workbook.xml",
        "</workbook>",
        "</w:document>",
    );
    assert!(Asked::amounts().refusal(&letter.bytes()).contains("a document or presentation"));
}

#[test]
fn a_truncated_workbook_is_refused_with_what_to_do() {
    let book = good().bytes();
    let message = Asked::amounts().refusal(&book[..book.len() - 30]);
    assert!(message.starts_with("boek: cannot be read as a workbook ("), "{message}");
    assert!(message.ends_with("): open it in Excel and save it again, or have it delivered again"), "{message}");
}

#[test]
fn a_workbook_whose_parts_are_encrypted_is_told_as_protected() {
    let mut book = good().bytes();
    // The first bit of the flags says so, before each part and in the list of all parts.
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = memchr::memmem::find_iter(&book, mark).collect();
        for place in places {
            book[place + flags] |= 1;
        }
    }
    assert!(matches!(Asked::amounts().of(&book), Err(SourceError::Protected { .. })));
}

#[test]
fn a_sheet_that_ends_in_the_middle_is_refused() {
    let book = good().change("xl/worksheets/sheet1.xml", "</sheetData>", "");
    assert!(matches!(Asked::amounts().of(&book.bytes()), Err(SourceError::Workbook { .. })));
}

#[test]
fn a_sheet_that_expands_without_measure_is_refused_before_it_is_loaded() {
    let blank = " ".repeat(1 << 20);
    let book = good().change(
        "xl/worksheets/sheet1.xml",
        "<sheetData>",
        &format!("{}<sheetData>", format!("<x/>{blank}").repeat(80)),
    );
    let error = Asked::amounts().of(&book.bytes()).expect_err("a bomb");
    assert!(matches!(error, SourceError::Bomb { .. }), "{error}");
    assert!(error.to_string().contains("expands to more than 250 times its size in the file"), "{error}");
}

#[test]
fn shared_texts_that_claim_to_be_countless_are_refused_before_memory_is_set_aside() {
    for count in ["99999999999", "99999999999999999999999"] {
        let book = good().change("xl/sharedStrings.xml", "uniqueCount=\"1\"", &format!("uniqueCount=\"{count}\""));
        assert!(matches!(Asked::amounts().of(&book.bytes()), Err(SourceError::Workbook { .. })), "{count}");
    }
}

#[test]
fn entities_are_an_error_wherever_they_are_declared() {
    let declaration = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>"#;
    for (part, start) in
        [("xl/sharedStrings.xml", "<sst"), ("xl/worksheets/sheet1.xml", "<worksheet"), ("xl/styles.xml", "<styleSheet")]
    {
        let book = good().change(part, start, &format!("{declaration}{start}"));
        assert!(matches!(Asked::amounts().of(&book.bytes()), Err(SourceError::Workbook { .. })), "{part}");
    }
    let book = ods(&format!("{declaration}<table:table table:name=\"a\"/>"));
    assert!(matches!(Asked::amounts().of(&book), Err(SourceError::Workbook { .. })));
}

#[test]
fn cells_outside_the_sheet_or_out_of_order_are_refused() {
    let table = [
        row(1, &["Nummer", "Bedrag"]) + &row(1_048_577, &["7", "12"]),
        row(1, &["Nummer", "Bedrag"]) + r#"<row r="2"><c r="XFE2"><v>1</v></c></row>"#,
        row(1, &["Nummer", "Bedrag"]) + &row(3, &["7", "12"]) + &row(2, &["8", "13"]),
        row(1, &["Nummer", "Bedrag"]) + r#"<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>"#,
    ];
    for rows in table {
        let error = Asked::amounts().of(&Xlsx::rows(&rows)).expect_err("a cell that cannot be");
        assert!(matches!(error, SourceError::Workbook { .. }), "{error}");
    }
}

#[test]
fn merged_cells_that_overlap_are_refused_however_many_there_are() {
    let regions = (2..50_002).map(|last| format!(r#"<mergeCell ref="A2:B{last}"/>"#)).collect::<Vec<_>>().concat();
    let book = good().change("xl/worksheets/sheet1.xml", r#"<mergeCell ref="A2:A3"/>"#, &regions);
    assert!(Asked::amounts().refusal(&book.bytes()).contains("merged cells that overlap"));
}

/// A small workbook of each format.
fn every_format() -> Vec<Vec<u8>> {
    let text = |column, text| Brt::text(column, text);
    let number = |column| Brt::cell(5, column, 1, &43_466_f64.to_le_bytes());
    let cells = [Brt::row(0, false), text(0, "Nummer"), text(1, "Bedrag"), Brt::row(1, true), number(0), number(1)];
    let label = |column, name: &[u8]| (0x0204, [&[0, 0, column, 0, 0, 0, 6, 0, 0][..], name].concat());
    let number = |column| (0x0203, [&[1, 0, column, 0, 1, 0][..], &43_466_f64.to_le_bytes()].concat());
    let records =
        [label(0, b"Nummer"), label(1, b"Bedrag"), number(0), number(1), (0x00E5, vec![1, 0, 1, 0, 2, 0, 0, 0, 0, 0])];
    let cell =
        |text| format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
    let rows = [["Nummer", "Bedrag"], ["7", "12"]]
        .map(|[one, other]| format!("<table:table-row>{}{}</table:table-row>", cell(one), cell(other)));
    let table = format!(r#"<table:table table:name="Blad1">{}</table:table>"#, rows.concat());
    vec![good().bytes(), xlsb(&cells, &[], false), xls(&[], &records), ods(&table)]
}

#[test]
fn every_format_is_read_before_it_is_damaged() {
    for book in every_format() {
        assert_eq!(Asked::amounts().read(&book).lines.len(), 2);
    }
}

/// Changes a part of each format before it is packed, so that no checksum tells.
fn changed(format: usize, place: usize, bit: u8) -> Vec<u8> {
    let flip = |bytes: &mut Vec<u8>| {
        let place = place % bytes.len();
        bytes[place] ^= 1 << bit;
    };
    let book = every_format().swap_remove(format);
    if format == 2 {
        let mut book = book;
        flip(&mut book);
        return book;
    }
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a ZIP file");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for name in names {
        let mut bytes = Vec::new();
        std::io::copy(&mut archive.by_name(&name).expect("a part"), &mut bytes).expect("its bytes");
        parts.push((name, bytes));
    }
    let chosen = place % parts.len();
    flip(&mut parts[chosen].1);
    zip(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_that_is_cut_off_anywhere_never_takes_the_program_down(format in 0_usize..4, length: usize) {
        let book = every_format().swap_remove(format);
        let _ = Asked::amounts().of(&book[..length % book.len()]);
    }

    #[test]
    fn a_bit_that_falls_over_in_the_file_never_takes_the_program_down(format in 0_usize..4, place: usize, bit in 0_u8..8) {
        let mut book = every_format().swap_remove(format);
        let place = place % book.len();
        book[place] ^= 1 << bit;
        let _ = Asked::amounts().of(&book);
    }

    #[test]
    fn a_bit_that_fell_over_before_it_was_packed_never_takes_the_program_down(format in 0_usize..4, place: usize, bit in 0_u8..8) {
        let _ = Asked::amounts().of(&changed(format, place, bit));
    }

    #[test]
    fn bytes_that_look_like_a_workbook_never_take_the_program_down(start in prop_oneof![Just(&b"PK\x03\x04"[..]), Just(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..])], rest in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = Asked::amounts().of(&[start, &rest].concat());
    }
}
