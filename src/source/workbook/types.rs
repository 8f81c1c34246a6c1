//! What the cells of a column are to their workbook.

use super::value::Value;

/// How many cells of a column are of each type, with the row of the first, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellTypes {
    /// Texts.
    pub texts: (u64, u32),
    /// Numbers.
    pub numbers: (u64, u32),
    /// Days and times.
    pub dates: (u64, u32),
    /// Yes and no.
    pub booleans: (u64, u32),
    /// Results of formulas, whatever their type, where the format tells them.
    pub formulas: (u64, u32),
}

impl CellTypes {
    /// Counts a cell.
    pub(super) fn add(&mut self, value: &Value<'_>, row: u32) {
        match value {
            Value::Text(text) if text.trim().is_empty() => {}
            Value::Text(_) => count(&mut self.texts, row),
            Value::Number(_) | Value::Whole(_) => count(&mut self.numbers, row),
            Value::Serial { .. } | Value::Duration(_) | Value::Stamp(_) => count(&mut self.dates, row),
            Value::Boolean(_) => count(&mut self.booleans, row),
            Value::Error(_) | Value::Formula(_) => {}
        }
    }

    /// Counts a cell that a formula fills.
    pub(super) fn add_formula(&mut self, row: u32) {
        count(&mut self.formulas, row);
    }
}

fn count(seen: &mut (u64, u32), row: u32) {
    if seen.0 == 0 {
        seen.1 = row;
    }
    seen.0 += 1;
}
