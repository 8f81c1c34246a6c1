//! Promised against planned, per recipient, date and account: to the cent and to the day.
//!
//! Money that is short somewhere is first looked for within the same case and date, then on the same account on
//! another date. What is found elsewhere explains the surplus there, which is then no mistake of its own.
//!
//! A line adds up the cases of a recipient that share an account, and passes where the sum is enough. What goes beyond
//! the sum is judged case by case as well, so that one case's mistake does not hide behind another's large promise.
//! No cent disappears: what is planned stands on a line of its own or is named by the line that misses it.

mod beyond;
mod short;

pub(super) use beyond::{Beyond, beyond, pay_out};
pub(super) use short::days_between;

use std::collections::{BTreeMap, BTreeSet};

use super::Verdict;
use crate::domain::euros;

/// One promise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Promise {
    /// Whose money: nine digits.
    pub recipient: String,
    /// The client's number.
    pub client: Option<String>,
    /// The case.
    pub case: String,
    /// When, ISO.
    pub date: String,
    /// The account.
    pub account: String,
    /// The kind of payee as delivered, where the delivery knows the account.
    pub payee: Option<String>,
    /// How much.
    pub cents: i64,
    /// How many payments made up the sum.
    pub payments: u32,
    /// The delivered file and line that it rests on.
    pub origin: (u16, u32),
}

/// One planned payment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Planned {
    /// Whose money: nine digits.
    pub recipient: String,
    /// The client's number.
    pub client: Option<String>,
    /// The case.
    pub case: String,
    /// When, ISO.
    pub date: String,
    /// The account.
    pub account: String,
    /// The kind of payee as delivered, where the delivery knows the account.
    pub payee: Option<String>,
    /// How much.
    pub cents: i64,
}

/// A recipient, date and account, with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The verdict.
    pub verdict: Verdict,
    /// Whose money: nine digits.
    pub recipient: String,
    /// The client's number.
    pub client: Option<String>,
    /// The cases.
    pub cases: BTreeSet<String>,
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
    pub origins: Vec<(u16, u32)>,
    /// What each case is promised and planned here.
    shares: BTreeMap<String, Share>,
    /// Which lines miss part of the surplus here, and how much of it.
    claims: Vec<(usize, i64)>,
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
}

type Key = (String, String, String);

/// Gives every recipient, date and account its verdict; in order of recipient, date and account.
///
/// `at_most_percent` is the percentage of a promise above which a payment is a mistake. The order of the ledgers does
/// not matter.
#[must_use]
pub fn compare(mut promises: Vec<Promise>, mut planned: Vec<Planned>, at_most_percent: u32) -> Vec<Line> {
    promises.sort_unstable();
    planned.sort_unstable();
    let mut lines = add_up(promises, planned);
    short::settle(&mut lines);
    let mut absorbed = Vec::new();
    for index in 0..lines.len() {
        if lines[index].planned >= lines[index].promised && settle_full(&mut lines, index, at_most_percent) {
            absorbed.push(index);
        }
    }
    absorb(&mut lines, &absorbed);
    lines
}

fn add_up(promises: Vec<Promise>, planned: Vec<Planned>) -> Vec<Line> {
    let mut lines = BTreeMap::new();
    for promise in promises {
        let line = line(&mut lines, &promise.recipient, &promise.date, &promise.account);
        line.promised = line.promised.saturating_add(promise.cents);
        line.client = line.client.take().or(promise.client);
        line.payee = line.payee.take().or(promise.payee);
        line.origins.push(promise.origin);
        let share = line.shares.entry(promise.case.clone()).or_default();
        share.promised = share.promised.saturating_add(promise.cents);
        share.promises = share.promises.saturating_add(promise.payments);
        line.cases.insert(promise.case);
    }
    for order in planned {
        let line = line(&mut lines, &order.recipient, &order.date, &order.account);
        line.planned = line.planned.saturating_add(order.cents);
        line.client = line.client.take().or(order.client);
        line.payee = line.payee.take().or(order.payee);
        let share = line.shares.entry(order.case.clone()).or_default();
        share.planned = share.planned.saturating_add(order.cents);
        share.orders += 1;
        line.cases.insert(order.case);
    }
    lines.into_values().collect()
}

fn line<'a>(lines: &'a mut BTreeMap<Key, Line>, recipient: &str, date: &str, account: &str) -> &'a mut Line {
    let key = (recipient.to_owned(), date.to_owned(), account.to_owned());
    lines.entry(key).or_insert_with_key(|(recipient, date, account)| Line {
        verdict: Verdict::Equal,
        recipient: recipient.clone(),
        client: None,
        cases: BTreeSet::new(),
        date: date.clone(),
        account: account.clone(),
        payee: None,
        promised: 0,
        planned: 0,
        elsewhere: 0,
        instead_on: None,
        explanation: String::new(),
        waived: None,
        origins: Vec::new(),
        shares: BTreeMap::new(),
        claims: Vec::new(),
    })
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
        let own = self.shares.get(case).map_or(0, |share| share.planned.saturating_sub(share.promised));
        own.saturating_abs().min(self.deviation())
    }

    fn claimed(&self) -> i64 {
        self.claims.iter().fold(0, |sum, (_, cents)| sum.saturating_add(*cents))
    }

    /// Finds a surplus that must be a mistake: first in the sum of the cases, then case by case. Of a case counts only
    /// as much as its neighbours on the line do not need.
    fn mistake(&self, at_most_percent: u32) -> Option<(Verdict, Share, Option<&str>)> {
        let surplus = self.surplus();
        let mut total = Share { promised: self.promised, planned: self.planned, ..Share::default() };
        for share in self.shares.values() {
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
