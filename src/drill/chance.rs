//! Choices by seed: one stream of them per fault and time, whatever other faults there are.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// A stream of choices.
#[derive(Debug)]
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// Opens the stream of one time that a fault is injected.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(stream);
        Self(generator)
    }

    /// Returns a number below another, which is more than zero.
    pub(super) fn below(&mut self, count: u64) -> u64 {
        self.0.random_range(0..count.max(1))
    }

    /// Returns one of several things, each as likely; nothing where there are none.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let place = usize::try_from(self.below(of.len() as u64)).unwrap_or_default();
        of.get(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_fixed_by_its_seed_and_number() {
        let draws = |seed, stream| {
            let mut dice = Chance::new(seed, stream);
            (0..8).map(|_| dice.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(draws(1, 7), draws(1, 7));
        assert_ne!(draws(1, 7), draws(2, 7));
        assert_ne!(draws(1, 7), draws(1, 8));
        assert_eq!(Chance::new(1, 1).one::<u8>(&[]), None);
    }
}
