//! Payments of before: paid twice, returned, corrected, or under the wrong month.

use crate::kit::{Case, Delivery, PAYMENTS, clean, monthly};

/// Adds a payment like that for December to a case.
fn add_payment(delivery: &mut Delivery, case: &Case, cells: &[(&str, &str)]) -> String {
    let payments = delivery.sheet(PAYMENTS);
    let last = payments.one(&[("Dossiernummer", &case.number), ("Rechtmaand", "12-2020"), ("Soort", "PERIODIEK")]);
    let added = payments.add_like(last, &[("Betaalnummer", "P1-1")]);
    for (heading, value) in cells {
        payments.set(added, heading, value);
    }
    payments.place(added)
}

#[test]
fn a_month_paid_twice_is_promised_twice() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    add_payment(&mut delivery, &case, &[]);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("lower", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
}

#[test]
fn a_correction_counts_for_the_month_that_it_corrects() {
    for (month, amount, touched) in
        [("11-2020", "80,00", None), ("12-2020", "80,00", Some("lower")), ("12-2020", "-80,00", Some("higher"))]
    {
        let mut delivery = Delivery::copy();
        let [case] = delivery.plain();
        let cells = [("Soort", "CORRECTIE"), ("Rechtmaand", month), ("Bedrag", amount)];
        add_payment(&mut delivery, &case, &cells);
        let run = delivery.run();
        let expected = touched.map(|verdict| monthly(verdict, &case.number)).unwrap_or_default();
        assert_eq!(run.touched(), expected, "{month} {amount}\n{}", run.stdout);
    }
}

#[test]
fn a_payment_that_came_back_was_not_paid() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let payments = delivery.sheet(PAYMENTS);
    let row = payments.one(&[("Dossiernummer", &case.number), ("Rechtmaand", "12-2020"), ("Soort", "PERIODIEK")]);
    payments.set(row, "Status", "RETOUR");
    let run = delivery.run();
    run.assert_proven(&[]);
    assert_eq!(run.figure("continuity.promises"), clean().figure("continuity.promises"));
}

#[test]
fn a_payment_that_was_made_again_keeps_its_first_date() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let payments = delivery.sheet(PAYMENTS);
    let row = payments.one(&[("Dossiernummer", &case.number), ("Rechtmaand", "11-2020"), ("Soort", "PERIODIEK")]);
    payments.add_like(row, &[("Betaalnummer", "P1-1"), ("Betaaldatum", "02-12-2020")]);
    payments.set(row, "Status", "RETOUR");
    delivery.run().assert_proven(&[]);
}

#[test]
fn a_payment_under_a_later_month_changes_nothing_for_others() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let blocked = delivery.plain::<2>()[1].clone();
    let payments = delivery.sheet(PAYMENTS);
    let row = payments.one(&[("Dossiernummer", &case.number), ("Rechtmaand", "12-2020"), ("Soort", "PERIODIEK")]);
    payments.set(row, "Rechtmaand", "01-2021");
    delivery.sheet("dossiers").set_all(&[("Dossiernummer", &blocked.number)], "Geblokkeerd", "J");
    let run = delivery.run();
    let others: Vec<_> = run.touched().into_iter().filter(|(_, number, _)| *number != case.number).collect();
    assert_eq!(others, monthly("missing", &blocked.number), "{}", run.stdout);
}

#[test]
fn a_payment_that_cannot_be_read_stops() {
    for (heading, value) in
        [("Rechtmaand", "13-2020"), ("Betaaldatum", "31-11-2020"), ("Soort", "WEEK"), ("IBAN", "NL00")]
    {
        let mut delivery = Delivery::copy();
        let [case] = delivery.plain();
        let payments = delivery.sheet(PAYMENTS);
        let row = payments.one(&[("Dossiernummer", &case.number), ("Rechtmaand", "11-2020"), ("Soort", "PERIODIEK")]);
        payments.set(row, heading, value);
        let place = payments.place(row);
        let run = delivery.run();
        assert!(
            run.code == 1 && run.failed().starts_with(&["completeness", "partition", "fidelity"]),
            "{heading}: {}",
            run.stdout
        );
        assert_eq!((run.figure("fidelity.missing"), run.figure("completeness.rejected_rows")), (1, 1), "{heading}");
        run.assert_names(&case.number, &place);
    }
}

#[test]
fn a_payment_that_is_there_twice_is_rejected_once() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let payments = delivery.sheet(PAYMENTS);
    let row = payments.one(&[("Dossiernummer", &case.number), ("Rechtmaand", "06-2020"), ("Soort", "PERIODIEK")]);
    let again = payments.add_like(row, &[]);
    let place = payments.place(again);
    let run = delivery.run();
    run.assert_stopped(&["completeness", "partition", "fidelity"], &[]);
    assert_eq!((run.found("OV0210"), run.figure("fidelity.missing")), (1, 1));
    run.assert_names(&case.number, &place);
}

#[test]
fn payments_delivered_twice_are_never_taken_for_more() {
    let mut delivery = Delivery::copy();
    let rows = delivery.sheet(PAYMENTS).len();
    delivery.duplicate(PAYMENTS, "betalingen_2020_kopie");
    let run = delivery.run();
    assert_eq!(run.code, 1);
    assert!(run.failed().starts_with(&["completeness", "partition", "fidelity"]), "{:?}", run.failed());
    let payments = clean().figure("fidelity.payments");
    assert_eq!((run.found("OV0210"), run.figure("fidelity.missing")), (payments, payments));
    assert!(i64::try_from(rows).expect("a count") > payments);
}
