//! Payments of files held against one case that is promised € 1.000,00 a month.

use super::*;
use crate::domain::{DateFormat, Iban, Money, Month};
use crate::mapping::model::{Waiver, Whose};
use crate::reconcile::Verdict;
use crate::reconcile::fixture::{ACCOUNT, Fixture};
use crate::reconcile::payments::{self, PaymentProofs};
use crate::reconcile::summary::Status;

fn date(text: &str) -> Date {
    DateFormat::YearMonthDay.parse(text).expect("a date")
}

fn payment(id: Option<&str>, on: &str, account: &str, cents: i64) -> Payment {
    Payment {
        end_to_end: id.map(str::to_owned),
        date: date(on),
        account: Iban::parse(account).expect("an account"),
        amount: Money::from_cents(cents),
        name: Some("somebody else altogether".to_owned()),
        line: 7,
    }
}

/// The payments that are promised, under one identification.
fn months(id: Option<&str>) -> Vec<Payment> {
    ["2021-01-29", "2021-02-26", "2021-03-31"].map(|on| payment(id, on, ACCOUNT, 100_000)).to_vec()
}

fn proofs(
    fixture: &Fixture,
    payments: &[Payment],
    until: Option<&str>,
) -> (PaymentProofs, PlannedSource, Vec<Failure>) {
    let handed = Payments::new(&fixture.mapping, fixture.evidence(), &fixture.targets, until.map(date)).expect("room");
    let mut handed = handed.expect("a day of the window");
    for payment in payments {
        handed.take("x.xml", payment).expect("a readable target");
    }
    let (evidence, mut parameters, mut failures) = (fixture.evidence(), fixture.parameters(), Vec::new());
    parameters.window = handed.window();
    let (mapping, targets) = (&fixture.mapping, &fixture.targets);
    let proofs = payments::prove(mapping, &evidence, targets, &parameters, Some(&handed), &mut failures);
    (proofs.expect("proofs"), handed.source().clone(), failures)
}

fn with_history() -> Fixture {
    let fixture = Fixture::new();
    fixture.change(
        "INSERT INTO betaling (id, betaalnummer, inkomensvoorziening, persoon, soort, rechtmaand, datum_betaling,
           bedrag_cent, iban, status)
         VALUES (1, 'P-7', 'A', '111222333', 'periodiek', '2020-12', '2020-12-31', 100000, 'NL91ABNA0417164300', 'betaald')",
    );
    fixture
}

#[test]
fn a_payment_is_found_by_its_case_by_an_older_payment_or_by_its_account() {
    let fixture = with_history();
    let table = [
        (Some("A"), (3, 0)),
        (Some("A/2021-01/1"), (3, 0)),
        (Some("A/whatever"), (3, 0)),
        (Some("P-7"), (3, 0)),
        (Some("rij:1/2021-01/1"), (3, 0)),
        (Some("B"), (0, 3)),
        (Some("a"), (0, 3)),
        (Some("rij:2/2021-01/1"), (0, 3)),
        (None, (0, 3)),
    ];
    for (id, expected) in table {
        let (proofs, source, failures) = proofs(&fixture, &months(id), None);
        assert!(failures.is_empty(), "{id:?}: {failures:?}");
        assert_eq!(proofs.continuity.status, Status::Passed, "{id:?}");
        assert_eq!((source.by_end_to_end, source.by_account), expected, "{id:?}");
        assert_eq!(source.compared, PaymentSum { payments: 3, cents: 300_000 });
    }
}

#[test]
fn what_is_found_for_nobody_stops_with_its_place() {
    let fixture = Fixture::new();
    let mut all = months(Some("A"));
    all.push(payment(Some("bsn 111222333"), "2021-01-29", "NL44RABO0123456789", 1));
    let (proofs, source, failures) = proofs(&fixture, &all, None);
    assert_eq!(proofs.continuity.hard_stops.unknown_payments, 1);
    assert_eq!(proofs.continuity.status, Status::Failed);
    assert_eq!((source.compared.payments, source.by_end_to_end), (4, 3));
    let told: Vec<(&str, &str)> =
        failures.iter().map(|failure| (failure.subject.as_str(), failure.message.as_str())).collect();
    let message = "€ 0,01 on NL44RABO0123456789 on 2021-01-29 is found for nobody: \"bsn ******333\" means no case, and no case alone is paid on that account";
    assert_eq!(told, [("x.xml:7", message)]);
}

