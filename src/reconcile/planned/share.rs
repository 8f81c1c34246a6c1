//! Whose money a payment of a file is: that of the payee who has the account in the case.
//!
//! Where client and partner share an account, each has a part of what arrives there: the one whose number the payment
//! carries, else the one who would have got just as much, and both where it is the sum of their parts.

use crate::domain::{Date, DateFormat, Month};
use crate::store::case::{CaseRecord, Order, Payee, in_force};
use crate::store::filed::FiledPayment;

/// Gives the payments of a case to whom they are for; in order of date.
pub(super) fn share(case: &CaseRecord, payments: Vec<FiledPayment>, computed: &[Order]) -> Vec<Order> {
    let mut left: Vec<&Order> = computed.iter().collect();
    let mut orders = Vec::new();
    for payment in payments {
        let payees = payees(case, &payment);
        let kinds = || payees.iter().map(|payee| payee.soort.as_str());
        let (any_partner, only_partner) = (kinds().any(is_partner), kinds().all(is_partner));
        let numbered = payees.iter().find(|payee| Some(payee.volgnummer) == payment.volgnummer);
        if any_partner && !only_partner {
            if let Some(payee) = numbered {
                orders.push(order(case, &payment, &payee.soort, payment.cents));
                continue;
            }
            for (kind, cents) in parts(&payment, &mut left) {
                orders.push(order(case, &payment, &kind, cents));
            }
        } else {
            let kind = numbered.or(payees.first()).map_or("client", |payee| payee.soort.as_str());
            orders.push(order(case, &payment, kind, payment.cents));
        }
    }
    orders
}

/// Returns the payees who have the account: those in force on the date, else all of them.
fn payees<'a>(case: &'a CaseRecord, payment: &FiledPayment) -> Vec<&'a Payee> {
    let all: Vec<&Payee> = case.payees.iter().filter(|payee| payee.iban == payment.account).collect();
    let running = |payee: &&&Payee| in_force(&payee.from, payee.to.as_deref(), &payment.date);
    let now: Vec<&Payee> = all.iter().filter(running).copied().collect();
    if now.is_empty() { all } else { now }
}

/// Parts a payment on a shared account by what would have been computed for the month, and takes that away.
fn parts(payment: &FiledPayment, left: &mut Vec<&Order>) -> Vec<(String, i64)> {
    let month = |date: &str| DateFormat::YearMonthDay.parse(date).ok().map(Month::of);
    let here = |order: &Order| order.iban == payment.account && month(&order.date) == month(&payment.date);
    if let Some(at) = left.iter().position(|order| here(order) && order.cents == payment.cents) {
        let order = left.remove(at);
        return vec![(order.soort_begunstigde.clone(), order.cents)];
    }
    let (parts, others): (Vec<&Order>, Vec<&Order>) = left.iter().copied().partition(|order| here(order));
    let sum = parts.iter().fold(0_i64, |sum, order| sum.saturating_add(order.cents));
    if parts.is_empty() || sum != payment.cents {
        return vec![("client".to_owned(), payment.cents)];
    }
    *left = others;
    parts.into_iter().map(|order| (order.soort_begunstigde.clone(), order.cents)).collect()
}

/// The partner's own part is the partner's, everything else is the client's.
fn order(case: &CaseRecord, payment: &FiledPayment, kind: &str, cents: i64) -> Order {
    let partner = case.partner_bsn.as_ref().filter(|_| is_partner(kind));
    let month = DateFormat::YearMonthDay.parse(&payment.date).map(|date: Date| Month::of(date).to_string());
    Order {
        recipient: partner.unwrap_or(&case.client_bsn).clone(),
        volgnummer: payment.volgnummer.unwrap_or_default(),
        soort_begunstigde: kind.to_owned(),
        naam: None,
        iban: payment.account.clone(),
        month: month.unwrap_or_default(),
        date: payment.date.clone(),
        cents,
    }
}

