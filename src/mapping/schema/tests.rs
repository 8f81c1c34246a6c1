//! The schema against the shipped mappings, mappings that are broken, and the file that editors read.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::{FILE, schema, text};
use crate::catalog::{self, Filled};

const SERVICES: [&str; 4] = ["het-plein", "laborijn", "sdoa", "tuc"];

fn mappings() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings")
}

fn shipped(service: &str) -> String {
    fs::read_to_string(mappings().join(service).join("mapping.toml")).expect("a mapping")
}

pub(in crate::mapping) fn validator() -> Validator {
    jsonschema::validator_for(&schema()).expect("a schema")
}

/// Turns TOML into JSON as editors do: dates become texts.
pub(in crate::mapping) fn as_json(document: &str) -> Value {
    fn of(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(truth) => json!(truth),
            toml::Value::Datetime(when) => json!(when.to_string()),
            toml::Value::Array(list) => list.into_iter().map(of).collect(),
            toml::Value::Table(table) => Value::Object(entries(table)),
        }
    }
    fn entries(table: toml::Table) -> Map<String, Value> {
        table.into_iter().map(|(key, value)| (key, of(value))).collect()
    }
    Value::Object(entries(toml::from_str(document).expect("TOML")))
}

/// Returns where a document is refused, each place once.
fn refused(validator: &Validator, document: &str) -> Vec<String> {
    let document = as_json(document);
    let mut places: Vec<String> =
        validator.iter_errors(&document).map(|error| error.instance_path().to_string()).collect();
    places.dedup();
    places
}

#[test]
fn the_shipped_mappings_are_taken() {
    let validator = validator();
    for service in SERVICES {
        let document = as_json(&shipped(service));
        let errors: Vec<String> =
            validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new(), "{service}");
    }
}

#[test]
fn a_broken_mapping_is_refused_where_it_is_broken() {
    let validator = validator();
    let right = shipped("laborijn");
    let table = [
        // Unknown keys.
        ("language = \"nl\"", "langage = \"nl\"", "/transfer"),
        ("[[rule]]\nname     = \"case-ends", "[[rules]]\n[[rule]]\nname     = \"case-ends", ""),
        ("merge-on = \"bsn\"", "merge = \"bsn\"", "/map/0"),
        ("empty = [\"00-00-0000\"", "emty = [\"00-00-0000\"", "/map/0/columns/geboortedatum"),
        ("scheme      = \"Regeling\"", "schema      = \"Regeling\"", "/promise"),
        (
            "footer-count   = 2\ndestination-by = { via = \"dossiers\", on = \"Clientnummer\"",
            "footer-counts   = 2\ndestination-by = { via = \"dossiers\", on = \"Clientnummer\"",
            "/delivery/clienten",
        ),
        // Wrong types.
        ("mapping-version = 1", "mapping-version = \"1\"", "/mapping-version"),
        ("cutover  = 2021-01-01", "cutover  = 2021", "/transfer/cutover"),
        ("[\"1509\", \"0237\", \"0295\"]", "[1509]", "/destination/0/when/Gemeentecode/0"),
        (
            "footer-count   = 2\ndestination-by = { via = \"dossiers\", on = \"Clientnummer\"",
            "footer-count   = \"2\"\ndestination-by = { via = \"dossiers\", on = \"Clientnummer\"",
            "/delivery/clienten/footer-count",
        ),
        ("leefvorm             = \"Leefvorm\"", "leefvorm             = 1", "/map/2/columns/leefvorm"),
        ("window      = { months = 3 }", "window      = { months = \"3\" }", "/promise/window/months"),
        // Wrong values of closed lists.
        ("encoding  = \"windows-1252\"", "encoding  = \"latin-1\"", "/delivery/encoding"),
        ("kind = \"municipality\"", "kind = \"city\"", "/destination/0/kind"),
        ("{ BETAALD = \"betaald\"", "{ BETAALD = \"betald\"", "/map/9/columns/status/codes/BETAALD"),
        (
            "rol                 = { constant = \"partner\" }",
            "rol                 = { constant = \"vriend\" }",
            "/map/4/columns/rol/constant",
        ),
        (
            "bsn              = { column = \"BSN\", repair = \"left-pad\"",
            "bsn              = { column = \"BSN\", repair = \"right-pad\"",
            "/map/0/columns/bsn/repair",
        ),
        (
            "severity = \"error\"\n[rule.message]\nnl = \"het dossier eindigt",
            "severity = \"fatal\"\n[rule.message]\nnl = \"het dossier eindigt",
            "/rule/0/severity",
        ),
        ("to   = \"beschikking\"", "to   = \"besluit\"", "/map/5/to"),
        ("is = \"present\"", "is = \"filled\"", "/map/4/where/Partnernummer/is"),
        (
            "refers-to = \"persoon.bsn\" }\njuri",
            "refers-to = \"persoon.id\" }\njuri",
            "/map/1/columns/persoon/refers-to",
        ),
        ("window      = { months = 3 }", "window      = { months = 30 }", "/promise/window/months"),
        ("at-most     = \"150%\"", "at-most     = \"90%\"", "/promise/at-most"),
        // Missing keys.
        ("service  = \"laborijn\"\n", "", "/transfer"),
        ("reason = \"Doetinchem and Aalten remain in Laborijn\"", "", "/stays-behind/0"),
        ("destination-by = \"everywhere\"", "", "/delivery/betaalkalender"),
        ("when = { Gemeentecode = [\"1509\"", "whence = { Gemeentecode = [\"1509\"", "/destination/0"),
        ("iban                = \"IBAN\"\nverdeling", "verdeling", "/map/8/columns"),
        ("account     = \"IBAN\"\n", "", "/promise"),
        // Unknown target columns, of the table or of any.
        ("geslachtsnaam    = \"Achternaam\"", "geslachtnaam    = \"Achternaam\"", "/map/0/columns"),
        ("artikel             = \"Artikel\"", "iban             = \"Artikel\"", "/map/5/columns"),
        // What does not belong beside something else.
        (
            "of      = \"oude-ijsselstreek\"",
            "of      = \"oude-ijsselstreek\"\nwhen = { Gemeentecode = \"1\" }",
            "/destination/1/when",
        ),
        (
            "rol                 = { constant = \"partner\" }",
            "rol                 = { constant = \"partner\", column = \"Rol\" }",
            "/map/4/columns/rol",
        ),
        (
            "artikel             = \"Artikel\"",
            "artikel             = { column = \"Artikel\", split = \",\" }",
            "/map/5/columns/artikel",
        ),
        (
            "naam                = \"Naam\"",
            "naam                = { column = \"Naam\", unit = \"cent\" }",
            "/map/8/columns/naam",
        ),
    ];
    for (old, new, place) in table {
        assert!(right.contains(old), "{old} stands in the mapping");
        let places = refused(&validator, &right.replacen(old, new, 1));
        assert!(places.iter().any(|found| found == place), "{new}: {places:?}");
        let is_near = |found: &String| found.starts_with(place) || place.starts_with(found.as_str());
        assert!(places.iter().all(is_near), "{new}: {places:?}");
    }
}

