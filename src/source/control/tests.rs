//! Totals lines and control files, right and wrong.

use insta::assert_snapshot;

use super::*;
use crate::mapping::model::Unit;
use crate::source::sample::{FILE, Sample, row};

const HEADINGS: &str = "Nummer;Naam;Bedrag\n";
const ROWS: &str = "1;Ans;1.010,00\n2;Ben;-10,00\n";

fn refusal(content: &str) -> String {
    Sample::with_footer().refusal(content)
}

#[test]
fn a_totals_line_is_checked_and_is_no_row() {
    let (rows, facts) = Sample::with_footer().read(format!("{HEADINGS}{ROWS}TOTAAL;2;1.000,00\n\n")).expect("right");
    assert_eq!(rows, [row(2, ["1", "Ans", "1.010,00"]), row(3, ["2", "Ben", "-10,00"])]);
    assert_eq!((facts.rows, facts.sums), (2, vec![Total::from_cents(100_000)]));
    let footer = facts.footer.expect("a totals line");
    assert_eq!((footer.line, footer.count.clone()), (4, Some((1, "2".to_owned()))));
}

#[test]
fn totals_of_nothing_may_be_left_out() {
    for sum in ["", "0", "0,00"] {
        let (rows, _) = Sample::with_footer().read(format!("{HEADINGS}TOTAAL;0;{sum}")).expect("right");
        assert!(rows.is_empty());
    }
    assert_snapshot!(refusal("Nummer;Naam;Bedrag\n1;Ans;1,00\nTOTAAL;1;\n"), @r#"betalingen.csv:3: the total says "" for betalingen.csv [Bedrag], and the rows add up to 1,00; have the delivery made again"#);
}

#[test]
fn a_totals_line_is_known_in_every_order_of_the_columns() {
    let table = [
        ("in its column", "Nummer;Naam;Bedrag\n1;Ans;1,00\n2;Ben;2,00\nTOTAAL;2;3,00\n"),
        ("in the first cell", "Naam;Nummer;Bedrag\nAns;1;1,00\nBen;2;2,00\nTOTAAL;2;3,00\n"),
        ("in the first cell, over the sum", "Bedrag;Naam;Nummer\n1,00;Ans;1\n2,00;Ben;2\nTOTAAL;2;\n"),
        ("in the first cell, the count over the sum", "Nummer;Bedrag;Naam\n1;1,00;Ans\n2;2,00;Ben\nTOTAAL;2;\n"),
        ("moved with its column", "Bedrag;Naam;Nummer\n1,00;Ans;1\n2,00;Ben;2\n3,00;2;TOTAAL\n"),
        ("moved to the middle", "Naam;Nummer;Bedrag\nAns;1;1,00\nBen;2;2,00\n2;TOTAAL;3,00\n"),
        ("with more columns", "Nummer;Naam;Bedrag;Extra\n1;Ans;1,00;x\n2;Ben;2,00;\nTOTAAL;2;3,00;\n"),
        ("quoted", "Nummer;Naam;Bedrag\n1;Ans;1,00\n2;Ben;2,00\n\"TOTAAL\";\"2\";\"3,00\"\n"),
    ];
    for (name, content) in table {
        let (rows, facts) = Sample::with_footer().read(content).expect(name);
        assert_eq!((rows.len(), facts.sums), (2, vec![Total::from_cents(300)]), "{name}");
    }
}

#[test]
fn a_moved_totals_line_is_checked_too() {
    let rows = "Bedrag;Naam;Nummer\n1,00;Ans;1\n2,00;Ben;2\n";
    assert_snapshot!(refusal(&format!("{rows}3,00;3;TOTAAL\n")), @r#"betalingen.csv:4: the total says "3" rows for betalingen.csv, and 2 are there; have the delivery made again"#);
    assert_snapshot!(refusal(&format!("{rows}3,00;;TOTAAL\n")), @r#"betalingen.csv:4: the total says "" rows for betalingen.csv, and 2 are there; have the delivery made again"#);
    assert_snapshot!(refusal(&format!("{rows}3,01;2;TOTAAL\n")), @r#"betalingen.csv:4: the total says "3,01" for betalingen.csv [Bedrag], and the rows add up to 3,00; have the delivery made again"#);
}

#[test]
fn a_missing_totals_line_means_that_the_file_was_cut_off() {
    assert_snapshot!(refusal(&format!("{HEADINGS}{ROWS}")), @"betalingen.csv:3: the totals line (TOTAAL) is missing at the end: the file is cut off; have it delivered again");
    assert_snapshot!(refusal(HEADINGS), @"betalingen.csv:1: the totals line (TOTAAL) is missing at the end: the file is cut off; have it delivered again");
}

#[test]
fn a_wrong_totals_line_is_refused() {
    assert_snapshot!(refusal(&format!("{HEADINGS}{ROWS}TOTAAL;3;1.000,00\n")), @r#"betalingen.csv:4: the total says "3" rows for betalingen.csv, and 2 are there; have the delivery made again"#);
    assert_snapshot!(refusal(&format!("{HEADINGS}{ROWS}TOTAAL;2;1.000,01\n")), @r#"betalingen.csv:4: the total says "1.000,01" for betalingen.csv [Bedrag], and the rows add up to 1.000,00; have the delivery made again"#);
    assert_snapshot!(refusal(&format!("{HEADINGS}{ROWS}TOTAAL;2;1000.00\n")), @r#"betalingen.csv:4: the total says "1000.00" for betalingen.csv [Bedrag], and the rows add up to 1.000,00; have the delivery made again"#);
    assert_snapshot!(refusal(&format!("{HEADINGS}{ROWS}TOTAAL\n")), @r#"betalingen.csv:4: the total says "" rows for betalingen.csv, and 2 are there; have the delivery made again"#);
}

#[test]
fn nothing_may_follow_the_totals_line() {
    let total = "TOTAAL;2;1.000,00\n";
    for more in ["3;Cor;3,00\n", "TOTAAL;2;1.000,00\n", "\n\nx"] {
        let message = refusal(&format!("{HEADINGS}{ROWS}{total}{more}"));
        assert!(message.contains("a record follows the totals line on line 4"), "{message}");
    }
    assert_snapshot!(refusal(&format!("{HEADINGS}{ROWS}{total}3;Cor;3,00\n")), @"betalingen.csv:5: a record follows the totals line on line 4: expected nothing more; have the file delivered again");
}

#[test]
fn a_totals_line_in_the_midst_of_a_long_file_is_refused() {
    let rows = "1;Ans;1,00\n".repeat(100_000);
    let message = refusal(&format!("{HEADINGS}{rows}TOTAAL;100000;100.000,00\n{rows}"));
    assert!(message.starts_with("betalingen.csv:100003: a record follows the totals line on line 100002"), "{message}");
}

/// A delivery with a control file over two files of payments.
fn controlled(lines: &str) -> Sample {
    let mut sample = Sample::new();
    let names = ["levering.csv", "Bestand", "Aantal", "Kolom", "Controletotaal"].map(str::to_owned);
    let [file, file_heading, count_heading, column_heading, total_heading] = names;
    let dialect = sample.table().dialect.clone();
    sample.delivery.control =
        Some(Control { file, file_heading, count_heading, column_heading, total_heading, dialect });
    sample.write(FILE, format!("{HEADINGS}{ROWS}"));
    sample.write("betalingen_2.csv", HEADINGS);
    sample.write("levering.csv", format!("Bestand;Aantal;Kolom;Controletotaal\n{lines}"));
    sample
}

/// Reads the control file, and holds every file against it; returns the columns without a line.
fn check(sample: &Sample) -> Result<Vec<String>, SourceError> {
    let files = Files::find(&[sample.folder().to_owned()], &sample.delivery, &Cancel::default())?;
    let control = sample.delivery.control.as_ref().expect("a control file is declared");
    let path = files.control.as_ref().expect("a control file is declared");
    let found = ControlFile::read(path, control, &files)?;
    let cancel = Cancel::default();
    let mut without = Vec::new();
    for file in &files.data {
        let reading = Reading { delivery: &sample.delivery, file, cancel: &cancel };
        let facts = reading.each_block(|_| (), |()| Ok::<_, SourceError>(()))?;
        without.extend(found.check(&reading, &facts)?);
    }
    Ok(without)
}

fn control_refusal(lines: &str) -> String {
    check(&controlled(lines)).expect_err("a control file that is refused").to_string()
}

#[test]
fn a_control_file_counts_and_sums_every_file() {
    let lines = "betalingen.csv;2;Bedrag;1.000,00\nbetalingen_2.csv;0;Bedrag;0,00\n";
    assert_eq!(check(&controlled(lines)).expect("right"), Vec::<String>::new());
    let shuffled = controlled("");
    shuffled.write(
        "levering.csv",
        "Controletotaal;Extra;Kolom;Aantal;Bestand\n0,00;;Bedrag;0;betalingen_2.csv\n1000,00;;Bedrag;2;betalingen.csv\n",
    );
    assert_eq!(check(&shuffled).expect("right"), Vec::<String>::new());
}

#[test]
fn the_control_file_itself_is_known_by_digest_and_size() {
    let sample = controlled("betalingen.csv;2;Bedrag;1.000,00\nbetalingen_2.csv;0;;\n");
    let files = Files::find(&[sample.folder().to_owned()], &sample.delivery, &Cancel::default()).expect("files");
    let control = sample.delivery.control.as_ref().expect("declared");
    let path = sample.folder().join("levering.csv");
    let found = ControlFile::read(&path, control, &files).expect("a control file");
    let content = fs::read(&path).expect("a file");
    assert_eq!((found.sha256, found.bytes), (hexadecimal(&Sha256::digest(&content)), content.len() as u64));
    let lines = found.lines.iter().map(|line| (line.line, line.file.as_str(), line.column.as_str()));
    assert_eq!(lines.collect::<Vec<_>>(), [(2, "betalingen.csv", "Bedrag"), (3, "betalingen_2.csv", "")]);
}

#[test]
fn amounts_without_a_control_line_are_told() {
    let without = check(&controlled("betalingen.csv;2;;\nbetalingen_2.csv;0;Bedrag;\n")).expect("right");
    assert_eq!(without, ["Bedrag"]);
}

#[test]
fn an_amount_may_be_named_by_its_other_heading() {
    let mut sample = controlled("betalingen.csv;2;Uitbetaald;1.000,00\nbetalingen_2.csv;0;Bedrag;0,00\n");
    sample.table().aliases[2].push("Uitbetaald".to_owned());
    assert_eq!(check(&sample).expect("right"), Vec::<String>::new());
}

#[test]
fn sums_of_cents_are_in_cents() {
    let mut sample = controlled("betalingen.csv;1;Bedrag;1050\nbetalingen_2.csv;0;Bedrag;0\n");
    sample.table().amounts[0].unit = Unit::Cent;
    sample.write(FILE, format!("{HEADINGS}1;Ans;1050\n"));
    assert_eq!(check(&sample).expect("right"), Vec::<String>::new());
}

#[test]
fn a_wrong_control_file_is_refused_with_its_line() {
    let second = "betalingen_2.csv;0;Bedrag;0,00\n";
    assert_snapshot!(control_refusal(&format!("betalingen.csv;3;Bedrag;1.000,00\n{second}")), @r#"levering.csv:2: the total says "3" rows for betalingen.csv, and 2 are there; have the delivery made again"#);
    assert_snapshot!(control_refusal(&format!("betalingen.csv;2;Bedrag;999,99\n{second}")), @r#"levering.csv:2: the total says "999,99" for betalingen.csv [Bedrag], and the rows add up to 1.000,00; have the delivery made again"#);
    assert_snapshot!(control_refusal(&format!("betalingen.csv;2;Bedragg;1.000,00\n{second}")), @r#"levering.csv:2: column "Bedragg" of betalingen.csv is not one that the mapping reads as an amount; correct the control file, or map the column"#);
    assert_snapshot!(control_refusal(&format!("betalingen.csv;2;Bedrag;1.000,00\n{second}uitkeringen.csv;1;;\n")), @r#"levering.csv:4: names "uitkeringen.csv", which is not among the delivered data files; have the delivery made again"#);
    assert_snapshot!(control_refusal("betalingen.csv;2;Bedrag;1.000,00\n"), @r#"levering.csv: does not name "betalingen_2.csv", which was delivered; have the delivery made again"#);
}

#[test]
fn a_total_that_is_more_than_can_be_counted_is_refused_as_such() {
    let most = "92.233.720.368.547.758,07";
    let rows = format!("{HEADINGS}1;Ans;{most}\n2;Ben;0,01\n");
    let control = "betalingen.csv;2;Bedrag;92.233.720.368.547.758,08\nbetalingen_2.csv;0;Bedrag;0,00\n";
    let sample = controlled(control);
    sample.write(FILE, &rows);
    assert_snapshot!(check(&sample).expect_err("refused"), @r#"levering.csv:2: the total says "92.233.720.368.547.758,08" for betalingen.csv [Bedrag], which is more than can be counted; have the delivery made again"#);
    assert_snapshot!(refusal(&format!("{rows}TOTAAL;2;92.233.720.368.547.758,08\n")), @r#"betalingen.csv:4: the total says "92.233.720.368.547.758,08" for betalingen.csv [Bedrag], which is more than can be counted; have the delivery made again"#);
    let (_, facts) = Sample::with_footer().read(format!("{HEADINGS}1;Ans;{most}\nTOTAAL;1;{most}\n")).expect("right");
    assert_eq!(facts.sums, [Total::from_cents(i64::MAX.into())]);
}

#[test]
fn a_control_file_without_a_heading_is_refused() {
    let sample = controlled("");
    sample.write("levering.csv", "Bestand;Aantal;Kolom;Totaal\n");
    let message = check(&sample).expect_err("refused").to_string();
    assert!(message.starts_with("levering.csv:1: column \"Controletotaal\" is missing"), "{message}");
}

#[test]
fn a_control_file_that_is_not_there_is_named() {
    let sample = controlled("");
    fs::remove_file(sample.folder().join("levering.csv")).expect("it was there");
    let message = check(&sample).expect_err("refused").to_string();
    assert!(message.starts_with("levering.csv: cannot be read: "), "{message}");
    assert!(message.ends_with("; check that it exists and that you may read it"), "{message}");
}

#[test]
fn an_amount_that_cannot_be_read_makes_the_control_file_uncheckable() {
    let sample = controlled("betalingen.csv;1;Bedrag;1,00\nbetalingen_2.csv;0;Bedrag;0,00\n");
    sample.write(FILE, format!("{HEADINGS}1;Ans;een euro\n"));
    assert_snapshot!(check(&sample).expect_err("refused"), @r#"betalingen.csv:2 [Bedrag]: "een euro" is not an amount (a character that is no digit and no declared mark), so the control totals cannot be checked; have the delivery made again, or correct how the mapping says amounts are written (decimal, thousands, unit)"#);
}
