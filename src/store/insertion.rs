//! Converted rows on their way into one table of one target.
//!
//! Rows are inserted in the order in which they come, several by one statement: that takes SQLite less time than as many
//! statements of one row.

use std::path::PathBuf;

use rusqlite::Statement;
use rusqlite::types::Null;

use super::error::StoreError;
use super::target::Target;
use crate::catalog::Table;
use crate::convert::{Batch, Cell, TargetRow};

/// How many rows one statement inserts.
const TOGETHER: usize = 16;

/// A prepared insertion into one table of one target.
pub struct Insertion<'a> {
    one: Statement<'a>,
    several: Statement<'a>,
    columns: Vec<usize>,
    /// Rows of the batch at hand, with their keys.
    waiting: Vec<(i64, TargetRow)>,
    path: PathBuf,
}

impl<'a> Insertion<'a> {
    /// Prepares the insertion of rows into a table; nothing where the target does not have it.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn prepare(target: &'a Target, table: &'static Table) -> Result<Option<Self>, StoreError> {
        if !target.shape.has(table) {
            return Ok(None);
        }
        let columns = target.shape.columns(table);
        let names: Vec<&str> = columns.iter().map(|place| table.columns[*place].name).collect();
        let row = format!("({})", vec!["?"; columns.len() + 1].join(", "));
        let prepare = |rows: usize| {
            let rows = vec![row.as_str(); rows].join(", ");
            let sql = format!("INSERT INTO {} (id, {}) VALUES {rows}", table.name, names.join(", "));
            target.connection.prepare(&sql).map_err(target.error("preparing to load"))
        };
        let (one, several) = (prepare(1)?, prepare(TOGETHER)?);
        let waiting = Vec::with_capacity(TOGETHER);
        Ok(Some(Self { one, several, columns, waiting, path: target.path.clone() }))
    }

    /// Tells whether the target keeps a column.
    #[must_use]
    pub fn keeps(&self, column: usize) -> bool {
        self.columns.contains(&column)
    }

    /// Inserts a converted row, at the latest when the insertion is flushed.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn insert(&mut self, key: i64, row: &TargetRow, batch: &Batch) -> Result<(), StoreError> {
        self.waiting.push((key, *row));
        if self.waiting.len() == TOGETHER { self.flush(batch) } else { Ok(()) }
    }

    /// Inserts what waits. It is of this batch, and so must be inserted before the next one comes.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn flush(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let done = if self.waiting.len() == TOGETHER {
            execute(&mut self.several, &self.waiting, &self.columns, batch)
        } else {
            let mut each = self.waiting.chunks(1);
            each.try_for_each(|row| execute(&mut self.one, row, &self.columns, batch))
        };
        self.waiting.clear();
        done.map_err(StoreError::sqlite(&self.path, "loading"))
    }
}

/// Inserts as many rows as a statement has room for.
fn execute(
    statement: &mut Statement<'_>,
    rows: &[(i64, TargetRow)],
    columns: &[usize],
    batch: &Batch,
) -> rusqlite::Result<()> {
    let mut places = 1..;
    let mut next = || places.next().unwrap_or_default();
    for (key, row) in rows {
        let cells = batch.cells_of(row);
        statement.raw_bind_parameter(next(), key)?;
        for column in columns {
            match cells[*column] {
                Cell::Null => statement.raw_bind_parameter(next(), Null)?,
                Cell::Integer(value) => statement.raw_bind_parameter(next(), value)?,
                cell @ Cell::Text { .. } => statement.raw_bind_parameter(next(), cell.text(&batch.text))?,
            }
        }
    }
    statement.raw_execute().map(|_| ())
}
