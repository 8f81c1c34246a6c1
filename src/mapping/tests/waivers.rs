//! Waivers beside a mapping, right and wrong.

use super::*;
use crate::domain::{DateFormat, MonthFormat, Verdict};
use model::{Waiver, Whose};

const HEADINGS: &str = "id,bsn,case,verdict,months,at_most_cents,at_most_days,reason,decision,requested_by,\
    approved_by,approved_on,expires_on\n";
const RIGHT_LINE: &str = "W-1,111222333,,lower,2021-01,1200,,income,Z-1,J. Bos,K. Smit,2020-12-14,2021-03-31\n";

fn with(waivers: &str) -> Result<Mapping, LoadError> {
    parse(&BTreeMap::from([(DOCUMENT, RIGHT), ("codes/regeling.csv", CODES), (WAIVERS, waivers)]))
}

/// Returns what is wrong in a file of waivers: code, line, column and message.
fn wrong(waivers: &str) -> Vec<(&'static str, usize, usize, String)> {
    let Err(LoadError::Invalid(problems)) = with(waivers) else { panic!("{waivers} is not right") };
    let told = problems.iter().map(|problem| {
        let span = problem.span.as_ref().expect("a place");
        assert_eq!(span.source.path, Path::new(WAIVERS), "{}", problem.message);
        assert!(!span.source.text.contains("111222333"), "no number of a person is shown in full");
        let (line, column) = span.line_and_column();
        (problem.code.id, line, column, problem.message.clone())
    });
    told.collect()
}

#[test]
fn waivers_stand_in_order_and_their_file_with_the_mapping() {
    let text = format!(
        "\u{feff}{HEADINGS}{RIGHT_LINE}\r\n W 2 ,,4711,later,2021-02 .. 2021-03,0,3,\"moved, once\nand again\",Z-2,\
         J. Bos,\"Smit, K.\",2020-12-14,2020-12-14\n"
    );
    let mapping = with(&text).expect("the mapping is right");
    let date = |text| DateFormat::YearMonthDay.parse(text).expect("a date");
    let month = |text| MonthFormat::YearMonth.parse(text).expect("a month");
    let [first, second] = mapping.waivers.as_slice() else { panic!("two waivers") };
    let expected = Waiver {
        id: "W-1".to_owned(),
        whose: Whose::Person(crate::domain::Bsn::parse("111222333").expect("a BSN")),
        verdict: Verdict::Lower,
        months: (month("2021-01"), month("2021-01")),
        at_most_cents: Some(1200),
        at_most_days: None,
        reason: "income".to_owned(),
        decision: "Z-1".to_owned(),
        requested_by: "J. Bos".to_owned(),
        approved_by: "K. Smit".to_owned(),
        approved_on: date("2020-12-14"),
        expires_on: date("2021-03-31"),
        line: 2,
    };
    assert_eq!(first, &expected);
    assert_eq!((second.id.as_str(), second.line), ("W 2", 4));
    assert_eq!(second.whose, Whose::Case("4711".to_owned()));
    assert_eq!((second.at_most_cents, second.at_most_days), (Some(0), Some(3)));
    assert_eq!(second.months_as_written(), "2021-02..2021-03");
    assert_eq!(mapping.files[WAIVERS], text.as_bytes());
    assert!(mapping.warnings.is_empty());
}

#[test]
fn columns_may_stand_in_any_order() {
    let text = "case,bsn,id,verdict,months,at_most_days,at_most_cents,decision,reason,approved_by,requested_by,\
        expires_on,approved_on\n4711,,W-1,excess,2021-01,,5,Z-1,why,K. Smit,J. Bos,2021-03-31,2020-12-14\n";
    let mapping = with(text).expect("the mapping is right");
    let [waiver] = mapping.waivers.as_slice() else { panic!("one waiver") };
    assert_eq!((waiver.reason.as_str(), waiver.requested_by.as_str()), ("why", "J. Bos"));
    assert_eq!((waiver.at_most_cents, waiver.verdict), (Some(5), Verdict::Excess));
}

