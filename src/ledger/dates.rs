//! The dates of a window that follow from a history of payments, and what explains them.
//!
//! A custom is judged on the payments of one account. Where they are too few it is that of most others in the delivery,
//! whatever the days of the first payments were; where no rule explains them all it is the calendar, if that has told
//! their dates: one without any of their months explains nothing.

use std::collections::BTreeMap;
use std::fmt;

use super::calendar::{Calendar, Window};
use super::custom::{self, Rule};
use super::returned::Returns;
use super::rhythm::Rhythm;
use super::slots::{Slot, slots};
use super::stream::{Paid, Stream};
use crate::domain::{Date, Month};

/// What explains a promised date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRule {
    /// The stream's own custom, or that of its kind.
    Custom(Rule),
    /// A rhythm of weeks.
    Rhythm(Rhythm),
    /// The calendar.
    Calendar,
}

impl fmt::Display for DateRule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Custom(rule) => rule.fmt(out),
            Self::Rhythm(rhythm) => rhythm.fmt(out),
            Self::Calendar => out.write_str("the delivered calendar"),
        }
    }
}

/// What explains a history, and the months and dates of the window that follow from it.
pub(super) type Explained = (DateRule, Vec<(Month, Date)>);

/// The customary dates, each history judged once.
pub(super) struct Dates<'a> {
    calendar: &'a Calendar,
    window: Window,
    known: BTreeMap<Vec<(Month, Date)>, Option<Explained>>,
    /// The rule that most accounts with enough history follow.
    pub(super) kind: Option<Rule>,
}

impl<'a> Dates<'a> {
    /// Learns the custom of the whole delivery.
    pub(super) fn new(calendar: &'a Calendar, window: Window, streams: &[Vec<Stream>]) -> Self {
        let mut dates = Self { calendar, window, known: BTreeMap::new(), kind: None };
        dates.kind = dates.rule_of_kind(streams);
        dates
    }

    /// Returns what explains a history, and the months and dates of the window that follow from it.
    pub(super) fn of(&mut self, history: &[(Month, Date)]) -> Option<Explained> {
        if let Some(known) = self.known.get(history) {
            return known.clone();
        }
        let judged = self.judge(history);
        self.known.insert(history.to_vec(), judged.clone());
        judged
    }

    /// Returns the rhythm of weeks that explains the payments of a stream, in order of date, where no rule of the months
    /// explains all of its slots. What nothing was paid on but corrections has none.
    pub(super) fn rhythm(&self, payments: &[Paid], slots: &[Slot]) -> Option<Rhythm> {
        let mut dates: Vec<Date> = payments.iter().map(|paid| paid.date).collect();
        dates.dedup();
        let rhythm = Rhythm::infer(&dates, self.window)?;
        let monthly = slots.iter().all(|slot| !custom::infer(&slot.history, self.window).is_empty());
        (!monthly && !slots.is_empty()).then_some(rhythm)
    }

    fn judge(&self, history: &[(Month, Date)]) -> Option<Explained> {
        let own = custom::choose(&custom::infer(history, self.window), self.calendar, self.window);
        let young = history.len() < custom::FEWEST_PAYMENTS;
        let rule = own.or_else(|| self.kind.filter(|_| young));
        if let Some(rule) = rule {
            return Some((DateRule::Custom(rule), custom::dates_due(rule, self.calendar, self.window)));
        }
        let mut told = history.iter().filter_map(|(month, date)| Some((self.calendar.date(*month)?, date))).peekable();
        let agrees = told.peek().is_some() && told.all(|(day, date)| day == *date);
        let dates: Vec<(Month, Date)> = self.calendar.due(self.window).into_iter().collect();
        (agrees && !dates.is_empty()).then_some((DateRule::Calendar, dates))
    }

    fn rule_of_kind(&mut self, streams: &[Vec<Stream>]) -> Option<Rule> {
        let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
        for streams in streams {
            let returns = Returns::of(streams);
            for stream in streams {
                let Some(basis) = stream.regular.iter().map(|paid| paid.month).max() else { continue };
                for slot in slots(stream, &returns, basis) {
                    if slot.history.len() >= custom::FEWEST_PAYMENTS
                        && let Some((DateRule::Custom(rule), _)) = self.of(&slot.history)
                    {
                        *counts.entry(rule).or_default() += 1;
                    }
                }
            }
        }
        let most = counts.values().max().copied()?;
        counts.into_iter().find(|(_, count)| *count == most).map(|(rule, _)| rule)
    }
}
