//! One cell, from trimmed text to a value of its target column's domain.
//!
//! Reading is strict and pure: nothing is repaired here. Declared repairs, sentinels and codes come before, in the
//! conversion.

use std::borrow::Cow;

use crate::catalog::Domain;
use crate::domain::{Bsn, Date, DateFormat, Iban, Money, MonthFormat, MunicipalityCode, Notation};
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
    pub month: MonthFormat,
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
pub fn read(domain: Domain, text: &str, notations: &Notations) -> Result<Value<'static>, CellProblem> {
    match domain {
        Domain::Text => Ok(owned(text.to_owned())),
        Domain::Code(codes) => match codes.iter().find(|code| code.code == text) {
            Some(code) => Ok(Value::Text(Cow::Borrowed(code.code))),
            None => {
                let known = codes.iter().map(|code| code.code).collect::<Vec<_>>().join(", ");
                Err(problem(format!("one of {known}"), "not among them"))
            }
        },
        Domain::Bsn => parsed(text, Bsn::parse(text).map(Bsn::expose), "a BSN of nine digits"),
        Domain::Iban => parsed(text, Iban::parse(text).map(|iban| iban.as_str().to_owned()), "an IBAN"),
        Domain::Money => money(text, notations),
        Domain::Date => date(text, notations),
        Domain::PartialDate => {
            let expected = format!("a date written {}, zeros for what is unknown", notations.date);
            parsed(text, notations.date.parse_partial(text).map(|date| date.to_string()), &expected)
        }
        Domain::Month => {
            let expected = format!("a month written {}", notations.month);
            parsed(text, notations.month.parse(text).map(|month| month.to_string()), &expected)
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
            parsed(text, MunicipalityCode::parse(text).map(|code| code.to_string()), "a municipality code")
        }
        Domain::Postcode => postcode(text),
        Domain::AdministrationNumber => administration_number(text),
    }
}

/// Tells whether a text is one that old systems write for "unknown".
#[must_use]
pub fn is_sentinel(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.len() >= 8
        && text.chars().all(|character| character.is_ascii_digit() || character == '-')
        && (digits.bytes().all(|byte| byte == b'9')
            || digits.bytes().all(|byte| byte == b'0')
            || digits.ends_with("9999")
            || digits.starts_with("9999"))
}

fn owned(text: String) -> Value<'static> {
    Value::Text(Cow::Owned(text))
}

fn parsed<E: ToString>(text: &str, result: Result<String, E>, expected: &str) -> Result<Value<'static>, CellProblem> {
    result.map(owned).map_err(|error| {
        let sentinel = is_sentinel(text);
        CellProblem { expected: expected.to_owned(), reason: error.to_string(), sentinel }
    })
}

fn money(text: &str, notations: &Notations) -> Result<Value<'static>, CellProblem> {
    let (result, expected) = match notations.unit {
        Unit::Euro => {
            let Notation { decimal, thousands } = notations.amount;
            let grouping = thousands.map_or(String::new(), |mark| format!(" and thousands \"{}\"", char::from(mark)));
            let expected = format!("an amount in euros with decimal \"{}\"{grouping}", char::from(decimal));
            (Money::parse(text, notations.amount), expected)
        }
        Unit::Cent => (Money::parse_cents(text), "a whole number of cents".to_owned()),
    };
    match result {
        Ok(amount) => Ok(Value::Integer(amount.cents())),
        Err(error) => Err(problem(expected, &error.to_string())),
    }
}

fn date(text: &str, notations: &Notations) -> Result<Value<'static>, CellProblem> {
    let expected = format!("a date written {}", notations.date);
    match notations.date.parse(text) {
        Ok(date) if (1800..=2200).contains(&date.year()) => Ok(owned(iso(date))),
        Ok(_) => Err(CellProblem { expected, reason: "a year that no case has".to_owned(), sentinel: true }),
        Err(error) => Err(CellProblem { expected, reason: error.to_string(), sentinel: is_sentinel(text) }),
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

fn postcode(text: &str) -> Result<Value<'static>, CellProblem> {
    let compact: String = text.chars().filter(|character| *character != ' ').collect();
    let known = match compact.as_bytes() {
        [first, rest @ .., l1, l2] => {
            rest.len() == 3
                && (b'1'..=b'9').contains(first)
                && rest.iter().all(u8::is_ascii_digit)
                && l1.is_ascii_uppercase()
                && l2.is_ascii_uppercase()
                && !matches!((l1, l2), (b'S', b'A' | b'D' | b'S'))
        }
        [..] => false,
    };
    if known { Ok(owned(compact)) } else { Err(problem("a postcode such as 7071 AA".to_owned(), "not one")) }
}

/// Source: Logisch Ontwerp BRP, A-nummer.
fn administration_number(text: &str) -> Result<Value<'static>, CellProblem> {
    let digits: Vec<u64> = text.bytes().filter(u8::is_ascii_digit).map(|byte| u64::from(byte - b'0')).collect();
    let sum: u64 = digits.iter().sum();
    let weighted: u64 = digits.iter().enumerate().map(|(place, digit)| digit << place).sum();
    let known =
        text.len() == 10 && digits.len() == 10 && digits[0] != 0 && matches!(sum % 11, 0 | 5) && weighted % 11 == 0;
    if known {
        Ok(owned(text.to_owned()))
    } else {
        Err(problem("an A-nummer of ten digits".to_owned(), "its check fails"))
    }
}

fn problem(expected: String, reason: &str) -> CellProblem {
    CellProblem { expected, reason: reason.to_owned(), sentinel: false }
}