#[test]
fn an_account_of_two_people_names_neither() {
    let fixture = Fixture::new();
    another_case(&fixture, "B", "c2", "client", ACCOUNT);
    fixture.change("UPDATE inkomensvoorziening SET einddatum = '2021-02-27' WHERE dossiernummer = 'B'");
    let (proofs, ..) = proofs(&fixture, &months(None), None);
    assert_eq!(proofs.continuity.hard_stops.unknown_payments, 2, "the other case has ended before the third");
}

#[test]
fn the_number_of_a_case_goes_before_that_of_an_older_payment() {
    let fixture = with_history();
    fixture.change(
        "INSERT INTO inkomensvoorziening (id, dossiernummer, client, regeling, ingangsdatum, geblokkeerd, gemeentecode)
           VALUES (2, 'P-7', 'c1', 'PW', '2019-01-01', 0, '1509');",
    );
    let (proofs, ..) = proofs(&fixture, &months(Some("P-7")), None);
    // What is promised to the one is planned for the other.
    let of_both = proofs.lines.iter().filter(|line| line.case_numbers() == "A P-7");
    assert_eq!((of_both.count(), proofs.lines.len()), (3, 3));
}

/// Makes another case of somebody else, or of the same client, with a payee.
fn another_case(fixture: &Fixture, number: &str, client: &str, soort: &str, account: &str) {
    fixture.change(&format!(
        "INSERT INTO persoon (id, bsn, clientnummer, indicatie_geheim) VALUES (2, '123456782', 'c2', 0);
         INSERT INTO client (id, clientnummer, persoon) VALUES (2, 'c2', '123456782');
         INSERT INTO inkomensvoorziening (id, dossiernummer, client, regeling, ingangsdatum, geblokkeerd, gemeentecode)
           VALUES (2, '{number}', '{client}', 'PW', '2019-01-01', 0, '1509');
         INSERT INTO beschikking (id, kenmerk, inkomensvoorziening, soort, wet, geldig_van)
           VALUES (2, 'b2', '{number}', 'toekenning', 'PW', '2019-01-01');
         INSERT INTO begunstigde (id, inkomensvoorziening, volgnummer, soort, iban, verdeling, van)
           VALUES (2, '{number}', 1, '{soort}', '{account}', 'rest', '2020-01-01');"
    ));
}

#[test]
fn an_older_payment_tells_nothing_of_an_account_that_its_case_does_not_pay_on() {
    let other = "NL44RABO0123456789";
    let fixture = with_history();
    another_case(&fixture, "B", "c2", "client", other);
    let (proofs, source, _) = proofs(&fixture, &[payment(Some("P-7"), "2021-01-29", other, 1)], None);
    assert_eq!((source.by_end_to_end, source.by_account), (0, 1));
    let mut of_b = proofs.lines.iter().filter(|line| line.case_numbers() == "B");
    assert_eq!(of_b.next().map(|line| line.planned), Some(1));
}

#[test]
fn the_account_of_a_third_party_tells_little() {
    let table = [
        ("client", Some("INKOOP-1"), 99_999, 0),
        ("partner", Some("INKOOP-1"), 99_999, 0),
        ("derde", Some("INKOOP-1"), 100_000, 1),
        ("bewindvoerder", Some("INKOOP-1"), 100_000, 1),
        ("derde", Some("A/2021-01/1"), 99_999, 0),
        ("derde", None, 100_000, 0),
        ("derde", None, 99_999, 1),
        ("bewindvoerder", None, 100_001, 1),
    ];
    for (kind, id, cents, unknown) in table {
        let fixture = Fixture::new();
        fixture.change(&format!("UPDATE begunstigde SET soort = '{kind}'"));
        let (proofs, _, failures) = proofs(&fixture, &[payment(id, "2021-01-29", ACCOUNT, cents)], None);
        assert_eq!(proofs.continuity.hard_stops.unknown_payments, unknown, "{kind} {id:?} {cents}");
        assert_eq!(failures.len() as u64, unknown, "{failures:?}");
        assert!(failures.iter().all(|failure| failure.message.contains("a third party's")), "{failures:?}");
    }
}

