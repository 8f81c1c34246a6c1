//! A draft as the files of a mapping: TOML with a comment behind each line that was guessed, and what is to be written
//! by hand beside it.
//!
//! Where something is open, a `TODO` stands in the line at which `check` will complain, or in the line above it.

mod column;
mod delivery;
mod document;
mod maps;
mod promise;
mod toml;
mod who;

use std::collections::BTreeMap;

use super::model::Draft;
use toml::Text;

/// Renders a draft as one text, with every translation in it.
#[must_use]
pub fn mapping(draft: &Draft<'_>) -> String {
    render(draft, &mut Codes::Inline)
}

/// Renders a draft as the files of a mapping's folder, by name: long translations are files of their own.
#[must_use]
pub fn folder(draft: &Draft<'_>) -> BTreeMap<String, String> {
    let mut codes = Codes::Files(BTreeMap::new());
    let mapping = render(draft, &mut codes);
    let mut files = BTreeMap::from([
        (crate::mapping::DOCUMENT.to_owned(), mapping),
        ("DELIVERY.md".to_owned(), document::render(draft)),
    ]);
    if let Codes::Files(codes) = codes {
        files.extend(codes);
    }
    files
}

/// Where translations are written.
pub(super) enum Codes {
    /// In the mapping itself.
    Inline,
    /// Long ones in files, by name.
    Files(BTreeMap<String, String>),
}

fn render(draft: &Draft<'_>, codes: &mut Codes) -> String {
    let mut text = Text::default();
    let tables = toml::count(draft.tables.len(), "delivered table");
    text.comment(&format!("A first mapping of {}, drafted from {tables}. Every TODO is an open point.", draft.service));
    text.comment("sure: name and cells agree; likely: a word that is used for it; guess: something has to be it.");
    text.blank();
    text.line("mapping-version = 1");
    text.blank();
    who::transfer(draft, &mut text);
    who::destinations(draft, &mut text);
    delivery::render(draft, &mut text);
    maps::render(draft, codes, &mut text);
    promise::render(draft, &mut text);
    text.finish()
}
