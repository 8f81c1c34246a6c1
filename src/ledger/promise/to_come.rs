//! Payments that were still to come when the delivery was made, promised as the month before had them.
//!
//! Who is paid several times a month was paid only part of it when a delivery is made in its middle. The rest is what the
//! last month lacks of the one before, on dates that by custom lie after the last day of the delivery. An extra date once
//! in a while is no custom, and what nobody was paid on its day has stopped. Deliberately absent: what is paid by weeks,
//! of which some months have more than others.

use std::collections::BTreeSet;

use super::{Basis, Making};
use crate::domain::{Date, Month, euros};
use crate::ledger::calendar::Window;
use crate::ledger::custom;
use crate::ledger::facts::CaseIndex;
use crate::ledger::note::NoteKind;
use crate::ledger::returned::Returns;
use crate::ledger::slots::{Slot, judged, slots};
use crate::ledger::stream::Stream;

/// Returns the last day before the window on which the delivery has a payment.
pub(super) fn last_day(streams: &[Vec<Stream>], window: Window) -> Option<Date> {
    let payments = streams.iter().flatten().flat_map(|stream| stream.regular.iter().chain(&stream.returned));
    payments.map(|paid| paid.date).filter(|date| *date < window.first()).max()
}

impl Making<'_, '_> {
    /// Promises what was still to come of a stream's last month. Tells whether that is all that there is to promise of it.
    pub(super) fn promise_to_come(&mut self, case: CaseIndex, stream: &Stream, returns: &Returns, last: Month) -> bool {
        let found = self.to_come(stream, returns, last);
        let (Some(delivered), false) = (self.delivered, found.is_empty()) else { return false };
        let (fact, month) = (&self.facts.cases[case], last.plus(-1));
        for slot in &found {
            let (account, cents, date) = (&stream.account, euros(slot.cents), slot.date);
            let message = format!(
                "payments end on {delivered}, and {account} was to be paid for {last} after it: {cents}, paid on {date}, is \
                 promised"
            );
            self.note(NoteKind::ToCome, case, message, Some(slot.origin));
        }
        let paid = judged(stream, returns, month);
        self.promise_stream(&Basis { case, fact, stream, month, last: month, paid }, found, None);
        stream.regular.iter().chain(&stream.corrections).all(|paid| paid.month != last)
    }

    /// Returns the payments of the month before a stream's last one that answer to those that were still to come.
    fn to_come(&self, stream: &Stream, returns: &Returns, last: Month) -> Vec<Slot> {
        let before = last.plus(-1);
        let count = |month: Month| {
            let payments = stream.regular.iter().filter(|paid| paid.month == month);
            payments.map(|paid| returns.due_date(paid)).collect::<BTreeSet<Date>>().len()
        };
        let paid = count(last);
        if count(before) <= paid {
            return Vec::new();
        }
        let mut found = slots(stream, returns, before);
        if self.dates.rhythm(&judged(stream, returns, before), &found).is_some() {
            return Vec::new();
        }
        found.drain(..paid.min(found.len()));
        found.retain(|slot| {
            let rules = custom::infer(&slot.history, self.window);
            let is_to_come = |date: Date| self.delivered.is_some_and(|delivered| delivered < date);
            !rules.is_empty() && rules.iter().all(|rule| rule.date(last).is_some_and(is_to_come))
        });
        found
    }
}
