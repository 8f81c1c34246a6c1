//! Cases of a few rows, and what is planned for them.

use proptest::prelude::*;

use super::*;
use crate::domain::{DateFormat, MonthFormat};
use crate::store::case::Component;

const CLIENT: &str = "111222333";
const PARTNER: &str = "123456782";

fn component(soort: &str, cents: i64) -> Component {
    Component {
        id: 0,
        soort: soort.to_owned(),
        credit: !matches!(soort, "inhouding" | "inkomsten" | "vt_reservering"),
        cents,
        from: "2020-01-01".to_owned(),
        to: None,
    }
}

/// A payee of the rest, or of a fixed amount.
fn payee(volgnummer: i64, soort: &str, cents: Option<i64>) -> Payee {
    Payee {
        volgnummer,
        soort: soort.to_owned(),
        naam: None,
        iban: format!("{soort}{volgnummer}"),
        gets_rest: cents.is_none(),
        cents,
        from: "2020-01-01".to_owned(),
        to: None,
    }
}

fn case(cents: i64, payees: Vec<Payee>) -> CaseRecord {
    CaseRecord {
        client_bsn: CLIENT.to_owned(),
        partner_bsn: Some(PARTNER.to_owned()),
        start: "2020-01-01".to_owned(),
        components: vec![component("norm", cents)],
        payees,
        ..CaseRecord::default()
    }
}

fn calendar(dates: &[(&str, &str)]) -> Calendar {
    let mut calendar = Calendar::default();
    for (month, date) in dates {
        let month = MonthFormat::YearMonth.parse(month).expect("a month");
        calendar.insert(month, DateFormat::YearMonthDay.parse(date).expect("a date"));
    }
    calendar
}

/// Plans January 2021, paid on the 29th.
fn january(case: &CaseRecord) -> CasePlan {
    let first = DateFormat::YearMonthDay.parse("2021-01-01").expect("a date");
    plan(case, &calendar(&[("2021-01", "2021-01-29")]), Window::new(first, 1))
}

/// Shows orders as account and cents.
fn shown(plan: &CasePlan) -> Vec<(&str, i64)> {
    plan.orders.iter().map(|order| (order.iban.as_str(), order.cents)).collect()
}

fn found(plan: &CasePlan) -> Vec<&'static str> {
    plan.findings.iter().map(|(code, _)| code.id).collect()
}

#[test]
fn fixed_amounts_are_served_first_and_the_rest_is_shared() {
    type Row<'a> = (&'a str, i64, Vec<Payee>, &'a [(&'a str, i64)], &'a [&'a str]);
    let table: Vec<Row<'_>> = vec![
        ("one payee", 100, vec![payee(1, "client", None)], &[("client1", 100)], &[]),
        (
            "rent first",
            100,
            vec![payee(1, "client", None), payee(2, "derde", Some(40))],
            &[("client1", 60), ("derde2", 40)],
            &[],
        ),
        (
            "partners, and the odd cent to the lowest number",
            101,
            vec![payee(2, "partner", None), payee(1, "client", None)],
            &[("client1", 51), ("partner2", 50)],
            &[],
        ),
        (
            "the partner has the lowest number",
            101,
            vec![payee(1, "partner", None), payee(2, "client", None)],
            &[("partner1", 51), ("client2", 50)],
            &[],
        ),
        (
            "fixed amounts take everything",
            100,
            vec![payee(1, "client", None), payee(2, "derde", Some(100))],
            &[("derde2", 100)],
            &[],
        ),
        (
            "fixed amounts exceed the sum, in order of number",
            100,
            vec![payee(3, "derde", Some(70)), payee(2, "derde", Some(60)), payee(1, "client", None)],
            &[("derde2", 60), ("derde3", 40)],
            &["OV0401"],
        ),
        (
            "and the last gets nothing",
            100,
            vec![payee(2, "derde", Some(120)), payee(3, "derde", Some(1))],
            &[("derde2", 100)],
            &["OV0401"],
        ),
        ("nobody for the rest", 100, vec![payee(1, "derde", Some(40))], &[("derde1", 40)], &["OV0403"]),
        (
            "a negative fixed amount",
            100,
            vec![payee(1, "client", None), payee(2, "derde", Some(-40))],
            &[("client1", 100)],
            &[],
        ),
        (
            "a fixed payee without amount",
            100,
            vec![payee(1, "client", None), Payee { gets_rest: false, ..payee(2, "derde", None) }],
            &[("client1", 100)],
            &["OV0406"],
        ),
        ("nobody", 100, vec![], &[], &["OV0407"]),
        ("nothing left", 0, vec![payee(1, "client", None)], &[], &["OV0402"]),
        ("less than nothing", -1, vec![payee(1, "client", None)], &[], &["OV0402"]),
    ];
    for (what, cents, payees, expected, codes) in table {
        let plan = january(&case(cents, payees));
        assert_eq!(shown(&plan), expected, "{what}");
        assert_eq!(found(&plan), codes, "{what}");
    }
}

