//! What the promise found, read back.

use std::collections::BTreeMap;

use super::{DeliveredPlace, EvidenceReader, StoreError};

/// A month and where the first payment for it was delivered, by case.
pub type MonthsByCase = BTreeMap<String, (String, DeliveredPlace)>;

impl EvidenceReader<'_> {
    /// Returns how many delivered payments there are of each class, and their cents without sign.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn payment_classes(&self) -> Result<Vec<(String, u64, i64)>, StoreError> {
        let sql = "SELECT class, rows, cents FROM payment_class ORDER BY rowid";
        self.all(sql, |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs(), row.get(2)?)))
    }

    /// Returns the last month for which each case in force was paid, where it is paid by the month.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn last_paid(&self) -> Result<MonthsByCase, StoreError> {
        let sql = "SELECT dossiernummer, month, file, line FROM last_paid";
        let rows = self.all(sql, |row| Ok((row.get(0)?, (row.get(1)?, (row.get(2)?, row.get(3)?)))))?;
        Ok(rows.into_iter().collect())
    }
}
