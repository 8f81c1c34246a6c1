//! The JSON Schema against what the reader takes and refuses.

use super::*;
use crate::mapping::language::{Kind, WORDS};
use crate::mapping::schema::tests::{as_json, validator};

/// The codes of what is wrong whatever names a mapping chooses.
const SEEN: [&str; 8] = ["OV0102", "OV0103", "OV0113", "OV0120", "OV0121", "OV0122", "OV0123", "OV0124"];

#[test]
fn what_the_reader_takes_the_schema_takes_too() {
    let errors: Vec<String> = validator().iter_errors(&as_json(RIGHT)).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn what_the_reader_refuses_by_its_form_the_schema_refuses_too() {
    let validator = validator();
    // In JSON a date is a text that looks like one; what an example can expect is said by the map that it names.
    let is_hidden = |new: &str| new.starts_with("cutover") || new.starts_with("expect");
    let is_seen = |(code, _, new, _): &spoiled::Spoiled| SEEN.contains(code) && !is_hidden(new);
    for (code, old, new, _) in SPOILED.into_iter().filter(is_seen) {
        let document = as_json(&RIGHT.replacen(old, new, 1));
        assert!(!validator.is_valid(&document), "{code}: {new}");
    }
}

#[test]
fn every_example_of_a_word_is_taken() {
    let validator = validator();
    for word in WORDS {
        let map = format!("[[map]]\nfrom = \"x\"\nto = \"{}\"\n", word.on);
        let block = match word.kind {
            Kind::Operation | Kind::Option => format!("{map}[map.columns]\n{}\n", word.example),
            Kind::Map | Kind::Condition => format!("{map}{}\nbecause = \"x\"\n[map.columns]\n", word.example),
        };
        let document = as_json(&format!("{RIGHT}\n{block}"));
        // The other columns that such a table needs are missing, and nothing else is wrong.
        for error in validator.iter_errors(&document) {
            assert!(error.to_string().ends_with("is a required property"), "{}: {error}", word.name);
        }
    }
}
