//! Accounts and payees that are exchanged, lost or taken for one another.

use crate::kit::{Case, Delivery, monthly};

const OTHER_ACCOUNT: &str = "NL02ABNA0123456789";

fn with_payees(delivery: &mut Delivery, payees: &str) -> Case {
    delivery.case(|case| case.is_paid() && case.payees == payees && !case.shares_client)
}

#[test]
fn another_account_of_the_client_is_told_so() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let payees = delivery.sheet("begunstigden");
    let row = payees.one(&[("Dossiernummer", &case.number)]);
    payees.set(row, "IBAN", OTHER_ACCOUNT);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("other_account", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
    assert!(run.stdout.contains(&format!("planned on {OTHER_ACCOUNT}")), "{}", run.stdout);
}

#[test]
fn accounts_of_two_clients_swapped_are_another_account_for_both() {
    let mut delivery = Delivery::copy();
    let [one, other] = delivery.plain();
    let payees = delivery.sheet("begunstigden");
    let rows = [&one, &other].map(|case| payees.one(&[("Dossiernummer", &case.number)]));
    payees.swap(rows[0], rows[1], "IBAN");
    let run = delivery.run();
    let touched = [monthly("other_account", &one.number), monthly("other_account", &other.number)];
    run.assert_stopped(&["continuity"], &touched);
    run.assert_others_equal();
    run.assert_names(&one.number, &one.last_paid[0]);
    run.assert_names(&other.number, &other.last_paid[0]);
}

#[test]
fn a_case_without_its_payee_is_paid_nothing() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    assert_eq!(delivery.sheet("begunstigden").remove(&[("Dossiernummer", &case.number)]), 1);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("missing", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
    assert_eq!(run.found("OV0407"), 1);
}

#[test]
fn an_account_that_is_none_rejects_its_payee() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let payees = delivery.sheet("begunstigden");
    let row = payees.one(&[("Dossiernummer", &case.number)]);
    payees.set(row, "IBAN", "NL02RABO0123456789");
    let place = payees.place(row);
    let run = delivery.run();
    run.assert_stopped(&["completeness", "continuity"], &[monthly("missing", &case.number)]);
    assert_eq!(run.found("OV0202"), 1);
    run.assert_names(&case.number, &case.last_paid[0]);
    let rejected = std::fs::read(run.file("rejected/begunstigden.csv")).expect("the rejected row");
    let (file, line) = place.split_once(':').expect("a place");
    let rejected = String::from_utf8_lossy(&rejected).into_owned();
    assert!(rejected.contains(file) && rejected.contains(line), "{rejected}");
}

#[test]
fn rent_that_no_longer_goes_to_the_landlord_goes_to_another_payee() {
    let mut delivery = Delivery::copy();
    let case = with_payees(&mut delivery, "CLIENT DERDE");
    let payees = delivery.sheet("begunstigden");
    assert_eq!(payees.remove(&[("Dossiernummer", &case.number), ("Soort", "DERDE")]), 1);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("other_payee", &case.number), monthly("higher", &case.number)]);
    run.assert_others_equal();
    assert_eq!(case.last_paid.len(), 2);
    let landlord = run.verdicts.iter().find(|line| line.name == "other_payee").expect("the landlord");
    assert!(landlord.planned_cents == 0 && landlord.promised_cents > 0);
    let place = delivery.sheet(crate::kit::PAYMENTS);
    let row = place.one(&[("Dossiernummer", &case.number), ("Rechtmaand", "12-2020"), ("IBAN", &landlord.account)]);
    run.assert_names(&case.number, &place.place(row));
}

#[test]
fn rent_on_the_account_of_the_client_goes_to_another_payee() {
    let mut delivery = Delivery::copy();
    let case = with_payees(&mut delivery, "CLIENT DERDE");
    let payees = delivery.sheet("begunstigden");
    let client = payees.one(&[("Dossiernummer", &case.number), ("Soort", "CLIENT")]);
    let landlord = payees.one(&[("Dossiernummer", &case.number), ("Soort", "DERDE")]);
    let account = payees.get(client, "IBAN").to_owned();
    payees.set(landlord, "IBAN", &account);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("other_payee", &case.number), monthly("higher", &case.number)]);
    run.assert_others_equal();
}

