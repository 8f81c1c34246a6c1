//! What the promise reads of a delivery, past the maps.

use super::*;
use crate::reconcile::summary::{HardStops, PaymentClasses, Status};

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
