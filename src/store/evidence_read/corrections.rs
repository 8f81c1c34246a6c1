//! Corrections of delivered cells, read back.

use super::{EvidenceReader, place};
use crate::store::StoreError;

/// A delivered cell that was put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRow {
    /// The number of its file.
    pub file: u16,
    /// The line.
    pub line: u32,
    /// The cell, by the file's name.
    pub place: String,
    /// The heading.
    pub heading: String,
    /// What was delivered.
    pub old: String,
    /// What was read in its place.
    pub new: String,
    /// Why.
    pub reason: String,
    /// By whose decision.
    pub by: String,
    /// By how many cents more the row counts, without sign, where the cell is an amount.
    pub cents: i64,
}

impl EvidenceReader<'_> {
    /// Returns the corrections that were applied, in the order of the delivery.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn corrections(&self) -> Result<Vec<CorrectionRow>, StoreError> {
        let sql = "SELECT c.file, f.name, c.line, c.heading, c.old, c.new, c.reason, c.decided_by, c.cents, h.cell
            FROM correction c JOIN file f ON f.number = c.file
            LEFT JOIN heading h ON h.file = c.file AND h.heading = c.heading ORDER BY c.file, c.line, c.rowid";
        self.all(sql, |row| {
            Ok(CorrectionRow {
                file: row.get(0)?,
                line: row.get(2)?,
                place: place(row.get(1)?, row.get(2)?, row.get(9)?).unwrap_or_default(),
                heading: row.get(3)?,
                old: row.get(4)?,
                new: row.get(5)?,
                reason: row.get(6)?,
                by: row.get(7)?,
                cents: row.get(8)?,
            })
        })
    }
}
