//! The months of a caseload's history and of the year after the cut-over, with their payment dates.
//!
//! The history is what was paid before the cut-over. A service that pays in arrears pays the last months of right only
//! after it.

use jiff::ToSpan as _;

use super::profile::Profile;
use crate::domain::{BankingDay, Date, Month};
use crate::synth::{Options, SynthError};

/// A stretch of days, both ends included; open where it has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    /// The first day.
    pub(crate) from: Date,
    /// The last day, if there is one.
    pub(crate) until: Option<Date>,
}

impl Period {
    /// Tells whether a day lies within.
    pub(crate) fn covers(self, date: Date) -> bool {
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

/// On which day a service pays the benefit of a month.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PayDay {
    /// How many months later than the month itself.
    pub(crate) months_later: i32,
    /// The day of that month.
    pub(crate) day: Day,
}

/// A day of the month on which payments are made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Day {
    /// The last banking day.
    Last,
    /// A day that every month has, or the banking day before it.
    OnOrBefore(i8),
    /// A day that every month has, or the banking day after it.
    OnOrAfter(i8),
}

impl PayDay {
    /// Returns the date on which a month is paid, or nothing outside the calendar.
    fn date(self, month: Month) -> Option<Date> {
        let month = month.plus(self.months_later);
        let on = |day: i8| Date::new(month.first_day()?.year(), month.first_day()?.month(), day).ok();
        let day = match self.day {
            Day::Last => BankingDay::nth_last(month, 1),
            Day::OnOrBefore(day) => BankingDay::on_or_before(on(day)?),
            Day::OnOrAfter(day) => BankingDay::on_or_after(on(day)?),
        };
        day.map(BankingDay::date)
    }
}

/// A month and the day on which it is paid.
#[derive(Clone, Debug)]
pub(crate) struct PayMonth {
    /// The month that the payment concerns.
    pub(crate) month: Month,
    /// The day of the payment.
    pub(crate) date: Date,
    /// The month as people write it: `12-2020`.
    pub(crate) label: String,
}

impl PayMonth {
    fn new(month: Month, pay_day: PayDay) -> Option<Self> {
        let first = month.first_day()?;
        let label = format!("{:02}-{:04}", first.month(), first.year());
        Some(Self { month, date: pay_day.date(month)?, label })
    }
}

/// The months that matter.
#[derive(Debug)]
pub(crate) struct Timetable {
    /// The day before the cut-over.
    pub(crate) eve: Date,
    /// The last whole month before the cut-over, paid by then or not.
    pub(crate) before: Month,
    /// The last month that was paid before the cut-over.
    pub(crate) last: Month,
    /// The months that were paid before the cut-over, oldest first.
    pub(crate) history: Vec<PayMonth>,
    /// The first twelve months that are paid from the cut-over on.
    pub(crate) ahead: Vec<PayMonth>,
    /// The month with which reserved holiday allowance is next paid out.
    pub(crate) holiday: PayMonth,
}

impl Timetable {
    /// Lays out the months around the cut-over.
    pub(crate) fn new(profile: &Profile, options: &Options) -> Result<Self, SynthError> {
        Self::around(profile.pay_day, options)
            .ok_or(SynthError::OutsideCalendar { months: options.months, cutover: options.cutover })
    }

    fn around(pay_day: PayDay, options: &Options) -> Option<Self> {
        let last = last_paid(pay_day, options.cutover)?;
        let pay_month = |offset| PayMonth::new(last.plus(offset), pay_day);
        let months = i32::from(options.months.max(1));
        let history = (1 - months..=0).map(pay_month).collect::<Option<_>>()?;
        let ahead: Vec<PayMonth> = (1..=12).map(pay_month).collect::<Option<_>>()?;
        let holiday = ahead.iter().find(|month| is_may(month.month))?.clone();
        let before = Month::of(options.cutover).plus(-1);
        Some(Self { eve: options.cutover.yesterday().ok()?, before, last, history, ahead, holiday })
    }

