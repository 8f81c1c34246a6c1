//! Small histories, and what they promise from January 2021 on.

use super::caseload::{Caseload, Dated, Monthly, date, last_banking_day, month};
use crate::ledger::calendar::{Calendar, Window};
use crate::ledger::class::Class;
use crate::ledger::custom::Rule;

#[test]
fn the_last_paid_month_of_the_case_is_promised_again() {
    let mut caseload = Caseload::new();
    caseload.monthly("x", "2020-01", "2020-11", 90_000).monthly("x", "2020-12", "2020-12", 95_000);
    caseload.expect_monthly("a raise in December", &[("x", 95_000)]);
    caseload.monthly("rent", "2020-06", "2020-12", 40_000);
    caseload.expect_monthly("every account its own", &[("rent", 40_000), ("x", 95_000)]);
    assert!(caseload.notes().is_empty());
}

#[test]
fn payments_of_one_account_on_one_date_are_one_sum() {
    let mut caseload = Caseload::new();
    caseload.monthly("x", "2020-01", "2020-12", 90_000).monthly("x", "2020-10", "2020-12", 5_000);
    caseload.expect_monthly("two payments", &[("x", 95_000)]);
    assert!(caseload.lines().iter().filter(|line| &*line.account == "x").all(|line| line.payments == 2));
}

#[test]
fn an_account_that_the_last_month_did_not_use_is_superseded() {
    let mut caseload = Caseload::new();
    caseload.monthly("old", "2020-01", "2020-11", 90_000).monthly("new", "2020-12", "2020-12", 90_000);
    caseload.expect_monthly("another account since December", &[("new", 90_000)]);
    assert_eq!(caseload.notes(), ["superseded"]);
}

#[test]
fn what_came_back_and_was_paid_again_was_paid_on_its_first_date() {
    let mut again = Caseload::new();
    again.monthly("x", "2020-01", "2020-11", 90_000).returned("x", "2020-12", "2020-12-31", 90_000);
    again.pay("x", "2020-12", "2021-01-06", 90_000);
    again.expect_monthly("on the same account", &[("x", 90_000)]);

    let mut elsewhere = Caseload::new();
    elsewhere.monthly("x", "2020-01", "2020-11", 90_000).returned("x", "2020-12", "2020-12-31", 90_000);
    elsewhere.pay("y", "2020-12", "2021-01-06", 90_000);
    elsewhere.expect_monthly("on another account", &[("y", 90_000)]);
    assert_eq!(elsewhere.notes(), ["superseded"]);

    let mut parts = Caseload::new();
    parts.monthly("x", "2020-01", "2020-11", 90_000).returned("x", "2020-12", "2020-12-31", 90_000);
    parts.pay("x", "2020-12", "2021-01-06", 60_000).pay("x", "2020-12", "2021-01-08", 30_000);
    parts.expect_monthly("in parts", &[("x", 90_000)]);

    let mut spread = Caseload::new();
    spread.monthly("x", "2020-01", "2020-11", 90_000).returned("x", "2020-12", "2020-12-31", 90_000);
    spread.pay("y", "2020-12", "2021-01-06", 60_000).pay("z", "2020-12", "2021-01-06", 30_000);
    spread.expect_monthly("in parts on two accounts", &[("y", 60_000), ("z", 30_000)]);

    let mut twice = Caseload::new();
    twice.monthly("x", "2020-01", "2020-11", 90_000).returned("x", "2020-12", "2020-12-31", 90_000);
    twice.returned("x", "2020-12", "2021-01-04", 90_000).pay("x", "2020-12", "2021-01-06", 90_000);
    twice.expect_monthly("at the third attempt", &[("x", 90_000)]);

    let mut duplicate = Caseload::new();
    duplicate.monthly("x", "2020-01", "2020-11", 90_000).monthly("x", "2020-12", "2020-12", 85_000);
    duplicate.returned("x", "2020-12", "2020-12-31", 85_000);
    duplicate.expect_monthly("paid twice by mistake, and one of them came back", &[("x", 85_000)]);
}

