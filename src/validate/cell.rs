//! One cell, from trimmed text to a value of its target column's domain.
//!
//! Reading is strict and pure: nothing is repaired here. Declared repairs, sentinels and codes come before, in the
//! conversion.

use std::borrow::Cow;

use crate::catalog::Domain;
use crate::domain::{Bsn, Date, DateFormat, Iban, Money, MonthForm, MunicipalityCode, Notation};
use crate::mapping::model::Unit;

/// A value of the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// Cents, a count or a flag.
    Integer(i64),
    /// Everything else.
    Text(Cow<'a, str>),
}

/// How the delivery writes what needs declaring.
#[derive(Clone, Copy, Debug)]
pub struct Notations {
    /// Amounts.
    pub amount: Notation,
    /// In what amounts are written.
    pub unit: Unit,
    /// Dates.
    pub date: DateFormat,
    /// Months.
    pub month: MonthForm,
}

/// Why a text is no value of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellProblem {
    /// What was expected, as in "a date written dd-mm-yyyy".
    pub expected: String,
    /// What is wrong with the text.
    pub reason: String,
    /// Whether it is a text that old systems write for "unknown".
    pub sentinel: bool,
}

/// Reads a text that is not empty.
///
/// # Errors
/// Says what was expected and what is wrong.
pub fn read(domain: Domain, text: &str, notations: Notations) -> Result<Value<'static>, CellProblem> {
    read_strictly(domain, text, notations).map_err(|found| {
        if !is_shortened(text) {
            return found;
        }
        CellProblem { reason: SHORTENED.to_owned(), ..found }
    })
}

fn read_strictly(domain: Domain, text: &str, notations: Notations) -> Result<Value<'static>, CellProblem> {
    match domain {
        Domain::Text => Ok(owned(text.to_owned())),
        Domain::Code(codes) => {
            let found = codes.iter().find(|code| code.code == text);
            let found = found.map(|code| Value::Text(Cow::Borrowed(code.code)));
            found.ok_or_else(|| {
                let known = codes.iter().map(|code| code.code).collect::<Vec<_>>().join(", ");
                problem(format!("one of {known}"), "not among them")
            })
        }
        Domain::Bsn => parsed(text, Bsn::parse(text).map(Bsn::expose), || "a BSN of nine digits".to_owned()),
        Domain::Iban => parsed(text, Iban::parse(text).map(|iban| iban.as_str().to_owned()), || "an IBAN".to_owned()),
        Domain::Money => money(text, notations),
        Domain::Date => {
            dated(text, notations.date.parse(text).map(iso), || format!("a date written {}", notations.date))
        }
        Domain::PartialDate => {
            let expected = || format!("a date written {}, zeros for what is unknown", notations.date);
            dated(text, notations.date.parse_partial(text).map(|date| date.to_string()), expected)
        }
        Domain::Month => {
            let expected = || match notations.month {
                MonthForm::Month(format) => format!("a month written {format}"),
                MonthForm::Date(format) => format!("a date written {format}"),
            };
            dated(text, notations.month.parse(text).map(|month| month.to_string()), expected)
        }
        Domain::Integer => match text.parse::<i64>() {
            Ok(number) if text.bytes().all(|byte| byte.is_ascii_digit()) => Ok(Value::Integer(number)),
            _ => Err(problem("a whole number".to_owned(), "not digits alone")),
        },
        Domain::Flag | Domain::SecretFlag => match text {
            "1" => Ok(Value::Integer(1)),
            "0" => Ok(Value::Integer(0)),
            _ => Err(problem("yes or no".to_owned(), "neither")),
        },
        Domain::Municipality => {
            let expected = || "a municipality code".to_owned();
            parsed(text, MunicipalityCode::parse(text).map(|code| code.to_string()), expected)
        }
        Domain::Postcode => postcode(text),
        Domain::AdministrationNumber => administration_number(text),
    }
}

/// Tells whether a text is one that old systems write for "unknown": nines or zeros alone, at least four of them in
/// nines and eight in zeros, or a date of which the year is 9999.
#[must_use]
pub fn is_sentinel(text: &str) -> bool {
    let digits = || text.bytes().filter(u8::is_ascii_digit);
    let count = digits().count();
    if count < 4 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return false;
    }
    let all = |wanted: u8| digits().all(|digit| digit == wanted);
    let is_date = count == 8 && (text.len() == 8 || text.len() == 10);
    all(b'9') || (count >= 8 && all(b'0')) || (is_date && (text.starts_with("9999") || text.ends_with("9999")))
}

/// Refuses a text that names something, such as the number of a case, where a spreadsheet shortened it.
///
/// # Errors
/// Says what was expected and what is wrong.
pub fn check_name(text: &str) -> Result<(), CellProblem> {
    if is_shortened(text) && text.contains('+') {
        return Err(problem("a number in full".to_owned(), SHORTENED));
    }
    Ok(())
}

