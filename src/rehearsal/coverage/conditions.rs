//! The sites of a condition: each value that it lists, and each test that holds and does not.

use super::SiteKind;
use super::key::{Key, Where};
use super::sites::Gatherer;
use crate::mapping::model::{Condition, Predicate};
use crate::rehearsal::tree::{Entry, Value};

/// Gathers the sites of a condition, as it was read and as it stands.
pub(super) fn gather<'m>(
    gatherer: &mut Gatherer<'m>,
    subject: &str,
    place: Where,
    condition: &'m Condition,
    written: &Value<'_>,
) {
    for (group, (tests, block)) in condition.any.iter().zip(written.tables()).enumerate() {
        for (order, (test, entry)) in tests.iter().zip(block.entries()).enumerate() {
            let (heading, at) = (entry.key, entry.key_at.start);
            let mut add = |key, at, (is, wants): (String, String)| {
                gatherer.add(SiteKind::Condition, key, at, format!("{subject}: {heading} is {is}"), wants);
            };
            if let Predicate::OneOf(values) = &test.predicate {
                let items = entry.value.items();
                for (number, value) in values.iter().enumerate() {
                    let at = items.get(number).map_or(at, |item| item.at().start);
                    let told = (format!("\"{value}\""), format!("a row with \"{value}\" under \"{heading}\""));
                    add(Key::Met(place, group, order, value), at, told);
                }
            } else {
                add(Key::Holds(place, group, order), at, holding(&test.predicate, &entry));
            }
            let last = entry.value.items().last().map_or(at, |item| item.at().start);
            add(Key::Fails(place, group, order), last, failing(&test.predicate, heading));
        }
    }
}

/// Says of a cell that a test holds for it, and of what row.
fn holding(predicate: &Predicate, entry: &Entry<'_>) -> (String, String) {
    let heading = entry.key;
    match predicate {
        Predicate::Empty => ("empty".to_owned(), format!("a row with nothing under \"{heading}\"")),
        Predicate::Present => ("present".to_owned(), format!("a row with something under \"{heading}\"")),
        _ => {
            let raw = entry.value.raw();
            (format!("as {raw} says"), format!("a row with \"{heading}\" as {raw} says"))
        }
    }
}

/// Says of a cell that a test does not hold for it, and of what row.
fn failing(predicate: &Predicate, heading: &str) -> (String, String) {
    match predicate {
        Predicate::Empty => ("present".to_owned(), format!("a row with something under \"{heading}\"")),
        Predicate::Present => ("empty".to_owned(), format!("a row with nothing under \"{heading}\"")),
        _ => ("something else".to_owned(), format!("a row with something else under \"{heading}\"")),
    }
}
