//! What rows leave behind: the keys of all that they exercise.

use std::collections::BTreeSet;

use super::key::{Cell, Doing, Key, Where};
use crate::convert::Tried;
use crate::convert::condition;
use crate::mapping::Mapping;
use crate::mapping::model::{Condition, DeliveredTable, Operation, Predicate};
use crate::source::Row;

/// The keys of all that was exercised.
#[derive(Debug, Default)]
pub(super) struct Seen<'m>(BTreeSet<Key<'m>>);

impl<'m> Seen<'m> {
    /// Tells whether something was exercised.
    pub(super) fn has(&self, key: &Key<'m>) -> bool {
        self.0.contains(key)
    }

    /// Takes in what others exercised.
    pub(super) fn absorb(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Notes something that is exercised.
    pub(super) fn note(&mut self, key: Key<'m>) {
        self.0.insert(key);
    }

    /// Notes which tests of a condition a row meets, and tells whether it meets the condition.
    pub(super) fn test(
        &mut self,
        place: Where,
        condition: &'m Condition,
        row: &Row<'_>,
        table: &DeliveredTable,
    ) -> bool {
        for (group, tests) in condition.any.iter().enumerate() {
            for (order, test) in tests.iter().enumerate() {
                let text = row.text(test.column);
                let holds = test.predicate.holds(&text, &table.dialect);
                let Predicate::OneOf(values) = &test.predicate else {
                    self.note(if holds { Key::Holds(place, group, order) } else { Key::Fails(place, group, order) });
                    continue;
                };
                match values.iter().find(|value| **value == *text) {
                    Some(value) => self.note(Key::Met(place, group, order, value)),
                    None => self.note(Key::Fails(place, group, order)),
                }
            }
        }
        condition::holds(condition, row, &table.dialect)
    }

    /// Notes which conditions of a map a row meets.
    pub(super) fn choose(&mut self, mapping: &'m Mapping, place: usize, row: &Row<'_>) {
        let map = &mapping.maps[place];
        let table = &mapping.delivery.tables[map.from];
        let Some(filter) = &map.filter else { return };
        if !self.test(Where::Map(place), &filter.condition, row, table)
            && let Some(left_out) = &filter.left_out
        {
            self.test(Where::LeftOut(place), left_out, row, table);
        }
    }

    /// Notes what a map made of a row, of those target columns of which the outcome is looked at.
    pub(super) fn made(
        &mut self,
        mapping: &'m Mapping,
        place: usize,
        row: &Row<'_>,
        tried: &Tried<'_>,
        looked_at: impl Fn(usize) -> bool,
    ) {
        if tried.passed {
            self.skip(mapping, place, row);
        }
        if tried.rows.is_empty() {
            return;
        }
        self.note(Key::Map(place));
        let map = &mapping.maps[place];
        for entry in map.columns.iter().filter(|entry| looked_at(entry.target)) {
            let (target, cell) = (entry.target, Cell { map: place, target: entry.target, case: None });
            if tried.rows.iter().any(|row| row[target].is_some()) {
                self.note(Key::Column(cell));
            }
            for (_, way) in tried.ways.iter().filter(|(made, _)| *made == target) {
                let taken = Cell { case: way.case, ..cell };
                if way.case.is_some() {
                    self.note(Key::Case(taken));
                }
                if let Some(key) = way.code.and_then(|code| code_key(&entry.operation, taken, code)) {
                    self.note(key);
                }
                let changes = tried.changes.iter().filter(|(made, _)| *made == target);
                for doing in changes.filter_map(|(_, change)| Doing::of(*change)) {
                    self.note(Key::Option(taken, doing));
                }
            }
            self.take_cases(mapping, cell, &entry.operation, row);
        }
    }

    /// Notes that a cell which is unpivoted is passed over.
    fn skip(&mut self, mapping: &'m Mapping, place: usize, row: &Row<'_>) {
        let Some(unpivot) = &mapping.maps[place].unpivot else { return };
        let is_skipped = |text: &str| !text.is_empty() && unpivot.skip.iter().any(|known| known == text);
        if unpivot.columns.iter().any(|column| is_skipped(&row.text(*column))) {
            self.note(Key::Skip(place));
        }
    }

    /// Notes which conditions of the cases of a column a row meets, up to the case that it takes.
    fn take_cases(&mut self, mapping: &'m Mapping, cell: Cell, operation: &'m Operation, row: &Row<'_>) {
        let Operation::When(cases) = operation else { return };
        let table = &mapping.delivery.tables[mapping.maps[cell.map].from];
        for (order, case) in cases.iter().enumerate() {
            let place = Where::If(Cell { case: Some(order), ..cell });
            if case.condition.as_ref().is_none_or(|condition| self.test(place, condition, row, table)) {
                break;
            }
        }
    }
}

/// Returns the key of a code that is translated: of its line in a file, or of its place in the mapping.
fn code_key<'m>(operation: &'m Operation, cell: Cell, code: &str) -> Option<Key<'m>> {
    let made = match (operation, cell.case) {
        (Operation::When(cases), Some(case)) => &cases.get(case)?.operation,
        _ => operation,
    };
    let codes = made.reads().into_iter().find_map(|read| read.codes.as_ref())?;
    let (code, _) = codes.rows.get_key_value(code)?;
    Some(codes.file.as_deref().map_or(Key::Code(cell, code), |file| Key::Line(file, code)))
}
