//! One case, changed in one way, and what the proofs of its planned payments say.

use rusqlite::params;

use super::*;
use crate::reconcile::fixture::Fixture;

fn proofs(fixture: &Fixture) -> (PaymentProofs, Vec<Failure>) {
    let mut failures = Vec::new();
    let (evidence, parameters) = (fixture.evidence(), fixture.parameters());
    let proofs =
        prove(&fixture.mapping, &evidence, &fixture.targets, &parameters, None, &mut failures).expect("proofs");
    (proofs, failures)
}

/// Shows everything in the figures of continuity that stops.
fn stops(continuity: &Continuity) -> Vec<String> {
    let HardStops {
        above_ceiling,
        not_a_banking_day,
        no_calendar,
        unexplained_dates,
        unreadable,
        plan_differs,
        gap,
        overlap,
        unclassified,
        unknown_payments: _,
    } = continuity.hard_stops;
    let VerdictCounts { missing, lower, excess, later, new, double, .. } = continuity.verdicts;
    let counts = [
        ("above ceiling", above_ceiling),
        ("no banking day", not_a_banking_day),
        ("no calendar", no_calendar),
        ("unexplained", unexplained_dates),
        ("unreadable", unreadable),
        ("plan differs", plan_differs),
        ("gap", gap),
        ("overlap", overlap),
        ("unclassified", unclassified),
        ("reserve short", continuity.reserve.short),
        ("reserve absent", continuity.reserve.absent),
        ("missing", missing),
        ("lower", lower),
        ("excess", excess),
        ("later", later),
        ("new", new),
        ("double", double),
    ];
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")).collect()
}

#[test]
fn a_case_that_is_planned_as_promised_passes() {
    let (proofs, failures) = proofs(&Fixture::new());
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!((proofs.title.status, proofs.title.cases), (Status::Passed, 1));
    let Continuity { status, recipients, promises, promised_cents, planned_cents, .. } = proofs.continuity;
    assert_eq!(status, Status::Passed);
    assert_eq!((recipients, promises, promised_cents, planned_cents), (1, 3, 300_000, 300_000));
}

#[test]
fn a_changed_target_stops_by_what_is_wrong_with_it() {
    let table: [(&str, &str, bool, &[&str]); 16] = [
        (
            "a cent less",
            "UPDATE betaalopdracht SET bedrag_cent = 99999 WHERE id = 1",
            false,
            &["plan differs 1", "lower 1"],
        ),
        ("an order less", "DELETE FROM betaalopdracht WHERE id = 1", false, &["plan differs 1", "missing 1"]),
        ("a component less", "UPDATE component SET bedrag_cent = 104999 WHERE id = 1", true, &["lower 3"]),
        ("a cent more", "UPDATE component SET bedrag_cent = 105001 WHERE id = 1", true, &[]),
        ("too much", "UPDATE component SET bedrag_cent = 155001 WHERE id = 1", true, &["excess 3"]),
        ("at the ceiling", "UPDATE component SET bedrag_cent = 465902 WHERE id = 1", true, &["excess 3"]),
        (
            "above the ceiling",
            "UPDATE component SET bedrag_cent = 465903 WHERE id = 1",
            true,
            &["above ceiling 3", "excess 3"],
        ),
        (
            "on a Saturday",
            "UPDATE betaalkalender SET datum = '2021-01-30' WHERE id = 1",
            true,
            &["no banking day 1", "later 1"],
        ),
        ("a month without date", "DELETE FROM betaalkalender WHERE id = 2", true, &["no calendar 1", "missing 1"]),
        ("blocked", "UPDATE inkomensvoorziening SET geblokkeerd = 1", true, &["missing 3"]),
        ("died", "UPDATE persoon SET overlijdensdatum = '2021-02-01'", true, &["missing 2"]),
        ("no reserve", "DELETE FROM vakantiegeld_reservering", true, &["reserve short 1"]),
        (
            "a cent less in reserve",
            "UPDATE vakantiegeld_reservering SET bedrag_cent = 34999",
            true,
            &["reserve short 1"],
        ),
        ("a cent more in reserve", "UPDATE vakantiegeld_reservering SET bedrag_cent = 35001", true, &[]),
        (
            "an order of a case that does not exist",
            "INSERT INTO betaalopdracht SELECT 9, 'Z', persoon, 1, 'client', NULL, iban, rechtmaand, datum, 5
             FROM betaalopdracht WHERE id = 1",
            false,
            &["plan differs 1"],
        ),
        ("a case whose client is gone", "DELETE FROM client", false, &["plan differs 3", "missing 3"]),
    ];
    for (what, sql, plan_again, expected) in table {
        let fixture = Fixture::new();
        fixture.change(sql);
        if plan_again {
            fixture.plan();
        }
        let (proofs, failures) = proofs(&fixture);
        assert_eq!(stops(&proofs.continuity), expected, "{what}");
        let status = if expected.is_empty() { Status::Passed } else { Status::Failed };
        assert_eq!(proofs.continuity.status, status, "{what}: {failures:?}");
    }
}

