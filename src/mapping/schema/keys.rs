//! Blocks of the language with their keys.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{columns, conditions, object, values};
use crate::catalog::{self, Domain, Filled, Table};
use crate::diag::codes::{delivery, workbook};
use crate::mapping::language::keys::{self, Block, Choice, Key, Need, Takes};

/// Describes a block of the language; nothing where there is none of that name.
pub(super) fn block(name: &str) -> Map<String, Value> {
    let Some(block) = keys::block(name) else { return Map::new() };
    let mut schema = object([("description", json!(block.english)), ("type", json!("object"))]);
    let properties = block.keys.iter().map(|key| (key.name.to_owned(), Value::Object(property(key))));
    schema.insert("properties".to_owned(), Value::Object(properties.collect()));
    let required: Vec<&str> = block.keys.iter().filter(|key| key.need == Need::Always).map(|key| key.name).collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    match block.others {
        Some(takes) => {
            schema.insert("propertyNames".to_owned(), json!({ "pattern": NAME }));
            schema.insert("additionalProperties".to_owned(), Value::Object(takes_of(&takes)));
        }
        None => drop(schema.insert("additionalProperties".to_owned(), json!(false))),
    }
    let mut dependencies = dependencies(block);
    if block.name == "map" {
        dependencies.insert("to".to_owned(), columns::by_table());
    }
    if !dependencies.is_empty() {
        schema.insert("dependencies".to_owned(), Value::Object(dependencies));
    }
    let unless = block.keys.iter().filter_map(|key| match key.need {
        Need::Unless(other) => Some(json!({ "anyOf": [{ "required": [other] }, { "required": [key.name] }] })),
        _ => None,
    });
    let unless: Vec<Value> = unless.collect();
    if !unless.is_empty() {
        schema.insert("allOf".to_owned(), json!(unless));
    }
    let without: Vec<&Key> = block.keys.iter().filter(|key| matches!(key.need, Need::Without(_))).collect();
    if let Some(Need::Without(other)) = without.first().map(|key| key.need) {
        let names: Vec<&str> = without.iter().map(|key| key.name).collect();
        schema.insert("anyOf".to_owned(), json!([{ "required": [other] }, { "required": names }]));
    }
    schema
}

/// A name that can name a file.
const NAME: &str = "^[a-z0-9_-]+$";

/// Describes what must stand beside a key, and what has a place where it has some value.
fn dependencies(block: &Block) -> Map<String, Value> {
    let mut dependencies: Map<String, Value> = Map::new();
    for key in block.keys {
        match key.need {
            Need::Beside(other) => drop(dependencies.insert(other.to_owned(), json!([key.name]))),
            Need::Without(other) => drop(dependencies.insert(other.to_owned(), json!({ "maxProperties": 1 }))),
            Need::Unless(other) => add(&mut dependencies, other, [json!({ "properties": { key.name: false } })]),
            Need::With(other) => {
                add(&mut dependencies, other, [json!({ "required": [key.name] })]);
                add(&mut dependencies, key.name, [json!({ "required": [other] })]);
            }
            Need::Where(other, value) | Need::MayWhere(other, value) => {
                add(&mut dependencies, other, by_value(block, key, other, value));
            }
            Need::Always | Need::Never => {}
        }
    }
    dependencies
}

/// Adds what must hold where a key is there.
fn add(dependencies: &mut Map<String, Value>, key: &str, demands: impl IntoIterator<Item = Value>) {
    let all = dependencies.entry(key).or_insert_with(|| json!({ "allOf": [] }));
    if let Some(all) = all["allOf"].as_array_mut() {
        all.extend(demands);
    }
}

/// Demands a key where another has a value, if it must be there, and refuses it where that has any other one.
fn by_value(block: &Block, key: &Key, other: &str, value: &str) -> Vec<Value> {
    let has = |values: &[&str]| json!({ "properties": { other: { "enum": values } } });
    let choices = match block.key(other).map(|other| other.takes) {
        Some(Takes::Choice(choices)) => choices,
        _ => &[],
    };
    let others: Vec<&str> = choices.iter().map(|choice| choice.name).filter(|name| *name != value).collect();
    let refused = json!({ "if": has(&others), "then": { "properties": { key.name: false } } });
    let demanded = json!({ "if": has(&[value]), "then": { "required": [key.name] } });
    let is_needed = matches!(key.need, Need::Where(..));
    is_needed.then_some(demanded).into_iter().chain([refused]).collect()
}

fn property(key: &Key) -> Map<String, Value> {
    let mut schema = object([("description", json!(key.english))]);
    let mut takes = takes_of(&key.takes);
    takes.remove("description");
    schema.append(&mut takes);
    schema
}

