//! Cases that end, what is still owed to them, and up to when the others were paid.

use super::caseload::{Caseload, date, month};
use crate::ledger::class::Class;
use crate::ledger::custom::Rule;
use crate::ledger::note::NoteKind;

/// Pays an account on the tenth of the next month, or the banking day before.
fn in_arrears(caseload: &mut Caseload, account: &str, from: &str, to: &str, cents: i64) {
    for ahead in 0..=month(to).since(month(from)) {
        let paid = month(from).plus(ahead);
        let tenth = Rule::OnOrBefore { day: 10, offset: 1 }.date(paid).expect("a date");
        caseload.add(Class::Regular, "client", account, paid, tenth, cents);
    }
}

/// Tells what is still due to the last case.
fn due(caseload: &Caseload) -> Vec<String> {
    let last = caseload.facts.cases.len() - 1;
    let notes = caseload.promised().notes.into_iter();
    notes.filter(|note| note.case == last && note.kind == NoteKind::Due).map(|note| note.message).collect()
}

#[test]
fn a_month_that_is_owed_in_arrears_to_a_case_that_ended_is_noted() {
    let december =
        "ended on 2020-12-15: 2020-12 is still owed, and falls due on 2021-01-08; x last got € 900,00 for 2020-11";
    let table: [(&str, &str, bool, &[&str]); 6] = [
        ("2020-12-15", "2020-11", false, &[december]),
        ("2020-11-30", "2020-11", false, &[]),
        ("2020-10-15", "2020-09", false, &[]),
        ("2020-12-15", "2020-12", false, &[]),
        ("2020-12-15", "2020-11", true, &[december]),
        ("2020-12-15", "2020-09", true, &[]),
    ];
    for (ended, paid, blocked, expected) in table {
        let mut caseload = Caseload::new();
        in_arrears(&mut caseload, "x", "2020-01", paid, 90_000);
        let fact = caseload.fact();
        (fact.ended, fact.blocked) = (Some(date(ended)), blocked);
        caseload.expect("nothing is promised", &[]);
        assert_eq!(due(&caseload), expected, "ended on {ended}, paid for {paid}, blocked {blocked}");
    }
}

#[test]
fn a_case_that_ends_in_the_window_is_owed_the_month_in_which_it_ends() {
    let mut caseload = Caseload::new();
    in_arrears(&mut caseload, "x", "2020-01", "2020-11", 90_000);
    caseload.fact().ended = Some(date("2021-01-20"));
    caseload.expect("December is promised", &[("x", "2021-01-08", 90_000)]);
    let january =
        "ended on 2021-01-20: 2021-01 is still owed, and falls due on 2021-02-10; x last got € 900,00 for 2020-11";
    assert_eq!(due(&caseload), [january]);
    assert_eq!(caseload.notes(), ["due", "ended"]);
}

#[test]
fn what_is_paid_by_the_week_owes_no_month() {
    let mut caseload = Caseload::new();
    for on in ["2020-11-26", "2020-12-03", "2020-12-10", "2020-12-17", "2020-12-24"] {
        caseload.pay("x", &on[..7], on, 20_000);
    }
    caseload.fact().ended = Some(date("2021-01-05"));
    caseload.expect("nothing after the end", &[]);
    assert!(due(&caseload).is_empty(), "{:?}", due(&caseload));
}

#[test]
fn the_last_month_that_was_really_paid_is_told_of_cases_that_go_on() {
    /// Returns up to when the last case was paid, where that is told.
    fn last_paid(caseload: &Caseload) -> Option<String> {
        let last = caseload.facts.cases.len() - 1;
        let promised = caseload.promised();
        promised.last_paid.iter().find(|paid| paid.case == last).map(|paid| paid.month.to_string())
    }
    let with = |change: &dyn Fn(&mut Caseload)| {
        let mut caseload = Caseload::new();
        change(&mut caseload);
        last_paid(&caseload)
    };
    let december = Some("2020-12".to_owned());
    let monthly = |caseload: &mut Caseload, to: &str| {
        caseload.monthly("x", "2020-01", to, 90_000);
    };
    assert_eq!(with(&|caseload| monthly(caseload, "2020-12")), december, "paid as everyone");
    assert_eq!(with(&|caseload| monthly(caseload, "2020-10")), None, "unpaid for months");
    let blocked = |caseload: &mut Caseload| {
        monthly(caseload, "2020-12");
        caseload.fact().blocked = true;
    };
    assert_eq!(with(&blocked), december, "blocked after it was paid");
    let ended = |caseload: &mut Caseload| {
        monthly(caseload, "2020-12");
        caseload.fact().ended = Some(date("2020-12-31"));
    };
    assert_eq!(with(&ended), None, "ended");
    let returned = |caseload: &mut Caseload| {
        monthly(caseload, "2020-12");
        caseload.monthly("rent", "2020-01", "2020-11", 40_000).returned("rent", "2020-12", "2020-12-31", 40_000);
    };
    assert_eq!(with(&returned), december, "part of the last month came back");
    let weekly = |caseload: &mut Caseload| {
        for on in ["2020-12-03", "2020-12-10", "2020-12-17", "2020-12-24"] {
            caseload.pay("x", "2020-12", on, 20_000);
        }
    };
    assert_eq!(with(&weekly), None, "by the week");
    let older = |caseload: &mut Caseload| {
        monthly(caseload, "2020-12");
        caseload.pay("x", "2020-08", "2020-12-31", 10_000).correct("x", "2021-01", "2020-12-31", 500);
    };
    assert_eq!(with(&older), december, "an older month paid late, and a correction of a later one");
}
