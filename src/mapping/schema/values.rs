//! Values that a target column can hold, as a mapping writes them, and closed lists of names.

use serde_json::{Value, json};

use crate::catalog::codes::GEMEENTE;
use crate::catalog::{CodeValue, Column, Domain};

/// Describes the values of a column.
pub(super) fn of(column: &Column) -> Value {
    match column.domain {
        Domain::Code(list) => codes(list),
        Domain::Flag | Domain::SecretFlag => flag(),
        Domain::Municipality => {
            let mut list = codes(GEMEENTE);
            let others = json!({ "type": ["string", "integer"], "pattern": "^(GM)?[0-9]{1,4}$" });
            list["description"] = json!("A municipality code of four digits.");
            json!({ "anyOf": [list, others] })
        }
        Domain::Money | Domain::Integer => pattern("-?[0-9]+", "A whole number."),
        Domain::Bsn => pattern("[0-9]{9}", "A burgerservicenummer of nine digits."),
        Domain::Date => pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}", "A date such as 2021-01-31."),
        Domain::PartialDate => {
            pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}", "A date such as 1958-07-00, with zeros for what is not known.")
        }
        Domain::Month => pattern("[0-9]{4}-[0-9]{2}", "A month such as 2021-01."),
        Domain::Text | Domain::Iban | Domain::Postcode | Domain::AdministrationNumber => {
            json!({ "type": ["string", "integer", "boolean"], "minLength": 1 })
        }
    }
}

/// Describes one of a few names, each with what it means.
pub(super) fn choice<'n>(names: impl IntoIterator<Item = (&'n str, String)>) -> Value {
    let (names, docs): (Vec<&str>, Vec<String>) = names.into_iter().unzip();
    json!({ "enum": names, "x-taplo": { "docs": { "enumValues": docs } } })
}

/// Describes codes of the target; one that is a number may be written as such.
fn codes(list: &[CodeValue]) -> Value {
    let meaning = |code: &CodeValue| json!(format!("{} ({})", code.english, code.dutch));
    let number = |code: &CodeValue| code.code.parse::<i64>().ok().filter(|number| number.to_string() == code.code);
    let texts = list.iter().map(|code| (json!(code.code), meaning(code)));
    let numbers = list.iter().filter_map(|code| Some((json!(number(code)?), meaning(code))));
    let (values, docs): (Vec<Value>, Vec<Value>) = texts.chain(numbers).unzip();
    json!({ "enum": values, "x-taplo": { "docs": { "enumValues": docs } } })
}

/// Describes yes and no; the first two are the ways to write them.
fn flag() -> Value {
    json!({ "enum": [true, false, 1, 0, "1", "0", "true", "false"] })
}

fn pattern(pattern: &str, english: &str) -> Value {
    json!({ "description": english, "type": ["string", "integer"], "pattern": format!("^{pattern}$") })
}
