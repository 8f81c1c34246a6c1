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
    if matches!((date.month(), date.day()), (1 | 5, 1) | (12, 25 | 26)) {
        return false;
    }
    let Some(easter) = easter_sunday(date.year()) else { return true };
    let after_easter = (date - easter).get_days();
    after_easter != -2 && after_easter != 1
}

/// Returns Easter Sunday of a year by the Gregorian computus (Meeus, Jones and Butcher).
#[must_use]
#[expect(clippy::many_single_char_names, reason = "the algorithm is published with these names")]
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn easter_falls_where_the_published_tables_put_it() {
        let table = [
            (1818, 3, 22),
            (1943, 4, 25),
            (1961, 4, 2),
            (2000, 4, 23),
            (2008, 3, 23),
            (2018, 4, 1),
            (2019, 4, 21),
            (2020, 4, 12),
            (2021, 4, 4),
            (2022, 4, 17),
            (2023, 4, 9),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2285, 3, 22),
        ];
        for (year, month, day) in table {
            assert_eq!(easter_sunday(year), Some(date(year, month, day)), "{year}");
        }
    }

    /// The days from Monday to Friday on which TARGET is closed, year by year.
    const CLOSED: [(i16, &[(i8, i8)]); 10] = [
        (2018, &[(1, 1), (3, 30), (4, 2), (5, 1), (12, 25), (12, 26)]),
        (2019, &[(1, 1), (4, 19), (4, 22), (5, 1), (12, 25), (12, 26)]),
        (2020, &[(1, 1), (4, 10), (4, 13), (5, 1), (12, 25)]),
        (2021, &[(1, 1), (4, 2), (4, 5)]),
        (2022, &[(4, 15), (4, 18), (12, 26)]),
        (2023, &[(4, 7), (4, 10), (5, 1), (12, 25), (12, 26)]),
        (2024, &[(1, 1), (3, 29), (4, 1), (5, 1), (12, 25), (12, 26)]),
        (2025, &[(1, 1), (4, 18), (4, 21), (5, 1), (12, 25), (12, 26)]),
        (2026, &[(1, 1), (4, 3), (4, 6), (5, 1), (12, 25)]),
        (2027, &[(1, 1), (3, 26), (3, 29)]),
    ];

    #[test]
    fn every_holiday_from_2018_to_2027_is_known_and_no_other_weekday_is_one() {
        for (year, expected) in CLOSED {
            let days = date(year, 1, 1).series(1.day()).take_while(|day| day.year() == year);
            let closed = days
                .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_banking_day(*day))
                .map(|day| (day.month(), day.day()));
            assert_eq!(closed.collect::<Vec<_>>(), expected, "{year}");
        }
    }

    #[test]
    fn dutch_holidays_are_banking_days() {
        let table = [
            (date(2021, 4, 27), "Koningsdag"),
            (date(2020, 5, 5), "Bevrijdingsdag"),
            (date(2021, 5, 13), "Hemelvaart"),
            (date(2021, 5, 24), "Pinkstermaandag"),
            (date(2020, 12, 31), "the last day of the year"),
        ];
        for (day, name) in table {
            assert!(is_banking_day(day), "{name}");
        }
    }

    #[test]
    fn a_closed_day_gives_way_to_its_neighbours() {
        let table = [
            (date(2020, 12, 31), date(2020, 12, 31), date(2020, 12, 31)),
            (date(2021, 1, 1), date(2020, 12, 31), date(2021, 1, 4)),
            (date(2021, 1, 30), date(2021, 1, 29), date(2021, 2, 1)),
            (date(2021, 4, 4), date(2021, 4, 1), date(2021, 4, 6)),
            (date(2020, 12, 26), date(2020, 12, 24), date(2020, 12, 28)),
            (date(2025, 12, 25), date(2025, 12, 24), date(2025, 12, 29)),
        ];
        for (day, before, after) in table {
            assert_eq!(BankingDay::on_or_before(day).map(BankingDay::date), Some(before), "before {day}");
            assert_eq!(BankingDay::on_or_after(day).map(BankingDay::date), Some(after), "after {day}");
            assert_eq!(BankingDay::new(day).is_some(), before == after, "{day}");
        }
    }

    #[test]
    fn banking_days_are_counted_from_the_end_of_the_month() {
        let table = [
            (2020, 12, 0, date(2020, 12, 31)),
            (2020, 12, 1, date(2020, 12, 31)),
            (2021, 1, 1, date(2021, 1, 29)),
            (2021, 2, 1, date(2021, 2, 26)),
            (2021, 3, 1, date(2021, 3, 31)),
            (2020, 12, 2, date(2020, 12, 30)),
            (2020, 12, 5, date(2020, 12, 24)),
            (2021, 4, 20, date(2021, 4, 1)),
            (2021, 4, 21, date(2021, 3, 31)),
            (2018, 3, 1, date(2018, 3, 29)),
        ];
        for (year, month, nth, expected) in table {
            let month = Month::new(year, month).expect("a month");
            assert_eq!(BankingDay::nth_last(month, nth).map(BankingDay::date), Some(expected), "{nth} of {month}");
        }
    }

    #[test]
    fn the_first_and_last_days_that_dates_know_break_nothing() {
        assert_eq!(BankingDay::on_or_after(Date::MAX).map(BankingDay::date), Some(Date::MAX));
        assert_eq!(BankingDay::on_or_before(Date::MIN), BankingDay::new(Date::MIN));
    }

    proptest! {
        #[test]
        fn no_row_of_closed_days_is_longer_than_four(year in 1583_i16..=9998, ordinal in 0_i32..366) {
            let day = date(year, 1, 1).checked_add(ordinal.days()).expect("a day");
            let before = BankingDay::on_or_before(day).expect("a banking day").date();
            let after = BankingDay::on_or_after(day).expect("a banking day").date();
            prop_assert!(before <= day && day <= after);
            prop_assert!((after - before).get_days() <= 5);
            prop_assert_eq!(is_banking_day(day), before == after);
        }

        #[test]
        fn easter_is_a_sunday_in_march_or_april(year in 1583_i16..=9999) {
            let easter = easter_sunday(year).expect("every year has one");
            prop_assert_eq!(easter.weekday(), Weekday::Sunday);
            prop_assert!(date(year, 3, 22) <= easter && easter <= date(year, 4, 25));
        }
    }
}
