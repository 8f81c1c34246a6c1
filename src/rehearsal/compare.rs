//! How what a delivery comes to differs from what it must come to, cell by cell.
//!
//! Tables are compared by the keys of their rows and not by their lines, so that a row which came or went is that and
//! nothing more; the summary is compared by the paths in it. Bytes that differ where no cell does are told as well:
//! nothing that differs is passed over.

mod json;
mod sheet;

use std::path::Path;

use super::outcome::{Outcome, REFUSED};
use sheet::Sheet;

/// One thing that differs. Of a whole row the column is empty, of a whole file the row too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file, by its name under `expected/`; empty for an example.
    pub file: String,
    /// What names the row.
    pub row: String,
    /// The column, or the path in a summary.
    pub column: String,
    /// What is expected; nothing where it should not be there.
    pub expected: Option<String>,
    /// What was found; nothing where it is not there.
    pub found: Option<String>,
}

/// Lists everything that differs, in order of file.
#[must_use]
pub fn differences(expected: &Outcome, found: &Outcome) -> Vec<Difference> {
    let mut names: Vec<&String> = expected.0.keys().chain(found.0.keys()).collect();
    names.sort();
    names.dedup();
    // A delivery that cannot be used has no other files; that they are not there says nothing more.
    if expected.0.contains_key(REFUSED) != found.0.contains_key(REFUSED) {
        names.retain(|name| *name == REFUSED);
    }
    let mut differences = Vec::new();
    for name in names {
        match (expected.0.get(name), found.0.get(name)) {
            (Some(expected), Some(found)) if expected == found => {}
            (Some(expected), Some(found)) => differences.extend(of_file(name, expected, found)),
            (expected, found) => {
                let content = |content: &Vec<u8>| described(name, content);
                let (expected, found) = (expected.map(content), found.map(content));
                let (file, row, column) = (name.clone(), String::new(), String::new());
                differences.push(Difference { file, row, column, expected, found });
            }
        }
    }
    differences
}

/// Lists what differs in a file of which the bytes do.
fn of_file(name: &str, expected: &[u8], found: &[u8]) -> Vec<Difference> {
    let differences = if is_sheet(name) {
        sheet::differences(&Sheet::read(name, expected), &Sheet::read(name, found))
    } else {
        json::differences(expected, found)
    };
    let named = |difference: Difference| Difference { file: name.to_owned(), ..difference };
    let mut differences: Vec<Difference> = differences.into_iter().map(named).collect();
    if differences.is_empty() {
        let told = |text: &str| Some(text.to_owned());
        let (expected, found) = (told("these bytes"), told("the same values, written or ordered otherwise"));
        differences.push(named(whole(expected, found)));
    }
    differences
}

fn is_sheet(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "csv")
}

/// Says what is in a file of which there is no other to compare with.
fn described(name: &str, content: &[u8]) -> String {
    if is_sheet(name) {
        let rows = Sheet::read(name, content).rows.len();
        return format!("{rows} row{}", if rows == 1 { "" } else { "s" });
    }
    let text = sheet::text(content);
    if name == REFUSED { text.trim_end().to_owned() } else { format!("{} lines", text.lines().count()) }
}

/// A difference of a whole file, or of something in it.
fn whole(expected: Option<String>, found: Option<String>) -> Difference {
    Difference { file: String::new(), row: String::new(), column: String::new(), expected, found }
}

#[cfg(test)]
mod tests;
