//! Maps altered: dropped, with another choice of rows, or with other rows made of one.

use super::edit::{without_entry, without_item, without_table};
use super::maker::Maker;
use super::{columns, conditions};
use crate::convert::filters;
use crate::mapping::Mapping;
use crate::mapping::model::Test;
use crate::rehearsal::tree::{Value, get};

/// Alters every map.
pub(super) fn alter(maker: &mut Maker<'_>, blocks: &Value<'_>) {
    let mapping = maker.mapping;
    let names = filters::names(mapping);
    for ((place, block), name) in blocks.tables().iter().enumerate().zip(&names) {
        let entries = block.entries();
        maker.add(format!("{name}: the map is dropped"), without_table(block));
        if let Some(condition) = get(&entries, "where") {
            let beside = ["because", "left-out"].into_iter().filter_map(|key| get(&entries, key));
            let edits = without_entry(condition).into_iter().chain(beside.flat_map(without_entry));
            maker.add(format!("{name}: its where is dropped"), edits.collect());
            conditions::alter(maker, &format!("{name}: where"), &condition.value);
        }
        if let Some(left_out) = get(&entries, "left-out") {
            let taken = |heading: &str, value: &str| takes(mapping, place, heading, value);
            conditions::alter_but(maker, &format!("{name}: left-out"), &left_out.value, &taken);
        }
        if let Some(merge) = get(&entries, "merge-on") {
            maker.add(format!("{name}: its merge-on is dropped"), without_entry(merge));
        }
        if let Some(unpivot) = get(&entries, "unpivot") {
            unpivoted(maker, name, &unpivot.value);
        }
        if let Some(columns) = get(&entries, "columns") {
            columns::alter(maker, name, place, &columns.value.entries());
        }
    }
}

/// Tells whether a map takes every row with a value under a heading, whatever else stands in it: what it takes is not
/// left out.
fn takes(mapping: &Mapping, place: usize, heading: &str, value: &str) -> bool {
    let map = &mapping.maps[place];
    let table = &mapping.delivery.tables[map.from];
    let is_met = |test: &Test| table.columns[test.column] == heading && test.predicate.holds(value, &table.dialect);
    let groups = map.filter.iter().flat_map(|filter| &filter.condition.any);
    groups.filter(|group| !group.is_empty()).any(|group| group.iter().all(is_met))
}

fn unpivoted(maker: &mut Maker<'_>, name: &str, unpivot: &Value<'_>) {
    let entries = unpivot.entries();
    let columns = get(&entries, "columns").map_or_else(|| unpivot.items(), |columns| columns.value.items());
    for column in columns.iter().filter(|_| columns.len() > 1) {
        maker.add(format!("{name}: {} becomes no row", column.raw()), vec![without_item(column)]);
    }
    let Some(skip) = get(&entries, "skip") else { return };
    maker.add(format!("{name}: its skip is dropped"), without_entry(skip));
    let texts = skip.value.items();
    for text in texts.iter().filter(|_| texts.len() > 1) {
        maker.add(format!("{name}: {} is no longer skipped", text.raw()), vec![without_item(text)]);
    }
}
