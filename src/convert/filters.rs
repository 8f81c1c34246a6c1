//! The rules that leave rows out, each with a number.

use crate::mapping::Mapping;
use crate::mapping::model::Map;

/// A named rule that leaves rows out.
#[derive(Clone, Debug)]
pub struct FilterRule {
    /// Its name.
    pub rule: String,
    /// Its reason.
    pub because: String,
}

/// Lists every rule of a mapping, each at its number: decisions to stay, rows without case, maps with `where`.
#[must_use]
pub fn list(mapping: &Mapping) -> Vec<FilterRule> {
    let mut rules: Vec<FilterRule> = mapping
        .stays_behind
        .iter()
        .map(|stays| FilterRule { rule: "stays-behind".to_owned(), because: stays.reason.clone() })
        .collect();
    rules.push(FilterRule {
        rule: "without case".to_owned(),
        because: "clients and their programmes follow their cases".to_owned(),
    });
    rules.extend(mapping.maps.iter().map(|map| FilterRule {
        rule: format!("{} -> {}", mapping.delivery.tables[map.from].name, map.to.name),
        because: map.filter.as_ref().map(|filter| filter.because.clone()).unwrap_or_default(),
    }));
    rules
}

/// Returns the number of the rule for rows without case.
pub(super) fn without_case(mapping: &Mapping) -> u16 {
    number(mapping.stays_behind.len())
}

/// Returns the number of the rule of a map with `where`.
pub(super) fn of_map(mapping: &Mapping, map: &Map) -> u16 {
    let place = mapping.maps.iter().position(|other| std::ptr::eq(other, map)).unwrap_or_default();
    number(mapping.stays_behind.len() + 1 + place)
}

fn number(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
