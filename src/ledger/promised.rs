//! What the promise found: its lines, what these rest on, and what was left out.

use compact_str::CompactString;

use super::custom::Rule;
use super::dates::DateRule;
use super::facts::CaseIndex;
use super::note::Note;
use super::resting::Custom;
use crate::domain::{Date, Month, Origin};

/// One promise: a recipient, case, account and date.
#[derive(Clone, Debug)]
pub struct PromiseLine {
    /// The case.
    pub case: CaseIndex,
    /// Who is promised: nine digits.
    pub recipient: CompactString,
    /// The client's number.
    pub client: Option<CompactString>,
    /// The account.
    pub account: CompactString,
    /// The month that will be paid.
    pub month: Month,
    /// When.
    pub date: Date,
    /// How much, in cents.
    pub cents: i64,
    /// How many payments made up the sum.
    pub payments: u32,
    /// The month whose payments are promised again.
    pub basis: Month,
    /// What explains the date.
    pub rule: DateRule,
    /// The first delivered payment that it rests on.
    pub origin: Origin,
}

/// What all promises rest on, and what is said of them.
#[derive(Debug, Default)]
pub struct Promised {
    /// What was left out or taken differently.
    pub notes: Vec<Note>,
    /// Streams whose dates nothing explains, and those that nothing can be promised since their payments came back.
    pub unexplained: u64,
    /// Up to when cases in force were paid by the month, in order of case.
    pub last_paid: Vec<LastPaid>,
    /// What explains the dates of every account that is promised anything, in order of case.
    pub customs: Vec<Custom>,
    /// The rule that most accounts follow.
    pub usual: Option<Rule>,
}

/// The last month for which a case was paid. A case that is paid by the week, or went unpaid lately, has none.
#[derive(Clone, Copy, Debug)]
pub struct LastPaid {
    /// The case.
    pub case: CaseIndex,
    /// The month.
    pub month: Month,
    /// The first payment of that month.
    pub origin: Origin,
}