#[test]
fn what_is_promised_after_the_window_is_compared_too() {
    let fixture = Fixture::new();
    fixture.forget("UPDATE promise SET date = '2021-04-01' WHERE month = '2021-03'");
    let mut all = months(Some("A"));
    let (late, ..) = proofs(&fixture, &all[..2], None);
    assert_eq!((late.continuity.promises, late.continuity.verdicts.missing), (3, 1));
    all[2].date = date("2021-04-01");
    let (whole, source, _) = proofs(&fixture, &all, None);
    assert_eq!((whole.continuity.status, source.compared.payments), (Status::Passed, 3));
}

#[test]
fn two_cases_of_one_person_on_one_account_share_what_arrives_there() {
    let fixture = Fixture::new();
    another_case(&fixture, "B", "c1", "client", ACCOUNT);
    fixture.change(
        "INSERT INTO component (id, inkomensvoorziening, soort, debet_credit, bedrag_cent, van)
           VALUES (3, 'B', 'norm', 'credit', 20000, '2020-01-01')",
    );
    fixture.plan();
    fixture.forget(
        "INSERT INTO promise SELECT bsn, clientnummer, 'B', month, date, account, payee, 20000, payments, basis_month,
           rule, file, line FROM promise",
    );
    let table: [(&str, Option<&str>, &[i64], &str); 6] = [
        ("each its own", None, &[20_000, 100_000], "equal"),
        ("with numbers of its own", Some("2021-7"), &[100_000, 20_000], "equal"),
        ("the sum", None, &[120_000], "equal"),
        ("a cent more", None, &[120_001], "higher"),
        ("parted otherwise", None, &[60_000, 60_000], "equal"),
        ("a cent less", None, &[119_999], "lower"),
    ];
    for (what, id, amounts, expected) in table {
        let all: Vec<Payment> = months(id)
            .into_iter()
            .flat_map(|whole| {
                amounts.iter().map(move |cents| Payment { amount: Money::from_cents(*cents), ..whole.clone() })
            })
            .collect();
        let (proofs, _, failures) = proofs(&fixture, &all, None);
        let verdicts: Vec<&str> = proofs.lines.iter().map(|line| line.verdict.name()).collect();
        assert_eq!(verdicts, [expected; 3], "{what}: {failures:?}");
        assert_eq!(proofs.title.cases, 2, "{what}");
    }
}

#[test]
fn our_own_identifications_are_understood_whatever_the_number_of_the_case() {
    let table =
        [("A/1/2021-01/1", "A/1"), ("A/2021-01/1", "A"), ("A/1", "A/1"), ("A/1/whatever", "A/1"), ("A/2/1", "A")];
    for (id, expected) in table {
        let fixture = Fixture::new();
        another_case(&fixture, "A/1", "c2", "client", ACCOUNT);
        let found = super::identified(&fixture.targets, id, ACCOUNT).expect("a readable target");
        assert_eq!(found.iter().map(|(_, case)| case.as_str()).collect::<Vec<_>>(), [expected], "{id}");
    }
}

#[test]
fn payments_are_judged_like_those_that_were_computed() {
    let change = |change: fn(&mut Vec<Payment>)| {
        let mut all = months(Some("A"));
        change(&mut all);
        all
    };
    let table: [(&str, Vec<Payment>, &str); 9] = [
        ("a cent less", change(|all| all[0].amount = Money::from_cents(99_999)), "lower"),
        ("a day later", change(|all| all[0].date = date("2021-02-01")), "later"),
        ("a day earlier", change(|all| all[0].date = date("2021-01-28")), "earlier"),
        (
            "another account",
            change(|all| all[0].account = Iban::parse("NL44RABO0123456789").expect("one")),
            "other_account",
        ),
        ("one left out", change(|all| drop(all.remove(0))), "missing"),
        ("one twice", change(|all| all.push(all[0].clone())), "double"),
        ("too much", change(|all| all[0].amount = Money::from_cents(150_001)), "excess"),
        (
            "in two parts",
            change(|all| {
                all[0].amount = Money::from_cents(40_000);
                let part = payment(Some("A"), "2021-01-29", ACCOUNT, 60_000);
                all.push(part);
            }),
            "equal",
        ),
        ("one more", change(|all| all.push(payment(Some("A"), "2021-02-15", ACCOUNT, 1))), "new"),
    ];
    for (what, payments, expected) in table {
        let (proofs, ..) = proofs(&Fixture::new(), &payments, None);
        let worst = proofs.lines.iter().map(|line| line.verdict).min().expect("a verdict");
        assert_eq!(worst.name(), expected, "{what}");
    }
}

