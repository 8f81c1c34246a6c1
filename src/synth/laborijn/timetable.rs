//! The months of a caseload's history and of the year after the cut-over, with their payment dates.
//!
//! Laborijn pays on the last banking day of the month that the payment concerns.

use jiff::ToSpan as _;

use super::Options;
use crate::domain::{BankingDay, Date, Month};
use crate::synth::SynthError;

/// A stretch of days, both ends included; open where it has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: Date,
    pub(super) until: Option<Date>,
}

impl Period {
    /// Tells whether a day lies within.
    pub(super) fn covers(self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }

    /// Returns the same stretch from a later day on; an earlier day changes nothing.
    pub(super) fn starting(self, from: Date) -> Self {
        Self { from: self.from.max(from), ..self }
    }

    /// Returns the same stretch up to an earlier day; a later day changes nothing.
    pub(super) fn ending(self, until: Date) -> Self {
        Self { until: Some(self.until.map_or(until, |own| own.min(until))), ..self }
    }

    /// Tells whether it has any days.
    pub(super) fn exists(self) -> bool {
        self.until.is_none_or(|until| self.from <= until)
    }
}

/// A month and the day on which it is paid.
#[derive(Clone, Debug)]
pub(super) struct PayMonth {
    pub(super) month: Month,
    pub(super) date: Date,
    /// `12-2020`
    pub(super) label: String,
}

impl PayMonth {
    fn new(month: Month) -> Option<Self> {
        let date = BankingDay::nth_last(month, 1)?.date();
        Some(Self { month, date, label: format!("{:02}-{:04}", date.month(), date.year()) })
    }
}

/// The months that matter.
#[derive(Debug)]
pub(super) struct Timetable {
    /// The day before the cut-over.
    pub(super) eve: Date,
    /// The last month before the cut-over.
    pub(super) last: Month,
    /// The months that were paid, oldest first.
    pub(super) history: Vec<PayMonth>,
    /// The twelve months from the cut-over on.
    pub(super) ahead: Vec<PayMonth>,
    /// The month in which reserved holiday allowance is next paid out.
    pub(super) holiday: PayMonth,
}

impl Timetable {
    /// Lays out the months around the cut-over.
    pub(super) fn new(options: &Options) -> Result<Self, SynthError> {
        Self::around(options).ok_or(SynthError::OutsideCalendar { months: options.months, cutover: options.cutover })
    }

    fn around(options: &Options) -> Option<Self> {
        let last = Month::of(options.cutover).plus(-1);
        let months = i32::from(options.months.max(1));
        let history = (1 - months..=0).map(|offset| PayMonth::new(last.plus(offset))).collect::<Option<_>>()?;
        let ahead: Vec<PayMonth> = (1..=12).map(|offset| PayMonth::new(last.plus(offset))).collect::<Option<_>>()?;
        let holiday = ahead.iter().find(|month| month.date.month() == 5)?.clone();
        Some(Self { eve: options.cutover.yesterday().ok()?, last, history, ahead, holiday })
    }
}

/// Returns the first day of a month; months of a timetable lie well within the calendar.
pub(super) fn first_day(month: Month) -> Date {
    month.first_day().unwrap_or(Date::MIN)
}

/// Returns the last day of a month; months of a timetable lie well within the calendar.
pub(super) fn last_day(month: Month) -> Date {
    month.last_day().unwrap_or(Date::MAX)
}

/// Returns the day that lies a number of days later, or earlier where it is negative.
pub(super) fn days_after(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_history_ends_with_the_month_before_the_cutover() {
        let options = Options { months: 14, ..Options::default() };
        let timetable = Timetable::new(&options).expect("a timetable");
        let labels: Vec<&str> = timetable.history.iter().map(|month| month.label.as_str()).collect();
        assert_eq!((labels.len(), labels[0], labels[13]), (14, "11-2019", "12-2020"));
        assert_eq!(timetable.history[13].date, date(2020, 12, 31));
        let ahead: Vec<Date> = timetable.ahead.iter().take(3).map(|month| month.date).collect();
        assert_eq!(ahead, [date(2021, 1, 29), date(2021, 2, 26), date(2021, 3, 31)]);
        assert_eq!(timetable.holiday.label, "05-2021");
    }

    #[test]
    fn a_history_before_the_calendar_is_refused() {
        let options = Options { cutover: date(-9998, 6, 1), months: 60, ..Options::default() };
        assert!(matches!(Timetable::new(&options), Err(SynthError::OutsideCalendar { months: 60, .. })));
    }
}
