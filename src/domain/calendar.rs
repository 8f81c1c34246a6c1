//! Banking days: the days on which the European payment system TARGET settles.
//!
//! Closed on Saturday, Sunday, 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December (ECB, TARGET
//! long-term calendar). Koningsdag, Hemelvaart and Pinkstermaandag are open.

use jiff::ToSpan as _;
use jiff::civil::Weekday;

use super::date::Date;
use super::month::Month;

/// A date on which payments settle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BankingDay(Date);

impl BankingDay {
    /// Takes a date that is a banking day, and no other.
    #[must_use]
    pub fn new(date: Date) -> Option<Self> {
        is_banking_day(date).then_some(Self(date))
    }

    /// Returns the date itself, or the nearest banking day before it.
    #[must_use]
    pub fn on_or_before(date: Date) -> Option<Self> {
        search(date, -1)
    }

    /// Returns the date itself, or the nearest banking day after it.
    #[must_use]
    pub fn on_or_after(date: Date) -> Option<Self> {
        search(date, 1)
    }

    /// Returns the n-th last banking day of a month; 1 is the last.
    #[must_use]
    pub fn nth_last(month: Month, nth: u8) -> Option<Self> {
        let mut day = Self::on_or_before(month.last_day()?)?;
        for _ in 1..nth.max(1) {
            day = Self::on_or_before(day.0.yesterday().ok()?)?;
        }
        Some(day)
    }

    /// Returns the date.
    #[must_use]
    pub const fn date(self) -> Date {
        self.0
    }
}

/// Tells whether payments settle on a date.
#[must_use]
pub fn is_banking_day(date: Date) -> bool {
    if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return false;
    }
    if matches!((date.month(), date.day()), (1, 1) | (5, 1) | (12, 25 | 26)) {
        return false;
    }
    let Some(easter) = easter_sunday(date.year()) else { return true };
    let after_easter = (date - easter).get_days();
    after_easter != -2 && after_easter != 1
}

/// Returns Easter Sunday of a year by the Gregorian computus (Meeus, Jones and Butcher).
#[must_use]
pub fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// Looks at most a fortnight in one direction; no row of closed days is longer than four.
fn search(from: Date, step: i32) -> Option<BankingDay> {
    let mut date = from;
    for _ in 0..14 {
        if let Some(day) = BankingDay::new(date) {
            return Some(day);
        }
        date = date.checked_add(step.days()).ok()?;
    }
    None
}
