//! Tests of the mapping language as a whole.

mod conditions;
mod corrections;
mod examples;
mod identity;
pub(super) mod keys;
mod language;
mod operations;
mod schema;
pub(crate) mod spoiled;
mod waivers;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::diag::codes::mapping::ALL;
use crate::domain::Money;
use model::{Operation, Predicate, Routing};
use spoiled::{CODES, RIGHT, SPOILED};

#[test]
fn a_mapping_that_is_right_loads_without_a_word() {
    let mapping = read(RIGHT, CODES).expect("the mapping is right");
    assert!(mapping.warnings.is_empty(), "{:?}", mapping.warnings);
    assert_eq!(mapping.maps.len(), 4);
    let dossiers = &mapping.delivery.tables[1];
    assert!(matches!(dossiers.routing, Routing::Cases { .. }));
    assert_eq!(
        dossiers.aliases[dossiers.columns.iter().position(|name| name == "Gemeente").expect("used")],
        ["Gem.code"]
    );
    assert_eq!(mapping.promise.ceiling, Some(Money::from_cents(460_902)));
    assert_eq!(mapping.files.keys().collect::<Vec<_>>(), ["codes/regeling.csv", "mapping.toml"]);
}

#[test]
fn columns_stand_in_order_of_the_target() {
    let mapping = read(RIGHT, CODES).expect("the mapping is right");
    for map in &mapping.maps {
        assert!(map.columns.is_sorted_by_key(|column| column.target), "{}", map.to.name);
    }
}

#[test]
fn the_short_form_of_the_calendar_keeps_the_tests_that_the_calendar_knows() {
    let mapping = read(RIGHT, CODES).expect("the mapping is right");
    let calendar = mapping.promise.calendar.expect("a calendar");
    let [test] = calendar.regular.any[0].as_slice() else { panic!("one test: {:?}", calendar.regular) };
    assert_eq!(mapping.delivery.tables[calendar.from].columns[test.column], "Soort");
    assert_eq!(test.predicate, Predicate::OneOf(vec!["PERIODIEK".to_owned()]));
}

#[test]
fn a_promise_reads_the_sign_of_its_amounts_as_a_map_does() {
    let sign = "account = \"IBAN\"\nsign-from = { column = \"Soort\", plus = [\"D\"], minus = [\"C\"] }\nwhere";
    let text = RIGHT.replacen("account = \"IBAN\"\nwhere", sign, 1);
    let mapping = read(&text, CODES).expect("the mapping is right");
    let sign = mapping.promise.sign_from.expect("a sign");
    assert_eq!(mapping.delivery.tables[mapping.promise.from].columns[sign.column], "Soort");
    assert_eq!((sign.plus, sign.minus), (vec!["D".to_owned()], vec!["C".to_owned()]));
}

#[test]
fn a_reference_of_the_target_is_followed_whether_stated_or_not() {
    let mapping = read(RIGHT, CODES).expect("the mapping is right");
    for (map, column) in [(1, "persoon"), (2, "client")] {
        let map = &mapping.maps[map];
        let (place, _) = map.to.column(column).expect("a column of the target");
        let read = map.columns.iter().find(|mapped| mapped.target == place).expect("mapped");
        let Operation::Column(read) = &read.operation else { panic!("{column} is read from a column") };
        assert!(read.refers_to.is_some(), "{column}");
    }
}

#[test]
fn each_way_to_spoil_a_mapping_has_its_code_and_its_line() {
    for (code, old, new, culprit) in SPOILED {
        assert!(RIGHT.contains(old), "{old} stands in the mapping");
        let text = RIGHT.replacen(old, new, 1);
        let line = text.find(culprit).map(|at| text[..at].matches('\n').count() + 1);
        let found = problems(&text, CODES);
        let found: Vec<_> = found.iter().map(shown).collect();
        let [(id, at, _)] = found.as_slice() else { panic!("{code} at {line:?}: {new}: {found:?}") };
        assert_eq!((*id, Some(*at)), (code, line), "{new}: {found:?}");
    }
}

#[test]
fn a_misspelt_operation_is_told_apart_from_its_options() {
    let text = RIGHT.replacen("{ column = \"Einde\", empty", "{ colum = \"Einde\", empty", 1);
    let found = problems(&text, CODES);
    let helps: Vec<_> = found.iter().map(|problem| (problem.code.id, problem.help.as_deref())).collect();
    assert_eq!(helps, [("OV0104", None), ("OV0102", Some("did you mean \"column\"?"))]);
}

#[test]
fn every_code_has_a_way_to_provoke_it() {
    let provoked: BTreeSet<&str> =
        SPOILED.iter().map(|(code, ..)| *code).chain(["OV0125", "OV0132", "OV0133"]).collect();
    for code in ALL {
        assert!(provoked.contains(code.id), "{code}");
    }
}

