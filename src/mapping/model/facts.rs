//! Where the facts stand that a promise rests on, in the delivery's own cells.

use super::{AmountColumn, ColumnIndex, Condition, TableIndex};
use crate::catalog::Table;

/// Where the promised dates stand.
#[derive(Debug)]
pub struct CalendarFacts {
    /// The table.
    pub from: TableIndex,
    /// The month that is paid.
    pub month: ColumnIndex,
    /// When.
    pub date: ColumnIndex,
    /// The lines about regular payments.
    pub regular: Condition,
}

/// Where the facts about cases stand.
#[derive(Debug)]
pub struct CaseFacts {
    /// The table.
    pub from: TableIndex,
    /// The case.
    pub key: ColumnIndex,
    /// Its last day.
    pub ended: ColumnIndex,
    /// Whether payment is blocked.
    pub blocked: ColumnIndex,
    /// The municipality: the column that the destinations' conditions read.
    pub place: ColumnIndex,
}

/// Where the payees stand.
#[derive(Debug)]
pub struct PayeeFacts {
    /// The table.
    pub from: TableIndex,
    /// The case.
    pub key: ColumnIndex,
    /// The account.
    pub account: ColumnIndex,
    /// What kind of payee.
    pub kind: ColumnIndex,
}

/// Where reserved holiday allowance stands.
#[derive(Debug)]
pub struct ReserveFacts {
    /// The table.
    pub from: TableIndex,
    /// The case.
    pub key: ColumnIndex,
    /// How much.
    pub amount: AmountColumn,
}

/// Amounts of a delivered table that must stand in a target table as they were, row by row.
#[derive(Debug)]
pub struct Balance {
    /// The delivered table.
    pub from: TableIndex,
    /// The target table.
    pub to: &'static Table,
    /// Each delivered amount with the place of the target column where it must stand.
    pub amounts: Vec<(AmountColumn, usize)>,
}
