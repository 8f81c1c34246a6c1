//! What is said about the codes of deliveries.
//!
//! An example shows delivered lines, and below them what is found there as the report says it. All persons and numbers
//! are made up.

mod cells;
mod rows;

use super::Explanation;

/// Every explanation of this group.
pub(super) fn all() -> Vec<&'static Explanation> {
    [cells::ALL.as_slice(), &rows::ALL].concat()
}
