//! Conditions altered: a value less, a test less, a bound moved, a pattern widened, empty for present.

use super::edit::{Edit, quoted, without_entry, without_item, without_table};
use super::maker::Maker;
use crate::domain::DateFormat;
use crate::mapping::model::{Condition, Predicate, Range, Test};
use crate::rehearsal::tree::{Entry, Value, get};

/// Alters a condition in every place.
pub(super) fn alter(maker: &mut Maker<'_>, subject: &str, condition: &Value<'_>) {
    alter_but(maker, subject, condition, &|_, _| false);
}

/// Alters a condition in every place, but for ranges that would gain nothing more than a value of a heading of which
/// `taken` says that another condition has it already.
pub(super) fn alter_but(
    maker: &mut Maker<'_>,
    subject: &str,
    condition: &Value<'_>,
    taken: &dyn Fn(&str, &str) -> bool,
) {
    let groups = condition.tables();
    for group in groups.iter().filter(|_| groups.len() > 1) {
        let edits = if group.has_header() { without_table(group) } else { vec![without_item(group)] };
        maker.add(format!("{subject}: one of the alternatives is dropped"), edits);
    }
    for group in &groups {
        let tests = group.entries();
        for test in &tests {
            if tests.len() > 1 {
                maker.add(format!("{subject}: the test of {} is dropped", test.key), without_entry(test));
            }
            predicate(maker, subject, test, taken);
        }
    }
}

fn predicate(maker: &mut Maker<'_>, subject: &str, test: &Entry<'_>, taken: &dyn Fn(&str, &str) -> bool) {
    let texts = test.value.items();
    for item in texts.iter().filter(|_| texts.len() > 1) {
        let what = format!("{subject}: {} is no longer {}", test.key, item.raw());
        maker.add(what, vec![without_item(item)]);
    }
    let described = test.value.entries();
    if let Some(state) = get(&described, "is") {
        let other = if state.value.text() == Some("empty") { "present" } else { "empty" };
        let what = format!("{subject}: {} is {other}", test.key);
        maker.add(what, vec![Edit::replace(state.value.at(), quoted(other))]);
    }
    if let Some((like, pattern)) = get(&described, "like").and_then(|like| Some((like, like.value.text()?))) {
        let other = if pattern.contains('*') { pattern.replace('*', "") } else { format!("{pattern}*") };
        let what = format!("{subject}: {} is like another pattern", test.key);
        maker.add(what, vec![Edit::replace(like.value.at(), quoted(&other))]);
    }
    for key in ["from", "to"] {
        let Some(bound) = get(&described, key) else { continue };
        let [less, more] = moved(&bound.value);
        let gained = if key == "from" { &less } else { &more };
        let is_taken = gained.as_deref().is_some_and(|gained| taken(test.key, gained));
        for other in [&less, &more].into_iter().filter(|other| !(is_taken && *other == gained)).flatten() {
            let what = format!("{subject}: the range of {} begins or ends elsewhere", test.key);
            maker.add(what, vec![Edit::replace(bound.value.at(), other.clone())]);
        }
    }
}

/// Returns a bound moved by one, down and up.
fn moved(bound: &Value<'_>) -> [Option<String>; 2] {
    if let Some(number) = bound.integer() {
        return [number.checked_sub(1), number.checked_add(1)].map(|moved| moved.map(|moved| moved.to_string()));
    }
    let Ok(day) = DateFormat::YearMonthDay.parse(bound.raw()) else { return [None, None] };
    [day.yesterday(), day.tomorrow()].map(|moved| moved.ok().map(|moved| moved.to_string()))
}

/// Tells whether no row can meet both of two conditions, as far as their words show it.
pub(super) fn exclude(one: &Condition, other: &Condition) -> bool {
    let apart = |one: &Test, other: &Test| one.column == other.column && are_apart(&one.predicate, &other.predicate);
    let mut pairs = one.any.iter().flat_map(|group| other.any.iter().map(move |beside| (group, beside)));
    pairs.all(|(group, beside)| group.iter().any(|test| beside.iter().any(|against| apart(test, against))))
}

fn are_apart(one: &Predicate, other: &Predicate) -> bool {
    use Predicate::{Empty, OneOf, Present, Within};
    match (one, other) {
        (OneOf(texts), OneOf(others)) => !texts.iter().any(|text| others.contains(text)),
        (Empty, Present | Within(_)) | (Present | Within(_), Empty) => true,
        (Within(one), Within(other)) => ends_before(*one, *other) || ends_before(*other, *one),
        _ => false,
    }
}

fn ends_before(one: Range, other: Range) -> bool {
    match (one, other) {
        (Range::Numbers { to: Some(end), .. }, Range::Numbers { from: Some(start), .. }) => end < start,
        (Range::Dates { to: Some(end), .. }, Range::Dates { from: Some(start), .. }) => end < start,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_of(column: usize, texts: &[&str]) -> Test {
        Test { column, predicate: Predicate::OneOf(texts.iter().map(|text| (*text).to_owned()).collect()) }
    }

    fn within(column: usize, from: Option<i64>, to: Option<i64>) -> Test {
        Test { column, predicate: Predicate::Within(Range::Numbers { from, to }) }
    }

    #[test]
    fn conditions_exclude_each_other_where_their_words_show_it() {
        let empty = Test { column: 0, predicate: Predicate::Empty };
        let present = Test { column: 0, predicate: Predicate::Present };
        let table = [
            (vec![one_of(0, &["a"])], vec![one_of(0, &["b", "c"])], true),
            (vec![one_of(0, &["a", "b"])], vec![one_of(0, &["b"])], false),
            (vec![one_of(0, &["a"])], vec![one_of(1, &["b"])], false),
            (vec![one_of(0, &["a"]), one_of(1, &["x"])], vec![one_of(1, &["y"])], true),
            (vec![within(0, Some(10), Some(29))], vec![within(0, Some(30), None)], true),
            (vec![within(0, Some(10), Some(30))], vec![within(0, Some(30), None)], false),
            (vec![empty], vec![present], true),
        ];
        for (one, other, expected) in table {
            let shown = format!("{one:?} {other:?}");
            let (one, other) = (Condition { any: vec![one], span: None }, Condition { any: vec![other], span: None });
            assert_eq!((exclude(&one, &other), exclude(&other, &one)), (expected, expected), "{shown}");
        }
    }
}
