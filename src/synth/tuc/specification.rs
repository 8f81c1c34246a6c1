//! The specification of each payment of a case: real lines, subtotals and totals, month by month and block by block.
//!
//! Lines are valid in their month. Those of the last month that was paid are open-ended as long as the case is, so that
//! they are in force after the cut-over and no others are. The real lines of a block add up to what was paid for it.

use crate::domain::{Date, Money, Month};
use crate::synth::caseload::amounts::{Component, Effect, Line};
use crate::synth::caseload::payments::{Payment, PaymentKind};
use crate::synth::caseload::timetable::Period;
use crate::synth::caseload::{Household, Timetable};

/// The components of the benefit in the order of a specification, by the stage after which a subtotal stands.
const STAGES: [(&[Component], &str); 4] = [
    (&[Component::Norm, Component::Supplement], "Norm en toeslagen"),
    (&[Component::Income], "Bijstand na inkomsten"),
    (&[Component::HolidayReserve], "Netto uitkering"),
    (&[Component::Deduction], ""),
];
const HOLIDAY: &str = "Vakantietoeslag";
const TOTAL: &str = "Totaal te betalen";

/// The specification of one block of one month.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) month: Month,
    pub(super) code: &'static str,
    pub(super) period: Period,
    pub(super) lines: Vec<BlockLine>,
}

/// A line of a specification.
#[derive(Debug)]
pub(super) struct BlockLine {
    /// `R` a real line, `S` a subtotal, `T` the total, `I` for information.
    pub(super) kind: &'static str,
    pub(super) component: &'static str,
    pub(super) description: &'static str,
    pub(super) amount: Money,
    pub(super) sign: &'static str,
}

/// Makes up the specifications of a case.
pub(super) fn blocks(household: &Household, timetable: &Timetable) -> Vec<Block> {
    let case = &household.case;
    let mut blocks = Vec::new();
    let mut last = None;
    for (place, pay_month) in timetable.history.iter().enumerate() {
        let month = pay_month.month;
        if let Some(day) = case.judged_on(pay_month)
            && paid(household, place, PaymentKind::Regular).next().is_some()
        {
            last = Some(blocks.len());
            blocks.push(Block { month, code: "U", period: within(month), lines: benefit(&household.lines, day) });
        }
        let holiday: i64 = paid(household, place, PaymentKind::Holiday).map(|payment| payment.amount.cents()).sum();
        if holiday > 0 {
            let lines = vec![
                BlockLine::new("R", "3100", HOLIDAY, holiday, "+"),
                BlockLine::new("T", "9900", TOTAL, holiday, "+"),
            ];
            blocks.push(Block { month, code: "V", period: within(month), lines });
        }
    }
    if let Some(block) = last.and_then(|last: usize| blocks.get_mut(last)) {
        block.period.until = case.life.until.map(|end| end.max(block.period.from));
    }
    blocks
}

/// Returns the payments of a month of the history that are of one kind.
fn paid(household: &Household, month: usize, kind: PaymentKind) -> impl Iterator<Item = &Payment> {
    household.payments.iter().filter(move |payment| payment.month == month && payment.kind == kind)
}

/// Specifies the benefit by the lines in force on a day.
fn benefit(lines: &[Line], day: Date) -> Vec<BlockLine> {
    let in_force = || lines.iter().filter(|line| line.period.covers(day));
    let stages: Vec<(Vec<&Line>, &str)> = STAGES
        .into_iter()
        .map(|(components, subtotal)| {
            (in_force().filter(|line| components.contains(&line.component) && counts(line)).collect(), subtotal)
        })
        .filter(|(lines, _): &(Vec<&Line>, &str)| !lines.is_empty())
        .collect();
    let mut specified = Vec::with_capacity(10);
    let mut sum = 0;
    for (place, (lines, subtotal)) in stages.iter().enumerate() {
        for line in lines {
            let (cents, sign) = (line.amount.cents(), if line.effect == Effect::Credit { "+" } else { "-" });
            sum += if line.effect == Effect::Credit { cents } else { -cents };
            specified.push(BlockLine::new("R", component(line), line.description, cents, sign));
        }
        if place + 1 < stages.len() {
            specified.push(BlockLine::new("S", "9000", subtotal, sum, "+"));
        }
    }
    specified.push(BlockLine::new("T", "9900", TOTAL, sum, "+"));
    for line in in_force().filter(|line| line.effect == Effect::Informative) {
        specified.push(BlockLine::new("I", component(line), line.description, line.amount.cents(), "+"));
    }
    specified
}

