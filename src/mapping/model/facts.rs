//! Where the facts stand that a promise rests on, in the delivery's own cells.

use super::{AmountColumn, ColumnIndex, Condition, TableIndex};
use crate::catalog::Table;

/// Where the promised dates stand.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
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

impl CaseFacts {
    /// Tells whether a cell says yes in one of the ways that deliveries do: so is read whether payment is blocked.
    #[must_use]
    pub fn says_yes(text: &str) -> bool {
        ["j", "ja", "1", "true", "waar"].iter().any(|yes| text.eq_ignore_ascii_case(yes))
    }
}

/// Where the payees stand.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
pub struct ReserveFacts {
    /// The table.
    pub from: TableIndex,
    /// The case.
    pub key: ColumnIndex,
    /// How much.
    pub amount: AmountColumn,
}

/// Amounts of a delivered table that must stand in a target table as they were, row by row.
#[derive(Clone, Debug)]
pub struct Balance {
    /// The delivered table.
    pub from: TableIndex,
    /// The target table.
    pub to: &'static Table,
    /// Each delivered amount with the place of the target column where it must stand.
    pub amounts: Vec<(AmountColumn, usize)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_blocked_where_its_cell_says_so_as_text_or_in_a_sheet() {
        for (text, expected) in
            [("J", true), ("ja", true), ("1", true), ("WAAR", true), ("ONWAAR", false), ("N", false), ("", false)]
        {
            assert_eq!(CaseFacts::says_yes(text), expected, "{text}");
        }
    }
}
