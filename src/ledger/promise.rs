//! What residents were promised: what each stream was paid in its case's last paid month, again for every month of the
//! window, on the customary date.

mod to_come;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::calendar::Window;
use super::dates::{DateRule, Dates};
use super::facts::{CaseFact, CaseIndex, Facts};
use super::note::{Note, NoteKind};
use super::promised::{LastPaid, PromiseLine, Promised};
use super::resting::Custom;
use super::returned::Returns;
use super::rhythm::Rhythm;
use super::slots::{Slot, corrected, judged, slots};
use super::stream::{Paid, Stream};
use super::used::{last_months, never_gave_way};
use crate::domain::{Date, Month, Origin, euros};

/// Makes the promises of all cases in scope, of each from its streams, and hands them to `take` in order of case. The
/// streams are used up.
///
/// # Errors
/// Fails with whatever `take` fails with.
pub fn promises<E>(
    facts: &Facts,
    streams: Vec<Vec<Stream>>,
    window: Window,
    mut take: impl FnMut(PromiseLine) -> Result<(), E>,
) -> Result<Promised, E> {
    let mut dates = Dates::new(&facts.calendar, window, &streams);
    let mut promised = Promised { usual: dates.kind, ..Promised::default() };
    let usual = usual_last_month(facts, &streams, window);
    let delivered = to_come::last_day(&streams, window);
    let mut lines = Vec::new();
    for (case, streams) in streams.into_iter().enumerate() {
        let (dates, promised, lines) = (&mut dates, &mut promised, &mut lines);
        let mut making = Making { facts, window, usual, delivered, dates, promised, lines };
        making.promise_case(case, &streams);
        lines.drain(..).try_for_each(&mut take)?;
    }
    Ok(promised)
}

/// Returns the last calendar month before the window in which the service paid as it does: at least half as many cases
/// as in its busiest month. The day of payment tells, and not the month that is paid: some are paid in arrears, and a
/// mistake in one case, or a delivery cut off in the middle of a month, says nothing about all others.
fn usual_last_month(facts: &Facts, streams: &[Vec<Stream>], window: Window) -> Option<Month> {
    let paid_by = |counts: fn(&CaseFact) -> bool| {
        let mut months: BTreeMap<Month, usize> = BTreeMap::new();
        for (case, streams) in streams.iter().enumerate() {
            let fact = &facts.cases[case];
            if !counts(fact) || fact.ended.is_some_and(|ended| ended < window.first()) {
                continue;
            }
            let dates = streams.iter().flat_map(|stream| &stream.regular).map(|paid| paid.date);
            let own: BTreeSet<Month> = dates.filter(|date| *date < window.first()).map(Month::of).collect();
            for month in own {
                *months.entry(month).or_default() += 1;
            }
        }
        let most = months.values().max().copied()?;
        months.into_iter().rev().find(|(_, cases)| cases * 2 >= most).map(|(month, _)| month)
    };
    paid_by(|fact| !fact.blocked).or_else(|| paid_by(|_| true))
}

struct Making<'a, 'b> {
    facts: &'a Facts,
    window: Window,
    usual: Option<Month>,
    /// The last day of which the delivery has a payment.
    delivered: Option<Date>,
    dates: &'b mut Dates<'a>,
    promised: &'b mut Promised,
    lines: &'b mut Vec<PromiseLine>,
}

/// A stream, and the month whose payments it is promised again.
struct Basis<'a> {
    case: CaseIndex,
    fact: &'a CaseFact,
    stream: &'a Stream,
    month: Month,
    /// The month up to which it was paid.
    last: Month,
    /// The payments that the stream's custom is judged on.
    paid: Vec<Paid>,
}

/// The end of a case.
#[derive(Clone, Copy)]
struct End {
    ended: Date,
    /// The month up to which an account was paid.
    last: Month,
}

impl End {
    /// Tells whether a month in which the case still ran has not been paid.
    fn owes(self, month: Month) -> bool {
        self.last < month && month <= Month::of(self.ended)
    }
}