    /// Returns the years in which the history was paid, in order.
    pub(crate) fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.history.iter().map(|month| month.date.year()).collect();
        years.dedup();
        years
    }

    /// Returns the place of a month's year among those of the history.
    pub(crate) fn year_of(&self, month: &PayMonth) -> usize {
        usize::try_from(month.date.year() - self.history[0].date.year()).unwrap_or_default()
    }

    /// Returns the latest day on which a case can begin and still be paid for the last month.
    pub(super) fn latest_start(&self) -> Date {
        self.history.last().map_or(self.eve, |month| month.date.min(last_day(month.month)))
    }
}

/// Returns the last month that is paid before a cut-over, which is at most a quarter before it.
fn last_paid(pay_day: PayDay, cutover: Date) -> Option<Month> {
    let near = Month::of(cutover).plus(1);
    (0..=4).map(|back| near.plus(-back)).find(|month| pay_day.date(*month).is_some_and(|date| date < cutover))
}

/// Tells whether a month is that with which holiday allowance is paid out.
pub(super) fn is_may(month: Month) -> bool {
    first_day(month).month() == 5
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
    use crate::synth::caseload::tests::{ARREARS, DAY_OR_AFTER};
    use crate::synth::laborijn;

    fn timetable(profile: &Profile, cutover: Date) -> Timetable {
        let options = Options { months: 14, cutover, ..profile.options() };
        Timetable::new(profile, &options).expect("a timetable")
    }

    fn ahead(timetable: &Timetable) -> Vec<(&str, Date)> {
        timetable.ahead.iter().take(3).map(|month| (month.label.as_str(), month.date)).collect()
    }

    #[test]
    fn the_history_ends_with_the_month_before_the_cutover() {
        let timetable = timetable(&laborijn::PROFILE, date(2021, 1, 1));
        let labels: Vec<&str> = timetable.history.iter().map(|month| month.label.as_str()).collect();
        assert_eq!((labels.len(), labels[0], labels[13]), (14, "11-2019", "12-2020"));
        assert_eq!(timetable.history[13].date, date(2020, 12, 31));
        let expected = [date(2021, 1, 29), date(2021, 2, 26), date(2021, 3, 31)];
        assert_eq!(ahead(&timetable), [("01-2021", expected[0]), ("02-2021", expected[1]), ("03-2021", expected[2])]);
        assert_eq!(timetable.holiday.label, "05-2021");
    }

    #[test]
    fn in_arrears_the_first_own_payment_concerns_the_month_before_the_cutover() {
        let timetable = timetable(&ARREARS, date(2020, 1, 1));
        assert_eq!((timetable.last.to_string(), timetable.before.to_string()), ("2019-11".into(), "2019-12".into()));
        assert_eq!(timetable.history[13].date, date(2019, 12, 9));
        let expected = [date(2020, 1, 9), date(2020, 2, 7), date(2020, 3, 9)];
        assert_eq!(ahead(&timetable), [("12-2019", expected[0]), ("01-2020", expected[1]), ("02-2020", expected[2])]);
        assert_eq!((timetable.holiday.label.as_str(), timetable.holiday.date), ("05-2020", date(2020, 6, 9)));
        assert_eq!(timetable.latest_start(), date(2019, 11, 30));
    }

    #[test]
    fn a_payment_that_slips_past_the_cutover_is_no_history() {
        let timetable = timetable(&DAY_OR_AFTER, date(2021, 3, 1));
        assert_eq!(timetable.history[13].date, date(2021, 1, 28));
        assert_eq!(timetable.ahead[0].date, date(2021, 3, 1));
        assert_eq!((timetable.last.to_string(), timetable.before.to_string()), ("2021-01".into(), "2021-02".into()));
    }

    #[test]
    fn a_history_before_the_calendar_is_refused() {
        let options = Options { cutover: date(-9998, 6, 1), months: 60, ..laborijn::PROFILE.options() };
        let refused = Timetable::new(&laborijn::PROFILE, &options);
        assert!(matches!(refused, Err(SynthError::OutsideCalendar { months: 60, .. })));
    }
}
