//! A row of a sheet while it is made: cells as numbers, dates and text, or as somebody typed them by hand.

use crate::domain::{Date, DateFormat, Iban, Money, Notation};
use crate::synth::cells::{AmountStyle, push_amount, push_date, push_iban};
use crate::synth::workbook::Cell;

/// How the cells of a household were typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hand {
    /// Amounts are text in this style.
    pub(super) amounts: Option<AmountStyle>,
    pub(super) dates: Entry,
    pub(super) numbers: Entry,
    /// Yes and no.
    pub(super) flags: Entry,
    /// Accounts have spaces between groups of four.
    pub(super) spaced_accounts: bool,
    /// What stands where there is nothing.
    pub(super) nothing: &'static str,
}

/// How values of a kind were put in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Entry {
    /// As what they are.
    #[default]
    Real,
    /// As text.
    Typed,
}

/// The cells of a row.
#[derive(Debug)]
pub(super) struct Row {
    hand: Hand,
    cells: Vec<Written>,
}

/// A cell with what it holds.
#[derive(Debug)]
enum Written {
    Cell(Cell<'static>),
    Text(String),
    AmountText(Money, String),
    Formula(Money, String),
}

impl Row {
    /// Begins a row.
    pub(super) const fn new(hand: Hand) -> Self {
        Self { hand, cells: Vec::new() }
    }

    /// Returns the cells.
    pub(super) fn cells(&self) -> Vec<Cell<'_>> {
        self.cells.iter().map(Written::cell).collect()
    }

    /// Adds text, or nothing where there is none.
    pub(super) fn text(self, text: &str) -> Self {
        if text.is_empty() { self.push_nothing() } else { self.push(Written::Text(text.to_owned())) }
    }

    /// Adds a number.
    pub(super) fn number(self, number: u64) -> Self {
        let cell = match self.hand.numbers {
            Entry::Real => Written::Cell(Cell::Whole(number)),
            Entry::Typed => Written::Text(number.to_string()),
        };
        self.push(cell)
    }

    /// Adds a number, or nothing.
    pub(super) fn maybe_number(self, number: Option<u64>) -> Self {
        match number {
            Some(number) => self.number(number),
            None => self.push_nothing(),
        }
    }

    /// Adds a date.
    pub(super) fn date(self, date: Date) -> Self {
        let cell = match self.hand.dates {
            Entry::Real => Written::Cell(Cell::Date(date)),
            Entry::Typed => Written::typed(|text| push_date(text, date, DateFormat::DayMonthYear)),
        };
        self.push(cell)
    }

    /// Adds a date, or nothing.
    pub(super) fn maybe_date(self, date: Option<Date>) -> Self {
        match date {
            Some(date) => self.date(date),
            None => self.push_nothing(),
        }
    }

    /// Adds an amount.
    pub(super) fn amount(self, amount: Money) -> Self {
        let cell = match self.hand.amounts {
            None => Written::Cell(Cell::Amount(amount)),
            Some(style) => {
                Written::AmountText(amount, collect(|text| push_amount(text, amount.into(), Notation::DUTCH, style)))
            }
        };
        self.push(cell)
    }

    /// Adds an amount, or nothing.
    pub(super) fn maybe_amount(self, amount: Option<Money>) -> Self {
        match amount {
            Some(amount) => self.amount(amount),
            None => self.push_nothing(),
        }
    }

    /// Adds what the amounts of the row come to by a formula, which cannot add up what is text.
    pub(super) fn payable(self, amount: Money, formula: String) -> Self {
        let cell = match self.hand.amounts {
            None => Written::Formula(amount, formula),
            Some(_) => Written::Cell(Cell::Amount(amount)),
        };
        self.push(cell)
    }

    /// Adds yes or no.
    pub(super) fn flag(self, yes: bool) -> Self {
        let cell = match self.hand.flags {
            Entry::Real => Cell::Boolean(yes),
            Entry::Typed => Cell::Text(if yes { "ja" } else { "nee" }),
        };
        self.push(Written::Cell(cell))
    }

    /// Adds yes or no where it is never typed by hand.
    pub(super) fn tick(self, yes: bool) -> Self {
        self.push(Written::Cell(Cell::Boolean(yes)))
    }

    /// Adds an account.
    pub(super) fn iban(self, iban: &Iban) -> Self {
        let spaced = self.hand.spaced_accounts;
        self.push(Written::typed(|text| push_iban(text, iban, spaced)))
    }

    fn push_nothing(self) -> Self {
        let nothing = Cell::text(self.hand.nothing);
        self.push(Written::Cell(nothing))
    }

    fn push(mut self, cell: Written) -> Self {
        self.cells.push(cell);
        self
    }
}

impl Entry {
    /// Returns how values are put in that may be typed as text.
    pub(super) const fn typed_if(typed: bool) -> Self {
        if typed { Self::Typed } else { Self::Real }
    }
}

impl Written {
    fn typed(push: impl FnOnce(&mut Vec<u8>)) -> Self {
        Self::Text(collect(push))
    }

    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Cell(cell) => *cell,
            Self::Text(text) => Cell::Text(text),
            Self::AmountText(amount, text) => Cell::AmountText(*amount, text),
            Self::Formula(amount, formula) => Cell::Formula(*amount, formula),
        }
    }
}

/// Returns what is appended to nothing.
fn collect(push: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut text = Vec::new();
    push(&mut text);
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_same_facts_can_be_typed_by_hand() {
        let (day, amount) = (date(2018, 12, 21), Money::from_cents(105_232));
        let row = |hand| Row::new(hand).number(301).date(day).amount(amount).flag(true).text("");
        let real = [Cell::Whole(301), Cell::Date(day), Cell::Amount(amount), Cell::Boolean(true), Cell::Empty];
        assert_eq!(row(Hand::default()).cells(), real);
        let (amounts, typed) = (Some(AmountStyle::Full), Entry::Typed);
        let hand = Hand { amounts, dates: typed, numbers: typed, flags: typed, spaced_accounts: true, nothing: "-" };
        let typed = [
            Cell::Text("301"),
            Cell::Text("21-12-2018"),
            Cell::AmountText(amount, "1.052,32"),
            Cell::Text("ja"),
            Cell::Text("-"),
        ];
        assert_eq!(row(hand).cells(), typed);
    }

    #[test]
    fn a_formula_does_not_add_up_amounts_that_are_text() {
        let amount = Money::from_cents(105_232);
        let row =
            |amounts| Row::new(Hand { amounts, ..Hand::default() }).payable(amount, "=SUM(D5)-SUM(G5)".to_owned());
        assert_eq!(row(None).cells(), [Cell::Formula(amount, "=SUM(D5)-SUM(G5)")]);
        assert_eq!(row(Some(AmountStyle::Full)).cells(), [Cell::Amount(amount)]);
    }
}
