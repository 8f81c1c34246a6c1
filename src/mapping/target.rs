//! Names of the target, looked up in the catalogue, and values that its columns can hold.

use super::document::Text;
use super::problems::{Problems, did_you_mean, one_of};
use crate::catalog::{self, Column, Domain, Filled};
use crate::diag::codes::mapping as codes;
use crate::domain::{Bsn, DateFormat, Iban, Money, MonthFormat, MunicipalityCode};

/// Finds the target table that a value names.
pub(super) fn table(name: &Text<'_>, problems: &mut Problems) -> Option<&'static catalog::Table> {
    let found = catalog::table(name.text);
    if found.is_none() {
        let help = did_you_mean(name.text, catalog::tables().iter().map(|table| table.name));
        let message = format!("the target has no table \"{}\"", name.text);
        problems.suggest(&codes::UNKNOWN_TARGET_TABLE, name.at.clone(), message, help);
    }
    found
}

/// Finds the target table that a value names, if mappings fill it.
pub(super) fn mapped_table(name: &Text<'_>, problems: &mut Problems) -> Option<&'static catalog::Table> {
    let table = table(name, problems)?;
    let whence = match table.filled {
        Filled::Mapped => return Some(table),
        Filled::Reference => "holds a code list of the target",
        Filled::Computed => "is computed from the other tables",
    };
    let message = format!("\"{}\" {whence}", table.name);
    problems.report(&codes::NOT_FILLED_BY_MAPPINGS, name.at.clone(), message);
    None
}

/// Finds the column of a target table that a value names.
pub(super) fn column(
    table: &'static catalog::Table,
    name: &Text<'_>,
    problems: &mut Problems,
) -> Option<(usize, &'static Column)> {
    let found = table.column(name.text);
    if found.is_none() {
        let help = did_you_mean(name.text, table.columns.iter().map(|column| column.name));
        let message = format!("\"{}\" has no column \"{}\"", table.name, name.text);
        problems.suggest(&codes::UNKNOWN_TARGET_COLUMN, name.at.clone(), message, help);
    }
    found
}

/// Finds a column that is named as `table.column`.
pub(super) fn path(path: &Text<'_>, problems: &mut Problems) -> Option<(&'static catalog::Table, usize)> {
    let Some((owner, name)) = path.text.split_once('.') else {
        let help = Some("write \"table.column\"".to_owned());
        let message = format!("\"{}\" names no column", path.text);
        problems.suggest(&codes::BAD_VALUE, path.at.clone(), message, help);
        return None;
    };
    let table = table(&Text { text: owner, at: path.at.clone() }, problems)?;
    let (place, _) = column(table, &Text { text: name, at: path.at.clone() }, problems)?;
    Some((table, place))
}

/// Brings a text into the notation of a target column: empty is NULL, flags are `1` and `0`, dates are ISO, money is
/// cents.
///
/// # Errors
/// Returns advice where the column cannot hold the text, if there is any to give.
pub(super) fn value(column: &Column, text: &str) -> Result<String, Option<String>> {
    if text.is_empty() {
        return if column.required {
            Err(Some(format!("\"{}\" cannot be empty", column.name)))
        } else {
            Ok(String::new())
        };
    }
    let fits = match column.domain {
        Domain::Text | Domain::Postcode | Domain::AdministrationNumber => true,
        Domain::Code(list) => return among(text, list.iter().map(|code| code.code)),
        Domain::Flag | Domain::SecretFlag => {
            return match text {
                "1" | "true" => Ok("1".to_owned()),
                "0" | "false" => Ok("0".to_owned()),
                _ => Err(Some("write true or false".to_owned())),
            };
        }
        Domain::Municipality => {
            let code = MunicipalityCode::parse(text).map_err(|error| Some(error.to_string()))?.to_string();
            return referred(column, &code);
        }
        Domain::Bsn => Bsn::parse(text).is_ok(),
        Domain::Iban => Iban::parse(text).is_ok(),
        Domain::Money => Money::parse_cents(text).is_ok(),
        Domain::Date => DateFormat::YearMonthDay.parse(text).is_ok(),
        Domain::PartialDate => DateFormat::YearMonthDay.parse_partial(text).is_ok(),
        Domain::Month => MonthFormat::YearMonth.parse(text).is_ok(),
        Domain::Integer => text.parse::<i64>().is_ok(),
    };
    if fits { referred(column, text) } else { Err(Some(format!("\"{}\" holds {}", column.name, noun(column.domain)))) }
}

/// Says what a column of a type holds.
fn noun(domain: Domain) -> &'static str {
    match domain {
        Domain::Bsn => "nine digits that pass the eleven-test",
        Domain::Iban => "an IBAN",
        Domain::Money => "a whole number of cents",
        Domain::Date => "a date such as 2021-01-31",
        Domain::PartialDate => "a date such as 1958-07-00",
        Domain::Month => "a month such as 2021-01",
        Domain::Integer => "a whole number",
        _ => "text",
    }
}

/// Checks a text against the code list that the column refers to, where it refers to one.
fn referred(column: &Column, text: &str) -> Result<String, Option<String>> {
    let table = column.references.and_then(|(name, _)| catalog::table(name));
    match table.filter(|table| table.filled == Filled::Reference) {
        Some(table) => among(text, table.rows.iter().map(|row| row.code)),
        None => Ok(text.to_owned()),
    }
}

fn among(text: &str, mut names: impl Iterator<Item = &'static str> + Clone) -> Result<String, Option<String>> {
    let advice = names.clone();
    if names.any(|name| name == text) { Ok(text.to_owned()) } else { Err(Some(one_of(text, advice))) }
}
