//! The other formats of workbooks, told by their content.

use crate::kit::{Books, Held, ods, xls, xlsb};

/// The delivery with its calendar in a workbook of its own.
fn with_calendar(book: &[u8]) -> Books {
    let own = "[delivery.kalender]\nfiles = [\"kalender.*\"]";
    let books = Books::new().without("Kalender").declare("sheet = \"Kalender\"\n", "");
    books.declare("[delivery.kalender]\nfiles = [\"levering.xlsx\"]", own).deliver("kalender.xlsx", book)
}

fn assert_proven(book: &[u8]) {
    let run = with_calendar(book).run();
    run.assert_proven(&[]);
    let dates = "SELECT rechtmaand, datum FROM betaalkalender";
    assert_eq!(run.rows("lochem", dates), ["2020-12|2020-12-31", "2021-01|2021-01-29"]);
}

const CALENDAR: [&[Held]; 3] = [
    &[Held::Text("Maand"), Held::Text("Datum")],
    &[Held::Text("12-2020"), Held::Day(44_196)],
    &[Held::Text("01-2021"), Held::Day(44_225)],
];

#[test]
fn an_xlsb_workbook_is_read() {
    assert_proven(&xlsb(&CALENDAR));
}

#[test]
fn an_xls_workbook_is_read() {
    assert_proven(&xls(&CALENDAR));
}

#[test]
fn an_ods_workbook_is_read() {
    assert_proven(&ods(&[["Maand", "Datum"], ["12-2020", "day 2020-12-31"], ["01-2021", "day 2021-01-29"]]));
}

#[test]
fn binary_workbooks_that_are_damaged_are_refused_and_nothing_else_is_said() {
    for book in [xlsb(&CALENDAR), xls(&CALENDAR)] {
        for end in [9, 513, book.len() / 2] {
            let message = with_calendar(&book[..end]).refusal();
            assert!(message.starts_with("kalender.xlsx: "), "{message}");
        }
    }
}

#[test]
fn cells_that_refer_to_texts_that_are_not_there_are_refused_and_nothing_else_is_said() {
    let rows: [&[Held]; 2] = [CALENDAR[0], &[Held::Missing, Held::Day(44_196)]];
    for book in [xlsb(&rows), xls(&rows)] {
        let message = with_calendar(&book).refusal();
        assert!(message.starts_with("kalender.xlsx: cannot be read as a workbook ("), "{message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}
