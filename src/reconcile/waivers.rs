//! Waivers: deviations that two people accepted beforehand, held against what deviates.
//!
//! A waiver covers what it names, is in force on the payment date and is within its limits; then the verdict no longer
//! stops and stays listed. Every other waiver is a finding. The payment date decides whether one is in force, and never
//! the clock. Deliberately absent: a waiver for part of what deviates in a case. One that is exceeded covers nothing at
//! all.

mod named;

use std::collections::BTreeMap;

use named::{Cover, Named, Part};

use super::Verdict;
use super::continuity::{Line, Waived, days_between};
use super::summary::WaiverCounts;
use crate::diag::codes::waiver as codes;
use crate::diag::{Code, Finding};
use crate::domain::{Date, DateFormat, Month, euros};
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
/// A waiver for a case goes before one for a person, and otherwise the first of two that name a line covers it. Where
/// several cases deviate on a line, their waivers cover it together.
#[must_use]
pub fn judge(waivers: &[Waiver], lines: &mut [Line]) -> Vec<Judged> {
    let mut named = Named::of(waivers, lines);
    let (judged, cover) = loop {
        let (judged, cover) = judge_named(waivers, &named, lines);
        if !named.take_half_covered(waivers, &cover) {
            break (judged, cover);
        }
    };
    for (line, by) in cover {
        let by: Vec<&Waiver> = by.into_iter().map(|place| &waivers[place]).collect();
        lines[line].waive(&by);
    }
    judged
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

/// Judges every waiver over the lines that it names, and finds which lines they cover.
fn judge_named(waivers: &[Waiver], named: &Named, lines: &[Line]) -> (Vec<Judged>, Cover) {
    let (mut judged, mut cover) = (Vec::new(), Cover::new());
    let mut order: Vec<(usize, &Waiver)> = waivers.iter().enumerate().collect();
    order.sort_by_key(|(place, waiver)| (matches!(waiver.whose, Whose::Person(_)), *place));
    for (place, waiver) in order {
        let (deviations, other) = deviations(waiver, named.parts(place), lines, waivers, &cover);
        let Answer { state, lines, finding } = answer(waiver, deviations, other);
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
        let count = u64::try_from(lines.len()).unwrap_or(u64::MAX);
        for line in lines {
            cover.entry(line).or_default().push(place);
        }
        judged.push((place, Judged { waiver: waiver.clone(), state, lines: count, finding }));
    }
    judged.sort_by_key(|(place, _)| *place);
    (judged.into_iter().map(|(_, judged)| judged).collect(), cover)
}

/// What a waiver comes to.
struct Answer {
    state: State,
    /// Which lines it covers.
    lines: Vec<usize>,
    finding: Option<(&'static Code, String)>,
}

/// What deviates on one payment date.
#[derive(Default)]
struct Deviation {
    lines: Vec<usize>,
    cents: i64,
    days: i32,
}

/// Judges one waiver over what deviates and no other covers, and over the first other one that covers anything.
fn answer(waiver: &Waiver, deviations: BTreeMap<Date, Deviation>, other: Option<&Waiver>) -> Answer {
    let nothing = |state, code, message| Answer { state, lines: Vec::new(), finding: Some((code, message)) };
    if waiver.is_self_approved() {
        let message = format!("{} is requested and approved by one person: {}", waiver.id, waiver.approved_by);
        return nothing(State::SelfApproved, &codes::SELF_APPROVED, message);
    }
    let (in_force, outside): (BTreeMap<Date, Deviation>, BTreeMap<Date, Deviation>) =
        deviations.into_iter().partition(|(date, _)| waiver.is_in_force(*date));
    let exceeded = in_force.iter().find_map(|(date, deviation)| Some((date, deviation.beyond(waiver)?)));
    if let Some((date, beyond)) = exceeded {
        let message = format!("{} allows {beyond} on {}", waiver.id, iso(*date));
        return nothing(State::Exceeded, &codes::EXCEEDED, message);
    }
    let covered: Vec<usize> = in_force.into_values().flat_map(|deviation| deviation.lines).collect();
    if !outside.is_empty() || (covered.is_empty() && !waiver.is_ever_in_force()) {
        let finding = Some((&codes::NOT_IN_FORCE, not_in_force(waiver, &outside)));
        return Answer { state: State::Expired, lines: covered, finding };
    }
    match other {
        _ if !covered.is_empty() => Answer { state: State::Used, lines: covered, finding: None },
        Some(other) => {
            let message = format!("{} finds nothing that {} does not cover", waiver.id, other.id);
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

/// Adds up by payment date what a waiver names and no other covers; of what others cover, finds the first of these.
fn deviations<'w>(
    waiver: &Waiver,
    parts: &[Part],
    lines: &[Line],
    waivers: &'w [Waiver],
    cover: &Cover,
) -> (BTreeMap<Date, Deviation>, Option<&'w Waiver>) {
    let (mut deviations, mut other) = (BTreeMap::<Date, Deviation>::new(), None);
    let is_for_all = matches!(waiver.whose, Whose::Person(_));
    for part in parts {
        let line = &lines[part.line];
        let Ok(date) = DateFormat::YearMonthDay.parse(&line.date) else { continue };
        if !is_about(waiver, line) {
            continue;
        }
        let mut covering = cover.get(&part.line).into_iter().flatten().map(|place| &waivers[*place]);
        if let Some(by) = covering.find(|by| is_for_all || by.whose == waiver.whose) {
            other.get_or_insert(by);
            continue;
        }
        let deviation = deviations.entry(date).or_default();
        deviation.lines.push(part.line);
        if line.verdict == Verdict::Later {
            // Late, and in full.
            let days = line.instead_on.as_ref().map_or(i32::MAX, |instead| days_between(&line.date, instead));
            deviation.days = deviation.days.max(days);
        } else {
            deviation.cents = deviation.cents.saturating_add(part.cents);
        }
    }
    (deviations, other)
}

/// Tells whether a waiver is for the verdict of a line, in its month.
fn is_about(waiver: &Waiver, line: &Line) -> bool {
    let date = DateFormat::YearMonthDay.parse(&line.date);
    line.verdict == waiver.verdict && date.is_ok_and(|date| waiver.is_about(Month::of(date)))
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
    fn waive(&mut self, by: &[&Waiver]) {
        let (was, why) = (self.verdict, &self.explanation);
        let told: Vec<String> =
            by.iter().map(|waiver| format!("{} until {}", waiver.id, iso(waiver.expires_on))).collect();
        self.explanation = format!("{was}, {why}; waived by {}", told.join(" and "));
        let names: Vec<&str> = by.iter().map(|waiver| waiver.id.as_str()).collect();
        self.waived = Some(Waived { by: names.join(", "), was });
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
