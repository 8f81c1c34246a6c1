//! Different texts and how often each stands there, within bounds.
//!
//! As long as all texts fit, everything is counted. Past that, texts that are seen seldom give way to new ones
//! (Misra and Gries): what is left are the frequent ones, and each count is one that the text has at least.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;

use super::looks::Looks;

/// The most bytes that texts are kept in.
const BYTES: usize = 1024 * 1024;

/// Texts, each with its count.
#[derive(Debug)]
pub(super) struct Texts {
    places: FxHashMap<u64, u32>,
    entries: Vec<Entry>,
    bytes: usize,
    most: usize,
    /// How many texts there were when they no longer fitted.
    full_at: Option<u64>,
}

/// A text that is kept.
#[derive(Debug)]
pub(super) struct Entry {
    /// The text.
    pub(super) text: Box<str>,
    /// How often it stands there, at least.
    pub(super) count: u64,
    /// What it looks like.
    pub(super) looks: Looks,
    /// How many characters it has.
    pub(super) length: usize,
    fingerprint: u64,
}

impl Texts {
    /// Keeps at most so many.
    pub(super) fn new(most: usize) -> Self {
        Self { places: FxHashMap::default(), entries: Vec::new(), bytes: 0, most, full_at: None }
    }

    /// Counts a text once more, and returns what is known of it; `describe` is asked where it is new.
    pub(super) fn count(&mut self, text: &str, fingerprint: u64, describe: impl FnOnce() -> Looks) -> (Looks, usize) {
        if let Some(entry) = self.places.get(&fingerprint).and_then(|place| self.entries.get_mut(*place as usize)) {
            entry.count += 1;
            return (entry.looks, entry.length);
        }
        let (looks, length) = (describe(), if text.is_ascii() { text.len() } else { text.chars().count() });
        if self.entries.len() >= self.most || self.bytes + text.len() > BYTES {
            self.full_at.get_or_insert(self.entries.len() as u64);
            self.lower();
            return (looks, length);
        }
        if let Ok(place) = u32::try_from(self.entries.len()) {
            self.places.insert(fingerprint, place);
            self.bytes += text.len();
            self.entries.push(Entry { text: text.into(), count: 1, looks, length, fingerprint });
        }
        (looks, length)
    }

    /// Returns the texts that are kept: all of them, unless there were too many.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns how many texts there were when they no longer fitted, where that happened.
    pub(super) const fn full_at(&self) -> Option<u64> {
        self.full_at
    }

    /// Returns what stands in at least so many rows, most first.
    pub(super) fn frequent(&self, rows: u64) -> Vec<(&Entry, u64)> {
        let mut found: Vec<(&Entry, u64)> =
            self.entries.iter().filter(|entry| entry.count >= rows).map(|entry| (entry, entry.count)).collect();
        found.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.text.cmp(&other.0.text)));
        found
    }

    /// Takes one from every count, and the texts away that then have none.
    fn lower(&mut self) {
        self.entries.retain_mut(|entry| {
            entry.count -= 1;
            entry.count > 0
        });
        self.bytes = self.entries.iter().map(|entry| entry.text.len()).sum();
        self.places.clear();
        for (place, entry) in (0..).zip(&self.entries) {
            self.places.insert(entry.fingerprint, place);
        }
    }
}

/// Returns 64 bits that tell a text from others, the same in every run.
pub(super) fn fingerprint(what: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(most: usize, texts: impl IntoIterator<Item = String>) -> Texts {
        let mut counted = Texts::new(most);
        for text in texts {
            counted.count(&text, fingerprint(&text), || Looks::of(&text));
        }
        counted
    }

    fn frequent(texts: &Texts, rows: u64) -> Vec<(&str, u64)> {
        texts.frequent(rows).into_iter().map(|(entry, count)| (&*entry.text, count)).collect()
    }

    #[test]
    fn texts_that_fit_are_counted() {
        let texts = counted(3, ["b", "a", "b", "c", "a", "b"].map(str::to_owned));
        assert_eq!(frequent(&texts, 2), [("b", 3), ("a", 2)]);
        assert_eq!((texts.entries().len(), texts.full_at()), (3, None));
    }

    #[test]
    fn frequent_texts_stay_among_many_and_are_never_counted_too_often() {
        let rows = (0..10_000).map(|row| if row % 4 == 0 { "vast".to_owned() } else { format!("los {row}") });
        let texts = counted(100, rows);
        let found = frequent(&texts, 5);
        assert_eq!(found.first().map(|(text, _)| *text), Some("vast"));
        assert!((2000..=2500).contains(&found[0].1), "{found:?}");
        assert_eq!((found.len(), texts.full_at()), (1, Some(100)));
    }

    #[test]
    fn long_texts_take_up_room() {
        let texts = counted(10_000, (0..20).map(|row| format!("{row}{}", "x".repeat(100_000))));
        assert!(texts.bytes <= BYTES && texts.full_at() == Some(10), "{:?}", texts.full_at());
    }
}
