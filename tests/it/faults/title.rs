//! Decisions and obligations that are missing, expired or under another law.

use crate::kit::{Case, Delivery, Outcome};

fn assert_without_title(run: &Outcome, delivery: &mut Delivery, case: &Case) {
    run.assert_stopped(&["title"], &[]);
    assert_eq!(run.figure("title.without_title"), 1);
    let cases = delivery.sheet("dossiers");
    let place = cases.place(cases.one(&[("Dossiernummer", &case.number)]));
    run.assert_names(&case.number, &place);
}

fn set_decisions(delivery: &mut Delivery, case: &Case, heading: &str, value: &str) {
    assert!(delivery.sheet("beschikkingen").set_all(&[("Dossiernummer", &case.number)], heading, value) > 0);
}

#[test]
fn a_decision_that_expired_leaves_a_payment_without_title() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set_decisions(&mut delivery, &case, "Geldig tot", "28-02-2021");
    let run = delivery.run();
    assert_without_title(&run, &mut delivery, &case);
    assert!(run.stdout.contains("2021-03-31") && !run.stdout.contains("in force on 2021-02-26"), "{}", run.stdout);
}

#[test]
fn a_case_without_any_decision_has_no_title() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    assert!(delivery.sheet("beschikkingen").remove(&[("Dossiernummer", &case.number)]) > 0);
    let run = delivery.run();
    assert_without_title(&run, &mut delivery, &case);
}

#[test]
fn a_decision_that_ends_or_rests_on_another_law_is_no_title() {
    for (heading, value) in
        [("Soort", "BEEINDIGING"), ("Soort", "AFWIJZING"), ("Wet", "IOAW"), ("Geldig van", "01-04-2021")]
    {
        let mut delivery = Delivery::copy();
        let [case] = delivery.plain();
        set_decisions(&mut delivery, &case, heading, value);
        let run = delivery.run();
        assert_without_title(&run, &mut delivery, &case);
    }
}

#[test]
fn special_assistance_rests_on_the_participatiewet() {
    let mut delivery = Delivery::copy();
    let case = delivery.case(|case| case.scheme == "BB_PER" && case.is_paid());
    set_decisions(&mut delivery, &case, "Wet", "PW");
    delivery.run().assert_proven(&[]);
}

#[test]
fn an_obligation_that_is_lost_takes_the_title_away() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let obligations = delivery.sheet("verplichtingen");
    let row = obligations.all(&[("Dossiernummer", &case.number)])[0];
    obligations.set(row, "Clientnummer", "7777777");
    let run = delivery.run();
    run.assert_stopped(&["completeness", "title"], &[]);
    assert_eq!((run.figure("title.without_title"), run.found("OV0208")), (1, 1));
}