#[test]
fn what_came_back_for_good_is_promised_as_it_was_last_really_paid() {
    let mut caseload = Caseload::new();
    caseload.monthly("x", "2020-01", "2020-11", 90_000).returned("x", "2020-12", "2020-12-31", 95_000);
    caseload.expect_monthly("the case", &[("x", 90_000)]);
    assert!(caseload.notes().contains(&"returned"));

    caseload.monthly("rent", "2020-01", "2020-12", 40_000);
    caseload.expect_monthly("one account of the case", &[("rent", 40_000), ("x", 90_000)]);

    let mut part = Caseload::new();
    part.monthly("x", "2020-01", "2020-11", 90_000).returned("x", "2020-12", "2020-12-31", 90_000);
    part.pay("x", "2020-12", "2021-01-06", 20_000);
    part.expect_monthly("only part of it was paid again", &[("x", 90_000)]);
}

#[test]
fn an_account_does_not_give_way_to_one_whose_first_payment_came_back() {
    let case = || {
        let mut caseload = Caseload::new();
        caseload.monthly("rent", "2020-01", "2020-12", 40_000).monthly("old", "2020-01", "2020-11", 90_000);
        caseload
    };
    let mut caseload = case();
    caseload.returned("new", "2020-12", "2020-12-31", 90_000);
    caseload.expect_monthly("a new account", &[("old", 90_000), ("rent", 40_000)]);
    assert_eq!(caseload.notes(), ["returned"]);

    let mut caseload = case();
    caseload.returned("rent", "2020-12", "2020-12-31", 90_000);
    caseload.expect_monthly("another account of the case", &[("old", 90_000), ("rent", 40_000)]);

    let mut caseload = Caseload::new();
    caseload.monthly("rent", "2020-01", "2020-12", 40_000).monthly("old", "2020-01", "2020-10", 90_000);
    caseload.returned("new", "2020-11", "2020-11-30", 90_000);
    caseload.expect_monthly("and nothing was tried since", &[("old", 90_000), ("rent", 40_000)]);

    let mut caseload = case();
    caseload.monthly("older", "2020-01", "2020-06", 90_000).returned("new", "2020-12", "2020-12-31", 90_000);
    caseload.expect_monthly("one before it gave way long ago", &[("old", 90_000), ("rent", 40_000)]);

    let mut caseload = Caseload::new();
    caseload.monthly("old", "2020-01", "2020-05", 90_000).monthly("new", "2020-07", "2020-12", 90_000);
    caseload.returned("wrong", "2020-06", "2020-06-30", 90_000);
    caseload.expect_monthly("half a year ago, and another took its place", &[("new", 90_000)]);

    let mut caseload = Caseload::new();
    caseload.monthly("x", "2020-01", "2020-12", 90_000).returned("wrong", "2020-12", "2020-12-31", 90_000);
    caseload.expect_monthly("paid twice by mistake", &[("x", 90_000)]);

    let mut caseload = Caseload::new();
    caseload.monthly("rent", "2020-01", "2020-12", 40_000).returned("new", "2020-12", "2020-12-31", 90_000);
    assert_eq!(
        (caseload.promised().unexplained, caseload.notes()),
        (1, vec!["unexplained"]),
        "nothing was paid before"
    );
    caseload.fact().ended = Some(date("2020-12-31"));
    assert_eq!(caseload.promised().unexplained, 0, "a case that ended");
}

#[test]
fn one_payment_makes_up_for_one_that_came_back() {
    let mut caseload = Caseload::new();
    for (who, account) in [("client", "x"), ("partner", "y")] {
        for ahead in 0..11 {
            let month = month("2020-01").plus(ahead);
            caseload.add(Class::Regular, who, account, month, last_banking_day(month), 50_000);
        }
        caseload.add(Class::Returned, who, account, month("2020-12"), date("2020-12-31"), 50_000);
    }
    caseload.pay("x", "2020-12", "2021-01-06", 50_000);
    caseload.expect_monthly("two equal halves, one of them paid again", &[("x", 50_000), ("y", 50_000)]);
}