#[test]
fn payees_of_one_number_stand_in_order_of_the_delivery() {
    let plan = january(&case(101, vec![payee(1, "partner", None), payee(1, "client", None)]));
    assert_eq!(shown(&plan), [("partner1", 51), ("client1", 50)]);
}

#[test]
fn the_sum_is_what_runs_on_the_payment_date_bounds_included() {
    let table: [(&str, &str, Option<&str>, i64); 7] = [
        ("open", "2020-01-01", None, 140),
        ("from the date", "2021-01-29", None, 140),
        ("from the day after", "2021-01-30", None, 100),
        ("until the date", "2020-01-01", Some("2021-01-29"), 140),
        ("until the day before", "2020-01-01", Some("2021-01-28"), 100),
        ("on the date alone", "2021-01-29", Some("2021-01-29"), 140),
        ("backwards", "2021-01-30", Some("2021-01-28"), 100),
    ];
    for (what, from, to, expected) in table {
        let mut case = case(100, vec![payee(1, "client", None)]);
        let (from, to) = (from.to_owned(), to.map(str::to_owned));
        case.components.push(Component { from: from.clone(), to: to.clone(), ..component("toeslag", 40) });
        assert_eq!(shown(&january(&case)), [("client1", expected)], "component {what}");
        case.components.pop();
        case.payees.push(Payee { from, to, ..payee(2, "derde", Some(40)) });
        assert_eq!(january(&case).orders.len(), if expected == 140 { 2 } else { 1 }, "payee {what}");
    }
}

#[test]
fn deductions_take_off_and_subtotals_and_remarks_never_count() {
    let mut case = case(100_000, vec![payee(1, "client", None)]);
    for (soort, cents) in
        [("toeslag", 5_000), ("inkomsten", 20_000), ("vt_reservering", 4_000), ("inhouding", 1_000), ("norm", -500)]
    {
        case.components.push(component(soort, cents));
    }
    case.components.push(component("subtotaal", 99_999));
    case.components.push(component("informatief", 40_000));
    assert_eq!(shown(&january(&case)), [("client1", 79_500)]);
}

#[test]
fn a_case_is_paid_while_it_runs_and_its_client_lives() {
    type Change = fn(&mut CaseRecord);
    let table: [(&str, Change, Option<&str>); 10] = [
        ("as it is", |_| {}, None),
        ("blocked", |case| case.blocked = true, Some("blocked")),
        ("ended on the date", |case| case.end = Some("2021-01-29".to_owned()), None),
        ("ended the day before", |case| case.end = Some("2021-01-28".to_owned()), Some("ended")),
        ("begun on the date", |case| case.start = "2021-01-29".to_owned(), None),
        ("begun the day after", |case| case.start = "2021-01-30".to_owned(), Some("not begun")),
        ("died on the date", |case| case.deceased = Some("2021-01-29".to_owned()), None),
        ("died the day before", |case| case.deceased = Some("2021-01-28".to_owned()), Some("client deceased")),
        ("without partner", |case| case.partner_bsn = None, None),
        ("nothing to divide", |case| case.components.clear(), Some("nothing left to pay")),
    ];
    for (what, change, reason) in table {
        let mut case = case(100, vec![payee(1, "client", None)]);
        change(&mut case);
        let plan = january(&case);
        assert_eq!(plan.skipped.first().map(|(_, reason)| *reason), reason, "{what}");
        assert_eq!(plan.orders.is_empty(), reason.is_some(), "{what}");
    }
}