#[test]
fn what_could_not_be_promised_stops() {
    for (name, expected) in [("unexplained_dates", "unexplained 1"), ("unreadable_payments", "unreadable 1")] {
        let fixture = Fixture::new();
        fixture.count(name, 1);
        let (proofs, _) = proofs(&fixture);
        assert_eq!((stops(&proofs.continuity), proofs.continuity.status), (vec![expected.to_owned()], Status::Failed));
    }
}

#[test]
fn payments_are_told_by_class_and_what_has_none_stops() {
    let fixture = Fixture::new();
    let insertion = "INSERT INTO payment_class VALUES (?, ?, 100)";
    for (class, rows) in [("regular", 12), ("one_off", 2), ("unclassified", 0)] {
        fixture.note(insertion, params![class, rows]);
    }
    let continuity = proofs(&fixture).0.continuity;
    let expected = PaymentClasses { regular: 12, one_off: 2, ..PaymentClasses::default() };
    assert_eq!((continuity.payments, continuity.status), (expected, Status::Passed));

    fixture.forget("UPDATE payment_class SET rows = 3 WHERE class = 'unclassified'");
    let continuity = proofs(&fixture).0.continuity;
    assert_eq!((stops(&continuity), continuity.status), (vec!["unclassified 3".to_owned()], Status::Failed));
}

#[test]
fn a_case_that_reserves_until_the_cutover_must_bring_a_reserve() {
    let table: [(&str, &str, u64); 6] = [
        ("reserves on the last day", "", 1),
        ("stopped reserving before", "UPDATE component SET tot = '2020-12-30' WHERE id = 2", 0),
        ("reserves until the last day", "UPDATE component SET tot = '2020-12-31' WHERE id = 2", 1),
        ("begins to reserve at the cut-over", "UPDATE component SET van = '2021-01-01' WHERE id = 2", 0),
        ("ended on the last day", "UPDATE inkomensvoorziening SET einddatum = '2020-12-31'", 1),
        ("ended before the last day", "UPDATE inkomensvoorziening SET einddatum = '2020-12-30'", 0),
    ];
    for (what, sql, absent) in table {
        let fixture = Fixture::new();
        fixture.forget("DELETE FROM reserve");
        fixture.change(sql);
        fixture.plan();
        assert_eq!(proofs(&fixture).0.continuity.reserve.absent, absent, "{what}");
    }
}

#[test]
fn a_reserve_is_carried_over_or_paid_out_in_the_window() {
    let table: [(&str, &[&str], i128); 7] = [
        ("'2021-01-01', NULL, 'credit', 35000", &[], 35_000),
        ("'2021-01-01', '2021-01-28', 'credit', 35000", &["reserve short 1"], 0),
        ("'2021-03-31', '2021-03-31', 'credit', 35000", &[], 35_000),
        ("'2021-01-01', '2021-01-31', 'credit', 34999", &["reserve short 1"], 34_999),
        ("'2020-12-31', NULL, 'credit', 35000", &["reserve short 1"], 0),
        ("'2021-04-01', NULL, 'credit', 35000", &["reserve short 1"], 0),
        ("'2021-01-01', NULL, 'debet', 35000", &["reserve short 1"], 0),
    ];
    for (component, expected, paid_out) in table {
        let fixture = Fixture::new();
        fixture.change("DELETE FROM vakantiegeld_reservering");
        let columns = "inkomensvoorziening, soort, id, van, tot, debet_credit, bedrag_cent";
        fixture.change(&format!("INSERT INTO component ({columns}) VALUES ('A', 'vt_uitbetaling', 3, {component})"));
        fixture.plan();
        let (proofs, _) = proofs(&fixture);
        let mut stops = stops(&proofs.continuity);
        stops.retain(|stop| stop.starts_with("reserve"));
        assert_eq!(stops, expected, "{component}");
        assert_eq!(proofs.continuity.reserve.paid_out_cents, paid_out, "{component}");
        let short = 35_000 - i64::try_from(paid_out).expect("cents");
        let check =
            ReserveCheck { case: "A".to_owned(), reserved: 35_000, carried: 0, paid_out: 35_000 - short, short };
        assert_eq!(proofs.reserves, [check], "{component}");
    }
}