#[test]
fn columns_are_offered_for_each_table_with_what_they_hold_in_both_languages() {
    let schema = schema();
    let map = &schema["properties"]["map"]["items"];
    for table in catalog::tables().iter().filter(|table| table.filled == Filled::Mapped) {
        let cases = map["dependencies"]["to"]["allOf"].as_array().expect("cases");
        let case = cases.iter().find(|case| case["if"]["properties"]["to"]["const"] == table.name).expect(table.name);
        for column in table.columns {
            for told in [
                &case["then"]["properties"]["columns"]["properties"][column.name]["description"],
                &map["properties"]["columns"]["properties"][column.name]["description"],
            ] {
                let told = told.as_str().expect("a description");
                assert!(told.contains(column.english) && told.contains(column.dutch), "{}.{}", table.name, column.name);
            }
        }
    }
}

#[test]
fn what_is_printed_is_the_schema() {
    assert_eq!(serde_json::from_str::<Value>(&text()).expect("JSON"), schema());
    assert!(text().lines().filter(|line| line.contains("{\"")).all(|line| line.len() <= 120), "lines are short");
}

#[test]
fn every_reference_leads_to_a_definition_and_every_definition_is_used() {
    let text = text();
    let schema = schema();
    let definitions = schema["definitions"].as_object().expect("definitions");
    for name in definitions.keys() {
        assert!(text.contains(&format!("\"#/definitions/{name}\"")), "nothing uses {name}");
        let is_safe = name.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_.".contains(&byte));
        assert!(is_safe, "{name} needs no escaping in a reference");
    }
    for rest in text.split("\"#/definitions/").skip(1) {
        let name = rest.split('"').next().expect("a name");
        assert!(definitions.contains_key(name), "{name}");
    }
}

#[test]
fn the_file_that_editors_read_is_the_schema() {
    let file = fs::read_to_string(mappings().join(FILE)).unwrap_or_default();
    assert!(
        file == text(),
        "mappings/{FILE} is stale. Renew it with: cargo run -- schema --mapping --out mappings/{FILE}"
    );
}

#[test]
fn every_shipped_mapping_names_the_schema_in_its_first_line() {
    for service in SERVICES {
        assert_eq!(shipped(service).lines().next(), Some(format!("#:schema ../{FILE}").as_str()), "{service}");
    }
}