/// Describes what stands under a key.
fn takes_of(takes: &Takes) -> Map<String, Value> {
    let text = || json!({ "type": "string", "pattern": "\\S" });
    let texts = || json!({ "type": ["string", "array"], "items": { "type": "string" }, "minItems": 1 });
    let cells = || json!({ "type": "object", "additionalProperties": { "type": "string" } });
    let values_of_rows =
        || json!({ "type": "object", "additionalProperties": { "type": ["string", "integer", "boolean"] } });
    let value = match takes {
        Takes::Version => json!({ "const": 1 }),
        Takes::Text | Takes::MergeColumn => text(),
        Takes::Texts => texts(),
        Takes::Name => json!({ "type": "string", "pattern": NAME }),
        Takes::Date => json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Takes::Number(least, most) => number(*least, *most),
        Takes::Mark => json!({ "type": "string", "pattern": "^[^A-Za-z0-9]$" }),
        Takes::Percentage => json!({ "type": "string", "pattern": "^[1-9][0-9]{2,}%$" }),
        Takes::Choice(choices) => choice(choices),
        Takes::Sheet => json!({ "type": ["string", "integer"], "pattern": "\\S", "minimum": 1 }),
        Takes::Condition => Value::Object(conditions::condition()),
        Takes::Values => Value::Object(conditions::values()),
        Takes::MappedTable => tables(|table| table.filled == Filled::Mapped),
        Takes::TargetTables => texts_of(&tables(|_| true)),
        Takes::TargetColumns => texts_of(&columns::paths()),
        Takes::Columns => columns::of_any_table(),
        Takes::Reasons => json!({ "type": "object", "additionalProperties": text() }),
        Takes::Amounts => {
            let money = columns::mapped().filter(|(_, column)| column.domain == Domain::Money);
            let names: BTreeSet<&str> = money.map(|(_, column)| column.name).collect();
            json!({ "type": "object", "additionalProperties": { "enum": names }, "minProperties": 1 })
        }
        Takes::Marker => {
            json!({ "type": "object", "additionalProperties": text(), "minProperties": 1, "maxProperties": 1 })
        }
        Takes::Headings => json!({ "type": "object", "additionalProperties": texts() }),
        Takes::Given => json!({
            "type": "object",
            "additionalProperties": { "type": ["string", "array", "object"], "items": values_of_rows() },
        }),
        Takes::Beside => json!({
            "type": "object",
            "additionalProperties": { "type": ["array", "object"], "items": cells() },
        }),
        Takes::Expected => json!({
            "type": ["object", "array"],
            "items": values_of_rows(),
            "additionalProperties": { "type": ["string", "integer", "boolean"] },
        }),
        Takes::Findings => {
            let codes = delivery::ALL.iter().chain(&workbook::ALL);
            let one = values::choice(codes.map(|code| (code.id, code.title.to_owned())));
            json!({ "type": ["string", "array"], "items": one })
        }
        Takes::Block(name) => Value::Object(block(name)),
        Takes::Blocks(name) => json!({ "type": "array", "items": block(name) }),
        Takes::TextOr(name) => text_or(name),
        Takes::TextsOr(name) => or(&["string", "array", "object"], texts(), block(name)),
        Takes::ChoiceOr(choices, name) => {
            let names: Vec<&str> = choices.iter().map(|choice| choice.name).collect();
            let pattern = json!({ "pattern": format!("^({})$", names.join("|")) });
            or(&["string", "object"], pattern, block(name))
        }
    };
    match value {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

/// Describes a text, or a block that says more.
pub(super) fn text_or(name: &str) -> Value {
    or(&["string", "object"], json!({ "pattern": "\\S" }), block(name))
}

/// Describes one of the names that keys of a block take.
pub(super) fn choices_of(name: &str, names: &[&str]) -> Value {
    let keys = names.iter().filter_map(|key| keys::block(name)?.key(key));
    let choices = keys.flat_map(|key| match key.takes {
        Takes::Choice(choices) => choices,
        _ => &[],
    });
    values::choice(choices.map(|choice| (choice.name, choice.english.to_owned())))
}

/// Describes a list of what is described; a text stands for a list of one.
fn texts_of(value: &Value) -> Value {
    json!({ "type": ["string", "array"], "items": value, "minItems": 1 })
}

/// Describes what can be written in a short form, or as a block that says more.
fn or(types: &[&str], short: Value, mut block: Map<String, Value>) -> Value {
    let mut schema = object([("type", json!(types))]);
    if let Value::Object(mut short) = short {
        schema.append(&mut short);
        schema["type"] = json!(types);
    }
    block.remove("type");
    block.remove("description");
    schema.append(&mut block);
    Value::Object(schema)
}

fn number(least: i64, most: i64) -> Value {
    let mut number = json!({ "type": "integer", "minimum": least });
    if most < i64::MAX {
        number["maximum"] = json!(most);
    }
    number
}

fn choice(choices: &[Choice]) -> Value {
    values::choice(choices.iter().map(|choice| (choice.name, choice.english.to_owned())))
}

fn tables(wanted: impl Fn(&Table) -> bool) -> Value {
    let tables = catalog::tables().iter().filter(|table| wanted(table));
    values::choice(tables.map(|table| (table.name, format!("{}\n\n{}", table.english, table.dutch))))
}
