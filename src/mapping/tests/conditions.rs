//! Conditions, right and wrong.

use super::*;
use crate::domain::Date;
use crate::mapping::model::{Pattern, Range};

/// The mapping with another condition on the scheme of a case.
fn with(condition: &str) -> String {
    RIGHT.replacen("Regeling = { is = \"present\" }", &format!("Regeling = {condition}"), 1)
}

#[test]
fn every_form_of_a_condition_is_read() {
    let day = |year, month, day| Date::new(year, month, day).ok();
    let table = [
        ("\"PW\"", Predicate::OneOf(vec!["PW".to_owned()])),
        ("[\"PW\", \"IOAW\"]", Predicate::OneOf(vec!["PW".to_owned(), "IOAW".to_owned()])),
        ("{ is = \"empty\" }", Predicate::Empty),
        ("{ like = \"BB_*\" }", Predicate::Like(Pattern::new("BB_*").expect("a pattern"))),
        ("{ from = 10, to = 19 }", Predicate::Within(Range::Numbers { from: Some(10), to: Some(19) })),
        ("{ to = 19 }", Predicate::Within(Range::Numbers { from: None, to: Some(19) })),
        ("{ from = 2019-01-01 }", Predicate::Within(Range::Dates { from: day(2019, 1, 1), to: None })),
    ];
    for (condition, expected) in table {
        let mapping = read(&with(condition), CODES).unwrap_or_else(|error| panic!("{condition}: {error:?}"));
        let filter = mapping.maps[2].filter.as_ref().expect("a condition");
        assert_eq!(filter.condition.any[0][0].predicate, expected, "{condition}");
    }
}

#[test]
fn a_condition_that_is_wrong_is_told_at_its_place() {
    let table = [
        ("[]", "no value is listed for \"Regeling\""),
        ("\"\"", "an empty text is never delivered as a value"),
        ("{ is = \"absent\" }", "\"is\" cannot be \"absent\""),
        ("{ like = \"[\" }", "\"[\" is no pattern: unclosed character class; missing ']'"),
        ("{ like = \"\" }", "\"like\" is empty"),
        ("{ like = \"x\", is = \"empty\" }", "\"Regeling\" is tested in two ways at once"),
        ("{ from = 19, to = 10 }", "the range ends before it begins"),
        ("{ from = 2020-01-01, to = 2019-01-01 }", "the range ends before it begins"),
        (
            "{ from = 10, to = 2019-01-01 }",
            "\"from\" takes a date such as 2021-01-01, without quotes, and is a whole number",
        ),
        ("{ from = \"10\" }", "\"from\" takes a whole number, and is text"),
        ("{ from = 10, till = 19 }", "\"Regeling\" has no key \"till\""),
        ("{ }", "\"Regeling\" lacks \"is\""),
    ];
    for (condition, expected) in table {
        let text = with(condition);
        let found = problems(&text, CODES);
        let [problem] = found.as_slice() else {
            panic!("{condition}: {:?}", found.iter().map(shown).collect::<Vec<_>>())
        };
        assert_eq!(problem.message, expected, "{condition}");
        assert_eq!(
            shown(problem).1,
            text[..text.find(condition).expect("it")].matches('\n').count() + 1,
            "{condition}"
        );
    }
}

#[test]
fn a_destination_is_chosen_by_lists_alone() {
    for condition in ["{ like = \"15*\" }", "{ from = 1500, to = 1599 }", "{ is = \"present\" }"] {
        let found = problems(&RIGHT.replacen("[\"1509\", \"0295\"]", condition, 1), CODES);
        let messages: Vec<&str> = found.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(messages, ["a destination names the values that it takes over"], "{condition}");
    }
}
