//! What the promise reads of a delivery, past the maps.

use super::corrections::texts;
use super::*;
use crate::reconcile::summary::{HardStops, PaymentClasses, Status};

/// An account that is paid by the week.
const WEEKLY: &str = "NL23INGB0665265182";

/// The sample with holiday allowance for a case that moves and one that stays.
fn with_holiday() -> Sample {
    Sample::new().deliver(
        "betalingen",
        &[
            "p4;1;111222333;V;06-2020;15-06-2020;600,00;NL91ABNA0417164300",
            "p5;3;111111110;V;06-2020;15-06-2020;500,00;NL44RABO0123456789",
        ],
    )
}

#[test]
fn a_payment_that_no_condition_takes_is_listed_and_stops_the_proof() {
    let outcome = run_sample(&with_holiday());
    let continuity = &outcome.report.summary.proofs.continuity;
    assert_eq!(continuity.payments, PaymentClasses { regular: 2, unclassified: 1, ..PaymentClasses::default() });
    assert_eq!(continuity.hard_stops, HardStops { unclassified: 1, ..HardStops::default() });
    assert_eq!(continuity.status, Status::Failed);
    let failures: Vec<_> = outcome.report.failures.iter().map(|line| (&*line.subject, line.place.as_deref())).collect();
    assert_eq!(failures, [("1", Some("betalingen.csv:5"))]);
    let classes: Vec<_> = outcome.report.payment_classes.iter().filter(|line| line.rows > 0).collect();
    let classes: Vec<_> = classes.iter().map(|line| (&*line.class, line.rows, line.cents)).collect();
    assert_eq!(classes, [("regular", 2, 185_000), ("unclassified", 1, 60_000)]);
}

#[test]
fn a_payment_is_of_the_first_class_whose_condition_it_meets() {
    let regular = "where      = { Soort = \"P\" }";
    let table = [
        ("holiday = { Soort = \"V\" }", PaymentClasses { regular: 2, holiday: 1, ..PaymentClasses::default() }),
        ("one-off = { Soort = \"V\" }", PaymentClasses { regular: 2, one_off: 1, ..PaymentClasses::default() }),
        (
            "left-out = { Soort = [\"P\", \"V\"] }",
            PaymentClasses { regular: 2, left_out: 1, ..PaymentClasses::default() },
        ),
        (
            "one-off = { Soort = \"V\" }\nholiday = { Soort = \"V\" }",
            PaymentClasses { regular: 2, one_off: 1, ..PaymentClasses::default() },
        ),
    ];
    for (told, expected) in table {
        let outcome = run_sample(&with_holiday().declare(regular, &format!("{regular}\n{told}")));
        assert_eq!(outcome.report.summary.proofs.continuity.payments, expected, "{told}");
        assert_eq!(outcome.report.summary.verdict, Verdict::Proven, "{told}");
    }
}

#[test]
fn an_end_that_means_nothing_in_the_delivery_ends_no_case() {
    let promises = |more: &str| {
        let files = "files = [\"dossiers*.csv\"]";
        let sample = Sample::new().declare(files, &format!("{files}\n{more}")).correct(
            "dossiers",
            "01-01-2018;31-12-9999",
            "01-01-2018;01-01-1900",
        );
        run_sample(&sample).report.summary.proofs.continuity.promises
    };
    assert_eq!(promises(""), 1, "an end in 1900");
    assert_eq!(promises("empty = [\"\", \"01-01-1900\"]"), 2, "no end");
}

/// The sample with three months of payments, and with some of its calendar taken away.
fn without_calendar(promised: bool, planned: bool) -> Sample {
    let mut sample = Sample::new();
    for (place, (month, day)) in [("10", "30"), ("11", "30")].into_iter().enumerate() {
        let rows = [
            format!("q{place}1;1;111222333;P;{month}-2020;{day}-{month}-2020;950,00;NL91ABNA0417164300"),
            format!("q{place}2;2;123456782;P;{month}-2020;{day}-{month}-2020;900,00;NL02ABNA0123456789"),
        ];
        sample = sample.deliver("betalingen", &rows.each_ref().map(String::as_str));
    }
    if !promised {
        let calendar = "calendar   = { from = \"kalender\", month = \"Maand\", date = \"Datum\", where = { Maand = { is = \"present\" } } }\n";
        sample = sample.declare(calendar, "");
    }
    if !planned {
        sample = sample.correct("kalender", "01-2021;29-01-2021\n", "");
    }
    sample
}

#[test]
fn without_a_calendar_the_dates_follow_from_custom_alone() {
    let outcome = run_sample(&without_calendar(false, true));
    let continuity = &outcome.report.summary.proofs.continuity;
    assert_eq!(outcome.report.summary.verdict, Verdict::Proven, "{:?}", outcome.report.failures);
    assert_eq!((continuity.promises, continuity.verdicts.equal), (2, 2));
    let rules: Vec<_> = outcome.report.customs.rules.iter().map(|line| (&*line.reason, line.count)).collect();
    assert_eq!(rules, [("the last banking day of the month", 2)]);
    assert_eq!(outcome.report.customs.other_count, 0);

    let unexplained = run_sample(&Sample::new().declare("calendar   = {", "# calendar = {"));
    let stops = unexplained.report.summary.proofs.continuity.hard_stops;
    assert_eq!(stops, HardStops { unexplained_dates: 2, ..HardStops::default() }, "too few payments for a custom");
}

#[test]
fn a_target_without_a_calendar_plans_nothing_whatever_is_promised() {
    for promised in [true, false] {
        let outcome = run_sample(&without_calendar(promised, false));
        let continuity = &outcome.report.summary.proofs.continuity;
        assert_eq!(continuity.hard_stops, HardStops { no_calendar: 2, ..HardStops::default() }, "{promised}");
        assert_eq!(continuity.verdicts.missing, 2, "{promised}");
    }
}

#[test]
fn an_account_with_a_rhythm_of_its_own_is_told_with_what_it_rests_on() {
    let weeks =
        ["03", "10", "17", "24"].map(|day| format!("w{day};2;123456782;P;12-2020;{day}-12-2020;50,00;{WEEKLY}"));
    let sample = without_calendar(true, true).deliver("betalingen", &weeks.each_ref().map(String::as_str));
    let outcome = run_sample(&sample);
    let customs = &outcome.report.customs;
    let rules: Vec<_> = customs.rules.iter().map(|line| (&*line.reason, line.count)).collect();
    assert_eq!(rules, [("the last banking day of the month", 2), ("every week", 1)]);
    let [other] = customs.others.as_slice() else { panic!("one other: {:?}", customs.others) };
    assert_eq!((&*other.case, &*other.recipient, &*other.account), ("2", "******782", WEEKLY));
    assert_eq!((&*other.dates.0, &*other.dates.1, other.payments), ("2020-12-03", "2020-12-24", 4));
    assert_eq!(other.places, [9, 10, 11, 12].map(|line| format!("betalingen.csv:{line}")));
    assert_eq!(customs.other_count, 1);

    let evidence = |sql: &str| texts(&outcome.place, "evidence.sqlite", sql);
    assert_eq!(evidence("SELECT rests_on FROM custom WHERE rule = 'every week'"), ["6:9 6:10 6:11 6:12"]);
    assert_eq!(evidence("SELECT dossiernummer || ' ' || month FROM last_paid"), ["1 2020-12", "2 2020-12"]);
    let classes = evidence("SELECT class || ' ' || rows FROM payment_class WHERE rows > 0");
    assert_eq!(classes, ["regular 10"]);
}
