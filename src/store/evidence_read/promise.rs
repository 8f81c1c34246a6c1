//! What the promise found, read back.

use super::{EvidenceReader, StoreError};

impl EvidenceReader<'_> {
    /// Returns how many delivered payments there are of each class, and their cents without sign.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn payment_classes(&self) -> Result<Vec<(String, u64, i64)>, StoreError> {
        let sql = "SELECT class, rows, cents FROM payment_class ORDER BY rowid";
        self.all(sql, |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs(), row.get(2)?)))
    }
}
