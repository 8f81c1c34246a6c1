//! The payees of a case, and the division of a payment among them.
//!
//! Fixed amounts are served first in the order of their numbers; what remains goes to the one payee of the rest, or in
//! equal halves to client and partner, the odd cent to the lower number.

use super::amounts::{Component, Effect, Line, draw_cents, lowest_net};
use super::timetable::{Period, Timetable, first_day};
use crate::domain::{Date, Iban, Money};
use crate::synth::numbers;
use crate::synth::random::Dice;

/// Landlords: the name, the component line that tells about it, and the place of its account.
const LANDLORDS: [ThirdParty; 3] = [
    ("Woonstichting Voorbeeld", "Doorbetaling huur", 0),
    ("Wonen Proefërland; afdeling Huur", "Doorbetaling huur", 1),
    ("Coöperatie Schijnwoningen", "Doorbetaling huur", 2),
];
/// Energy companies and health insurers.
const SUPPLIERS: [ThirdParty; 3] = [
    ("Proef Energie", "Doorbetaling energie", 3),
    ("Voorbeeld Gas & Lïcht", "Doorbetaling energie", 4),
    ("Zorgverzekeraar Proef", "Doorbetaling zorgpremie", 5),
];
type ThirdParty = (&'static str, &'static str, u32);
const ADMINISTRATORS: [&str; 4] =
    ["Bewindvoering Voorbeeld", "Beschermingsbewind Proef", "Kantoor Zoë & Proef", "Budgetbeheer De Coördinaat"];

/// What kind of payee it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PayeeKind {
    /// The client.
    Client,
    /// The partner, for their own half.
    Partner,
    /// Who keeps the client's accounts.
    Administrator,
    /// A landlord, supplier or insurer.
    ThirdParty,
}

/// One payee.
#[derive(Clone, Debug)]
pub(crate) struct Payee {
    /// Its number within the case, from 1.
    pub(crate) number: u8,
    /// What it is.
    pub(crate) kind: PayeeKind,
    /// In whose name the account is.
    pub(crate) name: String,
    /// The account.
    pub(crate) iban: Iban,
    /// The fixed amount; none where the payee gets the rest.
    pub(crate) fixed: Option<Money>,
    /// When it is in force.
    pub(crate) period: Period,
}

/// An account and the name that it is in.
#[derive(Clone, Debug)]
pub(super) struct Holder {
    pub(super) kind: PayeeKind,
    pub(super) name: String,
    pub(super) iban: Iban,
}

/// Who gets the rest of a benefit.
#[derive(Debug)]
pub(super) struct Holders {
    /// The one payee of the rest, or client and partner.
    pub(super) current: Vec<Holder>,
    /// Who came before the client or administrator, where that changed lately.
    pub(super) former: Option<Holder>,
}

/// Names the payees of a case; fixed amounts are told in the component lines too.
pub(super) fn arrange(
    dice: &mut Dice,
    holders: Holders,
    lines: &mut Vec<Line>,
    life: Period,
    timetable: &Timetable,
) -> Vec<Payee> {
    let lowest = lowest_net(lines, life);
    let mut payees = Vec::with_capacity(4);
    let third_parties_first = dice.percent(30);
    let third_parties = if lowest >= 30_000 { dice.weighted(&[(930, 0_u32), (57, 1), (13, 2)]) } else { 0 };
    if third_parties_first {
        pay_on_behalf(dice, third_parties, lowest, lines, life, timetable, &mut payees);
    }
    let mut current = holders.current;
    if current.len() > 1 && dice.percent(30) {
        current.reverse();
    }
    let change = first_day(timetable.last.plus(-dice.between(2..=9)));
    let former = holders.former.filter(|_| life.from < change && life.until.is_none());
    let changed = former.as_ref().map(|_| change);
    if let Some(former) = former {
        payees.push(rest(former, life.ending(change.yesterday().unwrap_or(change))));
    }
    for holder in current {
        let from = changed.filter(|_| holder.kind != PayeeKind::Partner).unwrap_or(life.from);
        payees.push(rest(holder, life.starting(from)));
    }
    if !third_parties_first {
        pay_on_behalf(dice, third_parties, lowest, lines, life, timetable, &mut payees);
    }
    for (payee, number) in payees.iter_mut().zip(1..) {
        payee.number = number;
    }
    payees
}

