//! A mapping in words: the conversion document, in Dutch or English, as Markdown or HTML.
//!
//! It says what the checked mapping says and nothing else, in a stable order that is made for version control.
//! [`build`] makes one view-model, [`model::Document`]; [`markdown`] and [`html`] render it. Deliberately absent: the
//! clock, the place where the mapping stands, and anything that looks at a delivery.

mod codes;
mod conditions;
mod delivery;
mod destinations;
mod examples;
mod exceptions;
pub mod html;
pub mod markdown;
pub mod model;
mod operations;
mod promise;
mod rules;
mod spoken;
mod statements;
mod targets;
mod transfer;
mod uses;
mod waivers;
mod words;

use std::collections::BTreeSet;

use crate::domain::Bsn;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, Language, TableIndex};
use crate::report::assemble::bsn_headings;
use model::{Block, Document, Section, Table, Text};
pub use spoken::operation_in_words;
use words::{Phrase, Voice, general};

/// How many digits of a burgerservicenummer are shown.
const UNMASKED: usize = 3;

/// Says in words what a mapping does.
#[must_use]
pub fn build(mapping: &Mapping, language: Language) -> Document {
    let writer = Writer { mapping, voice: Voice(language) };
    let sections = [
        Some(writer.transfer()),
        Some(writer.destinations()),
        Some(writer.delivery()),
        writer.identities(),
        writer.corrections(),
        Some(writer.targets()),
        Some(writer.repairs()),
        Some(writer.empty_columns()),
        Some(writer.unfilled()),
        writer.rules(),
        Some(writer.promise()),
        writer.waivers(),
        writer.examples(),
        writer.code_files(),
        Some(writer.statements()),
    ];
    let mut sections: Vec<Section> = sections.into_iter().flatten().collect();
    set_apart(&mut sections, &mut BTreeSet::from(["contents".to_owned()]));
    Document { language, title: writer.title(), lead: writer.voice.say(general::LEAD), sections }
}

/// Numbers sections whose names for links are the same: a mapping may tell its names apart by what links cannot hold.
fn set_apart(sections: &mut [Section], taken: &mut BTreeSet<String>) {
    for section in sections {
        let numbered = (2..).map(|number| format!("{}-{number}", section.id));
        // The heading of a section is called after it.
        let heading = |id: &str| format!("{id}-title");
        let is_free = |id: &String| !taken.contains(id) && !taken.contains(&heading(id));
        section.id = std::iter::once(section.id.clone()).chain(numbered).find(is_free).unwrap_or_default();
        taken.extend([section.id.clone(), heading(&section.id)]);
        set_apart(&mut section.parts, taken);
    }
}

/// Somebody who tells of a mapping in one language; each module adds the sections that it is named after.
#[derive(Clone, Copy)]
struct Writer<'m> {
    mapping: &'m Mapping,
    voice: Voice,
}

impl<'m> Writer<'m> {
    /// Names a delivered table.
    fn delivered(self, table: TableIndex) -> Text {
        Text::code(&self.mapping.delivery.tables[table].name)
    }

    /// Returns the heading of a delivered column.
    fn heading(self, table: TableIndex, column: ColumnIndex) -> &'m str {
        &self.mapping.delivery.tables[table].columns[column]
    }

    /// Names a delivered column by its heading.
    fn cell(self, table: TableIndex, column: ColumnIndex) -> Text {
        Text::code(self.heading(table, column))
    }

    /// Names delivered columns by their headings.
    fn cells(self, table: TableIndex, columns: &[ColumnIndex]) -> Text {
        let headings = columns.iter().map(|column| self.heading(table, *column));
        self.voice.codes(headings, general::AND)
    }

    /// Makes a table.
    fn listing<const HEADS: usize>(self, caption: Text, heads: [Phrase; HEADS], rows: Vec<Vec<Text>>) -> Table {
        Table { caption, heads: heads.map(|head| self.voice.say(head)).to_vec(), rows }
    }

    /// Makes a list of names with what they are.
    fn facts(self, facts: impl IntoIterator<Item = (Phrase, Text)>) -> Block {
        Block::Facts(facts.into_iter().map(|(name, what)| (self.voice.say(name), what)).collect())
    }

    /// Tells whether burgerservicenummers are delivered under a heading.
    fn is_secret(self, heading: &str) -> bool {
        bsn_headings(self.mapping).contains(heading)
    }

    /// Shows a value as it stands; of a burgerservicenummer only its length and its last three digits.
    fn shown(self, text: &str, is_secret: bool) -> Text {
        let masked = |text: &str| {
            let hidden = text.chars().count().saturating_sub(UNMASKED);
            "*".repeat(hidden) + &text.chars().skip(hidden).collect::<String>()
        };
        let words = text.split(' ').map(|word| {
            let is_secret = is_secret || Bsn::parse(word).is_ok();
            if is_secret { masked(word) } else { word.to_owned() }
        });
        self.voice.value(&words.collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests;
