//! The README and the help texts, run as they stand.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use tempfile::TempDir;
use trycmd::schema::Bin;

/// How the README calls the program before it is installed.
const BY_CARGO: &str = "$ cargo run --release -- ";

#[test]
fn every_command_of_the_readme_gives_what_it_shows() {
    let stage = Stage::new();
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    assert!(readme.contains(BY_CARGO), "the first command works without installing anything");
    fs::write(stage.folder.path().join("README.md"), readme.replace(BY_CARGO, "$ overdracht ")).expect("a copy");
    let cases = trycmd::TestCases::new();
    for shell in ["sqlite3", "sed"] {
        cases.register_bin(shell, installed(shell).map_or(Bin::Ignore, Bin::Path));
    }
    cases.case(stage.folder.path().join("README.md").display().to_string()).run();
    stage.check_statements(&readme);
}

#[test]
fn the_excerpts_of_the_readme_are_real() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let mapping = fs::read_to_string(root().join("mappings/laborijn/mapping.toml")).expect("the mapping");
    assert!(mapping.contains(block(&readme, "toml")), "the excerpt stands in the mapping");

    let stage = Stage::new();
    let inside = stage.folder.path().join("README.in");
    fs::write(inside.join("mappings/laborijn/mapping.toml"), mapping.replace("geslachtsnaam ", "geslachtnaam "))
        .expect("a misspelt mapping");
    let mut check = Command::new(env!("CARGO_BIN_EXE_overdracht"));
    let output = check.args(["check", "mappings/laborijn"]).current_dir(inside).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(3));
    let complaint = readme.split("misspelt").nth(1).expect("a misspelt column");
    assert_eq!(String::from_utf8_lossy(&output.stderr), block(complaint, "text"));
}

#[test]
fn help_and_usage_errors_are_as_shown() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").run();
}

/// A folder in which the README's commands find the mappings and fixtures, and may write.
struct Stage {
    folder: TempDir,
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let inside = folder.path().join("README.in");
        for name in ["mappings", "fixtures"] {
            copy(&root().join(name), &inside.join(name));
        }
        Self { folder }
    }

    /// Gives every question to the `sqlite3` shell to SQLite itself, so that the answers hold where no shell is.
    fn check_statements(&self, readme: &str) {
        let questions: Vec<&str> = readme.split("$ sqlite3 -readonly ").skip(1).collect();
        assert!(!questions.is_empty(), "the README shows an auditor how to check a figure");
        for question in questions {
            let (asked, answer) = question.split_once('\n').expect("an answer");
            let expected = answer.split("\n\n").next().unwrap_or_default();
            let (database, statements) = asked.split_once(' ').expect("a database and a statement");
            let inside = self.folder.path().join("README.in");
            let connection = Connection::open(inside.join(database)).expect("the database of the run");
            let statements: Vec<&str> = statements.trim_matches('"').split("\" \"").collect();
            let (select, before) = statements.split_last().expect("a statement");
            for statement in before {
                let attach = statement.replace("runs/", &format!("{}/", inside.join("runs").display()));
                connection.execute_batch(&attach).expect("an attached database");
            }
            let mut statement = connection.prepare(select).expect("a statement");
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| (0..columns).map(|place| row.get_ref(place).map(shown)).collect());
            let rows: Vec<Vec<String>> = rows.expect("an answer").collect::<Result<_, _>>().expect("rows");
            let rows: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
            assert_eq!(rows.join("\n"), expected, "{asked}");
        }
    }
}

/// Finds a program of the system; what it shows is held where it is there.
fn installed(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Returns the first block of a language.
fn block<'t>(text: &'t str, language: &str) -> &'t str {
    let (_, block) = text.split_once(&format!("```{language}\n")).expect("a block");
    block.split("```").next().expect("an end")
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => String::new(),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
