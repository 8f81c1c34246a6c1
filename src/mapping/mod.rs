//! The mapping language: from `mapping.toml` to a checked model.
//!
//! [`load`] reads a mapping's folder. Every block has its own module, which reads what was typed, resolves the names
//! in it and takes down what is wrong; so all problems come at once, each with its place. A [`Mapping`] that comes
//! out has no unknown name in it. Deliberately absent: anything that looks at a delivery.

pub mod language;
pub mod model;

mod codes;
mod condition;
mod corrections;
mod delivery;
mod destination;
mod dialect;
mod document;
mod examples;
mod files;
mod identity;
mod lint;
mod maps;
mod operations;
mod problems;
mod promise;
mod routing;
mod rules;
pub mod schema;
mod sheet;
mod sign;
mod tables;
mod target;
mod transfer;
mod waivers;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;
use toml::de::DeTable;

pub use files::{Files, Folder};
pub use model::Mapping;

use crate::diag::{Diagnostic, SourceFile};
use codes::CodeFiles;
use destination::Claims;
use document::Table;
use examples::Known;
use maps::Maps;
use model::{Delivery, Rule};
use problems::Problems;

/// The file in a mapping's folder that holds the mapping itself.
pub const DOCUMENT: &str = "mapping.toml";

/// The file beside it that puts delivered cells right, where there is one.
pub const CORRECTIONS: &str = "corrections.csv";

/// The file beside it with the deviations from the promise that two people accepted, where there is one.
pub const WAIVERS: &str = "waivers.csv";

/// The version of the language.
const VERSION: i64 = 1;

/// Why there is no mapping.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The folder or its document cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The document is no text.
    #[error("{path} is not UTF-8")]
    Encoding {
        /// Which file.
        path: PathBuf,
    },
    /// The mapping has errors; warnings stand among them, in order of their places.
    #[error("the mapping is invalid")]
    Invalid(Vec<Diagnostic>),
}

/// Reads the mapping in a folder; its `mapping.toml` itself does as well.
///
/// # Errors
/// Fails where the document cannot be read, or where anything in the mapping is wrong.
pub fn load(folder: &Path) -> Result<Mapping, LoadError> {
    parse(&Folder::at(folder))
}

/// Reads a mapping from wherever its files are.
///
/// # Errors
/// As [`load`].
pub fn parse(files: &dyn Files) -> Result<Mapping, LoadError> {
    let path = files.path(DOCUMENT);
    let bytes = files.read(DOCUMENT).map_err(|source| LoadError::Read { path: path.clone(), source })?;
    let text = String::from_utf8(bytes).map_err(|_| LoadError::Encoding { path: path.clone() })?;
    let source = Arc::new(SourceFile { path, text });
    let mut problems = Problems::new(Arc::clone(&source));
    match document(&source.text, files, &mut problems) {
        Some(mapping) if !problems.has_errors() => {
            problems.extend(lint::check(&mapping));
            Ok(Mapping { warnings: problems.into_sorted(), ..mapping })
        }
        _ => Err(LoadError::Invalid(problems.into_sorted())),
    }
}

/// Reads the rules of a mapping as far as they can be read, whatever else is wrong with it.
#[must_use]
pub fn rules(files: &dyn Files) -> Vec<Rule> {
    let read = files.read(DOCUMENT).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let source = Arc::new(SourceFile { path: files.path(DOCUMENT), text: read.unwrap_or_default() });
    let Ok(parsed) = DeTable::parse(&source.text) else { return Vec::new() };
    rules::read(&mut Table::document(&parsed), &mut Problems::new(Arc::clone(&source)))
}

/// Reads every block, in the order in which they resolve each other's names.
fn document(text: &str, files: &dyn Files, problems: &mut Problems) -> Option<Mapping> {
    let (parsed, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for error in &errors {
            document::syntax(error, problems);
        }
        return None;
    }
    let mut root = Table::document(&parsed);
    version(&mut root, problems);
    let transfer = transfer::read(&mut root, problems);
    let (general, mut tables) = delivery::read(&mut root, problems);
    let cases = routing::resolve(&mut tables, problems);
    let mut claims = Claims::new(cases.as_ref());
    let destinations = destination::read(&mut root, &mut claims, &mut tables, problems);
    let stays_behind = destination::read_stays_behind(&mut root, &mut claims, &mut tables, problems);
    let mut code_files = CodeFiles::new(files);
    let at = general.as_ref().map(|general| general.at.clone()).unwrap_or_default();
    let (maps, whole) = Maps::new(&mut tables, &mut code_files, at).read(&mut root, problems);
    let rules = rules::read(&mut root, problems);
    let promise = promise::read(&mut root, &mut tables, problems);
    let identities = identity::read(&mut root, &mut tables, problems);
    let examples = examples::read(&mut root, Known { maps: &maps, whole, rules: &rules, tables: &tables }, problems);
    root.finish(problems);
    let corrections = corrections::read(files, &mut tables, problems);
    let (waivers, waivers_file) = waivers::read(files, problems).unzip();
    let tables_at = tables.list.iter().map(|draft| problems.span(draft.name.at.clone())).collect();
    let tables = tables.list.into_iter().filter_map(|draft| draft.finish(problems)).collect();
    let mut files = code_files.into_bytes();
    files.extend(corrections.map(|bytes| (CORRECTIONS.to_owned(), bytes)));
    files.extend(waivers_file.map(|bytes| (WAIVERS.to_owned(), bytes)));
    files.insert(DOCUMENT.to_owned(), text.as_bytes().to_vec());
    let delivery = Delivery { control: general?.control, tables };
    Some(Mapping {
        transfer: transfer?,
        destinations,
        stays_behind,
        delivery,
        tables_at,
        identities,
        maps,
        rules,
        promise: promise?,
        waivers: waivers.unwrap_or_default(),
        examples,
        files,
        warnings: Vec::new(),
    })
}

fn version(root: &mut Table<'_>, problems: &mut Problems) {
    let Some(node) = root.need("mapping-version", problems) else { return };
    if let Some(version) = node.integer(problems).filter(|version| *version != VERSION) {
        let help = format!("write mapping-version = {VERSION}");
        problems.refuse(node.at, format!("version {version} of the language is not known"), help);
    }
}

#[cfg(test)]
pub(crate) mod tests;
