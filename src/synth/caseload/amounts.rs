//! The component lines of a case: what its benefit is made of.
//!
//! What a case is paid is never made up apart from its lines: [`net`] of the lines in force on the payment date is
//! the payment. Subtotals and informative lines never count.

use jiff::civil::date;

use super::case::{Case, Scheme};
use super::timetable::{Period, last_day};
use crate::domain::{Date, Money, Month};
use crate::synth::random::Dice;

/// Norms per month including holiday allowance, in cents: the year, a single person, a couple.
const NORMS: [(i16, i64, i64); 4] =
    [(2018, 99_212, 141_732), (2019, 102_555, 146_507), (2020, 105_232, 150_331), (2021, 107_544, 153_634)];

/// What a component line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Component {
    /// The norm, including holiday allowance.
    Norm,
    /// A supplement, or the whole of special assistance.
    Supplement,
    /// Income that is set off.
    Income,
    /// Holiday allowance that is reserved.
    HolidayReserve,
    /// A deduction for a debt or an attachment.
    Deduction,
    /// A fixed amount that a third party gets, which is told and does not count.
    PaidOnBehalf,
    /// A sum of other lines, which does not count.
    Subtotal,
    /// What else is told and does not count.
    Informative,
}

/// What a component line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It adds to the payment.
    Credit,
    /// It takes from the payment.
    Debit,
    /// It does not count, being a sum of lines that do.
    Subtotal,
    /// It does not count.
    Informative,
}

/// One component line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// What it is about.
    pub(crate) component: Component,
    /// The same in words.
    pub(crate) description: &'static str,
    /// What it does.
    pub(crate) effect: Effect,
    /// The amount per month, never negative.
    pub(crate) amount: Money,
    /// When it is in force.
    pub(crate) period: Period,
}

/// Who a benefit is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// The living arrangement: 1 single, 2 single parent, 3 couple, 4 otherwise.
    pub(crate) living: u8,
    /// With how many others the costs are shared.
    pub(crate) sharers: u8,
}

impl Form {
    /// Returns the norm for this household: a cost sharer's follows from the couple's (Participatiewet, art. 22a).
    fn norm(self, single: i64, couple: i64) -> i64 {
        let sharers = i64::from(self.sharers);
        if self.living == 3 {
            couple
        } else if sharers == 0 {
            single
        } else {
            divide_half_up(couple * (70 + 30 * sharers), 100 * (sharers + 1))
        }
    }
}

/// Makes up the lines of a case.
pub(super) fn draw(dice: &mut Dice, case: &Case, norms_since: i16, last: Month) -> Vec<Line> {
    match case.scheme {
        Scheme::Periodic => vec![special(dice, case.life)],
        Scheme::OneOff => vec![grant(dice, case.life)],
        _ => by_norm(dice, case, norms_since, last),
    }
}

/// Makes up the lines of a benefit by the norm: norm, reservation, supplement and income.
fn by_norm(dice: &mut Dice, case: &Case, norms_since: i16, last: Month) -> Vec<Line> {
    let Case { form, life, .. } = *case;
    let mut lines = Vec::with_capacity(10);
    let supplement = dice.percent(9).then(|| draw_cents(dice, 2000, 25_000));
    let norms = known_norms(norms_since, last);
    let mut lowest = i64::MAX;
    for (place, &(year, single, couple)) in norms.iter().enumerate() {
        let period = if place == 0 { life } else { life.starting(date(year, 1, 1)) };
        let period = if place + 1 == norms.len() { period } else { period.ending(date(year, 12, 31)) };
        if !period.exists() {
            continue;
        }
        let norm = form.norm(single, couple);
        lowest = lowest.min(norm);
        lines.push(Line::new(Component::Norm, "Norm", Effect::Credit, norm, period));
        if case.scheme.reserves_holiday_allowance() {
            let reservation = divide_half_up(norm * 5, 100);
            lines.push(Line::new(
                Component::HolidayReserve,
                "Reservering vakantietoeslag",
                Effect::Debit,
                reservation,
                period,
            ));
        }
        let subtotal = norm + supplement.unwrap_or_default();
        lines.push(Line::new(Component::Subtotal, "Norm en toeslagen", Effect::Subtotal, subtotal, period));
    }
    if let Some(amount) = supplement {
        lines.push(Line::new(Component::Supplement, "Toeslag", Effect::Credit, amount, life));
    }
    if dice.percent(if form.living == 3 { 40 } else { 16 }) {
        let amount = draw_cents(dice, 2500, lowest * 45 / 100);
        lines.push(Line::new(Component::Income, "Inkomsten uit arbeid", Effect::Debit, amount, life));
    }
    if form.sharers > 0 && dice.percent(50) {
        lines.push(Line::new(
            Component::Informative,
            "Norm zonder medebewoners",
            Effect::Informative,
            norms[0].1,
            life,
        ));
    }
    lines
}

/// Returns the norms from a first year, which also holds for those before it, to that of a last month; one at least.
fn known_norms(since: i16, last: Month) -> &'static [(i16, i64, i64)] {
    let end = NORMS.partition_point(|(year, ..)| *year <= last_day(last).year()).max(1);
    let start = NORMS.partition_point(|(year, ..)| *year < since).min(end - 1);
    &NORMS[start..end]
}

/// Makes up the line of periodic special assistance.
fn special(dice: &mut Dice, life: Period) -> Line {
    let description = dice.pick(&["Kosten bewindvoering", "Maaltijdvoorziening", "Meerkosten dieet"]);
    Line::new(Component::Supplement, description, Effect::Credit, draw_cents(dice, 3000, 19_000), life)
}

