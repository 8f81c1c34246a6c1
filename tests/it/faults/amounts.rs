//! Amounts that are too low, too high, lost or counted twice.

use crate::kit::{Case, Delivery, Outcome, PAYMENTS, cents, clean, monthly};

/// Changes the open component of a case, and runs.
fn run_with(delivery: &mut Delivery, case: &Case, code: &str, change: impl Fn(i64) -> i64) -> (Outcome, String) {
    let components = delivery.sheet("componenten");
    let row = components.open(&[("Dossiernummer", &case.number), ("Componentcode", code)]);
    components.change(row, "Bedrag", change);
    let place = components.place(row);
    (delivery.run(), place)
}

#[test]
fn the_delivery_as_made_up_is_proven_without_a_finding() {
    clean().assert_proven(&[]);
    assert_eq!(clean().summary["findings"]["by_code"].as_object().map(serde_json::Map::len), Some(0));
    assert_eq!(clean().stderr, "");
}

#[test]
fn one_cent_less_is_lower_for_that_resident_alone() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let (run, component) = run_with(&mut delivery, &case, "NORM", |cents| cents - 1);
    run.assert_stopped(&["continuity"], &[monthly("lower", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
    run.assert_reports(&case.number, &component);
    assert_eq!(run.figure("continuity.promised_cents") - run.figure("continuity.planned_cents"), 3);
}

#[test]
fn one_cent_more_is_higher_and_passes() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let (run, _) = run_with(&mut delivery, &case, "NORM", |cents| cents + 1);
    run.assert_proven(&[monthly("higher", &case.number)]);
    run.assert_others_equal();
    run.assert_reports(&case.number, &case.last_paid[0]);
}

#[test]
fn cents_read_as_euros_are_an_excess_above_the_ceiling() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let (run, component) = run_with(&mut delivery, &case, "NORM", |cents| cents * 100);
    run.assert_stopped(&["continuity"], &[monthly("excess", &case.number)]);
    run.assert_others_equal();
    run.assert_names(&case.number, &case.last_paid[0]);
    run.assert_reports(&case.number, &component);
    assert_eq!(run.figure("continuity.hard_stops.above_ceiling"), 3);
}

#[test]
fn euros_read_as_cents_are_lower() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let components = delivery.sheet("componenten");
    for row in components.all_open(&[("Dossiernummer", &case.number)]) {
        components.change(row, "Bedrag", |cents| cents / 100);
    }
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("lower", &case.number)]);
    run.assert_names(&case.number, &case.last_paid[0]);
}

#[test]
fn a_norm_that_no_longer_covers_the_reservation_leaves_nothing() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let (run, _) = run_with(&mut delivery, &case, "NORM", |cents| cents / 100);
    run.assert_stopped(&["continuity"], &[monthly("missing", &case.number)]);
    run.assert_others_equal();
    assert_eq!(run.found("OV0402"), 1);
    run.assert_names(&case.number, &case.last_paid[0]);
}

#[test]
fn amounts_of_two_clients_swapped_leave_every_total_as_it_was() {
    let mut delivery = Delivery::copy();
    let norm = |delivery: &mut Delivery, case: &Case| {
        let components = delivery.sheet("componenten");
        let row = components.open(&[("Dossiernummer", &case.number), ("Componentcode", "NORM")]);
        (row, cents(components.get(row, "Bedrag")))
    };
    let mut plain: Vec<_> = delivery.cases().into_iter().filter(Case::is_plain).collect();
    plain.sort_by_key(|case| norm(&mut delivery, case).1);
    let (poor, rich) = (plain[0].clone(), plain[plain.len() - 1].clone());
    let ((one, less), (other, more)) = (norm(&mut delivery, &poor), norm(&mut delivery, &rich));
    assert!(less < more, "two norms that differ");
    let components = delivery.sheet("componenten");
    components.swap(one, other, "Bedrag");
    let run = delivery.run();
    let gets = if less * 3 < more * 2 { "excess" } else { "higher" };
    run.assert_stopped(&["continuity"], &[monthly("lower", &rich.number), monthly(gets, &poor.number)]);
    run.assert_others_equal();
    run.assert_names(&rich.number, &rich.last_paid[0]);
}

#[test]
fn a_deduction_that_is_lost_is_higher_and_one_that_is_doubled_is_lower() {
    for (times, verdict) in [(0, "higher"), (2, "lower")] {
        let mut delivery = Delivery::copy();
        let case =
            delivery.case(|case| case.is_paid() && case.payees == "CLIENT" && case.components.contains("INHOUDING"));
        let components = delivery.sheet("componenten");
        let rows = components.all(&[("Dossiernummer", &case.number), ("Componentcode", "INHOUDING")]);
        let row = *rows.last().expect("a deduction");
        components.change(row, "Bedrag", |cents| cents * times);
        let run = delivery.run();
        assert_eq!(run.touched(), monthly(verdict, &case.number), "{}", run.stdout);
        run.assert_others_equal();
    }
}

#[test]
fn a_sign_that_is_lost_gives_too_much_and_one_too_many_nothing() {
    let mut delivery = Delivery::copy();
    let case = delivery.case(|case| case.is_paid() && case.payees == "CLIENT" && case.components.contains("INKOMSTEN"));
    let rows = delivery.sheet("componenten").all(&[("Dossiernummer", &case.number), ("Componentcode", "INKOMSTEN")]);
    for row in rows {
        delivery.sheet("componenten").set(row, "Soort", "+");
    }
    let [other] = delivery.plain();
    let components = delivery.sheet("componenten");
    let row = components.open(&[("Dossiernummer", &other.number), ("Componentcode", "NORM")]);
    components.set(row, "Soort", "-");
    let run = delivery.run();
    let touched = run.touched();
    let of = |case: &Case| touched.iter().filter(|(_, number, _)| *number == case.number).cloned().collect::<Vec<_>>();
    assert_eq!(of(&other), monthly("missing", &other.number));
    assert_eq!(of(&case).len(), 3, "{}", run.stdout);
    assert!(of(&case).iter().all(|(verdict, ..)| matches!(verdict.as_str(), "higher" | "excess")), "{touched:?}");
    assert_eq!(touched.len(), 6);
}

