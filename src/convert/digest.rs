//! Digests over whole records that do not depend on their order.
//!
//! Each record is digested by itself (SHA-256, its first 16 bytes) and the digests are added up modulo 2¹²⁸: plain
//! sums per column do not notice two swapped accounts, these do.

use sha2::{Digest, Sha256};

use super::batch::Cell;

/// The sum of the digests of a set of records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordDigest(u128);

impl RecordDigest {
    /// Adds a record's digest.
    pub const fn add(&mut self, record: u128) {
        self.0 = self.0.wrapping_add(record);
    }

    /// Takes a record's digest off.
    pub const fn remove(&mut self, record: u128) {
        self.0 = self.0.wrapping_sub(record);
    }

    /// Returns the sum in hexadecimal.
    #[must_use]
    pub fn hexadecimal(self) -> String {
        format!("{:032x}", self.0)
    }
}

/// Digests one record value by value.
#[derive(Clone)]
pub struct RecordHasher(Sha256);

impl RecordHasher {
    /// Begins a record with its key.
    #[must_use]
    pub fn new(key: i64) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(key.to_le_bytes());
        Self(hasher)
    }

    /// Adds nothing, as a value.
    pub fn null(&mut self) {
        self.0.update([0]);
    }

    /// Adds an integer.
    pub fn integer(&mut self, value: i64) {
        self.0.update([1]);
        self.0.update(value.to_le_bytes());
    }

    /// Adds a text.
    pub fn text(&mut self, value: &[u8]) {
        self.0.update([2]);
        self.0.update((value.len() as u64).to_le_bytes());
        self.0.update(value);
    }

    /// Returns the record's digest.
    #[must_use]
    pub fn finish(self) -> u128 {
        let bytes = self.0.finalize();
        bytes.iter().take(16).fold(0, |sum, byte| sum << 8 | u128::from(*byte))
    }
}

/// Digests a converted record.
#[must_use]
pub fn of_cells(key: i64, cells: &[Cell], text: &str) -> u128 {
    let mut hasher = RecordHasher::new(key);
    for cell in cells {
        match cell {
            Cell::Null => hasher.null(),
            Cell::Integer(value) => hasher.integer(*value),
            Cell::Text { .. } => hasher.text(cell.text(text).unwrap_or_default().as_bytes()),
        }
    }
    hasher.finish()
}
