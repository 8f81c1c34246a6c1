//! A row of a sheet while it is made: cells as numbers, dates and text, or as somebody typed them by hand.

use crate::domain::{Date, DateFormat, Iban, Money, Notation};
use crate::synth::cells::{AmountStyle, push_amount, push_date, push_iban};

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// An amount in euros; counted where its column holds amounts.
    Amount(Money),
    /// An amount that was typed as text; counted all the same.
    AmountText(Money, String),
    /// A real date.
    Date(Date),
    /// Yes or no.
    Flag(bool),
    /// What the other amounts of the row come to, as a formula.
    Payable(Money),
}

/// How the cells of a household were typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub(super) struct Hand {
    /// Amounts are text in this style.
    pub(super) amounts: Option<AmountStyle>,
    /// Dates are text.
    pub(super) dates: bool,
    /// Numbers are text.
    pub(super) numbers: bool,
    /// Yes and no are words.
    pub(super) flags: bool,
    /// Accounts have spaces between groups of four.
    pub(super) spaced_accounts: bool,
    /// What stands where there is nothing.
    pub(super) nothing: &'static str,
}

/// The cells of a row.
#[derive(Debug)]
pub(super) struct Row {
    hand: Hand,
    cells: Vec<Cell>,
}

impl Row {
    /// Begins a row.
    pub(super) const fn new(hand: Hand) -> Self {
        Self { hand, cells: Vec::new() }
    }

    /// Returns the cells.
    pub(super) fn into_cells(self) -> Vec<Cell> {
        self.cells
    }

    /// Adds text, or nothing where there is none.
    pub(super) fn text(mut self, text: &str) -> Self {
        let cell = if text.is_empty() { self.nothing() } else { Cell::Text(text.to_owned()) };
        self.cells.push(cell);
        self
    }

    /// Adds a number.
    pub(super) fn number(mut self, number: u64) -> Self {
        let cell = if self.hand.numbers { Cell::Text(number.to_string()) } else { Cell::Number(whole(number)) };
        self.cells.push(cell);
        self
    }

    /// Adds a number, or nothing.
    pub(super) fn maybe_number(mut self, number: Option<u64>) -> Self {
        let Some(number) = number else {
            self.cells.push(self.nothing());
            return self;
        };
        self.number(number)
    }

    /// Adds a date.
    pub(super) fn date(mut self, date: Date) -> Self {
        let mut text = Vec::new();
        push_date(&mut text, date, DateFormat::DayMonthYear);
        self.cells.push(if self.hand.dates { typed(text) } else { Cell::Date(date) });
        self
    }

    /// Adds a date, or nothing.
    pub(super) fn maybe_date(mut self, date: Option<Date>) -> Self {
        let Some(date) = date else {
            self.cells.push(self.nothing());
            return self;
        };
        self.date(date)
    }

    /// Adds an amount.
    pub(super) fn amount(mut self, amount: Money) -> Self {
        let cell = match self.hand.amounts {
            None => Cell::Amount(amount),
            Some(style) => {
                let mut text = Vec::new();
                push_amount(&mut text, amount.into(), Notation::DUTCH, style);
                Cell::AmountText(amount, String::from_utf8(text).unwrap_or_default())
            }
        };
        self.cells.push(cell);
        self
    }

    /// Adds an amount, or nothing.
    pub(super) fn maybe_amount(mut self, amount: Option<Money>) -> Self {
        let Some(amount) = amount else {
            self.cells.push(self.nothing());
            return self;
        };
        self.amount(amount)
    }

    /// Adds what the amounts of the row come to; a formula cannot add up what is text.
    pub(super) fn payable(mut self, amount: Money) -> Self {
        self.cells.push(if self.hand.amounts.is_none() { Cell::Payable(amount) } else { Cell::Amount(amount) });
        self
    }

    /// Adds yes or no.
    pub(super) fn flag(mut self, yes: bool) -> Self {
        let word = if yes { "ja" } else { "nee" };
        self.cells.push(if self.hand.flags { Cell::Text(word.to_owned()) } else { Cell::Flag(yes) });
        self
    }

    /// Adds yes or no where it is never typed by hand.
    pub(super) fn tick(mut self, yes: bool) -> Self {
        self.cells.push(Cell::Flag(yes));
        self
    }

    /// Adds an account.
    pub(super) fn iban(mut self, iban: &Iban) -> Self {
        let mut text = Vec::new();
        push_iban(&mut text, iban, self.hand.spaced_accounts);
        self.cells.push(typed(text));
        self
    }

    fn nothing(&self) -> Cell {
        if self.hand.nothing.is_empty() { Cell::Empty } else { Cell::Text(self.hand.nothing.to_owned()) }
    }
}

/// Returns a number as a sheet keeps it; those of a delivery are far below where digits get lost.
pub(super) fn whole(number: u64) -> f64 {
    number.to_string().parse().unwrap_or_default()
}

/// Returns euros as a sheet keeps them: the number nearest to so many cents.
pub(super) fn euros(cents: i128) -> f64 {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100).parse().unwrap_or_default()
}

fn typed(text: Vec<u8>) -> Cell {
    Cell::Text(String::from_utf8(text).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_same_facts_can_be_typed_by_hand() {
        let row = |hand| {
            let row = Row::new(hand).number(301).date(date(2018, 12, 21)).amount(Money::from_cents(105_232));
            row.flag(true).text("").into_cells()
        };
        let real = row(Hand::default());
        assert_eq!((&real[0], &real[2], &real[4]), (&Cell::Number(301.0), &amount(), &Cell::Empty));
        assert_eq!((&real[1], &real[3]), (&Cell::Date(date(2018, 12, 21)), &Cell::Flag(true)));
        let amounts = Some(AmountStyle::Full);
        let hand = Hand { amounts, dates: true, numbers: true, flags: true, spaced_accounts: true, nothing: "-" };
        let text = |text: &str| Cell::Text(text.to_owned());
        let typed = Cell::AmountText(Money::from_cents(105_232), "1.052,32".to_owned());
        assert_eq!(row(hand), [text("301"), text("21-12-2018"), typed, text("ja"), text("-")]);
    }

    fn amount() -> Cell {
        Cell::Amount(Money::from_cents(105_232))
    }

    #[test]
    fn euros_are_the_nearest_number_to_their_cents() {
        for (cents, number) in [(0, 0.0), (7, 0.07), (-105_232, -1052.32), (12_345_678_901, 123_456_789.01)] {
            assert!((euros(cents).to_bits()) == f64::to_bits(number), "{cents}");
        }
    }
}
