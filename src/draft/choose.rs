//! Which target table a delivered table fills.

use super::delivered::Group;
use super::matching::{Anchors, Match, is_told_apart, pair};
use super::vocabulary::{TableWords, Vocabulary};
use super::words::{Likeness, SAME, Word};
use crate::catalog::{Column, Table};
use crate::profile::model::ColumnProfile;

/// A delivered table with its headings taken apart, and the target table that it fills best.
pub(super) struct Chosen {
    /// Its headings; no words where nothing tells a column from others.
    pub(super) headings: Vec<Vec<Word>>,
    /// The target table, where one is near enough.
    pub(super) best: Option<Best>,
}

/// The target table that a delivered one fills best.
pub(super) struct Best {
    /// The target table.
    pub(super) table: &'static Table,
    /// Which headings fill which columns.
    pub(super) pairs: Vec<Match>,
    /// How well it fits.
    score: Likeness,
}

impl Best {
    /// Returns the place of the heading that fills a column.
    pub(super) fn heading(&self, column: &str) -> Option<usize> {
        let (place, _) = self.table.column(column)?;
        self.pairs.iter().find(|pair| pair.target == place).map(|pair| pair.heading)
    }
}

/// The least by which a target table is taken.
const LEAST: Likeness = 380;
/// The least where many headings find a column.
const LEAST_OF_MANY: Likeness = 250;
/// How many headings are many.
const MANY: usize = 6;

/// Chooses twice: first by names and cells alone, then with the headings by which clients and cases are named.
pub(super) fn choose(groups: &[Group<'_>], vocabulary: &Vocabulary) -> (Vec<Chosen>, Anchors) {
    let first = all(groups, vocabulary, &Anchors::default());
    let heading = |table: &str, column: &str| {
        let place = leading(&first, table)?;
        let best = first[place].best.as_ref()?;
        Some(groups[place].profile.columns[best.heading(column)?].heading.clone())
    };
    let client = heading("persoon", "clientnummer").or_else(|| heading("client", "clientnummer"));
    let anchors = Anchors { client, case: heading("inkomensvoorziening", "dossiernummer") };
    (all(groups, vocabulary, &anchors), anchors)
}

/// Returns the delivered table that fits a target table best, among those that fill it.
pub(super) fn leading(chosen: &[Chosen], table: &str) -> Option<usize> {
    let scores = chosen.iter().enumerate().filter_map(|(place, chosen)| {
        let best = chosen.best.as_ref().filter(|best| best.table.name == table)?;
        Some((best.score, usize::MAX - place))
    });
    scores.max().map(|(_, place)| usize::MAX - place)
}

fn all(groups: &[Group<'_>], vocabulary: &Vocabulary, anchors: &Anchors) -> Vec<Chosen> {
    groups.iter().map(|group| one(group, vocabulary, anchors)).collect()
}

fn one(group: &Group<'_>, vocabulary: &Vocabulary, anchors: &Anchors) -> Chosen {
    let columns = group.profile.columns.iter().enumerate();
    let words = |(place, column): (usize, &ColumnProfile)| {
        if is_told_apart(group.profile, place) { vocabulary.words(&column.heading) } else { Vec::new() }
    };
    let headings: Vec<Vec<Word>> = columns.map(words).collect();
    let name = vocabulary.words(&group.name.replace(['-', '_'], " "));
    let mut best: Option<Best> = None;
    for words in vocabulary.tables() {
        let pairs = pair(words, group.profile, &headings, anchors);
        let score = score(words, &pairs, headings.len(), words.likeness(&name));
        let least = if pairs.len() >= MANY { LEAST_OF_MANY } else { LEAST };
        if score >= least && best.as_ref().is_none_or(|best| score > best.score) {
            best = Some(Best { table: words.table, pairs, score });
        }
    }
    Chosen { headings, best }
}

/// Weighs how much of both tables is paired, what the name hints at, and which required columns nothing fills.
fn score(words: &TableWords, pairs: &[Match], headings: usize, hint: Likeness) -> Likeness {
    let columns = words.table.columns;
    let paired: u32 = pairs.iter().map(|pair| pair.score.min(SAME)).sum();
    let size = u32::try_from(columns.len() + headings).unwrap_or(u32::MAX).max(1);
    let missing = columns.iter().enumerate().filter(|(place, column)| {
        column.required && !is_given(words.table, column) && !pairs.iter().any(|pair| pair.target == *place)
    });
    let missing = u32::try_from(missing.count()).unwrap_or(u32::MAX);
    (2 * paired / size * 6 / 10 + hint / 2).saturating_sub(missing.saturating_mul(60))
}

/// Tells whether a required column can be made without a delivered one.
fn is_given(table: &Table, column: &Column) -> bool {
    matches!((table.name, column.name), ("betaalkalender", "dienst") | ("huishoudlid", "rol"))
}
