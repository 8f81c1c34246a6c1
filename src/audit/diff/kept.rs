//! The first of a list by importance, however long the list is.

/// Keeps the items with the smallest keys; of items with one key those that came first.
pub(super) struct Kept<K, T> {
    most: usize,
    items: Vec<(K, T)>,
}

impl<K: Ord, T> Kept<K, T> {
    /// Starts an empty list of at most so many.
    pub(super) const fn new(most: usize) -> Self {
        Self { most, items: Vec::new() }
    }

    /// Takes an item, or drops what is less important.
    pub(super) fn take(&mut self, key: K, item: T) {
        self.items.push((key, item));
        if self.items.len() > self.most * 2 {
            self.cut();
        }
    }

    /// Returns what is kept, the most important first.
    pub(super) fn finish(mut self) -> Vec<T> {
        self.cut();
        self.items.into_iter().map(|(_, item)| item).collect()
    }

    fn cut(&mut self) {
        self.items.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.items.truncate(self.most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_important_are_kept_in_the_order_in_which_they_came() {
        let mut kept = Kept::new(3);
        for (key, item) in [(2, "a"), (1, "b"), (9, "c"), (1, "d"), (8, "e"), (7, "f"), (1, "g"), (0, "h"), (3, "i")] {
            kept.take(key, item);
        }
        assert_eq!(kept.finish(), ["h", "b", "d"]);
        assert!(Kept::<u8, u8>::new(3).finish().is_empty());
    }
}
