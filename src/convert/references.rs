//! References of target rows to others, by natural key.

use super::parents::Parents;
use super::remark::Remark;
use crate::diag::codes::delivery as codes;
use crate::mapping::model::{ColumnIndex, Map};

/// A target column that refers to a row of another table.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// The place of the target column.
    pub column: usize,
    /// The table that is referred to.
    pub table: &'static str,
    /// The place of its key in the parents.
    pub parent: usize,
}

impl Reference {
    /// Lists the references of a map.
    #[must_use]
    pub fn of(map: &Map, parents: &Parents) -> Vec<Self> {
        let columns = map.to.columns.iter().enumerate();
        columns
            .filter_map(|(column, described)| {
                let (table, key) = described.references?;
                Some(Self { column, table, parent: parents.place(table, key)? })
            })
            .collect()
    }

    /// Says that what a row refers to is not there, and whether it was delivered at all.
    #[must_use]
    pub fn broken(&self, map: &Map, part: u8, parents: &Parents, key: &str) -> Remark {
        let table = self.table;
        let (code, message) = if parents.was_rejected(self.parent, key) {
            (&codes::REJECTED_PARENT, format!("the {table} that it belongs to was rejected"))
        } else {
            (&codes::UNKNOWN_REFERENCE, format!("no such {table} was loaded"))
        };
        let column = delivered_column(map, self.column, part);
        Remark { code, column, value: key.to_owned(), message, rejects: true }
    }
}

/// Returns the first delivered column that a target column is read from in rows with a part, where it is from one.
#[must_use]
pub fn delivered_column(map: &Map, target: usize, part: u8) -> Option<ColumnIndex> {
    let entry = map.columns.iter().find(|entry| entry.target == target)?;
    entry.operation.column(map.unpivoted(part))
}
