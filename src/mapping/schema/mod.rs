//! The JSON Schema of the mapping language, for editors that complete and check what is typed.
//!
//! It is made from the registries of the language and the catalogue of the target, so that it knows no key, word or
//! column that they do not know. It is draft-07, the newest that editors of TOML understand. They look for completions
//! in properties alone and never behind a condition: so `columns` offers the columns of every table, and conditions on
//! `to` then hold a map to those of its own. Of blocks that may be several it knows the form `[[…]]` alone. Deliberately
//! absent: names that a mapping chooses itself, which `check` resolves, and the difference between a date and a text
//! that looks like one, which JSON does not have.

mod columns;
mod conditions;
mod keys;
mod values;

use serde_json::{Map, Value, json};

use crate::mapping::DOCUMENT;

/// The file that the shipped mappings refer to.
pub const FILE: &str = "mapping.schema.json";

/// Returns the schema as text: what fits on a line stands on one.
#[must_use]
pub fn text() -> String {
    let mut text = String::new();
    write(&mut text, &schema(), 0);
    text + "\n"
}

/// Returns the schema.
#[must_use]
pub fn schema() -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".to_owned(), json!("A mapping of overdracht"));
    schema.append(&mut keys::block(DOCUMENT));
    let mut definitions = conditions::definitions();
    definitions.append(&mut columns::definitions());
    schema.insert("definitions".to_owned(), Value::Object(definitions));
    Value::Object(schema)
}

/// How long a line may be.
const WIDTH: usize = 120;

fn write(out: &mut String, value: &Value, indent: usize) {
    let flat = value.to_string();
    let entries: Vec<(String, &Value)> = match value {
        Value::Object(entries) => entries.iter().map(|(key, value)| (format!("{}: ", json!(key)), value)).collect(),
        Value::Array(entries) => entries.iter().map(|value| (String::new(), value)).collect(),
        _ => Vec::new(),
    };
    let used = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
    if entries.is_empty() || used + flat.len() < WIDTH {
        return out.push_str(&flat);
    }
    let (open, close) = if value.is_object() { ('{', '}') } else { ('[', ']') };
    out.push(open);
    for (place, (key, value)) in entries.iter().enumerate() {
        out.push_str(if place > 0 { ",\n" } else { "\n" });
        out.push_str(&"  ".repeat(indent + 1));
        out.push_str(key);
        write(out, value, indent + 1);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(indent));
    out.push(close);
}

/// Refers to a definition.
fn refers_to(definition: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

/// Makes an object of entries, in their order.
fn object(entries: impl IntoIterator<Item = (&'static str, Value)>) -> Map<String, Value> {
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
pub(super) mod tests;
