//! Values by name, found fastest in the order in which they were added.
//!
//! The tables of a delivery go through its cases in one order. Whoever reads one of them finds each case beside the last,
//! without a search in more memory than a processor has at hand.

use compact_str::CompactString;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// How many values from the last on are looked at before one is searched: not everybody has a row in every table.
const REACH: usize = 8;

/// Values by name, in the order in which they were added.
#[derive(Debug)]
pub struct Sequence<V>(IndexMap<CompactString, V, FxBuildHasher>);

/// Where a value was found last.
#[derive(Clone, Copy, Debug, Default)]
pub struct Near(usize);

impl<V> Default for Sequence<V> {
    fn default() -> Self {
        Self(IndexMap::default())
    }
}

impl<V> Sequence<V> {
    /// Returns the value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.0.get(name)
    }

    /// Returns the value of a name, which stands most often where the last was found or soon after.
    #[must_use]
    pub fn get_near(&self, name: &str, near: &mut Near) -> Option<&V> {
        for place in near.0..near.0.saturating_add(REACH) {
            let Some((known, value)) = self.0.get_index(place) else { break };
            if known == name {
                near.0 = place;
                return Some(value);
            }
        }
        let (place, _, value) = self.0.get_full(name)?;
        near.0 = place;
        Some(value)
    }

    /// Adds a value, or takes the place of the one that the name has.
    pub fn insert(&mut self, name: CompactString, value: V) {
        self.0.insert(name, value);
    }

    /// Returns the value of a name; one that has none gets the default.
    pub fn get_or_default(&mut self, name: &str) -> &mut V
    where
        V: Default,
    {
        self.0.entry(name.into()).or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_name_is_found_from_wherever_the_last_was(
            names in prop::collection::vec("[a-c]{0,3}", 0..40),
            asked in prop::collection::vec("[a-d]{0,3}", 0..40),
        ) {
            let mut sequence = Sequence::default();
            for (value, name) in names.iter().enumerate() {
                sequence.insert(name.into(), value);
            }
            let mut near = Near::default();
            for name in asked.iter().chain(&names) {
                let expected = names.iter().rposition(|known| known == name);
                prop_assert_eq!(sequence.get_near(name, &mut near).copied(), expected);
                prop_assert_eq!(sequence.get(name).copied(), expected);
            }
        }
    }
}