#[test]
fn the_partners_half_is_the_partners_and_all_else_the_clients() {
    let payees = ["client", "partner", "bewindvoerder", "derde"];
    let payees = (1..).zip(payees).map(|(number, soort)| payee(number, soort, Some(10))).collect();
    let mut case = case(40, payees);
    let plan = january(&case);
    let whose: Vec<&str> = plan.orders.iter().map(|order| order.recipient.as_str()).collect();
    assert_eq!(whose, [CLIENT, PARTNER, CLIENT, CLIENT]);
    case.partner_bsn = None;
    let plan = january(&case);
    assert!(plan.orders.iter().all(|order| order.recipient == CLIENT));
    assert_eq!(found(&plan), ["OV0405"]);
}

#[test]
fn each_month_of_the_window_is_planned_on_its_date() {
    let dates =
        [("2020-12", "2021-01-08"), ("2021-01", "2021-02-10"), ("2021-03", "2021-04-09"), ("2020-11", "2020-12-10")];
    let case = case(100, vec![payee(1, "client", None)]);
    let window = Window::new(DateFormat::YearMonthDay.parse("2021-01-01").expect("a date"), 3);
    let plan = plan(&case, &calendar(&dates), window);
    let planned: Vec<_> = plan.orders.iter().map(|order| (order.month.as_str(), order.date.as_str())).collect();
    assert_eq!(planned, [("2020-12", "2021-01-08"), ("2021-01", "2021-02-10")]);
}

#[test]
fn orders_stand_in_order_of_date_whatever_the_order_of_the_months() {
    let window = Window::new(DateFormat::YearMonthDay.parse("2021-01-01").expect("a date"), 3);
    let case = case(100, vec![payee(1, "client", None), payee(2, "partner", None)]);
    let dates = [("2021-01", "2021-02-26"), ("2021-02", "2021-02-26"), ("2021-03", "2021-01-29")];
    let plan = plan(&case, &calendar(&dates), window);
    let planned: Vec<_> = plan.orders.iter().map(|order| (&order.month[5..], order.volgnummer)).collect();
    assert_eq!(planned, [("03", 1), ("03", 2), ("01", 1), ("02", 1), ("01", 2), ("02", 2)]);
}

proptest! {
    #[test]
    fn no_more_than_the_sum_is_planned_and_never_less_than_nothing(
        cents in -10_000_i64..200_000,
        payees in proptest::collection::vec((0_i64..4, 0_usize..4, proptest::option::of(-100_i64..100_000)), 0..6),
    ) {
        let kinds = ["client", "partner", "bewindvoerder", "derde"];
        let payees = payees.into_iter().map(|(number, kind, cents)| payee(number, kinds[kind], cents)).collect();
        let case = case(cents, payees);
        let plan = january(&case);
        let sum: i64 = plan.orders.iter().map(|order| order.cents).sum();
        prop_assert!(plan.orders.iter().all(|order| order.cents > 0));
        prop_assert!(sum <= cents.max(0));
        if case.payees.iter().any(|payee| payee.gets_rest) {
            prop_assert_eq!(sum, cents.max(0));
        }
        let mut reversed = case.clone();
        reversed.payees.sort_by_key(|payee| -payee.volgnummer);
        prop_assert_eq!(january(&reversed).orders, plan.orders);
    }
}
