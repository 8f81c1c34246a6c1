//! The rules that leave rows out, each with a number.

use super::remark::{Remark, Remarks};
use super::{condition, lookups};
use crate::diag::codes::{delivery as codes, workbook};
use crate::mapping::Mapping;
use crate::mapping::model::{Condition, DeliveredTable, Filter, Map, TableIndex};
use crate::source::Row;

/// A named rule that leaves rows out.
#[derive(Clone, Debug)]
pub struct FilterRule {
    /// Its name.
    pub rule: String,
    /// Its reason.
    pub because: String,
}

/// Lists every rule of a mapping, each at its number: decisions to stay, rows without case, maps with `where` or
/// `unpivot`, tables of which rows are only looked up.
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
    rules.extend(
        mapping
            .maps
            .iter()
            .enumerate()
            .map(|(place, map)| FilterRule { rule: name(mapping, place, map), because: because(map) }),
    );
    let is_mapped = |table: &TableIndex| mapping.maps.iter().any(|map| map.from == *table);
    if !lookups::tables(mapping).iter().all(is_mapped) {
        rules.push(FilterRule {
            rule: "looked up".to_owned(),
            because: "no map reads the table: rows of others look up what they need of it".to_owned(),
        });
    }
    rules
}

/// Names every map as examples do, in the order of the mapping.
#[must_use]
pub fn names(mapping: &Mapping) -> Vec<String> {
    mapping.maps.iter().enumerate().map(|(place, map)| name(mapping, place, map)).collect()
}

/// Tells whether a map takes a row. Remarked is a row that it neither takes nor leaves out, and one that is tested by a
/// cell of which the workbook does not hold the value: it is never left out by that.
pub(super) fn takes(map: &Map, table: &DeliveredTable, row: &Row<'_>, remarks: &mut Remarks<'_>) -> bool {
    let Some(Filter { condition, left_out, .. }) = &map.filter else { return true };
    let is_sure = note_unsure_tests(condition, row, remarks);
    if condition::holds(condition, row, &table.dialect) {
        return true;
    }
    if let Some(left_out) = left_out {
        let is_sure = note_unsure_tests(left_out, row, remarks) && is_sure;
        if is_sure && !condition::holds(left_out, row, &table.dialect) {
            remarks.add(neither(condition, map, table, row));
        }
    }
    false
}

/// Says that a row is neither taken nor left out; the first column that is tested is to blame.
fn neither(condition: &Condition, map: &Map, table: &DeliveredTable, row: &Row<'_>) -> Remark {
    let column = condition.tests().map(|test| test.column).next();
    let value = column.map(|column| row.text(column).into_owned()).unwrap_or_default();
    let message = format!("{} -> {} neither takes it nor leaves it out", table.name, map.to.name);
    Remark { code: &codes::NEITHER, column, value, message, rejects: true }
}

/// Remarks on the cells of a condition of which the workbook does not hold the value, and tells whether there are none.
fn note_unsure_tests(condition: &Condition, row: &Row<'_>, remarks: &mut Remarks<'_>) -> bool {
    let mut is_sure = true;
    for (column, message) in condition.tests().filter_map(|test| Some((test.column, row.doubt(test.column)?))) {
        let (code, value) = (&workbook::UNSURE_CRITICAL, row.text(column).into_owned());
        remarks.add(Remark { code, column: Some(column), value, message, rejects: true });
        is_sure = false;
    }
    is_sure
}

/// Returns the number of the rule for rows without case.
pub(super) fn without_case(mapping: &Mapping) -> u16 {
    number(mapping.stays_behind.len())
}

/// Returns the number of the rule of a map with `where` or `unpivot`.
pub(super) fn of_map(mapping: &Mapping, map: &Map) -> u16 {
    let place = mapping.maps.iter().position(|other| std::ptr::eq(other, map)).unwrap_or_default();
    number(mapping.stays_behind.len() + 1 + place)
}

/// Returns the number of the rule for rows that are only looked up.
pub(super) fn looked_up(mapping: &Mapping) -> u16 {
    number(mapping.stays_behind.len() + 1 + mapping.maps.len())
}

/// Says why a map leaves rows out; nothing where it takes every row.
fn because(map: &Map) -> String {
    let filter = map.filter.as_ref().map(|filter| filter.because.clone());
    let unpivot = map.unpivot.as_ref().map(|_| "nothing stands in any of the columns of which each becomes a row");
    filter.into_iter().chain(unpivot.map(str::to_owned)).collect::<Vec<_>>().join("; or ")
}

/// Names a map as examples do: one of several between the same tables has a number.
fn name(mapping: &Mapping, place: usize, map: &Map) -> String {
    let alike = mapping.maps[..place].iter().filter(|other| other.from == map.from && other.to.name == map.to.name);
    let number = alike.count() + 1;
    let number = if number > 1 { format!(" #{number}") } else { String::new() };
    format!("{} -> {}{number}", mapping.delivery.tables[map.from].name, map.to.name)
}

fn number(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::sample::Sample;

    #[test]
    fn every_rule_has_the_number_under_which_rows_are_counted() {
        let mapping = Sample::new().mapping();
        let rules = list(&mapping);
        assert_eq!((rules[0].because.as_str(), rules[1].rule.as_str()), ("they remain", "without case"));
        assert_eq!(usize::from(without_case(&mapping)), 1);
        for map in &mapping.maps {
            let rule = &rules[usize::from(of_map(&mapping, map))];
            assert!(rule.rule.contains(map.to.name), "{}", rule.rule);
            assert_eq!(rule.because.is_empty(), map.filter.is_none());
        }
        let names: Vec<&str> = rules.iter().map(|rule| rule.rule.as_str()).collect();
        assert!(names.contains(&"dossiers -> huishoudlid") && names.contains(&"dossiers -> huishoudlid #2"));
    }
}
