//! One delivered table, converted block by block.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::{Batch, ConvertedRow, Fate, FateKey, Rejection, TargetRow};
use super::lookups::{self, Lookups};
use super::making::RowMaker;
use super::parents::Parents;
use super::references::Reference;
use super::remark::{Change, Remark, Remarks};
use super::routing::{Route, Routes, case_column};
use super::sequence::Near;
use super::unrouted::Refusal;
use super::{digest, filters};
use crate::catalog::Domain;
use crate::diag::codes::delivery as codes;
use crate::diag::{Code, Finding};
use crate::domain::{FileId, MonthForm, Origin};
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, ColumnMap, DeliveredTable, Draw, Map, Routing, TableIndex};
use crate::source::{Row, Rows};

/// Converts the rows of one delivered table.
pub struct TableConverter<'a> {
    mapping: &'a Mapping,
    routes: &'a Routes,
    parents: &'a Parents,
    index: TableIndex,
    table: &'a DeliveredTable,
    maker: RowMaker<'a>,
    maps: Vec<PreparedMap<'a>>,
    /// Whether rows of other tables look something up here.
    is_looked_up: bool,
    month: Option<(ColumnIndex, MonthForm)>,
    case: Option<ColumnIndex>,
}

/// A map with everything that converting rows needs.
struct PreparedMap<'a> {
    map: &'a Map,
    /// The parts in the keys of its rows, each with the column that is unpivoted there.
    parts: Vec<(u8, Option<ColumnIndex>)>,
    /// The references to check.
    references: Vec<Reference>,
}

