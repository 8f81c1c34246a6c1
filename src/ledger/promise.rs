//! What residents were promised: what each stream was paid in its case's last paid month, again for every month of the
//! window, on the customary date.

use std::collections::BTreeMap;

use super::calendar::{Calendar, Window};
use super::custom::{self, Rule};
use super::facts::{CaseFact, CaseIndex, Facts};
use super::history::{History, Paid, Stream};
use crate::domain::{Date, Month, Origin, Total};

/// One promise: a recipient, case, account and date.
#[derive(Clone, Debug)]
pub struct PromiseLine {
    /// The case.
    pub case: CaseIndex,
    /// Who is promised: nine digits.
    pub recipient: Box<str>,
    /// The client's number.
    pub client: Option<Box<str>>,
    /// The account.
    pub account: Box<str>,
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

/// What explains a promised date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRule {
    /// The stream's own custom, or that of its kind.
    Custom(Rule),
    /// The calendar.
    Calendar,
}

impl std::fmt::Display for DateRule {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Custom(rule) => rule.fmt(out),
            Self::Calendar => out.write_str("the delivered calendar"),
        }
    }
}

/// Why the promise leaves something out, or takes it differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// The case ended before the payment date.
    Ended,
    /// The case is blocked and was not paid in the last month.
    Blocked,
    /// The account was no longer used in the case's last paid month.
    Superseded,
    /// The case is in force and was not paid in the last month; its last payment is promised.
    Unpaid,
    /// The last payments came back; the last one really paid is promised.
    Returned,
    /// Neither custom nor calendar explains the dates.
    Unexplained,
    /// The sum of the last month is not positive.
    NothingPaid,
}

impl NoteKind {
    /// Returns the kind's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Blocked => "blocked",
            Self::Superseded => "superseded",
            Self::Unpaid => "unpaid",
            Self::Returned => "returned",
            Self::Unexplained => "unexplained",
            Self::NothingPaid => "nothing paid",
        }
    }
}

/// Something that the promise says about itself.
#[derive(Clone, Debug)]
pub struct Note {
    /// What about.
    pub kind: NoteKind,
    /// The case.
    pub case: CaseIndex,
    /// In words.
    pub message: String,
    /// The delivered place.
    pub origin: Option<Origin>,
}

/// All promises.
#[derive(Debug, Default)]
pub struct Promised {
    /// The promises, in order of case.
    pub lines: Vec<PromiseLine>,
    /// What was left out or taken differently.
    pub notes: Vec<Note>,
    /// Streams whose dates nothing explains.
    pub unexplained: u64,
}

/// Makes the promises of all cases in scope.
#[must_use]
pub fn promises(facts: &Facts, history: &History, window: Window) -> Promised {
    let mut dates = Dates { calendar: &facts.calendar, window, known: BTreeMap::new(), kind: None };
    dates.kind = dates.rule_of_kind(history);
    let mut promised = Promised::default();
    for (case, streams) in &history.streams {
        let Some(last) = streams.iter().flat_map(|stream| &stream.regular).map(|paid| paid.month).max() else {
            continue;
        };
        let mut making = Making { facts, history, window, dates: &mut dates, promised: &mut promised };
        making.promise_case(*case, streams, last);
    }
    promised
}

struct Making<'a, 'b> {
    facts: &'a Facts,
    history: &'a History,
    window: Window,
    dates: &'b mut Dates<'a>,
    promised: &'b mut Promised,
}

impl Making<'_, '_> {
    fn promise_case(&mut self, case: CaseIndex, streams: &[Stream], last: Month) {
        let fact = &self.facts.cases[case];
        let behind = self.history.last_month.is_some_and(|newest| last < newest);
        if fact.blocked && behind {
            self.note(
                NoteKind::Blocked,
                case,
                format!("blocked, last paid for {last}: nothing is promised"),
                fact.origin,
            );
            return;
        }
        let ended_before = |date: Date| fact.ended.is_some_and(|ended| ended < date);
        if behind && !ended_before(self.window.first()) {
            self.note(
                NoteKind::Unpaid,
                case,
                format!("in force, last paid for {last}: that payment is promised"),
                fact.origin,
            );
        }
        for stream in streams {
            self.promise_stream(case, fact, streams, stream, last);
        }
    }

