//! Waivers: deviations that two people accepted beforehand, held against what deviates.
//!
//! A waiver covers what it names, is in force on the payment date and is within its limits; then the verdict no longer
//! stops and stays listed. Every other waiver is a finding. The payment date decides whether one is in force, and never
//! the clock. Deliberately absent: a waiver for part of what deviates. One that is exceeded covers nothing at all.

use std::collections::BTreeMap;

use super::continuity::{Line, Waived, days_between};
use super::summary::WaiverCounts;
use super::verdict::Verdict;
use crate::diag::codes::waiver as codes;
use crate::diag::{Code, Finding};
use crate::domain::{Bsn, Date, DateFormat, Month, euros};
use crate::mapping::model::{Waiver, Whose};
use crate::validate::cell::iso;

/// A waiver, and what it came to.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The waiver.
    pub waiver: Waiver,
    /// What it came to.
    pub state: State,
    /// How many lines it covers.
    pub lines: u64,
    /// What is to be said about it, where it did not simply cover what it names.
    pub finding: Option<Finding>,
}

/// What a waiver came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It covers everything that it names.
    Used,
    /// It is not in force on a payment date that it names, and covers nothing there.
    Expired,
    /// It finds nothing to cover.
    Unused,
    /// More deviates than it allows, and it covers nothing.
    Exceeded,
    /// One person requested and approved it, and it covers nothing.
    SelfApproved,
}

impl State {
    /// Returns the state's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Expired => "expired",
            Self::Unused => "unused",
            Self::Exceeded => "exceeded",
            Self::SelfApproved => "self_approved",
        }
    }
}

/// Lets the lines pass that waivers cover, and says of each waiver what it came to, in their order.
///
/// A waiver for a case goes before one for a person, and otherwise the first of two that name a line covers it.
#[must_use]
pub fn judge(waivers: &[Waiver], lines: &mut [Line]) -> Vec<Judged> {
    let named = named(waivers, lines);
    let mut judged: Vec<(usize, Judged)> = Vec::new();
    let mut order: Vec<(usize, &Waiver)> = waivers.iter().enumerate().collect();
    order.sort_by_key(|(place, waiver)| (matches!(waiver.whose, Whose::Person(_)), *place));
    for (place, waiver) in order {
        let Answer { state, lines, finding } = answer(waiver, &named[&waiver.whose], lines);
        let finding = finding.map(|(code, message)| Finding {
            code,
            origin: None,
            column: None,
            value: Some(waiver.id.clone()),
            subject: match &waiver.whose {
                Whose::Case(case) => Some(case.clone()),
                Whose::Person(_) => None,
            },
            message,
        });
        judged.push((place, Judged { waiver: waiver.clone(), state, lines, finding }));
    }
    judged.sort_by_key(|(place, _)| *place);
    judged.into_iter().map(|(_, judged)| judged).collect()
}

/// Does the same where no later date than a day is compared: a waiver that speaks of later ones alone is passed over,
/// and so is one that finds nothing yet.
#[must_use]
pub fn judge_until(last: Date, waivers: &[Waiver], lines: &mut [Line]) -> Vec<Judged> {
    let begins = |waiver: &&Waiver| waiver.months.0.first_day().is_some_and(|first| first <= last);
    let ends = |waiver: &Waiver| waiver.months.1.last_day().is_some_and(|end| end <= last);
    let begun: Vec<Waiver> = waivers.iter().filter(begins).cloned().collect();
    let mut judged = judge(&begun, lines);
    judged.retain(|judged| judged.state != State::Unused || ends(&judged.waiver));
    judged
}

/// Counts waivers by what they came to.
#[must_use]
pub fn count(judged: &[Judged]) -> WaiverCounts {
    let mut counts = WaiverCounts::default();
    for Judged { state, .. } in judged {
        *match state {
            State::Used => &mut counts.used,
            State::Expired => &mut counts.expired,
            State::Unused => &mut counts.unused,
            State::Exceeded => &mut counts.exceeded,
            State::SelfApproved => &mut counts.self_approved,
        } += 1;
    }
    counts
}

/// Finds the lines that stop, by those whom waivers name. A line on which several cases deviate is no single one's.
fn named(waivers: &[Waiver], lines: &[Line]) -> BTreeMap<Whose, Vec<usize>> {
    let mut named: BTreeMap<Whose, Vec<usize>> =
        waivers.iter().map(|waiver| (waiver.whose.clone(), Vec::new())).collect();
    if named.is_empty() {
        return named;
    }
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.verdict.stops()) {
        let mut cases = line.deviating();
        let case = cases.next().filter(|_| cases.next().is_none()).map(|case| Whose::Case(case.to_owned()));
        let person = Bsn::parse(&line.recipient).ok().map(Whose::Person);
        for whose in [case, person].into_iter().flatten() {
            if let Some(found) = named.get_mut(&whose) {
                found.push(index);
            }
        }
    }
    named
}

