//! Target columns: how each can be made, by what it holds and refers to.
//!
//! Columns that can be made in the same ways share a definition, called a shape here.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{conditions, keys, object, refers_to, values};
use crate::catalog::{self, Column, Domain, Filled, Table};
use crate::mapping::language::{Kind, Word, of};

/// Lists every column that a mapping can fill.
pub(super) fn mapped() -> impl Iterator<Item = (&'static Table, &'static Column)> {
    let tables = catalog::tables().iter().copied().filter(|table| table.filled == Filled::Mapped);
    tables.flat_map(|table| table.columns.iter().map(move |column| (table, column)))
}

/// Describes columns of the target by their full names.
pub(super) fn paths() -> Value {
    let columns =
        |table: &'static Table| table.columns.iter().map(move |column| format!("{}.{}", table.name, column.name));
    let paths: Vec<String> = catalog::tables().iter().flat_map(|table| columns(table)).collect();
    json!({ "enum": paths })
}

/// Describes the columns of any table, for completion: it refuses nothing.
pub(super) fn of_any_table() -> Value {
    let mut by_name: BTreeMap<&str, Vec<(&Table, &Column)>> = BTreeMap::new();
    for (table, column) in mapped() {
        by_name.entry(column.name).or_default().push((table, column));
    }
    let properties = by_name.into_iter().map(|(name, columns)| {
        let told = columns.iter().map(|(table, column)| format!("`{}`: {}", table.name, described(column)));
        let mut shapes: Vec<Value> = Vec::new();
        for (_, column) in &columns {
            let shape = refers_to(&shape(column));
            if !shapes.contains(&shape) {
                shapes.push(shape);
            }
        }
        shapes.push(json!(true));
        let told = told.collect::<Vec<_>>().join("\n\n");
        (name.to_owned(), json!({ "description": told, "properties": {}, "anyOf": shapes }))
    });
    json!({ "type": "object", "properties": properties.collect::<Map<_, _>>() })
}

/// Holds a map to the columns of the table that it fills.
pub(super) fn by_table() -> Value {
    let tables = catalog::tables().iter().filter(|table| table.filled == Filled::Mapped);
    let cases = tables.map(|table| {
        json!({ "if": { "properties": { "to": { "const": table.name } } }, "then": { "properties": of_table(table) } })
    });
    json!({ "allOf": cases.collect::<Vec<_>>() })
}

fn of_table(table: &Table) -> Value {
    let columns = table.columns.iter().map(|column| {
        let shape = refers_to(&shape(column));
        let made = json!({ "description": described(column), "allOf": [shape], "properties": { "if": false } });
        (column.name.to_owned(), made)
    });
    let required = table.columns.iter().filter(|column| column.required).map(|column| column.name);
    let names = table.columns.iter().map(|column| column.name);
    let keys: Vec<&str> =
        table.unique.iter().filter_map(|key| <[&str; 1]>::try_from(*key).ok()).map(|[name]| name).collect();
    json!({
        "columns": {
            "description": format!("{}\n\n{}", table.english, table.dutch),
            "properties": columns.collect::<Map<_, _>>(),
            "required": required.collect::<Vec<_>>(),
            "additionalProperties": false,
        },
        "merge-on": { "enum": keys },
        "leaves-empty": { "propertyNames": { "enum": names.collect::<Vec<_>>() } },
    })
}

/// Says what a column holds, in both languages.
fn described(column: &Column) -> String {
    let demand = match (column.required, column.critical) {
        (true, true) => "\n\nRequired; a value that cannot be read rejects the row.",
        (true, false) => "\n\nRequired.",
        (false, true) => "\n\nA value that cannot be read rejects the row.",
        (false, false) => "",
    };
    format!("{}\n\n{}{demand}", column.english, column.dutch)
}

/// Names the ways in which a column can be made.
fn shape(column: &Column) -> String {
    let holds = match column.domain {
        Domain::Text => "text".to_owned(),
        Domain::Code(list) => {
            let first = mapped().find(|(_, other)| matches!(other.domain, Domain::Code(known) if known == list));
            first.map_or_else(String::new, |(table, column)| format!("code-{}.{}", table.name, column.name))
        }
        Domain::Bsn => "bsn".to_owned(),
        Domain::Iban => "iban".to_owned(),
        Domain::Money => "money".to_owned(),
        Domain::Date => "date".to_owned(),
        Domain::PartialDate => "partial-date".to_owned(),
        Domain::Month => "month".to_owned(),
        Domain::Integer => "integer".to_owned(),
        Domain::Flag | Domain::SecretFlag => "flag".to_owned(),
        Domain::Municipality => "municipality".to_owned(),
        Domain::Postcode => "postcode".to_owned(),
        Domain::AdministrationNumber => "administration-number".to_owned(),
    };
    match column.references {
        Some((table, name)) => format!("{holds}-to-{table}.{name}"),
        None => holds,
    }
}