#[test]
fn a_subtotal_never_counts_unless_it_is_called_something_else() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let components = delivery.sheet("componenten");
    let row = components.open(&[("Dossiernummer", &case.number), ("Componentcode", "SUBTOTAAL")]);
    components.set(row, "Soort", "+");
    delivery.run().assert_proven(&[]);
    delivery.sheet("componenten").set(row, "Componentcode", "TOESLAG");
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("excess", &case.number)]);
    run.assert_others_equal();
}

#[test]
fn amounts_with_and_without_holiday_allowance_do_not_mix() {
    let mut delivery = Delivery::copy();
    let [without, twice] = delivery.plain();
    let components = delivery.sheet("componenten");
    let open = |case: &Case, code| components.open(&[("Dossiernummer", &case.number), ("Componentcode", code)]);
    let (reservation, norm) = (open(&without, "VT_RESERVERING"), open(&twice, "NORM"));
    components.set(reservation, "Tot", "31-12-2020");
    components.change(norm, "Bedrag", |cents| cents - cents / 20);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("higher", &without.number), monthly("lower", &twice.number)]);
    run.assert_others_equal();
}

#[test]
fn a_component_that_stands_there_twice_is_an_excess() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let components = delivery.sheet("componenten");
    let row = components.open(&[("Dossiernummer", &case.number), ("Componentcode", "NORM")]);
    components.add_like(row, &[]);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("excess", &case.number)]);
    run.assert_others_equal();
}

#[test]
fn an_unknown_component_is_lost_with_its_amount() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let components = delivery.sheet("componenten");
    let row = components.open(&[("Dossiernummer", &case.number), ("Componentcode", "NORM")]);
    components.set(row, "Componentcode", "NORM2021");
    let run = delivery.run();
    run.assert_stopped(&["completeness", "continuity"], &[monthly("missing", &case.number)]);
    assert_eq!((run.found("OV0206"), run.figure("completeness.rejected_rows")), (1, 1));
}

#[test]
fn a_reserve_that_is_not_delivered_stops() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    assert_eq!(delivery.sheet("vakantiegeld").remove(&[("Dossiernummer", &case.number)]), 1);
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[]);
    assert_eq!(run.figure("continuity.reserve.absent"), 1);
    let cases = delivery.sheet("dossiers");
    let place = cases.place(cases.one(&[("Dossiernummer", &case.number)]));
    run.assert_names(&case.number, &place);
}

#[test]
fn a_reserve_that_cannot_be_loaded_is_short() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let reserves = delivery.sheet("vakantiegeld");
    let row = reserves.one(&[("Dossiernummer", &case.number)]);
    let place = reserves.place(row);
    reserves.add_like(row, &[]);
    let run = delivery.run();
    run.assert_stopped(&["completeness", "continuity"], &[]);
    assert_eq!((run.found("OV0210"), run.figure("continuity.reserve.short")), (1, 1));
    run.assert_names(&case.number, &place);
}

#[test]
fn a_debt_that_does_not_arrive_is_seen_by_fidelity() {
    let mut delivery = Delivery::copy();
    let numbers: Vec<String> = delivery.cases().into_iter().map(|case| case.number).collect();
    let debts = delivery.sheet("vorderingen");
    let first = numbers.iter().find_map(|number| debts.all(&[("Dossiernummer", number)]).pop()).expect("a debt");
    let again = debts.add_like(first, &[("Saldo", "1,00")]);
    let (place, number) = (debts.place(again), debts.get(again, "Vorderingnummer").to_owned());
    let run = delivery.run();
    run.assert_stopped(&["completeness", "fidelity"], &[]);
    run.assert_names(&number, &place);
    assert_eq!(run.found("OV0210"), 1);
}

#[test]
fn a_settled_debt_that_is_still_repaid_is_found() {
    let mut delivery = Delivery::copy();
    let numbers: Vec<String> = delivery.cases().into_iter().map(|case| case.number).collect();
    let debts = delivery.sheet("vorderingen");
    let active = numbers.iter().flat_map(|number| debts.all(&[("Dossiernummer", number), ("Status", "51")])).next();
    debts.set(active.expect("a debt that is repaid"), "Status", "54");
    let run = delivery.run();
    run.assert_proven(&[]);
    assert_eq!(run.found("OV0214"), 1);
}

#[test]
fn a_one_off_payment_is_not_promised_again_unless_it_is_called_regular() {
    let mut delivery = Delivery::copy();
    let [case] = delivery.plain();
    let payments = delivery.sheet(PAYMENTS);
    let last = payments.one(&[("Dossiernummer", &case.number), ("Rechtmaand", "12-2020"), ("Soort", "PERIODIEK")]);
    let added = payments.add_like(last, &[("Betaalnummer", "P1"), ("Soort", "EENMALIG"), ("Bedrag", "250,00")]);
    delivery.run().assert_proven(&[]);
    delivery.sheet(PAYMENTS).set(added, "Soort", "PERIODIEK");
    let run = delivery.run();
    run.assert_stopped(&["continuity"], &[monthly("lower", &case.number)]);
    run.assert_others_equal();
}
