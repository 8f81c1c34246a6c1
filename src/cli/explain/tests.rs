//! Explanations held against what the program really says.

use std::collections::BTreeMap;

use super::*;
use crate::diag::Diagnostic;
use crate::mapping::tests::spoiled::{CODES, RIGHT};
use crate::mapping::{self, CORRECTIONS, DOCUMENT, LoadError, WAIVERS};
use crate::store::rules;

/// Where an example stands.
enum Stands {
    /// In place of this piece of the mapping.
    For(&'static str),
    /// Before this piece of the mapping.
    Before(&'static str),
    /// In place of a file.
    As(&'static str),
}

/// Where the examples stand that are not simply the mended piece, spoiled.
const ELSEWHERE: [(&str, Stands); 6] = [
    ("OV0132", Stands::As("codes/regeling.csv")),
    ("OV0133", Stands::As(CORRECTIONS)),
    ("OV0144", Stands::Before("[[rule]]")),
    ("OV0150", Stands::For("columns = [\"Nummer\", \"BSN\", \"Geheim\", \"Fax\"]\nignore = [\"Fax\"]")),
    ("OV0171", Stands::As(WAIVERS)),
    ("OV0172", Stands::As(WAIVERS)),
];

/// Returns what is found where a piece stands in the small mapping that is right.
fn found(piece: &str, stands: &Stands) -> Vec<Diagnostic> {
    let (mut text, mut files) = (RIGHT.to_owned(), BTreeMap::from([("codes/regeling.csv", CODES)]));
    match stands {
        Stands::For(old) => {
            // Under its header a map says what it says in any order.
            let [old, piece] = [old, piece].map(|text| text.strip_prefix("[[map]]\n").unwrap_or(text));
            assert_eq!(RIGHT.matches(old).count(), 1, "it stands in the mapping: {old}");
            text = RIGHT.replacen(old, piece, 1);
        }
        Stands::Before(next) => text = RIGHT.replacen(next, &format!("{piece}\n\n{next}"), 1),
        Stands::As(file) => {
            files.insert(file, piece);
        }
    }
    files.insert(DOCUMENT, &text);
    let mut found = match mapping::parse(&files) {
        Ok(mapping) => mapping.warnings,
        Err(LoadError::Invalid(diagnostics)) => diagnostics,
        Err(other) => panic!("{other}"),
    };
    found.extend(rules::check_each(&mapping::rules(&files)).expect("a database in memory"));
    found
}

fn ids(found: &[Diagnostic], severity: Severity) -> Vec<&'static str> {
    let of_severity = found.iter().filter(|diagnostic| diagnostic.code.severity == severity);
    let mut ids: Vec<&str> = of_severity.map(|diagnostic| diagnostic.code.id).collect();
    ids.dedup();
    ids
}

/// The explanations of what can be wrong with a mapping, without those of lints.
fn about_mappings() -> Vec<&'static Explanation> {
    codes::mapping::ALL
        .into_iter()
        .chain(codes::waiver::IN_FILE)
        .map(|code| explain::of(code).expect("an explanation"))
        .collect()
}

#[test]
fn every_example_about_mappings_raises_its_code_and_is_right_when_mended() {
    for explanation in about_mappings() {
        let (code, mended) = (explanation.code, explanation.mended().expect("a mended example"));
        let usual = Stands::For(mended.trim_end());
        let stands = ELSEWHERE.iter().find(|(id, _)| *id == code.id).map_or(&usual, |(_, stands)| stands);
        let spoiled = found(explanation.example, stands);
        assert!(ids(&spoiled, code.severity).contains(&code.id), "{code}: {spoiled:?}");
        let others: Vec<&str> = ids(&spoiled, Severity::Error).into_iter().filter(|id| *id != code.id).collect();
        assert!(others.is_empty(), "{code} alone: {others:?}");
        let mended = found(mended, stands);
        assert!(ids(&mended, Severity::Error).is_empty(), "{code} mended: {mended:?}");
        assert!(!ids(&mended, code.severity).contains(&code.id), "{code} mended: {mended:?}");
    }
}

#[test]
fn examples_about_mappings_are_toml_unless_they_are_about_what_is_none() {
    for explanation in about_mappings() {
        let id = explanation.code.id;
        let is_file = ["OV0132", "OV0133", "OV0171", "OV0172"].contains(&id);
        let mended = explanation.mended().unwrap_or_default();
        for (piece, is_toml) in [(explanation.example, !is_file && id != "OV0101"), (mended, !is_file)] {
            assert_eq!(toml::de::DeTable::parse(piece).is_ok(), is_toml, "{id}: {piece}");
        }
    }
}

#[test]
fn what_a_mapping_says_about_a_delivery_is_toml() {
    for explanation in explain::all().iter().filter(|explanation| explanation.code.group() != Group::Mapping) {
        let parsed = explanation.mended().map(toml::de::DeTable::parse);
        assert!(parsed.is_none_or(|parsed| parsed.is_ok()), "{}: {:?}", explanation.code, explanation.mended());
    }
}

#[test]
fn a_code_is_found_however_it_is_written() {
    for asked in ["OV0111", "ov0111", " Ov0111 "] {
        assert_eq!(find(asked).expect("a code").code.id, "OV0111");
    }
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let table = [
        ("OV0106", "; the nearest is OV0105 (value not allowed)"),
        ("OV010", "; the nearest is OV0101 (not TOML)"),
        ("0111", "; the nearest is OV0111 (unknown heading)"),
        ("VO0305", "; the nearest is OV0305"),
        ("heading", ""),
        ("", ""),
    ];
    for (asked, expected) in table {
        let Err(CliError::UnknownCode { suggestion, .. }) = find(asked) else { panic!("{asked} is no code") };
        assert!(
            suggestion.starts_with(expected) && suggestion.is_empty() == expected.is_empty(),
            "{asked}: {suggestion}"
        );
    }
}

#[test]
fn programs_get_the_same_as_readers() {
    let explanation = find("ov0111").expect("a code");
    insta::assert_snapshot!(crate::report::json::pretty(&full(explanation)));
    assert!(
        crate::report::json::pretty(&codes::all().into_iter().map(entry).collect::<Vec<_>>())
            .contains("\"group\": \"workbook\"")
    );
}
