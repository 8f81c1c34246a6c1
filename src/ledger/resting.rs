//! What explains the dates that an account is promised, and the delivered payments that this rests on.

use compact_str::CompactString;

use super::dates::DateRule;
use super::facts::CaseIndex;
use super::slots::Slot;
use super::stream::{Paid, Stream};
use crate::domain::{Date, Origin};

/// How many delivered places are told at the most: the last ones.
const MOST_PLACES: usize = 12;

/// Why an account is promised its dates.
#[derive(Clone, Debug)]
pub struct Custom {
    /// The case.
    pub case: CaseIndex,
    /// Who is promised: nine digits.
    pub recipient: CompactString,
    /// The account.
    pub account: CompactString,
    /// When it was paid in the month that is promised again.
    pub date: Date,
    /// What explains it.
    pub rule: DateRule,
    /// How many payments that rests on.
    pub payments: u32,
    /// When the first of them was due.
    pub first: Date,
    /// When the last of them was due.
    pub last: Date,
    /// Where they were delivered, in order of date; the last twelve.
    pub rests_on: Vec<Origin>,
}

impl Custom {
    /// Tells what a slot of a stream rests on: its own payments, and those of the whole stream where a rhythm explains
    /// them.
    pub(super) fn of(case: CaseIndex, stream: &Stream, slot: &Slot, rule: DateRule, judged: &[Paid]) -> Self {
        let paid = if matches!(rule, DateRule::Rhythm(_)) { judged } else { &slot.paid };
        let dates = || paid.iter().map(|paid| paid.date);
        Self {
            case,
            recipient: stream.recipient.clone(),
            account: stream.account.clone(),
            date: slot.date,
            rule,
            payments: u32::try_from(paid.len()).unwrap_or(u32::MAX),
            first: dates().min().unwrap_or(slot.date),
            last: dates().max().unwrap_or(slot.date),
            rests_on: paid[paid.len().saturating_sub(MOST_PLACES)..].iter().map(|paid| paid.origin).collect(),
        }
    }
}
