//! Deviations from the promise that two people accepted beforehand.

use super::approver::is_same_person;
use crate::domain::{Bsn, Date, Month, Verdict};

/// One line of `waivers.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Its name.
    pub id: String,
    /// Whose payments it is about.
    pub whose: Whose,
    /// Which deviation; one that stops.
    pub verdict: Verdict,
    /// The first and the last month of the payment dates.
    pub months: (Month, Month),
    /// By how many cents planned and promised differ at the most on one payment date.
    pub at_most_cents: Option<i64>,
    /// By how many days a payment is later at the most.
    pub at_most_days: Option<i32>,
    /// Why.
    pub reason: String,
    /// The reference of the decision.
    pub decision: String,
    /// Who asked for it.
    pub requested_by: String,
    /// Who decided it.
    pub approved_by: String,
    /// The first day on which it is in force.
    pub approved_on: Date,
    /// The last one.
    pub expires_on: Date,
    /// Its line in the file.
    pub line: u32,
}

/// Whose payments a waiver is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// What one case is paid, and no other.
    Case(String),
    /// What one recipient is paid, for whatever case.
    Person(Bsn),
}

impl Waiver {
    /// Tells whether it is in force on a day.
    #[must_use]
    pub fn is_in_force(&self, day: Date) -> bool {
        self.approved_on <= day && day <= self.expires_on
    }

    /// Tells whether it is in force on any day of its months.
    #[must_use]
    pub fn is_ever_in_force(&self) -> bool {
        let (first, last) = (self.months.0.first_day(), self.months.1.last_day());
        first.is_none_or(|first| first <= self.expires_on) && last.is_none_or(|last| self.approved_on <= last)
    }

    /// Tells whether it is about payments of a month.
    #[must_use]
    pub fn is_about(&self, month: Month) -> bool {
        self.months.0 <= month && month <= self.months.1
    }

    /// Tells whether one person both asked for it and decided it, however the name is written.
    #[must_use]
    pub fn is_self_approved(&self) -> bool {
        is_same_person(&self.requested_by, &self.approved_by)
    }

    /// Returns its months as they are written: `2021-01`, or `2021-01..2021-03`.
    #[must_use]
    pub fn months_as_written(&self) -> String {
        let (first, last) = self.months;
        if first == last { first.to_string() } else { format!("{first}..{last}") }
    }
}
