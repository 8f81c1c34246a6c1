//! Deliveries that are made in the middle of a month of which more was still to be paid.

use super::caseload::{Caseload, month};
use crate::domain::Month;
use crate::ledger::class::Class;
use crate::ledger::custom::Rule;
use crate::ledger::history::History;

const MIDDLE: Rule = Rule::OnOrBefore { day: 15, offset: 0 };
const END: Rule = Rule::NthLast { nth: 1, offset: 0 };

/// A delivery in which nobody else was paid at the end of December.
fn cut_off() -> Caseload {
    let mut caseload = Caseload::new();
    caseload.history = History::default();
    caseload
}

/// Pays by a rule, from January 2020 up to a month.
fn pay(caseload: &mut Caseload, account: &str, rule: Rule, to: &str, cents: i64) {
    for ahead in 0..=month(to).since(month("2020-01")) {
        let paid: Month = month("2020-01").plus(ahead);
        caseload.add(Class::Regular, "client", account, paid, rule.date(paid).expect("a date"), cents);
    }
}

#[test]
fn the_second_half_of_a_month_that_was_still_to_come_is_promised_as_well() {
    let mut caseload = cut_off();
    pay(&mut caseload, "x", MIDDLE, "2020-12", 45_000);
    pay(&mut caseload, "x", END, "2020-11", 44_000);
    caseload.expect(
        "paid up to 15 December",
        &[
            ("x", "2021-01-15", 45_000),
            ("x", "2021-01-29", 44_000),
            ("x", "2021-02-15", 45_000),
            ("x", "2021-02-26", 44_000),
            ("x", "2021-03-15", 45_000),
            ("x", "2021-03-31", 44_000),
        ],
    );
    assert_eq!(caseload.notes(), ["to come"]);
    let note = caseload.promised().notes.remove(0);
    assert_eq!(
        note.message,
        "payments end on 2020-12-15, and x was to be paid for 2020-12 after it: € 440,00, paid on 2020-11-30, is promised"
    );
}

#[test]
fn an_account_that_is_paid_later_in_the_month_than_another_has_not_given_way_to_it() {
    let mut caseload = cut_off();
    pay(&mut caseload, "x", MIDDLE, "2020-12", 45_000);
    pay(&mut caseload, "rent", END, "2020-11", 60_000);
    caseload.expect(
        "paid up to 15 December",
        &[
            ("rent", "2021-01-29", 60_000),
            ("rent", "2021-02-26", 60_000),
            ("rent", "2021-03-31", 60_000),
            ("x", "2021-01-15", 45_000),
            ("x", "2021-02-15", 45_000),
            ("x", "2021-03-15", 45_000),
        ],
    );
    assert_eq!(caseload.notes(), ["to come"]);
}

#[test]
fn what_is_paid_in_the_window_for_a_month_before_it_is_promised_as_well() {
    let mut caseload = Caseload::new();
    pay(&mut caseload, "x", END, "2020-12", 45_000);
    pay(&mut caseload, "x", Rule::OnOrBefore { day: 15, offset: 1 }, "2020-11", 44_000);
    caseload.expect(
        "the second half of December is paid in January",
        &[
            ("x", "2021-01-15", 44_000),
            ("x", "2021-01-29", 45_000),
            ("x", "2021-02-15", 44_000),
            ("x", "2021-02-26", 45_000),
            ("x", "2021-03-15", 44_000),
            ("x", "2021-03-31", 45_000),
        ],
    );
}

#[test]
fn a_half_that_stopped_before_the_delivery_is_promised_to_nobody() {
    let mut caseload = Caseload::new();
    pay(&mut caseload, "x", MIDDLE, "2020-12", 45_000);
    pay(&mut caseload, "x", END, "2020-11", 44_000);
    let middle = [("x", "2021-01-15", 45_000), ("x", "2021-02-15", 45_000), ("x", "2021-03-15", 45_000)];
    caseload.expect("others were paid on 31 December", &middle);

    let mut caseload = cut_off();
    pay(&mut caseload, "x", MIDDLE, "2020-12", 45_000);
    caseload.pay("x", "2020-11", "2020-11-25", 10_000);
    caseload.expect("an extra date in November", &middle);
    assert!(caseload.notes().is_empty(), "{:?}", caseload.notes());
}

#[test]
fn a_month_with_fewer_weeks_lacks_nothing() {
    let mut caseload = cut_off();
    for on in ["2020-07-10", "2020-08-07", "2020-09-04", "2020-10-02", "2020-10-30", "2020-11-27"] {
        caseload.pay("x", &on[..7], on, 83_000);
    }
    caseload.expect(
        "every four weeks, twice in October",
        &[("x", "2021-01-22", 83_000), ("x", "2021-02-19", 83_000), ("x", "2021-03-19", 83_000)],
    );
    let mut caseload = cut_off();
    for on in ["10-01", "10-08", "10-15", "10-22", "10-29", "11-05", "11-12", "11-19", "11-26"] {
        caseload.pay("x", &format!("2020-{}", &on[..2]), &format!("2020-{on}"), 20_000);
    }
    let promised = caseload.promised();
    assert_eq!((caseload.lines().len(), promised.unexplained), (12, 0), "every week, five times in October");
    assert!(caseload.notes().is_empty(), "{:?}", caseload.notes());
}

#[test]
fn a_case_that_ends_or_began_is_promised_no_more_than_its_own() {
    let mut caseload = cut_off();
    pay(&mut caseload, "x", MIDDLE, "2020-12", 45_000);
    pay(&mut caseload, "x", END, "2020-11", 44_000);
    caseload.fact().ended = caseload.facts.calendar.date(month("2021-01"));
    caseload.expect("up to the end of January", &[("x", "2021-01-15", 45_000), ("x", "2021-01-29", 44_000)]);

    caseload.case();
    caseload.pay("y", "2020-12", "2020-12-15", 45_000);
    let notes = caseload.notes();
    assert!(notes.iter().all(|kind| *kind != "to come"), "it began in December: {notes:?}");
}