#[test]
fn half_a_month_that_came_back_is_not_what_residents_are_used_to() {
    let mut caseload = Caseload::new();
    for ahead in 0..12 {
        let paid = month("2020-01").plus(ahead);
        let middle = Rule::OnOrBefore { day: 15, offset: 0 }.date(paid).expect("a date");
        let class = if ahead == 11 { Class::Returned } else { Class::Regular };
        caseload.add(class, "client", "x", paid, middle, 45_000);
    }
    caseload.monthly("x", "2020-01", "2020-12", 45_000);
    caseload.expect(
        "the second half is not taken for the first one, paid again",
        &[
            ("x", "2021-01-15", 45_000),
            ("x", "2021-01-29", 45_000),
            ("x", "2021-02-15", 45_000),
            ("x", "2021-02-26", 45_000),
            ("x", "2021-03-15", 45_000),
            ("x", "2021-03-31", 45_000),
        ],
    );
}

#[test]
fn a_correction_counts_in_the_promised_month_alone() {
    let table: [(&str, &str, &str, i64, Monthly<'_>); 6] = [
        ("more", "x", "2020-12", 5_000, &[("x", 95_000)]),
        ("less", "x", "2020-12", -5_000, &[("x", 85_000)]),
        ("an older month", "x", "2020-11", 5_000, &[("x", 90_000)]),
        ("an older month, less", "x", "2020-11", -5_000, &[("x", 90_000)]),
        ("on an account of its own", "y", "2020-12", 5_000, &[("x", 90_000), ("y", 5_000)]),
        ("all of it taken back", "x", "2020-12", -90_000, &[]),
    ];
    for (what, account, of, cents, expected) in table {
        let mut caseload = Caseload::new();
        caseload.monthly("x", "2020-01", "2020-12", 90_000).correct(account, of, "2020-12-31", cents);
        caseload.expect_monthly(what, expected);
    }
    let mut old = Caseload::new();
    old.monthly("y", "2020-01", "2020-11", 90_000).monthly("x", "2020-12", "2020-12", 90_000);
    old.correct("y", "2020-12", "2020-12-31", 5_000);
    old.expect_monthly("on the account that was used before", &[("x", 90_000), ("y", 5_000)]);
}

#[test]
fn a_month_paid_on_two_dates_is_two_promises() {
    let mut caseload = Caseload::new();
    for ahead in 0..12 {
        let month = month("2020-01").plus(ahead);
        let middle = Rule::OnOrBefore { day: 15, offset: 0 }.date(month).expect("a date");
        caseload.add(Class::Regular, "client", "x", month, middle, 30_000);
    }
    caseload.monthly("x", "2020-01", "2020-12", 60_000).correct("x", "2020-12", "2020-12-31", -70_000);
    caseload.expect(
        "and what a correction takes beyond the last comes off the one before it",
        &[("x", "2021-01-15", 20_000), ("x", "2021-02-15", 20_000), ("x", "2021-03-15", 20_000)],
    );
}

#[test]
fn a_month_paid_on_more_dates_than_others_hides_no_custom() {
    let mut before = Caseload::new();
    before.monthly("x", "2020-01", "2020-12", 90_000).pay("x", "2020-05", "2020-05-12", 10_000);
    before.facts.calendar.insert(month("2020-05"), date("2020-05-29"));
    before.expect_monthly("an extra date in May", &[("x", 90_000)]);

    let mut last = Caseload::new();
    last.monthly("x", "2020-01", "2020-12", 90_000).pay("x", "2020-12", "2020-12-10", 10_000);
    last.facts.calendar.insert(month("2020-12"), date("2020-12-31"));
    let own = last.lines();
    let sum: i64 = own.iter().filter(|line| line.date == date("2021-01-29")).map(|line| line.cents).sum();
    assert_eq!(
        (sum, last.promised().unexplained),
        (170_000, 0),
        "an extra date in December is promised on the customary one"
    );
}

#[test]
fn a_young_stream_takes_the_custom_of_its_kind() {
    let mut caseload = Caseload::new();
    caseload.facts.calendar.insert(month("2020-12"), date("2020-12-31"));
    caseload.pay("x", "2020-12", "2020-12-15", 90_000);
    caseload.expect_monthly("whatever the day of its first payment", &[("x", 90_000)]);
}

#[test]
fn a_calendar_later_than_custom_changes_no_promise() {
    let mut caseload = Caseload::new();
    caseload.monthly("x", "2020-01", "2020-12", 90_000);
    caseload.facts.calendar = Calendar::default();
    for (of, on) in [("2021-01", "2021-02-01"), ("2021-02", "2021-03-01"), ("2021-03", "2021-04-01")] {
        caseload.facts.calendar.insert(month(of), date(on));
    }
    caseload.expect_monthly("a day later each month", &[("x", 90_000)]);
    caseload.facts.calendar = Calendar::default();
    caseload.expect_monthly("no calendar", &[("x", 90_000)]);
}

#[test]
fn a_last_month_that_custom_and_calendar_pay_just_after_the_window_is_promised_there() {
    let rule = Rule::OnOrAfter { day: 31, offset: 0 };
    let mut caseload = Caseload::new();
    caseload.facts.calendar = Calendar::default();
    for ahead in 0..12 {
        let (paid, next) = (month("2020-01").plus(ahead), month("2021-01").plus(ahead));
        caseload.add(Class::Regular, "client", "x", paid, rule.date(paid).expect("a date"), 90_000);
        caseload.facts.calendar.insert(next, rule.date(next).expect("a date"));
    }
    let (lines, _) = caseload.promised_in(Window::new(date("2021-01-01"), 1));
    let own = lines.iter().filter(|line| &*line.account == "x");
    assert_eq!(own.map(|line| line.date).collect::<Vec<_>>(), [date("2021-02-01")]);
}

#[test]
fn dates_that_no_rule_explains_are_those_of_the_calendar_if_it_told_them() {
    let mut caseload = Caseload::new();
    caseload.pay("x", "2020-10", "2020-10-07", 90_000).pay("x", "2020-11", "2020-11-27", 90_000);
    caseload.pay("x", "2020-12", "2020-12-18", 90_000);
    assert_eq!(
        (caseload.promised().unexplained, caseload.notes()),
        (1, vec!["unexplained"]),
        "the calendar says nothing of the past"
    );
    for (of, on) in [("2020-10", "2020-10-07"), ("2020-11", "2020-11-27"), ("2020-12", "2020-12-18")] {
        caseload.facts.calendar.insert(month(of), date(on));
    }
    caseload.expect_monthly("the calendar said so", &[("x", 90_000)]);
    caseload.pay("x", "2020-09", "2020-09-11", 90_000);
    caseload.facts.calendar.insert(month("2020-09"), date("2020-09-10"));
    assert_eq!((caseload.promised().unexplained, caseload.notes()), (1, vec!["unexplained"]));
    caseload.facts.calendar = Calendar::default();
    assert_eq!(caseload.promised().unexplained, 1, "no calendar");
}

#[test]
fn what_is_paid_every_four_weeks_is_promised_every_four_weeks() {
    let mut caseload = Caseload::new();
    for (of, on) in [
        ("2020-08", "2020-08-14"),
        ("2020-09", "2020-09-11"),
        ("2020-10", "2020-10-09"),
        ("2020-11", "2020-11-06"),
        ("2020-12", "2020-12-04"),
        ("2020-12", "2020-12-31"),
    ] {
        caseload.pay("x", of, on, 83_000);
    }
    caseload.expect(
        "and not twice in each month because December had two",
        &[("x", "2021-01-29", 83_000), ("x", "2021-02-26", 83_000), ("x", "2021-03-26", 83_000)],
    );
}

#[test]
fn a_case_promises_up_to_its_last_day() {
    let table: [(&str, Dated<'_>, &[&str]); 4] = [
        ("2020-12-31", &[], &["ended"]),
        ("2021-01-28", &[], &["due", "ended"]),
        ("2021-01-29", &[("x", "2021-01-29", 90_000)], &["ended"]),
        ("2021-03-30", &[("x", "2021-01-29", 90_000), ("x", "2021-02-26", 90_000)], &["due"]),
    ];
    for (ended, expected, notes) in table {
        let mut caseload = Caseload::new();
        caseload.monthly("x", "2020-01", "2020-12", 90_000).fact().ended = Some(date(ended));
        caseload.expect(ended, expected);
        assert_eq!(caseload.notes(), notes, "{ended}");
    }
}

#[test]
fn the_dates_of_a_case_that_has_ended_need_no_explanation() {
    let mut caseload = Caseload::new();
    caseload.facts.calendar.insert(month("2020-11"), date("2020-11-30"));
    caseload.monthly("x", "2020-01", "2020-10", 90_000).pay("x", "2020-11", "2020-11-18", 40_000);
    caseload.fact().ended = Some(date("2020-11-15"));
    caseload.expect("a last settlement on a day of its own", &[]);
    assert_eq!(caseload.notes(), ["ended"]);
}

#[test]
fn a_blocked_case_promises_what_its_last_month_was_paid() {
    for (last, what) in [("2020-12", &[("x", 90_000)][..]), ("2020-11", &[])] {
        let mut caseload = Caseload::new();
        caseload.monthly("x", "2020-01", last, 90_000).fact().blocked = true;
        caseload.expect_monthly(last, what);
        assert_eq!(caseload.notes().contains(&"blocked"), what.is_empty(), "{last}");
    }
}

#[test]
fn a_wrong_month_of_one_case_takes_the_promise_of_no_other() {
    let mut caseload = Caseload::new();
    caseload.monthly("other", "2020-01", "2020-11", 90_000).pay("other", "2021-12", "2020-12-31", 90_000);
    caseload.case().blocked = true;
    caseload.monthly("x", "2020-01", "2020-12", 90_000);
    caseload.expect_monthly("blocked after it was paid", &[("x", 90_000)]);
}

#[test]
fn a_delivery_cut_off_in_the_middle_of_a_month_takes_no_promise() {
    let mut caseload = Caseload::new();
    for _ in 0..5 {
        caseload.monthly("other", "2020-01", "2020-11", 80_000).case();
    }
    caseload.monthly("x", "2020-01", "2020-11", 90_000).fact().blocked = true;
    caseload.expect_monthly("blocked, and paid as long as nearly everyone", &[("x", 90_000)]);
}

#[test]
fn a_blocked_case_paid_in_arrears_was_paid_in_its_last_month() {
    let mut caseload = Caseload::new();
    for ahead in 0..11 {
        let paid = month("2020-01").plus(ahead);
        let tenth = Rule::OnOrBefore { day: 10, offset: 1 }.date(paid).expect("a date");
        caseload.add(Class::Regular, "client", "x", paid, tenth, 90_000);
    }
    caseload.fact().blocked = true;
    caseload.expect(
        "paid in December for November",
        &[("x", "2021-01-08", 90_000), ("x", "2021-02-10", 90_000), ("x", "2021-03-10", 90_000)],
    );
}

#[test]
fn a_case_in_force_that_went_unpaid_promises_its_last_payment() {
    let mut caseload = Caseload::new();
    caseload.monthly("x", "2018-01", "2019-03", 90_000);
    caseload.expect_monthly("since March 2019", &[("x", 90_000)]);
    assert_eq!(caseload.notes(), ["unpaid"]);
}

#[test]
fn what_was_never_really_paid_promises_nothing_and_is_listed() {
    let mut returned = Caseload::new();
    returned.returned("x", "2020-12", "2020-12-31", 90_000);
    let mut expect = |what: &str, unexplained: u64, notes: &[&str]| {
        assert_eq!((returned.promised().unexplained, returned.notes()), (unexplained, notes.to_vec()), "{what}");
        returned.fact().blocked = true;
    };
    expect("every payment came back of a case in force", 1, &["unexplained"]);
    expect("of a blocked case", 0, &["returned"]);

    let mut once = Caseload::new();
    once.add(Class::OneOff, "client", "x", month("2020-12"), date("2020-12-31"), 90_000);
    once.correct("x", "2020-12", "2020-12-31", 100);
    once.expect("only one-off payments", &[]);
}
