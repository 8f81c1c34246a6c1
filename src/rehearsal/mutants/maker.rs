//! Where mutants of one file are gathered while they are made.

use super::Mutant;
use super::edit::{Edit, shown};
use super::values::Headings;
use crate::mapping::Mapping;

/// What mutants of one file are made with.
pub(super) struct Maker<'m> {
    /// The mapping as it stands.
    pub(super) mapping: &'m Mapping,
    /// Which heading could be mistaken for which.
    pub(super) headings: Headings<'m>,
    file: &'m str,
    text: &'m str,
    found: Vec<Mutant>,
}

impl<'m> Maker<'m> {
    /// Starts without a mutant of a file.
    pub(super) fn new(mapping: &'m Mapping, file: &'m str, text: &'m str) -> Self {
        Self { mapping, headings: Headings::of(mapping), file, text, found: Vec::new() }
    }

    /// Makes a mutant by edits that stand apart; edits that change nothing make none.
    pub(super) fn add(&mut self, what: impl Into<String>, mut edits: Vec<Edit>) {
        edits.retain(|edit| self.text.get(edit.start..edit.end).is_some_and(|text| text != edit.text));
        edits.sort();
        let Some(first) = edits.first() else { return };
        let line = self.text[..first.start].matches('\n').count() + 1;
        let (before, after) = shown(self.text, &edits);
        let (file, what) = (self.file.to_owned(), what.into());
        self.found.push(Mutant { file, line, what, before, after, edits });
    }

    /// Returns the mutants in order of their places, none of which says the same as another.
    pub(super) fn finish(mut self) -> Vec<Mutant> {
        self.found.sort_by(|one, other| one.edits.cmp(&other.edits));
        self.found.dedup_by(|next, one| next.edits == one.edits);
        self.found
    }
}
