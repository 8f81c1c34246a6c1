//! Blocks of small deliveries, added up.

use insta::assert_snapshot;

use super::*;
use crate::convert::sample::Sample;

const IDENTITY: &str = r#"
[[identity]]
name   = "specification"
from   = "componenten"
block  = ["Dossier", "Van"]
amount = "Bedrag"
plus   = { Teken = "+" }
minus  = { Teken = "-" }
equals = { from = "regels", block = ["Dossier", "Vanaf"], amount = "Betaald", where = { Status = "B" } }

[delivery.regels]
files = ["regels*.csv"]
destination-by = { via = "dossiers", on = "Dossier" }
"#;

/// What was paid for the components of the sample.
const PAID: [&str; 5] = [
    "Dossier;Vanaf;Betaald;Status",
    "1;01-01-2020;900,00;B",
    "1;01-01-2020;50,00;B",
    "2;01-01-2020;900,00;B",
    "3;01-01-2020;800,00;B",
];

fn sample(paid: &[&str]) -> Sample {
    Sample::new().declare_more(IDENTITY).deliver("regels", paid)
}

fn checked(sample: &Sample) -> Result<(), String> {
    let mapping = sample.mapping();
    let files = sample.files(&mapping);
    check(&mapping, &files, &Cancel::default()).map(|_| ()).map_err(|error| error.to_string())
}

fn refusal(sample: &Sample) -> String {
    checked(sample).expect_err("a delivery that does not add up")
}

#[test]
fn blocks_add_up_over_several_lines_on_either_side_and_lines_of_no_kind_do_not_count() {
    assert_eq!(checked(&sample(&PAID)), Ok(()));
    let more = sample(&PAID)
        .deliver("componenten", &["1;SUB;=;onleesbaar;01-01-2020", "9;NORM;+;;01-01-2020"])
        .deliver("regels", &["1;01-01-2020;7,00;R", "4;01-01-2020;onleesbaar;R"]);
    assert_eq!(checked(&more), Ok(()));
}

#[test]
fn an_identity_that_holds_tells_how_many_blocks_and_lines_were_added_up() {
    let sample = sample(&PAID);
    let mapping = sample.mapping();
    let held = check(&mapping, &sample.files(&mapping), &Cancel::default()).expect("it adds up");
    assert_eq!(held, [Held { identity: "specification".to_owned(), blocks: 3, lines: 8 }]);
}

#[test]
fn blocks_that_do_not_add_up_are_named_with_their_sums_and_so_are_those_of_one_side() {
    let sample =
        sample(&PAID[..4]).correct("componenten", "50,00", "36,44").deliver("regels", &["3;01-02-2020;800,00;B"]);
    assert_snapshot!(refusal(&sample), @r#"
    "specification" does not hold:
      componenten.csv:2: 1 01-01-2020: € 1.000,00 plus, € 36,44 minus, € 950,00 on the other side: a difference of € 13,56
      componenten.csv:6: 3 01-01-2020: € 800,00 plus, € 0,00 minus, € 0,00 on the other side: a difference of € 800,00
      regels.csv:5: 3 01-02-2020: € 0,00 plus, € 0,00 minus, € 800,00 on the other side: a difference of € -800,00
    have the delivery made again, or correct the identity in the mapping
    "#);
}

#[test]
fn of_many_blocks_ten_are_named_and_the_others_counted() {
    let lines: Vec<String> = (1..=13).map(|month| format!("1;NORM;+;1,00;{month}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let message = refusal(&sample(&PAID).deliver("componenten", &lines));
    assert_eq!(message.matches("componenten.csv:").count(), 10, "{message}");
    assert!(message.contains("\n  and 3 more\n"), "{message}");
}

#[test]
fn an_amount_that_cannot_be_read_in_a_line_that_counts_is_named_by_its_cell() {
    let sample = sample(&PAID).correct("componenten", "800,00", "800.00");
    let message = refusal(&sample);
    assert!(message.starts_with("componenten.csv:6 [Bedrag]: \"800.00\" is not an amount ("), "{message}");
    assert!(message.contains("so the sums of \"specification\" cannot be checked"), "{message}");
}

#[test]
fn amounts_are_in_the_unit_in_which_maps_read_them() {
    let sample = sample(&PAID)
        .declare("bedrag_cent         = \"Bedrag\"\nvan", "bedrag_cent = { column = \"Bedrag\", unit = \"cent\" }\nvan")
        .correct("componenten", "1.000,00", "100000")
        .correct("componenten", "50,00", "5000")
        .correct("componenten", "900,00", "90000")
        .correct("componenten", "800,00", "80000");
    assert_eq!(checked(&sample), Ok(()));
}

#[test]
fn rows_with_moved_cells_count_for_nothing_and_numbers_of_persons_are_masked() {
    let sample = sample(&PAID)
        .deliver("componenten", &["2;NORM;+;5,00;01-01-2020;"])
        .deliver("regels", &["111222333;01-01-2020;5,00;B"]);
    let message = refusal(&sample);
    assert!(message.contains("regels.csv:6: ******333 01-01-2020: "), "{message}");
    assert_eq!(message.lines().count(), 3, "{message}");
}