/// What a waiver comes to.
struct Answer {
    state: State,
    lines: u64,
    finding: Option<(&'static Code, String)>,
}

/// What deviates on one payment date.
#[derive(Default)]
struct Deviation {
    lines: Vec<usize>,
    cents: i64,
    days: i32,
}

/// Judges one waiver over the lines of those whom it names, and lets pass what it covers.
fn answer(waiver: &Waiver, named: &[usize], lines: &mut [Line]) -> Answer {
    let nothing = |state, code, message| Answer { state, lines: 0, finding: Some((code, message)) };
    if waiver.is_self_approved() {
        let message = format!("{} is requested and approved by one person: {}", waiver.id, waiver.approved_by);
        return nothing(State::SelfApproved, &codes::SELF_APPROVED, message);
    }
    let (deviations, other) = deviations(waiver, named, lines);
    let (in_force, outside): (BTreeMap<Date, Deviation>, BTreeMap<Date, Deviation>) =
        deviations.into_iter().partition(|(date, _)| waiver.is_in_force(*date));
    let exceeded = in_force.iter().find_map(|(date, deviation)| Some((date, deviation.beyond(waiver)?)));
    if let Some((date, beyond)) = exceeded {
        let message = format!("{} allows {beyond} on {}", waiver.id, iso(*date));
        return nothing(State::Exceeded, &codes::EXCEEDED, message);
    }
    let mut covered = 0;
    for index in in_force.into_values().flat_map(|deviation| deviation.lines) {
        lines[index].waive(waiver);
        covered += 1;
    }
    if !outside.is_empty() || (covered == 0 && !waiver.is_ever_in_force()) {
        let finding = Some((&codes::NOT_IN_FORCE, not_in_force(waiver, &outside)));
        return Answer { state: State::Expired, lines: covered, finding };
    }
    match other {
        _ if covered > 0 => Answer { state: State::Used, lines: covered, finding: None },
        Some(other) => {
            let message = format!("{} finds nothing that {other} does not cover", waiver.id);
            nothing(State::Unused, &codes::UNUSED, message)
        }
        None => {
            let whose = match &waiver.whose {
                Whose::Case(case) => format!("case {case}"),
                Whose::Person(person) => person.to_string(),
            };
            let (verdict, months) = (waiver.verdict.name(), waiver.months_as_written());
            let message = format!("{} finds no {verdict} for {whose} in {months}", waiver.id);
            nothing(State::Unused, &codes::UNUSED, message)
        }
    }
}

/// Adds up by payment date what a waiver names and no other covers; of what others cover, names the first of these.
fn deviations(waiver: &Waiver, named: &[usize], lines: &[Line]) -> (BTreeMap<Date, Deviation>, Option<String>) {
    let (mut deviations, mut other) = (BTreeMap::<Date, Deviation>::new(), None);
    for index in named {
        let line = &lines[*index];
        let Ok(date) = DateFormat::YearMonthDay.parse(&line.date) else { continue };
        if line.verdict_before().name() != waiver.verdict.name() || !waiver.is_about(Month::of(date)) {
            continue;
        }
        if let Some(waived) = &line.waived {
            other.get_or_insert_with(|| waived.by.clone());
            continue;
        }
        let deviation = deviations.entry(date).or_default();
        deviation.lines.push(*index);
        if line.verdict == Verdict::Later {
            // Late, and in full.
            let days = line.instead_on.as_ref().map_or(i32::MAX, |instead| days_between(&line.date, instead));
            deviation.days = deviation.days.max(days);
        } else {
            let cents = line.planned.saturating_sub(line.promised).saturating_abs();
            deviation.cents = deviation.cents.saturating_add(cents);
        }
    }
    (deviations, other)
}

impl Deviation {
    /// Says what a waiver allows and what there is, where that is more.
    fn beyond(&self, waiver: &Waiver) -> Option<String> {
        let (cents, days) = (waiver.at_most_cents, waiver.at_most_days);
        if let Some(most) = cents.filter(|most| self.cents > *most) {
            return Some(format!("{}, and {} differ", euros(most), euros(self.cents)));
        }
        days.filter(|most| self.days > *most)
            .map(|most| format!("{}, and the payment is {} later", in_days(most), in_days(self.days)))
    }
}

impl Line {
    fn waive(&mut self, waiver: &Waiver) {
        let (was, why, until) = (self.verdict, &self.explanation, iso(waiver.expires_on));
        self.explanation = format!("{was}, {why}; waived by {} until {until}", waiver.id);
        self.waived = Some(Waived { by: waiver.id.clone(), was });
        self.verdict = Verdict::Waived;
    }
}

fn not_in_force(waiver: &Waiver, dates: &BTreeMap<Date, Deviation>) -> String {
    const SHOWN: usize = 3;
    let in_force = format!("{} is in force from {} to {}", waiver.id, iso(waiver.approved_on), iso(waiver.expires_on));
    if dates.is_empty() {
        return format!("{in_force}, and never in {}", waiver.months_as_written());
    }
    let shown: Vec<String> = dates.keys().take(SHOWN).map(|date| iso(*date)).collect();
    let more = match dates.len().saturating_sub(SHOWN) {
        0 => String::new(),
        1 => " and 1 more date".to_owned(),
        more => format!(" and {more} more dates"),
    };
    format!("{in_force}, and not on {}{more}", shown.join(", "))
}

fn in_days(days: i32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

#[cfg(test)]
mod tests;
