//! Arithmetic of the delivery itself.

use super::{AmountColumn, ColumnIndex, Condition, TableIndex};
use crate::diag::Span;

/// One `[[identity]]`: what the lines of a block add up to stands elsewhere in the delivery.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its name.
    pub name: String,
    /// The lines of the blocks.
    pub lines: Lines,
    /// The lines that add.
    pub plus: Condition,
    /// The lines that take off; those that do neither do not count.
    pub minus: Option<Condition>,
    /// What the blocks come to.
    pub equals: Lines,
    /// Which of these lines count; all of them where nothing is said.
    pub filter: Option<Condition>,
    /// Where it stands in the mapping.
    pub span: Span,
}

/// Lines with amounts that belong together in blocks.
#[derive(Clone, Debug)]
pub struct Lines {
    /// The delivered table.
    pub from: TableIndex,
    /// The columns that name a block; their texts are the same on both sides.
    pub block: Vec<ColumnIndex>,
    /// The amounts.
    pub amount: AmountColumn,
}