/// Divides a sum over the payees in force on a day; a share is the payee's place and its amount.
pub(super) fn divide(sum: i64, payees: &[Payee], on: Date, shares: &mut Vec<(usize, Money)>) {
    shares.clear();
    let mut left = sum;
    for (place, payee) in payees.iter().enumerate().filter(|(_, payee)| payee.period.covers(on)) {
        if let Some(fixed) = payee.fixed {
            let share = fixed.cents().min(left);
            left -= share;
            shares.push((place, Money::from_cents(share)));
        }
    }
    divide_rest(left, payees, on, shares);
}

/// Divides a sum over the payees of the rest alone, as holiday allowance is.
pub(super) fn divide_rest(sum: i64, payees: &[Payee], on: Date, shares: &mut Vec<(usize, Money)>) {
    let of_the_rest =
        || payees.iter().enumerate().filter(|(_, payee)| payee.fixed.is_none() && payee.period.covers(on));
    let mut heads = i64::try_from(of_the_rest().count()).unwrap_or(1);
    let mut left = sum;
    for (place, _) in of_the_rest() {
        let share = (left + heads - 1) / heads;
        left -= share;
        heads -= 1;
        shares.push((place, Money::from_cents(share)));
    }
    shares.retain(|(_, share)| share.cents() > 0);
}

/// Draws the administrator who keeps a resident's accounts.
pub(super) fn administrator(dice: &mut Dice, iban: Iban) -> Holder {
    Holder { kind: PayeeKind::Administrator, name: dice.pick(&ADMINISTRATORS).to_owned(), iban }
}

fn rest(holder: Holder, period: Period) -> Payee {
    Payee { number: 0, kind: holder.kind, name: holder.name, iban: holder.iban, fixed: None, period }
}

/// Adds third parties, first a landlord and then another, for no more than 60% of the lowest sum together.
fn pay_on_behalf(
    dice: &mut Dice,
    count: u32,
    lowest: i64,
    lines: &mut Vec<Line>,
    life: Period,
    timetable: &Timetable,
    payees: &mut Vec<Payee>,
) {
    for place in 0..count {
        let landlord = place == 0 && dice.percent(70);
        let (organisations, most) = if landlord { (&LANDLORDS, 65_000) } else { (&SUPPLIERS, 18_000) };
        let (name, description, account) = dice.pick(organisations);
        let Some(iban) = numbers::organisation_account(account) else { continue };
        let amount = draw_cents(dice, 6000, most).min(lowest * 3 / 10);
        let since = first_day(timetable.last.plus(-dice.between(3..=20)));
        let later = dice.percent(30) && life.covers(since);
        let period = if later { life.starting(since) } else { life };
        lines.push(Line::new(Component::PaidOnBehalf, description, Effect::Informative, amount, period));
        payees.push(Payee {
            number: 0,
            kind: PayeeKind::ThirdParty,
            name: name.to_owned(),
            iban,
            fixed: Some(Money::from_cents(amount)),
            period,
        });
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn payee(kind: PayeeKind, fixed: Option<i64>, from: Date) -> Payee {
        let iban = numbers::dutch_account(1, 0, "INGB").expect("an account");
        let period = Period { from, until: None };
        Payee { number: 1, kind, name: "Proef".to_owned(), iban, fixed: fixed.map(Money::from_cents), period }
    }

    fn shares(sum: i64, payees: &[Payee]) -> Vec<(usize, i64)> {
        let mut shares = Vec::new();
        divide(sum, payees, date(2021, 1, 29), &mut shares);
        shares.into_iter().map(|(place, share)| (place, share.cents())).collect()
    }

    #[test]
    fn the_odd_cent_goes_to_the_lower_number() {
        let start = date(2020, 1, 1);
        let halves = [payee(PayeeKind::Client, None, start), payee(PayeeKind::Partner, None, start)];
        assert_eq!(shares(1001, &halves), [(0, 501), (1, 500)]);
    }

    #[test]
    fn fixed_amounts_go_before_the_rest_and_in_order() {
        let start = date(2020, 1, 1);
        let payees = [
            payee(PayeeKind::Client, None, start),
            payee(PayeeKind::ThirdParty, Some(700), start),
            payee(PayeeKind::ThirdParty, Some(500), start),
        ];
        assert_eq!(shares(2000, &payees), [(1, 700), (2, 500), (0, 800)]);
        assert_eq!(shares(900, &payees), [(1, 700), (2, 200)]);
    }

    #[test]
    fn a_payee_of_later_gets_nothing() {
        let payees = [
            payee(PayeeKind::Client, None, date(2020, 1, 1)),
            payee(PayeeKind::ThirdParty, Some(700), date(2021, 2, 1)),
        ];
        assert_eq!(shares(1000, &payees), [(0, 1000)]);
    }
}
