//! Columns altered: dropped, exchanged, or made in another way.

use super::edit::{Edit, exchanged, quoted, without_entry, without_item, without_table};
use super::maker::Maker;
use super::values::another;
use super::{codes, conditions, options};
use crate::catalog::{Column, Domain};
use crate::mapping::model::{Case, Operation, TableIndex};
use crate::rehearsal::tree::{Entry, Value, get};

/// A target column that is altered.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// The delivered table.
    pub(super) from: TableIndex,
    /// The target column.
    pub(super) column: &'static Column,
    /// What it is called.
    pub(super) subject: &'p str,
}

/// Alters every column of a map.
pub(super) fn alter(maker: &mut Maker<'_>, name: &str, map: usize, columns: &[Entry<'_>]) {
    let map = &maker.mapping.maps[map];
    for (order, entry) in columns.iter().enumerate() {
        let Some((target, column)) = map.to.column(entry.key) else { continue };
        let subject = format!("{name}: {}", entry.key);
        maker.add(format!("{subject} is dropped"), without_entry(entry));
        let alike =
            |other: &&Entry<'_>| map.to.column(other.key).is_some_and(|(_, beside)| beside.domain == column.domain);
        if let Some(next) = columns[order + 1..].iter().find(alike) {
            swap(maker, &format!("{name}: {} and {} are exchanged", entry.key, next.key), entry, next);
        }
        let place = Place { from: map.from, column, subject: &subject };
        operation(maker, place, &entry.value);
        let made = map.columns.iter().find(|made| made.target == target).map(|made| &made.operation);
        if let (Some(when), Some(Operation::When(known))) = (get(&entry.value.entries(), "when"), made) {
            cases(maker, place, &when.value, known);
        }
    }
}

/// Exchanges the names of two columns, and so what stands under them.
fn swap(maker: &mut Maker<'_>, what: &str, one: &Entry<'_>, other: &Entry<'_>) {
    // A name that stands in further headers as well cannot be changed in one place.
    let is_one_stretch = |entry: &&Entry<'_>| !entry.value.has_header() || entry.value.stretches().len() == 1;
    let are_different = one.value.has_header() || one.value.raw() != other.value.raw();
    if [one, other].iter().all(is_one_stretch) && are_different {
        maker.add(what, exchanged(one.value.document(), one.key_at.clone(), other.key_at.clone()));
    }
}

/// Alters how a value is made.
fn operation(maker: &mut Maker<'_>, place: Place<'_>, value: &Value<'_>) {
    if value.text().is_some() {
        heading(maker, place, value);
        if place.column.domain == Domain::Money {
            let told = format!("{{ column = {}, unit = \"cent\" }}", value.raw());
            maker.add(format!("{}: the amount is cents", place.subject), vec![Edit::replace(value.at(), told)]);
        }
        return;
    }
    let entries = value.entries();
    if let Some(column) = get(&entries, "column") {
        heading(maker, place, &column.value);
    }
    if let Some(constant) = get(&entries, "constant") {
        let is_truth = constant.value.truth().map(|truth| if truth { "1" } else { "0" });
        let text = is_truth.or_else(|| constant.value.text()).unwrap_or_else(|| constant.value.raw());
        if let Some(other) = another(place.column, text) {
            let edit = Edit::replace(constant.value.at(), codes::written(place.column, &other));
            maker.add(format!("{}: the constant is another", place.subject), vec![edit]);
        }
    }
    if let Some(first) = get(&entries, "first-of") {
        let reversed: Vec<&str> = first.value.items().iter().rev().map(Value::raw).collect();
        let edit = Edit::replace(first.value.at(), format!("[{}]", reversed.join(", ")));
        maker.add(format!("{}: the last comes first", place.subject), vec![edit]);
    }
    if let Some(lookup) = get(&entries, "lookup") {
        looked_up(maker, place, &lookup.value.entries());
    }
    options::alter(maker, place, value);
    if let Some(codes) = get(&entries, "codes") {
        codes::inline(maker, place, &codes.value);
    }
}

fn heading(maker: &mut Maker<'_>, place: Place<'_>, value: &Value<'_>) {
    let next = value.text().and_then(|name| maker.headings.next(place.from, place.column.domain, name));
    if let Some(next) = next {
        maker.add(format!("{}: the heading is another", place.subject), vec![Edit::replace(value.at(), quoted(next))]);
    }
}

fn looked_up(maker: &mut Maker<'_>, place: Place<'_>, lookup: &[Entry<'_>]) {
    let tables = &maker.mapping.delivery.tables;
    let named = get(lookup, "in").and_then(|table| table.value.text());
    let Some(table) = tables.iter().position(|table| named == Some(table.name.as_str())) else { return };
    let Some(column) = get(lookup, "column") else { return };
    let text = column.value.text().unwrap_or_default();
    let beside = tables[table].columns.iter().map(String::as_str).find(|heading| *heading != text);
    if let Some(next) = maker.headings.next(table, place.column.domain, text).or(beside) {
        let edit = Edit::replace(column.value.at(), quoted(next));
        maker.add(format!("{}: another column is looked up", place.subject), vec![edit]);
    }
}

/// Alters ordered cases. Two that exclude each other mean the same in either order.
fn cases(maker: &mut Maker<'_>, place: Place<'_>, when: &Value<'_>, known: &[Case]) {
    let blocks = when.tables();
    for (order, block) in blocks.iter().enumerate() {
        let subject = format!("{}: case {}", place.subject, order + 1);
        if blocks.len() > 1 {
            let edits = if block.has_header() { without_table(block) } else { vec![without_item(block)] };
            maker.add(format!("{subject} is dropped"), edits);
        }
        if let Some(condition) = get(&block.entries(), "if") {
            conditions::alter(maker, &subject, &condition.value);
        }
        operation(maker, Place { subject: &subject, ..place }, block);
        let conditions = known.get(order).zip(known.get(order + 1));
        let conditions = conditions.and_then(|(one, next)| one.condition.as_ref().zip(next.condition.as_ref()));
        if let (Some((one, other)), Some(next)) = (conditions, blocks.get(order + 1))
            && !block.has_header()
            && !conditions::exclude(one, other)
        {
            let what = format!("{}: cases {} and {} are exchanged", place.subject, order + 1, order + 2);
            maker.add(what, exchanged(block.document(), block.at(), next.at()));
        }
    }
}