#[test]
fn a_reserve_is_paid_out_only_where_the_case_gets_more_than_its_promise() {
    let january = "'2021-01-01', '2021-01-31'";
    let credit = "INSERT INTO component (id, inkomensvoorziening, soort, debet_credit, bedrag_cent, van, tot)
        VALUES (3, 'A', 'vt_uitbetaling', 'credit', 35000, '2021-01-01', '2021-01-31');";
    let less = format!(
        "INSERT INTO component (id, inkomensvoorziening, soort, debet_credit, bedrag_cent, van, tot)
        VALUES (4, 'A', 'inhouding', 'debet', 35000, {january});"
    );
    let back = less.replace("'inhouding'", "'vt_uitbetaling'");
    let elsewhere = "UPDATE component SET bedrag_cent = 140000 WHERE id = 1;".to_owned();
    let early = "UPDATE betaalkalender SET datum = '2021-01-28' WHERE id = 1;";
    let early_and_less = format!("{early}{less}");
    let ended = "UPDATE component SET tot = '2021-01-31' WHERE id = 1;".to_owned();
    let table: [(&str, &str, i128, &[&str]); 8] = [
        ("paid out", "", 35_000, &[]),
        ("the rest is lowered by as much", &less, 0, &["reserve short 1"]),
        ("lowered by a cent", &less.replace("35000", "1"), 34_999, &["reserve short 1"]),
        ("taken off again", &back, 0, &["reserve short 1"]),
        ("taken off, and more every month", &format!("{back}{elsewhere}"), 0, &["reserve short 1"]),
        ("a day early", early, 35_000, &[]),
        ("a day early and lowered by as much", &early_and_less, 0, &["reserve short 1"]),
        ("the last month", &ended, 35_000, &["missing 2"]),
    ];
    for (what, sql, paid_out, expected) in table {
        let fixture = Fixture::new();
        fixture.change("DELETE FROM vakantiegeld_reservering");
        fixture.change(credit);
        fixture.change(sql);
        fixture.plan();
        let continuity = proofs(&fixture).0.continuity;
        assert_eq!(stops(&continuity), expected, "{what}");
        assert_eq!(continuity.reserve.paid_out_cents, paid_out, "{what}");
    }
}

#[test]
fn what_is_paid_out_of_a_reserve_is_no_excess() {
    let table: [(&str, i64, i64, &str, &[&str]); 5] = [
        ("as much as was reserved", 90_000, 90_000, "", &[]),
        ("more than was reserved, and yet no excess", 90_000, 140_000, "", &[]),
        ("more than was reserved, and an excess", 90_000, 140_001, "", &["excess 1"]),
        ("nothing was reserved", 0, 90_000, "", &["excess 1"]),
        ("nothing else was promised", 90_000, 90_000, "DELETE FROM promise WHERE date = '2021-01-29'; ", &["new 1"]),
    ];
    for (what, reserved, paid, sql, expected) in table {
        let fixture = Fixture::new();
        fixture.change("DELETE FROM vakantiegeld_reservering");
        fixture.forget(&format!("UPDATE reserve SET cents = {reserved}; {sql}"));
        let columns = "inkomensvoorziening, soort, id, van, tot, debet_credit, bedrag_cent";
        let part = format!("'2021-01-01', '2021-01-31', 'credit', {paid}");
        fixture.change(&format!("INSERT INTO component ({columns}) VALUES ('A', 'vt_uitbetaling', 3, {part})"));
        fixture.plan();
        assert_eq!(stops(&proofs(&fixture).0.continuity), expected, "{what}");
    }
}

#[test]
fn a_case_goes_on_with_the_month_after_the_last_one_that_was_paid() {
    let table = [("2020-12", &[][..]), ("2020-11", &["gap 1"][..]), ("2021-01", &["overlap 1"][..])];
    for (last, expected) in table {
        let fixture = Fixture::new();
        fixture.note("INSERT INTO last_paid VALUES ('A', ?, 1, 2)", [last]);
        let (proofs, failures) = proofs(&fixture);
        assert_eq!(stops(&proofs.continuity), expected, "{last}");
        assert_eq!(failures.len(), expected.len(), "{last}");
    }
}

#[test]
fn a_case_that_ended_in_december_brings_the_reserve_that_is_due() {
    let fixture = Fixture::new();
    fixture.change("UPDATE inkomensvoorziening SET einddatum = '2020-12-15'; DELETE FROM vakantiegeld_reservering");
    fixture.plan();
    fixture.forget("DELETE FROM promise");
    let (proofs, failures) = proofs(&fixture);
    assert_eq!((stops(&proofs.continuity), failures.len()), (vec!["reserve short 1".to_owned()], 1));
}

#[test]
fn where_nobody_is_paid_nothing_is_proven() {
    let (proofs, failures) = proofs(&Fixture::empty());
    assert_eq!(stops(&proofs.continuity), ["no calendar 3"]);
    assert_eq!((proofs.continuity.status, failures.len()), (Status::Failed, 3));

    let fixture = Fixture::new();
    fixture.change("DELETE FROM betaalopdracht; DELETE FROM inkomensvoorziening");
    fixture.forget("DELETE FROM promise; DELETE FROM reserve");
    assert!(matches!(super::tests::proofs(&fixture).0.continuity.status, Status::NotRun { .. }));
}

#[test]
fn money_on_another_account_counts_in_the_sum_planned() {
    let fixture = Fixture::new();
    fixture.change("UPDATE begunstigde SET iban = 'NL02ABNA0123456789'");
    fixture.plan();
    let continuity = proofs(&fixture).0.continuity;
    assert_eq!((continuity.verdicts.other_account, continuity.planned_cents), (3, 300_000));
}
