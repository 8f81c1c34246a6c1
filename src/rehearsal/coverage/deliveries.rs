//! What the rows of a fixture exercise: those that are loaded, the conditions that any row meets, and rules.

mod rules;

use super::key::Where;
use super::seen::Seen;
use crate::convert::sequence::Near;
use crate::convert::{Lookups, Route, Routes, Trial, Tried};
use crate::domain::Origin;
use crate::mapping::Mapping;
use crate::mapping::model::{DestinationKind, Routing, TableIndex};
use crate::pipeline::PipelineError;
use crate::rehearsal::Fixture;
use crate::source::{Cancel, Files, Reading, Row, SourceError};

/// Notes what a fixture exercises. A delivery that cannot be used exercises what comes before that is seen.
///
/// # Errors
/// Fails where a run cannot be made for reasons outside mapping and delivery, or the user wants to stop.
pub(super) fn see<'m>(mapping: &'m Mapping, fixture: &Fixture, cancel: &Cancel) -> Result<Seen<'m>, PipelineError> {
    let mut seen = Seen::default();
    // What else is wrong with the delivery is what the fixture shows.
    if let Err(interrupted @ SourceError::Interrupted) = rows(mapping, fixture, cancel, &mut seen) {
        return Err(interrupted.into());
    }
    rules::see(mapping, fixture, cancel, &mut seen)?;
    Ok(seen)
}

fn rows<'m>(mapping: &'m Mapping, fixture: &Fixture, cancel: &Cancel, seen: &mut Seen<'m>) -> Result<(), SourceError> {
    let files = Files::find(std::slice::from_ref(&fixture.delivery), &mapping.delivery, cancel)?;
    let routes = Routes::build(mapping, &files, cancel)?;
    let lookups = Lookups::build(mapping, &files, cancel)?;
    for file in &files.data {
        let watch = Watch { mapping, lookups: &lookups, table: file.table };
        let reading = Reading { delivery: &mapping.delivery, file, cancel };
        reading.each_block(
            |rows| {
                let (mut seen, mut near) = (Seen::default(), Near::default());
                while let Some(row) = rows.next_row() {
                    if !row.is_ragged() {
                        let route = routes.of_row(mapping, file.table, &row, Origin::new(file.id, row.line), &mut near);
                        watch.row(&row, route, &mut seen);
                    }
                }
                seen
            },
            |block| -> Result<(), SourceError> {
                seen.absorb(block);
                Ok(())
            },
        )?;
    }
    Ok(())
}

/// What the rows of one table are watched with.
struct Watch<'w, 'm> {
    mapping: &'m Mapping,
    lookups: &'w Lookups,
    table: TableIndex,
}

impl<'m> Watch<'_, 'm> {
    fn row(&self, row: &Row<'_>, route: Route, seen: &mut Seen<'m>) {
        self.identities(row, seen);
        if matches!(self.mapping.delivery.tables[self.table].routing, Routing::Cases { .. }) {
            self.destinations(row, seen);
        }
        if !matches!(route, Route::To(_)) {
            return;
        }
        self.promise(row, seen);
        let trial = Trial::new(self.mapping, self.lookups);
        let maps = self.mapping.maps.iter().enumerate().filter(|(_, map)| map.from == self.table);
        let tried: Vec<(usize, Tried<'_>)> = maps.map(|(place, _)| (place, trial.run(place, row))).collect();
        let is_rejected = tried.iter().any(|(_, tried)| tried.remarks.iter().any(|remark| remark.rejects));
        for (place, tried) in &tried {
            seen.choose(self.mapping, *place, row);
            if !is_rejected {
                seen.made(self.mapping, *place, row, tried, |_| true);
            }
        }
    }

    fn destinations(&self, row: &Row<'_>, seen: &mut Seen<'m>) {
        let table = &self.mapping.delivery.tables[self.table];
        for (place, destination) in self.mapping.destinations.iter().enumerate() {
            if let DestinationKind::Municipality { when } = &destination.kind
                && seen.test(Where::Destination(place), when, row, table)
            {
                return;
            }
        }
        for (place, stays) in self.mapping.stays_behind.iter().enumerate() {
            if seen.test(Where::StaysBehind(place), &stays.when, row, table) {
                return;
            }
        }
    }

    fn identities(&self, row: &Row<'_>, seen: &mut Seen<'m>) {
        let table = &self.mapping.delivery.tables[self.table];
        for (place, identity) in self.mapping.identities.iter().enumerate() {
            if identity.lines.from == self.table {
                seen.test(Where::Plus(place), &identity.plus, row, table);
                if let Some(minus) = &identity.minus {
                    seen.test(Where::Minus(place), minus, row, table);
                }
            }
            if let Some(filter) = identity.filter.as_ref().filter(|_| identity.equals.from == self.table) {
                seen.test(Where::Equals(place), filter, row, table);
            }
        }
    }

    fn promise(&self, row: &Row<'_>, seen: &mut Seen<'m>) {
        let (promise, table) = (&self.mapping.promise, &self.mapping.delivery.tables[self.table]);
        if promise.from == self.table {
            for (class, (_, condition)) in promise.classes().into_iter().enumerate() {
                if let Some(condition) = condition {
                    seen.test(Where::Class(class), condition, row, table);
                }
            }
        }
        if let Some(calendar) = promise.calendar.as_ref().filter(|calendar| calendar.from == self.table) {
            seen.test(Where::Calendar, &calendar.regular, row, table);
        }
    }
}
