//! A case: its scheme, its life, and how it stands at the cut-over.

use super::amounts::Form;
use super::timetable::{PayMonth, Period, Timetable, first_day, last_day};
use crate::domain::Date;

/// A scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// Participatiewet.
    Pw,
    /// For older and partly disabled unemployed.
    Ioaw,
    /// For older and partly disabled people who were self-employed.
    Ioaz,
    /// For the self-employed.
    Bbz,
    /// For the self-employed, during the pandemic.
    Tozo,
    /// Periodic special assistance.
    Periodic,
    /// One-off special assistance.
    OneOff,
}

impl Scheme {
    /// Returns the scheme under whose law it is granted.
    pub(crate) const fn law(self) -> Self {
        match self {
            Self::Periodic | Self::OneOff => Self::Pw,
            other => other,
        }
    }

    /// Returns the article by which it is granted.
    pub(super) const fn article(self) -> &'static str {
        match self {
            Self::Pw => "art. 19",
            Self::Ioaw | Self::Ioaz => "art. 5",
            Self::Bbz => "art. 2",
            Self::Tozo => "art. 4",
            Self::Periodic | Self::OneOff => "art. 35",
        }
    }

    /// Tells whether it is granted for a time only.
    pub(super) const fn expires(self) -> bool {
        matches!(self, Self::Tozo)
    }

    /// Tells whether it comes with the duty to look for work.
    pub(super) const fn asks_for_work(self) -> bool {
        matches!(self, Self::Pw | Self::Ioaw)
    }

    /// Tells whether holiday allowance is reserved month by month.
    pub(super) const fn reserves_holiday_allowance(self) -> bool {
        matches!(self, Self::Pw | Self::Ioaw | Self::Ioaz | Self::Bbz)
    }
}

/// How a case stands at the cut-over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is paid.
    Running,
    /// Unpaid since the first day of a month.
    Blocked {
        /// The first day.
        since: Date,
    },
    /// It has an end.
    Ended {
        /// The national code of the reason.
        reason: &'static str,
    },
}

/// A case.
#[derive(Debug)]
pub(crate) struct Case {
    /// Its number, of six digits at least.
    pub(crate) number: u32,
    /// The scheme.
    pub(crate) scheme: Scheme,
    /// Who it is for.
    pub(crate) form: Form,
    /// From when and until when it runs.
    pub(crate) life: Period,
    /// The day of the decision that granted it.
    pub(crate) granted: Date,
    /// How it stands at the cut-over.
    pub(crate) standing: Standing,
}

impl Case {
    /// Tells whether a payment on a day would be made.
    pub(super) fn is_paid_on(&self, date: Date) -> bool {
        let blocked = matches!(self.standing, Standing::Blocked { since } if since <= date);
        self.life.covers(date) && !blocked
    }

    /// Returns the day whose component lines and payees decide what a month pays, or nothing where it is not paid: the
    /// payment date, or the last day of a case that ended in the month and was paid after that.
    pub(crate) fn judged_on(&self, month: &PayMonth) -> Option<Date> {
        let day = self.life.until.map_or(month.date, |until| until.min(month.date));
        let ran = self.life.from <= last_day(month.month) && first_day(month.month) <= day;
        (ran && self.is_paid_on(day)).then_some(day)
    }

    /// Returns the last day over which it was paid, if the history tells of any.
    pub(crate) fn processed_until(&self, timetable: &Timetable) -> Option<Date> {
        let paid = timetable.history.iter().rev().find(|month| self.judged_on(month).is_some());
        paid.map(|month| last_day(month.month))
    }
}
