//! Small histories in one or two targets, against what was delivered.

use super::*;
use crate::convert::routing::Route;
use crate::domain::{DateFormat, FileId, MonthFormat};
use crate::ledger::Class;
use crate::reconcile::fixture::{ACCOUNT, CLIENT, Fixture};

/// A second municipality, which the mapping does not have.
const OTHER: DestinationIndex = 5;

/// Delivered files and lines.
type Places<'a> = &'a [(u16, u32)];

fn origin(file: u16, line: u32) -> Origin {
    Origin::new(FileId::new(file), line)
}

fn case(route: Route) -> CaseFact {
    CaseFact { number: "A".into(), route, ended: None, blocked: false, origin: None }
}

fn payment(file: u16, line: u32) -> Payment<'static> {
    Payment {
        origin: origin(file, line),
        case: 0,
        recipient: CLIENT,
        client: None,
        account: ACCOUNT,
        month: MonthFormat::YearMonth.parse("2020-12").ok(),
        date: DateFormat::YearMonthDay.parse("2020-12-31").ok(),
        cents: Some(100_000),
        class: Class::Regular,
    }
}

/// Puts payments into a target as they were delivered.
fn store(fixture: &Fixture, origins: Places<'_>) {
    for (file, line) in origins {
        let key = origin(*file, *line).row_key(0);
        fixture.change(&format!(
            "INSERT INTO betaling (id, betaalnummer, inkomensvoorziening, persoon, soort, rechtmaand, datum_betaling,
               bedrag_cent, iban, status)
             VALUES ({key}, '{key}', 'A', '{CLIENT}', 'periodiek', '2020-12', '2020-12-31', 100000, '{ACCOUNT}', 'betaald')"
        ));
    }
}

/// Compares delivered payments with targets; returns how many are missing, different and unexpected.
fn compare(targets: &[&Target], delivered: &[(Route, Payment<'_>)]) -> [u64; 3] {
    let mut statements: Vec<_> =
        targets.iter().map(|target| target.connection.prepare(PAYMENTS).expect("a statement")).collect();
    let stored = targets.iter().zip(&mut statements);
    let stored = stored.map(|(target, statement)| StoredPayments::open(target, statement).expect("payments")).collect();
    let mut fidelity = Fidelity::new(stored);
    for (route, payment) in delivered {
        fidelity.check(&case(*route), payment).expect("a comparison");
    }
    let (counts, failures) = fidelity.finish().expect("a comparison");
    assert_eq!(counts.payments, delivered.len() as u64);
    let figures = [counts.missing, counts.different, counts.unexpected];
    assert_eq!(failures.len() as u64, figures.iter().sum::<u64>(), "{failures:?}");
    figures
}

#[test]
fn every_payment_stands_once_where_it_was_delivered_for() {
    let here = Route::To(1);
    let table: [(&str, Places<'_>, Places<'_>, [u64; 3]); 7] = [
        ("nothing", &[], &[], [0, 0, 0]),
        ("all of them, over two files", &[(8, 2), (8, 3), (9, 2)], &[(8, 2), (8, 3), (9, 2)], [0, 0, 0]),
        ("one lost", &[(8, 2), (9, 2)], &[(8, 2), (8, 3), (9, 2)], [1, 0, 0]),
        ("the last one lost", &[(8, 2)], &[(8, 2), (8, 3)], [1, 0, 0]),
        ("one invented", &[(8, 2), (8, 3), (9, 2)], &[(8, 2), (9, 2)], [0, 0, 1]),
        ("one invented after the last", &[(8, 2), (8, 3)], &[(8, 2)], [0, 0, 1]),
        (
            "of a case that nobody knows, at the end of its file",
            &[(8, 2), (8, 4)],
            &[(8, 2), (8, 4), (8, 3)],
            [1, 0, 0],
        ),
    ];
    for (what, stored, delivered, expected) in table {
        let fixture = Fixture::empty();
        store(&fixture, stored);
        let delivered: Vec<_> = delivered.iter().map(|(file, line)| (here, payment(*file, *line))).collect();
        assert_eq!(compare(&[fixture.municipality()], &delivered), expected, "{what}");
    }
}

#[test]
fn one_delivered_row_is_one_payment() {
    let fixture = Fixture::empty();
    store(&fixture, &[(8, 2)]);
    fixture.change(
        "INSERT INTO betaling SELECT id + 1, 'twice', inkomensvoorziening, client, persoon,
        soort_begunstigde, regeling, soort, rechtmaand, datum_betaling, bedrag_cent, iban, tenaamstelling, omschrijving,
        status FROM betaling",
    );
    assert_eq!(compare(&[fixture.municipality()], &[(Route::To(1), payment(8, 2))]), [0, 0, 1]);
}

#[test]
fn recipient_account_month_date_and_cents_stand_as_they_were_delivered() {
    for change in [
        "persoon = '123456782'",
        "iban = 'NL02ABNA0123456789'",
        "rechtmaand = '2020-11'",
        "datum_betaling = '2020-12-30'",
        "bedrag_cent = 99999",
        "bedrag_cent = -100000",
        "inkomensvoorziening = 'B'",
    ] {
        let fixture = Fixture::empty();
        store(&fixture, &[(8, 2)]);
        fixture.change(&format!("UPDATE betaling SET {change}"));
        assert_eq!(compare(&[fixture.municipality()], &[(Route::To(1), payment(8, 2))]), [0, 1, 0], "{change}");
    }
}

#[test]
fn a_payment_stands_with_its_own_municipality_and_no_other() {
    let (here, mut there) = (Fixture::empty(), Fixture::empty());
    for target in &mut there.targets {
        target.destination = OTHER;
    }
    let delivered = [(Route::To(1), payment(8, 2)), (Route::To(1 << OTHER), payment(8, 3))];
    store(&here, &[(8, 2)]);
    store(&there, &[(8, 3)]);
    let targets = [here.municipality(), there.municipality()];
    assert_eq!(compare(&targets, &delivered), [0, 0, 0]);
    store(&there, &[(8, 2)]);
    assert_eq!(compare(&targets, &delivered), [0, 0, 1], "with both");
    here.change("DELETE FROM betaling");
    assert_eq!(compare(&targets, &delivered), [0, 1, 0], "with the other");
}

#[test]
fn what_cannot_be_read_is_never_the_same() {
    let fixture = Fixture::empty();
    store(&fixture, &[(8, 2), (8, 3), (8, 4)]);
    let unread = [
        Payment { month: None, ..payment(8, 2) },
        Payment { date: None, ..payment(8, 3) },
        Payment { cents: None, ..payment(8, 4) },
    ];
    assert_eq!(compare(&[fixture.municipality()], &unread.map(|payment| (Route::To(1), payment))), [0, 3, 0]);
}

#[test]
fn the_payments_of_a_case_that_goes_nowhere_are_missing() {
    let fixture = Fixture::empty();
    for route in [Route::Nowhere, Route::Unknown] {
        assert_eq!(compare(&[fixture.municipality()], &[(route, payment(8, 2))]), [1, 0, 0], "{route:?}");
    }
}
