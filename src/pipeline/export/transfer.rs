//! A planned payment as the bank gets it: its identification, its name, and the words to the payee.
//!
//! None of them tells a BSN.

use std::collections::BTreeSet;

use crate::domain::bsn;
use crate::reconcile::planned::ROW;
use crate::report::pain001::{LONGEST_ID, LONGEST_NAME, LONGEST_REMITTANCE, Transfer, latin};
use crate::store::orders::PlannedPayment;

/// Identifications that the payments of one case have already on a day.
#[derive(Default)]
pub(super) struct Given {
    case: String,
    ids: BTreeSet<String>,
}

/// Returns a payment as the bank gets it, and whether the name had to be changed.
pub(super) fn transfer(payment: &PlannedPayment, given: &mut Given) -> (Transfer, bool) {
    let known = [payment.naam.as_deref().unwrap_or_default(), &payment.client];
    let known = known.into_iter().map(str::trim).find(|name| !name.is_empty()).unwrap_or_default();
    let fitted = latin::fit(&masked(known), LONGEST_NAME);
    let name = if fitted.is_empty() { "NOTPROVIDED".to_owned() } else { fitted };
    let is_changed = name != known;
    let month = payment.month.split_once('-').map_or(payment.month.clone(), |(year, month)| format!("{month}-{year}"));
    let dossier = masked(&payment.dossiernummer);
    let transfer = Transfer {
        end_to_end: end_to_end(payment, given),
        cents: payment.cents,
        name,
        account: payment.iban.clone(),
        remittance: latin::fit(&format!("Uitkering {month} dossier {dossier}"), LONGEST_REMITTANCE),
    };
    (transfer, is_changed)
}

/// Masks numbers of persons with a character that banks take.
fn masked(text: &str) -> String {
    bsn::mask_within(text).replace('*', ".")
}

/// Returns an identification that no other payment of the file has: case, month and payee, or the case's row where its
/// number is too long, tells a BSN, or has characters that an identification may not have.
fn end_to_end(payment: &PlannedPayment, given: &mut Given) -> String {
    if given.case != payment.dossiernummer {
        *given = Given { case: payment.dossiernummer.clone(), ids: BTreeSet::new() };
    }
    let (case, end) = (&payment.dossiernummer, format!("{}/{}", payment.month, payment.volgnummer));
    let own = format!("{case}/{end}");
    let is_allowed = own.chars().count() <= LONGEST_ID - 3
        && latin::fit(&own, LONGEST_ID) == own
        && !own.starts_with('/')
        && !own.contains("//")
        && bsn::mask_within(case) == *case;
    let row = format!("{ROW}{}/{end}", payment.case);
    let id = match (is_allowed, row.len() <= LONGEST_ID - 3) {
        (true, _) => own,
        (false, true) => row,
        (false, false) => format!("{ROW}{}/{}", payment.case, payment.month),
    };
    let again = (2..).map(|count| format!("{id}-{count}"));
    let unused = std::iter::once(id.clone()).chain(again).find(|id| !given.ids.contains(id)).unwrap_or(id);
    given.ids.insert(unused.clone());
    unused
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payment(dossiernummer: &str, volgnummer: i64, naam: Option<&str>) -> PlannedPayment {
        PlannedPayment {
            dossiernummer: dossiernummer.to_owned(),
            case: 7_696_581_401_344,
            month: "2021-01".to_owned(),
            volgnummer,
            naam: naam.map(str::to_owned),
            client: "J. de Vries".to_owned(),
            iban: "NL91ABNA0417164300".to_owned(),
            cents: 1,
        }
    }

    #[test]
    fn every_payment_is_identified_by_its_case_month_and_payee() {
        let row = "rij:7696581401344/2021-01/1";
        let table = [
            ("100001", "100001/2021-01/1"),
            ("WP 18-204", "WP 18-204/2021-01/1"),
            ("DOSSIER-0123456789-AB", "DOSSIER-0123456789-AB/2021-01/1"),
            ("DOSSIER-0123456789-0123456789", row),
            ("dossiër", row),
            ("/A", row),
            ("A/", row),
            ("111222333", row),
        ];
        for (case, expected) in table {
            let id = end_to_end(&payment(case, 1, None), &mut Given::default());
            assert_eq!(id, expected, "{case}");
            assert!(id.len() <= LONGEST_ID, "{id}");
        }
    }

    #[test]
    fn a_number_of_a_payee_that_is_too_long_is_left_out() {
        let ids = [i64::MAX, i64::MIN].map(|number| end_to_end(&payment("A", number, None), &mut Given::default()));
        assert_eq!(ids, ["A/2021-01/9223372036854775807", "A/2021-01/-9223372036854775808"]);
        let mut given = Given::default();
        let ids = [1, 2].map(|number| end_to_end(&payment("111222333", i64::MAX - number, None), &mut given));
        assert_eq!(ids, ["rij:7696581401344/2021-01", "rij:7696581401344/2021-01-2"]);
    }

    #[test]
    fn two_payments_to_one_payee_of_a_case_have_two_identifications() {
        let mut given = Given::default();
        let ids = [("A", 1), ("A", 1), ("A", 2), ("B", 1), ("B", 1)]
            .map(|(case, number)| end_to_end(&payment(case, number, None), &mut given));
        assert_eq!(ids, ["A/2021-01/1", "A/2021-01/1-2", "A/2021-01/2", "B/2021-01/1", "B/2021-01/1-2"]);
    }

    #[test]
    fn a_name_is_the_payees_else_the_clients_and_tells_no_number_of_a_person() {
        let table = [
            (Some("Kantoor Proef"), "Kantoor Proef", false),
            (Some("Žilber"), "Zilber", true),
            (None, "J. de Vries", false),
            (Some("  "), "J. de Vries", false),
            (Some("beheer 111222333"), "beheer ......333", true),
        ];
        for (naam, expected, changed) in table {
            let (transfer, is_changed) = transfer(&payment("A", 1, naam), &mut Given::default());
            assert_eq!((transfer.name.as_str(), is_changed), (expected, changed));
            assert_eq!(transfer.remittance, "Uitkering 01-2021 dossier A");
        }
    }
}
