//! The delivery's own arithmetic as far as it holds, read back.

use super::EvidenceReader;
use crate::store::StoreError;

/// An identity that holds, and for how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityRow {
    /// Its name.
    pub name: String,
    /// How many blocks add up.
    pub blocks: u64,
    /// How many lines count in them.
    pub lines: u64,
}

impl EvidenceReader<'_> {
    /// Returns the identities that hold, in order of name.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn identities(&self) -> Result<Vec<IdentityRow>, StoreError> {
        self.all("SELECT name, blocks, lines FROM identity ORDER BY name", |row| {
            let count = |place| row.get::<_, i64>(place).map(i64::unsigned_abs);
            Ok(IdentityRow { name: row.get(0)?, blocks: count(1)?, lines: count(2)? })
        })
    }
}
