//! Tests of what a column is found to hold, to be doubted, and shown.

use super::*;
use crate::profile::model::Kind;

fn profiled(heading: &str, cells: &[&str]) -> ColumnProfile {
    let mut column = Column::new();
    for (line, cell) in (2..).zip(cells) {
        column.see(line, cell);
    }
    column.finish(&Heading::all(&[heading.to_owned()])[0], "line")
}

/// Writes out `3*text` as three cells.
fn cells(written: &str) -> Vec<&str> {
    written
        .split('|')
        .flat_map(|cell| match cell.split_once('*') {
            Some((times, text)) => vec![text; times.parse().expect("a number")],
            None => vec![cell],
        })
        .collect()
}

#[test]
fn a_column_is_of_the_kind_that_nearly_all_cells_look_like() {
    let table = [
        ("x", "", Kind::Empty),
        ("x", "900000004|900000016|900000041|900000005", Kind::Bsn),
        ("x", "900000004|900000005|900000006|900000007", Kind::Integer),
        ("BSN", "10002546", Kind::Bsn),
        ("x", "10002546", Kind::Integer),
        ("PRTNR", "9*999999999|1000005", Kind::Integer),
        ("x", "NL42SNSB0100000000|NL12RABO0129475148|NL43SNSB0100000000", Kind::Iban),
        ("x", "20140301|20150301|99999999|19580700", Kind::Date),
        ("x", "20140301|12345678|23456789", Kind::Integer),
        ("x", "01-03-2014|1-3-2014|31-02-2014", Kind::Date),
        ("Ingangsdatum", "24*20150301|20160301|20190801", Kind::Date),
        ("x", "24*10002546|10002547|10002548", Kind::Code),
        ("x", "201901|201902|201912", Kind::Month),
        ("x", "100001|100002|100003", Kind::Integer),
        ("x", "7016 CL|7016CL", Kind::Postcode),
        ("x", "3*J|2*N", Kind::Flag),
        ("x", "3*N", Kind::Flag),
        ("x", "3*0|2*1", Kind::Flag),
        ("x", "9*0", Kind::Code),
        ("x", "0222|1509|294", Kind::Municipality),
        ("x", "GM9001|GM9002", Kind::Municipality),
        ("Gemeentecode", "0363|0599", Kind::Municipality),
        ("x", "0363|0599", Kind::Integer),
        ("x", "48,20|150|1.052,32", Kind::Amount),
        ("x", "01-03-2014|4*-|N.V.T.", Kind::Date),
        ("x", "3*-|n.v.t.", Kind::Text),
        ("x", "974.27|1.000", Kind::Amount),
        ("x", "4820|92427", Kind::Integer),
        ("x", "8*PW|4*IOAW", Kind::Code),
        ("x", "8*01|4*02", Kind::Code),
        ("x", "18*35896|8*25640", Kind::Code),
        ("x", "8*35896|8*25640|8*1|1*2", Kind::Integer),
        ("Tenaamstelling", "8*A. Proef|4*B. Proef", Kind::Text),
        ("x", "100000-1|100001-1", Kind::Text),
    ];
    for (heading, written, kind) in table {
        assert_eq!(profiled(heading, &cells(written)).kind, kind, "{heading}: {written}");
    }
}

