//! All lines with their verdicts: those that are equal packed, since nearly all are, and the others in full.

use std::borrow::Cow;

use super::ledger::Ledger;
use super::{Line, Waived};
use crate::reconcile::Verdict;
use crate::store::evidence_read::DeliveredPlace;

/// The lines of everyone, in order of recipient, date and account.
#[derive(Debug)]
pub struct Lines {
    pub(super) ledger: Ledger,
    pub(super) equal: usize,
    pub(super) unequal: Vec<Line>,
}

/// A line as it was decided.
#[derive(Clone, Debug)]
pub struct Decided<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// Whose money: nine digits.
    pub recipient: &'a str,
    /// The client's number.
    pub client: Option<&'a str>,
    /// The cases in order, each with where the delivery knows the account from.
    pub cases: Vec<(&'a str, Option<DeliveredPlace>)>,
    /// When, ISO.
    pub date: &'a str,
    /// The account.
    pub account: &'a str,
    /// The kind of payee as delivered.
    pub payee: Option<&'a str>,
    /// What was promised, in cents.
    pub promised: i64,
    /// What is planned, in cents.
    pub planned: i64,
    /// What is planned instead on another account or date of the recipient that has no line of its own, in cents.
    pub elsewhere: i64,
    /// What explains the verdict.
    pub explanation: &'a str,
    /// The waivers that let it pass.
    pub waived: Option<&'a Waived>,
    /// The delivered places that the promise rests on.
    pub origins: Vec<DeliveredPlace>,
}

impl Lines {
    /// Returns how many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.equal + self.unequal.len()
    }

    /// Tells whether nobody was promised or is to be paid anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns all lines.
    pub fn iter(&self) -> impl Iterator<Item = Decided<'_>> {
        let mut unequal = self.unequal.iter().peekable();
        let mut equal = self.ledger.equal().enumerate().peekable();
        std::iter::from_fn(move || {
            let place = equal.peek().map(|(place, _)| *place);
            let next = unequal.next_if(|line| place.is_none_or(|place| line.place <= place));
            next.map(Line::decided).or_else(|| equal.next().map(|(_, group)| self.ledger.decided(group)))
        })
    }

    /// Returns the lines of which planned and promised differ.
    #[must_use]
    pub fn unequal(&self) -> &[Line] {
        &self.unequal
    }

    /// Returns the lines of which planned and promised differ, to be judged further.
    pub fn unequal_mut(&mut self) -> &mut [Line] {
        &mut self.unequal
    }
}

impl Decided<'_> {
    /// Returns the numbers of the cases, with spaces between.
    #[must_use]
    pub fn case_numbers(&self) -> Cow<'_, str> {
        match self.cases.as_slice() {
            [(case, _)] => Cow::Borrowed(case),
            cases => Cow::Owned(cases.iter().map(|(case, _)| *case).collect::<Vec<_>>().join(" ")),
        }
    }

    /// Returns the verdict as it is without a waiver.
    #[must_use]
    pub fn verdict_before(&self) -> Verdict {
        self.waived.map_or(self.verdict, |waived| waived.was)
    }
}

impl Line {
    /// Returns it as it is decided so far.
    #[must_use]
    pub fn decided(&self) -> Decided<'_> {
        Decided {
            verdict: self.verdict,
            recipient: &self.recipient,
            client: self.client.as_deref(),
            cases: self.shares.iter().map(|(case, share)| (case.as_str(), share.known_from)).collect(),
            date: &self.date,
            account: &self.account,
            payee: self.payee.as_deref(),
            promised: self.promised,
            planned: self.planned,
            elsewhere: self.elsewhere,
            explanation: &self.explanation,
            waived: self.waived.as_ref(),
            origins: self.origins.clone(),
        }
    }
}
