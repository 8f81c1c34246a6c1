//! Whose money a payment of a file is: that of the payee who has the account in the case.
//!
//! Where client and partner share an account, each has a part of what arrives there: the one whose number the payment
//! carries, else the one who would have got just as much, and else everybody a part of the sum.

use std::collections::BTreeMap;

use crate::domain::{Date, DateFormat, Month};
use crate::store::case::{CaseRecord, Order, Payee, in_force};
use crate::store::filed::FiledPayment;

/// Gives the payments of a case to whom they are for; in order of date.
pub(super) fn share(case: &CaseRecord, payments: Vec<FiledPayment>, computed: &[Order]) -> Vec<Order> {
    let mut left: Vec<&Order> = computed.iter().collect();
    let mut orders = Vec::new();
    let mut together: BTreeMap<(String, String), Vec<FiledPayment>> = BTreeMap::new();
    for payment in payments {
        together.entry((payment.date.clone(), payment.account.clone())).or_default().push(payment);
    }
    for payments in together.into_values() {
        let payees = payees(case, &payments[0]);
        let kinds = || payees.iter().map(|payee| payee.soort.as_str());
        let is_shared = kinds().any(is_partner) && !kinds().all(is_partner);
        let mut unnumbered = Vec::new();
        for payment in payments {
            let numbered = payees.iter().find(|payee| Some(payee.volgnummer) == payment.volgnummer);
            if is_shared && numbered.is_none() {
                unnumbered.push(payment);
                continue;
            }
            let kind = numbered.or(payees.first()).map_or("client", |payee| payee.soort.as_str());
            if is_shared {
                take_away(&mut left, &payment, kind);
            }
            orders.push(order(case, &payment, kind, payment.cents));
        }
        let Some(first) = unnumbered.first() else { continue };
        let parts = parts(&unnumbered, &mut left);
        orders.extend(parts.into_iter().map(|(kind, cents)| order(case, first, &kind, cents)));
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

/// Parts the payments of a date on a shared account by what would have been computed, and takes that away. Where they
/// do not fit one by one, everybody gets a part of their sum first, and the client what is left.
fn parts(payments: &[FiledPayment], left: &mut Vec<&Order>) -> Vec<(String, i64)> {
    let mut after = left.clone();
    let fitting: Option<Vec<_>> = payments.iter().map(|payment| fitting(payment, &mut after)).collect();
    if let Some(fitting) = fitting {
        *left = after;
        return fitting.concat();
    }
    let mut sum = payments.iter().fold(0_i64, |sum, payment| sum.saturating_add(payment.cents));
    let mut parts = Vec::new();
    for order in take_computed(&payments[0], left) {
        let part = order.cents.min(sum);
        sum -= part;
        parts.push((order.soort_begunstigde.clone(), part));
    }
    parts.push(("client".to_owned(), sum));
    parts.retain(|(_, cents)| *cents != 0);
    parts
}

/// Returns whose a payment is that is just what one would have got, or all of them together.
fn fitting(payment: &FiledPayment, left: &mut Vec<&Order>) -> Option<Vec<(String, i64)>> {
    let is_computed = computed_with(payment, left);
    if let Some(at) = left.iter().position(|order| is_computed(order) && order.cents == payment.cents) {
        let order = left.remove(at);
        return Some(vec![(order.soort_begunstigde.clone(), order.cents)]);
    }
    let parts = take_computed(payment, left);
    let sum = parts.iter().fold(0_i64, |sum, order| sum.saturating_add(order.cents));
    let fits = !parts.is_empty() && sum == payment.cents;
    fits.then(|| parts.into_iter().map(|order| (order.soort_begunstigde.clone(), order.cents)).collect())
}

/// Takes what was computed with a payment away, and returns it.
fn take_computed<'a>(payment: &FiledPayment, left: &mut Vec<&'a Order>) -> Vec<&'a Order> {
    let is_computed = computed_with(payment, left);
    let (here, others): (Vec<&Order>, Vec<&Order>) = left.iter().copied().partition(|order| is_computed(order));
    *left = others;
    here
}

/// Takes away what was computed for the one whose number a payment carries.
fn take_away(left: &mut Vec<&Order>, payment: &FiledPayment, kind: &str) {
    let is_computed = computed_with(payment, left);
    if let Some(at) = left.iter().position(|order| is_computed(order) && order.soort_begunstigde == kind) {
        left.remove(at);
    }
}

/// Tells what was computed on the account of a payment for its date, or where nothing was, for its month.
fn computed_with(payment: &FiledPayment, left: &[&Order]) -> impl Fn(&Order) -> bool + use<> {
    let (account, date) = (payment.account.clone(), payment.date.clone());
    let on_date = left.iter().any(|order| order.iban == account && order.date == date);
    let month = |date: &str| DateFormat::YearMonthDay.parse(date).ok().map(Month::of);
    move |order| {
        let is_then = if on_date { order.date == date } else { month(&order.date) == month(&date) };
        order.iban == account && is_then
    }
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
        let table: [Parted<'_>; 10] = [
            ("each its own", vec![pay(None, 50_001), pay(None, 50_000)], &[('c', 50_001), ('p', 50_000)]),
            ("the other first", vec![pay(None, 50_000), pay(None, 50_001)], &[('p', 50_000), ('c', 50_001)]),
            ("the sum at once", vec![pay(None, 100_001)], &[('c', 50_001), ('p', 50_000)]),
            ("by number", vec![pay(Some(2), 50_001), pay(Some(1), 50_000)], &[('p', 50_001), ('c', 50_000)]),
            ("another amount", vec![pay(None, 7)], &[('c', 7)]),
            ("a cent more at once", vec![pay(None, 100_002)], &[('c', 50_001), ('p', 50_000), ('c', 1)]),
            ("a cent more each", vec![pay(None, 50_002), pay(None, 50_001)], &[('c', 50_001), ('p', 50_000), ('c', 2)]),
            ("less", vec![pay(None, 50_001), pay(None, 7)], &[('c', 50_001), ('p', 7)]),
            (
                "one by number, and more",
                vec![pay(Some(1), 50_001), pay(None, 50_002)],
                &[('c', 50_001), ('p', 50_000), ('c', 2)],
            ),
            ("the sum twice", vec![pay(None, 100_001); 2], &[('c', 50_001), ('p', 50_000), ('c', 100_001)]),
        ];
        for (what, payments, expected) in table {
            assert_eq!(shares(&case, payments), expected, "{what}");
        }
    }
}
