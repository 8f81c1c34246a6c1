//! The window of payment dates, and the dates that a calendar promises in it.

use std::collections::BTreeMap;

use jiff::ToSpan as _;

use crate::domain::{Date, DateFormat, Month, MonthFormat};
use crate::store::{StoreError, Target, case};

/// How many months in arrears a payment is at the most.
const MOST_IN_ARREARS: i32 = 13;

/// The payment dates that are compared: from the cut-over on, for a number of months.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    first: Date,
    after: Date,
    months: u8,
}

impl Window {
    /// Opens a window of a number of months at the cut-over; one that would run past the calendar ends with it.
    #[must_use]
    pub fn new(cutover: Date, months: u8) -> Self {
        let after = cutover.checked_add(i32::from(months).months()).unwrap_or(Date::MAX);
        Self { first: cutover, after, months }
    }

    /// Closes it after a day, where it does not end before.
    #[must_use]
    pub fn until(self, last: Date) -> Self {
        Self { after: last.tomorrow().map_or(self.after, |after| after.min(self.after)), ..self }
    }

    /// Tells whether a date lies in the window.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        self.first <= date && date < self.after
    }

    /// Returns the first day.
    #[must_use]
    pub const fn first(&self) -> Date {
        self.first
    }

    /// Returns the last day.
    #[must_use]
    pub fn last(&self) -> Date {
        self.after.yesterday().unwrap_or(self.after)
    }

    /// Returns the calendar months of the window.
    pub fn months(&self) -> impl Iterator<Item = Month> + use<> {
        let first = Month::of(self.first);
        (0..i32::from(self.months)).map(move |index| first.plus(index))
    }

    /// Returns the months that a payment in the window can concern: a year and one before, for payment in arrears, and
    /// some after.
    pub fn concerned(&self) -> impl Iterator<Item = Month> + use<> {
        let first = Month::of(self.first);
        (-MOST_IN_ARREARS..i32::from(self.months) + 2).map(move |index| first.plus(index))
    }
}

/// The promised date of each month.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    dates: BTreeMap<Month, Date>,
}

impl Calendar {
    /// Takes the calendar of a target.
    ///
    /// # Errors
    /// Fails where the target cannot be read.
    pub fn of(target: &Target) -> Result<Self, StoreError> {
        let mut calendar = Self::default();
        for (month, date) in case::calendar(target)? {
            if let (Ok(month), Ok(date)) = (MonthFormat::YearMonth.parse(&month), DateFormat::YearMonthDay.parse(&date))
            {
                calendar.insert(month, date);
            }
        }
        Ok(calendar)
    }

    /// Notes a month's date; the first that is noted counts.
    pub fn insert(&mut self, month: Month, date: Date) {
        self.dates.entry(month).or_insert(date);
    }

    /// Returns a month's date.
    #[must_use]
    pub fn date(&self, month: Month) -> Option<Date> {
        self.dates.get(&month).copied()
    }

