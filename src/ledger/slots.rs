//! The payments of a month by the date on which they were made: a month paid on two dates is two promises.

use std::collections::BTreeMap;

use super::returned::Returns;
use super::stream::{Paid, Stream};
use crate::domain::{Date, Month, Origin};

/// How many months of history a custom is judged on.
const MONTHS_JUDGED: i32 = 12;

/// The payments of a stream that share a date in the promised month.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// Their sum, with what was corrected where that is known.
    pub(super) cents: i64,
    /// How many there are.
    pub(super) payments: u32,
    /// When.
    pub(super) date: Date,
    /// The first of them.
    pub(super) origin: Origin,
    /// The date and those that answer to it in the months before.
    pub(super) history: Vec<(Month, Date)>,
    /// The payments on these dates, each with the date on which it was due.
    pub(super) paid: Vec<Paid>,
}

type Dates<'a> = BTreeMap<Date, Vec<&'a Paid>>;

/// Returns the payments of a stream's month, date by date, without corrections.
pub(super) fn slots(stream: &Stream, returns: &Returns, basis: Month) -> Vec<Slot> {
    let mut months: BTreeMap<Month, Dates<'_>> = BTreeMap::new();
    for paid in stream.regular.iter().filter(|paid| is_judged(paid, basis)) {
        months.entry(paid.month).or_default().entry(returns.due_date(paid)).or_default().push(paid);
    }
    let in_basis = months.get(&basis).cloned().unwrap_or_default();
    let mut slots: Vec<Slot> = in_basis.iter().map(|(date, payments)| slot(*date, payments)).collect();
    for (month, dates) in &months {
        for (place, date) in answering(&in_basis, basis, dates, *month) {
            slots[place].history.push((*month, date));
            slots[place].paid.extend(dates[&date].iter().map(|paid| Paid { date, ..**paid }));
        }
    }
    slots
}

/// Adds the corrections of a stream's month to what was paid for it: for what is paid by the month. One that is paid by
/// the week is corrected once, and not every week.
pub(super) fn corrected(mut slots: Vec<Slot>, stream: &Stream, basis: Month) -> Vec<Slot> {
    correct(&mut slots, stream.corrections.iter().filter(|paid| paid.month == basis));
    slots
}

/// Returns all payments of a stream in the months that its custom is judged on, each with the date on which it was due,
/// in order of date.
pub(super) fn judged(stream: &Stream, returns: &Returns, basis: Month) -> Vec<Paid> {
    let judged = stream.regular.iter().filter(|paid| is_judged(paid, basis));
    let mut due: Vec<Paid> = judged.map(|paid| Paid { date: returns.due_date(paid), ..*paid }).collect();
    due.sort_by_key(|paid| (paid.date, paid.origin));
    due
}

fn is_judged(paid: &Paid, basis: Month) -> bool {
    paid.month <= basis && basis.since(paid.month) < MONTHS_JUDGED
}

fn slot(date: Date, payments: &[&Paid]) -> Slot {
    let cents = payments.iter().map(|paid| paid.cents).sum();
    let count = u32::try_from(payments.len()).unwrap_or(u32::MAX);
    Slot { cents, payments: count, date, origin: payments[0].origin, history: Vec::new(), paid: Vec::new() }
}

/// Returns which date of a month answers to which date of the promised one: each to the one at its place, and where
/// there are more or fewer the nearest, so that an extra payment once in a while hides no custom.
fn answering(in_basis: &Dates<'_>, basis: Month, dates: &Dates<'_>, month: Month) -> Vec<(usize, Date)> {
    if dates.len() == in_basis.len() {
        return dates.keys().copied().enumerate().collect();
    }
    let apart = |of: Date, date: Date| (days_into(basis, of) - days_into(month, date)).abs();
    let mut nearest: BTreeMap<usize, Date> = BTreeMap::new();
    for date in dates.keys() {
        let Some((place, of)) = in_basis.keys().enumerate().min_by_key(|(_, of)| apart(**of, *date)) else { continue };
        let known = nearest.entry(place).or_insert(*date);
        if apart(*of, *date) < apart(*of, *known) {
            *known = *date;
        }
    }
    nearest.into_iter().collect()
}

fn days_into(month: Month, date: Date) -> i32 {
    month.first_day().map_or(0, |first| (date - first).get_days())
}

/// Adds corrections to the last date; what they take away beyond it comes off the dates before.
fn correct<'a>(slots: &mut Vec<Slot>, corrections: impl Iterator<Item = &'a Paid>) {
    let corrections: Vec<&Paid> = corrections.collect();
    let Some(first) = corrections.first() else { return };
    let mut cents: i64 = corrections.iter().map(|paid| paid.cents).sum();
    if slots.is_empty() {
        let (date, origin, paid) = (first.date, first.origin, corrections.iter().map(|paid| **paid).collect());
        slots.push(Slot { cents: 0, payments: 1, date, origin, history: Vec::new(), paid });
    }
    let earliest = slots.len() - 1;
    for (place, slot) in slots.iter_mut().rev().enumerate() {
        let change = if place == earliest { cents } else { cents.max(-slot.cents.max(0)) };
        slot.cents += change;
        cents -= change;
    }
}
