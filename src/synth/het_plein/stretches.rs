//! The component lines of a case laid out wide: one row per stretch of time over which nothing changes.

use crate::domain::{Date, Money};
use crate::synth::caseload::amounts::{Component, Effect, Line, net};
use crate::synth::caseload::case::Scheme;
use crate::synth::caseload::timetable::Period;

/// What a benefit is made of over a stretch of time; a kind that does not occur has no amount.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) period: Period,
    pub(super) norm: Option<Money>,
    pub(super) supplements: Option<Money>,
    pub(super) special: Option<Money>,
    pub(super) income: Option<Money>,
    pub(super) reservation: Option<Money>,
    pub(super) deductions: Option<Money>,
    /// What the former come to.
    pub(super) payable: Money,
    pub(super) paid_on_behalf: Option<Money>,
    pub(super) informative: Option<Money>,
    /// What special assistance is for.
    pub(super) description: &'static str,
}

/// Lays out the lines of a case.
pub(super) fn stretches(scheme: Scheme, lines: &[Line]) -> Vec<Stretch> {
    let ends = lines.iter().filter_map(|line| line.period.until?.tomorrow().ok());
    let mut starts: Vec<Date> = lines.iter().map(|line| line.period.from).chain(ends).collect();
    starts.sort_unstable();
    starts.dedup();
    let untils = starts.iter().skip(1).map(|next| next.yesterday().ok()).chain([None]);
    let periods = starts.iter().zip(untils).map(|(from, until)| Period { from: *from, until });
    let told = periods.filter(|period| lines.iter().any(|line| line.period.covers(period.from)));
    told.map(|period| stretch(scheme, lines, period)).collect()
}

fn stretch(scheme: Scheme, lines: &[Line], period: Period) -> Stretch {
    let is_special = matches!(scheme, Scheme::Periodic | Scheme::OneOff);
    let in_force = || lines.iter().filter(|line| line.period.covers(period.from));
    let sum = |component: Component| {
        let amounts = in_force().filter(|line| line.component == component).map(|line| line.amount.cents());
        amounts.reduce(|sum, amount| sum + amount).map(Money::from_cents)
    };
    let supplements = sum(Component::Supplement);
    let described = in_force().find(|line| is_special && line.effect != Effect::Subtotal);
    Stretch {
        period,
        norm: sum(Component::Norm),
        supplements: supplements.filter(|_| !is_special),
        special: supplements.filter(|_| is_special),
        income: sum(Component::Income),
        reservation: sum(Component::HolidayReserve),
        deductions: sum(Component::Deduction),
        payable: Money::from_cents(net(lines, period.from)),
        paid_on_behalf: sum(Component::PaidOnBehalf),
        informative: sum(Component::Informative),
        description: described.map_or("", |line| line.description),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line(component: Component, effect: Effect, cents: i64, from: Date, until: Option<Date>) -> Line {
        Line { component, description: "x", effect, amount: Money::from_cents(cents), period: Period { from, until } }
    }

    #[test]
    fn a_row_ends_where_anything_changes() {
        let (start, change, end) = (date(2018, 1, 1), date(2018, 7, 1), date(2018, 9, 30));
        let lines = [
            line(Component::Norm, Effect::Credit, 99_212, start, None),
            line(Component::Subtotal, Effect::Subtotal, 99_212, start, None),
            line(Component::Deduction, Effect::Debit, 1000, change, Some(end)),
            line(Component::Deduction, Effect::Debit, 200, change, Some(end)),
        ];
        let found = stretches(Scheme::Pw, &lines);
        let told: Vec<_> = found
            .iter()
            .map(|stretch| {
                let Stretch { period, norm, deductions, payable, .. } = stretch;
                let cents = |amount: Option<Money>| amount.map(Money::cents);
                (period.from, period.until, cents(*norm), cents(*deductions), payable.cents())
            })
            .collect();
        let eve = change.yesterday().ok();
        assert_eq!(
            told,
            [
                (start, eve, Some(99_212), None, 99_212),
                (change, Some(end), Some(99_212), Some(1200), 98_012),
                (date(2018, 10, 1), None, Some(99_212), None, 99_212),
            ]
        );
    }

    #[test]
    fn what_ended_has_no_row_after_its_end() {
        let (start, end) = (date(2018, 1, 1), date(2018, 9, 30));
        let found = stretches(Scheme::Periodic, &[line(Component::Supplement, Effect::Credit, 500, start, Some(end))]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].period.until, found[0].special), (Some(end), Some(Money::from_cents(500))));
        assert_eq!((found[0].supplements, found[0].description), (None, "x"));
    }
}
