//! Promised against planned, per recipient, date and account: to the cent and to the day.
//!
//! Money that is short somewhere is first looked for within the same case and date, then on the same account on
//! another date. What is found elsewhere explains the surplus there, which is then no mistake of its own.
//!
//! A line adds up the cases of a recipient that share an account, and passes where the sum is enough. What goes beyond
//! the sum is judged case by case as well, so that one case's mistake does not hide behind another's large promise.
//! No cent disappears: what is planned stands on a line of its own or is named by the line that misses it.

mod beyond;
mod ledger;
mod lines;
mod short;

pub(super) use beyond::{Beyond, beyond, pay_out};
pub use ledger::{Entry, Ledger};
pub use lines::{Decided, Lines};
pub(super) use short::days_between;

use super::Verdict;
use crate::domain::euros;
use crate::store::evidence_read::DeliveredPlace;

/// A recipient, date and account of which planned and promised differ, with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The verdict.
    pub verdict: Verdict,
    /// Whose money: nine digits.
    pub recipient: String,
    /// The client's number.
    pub client: Option<String>,
    /// When, ISO.
    pub date: String,
    /// The account.
    pub account: String,
    /// The kind of payee as delivered.
    pub payee: Option<String>,
    /// What was promised, in cents.
    pub promised: i64,
    /// What is planned, in cents.
    pub planned: i64,
    /// What is planned instead on another account or date of the recipient that has no line of its own, in cents.
    pub elsewhere: i64,
    /// The date on which all of it is planned instead, ISO.
    pub instead_on: Option<String>,
    /// What explains the verdict.
    pub explanation: String,
    /// The waivers that let it pass.
    pub waived: Option<Waived>,
    /// The delivered places that the promise rests on.
    pub origins: Vec<DeliveredPlace>,
    /// What each case is promised and planned here, in order of case.
    shares: Vec<(String, Share)>,
    /// Which lines miss part of the surplus here, and how much of it.
    claims: Vec<(usize, i64)>,
    /// How many equal lines come before it.
    place: usize,
}

/// What let a line pass that would stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// The name of the waiver; of several that cover it together, all of them, with commas between.
    pub by: String,
    /// The verdict without it.
    pub was: Verdict,
}

/// What one case, or all of them, is promised and planned on a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Share {
    promised: i64,
    promises: u32,
    planned: i64,
    orders: u32,
    /// How much of the surplus is what other lines miss.
    claimed: i64,
    /// Where the delivery knows the account of a case from.
    known_from: Option<DeliveredPlace>,
}

/// Gives every recipient, date and account its verdict; in order of recipient, date and account.
///
/// `at_most_percent` is the percentage of a promise above which a payment is a mistake. The order of the ledger does
/// not matter. Where exactly what was promised is planned nothing is left to judge: no other line can miss any of it.
#[must_use]
pub fn compare(mut ledger: Ledger, at_most_percent: u32) -> Lines {
    ledger.sort();
    let (mut equal, mut lines) = (0, Vec::new());
    ledger.each_group(|ledger, group| {
        let [promised, planned] = ledger::sums(group);
        if promised == planned && promised != 0 {
            equal += 1;
            return;
        }
        if promised != planned {
            lines.push(ledger.line(group, equal));
        }
        for entry in group {
            entry.is_unequal = true;
        }
    });
    short::settle(&mut lines);
    let mut absorbed = Vec::new();
    for index in 0..lines.len() {
        if lines[index].planned >= lines[index].promised && settle_full(&mut lines, index, at_most_percent) {
            absorbed.push(index);
        }
    }
    absorb(&mut lines, &absorbed);
    Lines { ledger, equal, unequal: lines }
}

/// Judges a line that gets at least what was promised, less what other lines miss. Tells whether it is to be absorbed:
/// whether all that it gets is what the same recipient misses elsewhere. What another recipient misses stays listed.
fn settle_full(lines: &mut [Line], index: usize, at_most_percent: u32) -> bool {
    let line = &lines[index];
    let (surplus, claimed) = (line.surplus(), line.claimed());
    let settled = if let Some((verdict, share, whose)) = line.mistake(at_most_percent) {
        let explanation = match verdict {
            Verdict::New => "nothing was promised here".to_owned(),
            Verdict::Double => format!("{} orders, {} promised", share.orders, share.promises),
            _ => format!("{} more than promised", euros(surplus)),
        };
        (verdict, whose.map_or(explanation.clone(), |case| format!("{explanation} for case {case}")))
    } else if line.promised == 0 && line.claims.iter().all(|(by, _)| lines[*by].recipient == line.recipient) {
        return true;
    } else if line.planned == line.promised {
        (Verdict::Equal, String::new())
    } else if claimed > 0 {
        (Verdict::Higher, format!("{} more, which others of the case miss", euros(claimed)))
    } else {
        (Verdict::Higher, format!("{} more than promised", euros(surplus)))
    };
    (lines[index].verdict, lines[index].explanation) = settled;
    false
}

