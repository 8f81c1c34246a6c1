//! Choices by seed: one independent stream of them per topic and household.
//!
//! A household's choices depend on the seed and its own number alone, never on the households before it.

use std::ops::RangeInclusive;

use rand::distr::uniform::SampleUniform;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// What a stream of choices is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Topic {
    /// The municipality of a household.
    Place = 1,
    /// Whether a household goes with another one.
    Link = 2,
    /// The household itself.
    Household = 3,
    /// How its rows are written.
    Quirks = 4,
    /// How whole files are written.
    Files = 5,
    /// What only some services deliver.
    Extras = 6,
}

/// A stream of choices.
#[derive(Debug)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// Opens the stream of a topic and a household.
    pub(super) fn new(seed: u64, topic: Topic, index: u32) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(((topic as u64) << 32) | u64::from(index));
        Self(generator)
    }

    /// Returns a value within bounds, both included.
    pub(super) fn between<T: SampleUniform + PartialOrd>(&mut self, bounds: RangeInclusive<T>) -> T {
        self.0.random_range(bounds)
    }

    /// Says yes in so many of a hundred cases.
    pub(super) fn percent(&mut self, chance: u32) -> bool {
        self.between(0..=99_u32) < chance
    }

    /// Returns one of several values, each as likely.
    pub(super) fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.between(0..=values.len() - 1)]
    }

    /// Returns one of several values by their weights, which are more than zero together.
    pub(super) fn weighted<T: Copy>(&mut self, table: &[(u32, T)]) -> T {
        let total: u32 = table.iter().map(|(weight, _)| weight).sum();
        let mut rest = self.between(0..=total - 1);
        for (weight, value) in table {
            match rest.checked_sub(*weight) {
                Some(left) => rest = left,
                None => return *value,
            }
        }
        table[table.len() - 1].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(seed: u64, topic: Topic, index: u32) -> Vec<u32> {
        let mut dice = Dice::new(seed, topic, index);
        (0..8).map(|_| dice.between(0..=u32::MAX)).collect()
    }

    #[test]
    fn a_stream_is_fixed_by_seed_topic_and_household() {
        let stream = draws(7, Topic::Household, 3);
        assert_eq!(stream, draws(7, Topic::Household, 3));
        assert_ne!(stream, draws(8, Topic::Household, 3));
        assert_ne!(stream, draws(7, Topic::Extras, 3));
        assert_ne!(stream, draws(7, Topic::Household, 4));
    }

    #[test]
    fn a_weight_of_zero_is_never_drawn() {
        let mut dice = Dice::new(1, Topic::Place, 0);
        assert!((0..200).all(|_| dice.weighted(&[(0, 'a'), (3, 'b'), (0, 'c')]) == 'b'));
    }
}
