//! Payments at the turn of the year, and in arrears across it: none may be left to nobody.

use super::caseload::{Caseload, date, month};
use crate::domain::{Date, Month};
use crate::ledger::class::Class;
use crate::ledger::custom::Rule;

/// Returns the dates that the last case is promised, and how much of it nothing explains.
fn promised(caseload: &Caseload) -> (Vec<String>, u64) {
    let last = caseload.facts.cases.len() - 1;
    let (lines, promised) = (caseload.lines(), caseload.promised());
    let own = lines.iter().filter(|line| line.case == last);
    (own.map(|line| line.date.to_string()).collect(), promised.unexplained)
}

/// Pays a case by a rule for some months of 2020.
fn by(rule: Rule, from: &str, to: &str) -> Caseload {
    let mut caseload = Caseload::new();
    for ahead in 0..=month(to).since(month(from)) {
        let paid = month(from).plus(ahead);
        caseload.add(Class::Regular, "client", "x", paid, rule.date(paid).expect("a date"), 90_000);
    }
    caseload
}

#[test]
fn every_four_weeks_on_a_day_that_may_give_way_to_either_side_is_promised_after_new_year() {
    let mut caseload = Caseload::new();
    for on in ["2020-09-11", "2020-10-09", "2020-11-06", "2020-12-04"] {
        caseload.pay("x", &on[..7], on, 83_000);
    }
    let dates = ["2021-01-04", "2021-01-29", "2021-02-26", "2021-03-26"];
    assert_eq!(promised(&caseload), (dates.map(str::to_owned).to_vec(), 0));
}

#[test]
fn a_week_that_gives_way_to_the_old_year_is_paid_by_the_service_or_stops() {
    let mut caseload = Caseload::new();
    for on in ["2020-12-04", "2020-12-11", "2020-12-18", "2020-12-24"] {
        caseload.pay("x", &on[..7], on, 20_000);
    }
    let (dates, unexplained) = promised(&caseload);
    assert_eq!((dates[0].as_str(), unexplained), ("2021-01-08", 1), "not paid");
    caseload.pay("x", "2020-12", "2020-12-31", 20_000);
    let (dates, unexplained) = promised(&caseload);
    assert_eq!((dates[0].as_str(), unexplained), ("2021-01-08", 0), "paid");
}

#[test]
fn january_that_falls_due_in_december_is_paid_by_the_service_or_stops() {
    let first = Rule::OnOrBefore { day: 1, offset: 0 };
    let last = Rule::NthLast { nth: 1, offset: -1 };
    let of_december = Rule::OnOrBefore { day: 1, offset: 1 };
    let table = [
        ("the first, January not paid", first, "2020-12", "2021-02-01", 1),
        ("the first, January paid", first, "2021-01", "2021-02-01", 0),
        ("the last day of the month before, January not paid", last, "2020-12", "2021-01-29", 1),
        ("the last day of the month before, January paid", last, "2021-01", "2021-01-29", 0),
        ("December on the first of January, not paid", of_december, "2020-11", "2021-02-01", 1),
    ];
    for (what, rule, to, next, unexplained) in table {
        let mut caseload = by(rule, "2020-02", to);
        let (dates, found) = promised(&caseload);
        assert_eq!((dates.first().map(String::as_str), found), (Some(next), unexplained), "{what}");
        caseload.fact().ended = Some(date("2020-12-30"));
        assert_eq!(promised(&caseload).1, 0, "{what}: the case ended");
    }
}

#[test]
fn months_in_arrears_are_promised_however_many_they_are() {
    let months: [Month; 3] = ["2021-01", "2021-02", "2021-03"].map(month);
    for offset in [1, 3, 6, 12] {
        let rule = Rule::NthLast { nth: 1, offset };
        let to = month("2020-12").plus(-i32::from(offset));
        let caseload = by(rule, &to.plus(-11).to_string(), &to.to_string());
        let last = |month: &Month| Rule::NthLast { nth: 1, offset: 0 }.date(*month).expect("a date");
        let expected: Vec<String> = months.iter().map(last).map(|date: Date| date.to_string()).collect();
        assert_eq!(promised(&caseload), (expected, 0), "{offset} months in arrears");
    }
}
