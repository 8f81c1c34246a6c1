//! A case: its scheme, its life, and how it stands at the cut-over.

use super::amounts::Form;
use super::timetable::{Period, Timetable, last_day};
use crate::domain::Date;

/// The schemes of Laborijn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    Pw,
    Ioaw,
    Ioaz,
    Bbz,
    Tozo,
    /// Periodic special assistance.
    Periodic,
    /// One-off special assistance.
    OneOff,
}

impl Scheme {
    /// Returns the code by which it is delivered.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Pw => "PW",
            Self::Ioaw => "IOAW",
            Self::Ioaz => "IOAZ",
            Self::Bbz => "BBZ",
            Self::Tozo => "TOZO",
            Self::Periodic => "BB_PER",
            Self::OneOff => "BB_EEN",
        }
    }

    /// Returns the law that it rests on.
    pub(super) const fn law(self) -> &'static str {
        match self {
            Self::Periodic | Self::OneOff => "PW",
            other => other.code(),
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
pub(super) enum Standing {
    Running,
    /// Unpaid since the first day of a month.
    Blocked {
        since: Date,
    },
    Ended {
        reason: &'static str,
    },
}

/// A case.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) number: u32,
    pub(super) scheme: Scheme,
    pub(super) form: Form,
    pub(super) life: Period,
    pub(super) granted: Date,
    pub(super) standing: Standing,
}

impl Case {
    /// Tells whether a payment on a day would be made.
    pub(super) fn is_paid_on(&self, date: Date) -> bool {
        let blocked = matches!(self.standing, Standing::Blocked { since } if since <= date);
        self.life.covers(date) && !blocked
    }

    /// Returns the last day over which it was paid, if the history tells of any.
    pub(super) fn processed_until(&self, timetable: &Timetable) -> Option<Date> {
        let paid = timetable.history.iter().rev().find(|month| self.is_paid_on(month.date));
        paid.map(|month| last_day(month.month))
    }
}
