//! Cases that are lost, doubled, blocked, ended, or sent nowhere.

use crate::kit::{Case, Delivery, LOST, clean, monthly};

/// Returns where a case stands.
fn place(delivery: &mut Delivery, case: &Case) -> String {
    let cases = delivery.sheet("dossiers");
    cases.place(cases.one(&[("Dossiernummer", &case.number)]))
}

fn set(delivery: &mut Delivery, case: &Case, heading: &str, value: &str) {
    assert_eq!(delivery.sheet("dossiers").set_all(&[("Dossiernummer", &case.number)], heading, value), 1);
}

#[test]
fn a_case_without_municipality_goes_nowhere_and_its_promise_stands() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set(&mut delivery, &case, "Gemeentecode", "");
    let run = delivery.run();
    run.assert_stopped(&LOST, &[monthly("missing", &case.number)]);
    run.assert_others_equal();
    assert_eq!((run.figure("partition.nowhere"), run.found("OV0212")), (1, 1));
    let payments = i64::try_from(delivery.sheet(crate::kit::PAYMENTS).all(&[("Dossiernummer", &case.number)]).len());
    assert_eq!(Ok(run.figure("fidelity.missing")), payments);
    run.assert_names(&case.number, &case.last_paid[0]);
    let place = place(&mut delivery, &case);
    run.assert_reports(&case.number, &place);
}

#[test]
fn an_unknown_municipality_is_no_municipality() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set(&mut delivery, &case, "Gemeentecode", "1859");
    let run = delivery.run();
    run.assert_stopped(&LOST, &[monthly("missing", &case.number)]);
    assert_eq!((run.figure("partition.nowhere"), run.found("OV0212")), (1, 1));
}

#[test]
fn a_case_that_was_dropped_keeps_its_promise() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    assert_eq!(delivery.sheet("dossiers").remove(&[("Dossiernummer", &case.number)]), 1);
    let run = delivery.run();
    run.assert_stopped(&LOST, &[monthly("missing", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
    assert!(run.found("OV0208") > 10 && run.found("OV0220") >= 1);
}

#[test]
fn a_case_that_stands_there_twice_is_seen_by_partition() {
    for code in ["1509", "0222"] {
        let mut delivery = Delivery::copy();
        let [case] = delivery.plain();
        let cases = delivery.sheet("dossiers");
        let row = cases.one(&[("Dossiernummer", &case.number)]);
        let again = cases.add_like(row, &[("Gemeentecode", code)]);
        let place = cases.place(again);
        let run = delivery.run();
        run.assert_stopped(&["completeness", "partition"], &[]);
        assert_eq!((run.figure("partition.twice"), run.found("OV0211")), (1, 1));
        run.assert_reports(&case.number, &place);
    }
}

#[test]
fn one_case_under_two_numbers_is_paid_double() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    for name in ["dossiers", "beschikkingen", "componenten", "begunstigden"] {
        let sheet = delivery.sheet(name);
        for row in sheet.all(&[("Dossiernummer", &case.number)]) {
            let again = sheet.add_like(row, &[("Dossiernummer", "999999")]);
            if name == "beschikkingen" {
                sheet.set(again, "Beschikkingnummer", &format!("B999999-{again}"));
            }
        }
    }
    let run = delivery.run();
    // The second number brings no reserve, and its reservation is in force.
    assert_eq!((run.code, run.failed()), (1, vec!["continuity"]));
    let both = format!("{} 999999", case.number);
    assert_eq!(run.touched(), monthly("double", &both));
    run.assert_others_equal();
}

#[test]
fn a_former_municipality_code_is_translated_and_found() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set(&mut delivery, &case, "Gemeentecode", "0295");
    let run = delivery.run();
    run.assert_proven(&[]);
    assert_eq!(run.found("OV0217"), 1);
    assert_eq!(
        run.figure("partition.destinations.oude-ijsselstreek"),
        clean().figure("partition.destinations.oude-ijsselstreek")
    );
}

#[test]
fn a_case_blocked_after_it_was_paid_keeps_its_promise() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set(&mut delivery, &case, "Geblokkeerd", "J");
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("missing", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
}

#[test]
fn a_blocked_case_that_is_unblocked_promises_its_last_payment() {
    let mut delivery = Delivery::copy();
    let case = delivery.case(|case| case.blocked && !case.ended);
    set(&mut delivery, &case, "Geblokkeerd", "N");
    let run = delivery.run();
    run.assert_proven(&[]);
    assert_eq!(run.figure("continuity.promises"), clean().figure("continuity.promises") + 3);
    let place = place(&mut delivery, &case);
    run.assert_reports(&case.number, &place);
}

#[test]
fn a_blocked_case_that_was_not_paid_is_listed() {
    let mut delivery = Delivery::copy();
    let case = delivery.case(|case| case.blocked && case.last_paid.is_empty());
    let place = place(&mut delivery, &case);
    clean().assert_reports(&case.number, &place);
    assert!(clean().verdicts.iter().all(|line| line.dossiernummer != case.number));
}

#[test]
fn a_case_that_ended_promises_nothing_but_its_reserve() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set(&mut delivery, &case, "Einddatum", "31-12-2020");
    let run = delivery.run();
    run.assert_proven(&[]);
    assert_eq!(run.figure("continuity.promises"), clean().figure("continuity.promises") - 3);
    for figure in ["reserve.cases", "reserve.promised_cents", "reserve.carried_cents"] {
        let path = format!("continuity.{figure}");
        assert_eq!(run.figure(&path), clean().figure(&path));
    }
    let place = place(&mut delivery, &case);
    run.assert_reports(&case.number, &place);
    assert_eq!(delivery.sheet("vakantiegeld").remove(&[("Dossiernummer", &case.number)]), 1);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[]);
    assert_eq!(run.figure("continuity.reserve.absent"), 1);
}

#[test]
fn a_case_that_ends_within_the_window_is_promised_until_then() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set(&mut delivery, &case, "Einddatum", "15-02-2021");
    let run = delivery.run();
    run.assert_proven(&[]);
    let dates: Vec<&str> =
        run.verdicts.iter().filter(|line| line.dossiernummer == case.number).map(|line| line.date.as_str()).collect();
    assert_eq!(dates, ["2021-01-29"]);
}

#[test]
fn a_case_that_ends_before_it_begins_breaks_a_rule() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set(&mut delivery, &case, "Einddatum", "01-01-1999");
    let run = delivery.run();
    run.assert_stopped(&LOST, &[]);
    assert_eq!((run.found("OV0213"), run.figure("continuity.reserve.short")), (1, 1));
}

#[test]
fn a_partial_or_senseless_date_in_a_case_rejects_it() {
    for date in ["00-07-2019", "31-02-2019", "2019-07-01", "99-99-9999"] {
        let mut delivery = Delivery::copy();
        let [case] = delivery.plain();
        set(&mut delivery, &case, "Ingangsdatum", date);
        let run = delivery.run();
        run.assert_stopped(&LOST, &[monthly("missing", &case.number)]);
        assert!(run.found("OV0202") == 1, "{date}: {}", run.stdout);
    }
}

#[test]
fn an_unknown_scheme_rejects_its_case_and_an_unknown_payment_moment_does_not() {
    let mut delivery = Delivery::copy();
    let [case, other] = delivery.plain();
    set(&mut delivery, &case, "Regeling", "WIJ");
    set(&mut delivery, &other, "Betaalmoment", "MIDDEN");
    let run = delivery.run();
    run.assert_stopped(&LOST, &[monthly("missing", &case.number)]);
    run.assert_others_equal();
    assert_eq!(run.found("OV0206"), 2);
}
