//! The customary date: the rule that explains on which days someone was paid.
//!
//! A rule is inferred only where it explains every payment; where several rules do and they part ways later, the
//! calendar chooses among them, and where it agrees with none, the earliest date holds.

use std::collections::BTreeMap;
use std::fmt;

use super::calendar::{Calendar, Window};
use crate::domain::{BankingDay, Date, Month};

/// Fewer payments than this explain nothing.
pub const FEWEST_PAYMENTS: usize = 3;

/// A rule for the date of a month's payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The n-th last banking day of a month that lies `offset` months after the one that is paid.
    NthLast {
        /// 1 is the last.
        nth: u8,
        /// 0 is the month itself, 1 the next.
        offset: i8,
    },
    /// A fixed day, or the banking day before it.
    OnOrBefore {
        /// The day; one that a month lacks is its last.
        day: i8,
        /// 0 is the month itself, 1 the next.
        offset: i8,
    },
    /// A fixed day, or the banking day after it.
    OnOrAfter {
        /// The day; one that a month lacks is its last.
        day: i8,
        /// 0 is the month itself, 1 the next.
        offset: i8,
    },
}

impl Rule {
    /// Returns the date on which a month is paid.
    #[must_use]
    pub fn date(self, month: Month) -> Option<Date> {
        let day = match self {
            Self::NthLast { nth, offset } => BankingDay::nth_last(month.plus(i32::from(offset)), nth),
            Self::OnOrBefore { day, offset } => BankingDay::on_or_before(fixed(month, day, offset)?),
            Self::OnOrAfter { day, offset } => BankingDay::on_or_after(fixed(month, day, offset)?),
        };
        day.map(BankingDay::date)
    }

    /// Tells whether a month belongs to a window, by itself or by its fixed day, and is paid before it: the banking day
    /// before New Year's Day is one of the old year.
    #[must_use]
    pub fn is_due_before(self, month: Month, window: Window) -> bool {
        let nominal = match self {
            Self::NthLast { .. } => self.date(month),
            Self::OnOrBefore { day, offset } | Self::OnOrAfter { day, offset } => fixed(month, day, offset),
        };
        let belongs = month >= Month::of(window.first()) || nominal.is_some_and(|day| day >= window.first());
        belongs && self.date(month).is_some_and(|date| date < window.first())
    }

    /// Tells whether the rule explains all payments, given as the month that is paid and the date.
    #[must_use]
    pub fn explains(self, payments: &[(Month, Date)]) -> bool {
        payments.iter().all(|(month, date)| self.date(*month) == Some(*date))
    }

    /// Lists every rule that could explain a payment, the likeliest first.
    fn candidates(month: Month, date: Date) -> impl Iterator<Item = Self> {
        let nearest = i8::try_from(Month::of(date).since(month)).unwrap_or(i8::MAX);
        let offsets = [nearest, nearest.saturating_add(1), nearest.saturating_sub(1)];
        let last = (1..=5).map(move |nth| Self::NthLast { nth, offset: nearest });
        let fixed = offsets.into_iter().flat_map(|offset| {
            (1..=31).flat_map(move |day| [Self::OnOrBefore { day, offset }, Self::OnOrAfter { day, offset }])
        });
        last.chain(fixed)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, offset) = match self {
            Self::NthLast { nth: 1, offset } => ("the last banking day".to_owned(), *offset),
            Self::NthLast { nth, offset } => (format!("banking day {nth} from the end"), *offset),
            Self::OnOrBefore { day, offset } => (format!("day {day} or the banking day before"), *offset),
            Self::OnOrAfter { day, offset } => (format!("day {day} or the banking day after"), *offset),
        };
        match offset {
            0 => write!(out, "{text} of the month"),
            1 => write!(out, "{text} of the next month"),
            other => write!(out, "{text} of the month {other:+}"),
        }
    }
}

fn fixed(month: Month, day: i8, offset: i8) -> Option<Date> {
    let last = month.plus(i32::from(offset)).last_day()?;
    Date::new(last.year(), last.month(), day.min(last.day())).ok()
}

/// Returns every rule that explains all payments, the likeliest first; rules with the same dates in the window are
/// one. Fewer than [`FEWEST_PAYMENTS`] payments are explained by none.
#[must_use]
pub fn infer(payments: &[(Month, Date)], window: Window) -> Vec<Rule> {
    let Some((month, date)) = payments.first().filter(|_| payments.len() >= FEWEST_PAYMENTS) else {
        return Vec::new();
    };
    let mut found: Vec<(Rule, Vec<(Month, Date)>)> = Vec::new();
    for rule in Rule::candidates(*month, *date).filter(|rule| rule.explains(payments)) {
        let dates = dates_within(rule, window);
        if !found.iter().any(|(_, known)| *known == dates) {
            found.push((rule, dates));
        }
    }
    found.into_iter().map(|(rule, _)| rule).collect()
}

/// Chooses among rules that all explain the history: the one that gives the very dates of the calendar in the window,
/// else the one that pays first. A rule that pays a month just before the window, which the calendar pays in it, does
/// not agree: it would promise less.
#[must_use]
pub fn choose(rules: &[Rule], calendar: &Calendar, window: Window) -> Option<Rule> {
    let promised: Vec<(Month, Date)> = calendar.due(window).into_iter().collect();
    let agrees = |rule: &&Rule| dates_due(**rule, calendar, window) == promised;
    let earliest = |rule: &&Rule| dates_within(**rule, window).into_iter().map(|(_, date)| date).collect::<Vec<_>>();
    rules.iter().find(agrees).or_else(|| rules.iter().min_by_key(earliest)).copied()
}

/// Returns the months that a rule pays within a window, with their dates.
#[must_use]
pub fn dates_within(rule: Rule, window: Window) -> Vec<(Month, Date)> {
    let dated = window.concerned().filter_map(|month| Some((month, rule.date(month)?)));
    dated.filter(|(_, date)| window.contains(*date)).collect()
}

/// Returns the months that a rule pays within a window, and those that belong there and that both it and the calendar
/// pay on the same date after it, with their dates.
#[must_use]
pub fn dates_due(rule: Rule, calendar: &Calendar, window: Window) -> Vec<(Month, Date)> {
    let late = calendar
        .due(window)
        .into_iter()
        .filter(|(month, date)| *date > window.last() && rule.date(*month) == Some(*date));
    let dates: BTreeMap<Month, Date> = dates_within(rule, window).into_iter().chain(late).collect();
    dates.into_iter().collect()
}

#[cfg(test)]
mod tests;