    /// Returns the months that are paid within a window, with their dates.
    pub fn within(&self, window: Window) -> impl Iterator<Item = (Month, Date)> + '_ {
        self.dates.iter().map(|(month, date)| (*month, *date)).filter(move |(_, date)| window.contains(*date))
    }

    /// Returns the months that are to be paid, with their dates: all that are paid within a window, and those that
    /// belong there and are paid after it.
    #[must_use]
    pub fn due(&self, window: Window) -> BTreeMap<Month, Date> {
        let late = self.belonging(window).filter_map(|month| Some((month, self.date(month)?)));
        self.within(window).chain(late.filter(|(_, date)| *date > window.last())).collect()
    }

    /// Returns the months that belong to a window and are not paid in it or after it.
    #[must_use]
    pub fn gaps(&self, window: Window) -> Vec<Month> {
        let due = self.due(window);
        self.belonging(window).filter(|month| !due.contains_key(month)).collect()
    }

    /// Returns the months that are paid within a window by the custom of the calendar: each in the month itself, or so
    /// many months later as most of its months are.
    fn belonging(&self, window: Window) -> impl Iterator<Item = Month> + use<> {
        let mut delays: BTreeMap<i32, usize> = BTreeMap::new();
        for (month, date) in &self.dates {
            *delays.entry(Month::of(*date).since(*month)).or_default() += 1;
        }
        let delay =
            delays.into_iter().max_by_key(|(delay, count)| (*count, -delay.abs())).map_or(0, |(delay, _)| delay);
        window.months().map(move |month| month.plus(-delay))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        DateFormat::YearMonthDay.parse(text).expect("a date")
    }

    fn month(text: &str) -> Month {
        MonthFormat::YearMonth.parse(text).expect("a month")
    }

    /// Months with their dates.
    type Dates<'a> = &'a [(&'a str, &'a str)];

    fn calendar(dates: Dates<'_>) -> Calendar {
        let mut calendar = Calendar::default();
        for (of, on) in dates {
            calendar.insert(month(of), date(on));
        }
        calendar
    }

    #[test]
    fn a_window_opens_at_the_cutover_and_ends_before_the_same_day_some_months_later() {
        let window = Window::new(date("2021-01-01"), 3);
        let table = [("2020-12-31", false), ("2021-01-01", true), ("2021-03-31", true), ("2021-04-01", false)];
        for (day, inside) in table {
            assert_eq!(window.contains(date(day)), inside, "{day}");
        }
        assert_eq!((window.first(), window.last()), (date("2021-01-01"), date("2021-03-31")));
        assert_eq!(Window::new(date("2021-01-31"), 1).last(), date("2021-02-27"));
    }

    #[test]
    fn a_month_that_nobody_pays_is_a_gap() {
        let whole = [("2021-01", "2021-01-29"), ("2021-02", "2021-02-26"), ("2021-03", "2021-03-31")];
        let arrears = [("2020-12", "2021-01-08"), ("2021-01", "2021-02-09"), ("2021-02", "2021-03-09")];
        let table: [(&str, Dates<'_>, &[&str]); 8] = [
            ("the months themselves", &whole, &[]),
            ("in arrears", &arrears, &[]),
            ("in arrears without December", &arrears[1..], &["2020-12"]),
            ("without March", &whole[..2], &["2021-03"]),
            ("none at all", &[], &["2021-01", "2021-02", "2021-03"]),
            ("the last one late", &[whole[0], whole[1], ("2021-03", "2021-04-01")], &[]),
            ("the first one before the window", &[("2021-01", "2020-12-31"), whole[1], whole[2]], &["2021-01"]),
            (
                "one date before the window and one after it",
                &[("2021-01", "2020-12-31"), ("2021-02", "2021-02-26"), ("2021-03", "2021-04-01")],
                &["2021-01"],
            ),
        ];
        for (what, dates, expected) in table {
            let gaps = calendar(dates).gaps(Window::new(date("2021-01-01"), 3));
            assert_eq!(gaps.iter().map(Month::to_string).collect::<Vec<_>>(), expected, "{what}");
        }
    }

    #[test]
    fn a_month_that_is_paid_too_late_for_the_window_is_due_all_the_same() {
        let whole = [("2021-01", "2021-01-29"), ("2021-02", "2021-02-26"), ("2021-03", "2021-03-31")];
        let late = [whole[0], whole[1], ("2021-03", "2021-04-01"), ("2021-04", "2021-04-30")];
        let again = [("2020-12", "2021-01-04"), whole[0], whole[1], whole[2]];
        let table: [(&str, Dates<'_>, Dates<'_>); 3] = [
            ("on time", &whole, &whole),
            ("one day after the window", &late, &late[..3]),
            ("an old month again", &again, &again),
        ];
        for (what, dates, expected) in table {
            let due = calendar(dates).due(Window::new(date("2021-01-01"), 3));
            let expected = expected.iter().map(|(of, on)| (month(of), date(on)));
            assert_eq!(due, expected.collect(), "{what}");
        }
    }

    #[test]
    fn the_first_date_of_a_month_counts() {
        let calendar = calendar(&[("2021-01", "2021-01-29"), ("2021-01", "2021-01-15")]);
        assert_eq!(calendar.date(month("2021-01")), Some(date("2021-01-29")));
    }
}
