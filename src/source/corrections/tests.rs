//! Cells of a small delivery, put right while they are read.

use insta::assert_snapshot;

use super::*;
use crate::domain::FileId;
use crate::source::sample::{Sample, row};
use crate::source::{Cancel, FileFacts, Reading, SourceError};

const NUMBER: usize = 0;
const NAME: usize = 1;
const AMOUNT: usize = 2;

fn correction(line: u32, key: &str, column: usize, old: &str, new: &str) -> Correction {
    let [key, old, new, reason, by] = [key, old, new, "why", "who"].map(str::to_owned);
    Correction { key, column, old, new, reason, by, line }
}

fn with(corrections: Vec<Correction>) -> Sample {
    let mut sample = Sample::with_footer();
    sample.table().corrections = Corrections::new(corrections);
    sample
}

const CONTENT: &str = "Nummer;Naam;Bedrag\n1; Jansen ;1,00\n2;;2,00\n3;Bos;3,00\nTOTAAL;3;6,00\n";

#[test]
fn cells_are_read_as_corrected_and_totals_are_held_against_what_was_delivered() {
    let sample =
        with(vec![correction(2, "1", NAME, "Jansen", "Janssen"), correction(3, "3", AMOUNT, "3,00", "300,00")]);
    let (rows, facts) = sample.read(CONTENT).expect("a delivery");
    assert_eq!(rows[0], row(2, ["1", "Janssen", "1,00"]));
    assert_eq!(rows[1..], [row(3, ["2", "", "2,00"]), row(4, ["3", "Bos", "300,00"])]);
    assert_eq!((facts.sums[0].cents(), facts.magnitude.cents()), (600, 600));
    assert_eq!(facts.corrected, [(0, 2), (1, 4)]);
}

#[test]
fn a_row_keeps_what_was_delivered_and_its_key_is_that_of_the_delivery() {
    let sample = with(vec![correction(2, "2", NUMBER, "2", "20"), correction(3, "2", NAME, "", "Smit")]);
    sample.write(crate::source::sample::FILE, CONTENT);
    let (file, cancel) = (sample.file(), Cancel::default());
    let mut seen = Vec::new();
    let facts: Result<FileFacts, SourceError> = Reading { delivery: &sample.delivery, file: &file, cancel: &cancel }
        .each_block(
            |rows| {
                let mut texts = Vec::new();
                while let Some(row) = rows.next_row() {
                    let (text, delivered) = (row.text(NUMBER).into_owned(), row.delivered(NUMBER).into_owned());
                    texts.push((text, delivered, row.kept()));
                }
                texts
            },
            |texts| {
                seen.extend(texts);
                Ok(())
            },
        );
    assert_eq!(facts.expect("a delivery").corrected, [(0, 3), (1, 3)]);
    assert_eq!(seen[1], ("20".to_owned(), "2".to_owned(), b"2;;2,00".to_vec()));
}

#[test]
fn keys_of_several_columns_are_joined_by_a_space() {
    let mut sample = with(vec![correction(2, "3 Bos", AMOUNT, "3,00", "4,00")]);
    sample.table().key = vec![NUMBER, NAME];
    let (rows, _) = sample.read(CONTENT).expect("a delivery");
    assert_eq!(rows[2], row(4, ["3", "Bos", "4,00"]));
}

#[test]
fn a_cell_that_holds_something_else_is_named_and_numbers_of_persons_are_not() {
    let sample = with(vec![correction(7, "3", NAME, "Vos", "Bos")]);
    assert_snapshot!(sample.refusal(CONTENT), @r#"betalingen.csv:4 [Naam]: corrections.csv:7 expects "Vos", and "Bos" stands there; write the line anew, or take it out"#);
    let sample = with(vec![correction(2, "1", NAME, "111222334", "111222333")]);
    assert_snapshot!(sample.refusal(CONTENT.replace("Jansen", "10002546")), @r#"betalingen.csv:2 [Naam]: corrections.csv:2 expects "******334", and "******546" stands there; write the line anew, or take it out"#);
}

#[test]
fn each_correction_has_one_row() {
    let mut sample = with(vec![correction(3, "9", NAME, "a", "b"), correction(2, "8", NAME, "a", "b")]);
    sample.table().footer = None;
    let table = &sample.delivery.tables[0];
    let files = Files { data: vec![sample.file()], control: None, unused: Vec::new() };
    let origin = |line| Origin::new(FileId::new(1), line);
    let refusal = |applied: &[(usize, Origin)]| settle(table, &files, applied).expect_err("no row").to_string();
    assert_snapshot!(refusal(&[]), @r#"corrections.csv:2: no row of "betalingen" has the key "8"; write the line anew, or take it out"#);
    assert!(refusal(&[(0, origin(2))]).starts_with("corrections.csv:3: no row"));
    assert_snapshot!(refusal(&[(0, origin(2)), (1, origin(3)), (0, origin(4))]), @r#"corrections.csv:2: two rows have the key "8", betalingen.csv:2 and betalingen.csv:4; give the table a key that names one row, or have the row delivered once"#);
    let found = settle(table, &files, &[(1, origin(2)), (0, origin(5))]).expect("a row for each");
    assert_eq!(
        found.iter().map(|(correction, origin)| (correction.line, origin.line())).collect::<Vec<_>>(),
        [(3, 2), (2, 5)]
    );
}
