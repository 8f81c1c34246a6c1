//! Payment every week or every four weeks, whatever the months do.
//!
//! Every payment must follow the one before it; a fixed weekday of each month is no rhythm. Dates on which no payment
//! settles move to the banking day before or after, always to the same side.

use std::fmt;

use jiff::ToSpan as _;

use super::calendar::Window;
use super::custom::FEWEST_PAYMENTS;
use crate::domain::{BankingDay, Date};

/// A payment every so many weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    weeks: i32,
    from: Date,
    /// Whether a date without settlement moves to the banking day after it, and not before.
    later: bool,
}

impl Rhythm {
    /// Finds the rhythm that explains all dates, in their order. Where dates may give way to either side, it is the side
    /// that has more of them in the window: a payment that gave way to the day before would be left to nobody. Else it
    /// is the day before.
    pub(super) fn infer(dates: &[Date], window: Window) -> Option<Self> {
        if dates.len() < FEWEST_PAYMENTS {
            return None;
        }
        [1, 4].into_iter().find_map(|weeks| {
            let found = |later| Self::explaining(dates, weeks, later);
            match (found(false), found(true)) {
                (Some(before), Some(after)) => {
                    let count = |rhythm: Self| rhythm.dates_within(window).len();
                    Some(if count(after) > count(before) { after } else { before })
                }
                (before, after) => before.or(after),
            }
        })
    }

    fn explaining(dates: &[Date], weeks: i32, later: bool) -> Option<Self> {
        // Any one date may have given way; not so many in a row.
        (0..).zip(dates.iter().take(FEWEST_PAYMENTS)).find_map(|(place, date)| {
            let rhythm = Self { weeks, from: *date, later };
            let explains = (0..).zip(dates).all(|(other, date)| rhythm.date(other - place) == Some(*date));
            explains.then_some(rhythm)
        })
    }

    /// Returns the dates within a window.
    pub(super) fn dates_within(self, window: Window) -> Vec<Date> {
        let before = (window.first() - self.from).get_days() / (7 * self.weeks) - 1;
        let dates = (before..).map_while(|place| self.date(place));
        dates.take_while(|date| *date <= window.last()).filter(|date| window.contains(*date)).collect()
    }

    /// Returns the date before a window to which one in it gives way.
    pub(super) fn due_before(self, window: Window) -> Option<Date> {
        let before = (window.first() - self.from).get_days() / (7 * self.weeks) - 1;
        let mut places =
            (before..=before + 3).filter(|place| self.nominal(*place).is_some_and(|day| window.contains(day)));
        self.date(places.next()?).filter(|date| *date < window.first())
    }

    fn nominal(self, place: i32) -> Option<Date> {
        self.from.checked_add((place * self.weeks).weeks()).ok()
    }

    fn date(self, place: i32) -> Option<Date> {
        let nominal = self.nominal(place)?;
        let day = if self.later { BankingDay::on_or_after(nominal) } else { BankingDay::on_or_before(nominal) };
        day.map(BankingDay::date)
    }
}

impl fmt::Display for Rhythm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.weeks {
            1 => out.write_str("every week"),
            weeks => write!(out, "every {weeks} weeks"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DateFormat;

    fn dates(text: &str) -> Vec<Date> {
        text.split(' ').map(|date| DateFormat::YearMonthDay.parse(date).expect("a date")).collect()
    }

    #[test]
    fn weeks_and_four_weeks_go_on_through_the_window() {
        let table = [
            (
                "2020-10-09 2020-11-06 2020-12-04",
                Some(("every 4 weeks", "2021-01-29", "2021-02-26 2021-03-26")),
                "2021-01-05",
            ),
            (
                "2020-12-10 2020-12-17 2020-12-24",
                Some(("every week", "2021-01-07", "2021-01-14 2021-01-21")),
                "2021-01-01",
            ),
            (
                "2020-12-11 2020-12-18 2020-12-24",
                Some(("every week", "2021-01-08", "2021-01-15 2021-01-22")),
                "2021-01-04",
            ),
            (
                "2020-12-11 2020-12-18 2020-12-28",
                Some(("every week", "2021-01-04", "2021-01-08 2021-01-15")),
                "2021-01-01",
            ),
            (
                "2020-10-09 2020-11-06 2020-12-04",
                Some(("every 4 weeks", "2021-01-04", "2021-01-29 2021-02-26")),
                "2021-01-01",
            ),
            ("2020-12-10 2020-12-17", None, "2021-01-01"),
            ("2020-12-03 2020-12-10 2020-12-24", None, "2021-01-01"),
            ("2020-10-30 2020-11-27 2020-12-31", None, "2021-01-01"),
            ("2020-10-30 2020-11-30 2020-12-31", None, "2021-01-01"),
            ("2020-07-31 2020-08-28 2020-09-25 2020-10-30", None, "2021-01-01"),
        ];
        for (history, expected, from) in table {
            let found = Rhythm::infer(&dates(history), Window::new(dates(from)[0], 3));
            assert_eq!(
                found.map(|rhythm| rhythm.to_string()),
                expected.map(|(name, _, _)| name.to_owned()),
                "{history}"
            );
            let Some((rhythm, (_, first, next))) = found.zip(expected) else { continue };
            let ahead = rhythm.dates_within(Window::new(dates(from)[0], 3));
            assert_eq!(ahead[..3], [dates(first), dates(next)].concat(), "{history}");
        }
    }
}