#[test]
fn each_way_to_spoil_a_waiver_has_its_column() {
    let table: [(&str, &str, usize, &str); 35] = [
        ("W-1", "", 1, "\"id\" is empty"),
        ("W-1", "111222333", 1, "the number of a person is no name for a waiver"),
        ("W-1", "W-111222333", 1, "the number of a person is no name for a waiver"),
        ("W-1", "waiver900000004b", 1, "the number of a person is no name for a waiver"),
        ("111222333,,", ",,", 5, "it is about nobody"),
        ("111222333,,", "111222333,1,", 15, "it is about a person and about a case"),
        ("111222333", "111222334", 5, "\"******334\" is no BSN: the eleven-test fails"),
        ("111222333", "11122233", 5, "\"******233\" is no BSN: 8 digits where nine are expected"),
        ("111222333", "000000000", 5, "\"******000\" is no BSN: zeros alone"),
        ("lower", "", 16, "\"verdict\" is empty"),
        ("lower", "lowr", 16, "\"lowr\" is no verdict that stops"),
        ("lower", "higher", 16, "\"higher\" is no verdict that stops"),
        ("lower", "waived", 16, "\"waived\" is no verdict that stops"),
        ("lower", "Lower", 16, "\"Lower\" is no verdict that stops"),
        ("2021-01", "", 22, "\"months\" is empty"),
        ("2021-01", "01-2021", 22, "\"01-2021\" is no month and no range of months"),
        ("2021-01", "2021-13", 22, "\"2021-13\" is no month and no range of months"),
        ("2021-01", "2021-01..", 22, "\"2021-01..\" is no month and no range of months"),
        ("2021-01", "2021-02..2021-01", 22, "\"2021-02..2021-01\" ends before it begins"),
        ("1200", "", 30, "it does not say how many cents at the most"),
        ("1200", "0", 30, "0 cents waive nothing"),
        ("1200", "-12", 30, "\"-12\" is no number of cents"),
        ("1200", "+12", 30, "\"+12\" is no number of cents"),
        ("1200", "\"12,00\"", 30, "\"12,00\" is no number of cents"),
        ("1200", "99999999999999999999", 30, "\"99999999999999999999\" is no number of cents"),
        ("1200,,", "1200,x,", 35, "\"x\" is no number of days"),
        ("1200,,", "1200,9999999999,", 35, "\"9999999999\" is no number of days"),
        ("income", " ", 36, "\"reason\" is empty"),
        ("Z-1", "", 43, "\"decision\" is empty"),
        ("J. Bos", "", 47, "\"requested_by\" is empty"),
        ("K. Smit", "-", 54, "\"-\" is nobody's name"),
        ("2020-12-14", "14-12-2020", 62, "\"14-12-2020\" is no date: not written in the declared format"),
        ("2020-12-14", "2021-04-01", 73, "it expires before it is approved"),
        ("2021-03-31", "2021-02-29", 73, "\"2021-02-29\" is no date: a day that does not exist"),
        ("2021-03-31", "", 73, "\"expires_on\" is empty"),
    ];
    for (old, new, column, message) in table {
        let line = RIGHT_LINE.replacen(old, new, 1);
        let expected = ("OV0172", 3, column, message.to_owned());
        assert_eq!(wrong(&format!("{HEADINGS}\n{line}")), [expected], "{line}");
    }
    let late = RIGHT_LINE.replacen("lower", "later", 1);
    let message = "it does not say how many days at the most".to_owned();
    assert_eq!(wrong(&format!("{HEADINGS}{late}")), [("OV0172", 2, 35, message)]);
}

#[test]
fn what_is_said_about_a_cell_holds_no_number_of_a_person() {
    let cells = ["lower", "2021-01", "2020-12-14", "2021-03-31"];
    let lines = cells.map(|cell| RIGHT_LINE.replacen(cell, "900000004", 1));
    for text in lines.map(|line| format!("{HEADINGS}{line}")).into_iter().chain([HEADINGS.replace("case", "900000004")])
    {
        for (.., message) in wrong(&text) {
            assert!(!message.contains("900000004"), "{message}");
        }
    }
    let text = format!("{HEADINGS}{}", RIGHT_LINE.replacen("lower", "900000004", 1));
    assert_eq!(wrong(&text), [("OV0172", 2, 16, "\"******004\" is no verdict that stops".to_owned())]);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let text = format!("{HEADINGS}W-1,,,x,,,,,,,,,\nW-1,1\n{RIGHT_LINE}{RIGHT_LINE}");
    let found: Vec<_> = wrong(&text).into_iter().map(|(code, line, ..)| (code, line)).collect();
    let mut expected = vec![("OV0172", 2); 9];
    expected.extend([("OV0172", 3), ("OV0108", 5)]);
    assert_eq!(found, expected);
    let twice = wrong(&text).pop().expect("a problem");
    assert_eq!(twice, ("OV0108", 5, 1, "there are two waivers \"W-1\"".to_owned()));
}

#[test]
fn the_columns_are_told_by_name() {
    let table: [(String, &[(usize, &str)]); 6] = [
        (
            HEADINGS.replace("reason,", "resaon,"),
            &[(1, "the column \"reason\" is missing"), (55, "a waiver has no column \"resaon\"")],
        ),
        (HEADINGS.replace(",expires_on", ""), &[(1, "the column \"expires_on\" is missing")]),
        (HEADINGS.replace("expires_on", "expires_on,id"), &[(119, "the column \"id\" stands twice")]),
        (HEADINGS.replace("expires_on", "expires_on,"), &[(119, "a waiver has no column \"\"")]),
        ("\u{feff}".to_owned(), &[(1, "there are no headings")]),
        (String::new(), &[(1, "there are no headings")]),
    ];
    for (text, expected) in table {
        let found = wrong(&text);
        let found: Vec<_> = found
            .iter()
            .map(|(code, line, column, message)| {
                assert_eq!((*code, *line), ("OV0171", 1), "{text}");
                (*column, message.as_str())
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }
    let message = "the headings are not those of waivers".to_owned();
    assert_eq!(wrong(&HEADINGS.replace(',', ";")), [("OV0171", 1, 1, message)]);
}

#[test]
fn waivers_are_read_whatever_else_is_wrong() {
    let text = RIGHT.replacen("iban = \"IBAN\"", "ibn = \"IBAN\"", 1);
    let waivers = format!("{HEADINGS}W-1,,,,,,,,,,,,\n");
    let files = BTreeMap::from([(DOCUMENT, &*text), ("codes/regeling.csv", CODES), (WAIVERS, &*waivers)]);
    let Err(LoadError::Invalid(problems)) = parse(&files) else { panic!("it is wrong") };
    let is_there =
        |problem: &&Diagnostic| problem.span.as_ref().is_some_and(|span| span.source.path == Path::new(WAIVERS));
    assert_eq!(problems.iter().filter(is_there).count(), 9);
    assert!(problems.len() > 9);
}
