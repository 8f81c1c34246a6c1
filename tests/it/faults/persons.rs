//! Persons under wrong numbers, and persons who died.

use crate::kit::{Case, Delivery, LOST, PAYMENTS, clean, monthly};

fn set(delivery: &mut Delivery, case: &Case, heading: &str, value: &str) {
    assert_eq!(delivery.sheet("clienten").set_all(&[("Clientnummer", &case.client)], heading, value), 1);
}

#[test]
fn leading_zeros_that_were_lost_are_put_back_and_found() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set(&mut delivery, &case, "BSN", "10002546");
    let rows = delivery.sheet(PAYMENTS).set_all(&[("BSN", &case.bsn)], "BSN", "10002546");
    let run = delivery.run();
    run.assert_proven(&[]);
    assert_eq!(run.figure("continuity.promises"), clean().figure("continuity.promises"));
    let client_and_payments = i64::try_from(rows).expect("a count") + 1;
    assert_eq!(run.found("OV0203"), client_and_payments);
}

#[test]
fn a_bsn_that_fails_its_check_rejects_the_person_with_everything_of_theirs() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set(&mut delivery, &case, "BSN", "111252333");
    let run = delivery.run();
    run.assert_stopped(&LOST, &[monthly("missing", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
    assert!(run.found("OV0202") == 1 && run.found("OV0209") > 10, "{}", run.stdout);
}

#[test]
fn payments_under_the_bsn_of_another_person_do_not_reach_that_person() {
    let mut delivery = Delivery::copy();
    let [one, other] = delivery.plain();
    let rows = delivery.sheet(PAYMENTS).set_all(&[("Dossiernummer", &one.number)], "BSN", &other.bsn);
    assert!(rows >= 12);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("other_payee", &one.number), monthly("higher", &one.number)]);
    run.assert_names(&one.number, &one.last_paid[0]);
}

#[test]
fn two_persons_under_one_bsn_are_found() {
    let mut delivery = Delivery::copy();
    let [one, other] = delivery.plain();
    set(&mut delivery, &one, "BSN", &other.bsn);
    let run = delivery.run();
    run.assert_stopped(&LOST, &[monthly("other_payee", &one.number), monthly("higher", &one.number)]);
    assert!(run.found("OV0215") >= 1, "{}", run.stdout);
}

#[test]
fn a_client_who_was_dropped_takes_the_case_along() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    assert_eq!(delivery.sheet("clienten").remove(&[("Clientnummer", &case.client)]), 1);
    let run = delivery.run();
    run.assert_stopped(&LOST, &[monthly("missing", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
}

#[test]
fn a_client_who_stands_there_twice_is_rejected_once() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let clients = delivery.sheet("clienten");
    let row = clients.one(&[("Clientnummer", &case.client)]);
    clients.add_like(row, &[]);
    let run = delivery.run();
    run.assert_stopped(&["completeness"], &[]);
    assert_eq!((run.found("OV0210"), run.figure("completeness.rejected_rows")), (1, 1));
}

#[test]
fn a_person_with_two_client_numbers_is_merged() {
    let mut delivery = Delivery::copy();
    let [one, other] = delivery.plain();
    let clients = delivery.sheet("clienten");
    let row = clients.one(&[("Clientnummer", &one.client)]);
    clients.add_like(row, &[("Clientnummer", "8888888")]);
    // The second number has a case of its own: that of another client, who leaves it.
    delivery.sheet("dossiers").set_all(&[("Dossiernummer", &other.number)], "Partnernummer", "8888888");
    let run = delivery.run();
    run.assert_proven(&[]);
    let clients = run.summary["accounting"].as_array().and_then(|files| files.first()).expect("the clients");
    assert_eq!(clients["merged"]["rows"], 1);
}

#[test]
fn a_deceased_client_keeps_the_promise_until_a_decision_ends_it() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    set(&mut delivery, &case, "Overlijdensdatum", "20-12-2020");
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("missing", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
    assert_eq!(run.found("OV0214"), 1);
}

#[test]
fn the_death_of_a_partner_stops_nothing() {
    let mut delivery = Delivery::copy();
    let case = delivery.case(|case| case.is_paid() && case.payees.split(' ').any(|kind| kind == "PARTNER"));
    let cases = delivery.sheet("dossiers");
    let partner = cases.get(cases.one(&[("Dossiernummer", &case.number)]), "Partnernummer").to_owned();
    let clients = delivery.sheet("clienten");
    assert_eq!(clients.set_all(&[("Clientnummer", &partner)], "Overlijdensdatum", "20-12-2020"), 1);
    delivery.run().assert_proven(&[]);
}

#[test]
fn small_fields_that_are_wrong_stop_no_payment() {
    let mut delivery = Delivery::copy();
    let [sentinel, partial, wrong, moved] = delivery.plain();
    set(&mut delivery, &sentinel, "Overlijdensdatum", "31-12-9999");
    set(&mut delivery, &partial, "Geboortedatum", "00-07-1958");
    set(&mut delivery, &wrong, "Postcode", "0000 SS");
    set(&mut delivery, &wrong, "Geheim", "?");
    set(&mut delivery, &moved, "Gemeentecode", "0222");
    let run = delivery.run();
    run.assert_proven(&[]);
    let codes = ["OV0219", "OV0204", "OV0205", "OV0214"].map(|code| run.found(code));
    assert_eq!(codes, [1, 1, 1, 1], "{}", run.stdout);
    let secret = rusqlite::Connection::open(run.file("targets/oude-ijsselstreek.sqlite")).expect("the target");
    let sql = "SELECT indicatie_geheim FROM persoon WHERE bsn = ?1";
    let is_secret: i64 = secret.query_row(sql, [&wrong.bsn], |row| row.get(0)).expect("the person");
    assert_eq!(is_secret, 1);
}

#[test]
fn a_client_with_cases_in_two_municipalities_goes_along() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let cases = delivery.sheet("dossiers");
    let other = cases.all(&[("Gemeentecode", "0222"), ("Partnernummer", "")])[0];
    cases.set(other, "Partnernummer", &case.client);
    delivery.run().assert_proven(&[]);
}