impl Making<'_, '_> {
    fn promise_case(&mut self, case: CaseIndex, streams: &[Stream]) {
        let fact = &self.facts.cases[case];
        let regular = || streams.iter().flat_map(|stream| &stream.regular);
        let Some((last, day)) = regular().map(|paid| paid.month).max().zip(regular().map(|paid| paid.date).max())
        else {
            if let Some(back) = streams.iter().flat_map(|stream| &stream.returned).next() {
                let message = "every payment came back: nothing is promised".to_owned();
                self.note_unpromised(case, message, back.origin);
            }
            return;
        };
        let behind = self.usual.is_some_and(|usual| Month::of(day) < usual);
        let returns = Returns::of(streams);
        let mut lasts = last_months(streams, &returns, self.dates, (last, day), self.window.first());
        if let Some(ended) = fact.ended.filter(|ended| *ended < self.window.first()) {
            self.note(NoteKind::Ended, case, format!("ended on {ended}: nothing is promised"), fact.origin);
            if !(fact.blocked && behind) {
                self.note_due(case, streams.iter().zip(&lasts), &returns, ended);
            }
            return;
        }
        if fact.blocked && behind {
            let message = format!("blocked, last paid for {last}: nothing is promised");
            self.note(NoteKind::Blocked, case, message, fact.origin);
            return;
        }
        if behind {
            let message = format!("in force, last paid for {last}: that payment is promised");
            self.note(NoteKind::Unpaid, case, message, fact.origin);
        }
        let restored = never_gave_way(streams, &returns, &lasts);
        for (place, stream) in streams.iter().enumerate().filter(|(place, _)| restored[*place]) {
            if let Some(own) = stream.regular.iter().max_by_key(|paid| paid.month) {
                lasts[place] = own.month;
                let (account, month) = (&stream.account, own.month);
                let message =
                    format!("what was paid elsewhere since {month} came back: that month is promised on {account}");
                self.note(NoteKind::Returned, case, message, Some(own.origin));
            }
        }
        let mut monthly: Option<Paid> = None;
        for (place, (stream, last)) in streams.iter().zip(lasts).enumerate() {
            let back: Vec<Paid> = returns.lost(place).filter(|paid| paid.month >= last).copied().collect();
            let is_made_good = |lost: &Paid| {
                let own = || streams.iter().zip(&restored).filter(|(other, _)| other.recipient == stream.recipient);
                let is_as_much = |paid: &Paid| (paid.month, paid.cents) == (lost.month, lost.cents);
                own().any(|(other, restored)| *restored || other.regular.iter().any(is_as_much))
            };
            if let Some(lost) = back.iter().find(|lost| stream.regular.is_empty() && !is_made_good(lost)) {
                let (cents, month, account) = (euros(lost.cents), lost.month, &stream.account);
                let message = format!("{cents} for {month} on {account} came back for good: nothing can be promised");
                self.note_unpromised(case, message, lost.origin);
                continue;
            }
            if back.is_empty() && self.promise_to_come(case, stream, &returns, last) {
                continue;
            }
            let Some(basis) = self.basis(case, stream, &back, last) else { continue };
            let slots = slots(stream, &returns, basis);
            let paid = judged(stream, &returns, basis);
            let rhythm = self.dates.rhythm(&paid, &slots);
            if rhythm.is_none() {
                let payments = stream.regular.iter().copied().chain(monthly);
                monthly = payments.max_by_key(|paid| (paid.month, Reverse(paid.origin)));
            }
            self.promise_stream(&Basis { case, fact, stream, month: basis, last, paid }, slots, rhythm);
        }
        if let Some(Paid { month, origin, .. }) = monthly.filter(|_| !behind) {
            self.promised.last_paid.push(LastPaid { case, month, origin });
        }
    }

    fn promise_stream(&mut self, basis: &Basis<'_>, mut slots: Vec<Slot>, rhythm: Option<Rhythm>) {
        if rhythm.is_some() {
            // What is paid every few weeks is promised as often; how many fell in the last month was chance.
            slots.drain(..slots.len().saturating_sub(1));
        } else {
            slots = corrected(slots, basis.stream, basis.month);
        }
        for slot in slots {
            let account = &basis.stream.account;
            if slot.cents <= 0 {
                let message = format!("{} for {} on {account}: nothing is promised", euros(slot.cents), basis.month);
                self.note(NoteKind::NothingPaid, basis.case, message, Some(slot.origin));
                continue;
            }
            let found = match rhythm {
                Some(rhythm) => {
                    let dates = rhythm.dates_within(self.window);
                    Some((DateRule::Rhythm(rhythm), dates.into_iter().map(|date| (Month::of(date), date)).collect()))
                }
                None => self.dates.of(&slot.history),
            };
            let Some((rule, dates)) = found else {
                self.promised.unexplained += 1;
                let message = format!("no rule and no calendar explains when {account} was paid");
                self.note(NoteKind::Unexplained, basis.case, message, Some(slot.origin));
                continue;
            };
            if let Some(due) = self.due_before_window(basis, rule) {
                self.promised.unexplained += 1;
                let (account, cents) = (&basis.stream.account, euros(slot.cents));
                let message =
                    format!("{cents} on {account} falls due on {due}, before the window, and was not paid: by whom?");
                self.note(NoteKind::Unexplained, basis.case, message, Some(slot.origin));
            }
            self.promise_slot(basis, &slot, rule, dates);
        }
    }

    /// Returns the date of the first payment that belongs to the window and falls due before it, where the service has
    /// not made it: nobody would.
    fn due_before_window(&self, basis: &Basis<'_>, rule: DateRule) -> Option<Date> {
        let made = || basis.stream.regular.iter().chain(&basis.stream.returned);
        let due = match rule {
            DateRule::Rhythm(rhythm) => {
                let last = made().map(|paid| paid.date).max()?;
                rhythm.due_before(self.window).filter(|due| *due > last)
            }
            DateRule::Custom(rule) => {
                let next = made().map(|paid| paid.month).max()?.plus(1);
                rule.date(next).filter(|_| rule.is_due_before(next, self.window))
            }
            DateRule::Calendar => None,
        };
        due.filter(|due| basis.fact.ended.is_none_or(|ended| ended >= *due))
    }

