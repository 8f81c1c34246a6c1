//! Conditions on delivered cells.

use crate::mapping::model::{ColumnIndex, Condition, Predicate};
use crate::source::Row;

/// Tells whether a row meets a condition; a condition without groups is met by none.
#[must_use]
pub fn holds(condition: &Condition, row: &Row<'_>, empty: &[String]) -> bool {
    holds_for(condition, empty, |column| row.text(column))
}

/// Tells whether cells meet a condition, however they are had.
pub fn holds_for<T: AsRef<str>>(condition: &Condition, empty: &[String], cell: impl Fn(ColumnIndex) -> T) -> bool {
    condition.any.iter().any(|group| {
        group.iter().all(|test| {
            let text = cell(test.column);
            let text = text.as_ref();
            match &test.predicate {
                Predicate::OneOf(texts) => texts.iter().any(|known| known == text),
                Predicate::Empty => is_empty(text, empty),
                Predicate::Present => !is_empty(text, empty),
            }
        })
    })
}

/// Tells whether a text is nothing, or means it.
#[must_use]
pub fn is_empty(text: &str, empty: &[String]) -> bool {
    text.is_empty() || empty.iter().any(|known| known == text)
}