    fn promise_stream(&mut self, case: CaseIndex, fact: &CaseFact, streams: &[Stream], stream: &Stream, last: Month) {
        let Some(basis) = self.basis(case, streams, stream, last) else { return };
        for slot in slots(stream, streams, basis) {
            if slot.cents <= 0 {
                let message = format!("{} for {basis} on {}: nothing is promised", euros(slot.cents), stream.account);
                self.note(NoteKind::NothingPaid, case, message, Some(slot.origin));
                continue;
            }
            let Some((rule, dates)) = self.dates.of(&slot.history) else {
                self.promised.unexplained += 1;
                let message = format!("no rule and no calendar explains when {} was paid", stream.account);
                self.note(NoteKind::Unexplained, case, message, Some(slot.origin));
                continue;
            };
            for (month, date) in dates {
                if let Some(ended) = fact.ended.filter(|ended| *ended < date) {
                    let message = format!("ended on {ended}: {} is not promised for {date}", euros(slot.cents));
                    self.note(NoteKind::Ended, case, message, fact.origin);
                    continue;
                }
                let (recipient, client) = (stream.recipient.clone(), stream.client.clone());
                let (account, cents, payments) = (stream.account.clone(), slot.cents, slot.payments);
                let origin = slot.origin;
                self.promised.lines.push(PromiseLine {
                    case,
                    recipient,
                    client,
                    account,
                    month,
                    date,
                    cents,
                    payments,
                    basis,
                    rule,
                    origin,
                });
            }
        }
    }

    /// Returns the month whose payments a stream is promised again: the case's last paid month, or where its payment
    /// came back and was not made again, its own last paid month.
    fn basis(&mut self, case: CaseIndex, streams: &[Stream], stream: &Stream, last: Month) -> Option<Month> {
        let own = stream.regular.iter().map(|paid| paid.month).max();
        let corrected = stream.corrections.iter().any(|paid| paid.month == last);
        if own == Some(last) || (own.is_none() && corrected) {
            return Some(last);
        }
        let own = own?;
        let back = stream.returned.iter().find(|paid| paid.month > own && !was_paid_again(paid, streams));
        if let Some(back) = back {
            let message = format!(
                "{} for {} on {} came back and was not paid again: the payment for {own} is promised",
                euros(back.cents),
                back.month,
                stream.account
            );
            self.note(NoteKind::Returned, case, message, Some(back.origin));
            return Some(own);
        }
        let message = format!("{} was last used for {own}, the case was paid for {last}: superseded", stream.account);
        let origin = stream.regular.iter().find(|paid| paid.month == own).map(|paid| paid.origin);
        self.note(NoteKind::Superseded, case, message, origin);
        None
    }

    fn note(&mut self, kind: NoteKind, case: CaseIndex, message: String, origin: Option<Origin>) {
        self.promised.notes.push(Note { kind, case, message, origin });
    }
}

/// The payments of a stream that share a date in the basis month; a month paid on two dates is two promises.
struct Slot {
    cents: i64,
    payments: u32,
    origin: Origin,
    history: Vec<(Month, Date)>,
}

