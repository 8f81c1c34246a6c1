//! Histories of dates, and the rules that explain them.

use proptest::prelude::*;

use super::*;
use crate::domain::{DateFormat, MonthFormat};

fn window() -> Window {
    Window::new(date("2021-01-01"), 3)
}

fn date(text: &str) -> Date {
    DateFormat::YearMonthDay.parse(text).expect("a date")
}

fn month(text: &str) -> Month {
    MonthFormat::YearMonth.parse(text).expect("a month")
}

fn history(rule: Rule, from: &str, months: i32) -> Vec<(Month, Date)> {
    (0..months).map(|ahead| month(from).plus(ahead)).map(|month| (month, rule.date(month).expect("a date"))).collect()
}

fn calendar(rule: Rule) -> Calendar {
    let mut calendar = Calendar::default();
    for (month, date) in dates_within(rule, window()) {
        calendar.insert(month, date);
    }
    calendar
}

fn chosen(payments: &[(Month, Date)], calendar: &Calendar) -> Option<Vec<String>> {
    let rule = choose(&infer(payments, window()), calendar, window())?;
    Some(dates_within(rule, window()).into_iter().map(|(_, date)| date.to_string()).collect())
}

const LAST: Rule = Rule::NthLast { nth: 1, offset: 0 };

#[test]
fn a_rule_gives_every_month_its_date() {
    let table = [
        (LAST, "2021-01", "2021-01-29"),
        (Rule::NthLast { nth: 3, offset: 0 }, "2020-12", "2020-12-29"),
        (Rule::NthLast { nth: 1, offset: 1 }, "2020-12", "2021-01-29"),
        (Rule::OnOrBefore { day: 10, offset: 1 }, "2020-12", "2021-01-08"),
        (Rule::OnOrAfter { day: 10, offset: 1 }, "2020-12", "2021-01-11"),
        (Rule::OnOrBefore { day: 31, offset: 0 }, "2021-02", "2021-02-26"),
        (Rule::OnOrAfter { day: 31, offset: 0 }, "2021-01", "2021-02-01"),
        (Rule::OnOrBefore { day: 1, offset: 1 }, "2020-12", "2020-12-31"),
        (Rule::OnOrBefore { day: 2, offset: 0 }, "2021-04", "2021-04-01"),
        (Rule::OnOrAfter { day: 2, offset: 0 }, "2021-04", "2021-04-06"),
    ];
    for (rule, of, expected) in table {
        assert_eq!(rule.date(month(of)), Some(date(expected)), "{rule} for {of}");
    }
}

#[test]
fn a_year_of_payments_shows_its_rule() {
    let table = [
        (LAST, ["2021-01-29", "2021-02-26", "2021-03-31"]),
        (Rule::NthLast { nth: 4, offset: 0 }, ["2021-01-26", "2021-02-23", "2021-03-26"]),
        (Rule::OnOrBefore { day: 10, offset: 1 }, ["2021-01-08", "2021-02-10", "2021-03-10"]),
        (Rule::OnOrAfter { day: 24, offset: 0 }, ["2021-01-25", "2021-02-24", "2021-03-24"]),
        (Rule::OnOrBefore { day: 20, offset: -1 }, ["2021-01-20", "2021-02-19", "2021-03-19"]),
    ];
    for (rule, expected) in table {
        let found = chosen(&history(rule, "2020-01", 12), &Calendar::default());
        assert_eq!(found, Some(expected.map(str::to_owned).to_vec()), "{rule}");
    }
}

#[test]
fn two_payments_and_one_exception_explain_nothing() {
    assert_eq!(infer(&[], window()), []);
    assert_eq!(infer(&history(LAST, "2020-11", 2), window()), []);
    let mut late = history(LAST, "2020-01", 12);
    late[6].1 = date("2020-08-03");
    assert_eq!(infer(&late, window()), []);
}

/// The 28th, three times on a banking day: whether the banking day before or after it is meant remains open.
fn ambiguous() -> Vec<(Month, Date)> {
    history(Rule::OnOrBefore { day: 28, offset: 0 }, "2020-08", 3)
}

#[test]
fn among_rules_that_part_ways_the_calendar_chooses() {
    let rules = infer(&ambiguous(), window());
    assert!(rules.len() > 1, "{rules:?}");
    for rule in rules {
        let dates = dates_within(rule, window()).into_iter().map(|(_, date)| date.to_string()).collect();
        assert_eq!(chosen(&ambiguous(), &calendar(rule)), Some(dates), "{rule}");
    }
}

#[test]
fn where_the_calendar_agrees_with_no_rule_the_earliest_holds() {
    let mut wrong = Calendar::default();
    for (of, on) in [("2021-01", "2021-01-28"), ("2021-02", "2021-03-02"), ("2021-03", "2021-03-29")] {
        wrong.insert(month(of), date(on));
    }
    for calendar in [Calendar::default(), calendar(LAST), wrong] {
        let found = chosen(&ambiguous(), &calendar);
        assert_eq!(found, Some(["2021-01-28", "2021-02-26", "2021-03-26"].map(str::to_owned).to_vec()));
    }
}

#[test]
fn a_rule_that_pays_before_the_window_what_the_calendar_pays_in_it_does_not_agree() {
    let payments = history(Rule::OnOrAfter { day: 3, offset: 0 }, "2020-07", 3);
    let calendar = calendar(Rule::OnOrAfter { day: 3, offset: 0 });
    let found = chosen(&payments, &calendar);
    assert_eq!(found, Some(["2021-01-04", "2021-02-03", "2021-03-03"].map(str::to_owned).to_vec()));
}

#[test]
fn a_calendar_that_lacks_a_month_does_not_agree() {
    let payments = history(LAST, "2020-01", 12);
    let mut calendar = Calendar::default();
    calendar.insert(month("2021-01"), date("2021-01-29"));
    let found = chosen(&payments, &calendar);
    assert_eq!(found, Some(["2021-01-29", "2021-02-26", "2021-03-31"].map(str::to_owned).to_vec()));
}

fn rules() -> impl Strategy<Value = Rule> {
    prop_oneof![
        (1_u8..=5, -1_i8..=1).prop_map(|(nth, offset)| Rule::NthLast { nth, offset }),
        (1_i8..=31, -1_i8..=1).prop_map(|(day, offset)| Rule::OnOrBefore { day, offset }),
        (1_i8..=31, -1_i8..=1).prop_map(|(day, offset)| Rule::OnOrAfter { day, offset }),
    ]
}

proptest! {
    #[test]
    fn a_custom_is_found_again_and_the_calendar_that_follows_it_is_believed(
        rule in rules(), months in 3_i32..=12, back in 0_i32..12,
    ) {
        let from = month("2020-12").plus(1 - months - back).to_string();
        let payments = history(rule, &from, months);
        let found = infer(&payments, window());
        prop_assert!(found.iter().all(|rule| rule.explains(&payments)));
        let dates: Vec<_> = dates_within(rule, window()).into_iter().map(|(_, date)| date.to_string()).collect();
        prop_assert_eq!(chosen(&payments, &calendar(rule)), Some(dates));
    }
}