impl<'a> TableConverter<'a> {
    /// Prepares the maps of a table. References to tables that this very table fills are left to the loader, which
    /// sees the rows in order.
    #[must_use]
    pub fn new(
        mapping: &'a Mapping,
        routes: &'a Routes,
        lookups: &'a Lookups,
        parents: &'a Parents,
        index: TableIndex,
    ) -> Self {
        let table = &mapping.delivery.tables[index];
        let maps = || mapping.maps.iter().filter(|map| map.from == index);
        let own: BTreeSet<&str> = maps().map(|map| map.to.name).collect();
        let prepare = |map: &'a Map| {
            let mut references = Reference::of(map, parents);
            references.retain(|reference| !own.contains(reference.table));
            PreparedMap { map, parts: map.parts(), references }
        };
        let is_looked_up = lookups::tables(mapping).contains(&index);
        let month = maps().find_map(|map| month_column(map, table));
        let case = case_column(mapping, index);
        let maps = maps().map(prepare).collect();
        let maker = RowMaker::new(mapping, lookups, index);
        Self { mapping, routes, parents, index, table, maker, maps, is_looked_up, month, case }
    }

    /// Converts the rows of a block.
    pub fn convert(&self, file: FileId, rows: &mut Rows<'_>) -> Batch {
        let mut work = Work::default();
        while let Some(row) = rows.next_row() {
            self.convert_row(Origin::new(file, row.line), &row, &mut work);
        }
        for ((column, change), count) in work.changes {
            work.batch.tally.change(&self.table.columns[column], &change.to_string(), count);
        }
        work.batch
    }

    /// Describes a row that turns out later not to be loadable, and says where and for how many cents it counts.
    #[must_use]
    pub fn reject_late(
        &self,
        origin: Origin,
        row: &Row<'_>,
        code: &'static Code,
        message: String,
    ) -> (Rejection, FateKey, i64) {
        let route = self.routes.of_row(self.mapping, self.index, row, origin, &mut Near::default());
        let at = self.at(origin, row, route);
        (self.rejection(&at, row, Refusal { code, column: None, message }), at.key, at.cents)
    }

    fn at(&self, origin: Origin, row: &Row<'_>, route: Route) -> At {
        let place = route.place();
        let month = self.month.and_then(|(column, form)| form.parse(&row.text(column)).ok());
        At { origin, key: FateKey { place, month }, cents: cents(row) }
    }

    /// Returns where a row goes. Rows that follow the same one stand together in most deliveries.
    fn route(&self, origin: Origin, row: &Row<'_>, work: &mut Work<'a>) -> Route {
        let Routing::Via { on, .. } = self.table.routing else {
            return self.routes.of_row(self.mapping, self.index, row, origin, &mut work.near);
        };
        let key = row.text(on);
        match &work.followed {
            Some((known, route)) if *known == key => *route,
            _ => {
                let route = self.routes.of_row(self.mapping, self.index, row, origin, &mut work.near);
                work.followed = Some((key.into_owned(), route));
                route
            }
        }
    }

    fn convert_row(&self, origin: Origin, row: &Row<'_>, work: &mut Work<'a>) {
        let route = self.route(origin, row, work);
        let at = self.at(origin, row, route);
        if let Route::StaysBehind(rule) = route {
            return work.batch.tally.count(Fate::Filtered(rule), at.key, 1, at.cents);
        }
        if row.is_ragged() {
            let message = format!("{} cells in this row, not as many as there are headings", row.width());
            return self.reject(&mut work.batch, &at, row, Refusal { code: &codes::RAGGED_ROW, column: None, message });
        }
        if let Route::To(destinations) = route {
            return self.make_targets(work, &at, row, destinations);
        }
        let refusal = Refusal::of(self.mapping, self.table, route, row);
        let is_known = refusal.column.is_some_and(|column| self.may_lack_a_case(&row.text(column)));
        if route == Route::Unknown && is_known && *refusal.code == codes::UNKNOWN_REFERENCE {
            return self.leave_without_case(&mut work.batch, &at, row, refusal.column);
        }
        self.reject(&mut work.batch, &at, row, refusal);
    }

    fn make_targets(&self, work: &mut Work<'a>, at: &At, row: &Row<'_>, destinations: u32) {
        let Batch { targets, cells, text, .. } = &work.batch;
        let (first_target, first_cell, first_text) = (targets.len(), cells.len(), text.len());
        let mut left_out = None;
        work.remarks.clear();
        for (place, PreparedMap { map, parts, .. }) in self.maps.iter().enumerate() {
            let before = work.batch.targets.len();
            if filters::takes(map, self.table, row, &mut work.remarks) {
                for (part, unpivoted) in parts {
                    if !self.maker.is_passed_over(map, *unpivoted, row, &mut work.remarks) {
                        self.make_target(
                            work,
                            at,
                            row,
                            Made { map: place, part: *part, unpivoted: *unpivoted },
                            destinations,
                        );
                    }
                }
            }
            if work.batch.targets.len() == before {
                left_out = left_out.or(Some(place));
            }
        }
        for entry in work.remarks.changes.drain(..) {
            *work.changes.entry(entry).or_default() += 1;
        }
        for remark in &work.remarks.list {
            work.batch.findings.push(self.finding(at.origin, row, remark));
        }
        let batch = &mut work.batch;
        if let Some(place) = work.remarks.list.iter().position(|remark| remark.rejects) {
            batch.targets.truncate(first_target);
            batch.cells.truncate(first_cell);
            batch.text.truncate(first_text);
            let Remark { code, column, message, .. } = work.remarks.list.swap_remove(place);
            batch.rejections.push(self.rejection(at, row, Refusal { code, column, message }));
            return batch.tally.count(Fate::Rejected, at.key, 1, at.cents);
        }
        let targets = batch.targets.len() - first_target;
        if targets > 0 {
            let (origin, key, cents) = (at.origin, at.key, at.cents);
            batch.rows.push(ConvertedRow { origin, destinations, key, cents, first_target, targets });
        } else if let Some(place) = left_out {
            let rule = filters::of_map(self.mapping, self.maps[place].map);
            batch.tally.count(Fate::Filtered(rule), at.key, 1, at.cents);
        } else if self.is_looked_up {
            batch.tally.count(Fate::Filtered(filters::looked_up(self.mapping)), at.key, 1, at.cents);
        }
    }

    fn make_target(&self, work: &mut Work<'a>, at: &At, row: &Row<'_>, made: Made, destinations: u32) {
        let Work { batch, remarks, .. } = work;
        let PreparedMap { map, references, .. } = &self.maps[made.map];
        let columns = map.to.columns.len();
        let first_cell = self.maker.make(map, made.unpivoted, row, batch, remarks, |_, _, _| {});
        for reference in references {
            let Some(key) = batch.cells[first_cell + reference.column].text(&batch.text) else { continue };
            if self.parents.destinations(reference.parent, key) & destinations != destinations {
                remarks.add(reference.broken(map, made.part, self.parents, key));
            }
        }
        let Made { map, part, .. } = made;
        let digest = digest::of_cells(at.origin.row_key(part), &batch.cells[first_cell..], &batch.text);
        batch.targets.push(TargetRow { map, part, first_cell, columns, digest });
    }

    /// Tells whether a row may belong to no case: one about a person, or about what follows a person who was delivered.
    /// A programme of nobody is no such thing.
    fn may_lack_a_case(&self, name: &str) -> bool {
        match &self.table.routing {
            Routing::Via { table, .. } if self.case.is_none() => {
                matches!(self.mapping.delivery.tables[*table].routing, Routing::Cases { .. })
                    || self.parents.was_left_out(*table, name)
            }
            _ => false,
        }
    }

    /// A person or programme without any case moves nowhere; it is left out by name and found.
    fn leave_without_case(&self, batch: &mut Batch, at: &At, row: &Row<'_>, column: Option<ColumnIndex>) {
        let value = column.map(|column| row.text(column).into_owned()).unwrap_or_default();
        let message = "it occurs in no delivered case".to_owned();
        batch.without_case.push(value.clone());
        let remark = Remark { code: &codes::NO_CASE, column, value, message, rejects: false };
        batch.findings.push(self.finding(at.origin, row, &remark));
        batch.tally.count(Fate::Filtered(filters::without_case(self.mapping)), at.key, 1, at.cents);
    }

    fn reject(&self, batch: &mut Batch, at: &At, row: &Row<'_>, refusal: Refusal) {
        let value = refusal.column.map(|column| row.text(column).into_owned());
        let rejection = self.rejection(at, row, refusal);
        batch.findings.push(Finding {
            code: rejection.code,
            origin: Some(at.origin),
            column: rejection.column.clone(),
            value,
            subject: Some(rejection.key.clone()),
            message: rejection.message.clone(),
        });
        batch.rejections.push(rejection);
        batch.tally.count(Fate::Rejected, at.key, 1, at.cents);
    }

    fn rejection(&self, at: &At, row: &Row<'_>, refusal: Refusal) -> Rejection {
        let Refusal { code, column, message } = refusal;
        let column = column.map(|column| self.table.columns[column].clone());
        let case = self.case.map(|column| row.text(column).into_owned());
        Rejection { origin: at.origin, code, column, message, key: self.key(row), case, raw: row.kept() }
    }

    fn finding(&self, origin: Origin, row: &Row<'_>, remark: &Remark) -> Finding {
        Finding {
            code: remark.code,
            origin: Some(origin),
            column: remark.column.map(|column| self.table.columns[column].clone()),
            value: Some(remark.value.clone()),
            subject: Some(self.key(row)),
            message: remark.message.clone(),
        }
    }

    fn key(&self, row: &Row<'_>) -> String {
        self.table.key.iter().map(|column| row.text(*column)).collect::<Vec<_>>().join(" ")
    }
}