fn is_partner(kind: &str) -> bool {
    kind == "partner"
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "NL91ABNA0417164300";
    const JOINT: &str = "NL44RABO0123456789";

    fn payee(volgnummer: i64, soort: &str, iban: &str, from: &str, to: Option<&str>) -> Payee {
        Payee {
            volgnummer,
            soort: soort.to_owned(),
            naam: None,
            iban: iban.to_owned(),
            gets_rest: true,
            cents: None,
            from: from.to_owned(),
            to: to.map(str::to_owned),
        }
    }

    fn case(payees: Vec<Payee>) -> CaseRecord {
        let [client_bsn, partner] = ["111222333", "123456782"].map(str::to_owned);
        CaseRecord { client_bsn, partner_bsn: Some(partner), payees, ..CaseRecord::default() }
    }

    fn payment(account: &str, volgnummer: Option<i64>, cents: i64) -> FiledPayment {
        FiledPayment { volgnummer, date: "2021-01-29".to_owned(), account: account.to_owned(), cents }
    }

    /// Shows whose money the payments of a case are: `c` the client's, `p` the partner's.
    fn shares(case: &CaseRecord, payments: Vec<FiledPayment>) -> Vec<(char, i64)> {
        let computed: Vec<Order> = case
            .payees
            .iter()
            .zip([50_001, 50_000])
            .map(|(payee, cents)| order(case, &payment(&payee.iban, None, cents), &payee.soort, cents))
            .collect();
        let whose = |order: Order| if order.recipient == case.client_bsn { 'c' } else { 'p' };
        share(case, payments, &computed).into_iter().map(|order| (whose(order.clone()), order.cents)).collect()
    }

    #[test]
    fn the_kind_of_payee_who_has_the_account_says_whose_money_it_is() {
        let always = "2018-01-01";
        let table = [
            ("client", OWN, 'c'),
            ("partner", OWN, 'p'),
            ("bewindvoerder", OWN, 'c'),
            ("derde", OWN, 'c'),
            ("partner", JOINT, 'c'),
        ];
        for (kind, account, expected) in table {
            let case = case(vec![payee(1, kind, account, always, None)]);
            assert_eq!(shares(&case, vec![payment(OWN, None, 7)]), [(expected, 7)], "{kind} {account}");
        }
    }

    #[test]
    fn a_payee_in_force_goes_before_one_who_had_the_account_earlier() {
        let case = case(vec![
            payee(1, "client", OWN, "2018-01-01", Some("2020-12-31")),
            payee(2, "partner", OWN, "2021-01-01", None),
        ]);
        assert_eq!(shares(&case, vec![payment(OWN, None, 7)]), [('p', 7)]);
    }

    /// What is paid, and whose money it is.
    type Parted<'a> = (&'a str, Vec<FiledPayment>, &'a [(char, i64)]);

    #[test]
    fn a_shared_account_is_parted_as_the_plan_would() {
        let always = "2018-01-01";
        let case = case(vec![payee(1, "client", JOINT, always, None), payee(2, "partner", JOINT, always, None)]);
        let pay = |volgnummer, cents| payment(JOINT, volgnummer, cents);
        let table: [Parted<'_>; 6] = [
            ("each its own", vec![pay(None, 50_001), pay(None, 50_000)], &[('c', 50_001), ('p', 50_000)]),
            ("the other first", vec![pay(None, 50_000), pay(None, 50_001)], &[('p', 50_000), ('c', 50_001)]),
            ("the sum at once", vec![pay(None, 100_001)], &[('c', 50_001), ('p', 50_000)]),
            ("by number", vec![pay(Some(2), 50_001), pay(Some(1), 50_000)], &[('p', 50_001), ('c', 50_000)]),
            ("another amount", vec![pay(None, 7)], &[('c', 7)]),
            ("the sum twice", vec![pay(None, 100_001); 2], &[('c', 50_001), ('p', 50_000), ('c', 100_001)]),
        ];
        for (what, payments, expected) in table {
            assert_eq!(shares(&case, payments), expected, "{what}");
        }
    }
}
