//! Conditions on delivered cells: tables of tests, or lists of such tables.

use serde_json::{Map, Value, json};

use super::{object, refers_to};
use crate::mapping::language::{Kind, of};

/// Describes a condition, of which any table may hold.
pub(super) fn condition() -> Map<String, Value> {
    tables_of("condition", "test")
}

/// Describes a condition that names the values of the column by which cases go.
pub(super) fn values() -> Map<String, Value> {
    tables_of("values", "value")
}

fn tables_of(group: &str, test: &str) -> Map<String, Value> {
    object([
        ("type", json!(["object", "array"])),
        ("additionalProperties", refers_to(test)),
        ("minProperties", json!(1)),
        ("items", refers_to(group)),
        ("minItems", json!(1)),
    ])
}

/// Defines what conditions are made of.
pub(super) fn definitions() -> Map<String, Value> {
    let group = |test: &str| json!({ "type": "object", "minProperties": 1, "additionalProperties": refers_to(test) });
    let text = json!({ "type": "string", "pattern": "\\S" });
    let words: Map<String, Value> = of(Kind::Condition)
        .map(|word| {
            let mut says = match word.name {
                "is" => json!({ "enum": ["empty", "present"] }),
                "like" => json!({ "type": "string", "pattern": "\\S" }),
                _ => json!({ "type": ["integer", "string"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
            };
            says["description"] = json!(word.english);
            (word.name.to_owned(), says)
        })
        .collect();
    object([
        ("condition", group("test")),
        ("values", group("value")),
        (
            "test",
            json!({
                "description": "What must hold for the cell under this heading: a text, a list of texts, or a table.",
                "type": ["string", "array", "object"],
                "pattern": "\\S",
                "items": text,
                "minItems": 1,
                "properties": words,
                "additionalProperties": false,
                "minProperties": 1,
                "dependencies": { "is": { "maxProperties": 1 }, "like": { "maxProperties": 1 } },
            }),
        ),
        (
            "value",
            json!({
                "description": "The values that go there: a text, a list of texts, or { is = \"empty\" }.",
                "type": ["string", "array", "object"],
                "pattern": "\\S",
                "items": text,
                "minItems": 1,
                "properties": { "is": { "const": "empty" } },
                "required": ["is"],
                "additionalProperties": false,
            }),
        ),
    ])
}
