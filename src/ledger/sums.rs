//! Payments added up per scheme and month, in cents without sign.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::names::Names;
use crate::domain::Month;
use crate::mapping::model::DestinationIndex;

/// A place in [`Sums`].
pub(super) type SumIndex = usize;

/// What was paid under a scheme for a month.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// What was delivered of cases in scope.
    pub delivered: i128,
    /// What was delivered of cases that stay behind.
    pub stays: i128,
    /// What stands in the targets.
    pub parts: BTreeMap<DestinationIndex, i128>,
}

/// Sums per scheme and month.
#[derive(Debug, Default)]
pub struct Sums {
    schemes: Names,
    places: FxHashMap<(usize, Option<Month>), SumIndex>,
    entries: Vec<((usize, Option<Month>), Sum)>,
}

impl Sums {
    /// Returns the place of a scheme and month.
    pub(super) fn place(&mut self, scheme: &str, month: Option<Month>) -> SumIndex {
        let key = (self.schemes.place(scheme), month);
        *self.places.entry(key).or_insert_with(|| {
            self.entries.push((key, Sum::default()));
            self.entries.len() - 1
        })
    }

    /// Returns the sum at a place.
    pub(super) fn at(&mut self, place: SumIndex) -> &mut Sum {
        &mut self.entries[place].1
    }

    /// Adds other sums, and returns their places here.
    pub(super) fn add(&mut self, other: Self) -> Vec<SumIndex> {
        let Self { schemes, entries, .. } = other;
        let add = |((scheme, month), sum): ((usize, Option<Month>), Sum)| {
            let place = self.place(schemes.at(scheme), month);
            let own = self.at(place);
            own.delivered += sum.delivered;
            own.stays += sum.stays;
            for (destination, cents) in sum.parts {
                *own.parts.entry(destination).or_default() += cents;
            }
            place
        };
        entries.into_iter().map(add).collect()
    }

    /// Returns every sum with its scheme and month, in their order; those of which the month cannot be read come first.
    #[must_use]
    pub fn in_order(&self) -> BTreeMap<(&str, Option<Month>), &Sum> {
        self.entries.iter().map(|((scheme, month), sum)| ((self.schemes.at(*scheme), *month), sum)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_blocks_add_up_under_scheme_and_month() {
        let month = |number| Month::new(2020, number).ok();
        let rows =
            [("PW", month(2), 5), ("IOAW", month(1), 7), ("PW", None, 1), ("PW", month(2), 6), ("PW", month(1), 2)];
        let mut whole = Sums::default();
        for rows in rows.chunks(2) {
            let mut block = Sums::default();
            let places: Vec<SumIndex> = rows.iter().map(|(scheme, month, _)| block.place(scheme, *month)).collect();
            for ((_, _, cents), place) in rows.iter().zip(&places) {
                block.at(*place).delivered += cents;
                block.at(*place).stays += 1;
            }
            let here = whole.add(block);
            for ((_, _, cents), place) in rows.iter().zip(places) {
                *whole.at(here[place]).parts.entry(3).or_default() += cents;
            }
        }
        let found: Vec<_> = whole.in_order().into_iter().map(|(key, sum)| (key, sum.delivered, sum.stays)).collect();
        let expected =
            [(("IOAW", month(1)), 7, 1), (("PW", None), 1, 1), (("PW", month(1)), 2, 1), (("PW", month(2)), 11, 2)];
        assert_eq!(found, expected);
        assert!(whole.in_order().values().all(|sum| sum.parts == BTreeMap::from([(3, sum.delivered)])));
    }
}
