//! Untidiness of whole files or sheets: each kind meets another one.

use super::random::{Dice, Topic};

/// Gives each kind of untidiness to one of so many files, as far as there are files; the others are tidy.
pub(super) fn scatter<T: Clone>(tidy: &T, kinds: impl IntoIterator<Item = T>, seed: u64, files: usize) -> Vec<T> {
    let mut layouts = vec![tidy.clone(); files];
    let mut dice = Dice::new(seed, Topic::Files, 0);
    let mut free: Vec<usize> = (0..files).collect();
    for kind in kinds.into_iter().take(files) {
        let file = free.swap_remove(dice.between(0..=free.len() - 1));
        layouts[file] = kind;
    }
    layouts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::sheet::Dialect;

    #[test]
    fn every_kind_meets_a_file_of_its_own_and_the_others_are_tidy() {
        let kinds = || [1, 2, 3].map(|blank_lines| Dialect { blank_lines, ..Dialect::default() });
        for (files, untidy) in [(0, 0), (2, 2), (3, 3), (8, 3)] {
            let dialects = scatter(&Dialect::default(), kinds(), 5, files);
            let mut found: Vec<usize> =
                dialects.iter().map(|dialect| dialect.blank_lines).filter(|lines| *lines > 0).collect();
            found.sort_unstable();
            found.dedup();
            assert_eq!((dialects.len(), found.len()), (files, untidy));
        }
    }
}
