//! Which columns tell rows apart: single ones as they go by, pairs and triples in a reading of their own.
//!
//! Rows are compared by fingerprints of 64 bits; a set of columns is out at its first repetition, so that little is
//! kept. Columns with empty cells, amounts, names and free text are in no key: what they tell apart, they do by accident.

use rustc_hash::FxHashSet;

use super::column::is_personal;
use super::input::Input;
use super::model::{ColumnProfile, Distinct, Kind};
use super::texts::fingerprint;
use crate::source::{Cancel, SourceError};

/// How many fingerprints are kept at most.
pub(super) const MOST: usize = 3_000_000;
/// How many columns are tried together at most.
const COLUMNS: usize = 10;
/// The longest text of a key.
const LONGEST: usize = 40;
/// How many keys are told at most.
const TOLD: usize = 10;

/// What tells rows apart.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Sets of columns, the smallest first.
    pub(super) found: Vec<Vec<usize>>,
    /// Whether sets were left undecided.
    pub(super) undecided: bool,
}

/// Tells whether a column that every row fills may be part of a key.
fn is_plausible(column: &ColumnProfile, rows: u64) -> bool {
    let filled = column.filled == rows && column.empty == 0;
    let told = !matches!(column.kind, Kind::Empty | Kind::Amount) && !is_personal(&column.heading);
    filled && told && column.longest <= LONGEST && !is_free_text(column)
}

/// Tells whether most texts hold more than one word.
fn is_free_text(column: &ColumnProfile) -> bool {
    let words: u64 = column.patterns.iter().filter(|(pattern, _)| pattern.contains(' ')).map(|(_, count)| count).sum();
    column.kind == Kind::Text && words * 2 > column.filled
}

/// Returns the columns that tell rows apart alone; a date does so by accident.
pub(super) fn single(columns: &[ColumnProfile], rows: u64, is_unique: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let alone = |column: &ColumnProfile| is_plausible(column, rows) && column.kind != Kind::Date;
    let found = (0..columns.len()).filter(|place| rows > 1 && alone(&columns[*place]) && is_unique(*place));
    found.take(TOLD).map(|place| vec![place]).collect()
}

/// Looks for pairs that tell rows apart, and where there are none for triples; the record on a line is left out.
pub(super) fn composite(
    input: &Input,
    columns: &[ColumnProfile],
    rows: u64,
    left_out: &[u32],
    cancel: &Cancel,
) -> Result<Keys, SourceError> {
    let mut keys = Keys::default();
    if rows < 2 {
        return Ok(keys);
    }
    let is_tried = |column: &ColumnProfile| {
        is_plausible(column, rows) && column.kind != Kind::Iban && column.distinct != Distinct::Exactly(1)
    };
    let places: Vec<usize> = (0..columns.len()).filter(|place| is_tried(&columns[*place])).take(COLUMNS).collect();
    for size in [2, 3] {
        let mut candidates: Vec<Candidate> = subsets(&places, size)
            .into_iter()
            .filter(|set| combinations(set, columns) >= u128::from(rows))
            .map(|set| Candidate { set, seen: FxHashSet::default() })
            .collect();
        if candidates.is_empty() {
            continue;
        }
        let mut prints = vec![0; columns.len()];
        input.pass(cancel, |batch| {
            for row in (0..batch.len()).filter(|row| !left_out.contains(&batch.line(*row))) {
                for place in places.iter().filter(|_| !candidates.is_empty()) {
                    prints[*place] = fingerprint(batch.text(row, *place).trim());
                }
                candidates.retain_mut(|candidate| candidate.is_told_apart(&prints));
            }
            keys.undecided |= keep_within(&mut candidates, MOST);
        })?;
        keys.found = candidates.into_iter().take(TOLD).map(|candidate| candidate.set).collect();
        if !keys.found.is_empty() {
            break;
        }
    }
    Ok(keys)
}

/// A set of columns that may tell rows apart.
struct Candidate {
    set: Vec<usize>,
    /// The fingerprints of all rows so far.
    seen: FxHashSet<u64>,
}

impl Candidate {
    /// Takes the fingerprints of a row's cells, and tells whether no row before had the same.
    fn is_told_apart(&mut self, prints: &[u64]) -> bool {
        let parts: Vec<u64> = self.set.iter().map(|place| prints[*place]).collect();
        self.seen.insert(fingerprint(&parts))
    }
}

/// Drops the last candidates where more is kept than may be, and tells whether any was.
fn keep_within(candidates: &mut Vec<Candidate>, most: usize) -> bool {
    let before = candidates.len();
    while candidates.iter().map(|candidate| candidate.seen.len()).sum::<usize>() > most {
        candidates.pop();
    }
    candidates.len() < before
}

/// Returns how many combinations of texts there can be.
fn combinations(set: &[usize], columns: &[ColumnProfile]) -> u128 {
    let different = |place: &usize| match columns[*place].distinct {
        Distinct::Exactly(count) => u128::from(count),
        Distinct::MoreThan(_) => u128::from(u64::MAX),
    };
    set.iter().map(different).fold(1, u128::saturating_mul)
}

/// Returns all subsets of a size, in order.
fn subsets(places: &[usize], size: usize) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..size {
        found = found
            .into_iter()
            .flat_map(|set| {
                let last = set.last().copied();
                let later = places.iter().copied().filter(move |place| last.is_none_or(|last| last < *place));
                later.map(move |place| [set.as_slice(), &[place]].concat()).collect::<Vec<_>>()
            })
            .collect();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subsets_come_in_order_and_once() {
        assert_eq!(subsets(&[0, 2, 5], 2), [[0, 2], [0, 5], [2, 5]]);
        assert_eq!(subsets(&[0, 2, 5], 3), [[0, 2, 5]]);
        assert_eq!(subsets(&[0], 2), Vec::<Vec<usize>>::new());
    }
}
