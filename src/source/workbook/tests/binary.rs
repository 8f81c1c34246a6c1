//! .xlsb and .xls, of which a library passes over some cells.

use crate::source::SourceError;
use crate::source::workbook::Notice;
use crate::source::workbook::sample::{Asked, Brt, compound, listed, wide, xls, xlsb};

/// A record of an .xls sheet: a cell at a row and column with a style, and whatever follows.
fn cell(kind: u16, row: u16, column: u16, style: u16, value: &[u8]) -> (u16, Vec<u8>) {
    let head: Vec<u8> = [row, column, style].into_iter().flat_map(u16::to_le_bytes).collect();
    (kind, [&head, value].concat())
}

fn label(row: u16, column: u16, text: &str) -> (u16, Vec<u8>) {
    let length = u16::try_from(text.len()).expect("short").to_le_bytes();
    cell(0x0204, row, column, 0, &[&length[..], &[0], text.as_bytes()].concat())
}

fn number(row: u16, column: u16, style: u16, number: f64) -> (u16, Vec<u8>) {
    cell(0x0203, row, column, style, &number.to_le_bytes())
}

fn headings() -> Vec<(u16, Vec<u8>)> {
    vec![label(0, 0, "Nummer"), label(0, 1, "Bedrag")]
}

/// The record that says that a row is hidden.
fn hidden(row: u16) -> (u16, Vec<u8>) {
    (0x0208, [&row.to_le_bytes()[..], &[0; 10], &[0x20, 0, 0, 0]].concat())
}

/// A formula whose value is an error.
fn formula_error(row: u16, column: u16, code: u8) -> (u16, Vec<u8>) {
    cell(0x0006, row, column, 0, &[2, 0, code, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0])
}

#[test]
fn every_kind_of_cell_of_an_xls_workbook_is_read() {
    let mut records = headings();
    records.extend([number(1, 0, 1, 43_466.0), number(1, 1, 0, 1052.32)]);
    records.push(cell(0x027E, 2, 0, 0, &[0x07, 0, 0, 0]));
    records.push(formula_error(2, 1, 0x2A));
    records.push(cell(0x0205, 3, 0, 0, &[1, 0]));
    records.push(cell(0x0205, 3, 1, 0, &[7, 1]));
    let answer = Asked::amounts().read(&xls(&[], &records));
    let error = "(an error value in the workbook)";
    let lines =
        ["Nummer|Bedrag", "01-01-2019|1052,32", &format!("0,01|#N/B {error}"), &format!("WAAR|#DEEL/0! {error}")];
    assert_eq!(answer.lines, lines);
    assert_eq!((answer.sheet.as_str(), answer.notices), ("Blad1", vec![]));
}

#[test]
fn an_xls_workbook_of_the_1904_date_system_has_the_same_dates() {
    let records = [headings(), vec![number(1, 0, 1, 42_004.0), number(1, 1, 0, 1.0)]].concat();
    assert_eq!(Asked::amounts().read(&xls(&[(0x0022, vec![1, 0])], &records)).lines[1], "01-01-2019|1");
}

#[test]
fn an_xls_workbook_of_more_than_a_few_rows_is_read() {
    let rows = (1..=400).flat_map(|row| [number(row, 0, 0, f64::from(row)), number(row, 1, 0, 1.0)]);
    let records = [headings(), rows.collect()].concat();
    let answer = Asked::amounts().read(&xls(&[], &records));
    assert_eq!((answer.lines.len(), answer.lines[400].as_str()), (401, "400|1"));
}

#[test]
fn hidden_rows_and_merged_cells_of_an_xls_workbook_are_told() {
    let mut records = vec![hidden(2)];
    records.extend(headings());
    records.extend([number(1, 0, 0, 7.0), number(1, 1, 0, 1.0), number(2, 1, 0, 2.0)]);
    records.push((0x00E5, vec![1, 0, 1, 0, 2, 0, 0, 0, 0, 0]));
    let book = xls(&[], &records);
    let answer = Asked::amounts().read(&book);
    assert_eq!(answer.lines[1..], ["7|1", "|2"]);
    let told = [Notice::HiddenRows { first: 3, count: 1 }, Notice::Merged { first: "A2:A3".to_owned(), count: 1 }];
    assert_eq!(answer.notices, told);
    let asked = Asked { repeat_merged: true, ..Asked::amounts() };
    assert_eq!(asked.read(&book).lines[1..], ["7|1", "7|2"]);
}

#[test]
fn an_xls_workbook_that_claims_more_than_a_sheet_holds_is_refused_before_memory_is_set_aside() {
    let size = |rows: u32, columns: u16| {
        let size = [&0_u32.to_le_bytes()[..], &rows.to_le_bytes(), &[0, 0], &columns.to_le_bytes(), &[0, 0]].concat();
        [vec![(0x0200, size)], headings()].concat()
    };
    assert_eq!(Asked::amounts().read(&xls(&[], &size(65_536, 256))).lines, ["Nummer|Bedrag"]);
    for claim in [size(u32::MAX, 256), size(65_536, 257), vec![number(1, 60_000, 0, 1.0)]] {
        let message = Asked::amounts().refusal(&xls(&[], &claim));
        assert!(message.contains("cannot be read as a workbook"), "{message}");
    }
}

#[test]
fn an_encrypted_workbook_of_an_old_kind_is_told_as_protected() {
    // Either way of encrypting: by exclusive or, and by a cipher.
    for kind in [0, 1] {
        let error = Asked::amounts().of(&xls(&[(0x002F, vec![kind, 0, 0, 0])], &headings())).expect_err("protected");
        assert!(matches!(error, SourceError::Protected { .. }), "{error}");
    }
    let error = Asked::amounts().of(&compound("/EncryptedPackage", b"secret")).expect_err("protected");
    assert!(matches!(error, SourceError::Protected { .. }), "{error}");
}

fn brt_headings() -> Vec<Brt> {
    vec![Brt::row(0, false), Brt::text(0, "Nummer"), Brt::text(1, "Bedrag")]
}

#[test]
fn every_kind_of_cell_of_an_xlsb_workbook_is_read() {
    let mut cells = brt_headings();
    cells.extend([Brt::row(1, false), Brt::cell(5, 0, 1, &43_466_f64.to_le_bytes())]);
    cells.push(Brt::cell(62, 1, 0, &[vec![1], wide("Van Dam"), vec![0; 4]].concat()));
    cells.extend([Brt::row(2, false), Brt::cell(11, 0, 0, &[0x2A, 0, 0, 0, 0, 0, 0]), Brt::cell(4, 1, 0, &[1])]);
    cells.extend([Brt::row(3, true), Brt::cell(2, 0, 0, &[0x1F, 0, 0, 0]), Brt::cell(3, 1, 0, &[0x17])]);
    let merge = [3_u32, 4, 0, 0].into_iter().flat_map(u32::to_le_bytes).collect();
    let book = xlsb(&cells, &[Brt(176, merge)], true);
    assert_eq!(listed(&book), ["(Blad1)"]);
    let answer = Asked::amounts().read(&book);
    let error = "(an error value in the workbook)";
    let lines = ["Nummer|Bedrag", "01-01-2019|Van Dam", &format!("#N/B {error}|WAAR"), &format!("0,07|#VERW! {error}")];
    assert_eq!(answer.lines, lines);
    let merged = Notice::Merged { first: "A4:A5".to_owned(), count: 1 };
    assert_eq!(answer.notices, [Notice::HiddenRows { first: 4, count: 1 }, merged, Notice::HiddenSheet]);
}
