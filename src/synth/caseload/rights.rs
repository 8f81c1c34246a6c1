//! What a case rests on and asks for: decisions, obligations and work programmes.
//!
//! A case that runs has one granting decision in force, under the law of its scheme, on every day after the cut-over.

use super::case::{Case, Standing};
use super::timetable::{Period, Timetable, days_after, first_day, last_day};
use crate::domain::Date;
use crate::synth::random::Dice;

const PROGRAMMES: [(u32, (&str, &str)); 6] = [
    (25, ("01", "Tijdelijke loonkostensubsidie")),
    (20, ("03", "Participatieplaats")),
    (15, ("04", "Loonkostensubsidie")),
    (10, ("05", "Beschut werk")),
    (15, ("06", "Jobcoach op de werkplek")),
    (15, ("99", "Oriëntatie op werk")),
];
const PROVIDERS: [&str; 3] = ["Reïntegratie Voorbeeld", "Werkplein Proef-Oost", "Leerwerkbedrijf De Schijn"];

/// What a decision does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DecisionKind {
    /// It grants the benefit.
    Grant,
    /// It changes what was granted.
    Change,
    /// It grants for longer.
    Continuation,
    /// It stops payment for a time.
    Suspension,
    /// It ends the benefit.
    End,
    /// It refuses an application.
    Refusal,
}

/// A decision on a case.
#[derive(Debug)]
pub(crate) struct Decision {
    /// What it does.
    pub(crate) kind: DecisionKind,
    /// Its day.
    pub(crate) date: Date,
    /// The article that it rests on.
    pub(crate) article: &'static str,
    /// When it is in force.
    pub(crate) period: Period,
}

/// What an obligation asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObligationKind {
    /// To tell what matters.
    Inform,
    /// To look for work.
    Work,
    /// To do something in return.
    Return,
}

/// An obligation of an adult.
#[derive(Debug)]
pub(crate) struct Obligation {
    /// The client number of the adult.
    pub(crate) client: u32,
    /// What it asks for.
    pub(crate) kind: ObligationKind,
    /// The national code of the reason for an exemption, where there is one.
    pub(crate) exemption: Option<&'static str>,
    /// When it is in force.
    pub(crate) period: Period,
}

/// A work programme of an adult.
#[derive(Debug)]
pub(crate) struct Programme {
    /// The client number of the adult.
    pub(crate) client: u32,
    /// The national code of its type.
    pub(crate) code: &'static str,
    /// What it is.
    pub(crate) description: &'static str,
    /// From when and until when it runs.
    pub(crate) period: Period,
    /// Who runs it.
    pub(crate) provider: &'static str,
}

/// Decides on a case: granted, sometimes changed or continued, suspended where blocked, ended where it has ended.
pub(super) fn decisions(dice: &mut Dice, case: &Case, timetable: &Timetable) -> Vec<Decision> {
    let mut decisions = Vec::with_capacity(3);
    let article = case.scheme.article();
    let mut title = case.life;
    if case.scheme.expires() && title.until.is_none() {
        title = title.ending(last_day(timetable.last.plus(6)));
    }
    if dice.percent(2) {
        let refused = days_after(case.life.from, -dice.between(40..=200));
        let period = Period { from: refused, until: Some(refused) };
        decisions.push(Decision { kind: DecisionKind::Refusal, date: refused, article, period });
    }
    let change = first_day(timetable.last.plus(-dice.between(0..=24)));
    if dice.percent(22) && title.from < change && title.covers(change) {
        let kind = if case.scheme.expires() { DecisionKind::Continuation } else { DecisionKind::Change };
        let until = title.ending(change.yesterday().unwrap_or(change));
        decisions.push(Decision { kind: DecisionKind::Grant, date: case.granted.min(change), article, period: until });
        let date = days_after(change, -dice.between(2..=15)).max(case.life.from);
        decisions.push(Decision { kind, date, article, period: title.starting(change) });
    } else {
        decisions.push(Decision { kind: DecisionKind::Grant, date: case.granted, article, period: title });
    }
    if let Standing::Blocked { since } = case.standing {
        let period = Period { from: since, until: None };
        decisions.push(Decision { kind: DecisionKind::Suspension, date: since, article: "art. 54", period });
    }
    if let Some(end) = case.life.until {
        let period = Period { from: days_after(end, 1), until: None };
        let date = days_after(end, dice.between(-10..=0)).max(case.granted);
        decisions.push(Decision { kind: DecisionKind::End, date, article: "art. 54", period });
    }
    decisions
}

/// Obliges every adult of a case.
pub(super) fn obligations(dice: &mut Dice, case: &Case, adults: &[u32]) -> Vec<Obligation> {
    let mut obligations = Vec::with_capacity(adults.len() * 3);
    let period = case.life;
    for &client in adults {
        obligations.push(Obligation { client, kind: ObligationKind::Inform, exemption: None, period });
        if case.scheme.asks_for_work() {
            let exemption = dice.percent(28).then(|| dice.weighted(&[(50, "4"), (20, "5"), (30, "6")]));
            obligations.push(Obligation { client, kind: ObligationKind::Work, exemption, period });
        }
        if dice.percent(8) {
            obligations.push(Obligation { client, kind: ObligationKind::Return, exemption: None, period });
        }
    }
    obligations
}

/// Sends some adults to a work programme.
pub(super) fn programmes(dice: &mut Dice, case: &Case, adults: &[u32], timetable: &Timetable) -> Vec<Programme> {
    let mut programmes = Vec::new();
    for &client in adults {
        if !dice.percent(14) {
            continue;
        }
        let from = first_day(timetable.last.plus(-dice.between(1..=30))).max(case.life.from);
        let ends = dice.percent(40).then(|| days_after(from, dice.between(60..=500)));
        let until = case.life.until.map(|end| end.max(from)).or(ends);
        let (code, description) = dice.weighted(&PROGRAMMES);
        let provider = dice.pick(&PROVIDERS);
        programmes.push(Programme { client, code, description, period: Period { from, until }, provider });
    }
    programmes
}
