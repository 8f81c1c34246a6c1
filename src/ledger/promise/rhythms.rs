//! Accounts of one case that are each paid in a rhythm of their own, and what their dates rest on.

use super::caseload::{Caseload, date, month};
use crate::ledger::calendar::Calendar;
use crate::ledger::class::Class;
use crate::ledger::custom::Rule;

/// A case of which the client is paid by the month, the landlord every four weeks and a third account every week.
fn mixed() -> Caseload {
    let mut caseload = Caseload::new();
    caseload.monthly("client", "2020-01", "2020-12", 90_000);
    for on in ["2020-08-14", "2020-09-11", "2020-10-09", "2020-11-06", "2020-12-04"] {
        caseload.pay("landlord", &on[..7], on, 60_000);
    }
    for on in ["2020-11-19", "2020-11-26", "2020-12-03", "2020-12-10", "2020-12-17", "2020-12-24"] {
        caseload.pay("week", &on[..7], on, 5_000);
    }
    caseload
}

/// Returns what the last case is promised: account, date and cents.
fn dated(caseload: &Caseload, account: &str) -> Vec<String> {
    let last = caseload.facts.cases.len() - 1;
    let lines = caseload.lines().into_iter();
    let own = lines.filter(|line| line.case == last && &*line.account == account);
    own.map(|line| format!("{} {}", line.date, line.cents)).collect()
}

#[test]
fn every_account_of_a_case_keeps_its_own_rhythm() {
    let caseload = mixed();
    let monthly = ["2021-01-29 90000", "2021-02-26 90000", "2021-03-31 90000"];
    assert_eq!(dated(&caseload, "client"), monthly);
    let four_weeks = ["2021-01-04 60000", "2021-01-29 60000", "2021-02-26 60000", "2021-03-26 60000"];
    assert_eq!(dated(&caseload, "landlord"), four_weeks);
    let weeks = dated(&caseload, "week");
    assert_eq!((weeks.len(), weeks[0].as_str(), weeks[1].as_str()), (12, "2021-01-07 5000", "2021-01-14 5000"));
    assert!(weeks.iter().all(|line| line.ends_with(" 5000")), "{weeks:?}");
}

#[test]
fn an_account_by_the_month_in_arrears_and_one_by_the_week_are_both_in_use() {
    let mut caseload = Caseload::new();
    for ahead in 0..11 {
        let paid = month("2020-01").plus(ahead);
        let tenth = Rule::OnOrBefore { day: 10, offset: 1 }.date(paid).expect("a date");
        caseload.add(Class::Regular, "client", "client", paid, tenth, 90_000);
    }
    for on in ["2020-11-19", "2020-11-26", "2020-12-03", "2020-12-10", "2020-12-17", "2020-12-24"] {
        caseload.pay("week", &on[..7], on, 5_000);
    }
    assert_eq!(dated(&caseload, "client"), ["2021-01-08 90000", "2021-02-10 90000", "2021-03-10 90000"]);
    assert_eq!(dated(&caseload, "week").len(), 12);
    assert!(caseload.notes().is_empty(), "{:?}", caseload.notes());
}

#[test]
fn an_account_by_the_month_in_arrears_and_one_that_is_not_are_both_in_use() {
    let mut caseload = Caseload::new();
    caseload.monthly("x", "2020-01", "2020-12", 90_000);
    for ahead in 0..11 {
        let paid = month("2020-01").plus(ahead);
        let day = Rule::NthLast { nth: 1, offset: 1 }.date(paid).expect("a date");
        caseload.add(Class::Regular, "client", "energy", paid, day, 12_000);
    }
    assert_eq!(dated(&caseload, "energy"), ["2021-01-29 12000", "2021-02-26 12000", "2021-03-31 12000"]);
    assert_eq!(dated(&caseload, "x").len(), 3);
    assert!(caseload.notes().is_empty(), "{:?}", caseload.notes());
}

#[test]
fn an_account_that_gave_way_to_another_rhythm_is_superseded() {
    let weeks = |caseload: &mut Caseload, account: &str, days: &[&str]| {
        for on in days {
            caseload.pay(account, &on[..7], on, 20_000);
        }
    };
    let mut to_weeks = Caseload::new();
    to_weeks.monthly("old", "2020-01", "2020-11", 90_000);
    weeks(&mut to_weeks, "new", &["2020-12-03", "2020-12-10", "2020-12-17", "2020-12-24"]);
    assert_eq!((dated(&to_weeks, "old").len(), dated(&to_weeks, "new").len()), (0, 12), "by the week since December");
    assert_eq!(to_weeks.notes(), ["superseded"]);

    let mut to_months = Caseload::new();
    weeks(&mut to_months, "old", &["2020-08-06", "2020-08-13", "2020-08-20", "2020-08-27"]);
    to_months.monthly("new", "2020-09", "2020-12", 90_000);
    assert_eq!(
        (dated(&to_months, "old").len(), dated(&to_months, "new").len()),
        (0, 3),
        "by the month since September"
    );
    assert_eq!(to_months.notes(), ["superseded"]);
}

