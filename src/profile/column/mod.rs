//! One column while its cells go by: counts of everything that its texts look like.
//!
//! Memory is bounded whatever the column holds; what was not counted to the end is said.

mod disclose;
mod doubts;
mod headings;
mod kind;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

pub(super) use disclose::is_personal;
pub(super) use headings::Heading;

use super::looks::{LOOKS, Look, Looks};
use super::model::{ColumnProfile, Distinct};
use super::patterns;
use super::sentinels;
use super::tally::Tally;
use super::texts::{Texts, fingerprint};

/// How many different texts of a column are kept.
const TEXTS: usize = 10_000;
/// How many different patterns of a column are kept.
const PATTERNS: usize = 1000;
/// Up to how many digits texts of digits are told apart by their length.
const DIGITS: usize = 16;

/// A column whose cells are being seen.
#[derive(Debug)]
pub(super) struct Column {
    filled: u64,
    empty: u64,
    seen: [Tally; LOOKS],
    sentinels: [Tally; sentinels::ALL],
    /// Texts of digits by their length, and how many of each begin with a zero.
    digits: [(Tally, u64); DIGITS],
    shortest: usize,
    longest: usize,
    texts: Texts,
    patterns: Texts,
    pattern: String,
    uniqueness: Uniqueness,
    /// Reasons not to trust a value, as its workbook gives them.
    problems: BTreeMap<String, Tally>,
}

/// Whether every text stands there once.
#[derive(Debug)]
enum Uniqueness {
    /// So far, with the fingerprints of all.
    Unique(FxHashSet<u64>),
    /// Some text stands there twice.
    Repeated,
    /// More memory would be needed than is spent on it.
    Undecided,
}

impl Column {
    /// Starts without any cell.
    pub(super) fn new() -> Self {
        Self {
            filled: 0,
            empty: 0,
            seen: [Tally::default(); LOOKS],
            sentinels: [Tally::default(); sentinels::ALL],
            digits: [(Tally::default(), 0); DIGITS],
            shortest: 0,
            longest: 0,
            texts: Texts::new(TEXTS),
            patterns: Texts::new(PATTERNS),
            pattern: String::new(),
            uniqueness: Uniqueness::Unique(FxHashSet::default()),
            problems: BTreeMap::new(),
        }
    }

    /// Sees the cell of a line.
    pub(super) fn see(&mut self, line: u32, raw: &str) {
        let text = raw.trim();
        if text.is_empty() {
            self.empty += 1;
            return;
        }
        self.filled += 1;
        let print = fingerprint(text);
        let (looks, length) = self.texts.count(text, print, || Looks::of(text));
        for place in looks.places() {
            self.seen[place].add(line);
        }
        if text.len() < raw.len() {
            self.seen[Look::Spaces as usize].add(line);
        }
        if looks.has(Look::Sentinel)
            && let Some(place) = sentinels::place(text)
        {
            self.sentinels[place].add(line);
        }
        if looks.has(Look::Integer)
            && let Some((lengths, zeros)) = self.digits.get_mut(text.len())
            && !text.starts_with('-')
        {
            lengths.add(line);
            *zeros += u64::from(text.starts_with('0'));
        }
        self.shortest = if self.filled == 1 { length } else { self.shortest.min(length) };
        self.longest = self.longest.max(length);
        patterns::write(text, &mut self.pattern);
        self.patterns.count(&self.pattern, fingerprint(self.pattern.as_str()), Looks::default);
        if let Uniqueness::Unique(prints) = &mut self.uniqueness
            && !prints.insert(print)
        {
            self.uniqueness = Uniqueness::Repeated;
        }
    }

    /// Notes why the value of a cell is not to be trusted.
    pub(super) fn distrust(&mut self, line: u32, reason: String) {
        self.problems.entry(reason).or_default().add(line);
    }

    /// Returns how many fingerprints are kept to tell whether the column is a key.
    pub(super) fn kept(&self) -> usize {
        if let Uniqueness::Unique(prints) = &self.uniqueness { prints.len() } else { 0 }
    }

    /// Gives up telling whether the column is a key.
    pub(super) fn give_up(&mut self) {
        self.uniqueness = Uniqueness::Undecided;
    }

    /// Tells whether it was given up to tell whether the column is a key.
    pub(super) const fn is_undecided(&self) -> bool {
        matches!(self.uniqueness, Uniqueness::Undecided)
    }

    /// Tells whether every text stands there once.
    pub(super) const fn is_unique(&self) -> bool {
        matches!(self.uniqueness, Uniqueness::Unique(_))
    }

    /// Returns how often a look was seen, and where first.
    pub(super) const fn seen(&self, look: Look) -> Tally {
        self.seen[look as usize]
    }

    /// Returns how often any of some looks was seen; the looks exclude each other.
    fn seen_any(&self, looks: &[Look]) -> Tally {
        looks.iter().fold(Tally::default(), |sum, look| sum.and(self.seen(*look)))
    }

    /// Returns how many filled cells hold more than a word for none.
    fn told(&self) -> u64 {
        let words = self.sentinels.iter().enumerate().filter(|(place, _)| sentinels::is_word(*place));
        self.filled.saturating_sub(words.map(|(_, tally)| tally.count).sum())
    }

    fn distinct(&self) -> Distinct {
        match (self.texts.full_at(), self.is_unique()) {
            (None, _) => Distinct::Exactly(self.texts.entries().len() as u64),
            (Some(_), true) => Distinct::Exactly(self.filled),
            (Some(full), false) => Distinct::MoreThan(full),
        }
    }

    /// Returns what was seen, once all cells went by; lines are called `line`, in a sheet `row`.
    pub(super) fn finish(&self, heading: &Heading, line: &str) -> ColumnProfile {
        let kind = kind::decide(self, &heading.text);
        let disclosed = disclose::disclose(self, &heading.text, kind);
        let doubts = doubts::of(self, heading, kind, !disclosed.common.is_empty(), line);
        ColumnProfile {
            heading: heading.text.clone(),
            kind,
            kinds: kind::met(self, kind),
            filled: self.filled,
            empty: self.empty,
            distinct: self.distinct(),
            shortest: self.shortest,
            longest: self.longest,
            patterns: disclosed.patterns,
            common: disclosed.common,
            rare: disclosed.rare,
            range: disclosed.range,
            doubts,
        }
    }
}

#[cfg(test)]
mod tests;
