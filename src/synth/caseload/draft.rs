//! The outlines of a household: adults, case and accounts, before anything hangs on them.
//!
//! Most households are independent. A few are a second case of another household's client: periodic special assistance
//! beside a running case, or an earlier case under an old client number, which describes the same person twice.

use super::amounts::Form;
use super::case::{Case, Scheme, Standing};
use super::household::{Client, Household};
use super::payees::{Holder, Holders, PayeeKind, administrator};
use super::places::Municipality;
use super::timetable::{Period, Timetable, days_after, first_day, last_day};
use crate::domain::{Date, Iban, Month};
use crate::synth::numbers;
use crate::synth::persons::{Address, Person};
use crate::synth::random::Dice;

const BANKS: [&str; 7] = ["INGB", "RABO", "ABNA", "TRIO", "SNSB", "ASNB", "KNAB"];
const REASONS: [&str; 9] = ["01", "02", "03", "04", "04", "11", "19", "32", "98"];

/// The places of a household's accounts.
const CLIENT_ACCOUNT: u32 = 0;
const PARTNER_ACCOUNT: u32 = 1;
const FORMER_ACCOUNT: u32 = 2;
const ADMINISTERED_ACCOUNT: u32 = 3;

/// What must be known of a household before its rows can be made up.
pub(super) struct Draft {
    pub(super) kin: u32,
    pub(super) case: Case,
    pub(super) adults: Vec<Client>,
    pub(super) introduces: bool,
    pub(super) address: Address,
    pub(super) holders: Holders,
}

impl Draft {
    /// Outlines a household of its own, or nothing where its numbers have run out.
    pub(super) fn independent(
        dice: &mut Dice,
        schemes: &[(u32, Scheme)],
        timetable: &Timetable,
        index: u32,
        place: &Municipality,
    ) -> Option<Self> {
        let scheme = dice.weighted(schemes);
        let standing = dice.weighted(&[(93, 'r'), (4, 'e'), (3, 'b')]);
        let ended = scheme == Scheme::OneOff || standing == 'e';
        let life = draw_life(dice, timetable, scheme, ended);
        let living = dice.weighted(&[(60, 1), (20, 2), (17, 3), (3, 4)]);
        let sharers = if living != 3 && dice.percent(12) { dice.between(1..=4) } else { 0 };
        let standing = match standing {
            _ if ended => Standing::Ended { reason: dice.pick(&REASONS) },
            'b' => Standing::Blocked { since: first_day(timetable.last.plus(-dice.between(0..=4))).max(life.from) },
            _ => Standing::Running,
        };
        let low = dice.percent(3);
        let mut adults = Vec::with_capacity(2);
        for slot in 0..if living == 3 { 2 } else { 1 } {
            adults.push(draw_adult(dice, timetable, index, slot, low)?);
        }
        if let (Standing::Ended { reason: "04" }, Some(end)) = (standing, life.until) {
            adults[0].person.death = Some(days_after(end, -dice.between(0..=14)));
        }
        let holders = draw_holders(dice, index, &mut adults)?;
        let granted = draw_grant(dice, life, timetable.eve);
        let form = Form { living, sharers };
        let case = Case { number: case_number(index), scheme, form, life, granted, standing };
        let address = Address::draw(dice, place.towns);
        Some(Self { kin: index, case, adults, introduces: true, address, holders })
    }

    /// Outlines periodic special assistance beside a running case of the same client.
    pub(super) fn second_scheme(dice: &mut Dice, timetable: &Timetable, index: u32, kin: Household) -> Option<Self> {
        let from = first_day(timetable.last.plus(-dice.between(0..=30)));
        let life = Period { from, until: None };
        let granted = draw_grant(dice, life, timetable.eve);
        let form = Form { living: kin.case.form.living, sharers: 0 };
        let (scheme, standing) = (Scheme::Periodic, Standing::Running);
        let case = Case { number: case_number(index), scheme, form, life, granted, standing };
        let holders = Holders { current: vec![holder_of(&kin)?], former: None };
        Some(Self { kin: kin.kin, case, introduces: false, address: kin.address, adults: kin.adults, holders })
    }

