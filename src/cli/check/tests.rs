//! What `check` answers: severities, places and exit codes.

use std::fs;

use super::*;
use crate::diag::codes::mapping::{UNKNOWN_KEY, UNUSED_COLUMN};
use crate::mapping::tests::spoiled::{CODES, RIGHT};

/// Writes a mapping into a folder and checks it.
fn checked(text: &str) -> Checked {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("codes")).expect("a folder in it");
    fs::write(folder.path().join("codes/regeling.csv"), CODES).expect("its code file");
    fs::write(folder.path().join(DOCUMENT), text).expect("its mapping");
    Checked::new(folder.path()).expect("a database in memory")
}

fn of(code: &'static Code) -> Diagnostic {
    Diagnostic { code, span: None, message: String::new(), help: None }
}

#[test]
fn the_closing_line_counts_errors_and_warnings() {
    let two = [of(&UNKNOWN_KEY), of(&UNUSED_COLUMN)];
    assert_eq!(tally(&two), "1 error, 1 warning");
    assert_eq!(tally(&two[1..]), "1 warning");
    assert_eq!(tally(&[]), "no problems");
}

#[test]
fn warnings_are_an_answer_only_where_they_are_denied() {
    let unused = RIGHT.replacen("\"Geheim\", \"Fax\"]", "\"Geheim\", \"Fax\", \"Telefoon\"]", 1);
    let broken = RIGHT.replacen("service =", "servis =", 1);
    let table = [(unused.as_str(), 0, 1), (broken.as_str(), 3, 3), ("x = [", 3, 3)];
    for (text, lenient, strict) in table {
        let checked = checked(text);
        assert_eq!((checked.exit_code(false), checked.exit_code(true)), (lenient, strict), "{text}");
    }
    assert_eq!(Checked::new(Path::new("nowhere")).expect("no database is needed").exit_code(false), 3);
}

#[test]
fn a_broken_rule_comes_with_everything_else_in_order_of_place() {
    let text = RIGHT
        .replacen("iban = \"IBAN\"\n", "iban = \"IBAM\"\n", 1)
        .replacen("einddatum >= ingangsdatum", "eind >= ingangsdatum", 1)
        .replacen("at-most = \"150%\"", "at-most = \"50%\"", 1);
    let checked = checked(&text);
    let ids: Vec<&str> = checked.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect();
    assert_eq!(ids, ["OV0111", "OV0125", "OV0105"]);
    assert!(checked.mapping.is_none());
}

#[test]
fn the_first_code_of_the_worst_severity_is_the_one_to_learn_about() {
    let one = |diagnostics| Checked { path: PathBuf::new(), mapping: None, diagnostics, failure: None };
    let all = [one(vec![of(&UNUSED_COLUMN)]), one(vec![of(&UNUSED_COLUMN), of(&UNKNOWN_KEY)])];
    assert_eq!(worst(&all).map(|code| code.id), Some("OV0102"));
    assert_eq!(worst(&all[..1]).map(|code| code.id), Some("OV0150"));
    assert_eq!(worst(&[]), None);
}

#[test]
fn annotations_are_told_from_the_working_directory() {
    let table = [
        ("/home/me/repository/mappings/x", "mappings/x"),
        ("./mappings/x/", "mappings/x"),
        ("mappings/./x/mapping.toml", "mappings/x/mapping.toml"),
        ("../mappings/x", "../mappings/x"),
        ("/elsewhere/x", "/elsewhere/x"),
    ];
    for (path, expected) in table {
        let found = relative(Path::new(path), Path::new("/home/me/repository"));
        assert_eq!(found.display().to_string(), expected, "{path}");
    }
}
