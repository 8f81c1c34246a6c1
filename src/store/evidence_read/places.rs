//! Places in the delivery: where headings stand, and whether something was found in a row.

use std::collections::BTreeMap;

use super::EvidenceReader;
use crate::store::StoreError;

impl EvidenceReader<'_> {
    /// Returns the cells, from 0, in which the headings of a delivered file stand that the mapping reads.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn cells(&self, file: u16) -> Result<BTreeMap<String, usize>, StoreError> {
        let rows = self.all(&format!("SELECT heading, cell FROM heading WHERE file = {file}"), |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })?;
        let cell = |(heading, cell): (String, i64)| Some((heading, usize::try_from(cell).ok()?));
        Ok(rows.into_iter().filter_map(cell).collect())
    }

    /// Counts the findings of a code in a line of a delivered file, or about the whole file.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn found_in(&self, code: &str, file: &str, line: Option<u32>) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM finding n JOIN file f ON f.number = n.file
            WHERE n.code = ?1 AND f.name = ?2 AND (?3 IS NULL OR n.line = ?3)";
        let count = self.connection.query_row(sql, (code, file, line), |row| row.get::<_, i64>(0));
        count.map(i64::unsigned_abs).map_err(self.error())
    }

    /// Tells whether something was found, in these very words.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn is_found(&self, code: &str, message: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM finding WHERE code = ?1 AND message = ?2)";
        self.connection.query_row(sql, (code, message), |row| row.get(0)).map_err(self.error())
    }
}
