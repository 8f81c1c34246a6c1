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
    /// Finds the rhythm that explains all dates, in their order: the one that gives way to the day before, where both
    /// do.
    pub(super) fn infer(dates: &[Date]) -> Option<Self> {
        if dates.len() < FEWEST_PAYMENTS {
            return None;
        }
        for (weeks, later) in [(1, false), (1, true), (4, false), (4, true)] {
            // Any one date may have given way; not so many in a row.
            for (place, date) in (0..).zip(dates.iter().take(FEWEST_PAYMENTS)) {
                let rhythm = Self { weeks, from: *date, later };
                if (0..).zip(dates).all(|(other, date)| rhythm.date(other - place) == Some(*date)) {
                    return Some(rhythm);
                }
            }
        }
        None
    }

    /// Returns the dates within a window.
    pub(super) fn dates_within(self, window: Window) -> Vec<Date> {
        let before = (window.first() - self.from).get_days() / (7 * self.weeks) - 1;
        let dates = (before..).map_while(|place| self.date(place));
        dates.take_while(|date| *date <= window.last()).filter(|date| window.contains(*date)).collect()
    }

    fn date(self, place: i32) -> Option<Date> {
        let nominal = self.from.checked_add((place * self.weeks).weeks()).ok()?;
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
                "2021-01-04",
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
            ("2020-12-10 2020-12-17", None, "2021-01-01"),
            ("2020-12-03 2020-12-10 2020-12-24", None, "2021-01-01"),
            ("2020-10-30 2020-11-27 2020-12-31", None, "2021-01-01"),
            ("2020-10-30 2020-11-30 2020-12-31", None, "2021-01-01"),
            ("2020-07-31 2020-08-28 2020-09-25 2020-10-30", None, "2021-01-01"),
        ];
        for (history, expected, from) in table {
            let found = Rhythm::infer(&dates(history));
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
