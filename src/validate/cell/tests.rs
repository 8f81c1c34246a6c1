//! Cells, domain by domain.

use super::*;
use crate::catalog::codes;
use crate::domain::MonthFormat;

const DUTCH: Notations = Notations {
    amount: Notation::DUTCH,
    unit: Unit::Euro,
    date: DateFormat::DayMonthYear,
    month: MonthForm::Month(MonthFormat::MonthYear),
};

fn shown(domain: Domain, text: &str) -> String {
    match read(domain, text, DUTCH) {
        Ok(Value::Null) => "null".to_owned(),
        Ok(Value::Integer(value)) => value.to_string(),
        Ok(Value::Text(text)) => format!("'{text}'"),
        Err(CellProblem { expected, reason, sentinel }) => {
            format!("{}{expected}: {reason}", if sentinel { "unknown? " } else { "" })
        }
    }
}

#[test]
fn values_are_read_by_their_domain() {
    let table = [
        (Domain::Text, " as it stands", "' as it stands'"),
        (Domain::Code(codes::VERDELING), "rest", "'rest'"),
        (Domain::Bsn, "111222333", "'111222333'"),
        (Domain::Iban, "NL91 ABNA 0417 1643 00", "'NL91ABNA0417164300'"),
        (Domain::Money, "1.052,32", "105232"),
        (Domain::Money, "-36,44", "-3644"),
        (Domain::Date, "31-12-2020", "'2020-12-31'"),
        (Domain::PartialDate, "00-07-1958", "'1958-07-00'"),
        (Domain::PartialDate, "00-00-0000", "'0000-00-00'"),
        (Domain::Month, "12-2020", "'2020-12'"),
        (Domain::Integer, "007", "7"),
        (Domain::Flag, "1", "1"),
        (Domain::SecretFlag, "0", "0"),
        (Domain::Municipality, "301", "'0301'"),
        (Domain::Postcode, "7071 AA", "'7071AA'"),
        (Domain::Postcode, "7071AA", "'7071AA'"),
        (Domain::AdministrationNumber, "1010101025", "'1010101025'"),
    ];
    for (domain, text, expected) in table {
        assert_eq!(shown(domain, text), expected, "{text}");
    }
}

#[test]
fn what_cannot_be_read_says_what_was_expected() {
    let table = [
        (Domain::Code(codes::VERDELING), "REST", "one of rest, vast: not among them"),
        (Domain::Integer, "12a", "a whole number: not digits alone"),
        (Domain::Integer, "+5", "a whole number: not digits alone"),
        (Domain::Integer, "99999999999999999999", "a whole number: not digits alone"),
        (Domain::Flag, "J", "yes or no: neither"),
        (Domain::Postcode, "7071 SS", "a postcode such as 7071 AA: not one"),
        (Domain::Postcode, "0071 AA", "a postcode such as 7071 AA: not one"),
        (Domain::Postcode, "7071  AA", "a postcode such as 7071 AA: not one"),
        (Domain::Postcode, "70 71AA", "a postcode such as 7071 AA: not one"),
        (Domain::Postcode, "7071 aa", "a postcode such as 7071 AA: not one"),
        (Domain::Postcode, "AA", "a postcode such as 7071 AA: not one"),
        (Domain::Postcode, "é", "a postcode such as 7071 AA: not one"),
        (Domain::AdministrationNumber, "1010101026", "an A-nummer of ten digits: its check fails"),
        (Domain::Date, "29-02-2021", "a date written dd-mm-yyyy: a day that does not exist"),
    ];
    for (domain, text, expected) in table {
        assert_eq!(shown(domain, text), expected, "{text}");
    }
}

#[test]
fn a_year_that_no_case_has_is_taken_for_unknown_in_every_kind_of_date() {
    for (domain, text) in [
        (Domain::Date, "31-12-9999"),
        (Domain::Date, "01-01-0001"),
        (Domain::PartialDate, "31-12-9999"),
        (Domain::PartialDate, "00-00-9999"),
        (Domain::Month, "12-9999"),
    ] {
        let problem = read(domain, text, DUTCH).expect_err(text);
        assert!(problem.sentinel && problem.reason == "a year that no case has", "{text}: {problem:?}");
    }
    for (domain, text) in [(Domain::Date, "01-01-1800"), (Domain::Date, "31-12-2200")] {
        assert!(read(domain, text, DUTCH).is_ok(), "{text}");
    }
}

#[test]
fn texts_that_old_systems_write_for_unknown_are_known() {
    for text in ["9999", "99999999", "999999999", "00000000", "99-99-9999", "31-12-9999", "9999-12-31", "99991231"] {
        assert!(is_sentinel(text), "{text}");
    }
    for text in ["", "-", "999", "0000", "0", "123459999", "99991", "1999-12-31", "9999,99", "9999 AA", "--------"] {
        assert!(!is_sentinel(text), "{text}");
    }
    let problem = read(Domain::AdministrationNumber, "9999999999", DUTCH).expect_err("no number");
    assert!(problem.sentinel);
}

#[test]
fn a_number_that_a_spreadsheet_shortened_is_named_as_such() {
    for domain in [Domain::Bsn, Domain::Iban, Domain::Money, Domain::Date, Domain::Integer, Domain::Municipality] {
        for text in ["1,02E+08", "1.02E+08", "1E+08", "-1,5e-07"] {
            let problem = read(domain, text, DUTCH).expect_err(text);
            assert_eq!(problem.reason, "a number that a spreadsheet shortened: its digits are lost", "{text}");
        }
    }
    for text in ["1E08", "E+08", "1,E+08", "1,02E+", "1,02E+0x", "12,E"] {
        let problem = read(Domain::Money, text, DUTCH).expect_err(text);
        assert!(!problem.reason.contains("spreadsheet"), "{text}");
    }
    assert_eq!(shown(Domain::Text, "1,02E+08"), "'1,02E+08'");
}

#[test]
fn an_administration_number_of_any_length_is_read_without_a_fall() {
    for length in 0..200 {
        let text = "1".repeat(length);
        assert!(read(Domain::AdministrationNumber, &text, DUTCH).is_err(), "{length}");
    }
}

#[test]
fn a_month_may_be_told_by_a_date_in_it() {
    let by_date = Notations { month: MonthForm::Date(DateFormat::Compact), ..DUTCH };
    assert_eq!(read(Domain::Month, "20191231", by_date), Ok(owned("2019-12".to_owned())));
    let problem = read(Domain::Month, "20190231", by_date).expect_err("no day");
    assert_eq!(problem.expected, "a date written yyyymmdd");
}

#[test]
fn cents_are_read_without_any_mark() {
    let cents = Notations { unit: Unit::Cent, ..DUTCH };
    assert_eq!(read(Domain::Money, "105232", cents), Ok(Value::Integer(105_232)));
    assert!(read(Domain::Money, "1.052,32", cents).is_err());
}

#[test]
fn dates_are_written_as_iso() {
    let date = DateFormat::DayMonthYear.parse("05-01-0821").expect("a date");
    assert_eq!(iso(date), "0821-01-05");
}