/// Makes up the line that tells what one-off special assistance was for.
fn grant(dice: &mut Dice, life: Period) -> Line {
    let description = dice.pick(&["Inrichtingskosten", "Vervanging wasmachine", "Eigen bijdrage rechtsbijstand"]);
    Line::new(Component::Informative, description, Effect::Informative, draw_cents(dice, 5000, 150_000), life)
}

/// Returns what the lines in force on a day add up to.
pub(crate) fn net(lines: &[Line], on: Date) -> i64 {
    lines
        .iter()
        .filter(|line| line.period.covers(on))
        .map(|line| match line.effect {
            Effect::Credit => line.amount.cents(),
            Effect::Debit => -line.amount.cents(),
            Effect::Subtotal | Effect::Informative => 0,
        })
        .sum()
}

/// Returns the least that the lines add up to on any day of a case's life.
pub(super) fn lowest_net(lines: &[Line], life: Period) -> i64 {
    let changes = lines
        .iter()
        .flat_map(|line| [Some(line.period.from), line.period.until.and_then(|until| until.tomorrow().ok())]);
    changes.flatten().filter(|day| life.covers(*day)).map(|day| net(lines, day)).min().unwrap_or_default()
}

/// Returns the reservation of holiday allowance in force on a day, if any.
pub(super) fn reservation(lines: &[Line], on: Date) -> Option<Money> {
    lines
        .iter()
        .find(|line| line.component == Component::HolidayReserve && line.period.covers(on))
        .map(|line| line.amount)
}

/// Returns the most that may be deducted for debts: five percent of the lowest norm, or nothing without a norm.
pub(super) fn deductible(lines: &[Line]) -> i64 {
    let norms = lines.iter().filter(|line| line.component == Component::Norm).map(|line| line.amount.cents());
    norms.min().unwrap_or_default() * 5 / 100
}

impl Line {
    /// Writes down a line of an amount in cents.
    pub(super) fn new(
        component: Component,
        description: &'static str,
        effect: Effect,
        cents: i64,
        period: Period,
    ) -> Self {
        Self { component, description, effect, amount: Money::from_cents(cents), period }
    }
}

/// Draws an amount, in whole euros now and then.
pub(super) fn draw_cents(dice: &mut Dice, low: i64, high: i64) -> i64 {
    let cents = dice.between(low..=high.max(low));
    if dice.percent(30) { (cents / 100).max(1) * 100 } else { cents }
}

fn divide_half_up(value: i64, by: i64) -> i64 {
    (2 * value + by) / (2 * by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::caseload::case::Standing;
    use crate::synth::random::Topic;

    fn lines(index: u32, form: Form, life: Period) -> Vec<Line> {
        let mut dice = Dice::new(1, Topic::Household, index);
        let (scheme, standing) = (Scheme::Pw, Standing::Running);
        let case = Case { number: index, scheme, form, life, granted: life.from, standing };
        by_norm(&mut dice, &case, 2019, Month::of(date(2020, 12, 1)))
    }

    #[test]
    fn norm_and_reservation_follow_the_year() {
        let life = Period { from: date(2015, 3, 1), until: None };
        let lines = lines(0, Form { living: 1, sharers: 0 }, life);
        let shown: Vec<_> = lines
            .iter()
            .filter(|line| matches!(line.component, Component::Norm | Component::HolidayReserve))
            .map(|line| (line.amount.cents(), line.period.from, line.period.until))
            .collect();
        assert_eq!(
            shown,
            [
                (102_555, date(2015, 3, 1), Some(date(2019, 12, 31))),
                (5128, date(2015, 3, 1), Some(date(2019, 12, 31))),
                (105_232, date(2020, 1, 1), None),
                (5262, date(2020, 1, 1), None),
            ]
        );
    }

    #[test]
    fn norms_are_those_from_a_first_year_to_that_of_the_last_month() {
        let years = |since, last| known_norms(since, Month::of(last)).iter().map(|norm| norm.0).collect::<Vec<_>>();
        assert_eq!(years(2019, date(2020, 12, 1)), [2019, 2020]);
        assert_eq!(years(2018, date(2019, 11, 1)), [2018, 2019]);
        assert_eq!(years(2018, date(2018, 12, 1)), [2018]);
        assert_eq!(years(2019, date(2016, 12, 1)), [2018]);
    }

    #[test]
    fn a_norm_is_shared_by_those_who_share_the_costs() {
        for (sharers, norm) in [(0, 105_232), (1, 75_166), (2, 65_143)] {
            assert_eq!(Form { living: 1, sharers }.norm(105_232, 150_331), norm);
        }
        assert_eq!(Form { living: 3, sharers: 0 }.norm(105_232, 150_331), 150_331);
    }

    #[test]
    fn subtotals_and_informative_lines_never_count() {
        let life = Period { from: date(2020, 1, 1), until: None };
        let lines: Vec<Line> =
            [(Effect::Credit, 1000), (Effect::Debit, 300), (Effect::Subtotal, 9), (Effect::Informative, 7)]
                .map(|(effect, cents)| Line::new(Component::Norm, "x", effect, cents, life))
                .to_vec();
        assert_eq!(net(&lines, date(2020, 5, 1)), 700);
        assert_eq!(net(&lines, date(2019, 12, 31)), 0);
    }

    #[test]
    fn the_lowest_sum_is_never_more_than_that_of_any_day() {
        let life = Period { from: date(2018, 6, 14), until: Some(date(2020, 8, 31)) };
        for index in 0..200 {
            let lines = lines(index, Form { living: 3, sharers: 0 }, life);
            let lowest = lowest_net(&lines, life);
            assert!(lowest > 0);
            for day in [date(2018, 6, 14), date(2019, 12, 31), date(2020, 1, 1), date(2020, 8, 31)] {
                assert!(net(&lines, day) >= lowest);
            }
        }
    }
}
