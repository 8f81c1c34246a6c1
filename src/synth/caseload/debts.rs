//! Debts and attachments of a case, and the deductions that go with them.
//!
//! A debt is deducted for as long as it runs, and a settled one no longer. Deductions of a case never exceed five
//! percent of its norm.

use super::amounts::{Component, Effect, Line, deductible, draw_cents};
use super::timetable::{Period, Timetable, days_after, first_day, last_day};
use crate::domain::{Date, Iban, Money};
use crate::synth::numbers;
use crate::synth::random::Dice;

const KINDS: [(u32, DebtKind); 3] = [(70, DebtKind::Recovery), (12, DebtKind::Fine), (18, DebtKind::Loan)];
/// Bailiffs: the name and the place of the account among those of organisations.
const BAILIFFS: [(&str, u32); 3] = [
    ("Gerechtsdeurwaarders Proef & Zoën", 40),
    ("Deurwaarderskantoor Vóórbeeld", 41),
    ("Incassocentrum Proefgeïnt", 42),
];

/// What a debt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DebtKind {
    /// Assistance that is recovered.
    Recovery,
    /// A fine.
    Fine,
    /// Assistance that was lent.
    Loan,
}

/// A debt of the client to the municipality.
#[derive(Debug)]
pub(crate) struct Debt {
    /// What it is.
    pub(crate) kind: DebtKind,
    /// The day of the decision.
    pub(crate) decided: Date,
    /// What it was.
    pub(crate) original: Money,
    /// What is left of it on the eve of the cut-over.
    pub(crate) balance: Money,
    /// Its national code: 51 running, 52 for now not collected, 54 settled.
    pub(crate) status: &'static str,
    /// What is deducted per month.
    pub(crate) instalment: Money,
}

/// An attachment of the benefit by a bailiff.
#[derive(Debug)]
pub(crate) struct Attachment {
    /// Who attaches.
    pub(crate) bailiff: &'static str,
    /// The bailiff's account.
    pub(crate) iban: Iban,
    /// What is deducted per month.
    pub(crate) amount: Money,
    /// What the resident must keep.
    pub(crate) free: Money,
    /// When it is in force.
    pub(crate) period: Period,
}

/// What a case owes.
#[derive(Debug, Default)]
pub(crate) struct Debts {
    /// Debts to the municipality.
    pub(crate) debts: Vec<Debt>,
    /// Attachments of the benefit.
    pub(crate) attachments: Vec<Attachment>,
}

/// Makes up debts and attachments, and adds their deductions to the component lines.
pub(super) fn draw(dice: &mut Dice, lines: &mut Vec<Line>, life: Period, timetable: &Timetable) -> Debts {
    let mut owed = Debts::default();
    let most = deductible(lines);
    if most < 1000 {
        return owed;
    }
    let since = first_day(timetable.last.plus(-dice.between(1..=30)));
    let running = life.until.is_none();
    match dice.weighted(&[(84, 0), (7, 1), (4, 2), (3, 3), (2, 4)]) {
        1 if running => {
            let period = life.starting(since);
            let instalment = draw_cents(dice, 1000, most);
            lines.push(Line::new(Component::Deduction, "Aflossing vordering", Effect::Debit, instalment, period));
            let balance = instalment * dice.between(6..=60) + dice.between(0..=99);
            owed.debts.push(debt(dice, "51", period.from, balance, instalment));
            if dice.percent(20) {
                owed.debts.push(debt(dice, "54", days_after(life.from, 20), 0, 0));
            }
        }
        2 => {
            let settled = last_day(timetable.last.plus(-dice.between(2..=8)));
            let period = life.ending(settled);
            if period.exists() && dice.percent(50) {
                let instalment = draw_cents(dice, 1000, most);
                lines.push(Line::new(Component::Deduction, "Aflossing vordering", Effect::Debit, instalment, period));
            }
            owed.debts.push(debt(dice, "54", life.from, 0, 0));
        }
        3 => {
            let balance = draw_cents(dice, 5000, 400_000);
            owed.debts.push(debt(dice, "52", life.from, balance, 0));
        }
        4 if running => {
            let period = life.starting(since);
            let amount = draw_cents(dice, 1500, most);
            lines.push(Line::new(Component::Deduction, "Beslag", Effect::Debit, amount, period));
            let free = most * 19;
            lines.push(Line::new(Component::Informative, "Beslagvrije voet", Effect::Informative, free, period));
            owed.attachments.extend(attachment(dice, amount, free, period));
        }
        _ => {}
    }
    owed
}

fn debt(dice: &mut Dice, status: &'static str, near: Date, balance: i64, instalment: i64) -> Debt {
    Debt {
        kind: dice.weighted(&KINDS),
        decided: days_after(near, -dice.between(3..=25)),
        original: Money::from_cents(balance + draw_cents(dice, 5000, 250_000)),
        balance: Money::from_cents(balance),
        status,
        instalment: Money::from_cents(instalment),
    }
}

fn attachment(dice: &mut Dice, amount: i64, free: i64, period: Period) -> Option<Attachment> {
    let (bailiff, account) = dice.pick(&BAILIFFS);
    let iban = numbers::organisation_account(account)?;
    Some(Attachment { bailiff, iban, amount: Money::from_cents(amount), free: Money::from_cents(free), period })
}