/// The definition by which a value is made in one way.
const OPERATION: &str = "operation";

/// Defines every word of the language that says how a value is made, and every shape.
pub(super) fn definitions() -> Map<String, Value> {
    let words = of(Kind::Operation).chain(of(Kind::Option));
    let mut definitions: Map<String, Value> =
        words.filter_map(|word| Some((word.name.to_owned(), word_alone(word)?))).collect();
    let mut case = object([("description", json!("When a case of `when` holds; the last case may do without."))]);
    case.append(&mut conditions::condition());
    definitions.insert("if".to_owned(), Value::Object(case));
    let operations = of(Kind::Operation).map(|word| json!({ "required": [word.name] }));
    definitions.insert(OPERATION.to_owned(), json!({ "oneOf": operations.collect::<Vec<_>>() }));
    let mut shapes: BTreeMap<String, &Column> = BTreeMap::new();
    for (_, column) in mapped() {
        shapes.entry(shape(column)).or_insert(column);
    }
    for (name, column) in shapes {
        definitions.insert(name.clone(), made(&name, column));
        definitions.insert(format!("{name}-value"), values::of(column));
    }
    definitions
}

/// Describes the ways in which columns of a shape can be made; a case of `when` is made so too, beside its `if`.
fn made(shape: &str, column: &Column) -> Value {
    let words = || of(Kind::Operation).chain(of(Kind::Option)).filter(|word| word.fits.holds(column, true));
    let property = |word: &Word| {
        let mut says = match word.name {
            "constant" => json!({ "anyOf": [refers_to(&format!("{shape}-value"))] }),
            "codes" => {
                let value = json!({ "anyOf": [refers_to(&format!("{shape}-value")), { "const": "" }] });
                json!({ "type": ["string", "object"], "additionalProperties": value })
            }
            "refers-to" => json!({ "const": column.references.map(|(table, name)| format!("{table}.{name}")) }),
            "when" => {
                let case = json!({ "type": "object", "properties": { "when": false }, "allOf": [refers_to(shape)] });
                json!({ "type": "array", "items": case, "minItems": 1 })
            }
            name => return (name.to_owned(), refers_to(name)),
        };
        says["description"] = json!(word.english);
        (word.name.to_owned(), says)
    };
    let mut properties: Map<String, Value> = words().map(property).collect();
    properties.insert("if".to_owned(), refers_to("if"));
    let mut dependencies = Map::new();
    for word in words() {
        let beside = match word.name {
            "split" => json!(["part"]),
            "because" => json!(["repair"]),
            "constant" | "template" | "when" => json!({ "propertyNames": { "enum": ["if", word.name, "refers-to"] } }),
            _ if !word.fits.holds(column, false) => json!(["codes"]),
            _ => continue,
        };
        dependencies.insert(word.name.to_owned(), beside);
    }
    json!({
        "description": "A delivered heading, or an operation with its options.",
        "type": ["string", "object"],
        "pattern": "\\S",
        "properties": properties,
        "additionalProperties": false,
        "dependencies": dependencies,
        "if": { "type": "object" },
        "then": refers_to(OPERATION),
    })
}

/// Describes what a word takes that takes the same for every column; nothing for the others.
fn word_alone(word: &Word) -> Option<Value> {
    let text = || json!({ "type": "string", "minLength": 1 });
    let texts = || json!({ "type": ["string", "array"], "items": { "type": "string" } });
    let mut says = match word.name {
        "constant" | "codes" | "refers-to" | "when" => return None,
        "first-of" => json!({ "type": "array", "items": { "type": "string" }, "minItems": 2, "uniqueItems": true }),
        "lookup" => Value::Object(keys::block("lookup")),
        "unpivoted" => json!({ "enum": ["heading", "value"] }),
        "part" => json!({
            "type": ["integer", "array"],
            "items": { "type": "integer", "minimum": 1 },
            "minItems": 2,
            "maxItems": 2,
        }),
        "replace" => json!({
            "type": "object",
            "additionalProperties": { "type": "string" },
            "propertyNames": { "minLength": 1 },
            "minProperties": 1,
        }),
        "upper" => json!({ "type": "boolean" }),
        "empty" => texts(),
        "default" => json!({ "type": "string" }),
        "pad" => json!({ "type": "integer", "minimum": 2, "maximum": 32 }),
        "repair" => json!({ "enum": ["left-pad"] }),
        "unit" => json!({ "enum": ["euro", "cent"] }),
        "sign-from" => keys::text_or("sign-from"),
        "date" => keys::choices_of("delivery", &["date"]),
        "month" => keys::choices_of("delivery", &["month", "date"]),
        _ => text(),
    };
    says["description"] = json!(word.english);
    Some(says)
}