#[test]
fn ceiling_banking_days_and_title_are_judged_and_the_computed_plan_is_not() {
    let fixture = Fixture::new();
    fixture.change("DELETE FROM betaalkalender; DELETE FROM betaalopdracht; DELETE FROM beschikking;");
    let mut all = months(Some("A"));
    all.push(payment(Some("A"), "2021-01-30", ACCOUNT, 10_000_000));
    let (proofs, ..) = proofs(&fixture, &all, None);
    let stops = proofs.continuity.hard_stops;
    assert_eq!((stops.above_ceiling, stops.not_a_banking_day, stops.plan_differs, stops.no_calendar), (1, 1, 0, 0));
    assert_eq!((proofs.title.cases, proofs.title.without_title), (1, 1));
}

#[test]
fn a_couple_with_one_account_gets_both_parts_however_they_are_paid() {
    let fixture = Fixture::new();
    fixture.change(
        "INSERT INTO persoon (id, bsn, clientnummer, indicatie_geheim) VALUES (2, '123456782', 'c2', 0);
         INSERT INTO client (id, clientnummer, persoon) VALUES (2, 'c2', '123456782');
         INSERT INTO huishoudlid (id, inkomensvoorziening, client, rol) VALUES (1, 'A', 'c2', 'partner');
         INSERT INTO begunstigde (id, inkomensvoorziening, volgnummer, soort, iban, verdeling, van)
           VALUES (2, 'A', 2, 'partner', 'NL91ABNA0417164300', 'rest', '2020-01-01');",
    );
    fixture.forget(
        "UPDATE promise SET cents = 50000;
         INSERT INTO promise SELECT '123456782', clientnummer, dossiernummer, month, date, account, 'PARTNER', cents,
           payments, basis_month, rule, file, line FROM promise;",
    );
    let halves = |ids: [Option<&str>; 2]| -> Vec<Payment> {
        let half = |payment: Payment, id: Option<&str>| Payment {
            amount: Money::from_cents(50_000),
            end_to_end: id.map(str::to_owned),
            ..payment
        };
        months(None).into_iter().flat_map(|whole| ids.map(|id| half(whole.clone(), id))).collect()
    };
    let table = [
        ("the sum", months(Some("A"))),
        ("half each", halves([Some("A"), Some("A")])),
        ("half each, with its payee", halves([Some("A/2021-01/2"), Some("A/2021-01/1")])),
        ("half each, by account", halves([None, None])),
    ];
    for (what, payments) in table {
        let (proofs, ..) = proofs(&fixture, &payments, None);
        let continuity = proofs.continuity;
        assert_eq!((continuity.status, continuity.verdicts.equal), (Status::Passed, 6), "{what}");
    }
    for (id, [client, partner]) in
        [("A/2021-01/1", ["higher", "other_payee"]), ("A/2021-01/2", ["other_payee", "higher"])]
    {
        let (proofs, ..) = proofs(&fixture, &halves([Some(id), Some(id)]), None);
        let verdicts: Vec<&str> = proofs.lines.iter().map(|line| line.verdict.name()).collect();
        assert_eq!(verdicts, [[client; 3], [partner; 3]].concat(), "both halves by {id}");
    }
}

