//! Kinds of payees, read back: looked up for every payment that is compared, and packed for that.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{DeliveredPlace, EvidenceReader};
use crate::store::StoreError;

/// The kind of payee as delivered and where it was, by case and account.
#[derive(Debug, Default)]
pub struct Payees(FxHashMap<Box<str>, (Arc<str>, DeliveredPlace)>);

impl Payees {
    /// Returns the kind of payee that a case pays on an account, and where it was delivered.
    #[must_use]
    pub fn get(&self, case: &str, account: &str) -> Option<(&str, DeliveredPlace)> {
        self.0.get(key(case, account).as_str()).map(|(kind, place)| (&**kind, *place))
    }
}

impl EvidenceReader<'_> {
    /// Returns the kinds of payees and their delivered places; of several for a case and account the first.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn payees(&self) -> Result<Payees, StoreError> {
        let sql = "SELECT dossiernummer, account, kind, file, line FROM payee ORDER BY rowid";
        let mut statement = self.connection.prepare(sql).map_err(self.error())?;
        let mut rows = statement.query([]).map_err(self.error())?;
        let (mut payees, mut kinds) = (Payees::default(), FxHashSet::<Arc<str>>::default());
        while let Some(row) = rows.next().map_err(self.error())? {
            let mut read = |row: &rusqlite::Row<'_>| {
                let key = key(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
                let kind = row.get_ref(2)?.as_str()?;
                let known = kinds.get(kind).cloned();
                let kind = known.unwrap_or_else(|| {
                    let kind: Arc<str> = kind.into();
                    kinds.insert(Arc::clone(&kind));
                    kind
                });
                let place = (row.get(3)?, row.get(4)?);
                payees.0.entry(key.into_boxed_str()).or_insert((kind, place));
                Ok(())
            };
            read(row).map_err(self.error())?;
        }
        Ok(payees)
    }
}

/// Returns one text for a case and an account; no two pairs have the same.
fn key(case: &str, account: &str) -> String {
    format!("{} {case}{account}", case.len())
}
