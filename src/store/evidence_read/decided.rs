//! What a run decided, read back row by row.

use super::EvidenceReader;
use crate::store::StoreError;

/// A verdict as the evidence keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedRow {
    /// Its place in the table.
    pub number: i64,
    /// Its name.
    pub verdict: String,
    /// Whose money, in full.
    pub recipient: String,
    /// The cases, with spaces between.
    pub cases: String,
    /// When, ISO.
    pub date: String,
    /// The account.
    pub account: String,
    /// What was promised.
    pub promised: i64,
    /// What is planned.
    pub planned: i64,
}

impl EvidenceReader<'_> {
    /// Hands over the verdicts in the order in which they were written.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn each_decided(&self, mut take: impl FnMut(DecidedRow)) -> Result<(), StoreError> {
        let sql = "SELECT rowid, verdict, bsn, dossiernummer, date, account, promised_cents, planned_cents
            FROM verdict ORDER BY rowid";
        let mut statement = self.connection.prepare(sql).map_err(self.error())?;
        let mut rows = statement.query([]).map_err(self.error())?;
        while let Some(row) = rows.next().map_err(self.error())? {
            let read = |row: &rusqlite::Row<'_>| {
                Ok(DecidedRow {
                    number: row.get(0)?,
                    verdict: row.get(1)?,
                    recipient: row.get(2)?,
                    cases: row.get(3)?,
                    date: row.get(4)?,
                    account: row.get(5)?,
                    promised: row.get(6)?,
                    planned: row.get(7)?,
                })
            };
            take(read(row).map_err(self.error())?);
        }
        Ok(())
    }
}