    /// Outlines a case of the same client that ended before, under a client number of its own.
    pub(super) fn earlier_case(dice: &mut Dice, timetable: &Timetable, index: u32, kin: Household) -> Option<Self> {
        let last = Month::of(kin.case.life.from).plus(-dice.between(1..=6));
        let from = first_day(last.plus(-dice.between(6..=60)));
        let life = Period { from, until: Some(last_day(last)) };
        let case = Case {
            number: case_number(index),
            scheme: Scheme::Pw,
            form: Form { living: 1, sharers: 0 },
            life,
            granted: draw_grant(dice, life, timetable.eve),
            standing: Standing::Ended { reason: dice.pick(&["11", "32", "98"]) },
        };
        let holders = Holders { current: vec![holder_of(&kin)?], former: None };
        let client = kin.adults.into_iter().next()?;
        let adults = vec![Client { number: client_number(index, 0), ..client }];
        Some(Self { kin: kin.kin, case, adults, introduces: true, address: kin.address, holders })
    }
}

/// Draws when a case began, and when it ended if it did: during the last year.
fn draw_life(dice: &mut Dice, timetable: &Timetable, scheme: Scheme, ended: bool) -> Period {
    let last = timetable.last;
    if scheme == Scheme::OneOff {
        let months = i32::try_from(timetable.history.len()).unwrap_or(12).min(12);
        let paid = timetable.history.iter().rev().nth(dice.between(0..=months - 1).unsigned_abs() as usize);
        let month = paid.map_or(last, |paid| Month::of(paid.date));
        let from = days_after(first_day(month), -dice.between(0..=40));
        return Period { from, until: Some(last_day(month)) };
    }
    let age = match scheme {
        Scheme::Tozo => dice.between(1..=9),
        _ if !ended && dice.percent(14) => dice.between(0..=23),
        _ => dice.between(24..=154),
    };
    let day = if dice.percent(70) { 0 } else { dice.between(1..=24) };
    let from = days_after(first_day(last.plus(-age)), day).min(timetable.latest_start());
    let until = ended.then(|| last_day(last.plus(-dice.between(0..=age.min(11)))));
    Period { from, until }
}

/// Draws the day on which a case was granted: some weeks after its start, and while it ran.
fn draw_grant(dice: &mut Dice, life: Period, eve: Date) -> Date {
    days_after(life.from, dice.between(5..=45)).min(life.until.unwrap_or(eve)).min(eve)
}

fn draw_adult(dice: &mut Dice, timetable: &Timetable, index: u32, slot: u32, low: bool) -> Option<Client> {
    let bsn = numbers::bsn(index, slot as usize, low)?;
    let person = Person::draw(dice, bsn, index.checked_mul(2)?.checked_add(slot)?, timetable.eve.year());
    Some(Client { number: client_number(index, slot), person, administered: false })
}

/// Draws who receives the benefit: the client, both partners, or an administrator.
fn draw_holders(dice: &mut Dice, index: u32, adults: &mut [Client]) -> Option<Holders> {
    let holder = |kind, adult: &Client, iban| Holder { kind, name: adult.person.account_name(), iban };
    let own = if dice.percent(1) {
        numbers::foreign_account(index, CLIENT_ACCOUNT, dice.percent(40))?
    } else {
        draw_account(dice, index, CLIENT_ACCOUNT)?
    };
    let client = holder(PayeeKind::Client, &adults[0], own);
    if dice.percent(6) {
        adults[0].administered = true;
        let account = draw_account(dice, index, ADMINISTERED_ACCOUNT)?;
        let former = dice.percent(15).then_some(client);
        return Some(Holders { current: vec![administrator(dice, account)], former });
    }
    let mut current = vec![client];
    if let [_, partner] = &*adults
        && dice.percent(25)
    {
        current.push(holder(PayeeKind::Partner, partner, draw_account(dice, index, PARTNER_ACCOUNT)?));
    }
    let former = if dice.percent(3) {
        Some(holder(PayeeKind::Client, &adults[0], draw_account(dice, index, FORMER_ACCOUNT)?))
    } else {
        None
    };
    Some(Holders { current, former })
}

fn draw_account(dice: &mut Dice, index: u32, slot: u32) -> Option<Iban> {
    numbers::dutch_account(index, slot, dice.pick(&BANKS))
}

/// Returns who receives the rest of a case's benefit by now, but not the partner.
fn holder_of(kin: &Household) -> Option<Holder> {
    let mut payees = kin.payees.iter().rev();
    let payee = payees.find(|payee| payee.fixed.is_none() && payee.kind != PayeeKind::Partner)?;
    Some(Holder { kind: payee.kind, name: payee.name.clone(), iban: payee.iban })
}

const fn case_number(index: u32) -> u32 {
    100_000 + index
}

const fn client_number(index: u32, slot: u32) -> u32 {
    1_000_000 + index * 2 + slot
}