#[test]
fn a_correction_is_not_made_again_every_week() {
    let mut caseload = Caseload::new();
    for on in ["2020-11-26", "2020-12-03", "2020-12-10", "2020-12-17", "2020-12-24"] {
        caseload.pay("week", &on[..7], on, 20_000);
    }
    caseload.correct("week", "2020-12", "2020-12-24", -5_000);
    let weeks = dated(&caseload, "week");
    assert!(weeks.len() == 12 && weeks.iter().all(|line| line.ends_with(" 20000")), "{weeks:?}");
}

#[test]
fn rhythms_need_no_calendar() {
    let mut caseload = mixed();
    let with_calendar: Vec<_> = ["client", "landlord", "week"].map(|account| dated(&caseload, account)).to_vec();
    caseload.facts.calendar = Calendar::default();
    let without: Vec<_> = ["client", "landlord", "week"].map(|account| dated(&caseload, account)).to_vec();
    assert_eq!((without, caseload.promised().unexplained), (with_calendar, 0));
}

#[test]
fn a_case_with_an_account_by_the_month_was_paid_up_to_its_last_month() {
    let caseload = mixed();
    let last = caseload.facts.cases.len() - 1;
    let promised = caseload.promised();
    let paid = promised.last_paid.iter().find(|paid| paid.case == last).expect("a last month");
    assert_eq!(paid.month.to_string(), "2020-12");
}

#[test]
fn every_promised_slot_says_what_explains_its_dates_and_what_that_rests_on() {
    let caseload = mixed();
    let last = caseload.facts.cases.len() - 1;
    let promised = caseload.promised();
    let own = promised.customs.iter().filter(|custom| custom.case == last);
    let told: Vec<String> = own
        .map(|custom| {
            let (first, last, places) = (custom.first, custom.last, custom.rests_on.len());
            format!(
                "{} {}: {}, {} from {first} to {last}, {places} places",
                custom.account, custom.date, custom.rule, custom.payments
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "client 2020-12-31: the last banking day of the month, 12 from 2020-01-31 to 2020-12-31, 12 places",
            "landlord 2020-12-04: every 4 weeks, 5 from 2020-08-14 to 2020-12-04, 5 places",
            "week 2020-12-24: every week, 6 from 2020-11-19 to 2020-12-24, 6 places",
        ]
    );
    assert_eq!(promised.usual.map(|rule| rule.to_string()), Some("the last banking day of the month".to_owned()));
}

#[test]
fn a_rule_rests_on_twelve_places_at_the_most_and_on_none_that_it_does_not_explain() {
    let mut caseload = Caseload::new();
    caseload.monthly("x", "2019-06", "2020-12", 90_000).monthly("x", "2020-11", "2020-12", 5_000);
    caseload.pay("x", "2020-05", "2020-05-12", 10_000);
    let promised = caseload.promised();
    let custom = promised.customs.last().expect("a custom");
    assert_eq!((custom.payments, custom.rests_on.len()), (14, 12), "two payments on one date are two");
    assert_eq!((custom.first, custom.last), (date("2020-01-31"), date("2020-12-31")));
    let mut young = Caseload::new();
    young.pay("x", "2020-12", "2020-12-15", 90_000).correct("y", "2020-12", "2020-12-15", 500);
    let promised = young.promised();
    let own: Vec<_> = promised.customs.iter().skip(1).map(|custom| (custom.payments, custom.rests_on.len())).collect();
    assert_eq!(own, [(1, 1), (1, 1)], "a young account, and one that a correction alone was paid on");
}

#[test]
fn what_is_promised_to_nobody_rests_on_nothing() {
    let mut caseload = Caseload::new();
    caseload.monthly("x", "2020-01", "2020-12", 90_000).fact().ended = Some(date("2021-01-10"));
    let last = caseload.facts.cases.len() - 1;
    assert!(caseload.promised().customs.iter().all(|custom| custom.case != last));
}
