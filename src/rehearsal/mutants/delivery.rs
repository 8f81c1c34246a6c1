//! The description of the delivery altered: files that are not found, totals that are not read, sums not added up.

use super::conditions;
use super::edit::{Edit, quoted, without_entry, without_table};
use super::maker::Maker;
use super::options;
use crate::rehearsal::lines;
use crate::rehearsal::tree::{Entry, Value, get};

/// What is dropped of a table, each with what says nothing without it.
const DROPPED: [(&str, &[&str]); 3] = [("footer", &["footer-count"]), ("merged", &[]), ("only", &[])];

/// Alters what the delivery looks like.
pub(super) fn alter(maker: &mut Maker<'_>, delivery: &Value<'_>) {
    let entries = delivery.entries();
    if let Some(control) = get(&entries, "control") {
        let headings = get(&entries, "control-headings").map(without_entry).unwrap_or_default();
        let edits = without_entry(control).into_iter().chain(headings).collect();
        maker.add("delivery: its control is dropped", edits);
    }
    if let Some(empty) = get(&entries, "empty") {
        options::texts(maker, "delivery", &empty.value);
    }
    let tables = &maker.mapping.delivery.tables;
    for entry in entries.iter().filter(|entry| tables.iter().any(|table| table.name == entry.key)) {
        table(maker, &format!("delivery {}", entry.key), &entry.value.entries());
    }
}

fn table(maker: &mut Maker<'_>, subject: &str, entries: &[Entry<'_>]) {
    for (name, with) in DROPPED {
        let Some(option) = get(entries, name) else { continue };
        let beside = with.iter().filter_map(|key| get(entries, key));
        let edits = without_entry(option).into_iter().chain(beside.flat_map(without_entry));
        maker.add(format!("{subject}: its {name} is dropped"), edits.collect());
    }
    if let Some(empty) = get(entries, "empty") {
        options::texts(maker, subject, &empty.value);
    }
    let Some(files) = get(entries, "files") else { return };
    let items = files.value.items();
    for pattern in if items.is_empty() { vec![files.value] } else { items } {
        let Some(text) = pattern.text() else { continue };
        let other = Edit::replace(pattern.at(), quoted(&format!("no-{text}")));
        maker.add(format!("{subject}: no file is as {} says", pattern.raw()), vec![other]);
    }
}

/// Alters what must add up in the delivery.
pub(super) fn identities(maker: &mut Maker<'_>, blocks: &Value<'_>) {
    for block in blocks.tables() {
        let entries = block.entries();
        let name = get(&entries, "name").and_then(|name| name.value.text()).unwrap_or_default();
        let subject = format!("identity \"{name}\"");
        maker.add(format!("{subject} is dropped"), without_table(&block));
        let equals = get(&entries, "equals").map(|equals| equals.value.entries()).unwrap_or_default();
        for (entries, key) in [(&entries, "plus"), (&entries, "minus"), (&equals, "where")] {
            let Some(condition) = get(entries, key) else { continue };
            if key != "plus" {
                maker.add(format!("{subject}: its {key} is dropped"), without_entry(condition));
            }
            conditions::alter(maker, &format!("{subject}: {key}"), &condition.value);
        }
    }
}

/// Drops each of the delivered cells that are put right.
pub(super) fn corrections(maker: &mut Maker<'_>, name: &str, text: &str) {
    for line in lines::of(text).into_iter().skip(1) {
        let cell = |place: usize| line.cells.get(place).map(String::as_str).unwrap_or_default();
        let what = format!("{name}: the correction of {} in {} {} is dropped", cell(2), cell(0), cell(1));
        maker.add(what, vec![Edit::remove(line.whole.clone())]);
    }
}
