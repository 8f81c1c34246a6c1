//! Delivered cells that are put right.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::ColumnIndex;

/// One line of `corrections.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The row: its table's key cells as delivered, joined by a space.
    pub key: String,
    /// The column.
    pub column: ColumnIndex,
    /// What is delivered, without white space around it.
    pub old: String,
    /// What is read in its place.
    pub new: String,
    /// Why.
    pub reason: String,
    /// By whose decision.
    pub by: String,
    /// Its line in the file.
    pub line: u32,
}

/// The corrections of one delivered table, found by the key of a row.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// In order of key and column.
    list: Vec<Correction>,
    rows: FxHashMap<Box<str>, Range<usize>>,
}

impl Corrections {
    /// Takes the corrections of a table.
    #[must_use]
    pub fn new(mut list: Vec<Correction>) -> Self {
        list.sort_by(|one, other| (&one.key, one.column).cmp(&(&other.key, other.column)));
        let mut rows = FxHashMap::default();
        let mut start = 0;
        for alike in list.chunk_by(|one, other| one.key == other.key) {
            rows.insert(alike[0].key.as_str().into(), start..start + alike.len());
            start += alike.len();
        }
        Self { list, rows }
    }

    /// Tells whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns all of them.
    #[must_use]
    pub fn list(&self) -> &[Correction] {
        &self.list
    }

    /// Returns the places in the list of those of one row.
    #[must_use]
    pub fn of(&self, key: &str) -> Range<usize> {
        self.rows.get(key).cloned().unwrap_or_default()
    }
}