#[test]
fn what_is_doubtful_is_told_with_counts_and_the_first_line() {
    let table = [
        ("x", "900000004|900000016|900000041|900000005", "1 cell fails the eleven-test, on line 5"),
        (
            "x",
            "900000004|900000016|10002546|999993653",
            "1 number has lost its leading zeros: repair = \"left-pad\" puts them back, on line 4",
        ),
        ("x", "900000004|999993653", "1 number was set apart for test persons, on line 3"),
        (
            "x",
            "NL42SNSB0100000000|NL12RABO0129475148|NL43SNSB0100000000",
            "1 account number fails its check, on line 4",
        ),
        ("x", "01-03-2014|2*31-12-9999", "2 cells are 31-12-9999, which may stand for none, the first on line 3"),
        (
            "x",
            "01-03-2014|20140301",
            "dates are written in several notations: 1 dd-mm-yyyy from line 2, 1 yyyymmdd from line 3",
        ),
        ("x", "1/3/2014", "1 date is written in a notation that no mapping can declare, on line 2"),
        ("x", "01-03-2014|31-02-2014", "1 cell is a day that does not exist, on line 3"),
        ("x", "01-01-1850", "1 date lies before 1900, on line 2"),
        ("x", "01-01-2222", "1 date lies after 2100, on line 2"),
        (
            "x",
            "1.234,56|1,234.56",
            "amounts are written in several notations: 1 as in 1.234,56 from line 2, 1 as in 1,234.56 from line 3",
        ),
        ("x", "12,50|1.000", "1 amount as in 1.000 may be thousands or decimals, on line 3"),
        ("x", "0301|301|0294", "1 number is shorter than 4 digits and may have lost leading zeros, on line 3"),
        (
            "x",
            "0000000000|12|1234580127",
            "1 number is shorter than 10 digits and may have lost leading zeros, on line 3",
        ),
        ("x", "01-03-2014|2*-", "2 cells are -, which may stand for none, the first on line 3"),
        ("x", " a|b", "1 cell has white space around its text, on line 2"),
        ("x", "BrÃ©dal", "1 cell holds characters that were once read in another encoding, on line 2"),
        ("x", "1,23E+15", "1 cell is a number with an exponent, whose digits a spreadsheet program lost, on line 2"),
        (
            "x",
            "Br‚dal|Ori‰ntatie",
            "2 cells hold characters that were once read in another encoding, the first on line 2",
        ),
        ("x", "#N/B|b", "1 cell holds the error of a spreadsheet, on line 2"),
        ("x", "a|a", "all 2 filled cells hold one text"),
        ("x", "|", "no row has anything here"),
        ("IBAN", "12|13", "the heading speaks of an IBAN, and 0 of 2 pass its check"),
        ("x", "1000005|999999999", "1 cell is 999999999, which may stand for none, on line 3"),
        ("BSN", "12|13", "the heading speaks of a BSN, and 0 of 2 pass its test"),
        ("2019", "a", "the heading is a number"),
    ];
    for (heading, written, doubt) in table {
        let found = profiled(heading, &cells(written)).doubts;
        assert!(found.iter().any(|told| told == doubt), "{written}: {doubt}: {found:#?}");
    }
}

#[test]
fn an_ordinary_column_raises_no_doubt() {
    for written in [
        "01-03-2014|02-03-2014",
        "900000004|900000016",
        "1.052,32|150|12,50",
        "NL42SNSB0100000000",
        "a|b|é",
        "1|2|10",
        "+|-|=",
        "9999|10000",
        "+|-|=",
    ] {
        assert_eq!(profiled("x", &cells(written)).doubts, Vec::<String>::new(), "{written}");
    }
}

#[test]
fn nothing_that_stands_in_fewer_than_five_rows_is_shown() {
    let column = profiled("x", &cells("5*PW|4*IOAW|6*BBZ"));
    assert_eq!(column.common, [("BBZ".to_owned(), 6), ("PW".to_owned(), 5)]);
    assert_eq!((column.rare, column.distinct), (1, Distinct::Exactly(3)));
    assert_eq!(column.patterns, [("AAA".to_owned(), 6), ("AA".to_owned(), 5)]);
}

#[test]
fn the_range_is_of_what_may_be_shown() {
    let table = [
        ("5*02-01-2014|6*01-02-2013|4*01-01-1900|9*31-12-9999", Some(("01-02-2013", "02-01-2014"))),
        ("5*12,50|5*1.000,00|5*-3,00|1*9.999,99", Some(("-3,00", "1.000,00"))),
        ("5*201912|5*202001|1*203001", Some(("201912", "202001"))),
        ("1*201912", None),
        ("5*PW", None),
    ];
    for (written, expected) in table {
        let range = profiled("x", &cells(written)).range;
        let range = range.as_ref().map(|(low, high)| (low.as_str(), high.as_str()));
        assert_eq!(range, expected, "{written}");
    }
}

#[test]
fn who_somebody_is_is_never_shown_however_often_it_stands_there() {
    let table = [
        ("Nummer", "9*900000004"),
        ("IBAN", "9*NL42SNSB0100000000"),
        ("Achternaam", "9*Proef"),
        ("x", "900000004|99*x|9*900000016"),
    ];
    for (heading, written) in table {
        let column = profiled(heading, &cells(written));
        assert!(column.common.iter().all(|(text, _)| text == "x"), "{heading}: {:?}", column.common);
        assert_eq!(column.range, None);
    }
}

#[test]
fn a_column_of_many_texts_is_bounded_and_says_so() {
    let mut column = Column::new();
    let mut line = 2;
    for number in 0..30_000 {
        column.see(line, &format!("tekst-{number}"));
        line += 1;
    }
    let heading = &Heading::all(&["x".to_owned()])[0];
    let unique = column.finish(heading, "line");
    assert_eq!((unique.distinct, unique.rare), (Distinct::Exactly(30_000), 30_000));
    for _ in 0..30_000 {
        column.see(line, "tekst-7");
    }
    let repeated = column.finish(heading, "line");
    assert_eq!(repeated.distinct, Distinct::MoreThan(10_000));
    assert!(repeated.doubts.iter().any(|doubt| doubt.contains("lower bounds")), "{:?}", repeated.doubts);
}
