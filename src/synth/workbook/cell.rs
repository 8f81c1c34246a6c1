//! The cells of a workbook: typed values, exact to the cent, and how they lie on the sheet.

use jiff::civil::date;

use crate::domain::{Date, Money, Total};

/// The first day that every spreadsheet counts the same; Excel believes that 1900 was a leap year.
const FIRST_DAY: Date = date(1900, 3, 1);
/// The day before the first that is counted, given the day that never was.
const EPOCH: Date = date(1899, 12, 30);

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'a str),
    /// A number without decimals; leading zeros are lost.
    Whole(u64),
    /// An amount, as a number with two decimals.
    Amount(Money),
    /// An amount that was typed as text; counted all the same.
    AmountText(Money, &'a str),
    /// What a formula gives. Forms without formulas keep the amount alone.
    Formula(Money, &'a str),
    /// A real date. One before March 1900 is written as text.
    Date(Date),
    /// A truth value.
    Boolean(bool),
}

impl<'a> Cell<'a> {
    /// Takes a text that may be missing; an empty one is no cell.
    pub(crate) const fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Returns the amount that a column's sum counts.
    pub(super) const fn counted(self) -> Option<Money> {
        match self {
            Self::Amount(amount) | Self::AmountText(amount, _) | Self::Formula(amount, _) => Some(amount),
            Self::Empty | Self::Text(_) | Self::Whole(_) | Self::Date(_) | Self::Boolean(_) => None,
        }
    }
}

/// How a cell lies on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    One,
    /// It is merged with the cells to its right and below, itself included.
    Merged {
        rows: u32,
        columns: u16,
    },
    /// It is merged with an earlier one.
    Covered,
}

/// A cell where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    pub(super) cell: Cell<'a>,
    pub(super) bold: bool,
    pub(super) extent: Extent,
}

/// Whether a sheet or a row is seen by who opens the workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Visibility {
    /// It is.
    #[default]
    Shown,
    /// It is not, and holds all the same.
    Hidden,
}

/// A row where it stands.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) row: u32,
    pub(super) visibility: Visibility,
    pub(super) cells: Vec<Placed<'a>>,
}

/// Returns the day number of a date, or nothing where spreadsheets disagree about it.
pub(super) fn day_number(date: Date) -> Option<u32> {
    (date >= FIRST_DAY).then(|| (date - EPOCH).get_days().unsigned_abs())
}

/// Writes an amount with a point: `-1052.32`.
pub(super) fn plain(amount: Money) -> String {
    Total::from(amount).ungrouped('.')
}

/// Returns the number nearest to a decimal text of our own.
pub(super) fn nearest(decimal: &str) -> f64 {
    decimal.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_excel_does() {
        for (day, number) in [
            (date(1900, 2, 28), None),
            (date(1900, 3, 1), Some(61)),
            (date(2019, 1, 1), Some(43_466)),
            (date(9999, 12, 31), Some(2_958_465)),
        ] {
            assert_eq!(day_number(day), number, "{day}");
        }
    }

    #[test]
    fn amounts_are_the_nearest_numbers() {
        for (cents, text) in [(105_232, "1052.32"), (-5, "-0.05"), (0, "0.00"), (99_999_999_999, "999999999.99")] {
            assert_eq!(plain(Money::from_cents(cents)), text);
            assert_eq!(nearest(text).to_bits(), text.parse::<f64>().expect("a number").to_bits());
        }
    }
}