#[test]
fn half_of_the_rent_on_the_account_of_the_client_is_lower() {
    let mut delivery = Delivery::copy();
    let case = with_payees(&mut delivery, "CLIENT DERDE");
    let payees = delivery.sheet("begunstigden");
    let landlord = payees.one(&[("Dossiernummer", &case.number), ("Soort", "DERDE")]);
    payees.change(landlord, "Bedrag", |cents| cents / 2);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("lower", &case.number), monthly("higher", &case.number)]);
    run.assert_others_equal();
}

#[test]
fn a_partner_whose_half_goes_to_the_client_loses_it_to_another_payee() {
    let mut delivery = Delivery::copy();
    let case = delivery.case(|case| case.is_paid() && case.payees.split(' ').any(|kind| kind == "PARTNER"));
    let payees = delivery.sheet("begunstigden");
    assert_eq!(payees.remove(&[("Dossiernummer", &case.number), ("Soort", "PARTNER")]), 1);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("other_payee", &case.number), monthly("higher", &case.number)]);
    run.assert_others_equal();
}

#[test]
fn the_odd_cent_belongs_to_the_one_who_had_it() {
    let mut delivery = Delivery::copy();
    let case = delivery.case(|case| case.is_paid() && case.payees.split(' ').any(|kind| kind == "PARTNER"));
    // An odd sum: the first payee had one cent more.
    let components = delivery.sheet("componenten");
    let norm = components.open(&[("Dossiernummer", &case.number), ("Componentcode", "NORM")]);
    let payments = delivery.sheet(crate::kit::PAYMENTS);
    let last = payments.all(&[("Dossiernummer", &case.number), ("Rechtmaand", "12-2020"), ("Soort", "PERIODIEK")]);
    let halves: Vec<i64> = last.iter().map(|row| crate::kit::cents(payments.get(*row, "Bedrag"))).collect();
    if halves[0] == halves[1] {
        payments.change(last[0], "Bedrag", |cents| cents + 1);
        delivery.sheet("componenten").change(norm, "Bedrag", |cents| cents + 1);
    }
    delivery.run().assert_proven(&[]);
    let payees = delivery.sheet("begunstigden");
    let rows = payees.all_open(&[("Dossiernummer", &case.number), ("Verdeling", "REST")]);
    payees.swap(rows[0], rows[1], "Volgnummer");
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("lower", &case.number), monthly("higher", &case.number)]);
    run.assert_others_equal();
}

#[test]
fn money_of_an_administrator_that_goes_to_the_client_goes_to_another_payee() {
    let mut delivery = Delivery::copy();
    let case = with_payees(&mut delivery, "BEWIND");
    let payees = delivery.sheet("begunstigden");
    let administrator = payees.open(&[("Dossiernummer", &case.number)]);
    payees.add_like(administrator, &[("Volgnummer", "9"), ("Soort", "CLIENT"), ("IBAN", OTHER_ACCOUNT)]);
    payees.set(administrator, "Tot", "31-12-2020");
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("other_payee", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
}

#[test]
fn an_account_that_was_given_up_is_not_used_again() {
    let mut delivery = Delivery::copy();
    let case = delivery.case(|case| case.is_paid() && case.payees == "CLIENT" && case.former_payees == "CLIENT");
    let payees = delivery.sheet("begunstigden");
    let rows = payees.all(&[("Dossiernummer", &case.number)]);
    payees.swap(rows[0], rows[1], "IBAN");
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("other_account", &case.number)]);
    run.assert_others_equal();
}

#[test]
fn fixed_amounts_beyond_the_sum_are_served_in_their_order() {
    let mut delivery = Delivery::copy();
    let case = with_payees(&mut delivery, "CLIENT DERDE");
    let payees = delivery.sheet("begunstigden");
    let landlord = payees.one(&[("Dossiernummer", &case.number), ("Soort", "DERDE")]);
    payees.set(landlord, "Bedrag", "9.999,00");
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("other_payee", &case.number), monthly("higher", &case.number)]);
    assert_eq!(run.found("OV0401"), 1);
}
