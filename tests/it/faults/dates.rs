//! Payment dates that move, fall on a closed day, or are missing.

use crate::kit::{Delivery, Outcome, clean};

fn run_with_calendar(month: &str, date: &str) -> Outcome {
    let mut delivery = Delivery::copy();
    let calendar = delivery.sheet("betaalkalender");
    assert_eq!(calendar.set_all(&[("Rechtmaand", month), ("Soort", "PERIODIEK")], "Betaaldatum", date), 1);
    delivery.run()
}

/// Asserts that all promises of a date, and no others, have a verdict, and returns how many these are.
fn assert_all_of(run: &Outcome, date: &str, verdict: &str) -> i64 {
    let promised = clean().verdicts.iter().filter(|line| line.date == date);
    let mut expected: Vec<_> =
        promised.map(|line| (verdict.to_owned(), line.dossiernummer.clone(), line.date.clone())).collect();
    expected.sort();
    assert_eq!(run.touched(), expected, "{}", run.stdout);
    run.assert_others_equal();
    i64::try_from(expected.len()).expect("a count")
}

#[test]
fn one_day_later_is_later_for_everyone_of_that_month_and_no_banking_day() {
    let run = run_with_calendar("01-2021", "30-01-2021");
    let later = assert_all_of(&run, "2021-01-29", "later");
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]));
    let orders = run.figure("continuity.hard_stops.not_a_banking_day");
    assert!(orders >= later && later > 40, "{orders} orders, {later} promises");
    let first = run.verdicts.iter().find(|line| line.name == "later").expect("a verdict");
    assert!(run.stdout.contains("planned on 2021-01-30"), "{}", run.stdout);
    run.assert_reports(&first.dossiernummer, &last_paid(&first.dossiernummer, &first.account));
}

/// Returns where the payment for December to an account stands.
fn last_paid(case: &str, account: &str) -> String {
    let mut delivery = Delivery::copy();
    let payments = delivery.sheet(crate::kit::PAYMENTS);
    let rows = payments.all(&[("Dossiernummer", case), ("Rechtmaand", "12-2020"), ("Soort", "PERIODIEK")]);
    let row = rows.into_iter().find(|row| payments.get(*row, "IBAN").replace(' ', "") == account);
    payments.place(row.expect("a payment"))
}

#[test]
fn one_day_later_on_a_banking_day_is_later_alone() {
    // 26 February 2021 was a Friday.
    let run = run_with_calendar("02-2021", "01-03-2021");
    assert_all_of(&run, "2021-02-26", "later");
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]));
    for stop in ["not_a_banking_day", "no_calendar"] {
        assert_eq!(run.figure(&format!("continuity.hard_stops.{stop}")), 0, "{stop}");
    }
}

#[test]
fn one_day_later_past_the_window_is_later_too() {
    let run = run_with_calendar("03-2021", "01-04-2021");
    assert_all_of(&run, "2021-03-31", "later");
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]));
}

#[test]
fn later_over_good_friday_is_later_and_no_banking_day() {
    let run = run_with_calendar("03-2021", "02-04-2021");
    assert_all_of(&run, "2021-03-31", "later");
    assert!(run.figure("continuity.hard_stops.not_a_banking_day") > 40);
}

#[test]
fn one_day_earlier_passes_and_is_listed() {
    let run = run_with_calendar("02-2021", "25-02-2021");
    assert_all_of(&run, "2021-02-26", "earlier");
    assert_eq!((run.code, run.failed()), (0, vec![]));
}

#[test]
fn new_years_day_is_no_banking_day_however_early() {
    let run = run_with_calendar("01-2021", "01-01-2021");
    assert_all_of(&run, "2021-01-29", "earlier");
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]));
    assert!(run.figure("continuity.hard_stops.not_a_banking_day") > 40);
}

#[test]
fn a_month_that_the_calendar_lacks_is_paid_by_nobody() {
    let mut delivery = Delivery::copy();
    assert_eq!(delivery.sheet("betaalkalender").remove(&[("Rechtmaand", "01-2021"), ("Soort", "PERIODIEK")]), 1);
    let run = delivery.run();
    assert_all_of(&run, "2021-01-29", "missing");
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]));
    assert_eq!((run.found("OV0404"), run.figure("continuity.hard_stops.no_calendar")), (1, 1));
}

#[test]
fn the_last_old_month_paid_again_is_new() {
    let run = run_with_calendar("12-2020", "04-01-2021");
    let new: Vec<_> = run.touched();
    let recipients = clean().verdicts.iter().filter(|line| line.date == "2021-01-29").count();
    assert!(new.len() >= recipients && new.iter().all(|(verdict, _, date)| verdict == "new" && date == "2021-01-04"));
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]));
    assert_eq!(run.figure("continuity.verdicts.equal"), clean().figure("continuity.verdicts.equal"));
}

#[test]
fn holiday_allowance_has_its_own_date() {
    let mut delivery = Delivery::copy();
    let calendar = delivery.sheet("betaalkalender");
    assert_eq!(calendar.set_all(&[("Soort", "VAKANTIEGELD")], "Betaaldatum", "15-06-2021"), 1);
    delivery.run().assert_proven(&[]);
}
