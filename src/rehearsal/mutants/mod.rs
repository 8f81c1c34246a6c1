//! Mutants of a mapping: the mapping altered in one place, as a tired engineer might, to see whether anybody notices.
//!
//! Every mutant is made on the text, in `mapping.toml` or in a file beside it, and the rest of the text stays as it is. A
//! good mapping has examples and fixtures that notice each of them. What means the same by construction is not made:
//! another order of blocks, other words of a message or a reason.

mod codes;
mod columns;
mod conditions;
mod delivery;
mod destinations;
mod edit;
mod hunt;
mod maker;
mod maps;
mod options;
mod overlay;
mod promise;
mod rules;
mod sample;
mod values;

#[cfg(test)]
mod tests;

use toml::de::DeTable;

use super::tree;
use crate::mapping::{CORRECTIONS, DOCUMENT, LoadError, Mapping, parse};
use edit::Edit;
use maker::Maker;
use overlay::Overlay;

pub use hunt::{Fate, Hunt, hunt};
pub use sample::sample;

/// A mapping altered in one place.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The altered file, by its name in the mapping's folder.
    pub file: String,
    /// The line at which it is altered, from 1.
    pub line: usize,
    /// How.
    pub what: String,
    /// What stood there, on one line.
    pub before: String,
    /// What stands there now; nothing where it was dropped.
    pub after: String,
    edits: Vec<Edit>,
}

impl Mutant {
    /// Reads the altered mapping.
    ///
    /// # Errors
    /// Fails where the alteration makes it invalid.
    pub fn read(&self, mapping: &Mapping) -> Result<Mapping, LoadError> {
        parse(&Overlay { files: &mapping.files, name: &self.file, text: self.text(mapping) })
    }

    /// Returns the altered file.
    fn text(&self, mapping: &Mapping) -> String {
        let bytes = mapping.files.get(&self.file).map(Vec::as_slice).unwrap_or_default();
        edit::altered(&String::from_utf8_lossy(bytes), &self.edits)
    }
}

/// Makes every mutant of a mapping: those of `mapping.toml` first, in order of file and place.
#[must_use]
pub fn mutants(mapping: &Mapping) -> Vec<Mutant> {
    let mut found = Vec::new();
    let texts =
        mapping.files.iter().filter_map(|(name, bytes)| Some((name.as_str(), std::str::from_utf8(bytes).ok()?)));
    let (document, beside): (Vec<_>, Vec<_>) = texts.partition(|(name, _)| *name == DOCUMENT);
    for (name, text) in document.into_iter().chain(beside) {
        let mut maker = Maker::new(mapping, name, text);
        match name {
            DOCUMENT => alter(&mut maker, text),
            CORRECTIONS => delivery::corrections(&mut maker, name, text),
            codes => codes::file(&mut maker, codes, text),
        }
        found.extend(maker.finish());
    }
    found
}

/// Alters the document itself.
fn alter(maker: &mut Maker<'_>, text: &str) {
    let Ok(table) = DeTable::parse(text) else { return };
    let document = tree::root(text, table.get_ref());
    destinations::alter(maker, &document);
    for tree::Entry { key, value, .. } in &document {
        match *key {
            "delivery" => delivery::alter(maker, value),
            "identity" => delivery::identities(maker, value),
            "map" => maps::alter(maker, value),
            "rule" => rules::alter(maker, value),
            "promise" => promise::alter(maker, value),
            _ => {}
        }
    }
}