/// What is wrong with a number of which digits are lost.
const SHORTENED: &str = "a number that a spreadsheet shortened: its digits are lost";

/// Tells whether a text is a number as spreadsheets show it where a column is too narrow: `1,02E+08`.
fn is_shortened(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['E', 'e']) else { return false };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = number.split_once([',', '.']).unwrap_or((number, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or_default();
    are_digits(whole.strip_prefix('-').unwrap_or(whole)) && are_digits(decimals) && are_digits(exponent)
}

fn owned(text: String) -> Value<'static> {
    Value::Text(Cow::Owned(text))
}

fn parsed<E: ToString>(
    text: &str,
    result: Result<String, E>,
    expected: impl Fn() -> String,
) -> Result<Value<'static>, CellProblem> {
    result.map(owned).map_err(|error| doubtful(text, expected(), &error.to_string()))
}

/// Takes an ISO date or month unless it is of a year in which no case ran and nobody lived; an unknown year is fine.
fn dated<E: ToString>(
    text: &str,
    result: Result<String, E>,
    expected: impl Fn() -> String,
) -> Result<Value<'static>, CellProblem> {
    let far_off = |iso: &String| iso.get(..4).is_some_and(|year| year != "0000" && !("1800"..="2200").contains(&year));
    if result.as_ref().is_ok_and(far_off) {
        let reason = "a year that no case has".to_owned();
        return Err(CellProblem { expected: expected(), reason, sentinel: true });
    }
    parsed(text, result, expected)
}

fn money(text: &str, notations: Notations) -> Result<Value<'static>, CellProblem> {
    let result = match notations.unit {
        Unit::Euro => Money::parse(text, notations.amount),
        Unit::Cent => Money::parse_cents(text),
    };
    match result {
        Ok(amount) => Ok(Value::Integer(amount.cents())),
        Err(error) => Err(problem(expected_amount(notations), &error.to_string())),
    }
}

fn expected_amount(notations: Notations) -> String {
    let Notation { decimal, thousands } = notations.amount;
    let grouping = thousands.map_or(String::new(), |mark| format!(" and thousands \"{}\"", char::from(mark)));
    match notations.unit {
        Unit::Euro => format!("an amount in euros with decimal \"{}\"{grouping}", char::from(decimal)),
        Unit::Cent => "a whole number of cents".to_owned(),
    }
}

/// Writes a date as the target keeps it.
#[must_use]
pub fn iso(date: Date) -> String {
    let (year, month, day) = (date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs());
    let mut text = String::with_capacity(10);
    for (value, width, mark) in [(year, 1000, "-"), (u16::from(month), 10, "-"), (u16::from(day), 10, "")] {
        let mut place = width;
        while place > 0 {
            text.push(char::from(b'0' + u8::try_from(value / place % 10).unwrap_or_default()));
            place /= 10;
        }
        text.push_str(mark);
    }
    text
}

/// Source: the postcode table of PostNL; SA, SD and SS are never given out.
fn postcode(text: &str) -> Result<Value<'static>, CellProblem> {
    let (digits, letters) = match text.as_bytes() {
        [digits @ .., b' ', l1, l2] | [digits @ .., l1, l2] => (digits, [*l1, *l2]),
        [..] => (&[][..], [0, 0]),
    };
    let known = digits.len() == 4
        && digits.iter().all(u8::is_ascii_digit)
        && digits[0] != b'0'
        && letters.iter().all(u8::is_ascii_uppercase)
        && !matches!(&letters, b"SA" | b"SD" | b"SS");
    if known {
        Ok(owned(text.replace(' ', "")))
    } else {
        Err(doubtful(text, "a postcode such as 7071 AA".to_owned(), "not one"))
    }
}

/// Source: Logisch Ontwerp BRP, A-nummer.
fn administration_number(text: &str) -> Result<Value<'static>, CellProblem> {
    let digits: Vec<u32> = text.chars().filter_map(|character| character.to_digit(10)).collect();
    let known = text.len() == 10 && digits.len() == 10 && digits[0] != 0 && {
        let sum: u32 = digits.iter().sum();
        let weighted: u32 = digits.iter().enumerate().map(|(place, digit)| digit << place).sum();
        matches!(sum % 11, 0 | 5) && weighted.is_multiple_of(11)
    };
    if known {
        Ok(owned(text.to_owned()))
    } else {
        Err(doubtful(text, "an A-nummer of ten digits".to_owned(), "its check fails"))
    }
}

/// A problem with a text that may be one that old systems write for "unknown".
fn doubtful(text: &str, expected: String, reason: &str) -> CellProblem {
    CellProblem { expected, reason: reason.to_owned(), sentinel: is_sentinel(text) }
}

fn problem(expected: String, reason: &str) -> CellProblem {
    CellProblem { expected, reason: reason.to_owned(), sentinel: false }
}

#[cfg(test)]
mod tests;