#[test]
fn a_code_file_is_held_to_its_lines() {
    let cases = [
        ("van,naar\nPW,PW\n", "OV0132", 1),
        ("from,to,status,remark\nPW,PW,current,\nPW,IOAW,,\n", "OV0132", 3),
        ("from,to,status,remark\nPW,PW,old,\n", "OV0132", 2),
        ("from,to,status,remark\n\nPW\n", "OV0132", 3),
        ("from,to,status,remark\nPW,PW,current,\n\n\nX,WWB,former,\n", "OV0130", 5),
    ];
    for (file, code, line) in cases {
        let found = problems(RIGHT, file);
        let places: Vec<_> = found.iter().map(|problem| (problem.code.id, shown(problem).1)).collect();
        assert_eq!(places, [(code, line)], "{file}");
        let path = found[0].span.as_ref().map(|span| span.source.path.clone());
        assert_eq!(path.as_deref(), Some(Path::new("codes/regeling.csv")), "{file}");
    }
}

#[test]
fn of_a_code_file_that_is_wrong_throughout_the_first_lines_are_shown() {
    let lines: Vec<String> = (0..50_000).map(|number| format!("K{number},PW,currnt,\n")).collect();
    let found = problems(RIGHT, &format!("from,to,status,remark\nPW,PW,,\n1,WWB,,\n{}", lines.concat()));
    assert_eq!(found.len(), 21);
    let shown: Vec<_> = found.iter().map(shown).collect();
    assert_eq!((shown[0].0, shown[0].1), ("OV0130", 3));
    assert_eq!(shown[20], ("OV0132", 23, "a code cannot be \"currnt\"; 49980 more lines are wrong in this way"));
}

#[test]
fn several_problems_come_at_once_in_order_of_the_text() {
    let text = RIGHT
        .replacen("windows-1252", "latin-1", 1)
        .replacen("service =", "servis =", 1)
        .replacen("ingangsdatum = \"Vanaf\"", "ingangsdatum = \"Van\"", 1)
        .replacen("constant = \"periodiek\"", "constant = \"maandelijks\"", 1);
    let codes: Vec<_> =
        problems(&text, "from,to,status,remark\nPW,WWB,,\n").iter().map(|problem| problem.code.id).collect();
    assert_eq!(codes, ["OV0104", "OV0102", "OV0105", "OV0111", "OV0130", "OV0130"]);
}

#[test]
fn the_problems_of_a_mapping_are_shown_in_its_text() {
    let text = RIGHT.replacen("clientnummer = \"Nummer\"", "clientnumer = \"Numer\"", 1).replacen(
        "\"Geheim\", \"Fax\"]",
        "\"Geheim\", \"Fax\", \"Telefoon\"]",
        1,
    );
    insta::assert_snapshot!(crate::diag::render::render(&problems(&text, CODES), false));
}

#[test]
fn without_a_list_of_columns_headings_are_those_that_are_used() {
    let text = RIGHT.lines().filter(|line| !line.starts_with("columns = [")).collect::<Vec<_>>().join("\n");
    let found = problems(
        &text.replacen(
            "calendar = \"kalender\"",
            "calendar = { from = \"kalender\", month = \"Maand\", date = \"Datum\", where = { Soort = \"P\" } }",
            1,
        ),
        CODES,
    );
    assert!(found.is_empty(), "{:?}", found.iter().map(shown).collect::<Vec<_>>());
}

#[test]
fn the_mapping_of_laborijn_is_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings/laborijn");
    for path in [folder.clone(), folder.join(DOCUMENT)] {
        let mapping = load(&path).expect("the mapping is right");
        assert!(mapping.warnings.is_empty(), "{:?}", mapping.warnings);
        assert_eq!(mapping.delivery.tables.len(), 12);
    }
}

#[test]
fn there_are_as_many_destinations_as_bits_for_them() {
    let more = |count: usize| {
        let block = |number| {
            format!(
                "[[destination]]\nname = \"d{number}\"\nkind = \"municipality\"\nwhen = {{ Gemeente = \"x{number}\" }}\n\n"
            )
        };
        RIGHT.replacen(
            "[[stays-behind]]",
            &((0..count).map(block).collect::<Vec<_>>().concat() + "[[stays-behind]]"),
            1,
        )
    };
    assert!(problems(&more(30), CODES).is_empty());
    let found = problems(&more(31), CODES);
    assert_eq!(found.iter().map(|problem| problem.code.id).collect::<Vec<_>>(), ["OV0105"]);
}

#[test]
fn a_folder_without_a_mapping_is_said_to_be_one() {
    let error = load(Path::new("nowhere")).expect_err("there is no such folder");
    assert!(error.to_string().starts_with("cannot read nowhere/mapping.toml"), "{error}");
}

fn read(text: &str, codes: &str) -> Result<Mapping, LoadError> {
    parse(&BTreeMap::from([(DOCUMENT, text), ("codes/regeling.csv", codes)]))
}

/// Returns what is wrong with a mapping, warnings included.
fn problems(text: &str, codes: &str) -> Vec<Diagnostic> {
    match read(text, codes) {
        Ok(mapping) => mapping.warnings,
        Err(LoadError::Invalid(problems)) => problems,
        Err(other) => panic!("{other}"),
    }
}

fn shown(problem: &Diagnostic) -> (&'static str, usize, &str) {
    let line = problem.span.as_ref().map_or(0, |span| span.line_and_column().0);
    (problem.code.id, line, &problem.message)
}
