//! Each rule on a mapping that breaks it, and on mappings that only look as if they did.

mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::LINTS;
use crate::diag::Diagnostic;
use crate::diag::render::render;
use crate::mapping::tests::spoiled::{CODES, RIGHT};
use crate::mapping::{DOCUMENT, parse};
use samples::{BROKEN, Change, KEPT};

/// The mapping that is right, changed; every change replaces a text that stands there.
fn changed(changes: &[Change]) -> (String, String) {
    let mut texts = (RIGHT.to_owned(), CODES.to_owned());
    for (old, new) in changes {
        let text = if texts.0.contains(old) { &mut texts.0 } else { &mut texts.1 };
        assert!(text.contains(old), "{old} stands in the mapping");
        *text = text.replacen(old, new, 1);
    }
    texts
}

/// Returns what the rules find, where the mapping can be used.
fn found(changes: &[Change]) -> Vec<Diagnostic> {
    let (mapping, codes) = changed(changes);
    match parse(&BTreeMap::from([(DOCUMENT, mapping.as_str()), ("codes/regeling.csv", codes.as_str())])) {
        Ok(mapping) => mapping.warnings,
        Err(crate::mapping::LoadError::Invalid(problems)) => panic!("{changes:?}\n{}", render(&problems, false)),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn every_rule_speaks_of_a_mapping_that_breaks_it() {
    for (rule, ways) in BROKEN {
        let code = super::tests::code_of(rule);
        let mut told = String::new();
        for way in *ways {
            let found = found(way);
            assert!(found.iter().any(|problem| problem.code.id == code), "{rule}: {way:?}\n{}", render(&found, false));
            let others = found.iter().filter(|problem| problem.code.id != code && problem.code.id != "OV0150");
            assert_eq!(others.map(|problem| (problem.code.id, &problem.message)).collect::<Vec<_>>(), [], "{way:?}");
            let _ = writeln!(told, "{}", render(&found, false));
        }
        insta::assert_snapshot!(*rule, told);
    }
}

#[test]
fn no_rule_speaks_of_what_only_looks_wrong() {
    for way in KEPT {
        let found: Vec<Diagnostic> = found(way).into_iter().filter(|problem| problem.code.id != "OV0150").collect();
        assert!(found.is_empty(), "{way:?}\n{}", render(&found, false));
    }
}

#[test]
fn every_rule_has_a_file_a_code_and_a_mapping_that_breaks_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/mapping/lint");
    let entries = fs::read_dir(folder).expect("the rules").map(|entry| entry.expect("a file").path());
    let files = entries.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let names = files.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned());
    let names: BTreeSet<String> = names.filter(|name| !["mod", "tests"].contains(&name.as_str())).collect();
    let listed: Vec<&str> = registered();
    assert_eq!(listed, names.iter().map(String::as_str).collect::<Vec<_>>(), "in order of name, each once");
    assert_eq!(listed, BROKEN.iter().map(|(rule, _)| *rule).collect::<Vec<_>>());
    let codes: BTreeSet<&str> = LINTS.iter().map(|lint| lint.code.id).collect();
    let known: BTreeSet<&str> = crate::diag::codes::lint::ALL.iter().map(|code| code.id).collect();
    assert_eq!((codes, LINTS.len()), (known.clone(), known.len()));
}

#[test]
fn the_shipped_mappings_leave_nothing_to_be_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings");
    let entries = fs::read_dir(folder).expect("the mappings").map(|entry| entry.expect("an entry").path());
    for path in entries.filter(|path| path.is_dir()) {
        let mapping = crate::mapping::load(&path).expect("the mapping is right");
        assert!(mapping.warnings.is_empty(), "{}\n{}", path.display(), render(&mapping.warnings, false));
    }
}

#[test]
fn many_texts_are_told_by_the_first_few() {
    let texts = ["1", "2", "3", "4", "5", "6", "7"];
    assert_eq!(super::quoted(texts), "\"1\", \"2\", \"3\", \"4\", \"5\" and 2 more");
    assert_eq!(super::quoted(texts[..5].iter().copied()), "\"1\", \"2\", \"3\", \"4\", \"5\"");
}

/// Lists the rules as they are registered.
fn registered() -> Vec<&'static str> {
    let lines = include_str!("mod.rs").lines();
    lines.filter_map(|line| line.trim().strip_prefix('&')?.strip_suffix("::LINT,")).collect()
}

/// Returns the code of a rule by its name.
fn code_of(rule: &str) -> &'static str {
    let place = registered().iter().position(|name| *name == rule).expect("a rule");
    LINTS[place].code.id
}
