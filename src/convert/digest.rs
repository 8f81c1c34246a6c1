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

    /// Adds the digests of other records.
    pub const fn add_all(&mut self, others: Self) {
        self.add(others.0);
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

/// Digests one record value by value. Values are gathered first: a digest takes its time for every piece.
#[derive(Clone)]
pub struct RecordHasher {
    hasher: Sha256,
    gathered: [u8; GATHERED],
    length: usize,
}

/// How many bytes of a record are gathered; few records are longer.
const GATHERED: usize = 256;

impl RecordHasher {
    /// Begins a record with its key.
    #[must_use]
    pub fn new(key: i64) -> Self {
        let mut hasher = Self { hasher: Sha256::new(), gathered: [0; GATHERED], length: 0 };
        hasher.gather(&key.to_le_bytes());
        hasher
    }

    /// Adds nothing, as a value.
    pub fn null(&mut self) {
        self.gather(&[0]);
    }

    /// Adds an integer.
    pub fn integer(&mut self, value: i64) {
        self.gather(&[1]);
        self.gather(&value.to_le_bytes());
    }

    /// Adds a text.
    pub fn text(&mut self, value: &[u8]) {
        self.gather(&[2]);
        self.gather(&(value.len() as u64).to_le_bytes());
        self.gather(value);
    }

    /// Returns the record's digest.
    #[must_use]
    pub fn finish(mut self) -> u128 {
        self.hasher.update(&self.gathered[..self.length]);
        let bytes = self.hasher.finalize();
        bytes.iter().take(16).fold(0, |sum, byte| sum << 8 | u128::from(*byte))
    }

    fn gather(&mut self, bytes: &[u8]) {
        if self.length + bytes.len() > GATHERED {
            self.hasher.update(&self.gathered[..self.length]);
            self.length = 0;
        }
        match self.gathered.get_mut(self.length..self.length + bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                self.length += bytes.len();
            }
            None => self.hasher.update(bytes),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn record(key: i64, texts: [&str; 2], cents: i64) -> u128 {
        let mut hasher = RecordHasher::new(key);
        for text in texts {
            hasher.text(text.as_bytes());
        }
        hasher.integer(cents);
        hasher.null();
        hasher.finish()
    }

    fn of(records: &[u128]) -> String {
        let mut digest = RecordDigest::default();
        for record in records {
            digest.add(*record);
        }
        digest.hexadecimal()
    }

    #[test]
    fn the_order_of_records_does_not_matter_and_what_stands_together_does() {
        let (one, other) = (record(1, ["111222333", "NL91"], 100), record(2, ["123456782", "NL02"], 200));
        assert_eq!(of(&[one, other]), of(&[other, one]));
        let swapped = [record(1, ["111222333", "NL02"], 100), record(2, ["123456782", "NL91"], 200)];
        assert_ne!(of(&[one, other]), of(&swapped), "two accounts were swapped");
        assert_ne!(record(1, ["ab", "c"], 1), record(1, ["a", "bc"], 1), "texts do not run together");
    }

    #[test]
    fn a_record_that_is_taken_off_leaves_no_trace() {
        let mut digest = RecordDigest::default();
        digest.add(record(1, ["a", "b"], 1));
        digest.add(record(2, ["c", "d"], 2));
        digest.remove(record(1, ["a", "b"], 1));
        assert_eq!(digest.hexadecimal(), of(&[record(2, ["c", "d"], 2)]));
        assert_eq!(RecordDigest::default().hexadecimal(), "0".repeat(32));
    }

    #[test]
    fn converted_and_stored_records_have_one_digest() {
        let cells = [Cell::Null, Cell::Integer(7), Cell::Text { start: 1, length: 2 }];
        let mut hasher = RecordHasher::new(9);
        hasher.null();
        hasher.integer(7);
        hasher.text(b"bc");
        assert_eq!(of_cells(9, &cells, "abcd"), hasher.finish());
    }
}
