//! The shipped mappings in words, as the program writes them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use toml::{Table, Value};

const SERVICES: [&str; 4] = ["het-plein", "laborijn", "sdoa", "tuc"];

#[test]
fn each_shipped_mapping_is_told_in_words_with_every_target_column() {
    for service in SERVICES {
        let columns = target_columns(service);
        assert!(columns.len() > 80, "{service} fills {} columns", columns.len());
        for language in ["nl", "en"] {
            for (format, open, close) in [("markdown", "`", "`"), ("html", "<code>", "</code>")] {
                let told = docs(service, &["--language", language, "--format", format]);
                assert_eq!(told.status.code(), Some(0), "{service}: {}", String::from_utf8_lossy(&told.stderr));
                let text = String::from_utf8(told.stdout).expect("UTF-8");
                for column in &columns {
                    assert!(text.contains(&format!("{open}{column}{close}")), "{service}, {format}: {column}");
                }
            }
        }
    }
}

#[test]
fn a_document_is_the_same_wherever_the_mapping_stands() {
    let here = docs("laborijn", &[]).stdout;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("conversion.md");
    let mapping = mapping("laborijn").join("mapping.toml");
    let path = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let written = overdracht(&["docs", &path(&mapping), "--out", &path(&file)]);
    assert_eq!((written.status.code(), written.stdout), (Some(0), Vec::new()));
    assert_eq!(std::fs::read(&file).expect("the document"), here);
    assert!(here.starts_with("# Conversiedocument laborijn per 1 januari 2021\n".as_bytes()));
}

#[test]
fn a_document_that_cannot_be_made_or_written_has_its_exit_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("nowhere/conversion.md");
    let told = docs("laborijn", &["--out", out.to_str().expect("UTF-8")]);
    assert_eq!(told.status.code(), Some(5));
    std::fs::write(folder.path().join("mapping.toml"), "mapping-version = 2\n").expect("a mapping");
    let told = overdracht(&["docs", folder.path().to_str().expect("UTF-8")]);
    assert_eq!((told.status.code(), told.stdout), (Some(3), Vec::new()));
}

fn docs(service: &str, options: &[&str]) -> Output {
    let folder = mapping(service);
    overdracht(&[&["docs", folder.to_str().expect("UTF-8")], options].concat())
}

fn overdracht(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_overdracht")).args(arguments).output().expect("the program starts")
}

fn mapping(service: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings").join(service)
}

/// Returns the target columns that a mapping fills, by the tables of its text.
fn target_columns(service: &str) -> Vec<String> {
    let text = std::fs::read_to_string(mapping(service).join("mapping.toml")).expect("a mapping");
    let document: Table = toml::from_str(&text).expect("TOML");
    let maps = document["map"].as_array().expect("maps");
    let columns = maps.iter().filter_map(|map| map.get("columns").and_then(Value::as_table));
    columns.flat_map(|columns| columns.keys().cloned()).collect()
}
