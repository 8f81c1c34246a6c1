//! Which heading of a delivered table fills which column of a target table, and how sure that is.

use super::fit::{Fit, fit};
use super::vocabulary::TableWords;
use super::words::{Likeness, Word};
use crate::catalog::{Domain, Table};
use crate::profile::model::TableProfile;

/// A delivered column that may fill a target column.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// The place in the target table's columns.
    pub(super) target: usize,
    /// The place in the delivered table's columns.
    pub(super) heading: usize,
    /// From 0 up; above 1000 where cells confirm what names say.
    pub(super) score: Likeness,
    /// How alike the names are.
    pub(super) likeness: Likeness,
    /// What the target column is known by that is most like the heading; nothing where cells alone decide.
    pub(super) known_as: String,
    /// What the cells say.
    pub(super) fit: Fit,
    /// Whether it is headed as what it refers to, or is a key and its target one too.
    pub(super) confirmed: bool,
}

/// The headings by which other tables name a client and a case, once those are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchors {
    /// The heading of a client's number.
    pub(super) client: Option<String>,
    /// The heading of a case's number.
    pub(super) case: Option<String>,
}

/// The least that a match scores.
const LEAST: Likeness = 560;
/// The least for a heading that fills another column already.
const LEAST_AGAIN: Likeness = 700;
/// What the same heading as that of the key adds for a reference, and being a key for a number.
const CONFIRMED: Likeness = 90;

/// Pairs headings with columns, the surest first; each column is filled once, and each heading is used once but for
/// required columns that nothing else can fill.
pub(super) fn pair(
    words: &TableWords,
    profile: &TableProfile,
    headings: &[Vec<Word>],
    anchors: &Anchors,
) -> Vec<Match> {
    let mut candidates = candidates(words, profile, headings, anchors);
    candidates.sort_by_key(|candidate| (u32::MAX - candidate.score, candidate.target, candidate.heading));
    let mut pairs: Vec<Match> = Vec::new();
    for candidate in candidates.iter().filter(|candidate| candidate.score >= LEAST) {
        if !pairs.iter().any(|pair| pair.target == candidate.target || pair.heading == candidate.heading) {
            pairs.push(candidate.clone());
        }
    }
    for candidate in candidates.iter().filter(|candidate| candidate.score >= LEAST_AGAIN) {
        let is_required = words.table.columns[candidate.target].required;
        if is_required && !pairs.iter().any(|pair| pair.target == candidate.target) {
            pairs.push(candidate.clone());
        }
    }
    left_over(words.table, profile, &mut pairs);
    pairs.sort_by_key(|pair| pair.target);
    pairs
}

fn candidates(words: &TableWords, profile: &TableProfile, headings: &[Vec<Word>], anchors: &Anchors) -> Vec<Match> {
    let mut candidates = Vec::new();
    for (target, column) in words.table.columns.iter().enumerate() {
        let anchor = match column.references {
            Some(("client", _)) => anchors.client.as_deref(),
            Some(("inkomensvoorziening", _)) => anchors.case.as_deref(),
            _ => None,
        };
        let is_key = words.table.unique.contains(&[column.name].as_slice());
        for (place, heading) in headings.iter().enumerate() {
            let cells = &profile.columns[place];
            let named = words.named(target, heading);
            let fit = fit(column, cells);
            let confirmed = anchor == Some(cells.heading.as_str()) || is_key && profile.keys.contains(&vec![place]);
            let confirmed = confirmed && named.likeness >= 300;
            let score = fit.weigh(named.likeness) + if confirmed { CONFIRMED } else { 0 };
            let (likeness, known_as) = (named.likeness, named.known_as);
            candidates.push(Match { target, heading: place, score, likeness, known_as, fit, confirmed });
        }
    }
    candidates
}

/// Tells whether a column has a heading, and no earlier one has the same.
pub(super) fn is_told_apart(profile: &TableProfile, place: usize) -> bool {
    let heading = &profile.columns[place].heading;
    !heading.trim().is_empty() && !profile.columns[..place].iter().any(|column| column.heading == *heading)
}

/// Pairs the one column that is left of a telling kind with the one heading over such cells that is left.
fn left_over(table: &'static Table, profile: &TableProfile, pairs: &mut Vec<Match>) {
    let telling = |domain: Domain| {
        matches!(domain, Domain::Bsn | Domain::Iban | Domain::Postcode | Domain::Month | Domain::Money)
    };
    let free = |pairs: &[Match], place: usize| !pairs.iter().any(|pair| pair.heading == place);
    for (target, column) in table.columns.iter().enumerate() {
        let same = |other: usize| table.columns[other].domain == column.domain;
        let open = |other: &usize| same(*other) && !pairs.iter().any(|pair| pair.target == *other);
        let is_only = telling(column.domain) && (0..table.columns.len()).filter(open).eq([target]);
        if !is_only {
            continue;
        }
        let proven = |place: &usize| {
            free(pairs, *place)
                && is_told_apart(profile, *place)
                && fit(column, &profile.columns[*place]) == Fit::Proven
        };
        let mut places = (0..profile.columns.len()).filter(proven);
        if let (Some(heading), None) = (places.next(), places.next()) {
            let known_as = String::new();
            let (score, likeness, fit, confirmed) = (LEAST, 0, Fit::Proven, false);
            pairs.push(Match { target, heading, score, likeness, known_as, fit, confirmed });
        }
    }
}
