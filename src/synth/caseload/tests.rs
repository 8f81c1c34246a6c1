//! What must hold of every caseload for its transfer to be proven, whatever the service and its payment dates.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::amounts::{Component, net};
use super::case::{Scheme, Standing};
use super::payees::divide;
use super::payments::{Payment, PaymentKind, months_reserved};
use super::places::Municipality;
use super::timetable::{Day, PayDay, last_day};
use super::{Caseload, Household, Profile, Timetable};
use crate::domain::{Date, Money};
use crate::synth::{Options, laborijn};

/// A service that pays in arrears, on the 9th of the next month or the banking day before.
pub(super) static ARREARS: Profile = Profile {
    cutover: date(2020, 1, 1),
    households: 900,
    municipalities: &[municipality("0175", 1, true), municipality("0160", 1, false)],
    leaving: (200, 900),
    pay_day: PayDay { months_later: 1, day: Day::OnOrBefore(9) },
    schemes: &Profile::SCHEMES,
    norms_since: 2018,
};

/// A service that pays on the 23rd or the banking day before, and that everybody leaves.
pub(super) static ALL_LEAVE: Profile = Profile {
    cutover: date(2019, 1, 1),
    households: 2200,
    municipalities: &[municipality("0301", 60, true), municipality("0262", 40, true)],
    leaving: (1, 1),
    pay_day: PayDay { months_later: 0, day: Day::OnOrBefore(23) },
    schemes: &Profile::SCHEMES,
    norms_since: 2018,
};

/// A service that pays on the 28th or the banking day after, which may lie in the next month.
pub(super) static DAY_OR_AFTER: Profile =
    Profile { pay_day: PayDay { months_later: 0, day: Day::OnOrAfter(28) }, cutover: date(2020, 1, 1), ..ALL_LEAVE };

const fn municipality(code: &'static str, weight: u32, leaves: bool) -> Municipality {
    Municipality { code, former: &[], towns: &[("Proefdorp", 7000)], weight, leaves }
}

/// Walks through caseloads of all services at several cut-overs.
fn each_household(mut visit: impl FnMut(&Timetable, &Household)) {
    let cutovers = [date(2019, 1, 1), date(2020, 1, 1), date(2021, 3, 1), date(2021, 7, 1)];
    for profile in [&laborijn::PROFILE, &ARREARS, &ALL_LEAVE, &DAY_OR_AFTER] {
        for cutover in cutovers {
            let options = Options { households: 800, cutover, ..profile.options() };
            let timetable = Timetable::new(profile, &options).expect("a timetable");
            for household in Caseload::new(profile, &options, &timetable) {
                visit(&timetable, &household.expect("a household"));
            }
        }
    }
}

/// Returns what a case is due on a day, per payee.
fn due(household: &Household, on: Date) -> BTreeMap<usize, Money> {
    let mut shares = Vec::new();
    if household.case.is_paid_on(on) {
        divide(net(&household.lines, on), &household.payees, on, &mut shares);
    }
    shares.into_iter().collect()
}

#[test]
fn what_was_paid_for_the_last_month_is_due_on_every_later_payment_date() {
    let mut compared = 0;
    each_household(|timetable, household| {
        let last = timetable.history.len() - 1;
        let regular = |payment: &&Payment| payment.kind == PaymentKind::Regular && payment.month == last;
        let paid = household.payments.iter().filter(regular).map(|payment| {
            assert_eq!((payment.date, payment.returned), (timetable.history[last].date, false));
            (payment.payee, payment.amount)
        });
        let paid: BTreeMap<usize, Money> = paid.collect();
        for month in &timetable.ahead {
            let promised = if household.case.is_paid_on(month.date) { paid.clone() } else { BTreeMap::new() };
            assert_eq!(due(household, month.date), promised, "{:?} on {}", household.case, month.date);
            compared += promised.len();
        }
        if household.case.standing == Standing::Running {
            assert!(!paid.is_empty() && household.case.life.until.is_none(), "{:?}", household.case);
        }
    });
    assert!(compared > 100_000, "{compared}");
}

#[test]
fn every_payment_lies_before_the_cutover_and_after_the_start_of_its_case() {
    let (mut after_the_end, mut grants) = (0, 0);
    each_household(|timetable, household| {
        let case = &household.case;
        for payment in &household.payments {
            let month = &timetable.history[payment.month];
            assert!(payment.date <= timetable.eve, "{case:?}: {payment:?}");
            assert!(case.life.from <= payment.date, "{case:?}: {payment:?}");
            if payment.returned {
                assert_eq!((payment.kind, payment.date), (PaymentKind::Regular, month.date));
            }
            assert!(payment.kind != PaymentKind::Holiday || month.label.starts_with("05-"), "{payment:?}");
            after_the_end += u32::from(!case.life.covers(payment.date));
            grants += u32::from(case.scheme == Scheme::OneOff);
        }
    });
    assert!(after_the_end > 0, "in arrears the last month is paid after the end");
    assert!(grants > 150, "{grants}");
}

#[test]
fn holiday_allowance_stands_reserved_up_to_the_last_month_before_the_cutover() {
    each_household(|timetable, household| {
        let (case, eve) = (&household.case, timetable.eve);
        let line =
            household.lines.iter().find(|line| line.component == Component::HolidayReserve && line.period.covers(eve));
        assert_eq!(line.is_some(), household.reserve.is_some(), "{case:?}");
        if let (Some(line), Some(reserve)) = (line, &household.reserve) {
            let months = months_reserved(case.life.from, timetable.before);
            assert_eq!(reserve.amount.cents(), months * line.amount.cents());
            assert_eq!((reserve.until, last_day(timetable.before)), (eve, eve));
            assert!((1..=12).contains(&months), "{case:?}");
        }
    });
}
