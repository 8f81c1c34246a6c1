//! The rules of the house that no compiler holds: one direction of imports, small files, headers, nothing forgotten.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages of the flow, each after the ones that it may import.
const STAGES: [&str; 21] = [
    "domain",
    "diag",
    "catalog",
    "mapping",
    "source",
    "validate",
    "convert",
    "store",
    "ledger",
    "reconcile",
    "report",
    "synth",
    "pipeline",
    "rehearsal",
    "document",
    "profile",
    "draft",
    "drill",
    "audit",
    "publish",
    "cli",
];

/// Stages that may import less than everything before them: whole stages, or one module of a stage.
const NARROWED: [(&str, &[&str]); 4] = [
    ("synth", &["domain", "diag::panics"]),
    ("document", &["domain", "diag", "catalog", "mapping", "report"]),
    ("profile", &["domain", "diag", "catalog", "mapping::model", "source", "report"]),
    ("draft", &["domain", "diag", "catalog", "mapping", "profile"]),
];

/// The most lines that a file may have.
const LONGEST: usize = 400;

#[test]
fn stages_import_only_what_stands_before_them() {
    let mut complaints = String::new();
    for file in sources("src") {
        let Some(stage) = stage_of(&file.name) else { continue };
        for (line, path) in imports(&file.text) {
            if !may_import(&stage, &path) {
                let allowed = allowed(&stage).join(", ");
                let _ = writeln!(complaints, "{}:{line}: {stage} imports {path}; it may import {allowed}", file.name);
            }
        }
    }
    assert!(
        complaints.is_empty(),
        "imports go one way. Move what both stages need to the earlier one, or hand it over as an argument:\n{complaints}"
    );
}

#[test]
fn every_stage_is_known_and_stands_in_lib_rs_in_its_place() {
    let library = fs::read_to_string(root().join("src/lib.rs")).expect("the library");
    let declared: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut found: Vec<String> = sources("src").iter().filter_map(|file| stage_of(&file.name)).collect();
    found.dedup();
    for stage in &found {
        assert!(
            STAGES.contains(&stage.as_str()),
            "src/{stage} is no stage that is known: put it into STAGES of tests/it/architecture.rs, after all that it imports"
        );
    }
    let expected: Vec<&str> = STAGES.into_iter().filter(|stage| found.iter().any(|known| known == stage)).collect();
    assert_eq!(
        declared, expected,
        "src/lib.rs must declare the stages in the order of STAGES: it is read from the top"
    );
}

#[test]
fn a_stage_is_left_by_crate_paths_alone() {
    for file in sources("src") {
        for (line, text) in (1..).zip(file.text.lines()) {
            assert!(
                !text.contains("super::super::"),
                "{}:{line}: write `crate::…` in place of `super::super::…`, so that the direction of imports can be held",
                file.name
            );
            let climbs = file.name.matches('/').count() == 2 && file.name.ends_with("/mod.rs");
            let neighbour = STAGES.iter().find(|stage| text.contains(&format!("super::{stage}::")));
            assert!(
                !climbs || neighbour.is_none(),
                "{}:{line}: write `crate::…` in place of `super::…`, so that the direction of imports can be held",
                file.name
            );
        }
    }
}

#[test]
fn every_stage_has_a_header() {
    for entry in fs::read_dir(root().join("src")).expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            let text = fs::read_to_string(path.join("mod.rs")).unwrap_or_default();
            assert!(
                text.starts_with("//! "),
                "{}/mod.rs must begin with `//!` and what the stage owns, what always holds and what is deliberately absent",
                path.display()
            );
        }
    }
}

#[test]
fn every_file_says_first_what_it_is() {
    let mut complaints = String::new();
    for file in sources("src").iter().chain(&sources("tests")) {
        if !file.text.starts_with("//! ") {
            let _ = writeln!(complaints, "{}", file.name);
        }
    }
    assert!(complaints.is_empty(), "begin these files with a line `//! …` that names what they are:\n{complaints}");
}

#[test]
fn no_file_is_two_things() {
    let mut complaints = String::new();
    for file in sources("src").iter().chain(&sources("tests")) {
        let lines = file.text.lines().count();
        if lines > LONGEST {
            let _ = writeln!(complaints, "{}: {lines} lines", file.name);
        }
    }
    assert!(
        complaints.is_empty(),
        "past {LONGEST} lines a file is two things. Part it, or move its tests to a `tests.rs` of its own:\n{complaints}"
    );
}

#[test]
fn no_integration_test_is_forgotten() {
    let main = fs::read_to_string(root().join("tests/it/main.rs")).expect("the list of tests");
    for file in sources("tests/it") {
        let Some(name) = file.name.strip_prefix("tests/it/") else { continue };
        let name = name.strip_suffix("/mod.rs").or_else(|| name.strip_suffix(".rs")).unwrap_or(name);
        let declared = main.lines().any(|line| line.trim() == format!("mod {name};"));
        assert!(
            name == "main" || name.contains('/') || declared,
            "{} is never compiled: add `mod {name};` to tests/it/main.rs",
            file.name
        );
    }
}