/// Adds up the delivered amounts of a row without their signs; what cannot be read counts for nothing here, and is found
/// elsewhere.
fn cents(row: &Row<'_>) -> i64 {
    let amounts = row.amounts().iter().flatten();
    amounts.fold(0_i64, |sum, amount| sum.saturating_add(amount.magnitude().cents()))
}

/// What comes of a block while it is converted.
#[derive(Default)]
struct Work<'m> {
    batch: Batch,
    /// What the last row follows, and where that goes.
    followed: Option<(String, Route)>,
    /// Where what it follows was found.
    near: Near,
    /// About the row at hand.
    remarks: Remarks<'m>,
    /// In how many rows a value was changed, by column.
    changes: BTreeMap<(ColumnIndex, Change<'m>), i64>,
}

/// Which target row is being made: a place in the table's maps, its part, and what is unpivoted in it.
#[derive(Clone, Copy)]
struct Made {
    map: usize,
    part: u8,
    unpivoted: Option<ColumnIndex>,
}

/// Where a row stands and counts.
struct At {
    origin: Origin,
    key: FateKey,
    cents: i64,
}

/// Returns the delivered column that a map takes for a month, with the form in which it is told.
fn month_column(map: &Map, table: &DeliveredTable) -> Option<(ColumnIndex, MonthForm)> {
    let is_month = |entry: &&ColumnMap| map.to.columns[entry.target].domain == Domain::Month;
    let reads = map.columns.iter().find(is_month)?.operation.reads();
    reads.into_iter().find_map(|read| match read.from {
        Draw::Column(column) => Some((column, read.month.unwrap_or(MonthForm::Month(table.dialect.month)))),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