#[test]
fn a_file_of_january_is_held_against_january_alone() {
    let fixture = Fixture::new();
    let january = &months(Some("A"))[..1];
    let (whole, ..) = proofs(&fixture, january, None);
    assert_eq!((whole.continuity.promises, whole.continuity.verdicts.missing), (3, 2));
    let (alone, source, _) = proofs(&fixture, january, Some("2021-01-31"));
    assert_eq!((alone.continuity.status, alone.continuity.promises), (Status::Passed, 1));
    assert_eq!(source.until.as_deref(), Some("2021-01-31"));
    for outside in ["2020-12-31", "2021-04-01"] {
        let handed =
            Payments::new(&fixture.mapping, fixture.evidence(), &fixture.targets, Some(date(outside))).expect("room");
        assert!(handed.is_none(), "{outside}");
    }
}

#[test]
fn a_reserve_that_is_paid_out_after_the_last_day_compared_is_not_short() {
    let table = [
        ("begins after it", "'2021-03-31', '2021-03-31'", 0),
        ("begins before and is paid after it", "'2021-01-31', '2021-02-28'", 0),
        ("stands on a day on which the file pays no more than was promised", "'2021-01-29', '2021-01-29'", 1),
        ("ends before any payment", "'2021-02-01', '2021-02-25'", 1),
        ("begins after the window", "'2021-04-01', NULL", 1),
    ];
    for (what, days, short) in table {
        let fixture = Fixture::new();
        fixture.change(&format!(
            "DELETE FROM vakantiegeld_reservering;
             INSERT INTO component (inkomensvoorziening, soort, id, debet_credit, bedrag_cent, van, tot)
               VALUES ('A', 'vt_uitbetaling', 3, 'credit', 35000, {days})"
        ));
        let (proofs, ..) = proofs(&fixture, &months(Some("A"))[..1], Some("2021-01-31"));
        assert_eq!(proofs.continuity.reserve.short, short, "{what}");
    }
}

#[test]
fn a_waiver_of_march_is_unused_where_march_is_compared_and_else_not_judged() {
    let mut fixture = Fixture::new();
    fixture.mapping.waivers.push(Waiver {
        id: "W-1".to_owned(),
        whose: Whose::Case("A".to_owned()),
        verdict: Verdict::Lower,
        months: (Month::of(date("2021-03-01")), Month::of(date("2021-03-01"))),
        at_most_cents: Some(1),
        at_most_days: None,
        reason: "why".to_owned(),
        decision: "Z-1".to_owned(),
        requested_by: "J. Bos".to_owned(),
        approved_by: "K. Smit".to_owned(),
        approved_on: date("2020-12-14"),
        expires_on: date("2021-03-31"),
        line: 2,
    });
    for (until, judged) in [(None, 1), (Some("2021-03-31"), 1), (Some("2021-02-28"), 0)] {
        let (proofs, ..) = proofs(&fixture, &months(Some("A")), until);
        assert_eq!(proofs.waivers.len(), judged, "{until:?}");
    }
}

#[test]
fn what_lies_outside_the_window_is_listed_and_not_compared() {
    let mut all = months(Some("A"));
    all.extend([payment(Some("A"), "2020-12-31", ACCOUNT, 5), payment(None, "2021-04-01", ACCOUNT, 7)]);
    let (proofs, source, _) = proofs(&Fixture::new(), &all, None);
    assert_eq!(proofs.continuity.status, Status::Passed);
    assert_eq!(source.outside_window, PaymentSum { payments: 2, cents: 12 });
    let listed: Vec<(u32, &str, i64)> =
        source.outside.iter().map(|payment| (payment.line, payment.date.as_str(), payment.cents)).collect();
    assert_eq!(listed, [(7, "2020-12-31", 5), (7, "2021-04-01", 7)]);
}

#[test]
fn what_is_promised_goes_on_with_the_month_after_the_last_one_that_was_paid() {
    let table = [("2020-12", [0, 0]), ("2020-11", [1, 0]), ("2021-01", [0, 1]), ("2021-12", [0, 1])];
    for (last, expected) in table {
        let fixture = Fixture::new();
        fixture.note("INSERT INTO last_paid VALUES ('A', ?, 1, 2)", [last]);
        fixture.forget(&format!("UPDATE promise SET basis_month = '{last}'"));
        let (proofs, ..) = proofs(&fixture, &months(Some("A")), None);
        let stops = proofs.continuity.hard_stops;
        assert_eq!([stops.gap, stops.overlap], expected, "{last}");
    }
}