#[test]
fn no_snapshot_is_left_over() {
    let tests: Vec<Source> = sources("src").into_iter().chain(sources("tests")).collect();
    for path in walk(&root().join("src")).into_iter().chain(walk(&root().join("tests"))) {
        let name = relative(&path);
        let Some(stem) = name.strip_suffix(".snap") else { continue };
        let test = stem.rsplit("__").next().unwrap_or(stem);
        let test = test.trim_end_matches(|last: char| last.is_ascii_digit()).trim_end_matches('-');
        let used = tests.iter().any(|file| file.text.contains(test));
        assert!(used, "{name} belongs to no test any more: delete it");
    }
}

#[test]
fn imports_are_seen_wherever_they_stand() {
    let text = "\
        use crate::domain::Money;\n\
        // use crate::cli::Ui;\n\
        pub(crate) fn f(x: crate::mapping::model::Delivery) {}\n\
        use crate::{catalog::{Table, Column}, diag, source::Row as R};\n\
        use crate::{\n    store::load,\n};\n";
    let found = imports(text);
    let found: Vec<(usize, &str)> = found.iter().map(|(line, path)| (*line, path.as_str())).collect();
    let expected = [
        (1, "domain::Money"),
        (3, "mapping::model"),
        (4, "catalog"),
        (4, "diag"),
        (4, "source::Row"),
        (5, "store::load"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_order_of_stages_decides_what_may_be_imported() {
    let allowed = [
        ("cli", "pipeline"),
        ("reconcile", "store::target"),
        ("store", "store::load"),
        ("report", "diag::Code"),
        ("report", "reconcile::summary"),
        ("report", "store::evidence_read"),
        ("synth", "domain::Bsn"),
    ];
    for (stage, path) in allowed {
        assert!(may_import(stage, path), "{stage} may import {path}");
    }
    let forbidden = [
        ("store", "reconcile"),
        ("report", "pipeline"),
        ("reconcile", "report"),
        ("synth", "catalog::Table"),
        ("cli", "elsewhere"),
    ];
    for (stage, path) in forbidden {
        assert!(!may_import(stage, path), "{stage} may not import {path}");
    }
}

/// A source file: its path from the root of the repository, and its text.
struct Source {
    name: String,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn relative(path: &Path) -> String {
    let path = path.strip_prefix(root()).expect("a path in the repository");
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Returns the Rust files below a folder, in order of their paths.
fn sources(folder: &str) -> Vec<Source> {
    let paths = walk(&root().join(folder)).into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs"));
    paths.map(|path| Source { name: relative(&path), text: fs::read_to_string(&path).expect("a source") }).collect()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

/// Returns the stage to which a file belongs; `lib.rs` and `main.rs` belong to none.
fn stage_of(name: &str) -> Option<String> {
    let stage = name.strip_prefix("src/")?.split('/').next()?;
    let stage = stage.strip_suffix(".rs").unwrap_or(stage);
    (!matches!(stage, "lib" | "main")).then(|| stage.to_owned())
}

/// Tells whether a stage may import a path of one or two names.
fn may_import(stage: &str, path: &str) -> bool {
    let first = path.split("::").next().unwrap_or(path);
    first == stage || allowed(stage).iter().any(|allowed| *allowed == first || *allowed == path)
}

fn allowed(stage: &str) -> Vec<&'static str> {
    if let Some((_, few)) = NARROWED.iter().find(|(narrowed, _)| *narrowed == stage) {
        return few.to_vec();
    }
    STAGES.into_iter().take_while(|before| *before != stage).collect()
}

/// Finds the first two names of all `crate::…` paths outside comments, with their lines.
fn imports(text: &str) -> Vec<(usize, String)> {
    let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + path.len()..];
        let names = match rest.strip_prefix('{') {
            Some(group) => group_names(group),
            None => vec![two_names(rest)],
        };
        found.extend(names.into_iter().map(|name| (line, name)));
    }
    found
}

/// Returns the first two names of each path in a group, up to its closing brace.
fn group_names(group: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut starts = vec![0];
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => starts.push(at + 1),
            _ => {}
        }
    }
    starts.into_iter().map(|start| two_names(group[start..].trim_start())).filter(|names| !names.is_empty()).collect()
}

/// Returns `first::second`, or `first` where a group, a rename or nothing follows it.
fn two_names(path: &str) -> String {
    let name = |text: &str| text.find(|at: char| !at.is_alphanumeric() && at != '_').unwrap_or(text.len());
    let first = name(path);
    match path[first..].strip_prefix("::").map(name) {
        Some(second) if second > 0 => path[..first + 2 + second].to_owned(),
        _ => path[..first].to_owned(),
    }
}
