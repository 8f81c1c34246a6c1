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
    /// The client's number.
    pub client: Option<String>,
    /// The cases, with spaces between.
    pub cases: String,
    /// When, ISO.
    pub date: String,
    /// The account.
    pub account: String,
    /// The kind of payee as delivered.
    pub payee: Option<String>,
    /// What was promised.
    pub promised: i64,
    /// What is planned.
    pub planned: i64,
    /// What is planned elsewhere.
    pub elsewhere: i64,
    /// What explains the verdict.
    pub explanation: String,
    /// The delivered places that the promise rests on, with spaces between.
    pub delivered: String,
    /// The waiver that lets it pass.
    pub waived_by: Option<String>,
    /// The verdict without the waiver.
    pub before: Option<String>,
}

impl EvidenceReader<'_> {
    /// Hands over the verdicts in the order in which they were written.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn each_decided(&self, mut take: impl FnMut(DecidedRow)) -> Result<(), StoreError> {
        let sql = "SELECT rowid, verdict, bsn, clientnummer, dossiernummer, date, account, payee, promised_cents,
            planned_cents, elsewhere_cents, explanation, delivered, waived_by, verdict_before FROM verdict ORDER BY rowid";
        let mut statement = self.connection.prepare(sql).map_err(self.error())?;
        let mut rows = statement.query([]).map_err(self.error())?;
        while let Some(row) = rows.next().map_err(self.error())? {
            let read = |row: &rusqlite::Row<'_>| {
                Ok(DecidedRow {
                    number: row.get(0)?,
                    verdict: row.get(1)?,
                    recipient: row.get(2)?,
                    client: row.get(3)?,
                    cases: row.get(4)?,
                    date: row.get(5)?,
                    account: row.get(6)?,
                    payee: row.get(7)?,
                    promised: row.get(8)?,
                    planned: row.get(9)?,
                    elsewhere: row.get(10)?,
                    explanation: row.get(11)?,
                    delivered: row.get(12)?,
                    waived_by: row.get(13)?,
                    before: row.get(14)?,
                })
            };
            take(read(row).map_err(self.error())?);
        }
        Ok(())
    }

    /// Returns how each proof came out, by name.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn proofs(&self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT name, status || coalesce(': ' || reason, '') FROM proof ORDER BY rowid";
        self.all(sql, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Returns how often each thing was found that stops a run at once, by name.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn hard_stops(&self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT name, CAST(count AS TEXT) FROM hard_stop ORDER BY rowid";
        self.all(sql, |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