fn slots(stream: &Stream, streams: &[Stream], basis: Month) -> Vec<Slot> {
    let mut months: BTreeMap<Month, BTreeMap<Date, Vec<&Paid>>> = BTreeMap::new();
    for paid in &stream.regular {
        if paid.month <= basis && basis.since(paid.month) < 12 {
            let date = due_date(paid, streams);
            months.entry(paid.month).or_default().entry(date).or_default().push(paid);
        }
    }
    let mut slots: Vec<Slot> = Vec::new();
    let in_basis = months.get(&basis).cloned().unwrap_or_default();
    for (place, payments) in in_basis.values().enumerate() {
        let history = months.iter().filter_map(|(month, dates)| Some((*month, *dates.keys().nth(place)?))).collect();
        let cents = payments.iter().map(|paid| paid.cents).sum();
        let count = u32::try_from(payments.len()).unwrap_or(u32::MAX);
        slots.push(Slot { cents, payments: count, origin: payments[0].origin, history });
    }
    for correction in stream.corrections.iter().filter(|paid| paid.month == basis) {
        match slots.last_mut() {
            Some(slot) => slot.cents += correction.cents,
            None => slots.push(Slot {
                cents: correction.cents,
                payments: 1,
                origin: correction.origin,
                history: Vec::new(),
            }),
        }
    }
    slots
}

/// Returns when a payment was due: one that was made again after it came back was due when it was first made.
fn due_date(paid: &Paid, streams: &[Stream]) -> Date {
    let returned = streams.iter().flat_map(|stream| &stream.returned);
    let first = returned.filter(|back| is_again(paid, back)).map(|back| back.date).min();
    first.unwrap_or(paid.date)
}

fn was_paid_again(back: &Paid, streams: &[Stream]) -> bool {
    streams.iter().flat_map(|stream| &stream.regular).any(|paid| is_again(paid, back))
}

fn is_again(paid: &Paid, back: &Paid) -> bool {
    paid.month == back.month && paid.cents == back.cents && paid.date > back.date
}

/// The customary dates, each history judged once.
struct Dates<'a> {
    calendar: &'a Calendar,
    window: Window,
    known: BTreeMap<Vec<(Month, Date)>, Option<(DateRule, Vec<(Month, Date)>)>>,
    kind: Option<Rule>,
}

impl Dates<'_> {
    /// Returns what explains a history, and the months and dates of the window that follow from it.
    fn of(&mut self, history: &[(Month, Date)]) -> Option<(DateRule, Vec<(Month, Date)>)> {
        if let Some(known) = self.known.get(history) {
            return known.clone();
        }
        let judged = self.judge(history);
        self.known.insert(history.to_vec(), judged.clone());
        judged
    }

    fn judge(&self, history: &[(Month, Date)]) -> Option<(DateRule, Vec<(Month, Date)>)> {
        let own = custom::choose(&custom::infer(history, self.window), self.calendar, self.window);
        let young = history.len() < custom::FEWEST_PAYMENTS;
        let rule = own.or_else(|| self.kind.filter(|rule| young && rule.explains(history)));
        if let Some(rule) = rule {
            return Some((DateRule::Custom(rule), custom::dates_within(rule, self.window)));
        }
        let contradicts =
            history.iter().any(|(month, date)| self.calendar.date(*month).is_some_and(|day| day != *date));
        let dates: Vec<(Month, Date)> = self.calendar.within(self.window).collect();
        (!contradicts && !dates.is_empty()).then_some((DateRule::Calendar, dates))
    }

    /// Returns the rule that most streams with enough history follow.
    fn rule_of_kind(&mut self, history: &History) -> Option<Rule> {
        let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
        for streams in history.streams.values() {
            for stream in streams {
                let Some(basis) = stream.regular.iter().map(|paid| paid.month).max() else { continue };
                for slot in slots(stream, streams, basis) {
                    if slot.history.len() >= custom::FEWEST_PAYMENTS
                        && let Some((DateRule::Custom(rule), _)) = self.of(&slot.history)
                    {
                        *counts.entry(rule).or_default() += 1;
                    }
                }
            }
        }
        let most = counts.values().max().copied()?;
        counts.into_iter().find(|(_, count)| *count == most).map(|(rule, _)| rule)
    }
}

fn euros(cents: i64) -> String {
    format!("€ {}", Total::from_cents(i128::from(cents)))
}