/// Takes lines away whose money other lines miss, and notes there what is planned instead. A little more than is
/// missed, as `at-most` allows it, goes with the first of them.
fn absorb(lines: &mut Vec<Line>, absorbed: &[usize]) {
    for index in absorbed {
        let (mut more, claims) = (lines[*index].surplus(), std::mem::take(&mut lines[*index].claims));
        for (by, cents) in claims {
            lines[by].elsewhere = lines[by].elsewhere.saturating_add(cents).saturating_add(std::mem::take(&mut more));
        }
    }
    let mut place = 0..lines.len();
    lines.retain(|_| place.next().is_none_or(|index| absorbed.binary_search(&index).is_err()));
}

impl Line {
    /// What is planned beyond the promise and beyond what other lines miss.
    fn surplus(&self) -> i64 {
        self.planned.saturating_sub(self.promised).saturating_sub(self.claimed())
    }

    /// Returns the cases.
    pub fn cases(&self) -> impl Iterator<Item = &str> {
        self.shares.iter().map(|(case, _)| case.as_str())
    }

    /// Returns the verdict as it is without a waiver.
    #[must_use]
    pub fn verdict_before(&self) -> Verdict {
        self.waived.as_ref().map_or(self.verdict, |waived| waived.was)
    }

    /// Returns the cases that get less here than they were promised; where the sum is there, those that get more.
    pub(super) fn deviating(&self) -> impl Iterator<Item = &str> {
        let is_short = self.planned < self.promised;
        let deviates = move |share: &Share| if is_short { share.planned < share.promised } else { share.surplus() > 0 };
        self.shares.iter().filter(move |(_, share)| deviates(share)).map(|(case, _)| case.as_str())
    }

    /// Returns by how much it deviates, in cents.
    pub(super) fn deviation(&self) -> i64 {
        self.planned.saturating_sub(self.promised).saturating_abs()
    }

    /// Returns by how much a case deviates here, in cents: no more than all cases together do.
    pub(super) fn deviation_of(&self, case: &str) -> i64 {
        let own = self.share(case).map_or(0, |share| share.planned.saturating_sub(share.promised));
        own.saturating_abs().min(self.deviation())
    }

    fn share(&self, case: &str) -> Option<&Share> {
        let found = self.shares.binary_search_by(|(known, _)| known.as_str().cmp(case));
        found.ok().map(|place| &self.shares[place].1)
    }

    fn claimed(&self) -> i64 {
        self.claims.iter().fold(0, |sum, (_, cents)| sum.saturating_add(*cents))
    }

    /// Finds a surplus that must be a mistake: first in the sum of the cases, then case by case. Of a case counts only
    /// as much as its neighbours on the line do not need.
    fn mistake(&self, at_most_percent: u32) -> Option<(Verdict, Share, Option<&str>)> {
        let surplus = self.surplus();
        let mut total = Share { promised: self.promised, planned: self.planned, ..Share::default() };
        for (_, share) in &self.shares {
            total.promises = total.promises.saturating_add(share.promises);
            total.orders = total.orders.saturating_add(share.orders);
            total.claimed = total.claimed.saturating_add(share.claimed);
        }
        if let Some(verdict) = total.mistake(surplus, at_most_percent) {
            return Some((verdict, total, None));
        }
        self.shares.iter().find_map(|(case, share)| {
            let verdict = share.mistake(surplus.min(share.surplus()), at_most_percent)?;
            Some((verdict, *share, Some(case.as_str())))
        })
    }
}

impl Share {
    fn surplus(&self) -> i64 {
        self.planned.saturating_sub(self.promised).saturating_sub(self.claimed)
    }

    fn mistake(&self, surplus: i64, at_most_percent: u32) -> Option<Verdict> {
        if surplus <= 0 {
            return None;
        }
        let due = i128::from(if self.promised > 0 { self.promised } else { self.claimed });
        let own = due + i128::from(surplus);
        if due == 0 {
            Some(Verdict::New)
        } else if self.claimed == 0 && self.orders > self.promises && own % due == 0 {
            Some(Verdict::Double)
        } else {
            let excessive = own * 100 > due * i128::from(at_most_percent) || own == due * 10 || own == due * 100;
            excessive.then_some(Verdict::Excess)
        }
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