    fn promise_slot(&mut self, basis: &Basis<'_>, slot: &Slot, rule: DateRule, dates: Vec<(Month, Date)>) {
        let Basis { case, fact, stream, month: basis, last, ref paid } = *basis;
        let before = self.lines.len();
        for (month, date) in dates {
            if let Some(ended) = fact.ended.filter(|ended| *ended < date) {
                let end = End { ended, last };
                if end.owes(month) && matches!(rule, DateRule::Custom(_) | DateRule::Calendar) {
                    self.note_owed(case, stream, slot, end, (month, date));
                } else {
                    let message = format!("ended on {ended}: {} is not promised for {date}", euros(slot.cents));
                    self.note(NoteKind::Ended, case, message, fact.origin);
                }
                continue;
            }
            self.lines.push(PromiseLine {
                case,
                recipient: stream.recipient.clone(),
                client: stream.client.clone(),
                account: stream.account.clone(),
                month,
                date,
                cents: slot.cents,
                payments: slot.payments,
                basis,
                rule,
                origin: slot.origin,
            });
        }
        if self.lines.len() > before {
            self.promised.customs.push(Custom::of(case, stream, slot, rule, paid));
        }
    }

    /// Notes the months that a case which ended before the window still has to be paid in it.
    fn note_due<'s>(
        &mut self,
        case: CaseIndex,
        streams: impl Iterator<Item = (&'s Stream, &'s Month)>,
        returns: &Returns,
        ended: Date,
    ) {
        for (stream, last) in streams {
            let end = End { ended, last: *last };
            let is_used = stream.regular.iter().any(|paid| paid.month == end.last);
            if !is_used || !end.owes(Month::of(ended)) {
                continue;
            }
            let slots = slots(stream, returns, end.last);
            if self.dates.rhythm(&judged(stream, returns, end.last), &slots).is_some() {
                continue;
            }
            for slot in corrected(slots, stream, end.last) {
                let dates = self.dates.of(&slot.history).map(|(_, dates)| dates).unwrap_or_default();
                for due in dates.into_iter().filter(|(month, _)| end.owes(*month)) {
                    self.note_owed(case, stream, &slot, end, due);
                }
            }
        }
    }

    fn note_owed(&mut self, case: CaseIndex, stream: &Stream, slot: &Slot, end: End, (month, date): (Month, Date)) {
        let (ended, account, cents) = (end.ended, &stream.account, euros(slot.cents));
        let message = format!(
            "ended on {ended}: {month} is still owed, and falls due on {date}; {account} last got {cents} for {}",
            end.last
        );
        self.note(NoteKind::Due, case, message, Some(slot.origin));
    }

    /// Returns the month whose payments a stream is promised again: the case's last paid month, or where payments came
    /// back for good since, the last month of which none did.
    fn basis(&mut self, case: CaseIndex, stream: &Stream, back: &[Paid], last: Month) -> Option<Month> {
        let months = || stream.regular.iter().map(|paid| paid.month);
        let own = months().max();
        if let Some(lost) = back.iter().max_by_key(|paid| paid.month) {
            let whole = months().filter(|month| back.iter().all(|paid| paid.month != *month)).max();
            let basis = whole.or(own);
            let instead = basis.map_or("nothing on it".to_owned(), |basis| format!("the payment for {basis}"));
            let (cents, month, account) = (euros(lost.cents), lost.month, &stream.account);
            let message = format!("{cents} for {month} on {account} came back for good: {instead} is promised");
            self.note(NoteKind::Returned, case, message, Some(lost.origin));
            return basis;
        }
        if own == Some(last) || stream.corrections.iter().any(|paid| paid.month == last) {
            return Some(last);
        }
        let own = own?;
        let message = format!("{} was last used for {own}, the case was paid for {last}: superseded", stream.account);
        let origin = stream.regular.iter().find(|paid| paid.month == own).map(|paid| paid.origin);
        self.note(NoteKind::Superseded, case, message, origin);
        None
    }

    /// Notes payments that came back and for which nothing can be promised: where the case goes on, that explains nothing.
    fn note_unpromised(&mut self, case: CaseIndex, message: String, origin: Origin) {
        let fact = &self.facts.cases[case];
        let goes_on = !fact.blocked && fact.ended.is_none_or(|ended| ended >= self.window.first());
        self.promised.unexplained += u64::from(goes_on);
        let kind = if goes_on { NoteKind::Unexplained } else { NoteKind::Returned };
        self.note(kind, case, message, Some(origin));
    }

    fn note(&mut self, kind: NoteKind, case: CaseIndex, message: String, origin: Option<Origin>) {
        self.promised.notes.push(Note { kind, case, message, origin });
    }
}

#[cfg(test)]
mod caseload;
#[cfg(test)]
mod ends;
#[cfg(test)]
mod mid_month;
#[cfg(test)]
mod new_year;
#[cfg(test)]
mod rhythms;
#[cfg(test)]
mod tests;
