//! Cells that are not what they seem.

use crate::kit::{Books, Outcome};

const PLACE: &str = "[levering.xlsx]Betalingen!";
const PERSONS: &str = "SELECT * FROM persoon ORDER BY bsn";
const CASES: &str = "SELECT * FROM inkomensvoorziening ORDER BY dossiernummer";
const PAID: &str = "SELECT * FROM betaling ORDER BY id";

/// Asserts that a row is rejected for a cell, told where it stands.
fn assert_rejected(run: &Outcome, code: &str, place: &str, subject: &str) {
    assert_eq!((run.code, run.found(code)), (1, 1), "{}", run.stdout);
    run.assert_reports(subject, place);
    assert!(run.file("rejected").read_dir().expect("a folder").next().is_some());
}

#[test]
fn dates_of_both_systems_become_the_same_dates() {
    let (one, other) = (Books::new().run(), Books::new().since_1904().run());
    other.assert_proven(&[]);
    for question in [PERSONS, CASES, PAID] {
        assert_eq!(one.rows("zutphen", question), other.rows("zutphen", question));
        assert_eq!(one.rows("lochem", question), other.rows("lochem", question));
    }
    assert_eq!(one.rows("lochem", "SELECT geboortedatum FROM persoon"), ["1970-02-01"]);
}

#[test]
fn a_bsn_that_lost_its_zero_is_put_right_and_counted() {
    let run = Books::new().run();
    run.assert_proven(&[]);
    assert_eq!(run.found("OV0203"), 2, "{}", run.stdout);
    assert_eq!(run.rows("lochem", "SELECT bsn FROM persoon"), ["012345672"]);
    run.assert_reports("leading zeros put back", "");
}

#[test]
fn a_number_that_a_spreadsheet_shortened_is_refused_by_name() {
    let run = Books::new().with("Betalingen", "C3", "'1,02E+08").run();
    assert_rejected(
        &run,
        "OV0202",
        &format!("{PLACE}C3"),
        "a number that a spreadsheet shortened: its digits are lost",
    );
    let run = Books::new().with("Clienten", "B3", "'1,2E+07").run();
    assert_rejected(&run, "OV0202", "[levering.xlsx]Clienten!B3", "a number that a spreadsheet shortened");
}

#[test]
fn the_number_of_a_case_that_a_spreadsheet_shortened_is_refused_too() {
    let mut book = Books::new();
    for (sheet, place) in [("Dossiers", "A3"), ("Componenten", "A4"), ("Begunstigden", "A3"), ("Betalingen", "B3")] {
        book.sheet(sheet).set(place, "'1,02E+08");
    }
    let run = book.run();
    assert_eq!(run.code, 1, "{}", run.stdout);
    run.assert_reports("a number that a spreadsheet shortened", "[levering.xlsx]Dossiers!A3");
}

#[test]
fn amounts_are_exact_to_the_cent_or_refused() {
    let mut book = Books::new();
    book.sheet("Betalingen").set("F3", "=ROUND(900.1,2) -> 900.1000000000001");
    book.run().assert_proven(&[]);
    for amount in ["10,005", "900,104", "'900.10", "'€ 900,10"] {
        let run = Books::new().with("Betalingen", "F3", amount).run();
        assert_rejected(&run, "OV0202", &format!("{PLACE}F3"), amount.trim_start_matches('\''));
    }
}

#[test]
fn a_date_where_an_amount_belongs_is_refused() {
    let run = Books::new().with("Betalingen", "F3", "18-06-1902").run();
    assert_rejected(&run, "OV0202", &format!("{PLACE}F3"), "18-06-1902");
}

#[test]
fn yes_and_no_are_read_as_a_dutch_spreadsheet_shows_them() {
    let run = Books::new().with("Dossiers", "F2", "WAAR").run();
    assert_eq!(run.rows("zutphen", "SELECT geblokkeerd FROM inkomensvoorziening"), ["1"]);
    let run = Books::new().with("Dossiers", "F2", "=1=1 -> TRUE").run();
    assert_eq!(run.rows("zutphen", "SELECT geblokkeerd FROM inkomensvoorziening"), ["1"]);
}

#[test]
fn an_error_rejects_its_row_where_the_cell_decides_a_payment() {
    for error in ["#N/B", "#VERW!", "#DEEL/0!"] {
        let run = Books::new().with("Betalingen", "F3", error).run();
        assert_rejected(&run, "OV0305", &format!("{PLACE}F3"), error);
        let rejected = std::fs::read_to_string(run.file("rejected/betalingen.csv")).expect("the rejected rows");
        let row = format!(
            "\"[levering.xlsx]Betalingen\";\"3\";\"OV0305\";\"an error value in the workbook\";\"p2\";\"2\";\"12345672\";\"12-2020\";\"31-12-2020\";\"{error}\";\"NL02ABNA0123456789\"\r\n"
        );
        assert!(rejected.ends_with(&row), "{rejected}");
    }
}

#[test]
fn an_error_never_leaves_its_row_out() {
    let map = "from = \"componenten\"\nto   = \"component\"\n";
    for left_out in ["", "left-out = { Teken = \"=\" }\n"] {
        let filter =
            format!("{map}where = {{ Teken = [\"+\", \"-\"] }}\n{left_out}because = \"others do not count\"\n");
        let books = Books::new().declare(map, &filter);
        books.run().assert_proven(&[]);
        let run = books.with("Componenten", "C3", "#N/B").run();
        assert_rejected(&run, "OV0305", "[levering.xlsx]Componenten!C3", "#N/B");
        assert_eq!(run.found("OV0227"), 0, "it is not known what stands there");
    }
}

#[test]
fn an_error_is_read_as_nothing_where_the_cell_decides_no_payment() {
    let run = Books::new().with("Clienten", "C3", "#N/B").with("Clienten", "D3", "#VERW!").run();
    run.assert_proven(&[]);
    assert_eq!(run.found("OV0306"), 2);
    run.assert_reports("#N/B", "[levering.xlsx]Clienten!C3");
    run.assert_reports("#VERW!", "[levering.xlsx]Clienten!D3");
    assert_eq!(run.rows("lochem", "SELECT geslachtsnaam, geboortedatum FROM persoon"), ["|"]);
}

#[test]
fn a_formula_counts_with_the_value_that_was_saved_and_is_found_without_one() {
    let book = Books::new().with("Betalingen", "F3", "=C9*2 -> 900.1");
    book.run().assert_proven(&[]);
    let run = book.patch_sheet("Betalingen", "<v>900.1</v>", "").run();
    assert_rejected(&run, "OV0305", &format!("{PLACE}F3"), "a formula without a value");
    run.assert_reports("=C9*2", &format!("{PLACE}F3"));
}

#[test]
fn nothing_that_a_sheet_is_spooled_with_shows_anywhere() {
    let mut book = Books::new().with("Clienten", "C3", "'Smit\u{1f}x\u{1c}y\nz");
    book.sheet("Betalingen").set("F3", "#N/B").set("G2", "'NL91\nABNA");
    let run = book.patch_sheet("Betalingen", "<v>#N/A</v>", "<v>#N/A</v>").run();
    assert_eq!(run.code, 1);
    let mut folders = vec![run.file("")];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).expect("a file");
            for mark in ["\u{1b}!#", "\u{1b}|an error", "NL91\u{1b}n", "Smit\u{1b}u"] {
                let is_there = bytes.windows(mark.len()).any(|found| found == mark.as_bytes());
                assert!(!is_there, "{mark:?} in {}", path.display());
            }
        }
    }
}