const fn counts(line: &Line) -> bool {
    matches!(line.effect, Effect::Credit | Effect::Debit)
}

/// Returns the code of a line.
fn component(line: &Line) -> &'static str {
    match line.component {
        Component::Norm => "1000",
        Component::Supplement => "1100",
        Component::Income => "2000",
        Component::HolidayReserve => "3000",
        Component::Deduction if line.description == "Beslag" => "4100",
        Component::Deduction => "4000",
        Component::PaidOnBehalf => "5000",
        Component::Subtotal => "9000",
        Component::Informative => "8000",
    }
}

/// Returns the days of a month; months of a timetable lie well within the calendar.
fn within(month: Month) -> Period {
    Period { from: month.first_day().unwrap_or(Date::MIN), until: month.last_day() }
}

impl BlockLine {
    const fn new(
        kind: &'static str,
        component: &'static str,
        description: &'static str,
        cents: i64,
        sign: &'static str,
    ) -> Self {
        Self { kind, component, description, amount: Money::from_cents(cents), sign }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::Options;
    use crate::synth::caseload::Caseload;
    use crate::synth::tuc::{PROFILE, options};

    /// Makes up a caseload, and visits each household with its specifications.
    fn each_household(mut visit: impl FnMut(&Timetable, &Household, &[Block])) {
        let options = Options { households: 1500, ..options() };
        let timetable = Timetable::new(&PROFILE, &options).expect("a timetable");
        for household in Caseload::new(&PROFILE, &options, &timetable) {
            let household = household.expect("a household");
            visit(&timetable, &household, &blocks(&household, &timetable));
        }
    }

    fn total(block: &Block, kind: &str) -> i64 {
        let lines = block.lines.iter().filter(|line| line.kind == kind);
        lines.map(|line| if line.sign == "+" { line.amount.cents() } else { -line.amount.cents() }).sum()
    }

    #[test]
    fn real_lines_add_up_to_the_total_and_to_what_was_paid_at_first() {
        let (mut benefits, mut holidays) = (0, 0);
        each_household(|timetable, household, blocks| {
            for block in blocks {
                let place = timetable.history.iter().position(|month| month.month == block.month).expect("a month");
                let kind = if block.code == "U" { PaymentKind::Regular } else { PaymentKind::Holiday };
                // A payment that came back was made again for the same amount.
                let again = |payment: &&Payment| !payment.returned;
                let sum: i64 = paid(household, place, kind).filter(again).map(|payment| payment.amount.cents()).sum();
                assert_eq!((total(block, "R"), total(block, "T")), (sum, sum), "{:?}", household.case);
                let count = if block.code == "U" { &mut benefits } else { &mut holidays };
                *count += 1;
            }
            let specified = blocks.iter().filter(|block| block.code == "U").count();
            let regular = household.payments.iter().filter(|payment| payment.kind == PaymentKind::Regular);
            let months: std::collections::BTreeSet<usize> = regular.map(|payment| payment.month).collect();
            assert_eq!(specified, months.len(), "{:?}", household.case);
        });
        assert!(benefits > 10_000 && holidays > 800, "{benefits} and {holidays}");
    }

    #[test]
    fn only_the_last_month_of_a_case_that_goes_on_is_open_ended() {
        each_household(|timetable, household, blocks| {
            let open: Vec<&Block> = blocks.iter().filter(|block| block.period.until.is_none()).collect();
            assert!(open.len() <= 1 && open.iter().all(|block| block.code == "U"));
            if household.case.life.until.is_some() {
                assert!(open.is_empty(), "{:?}", household.case);
            }
            for month in timetable.ahead.iter().filter(|_| household.payments.iter().any(is_of_november)) {
                let in_force = blocks.iter().filter(|block| block.period.covers(month.date)).count();
                assert_eq!(in_force, usize::from(household.case.life.until.is_none()));
            }
        });
    }

    /// Tells whether a payment is the benefit of the last month of twelve.
    fn is_of_november(payment: &Payment) -> bool {
        payment.kind == PaymentKind::Regular && payment.month == 11
    }
}
