//! A choice of mutants, where there are more than there is time for.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use super::Mutant;

/// Chooses so many of them by a seed, and leaves them in their order.
#[must_use]
pub fn sample(mutants: Vec<Mutant>, most: usize, seed: u64) -> Vec<Mutant> {
    let chosen = choose(mutants.len(), most, seed);
    let chosen = |(place, mutant)| chosen.binary_search(&place).is_ok().then_some(mutant);
    mutants.into_iter().enumerate().filter_map(chosen).collect()
}

/// Chooses places, each as likely as any other, and returns them in order.
fn choose(count: usize, most: usize, seed: u64) -> Vec<usize> {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut places: Vec<usize> = (0..count).collect();
    for place in 0..most.min(count) {
        let other = generator.random_range(place..count);
        places.swap(place, other);
    }
    places.truncate(most);
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_fixed_by_its_seed_and_stands_in_order() {
        let chosen = choose(1000, 20, 7);
        assert_eq!(chosen.len(), 20);
        assert!(chosen.is_sorted_by(|one, next| one < next));
        assert_eq!(chosen, choose(1000, 20, 7));
        assert_ne!(chosen, choose(1000, 20, 8));
    }

    #[test]
    fn no_more_are_chosen_than_there_are() {
        assert_eq!(choose(3, 10, 1), [0, 1, 2]);
        assert_eq!(choose(3, 0, 1), [0; 0]);
    }
}
