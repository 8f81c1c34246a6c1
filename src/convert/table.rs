//! One delivered table, converted block by block.

use std::collections::BTreeSet;

use super::batch::{Batch, Cell, ConvertedRow, Fate, FateKey, Rejection, TargetRow};
use super::condition;
use super::digest;
use super::operation::{self, Remark, Remarks};
use super::parents::Parents;
use super::routing::{Route, Routes, case_column};
use crate::catalog::Domain;
use crate::diag::codes::delivery as codes;
use crate::diag::{Code, Finding};
use crate::domain::{FileId, Origin};
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, DeliveredTable, Map, Operation, Routing, TableIndex};
use crate::source::rows::read_amount;
use crate::source::{Row, Rows};
use crate::validate::cell::iso;

/// Converts the rows of one delivered table.
pub struct TableConverter<'a> {
    mapping: &'a Mapping,
    routes: &'a Routes,
    parents: &'a Parents,
    index: TableIndex,
    table: &'a DeliveredTable,
    maps: Vec<&'a Map>,
    /// Per map the references to check: target column and place in the parents.
    references: Vec<Vec<(usize, usize)>>,
    month: Option<ColumnIndex>,
    case: Option<ColumnIndex>,
    cutover: String,
}

impl<'a> TableConverter<'a> {
    /// Prepares the maps of a table. References to tables that this very table fills are left to the loader, which
    /// sees the rows in order.
    #[must_use]
    pub fn new(mapping: &'a Mapping, routes: &'a Routes, parents: &'a Parents, index: TableIndex) -> Self {
        let table = &mapping.delivery.tables[index];
        let maps: Vec<&Map> = mapping.maps.iter().filter(|map| map.from == index).collect();
        let own: BTreeSet<&str> = maps.iter().map(|map| map.to.name).collect();
        let references = maps
            .iter()
            .map(|map| references(map, parents).into_iter().filter(|(_, name, _)| !own.contains(name)))
            .map(|found| found.map(|(column, _, place)| (column, place)).collect())
            .collect();
        let month = maps.iter().find_map(|map| column_of(map, Domain::Month));
        let case = case_column(mapping, index);
        let cutover = iso(mapping.transfer.cutover);
        Self { mapping, routes, parents, index, table, maps, references, month, case, cutover }
    }

    /// Returns the maps, in the order of their parts.
    #[must_use]
    pub fn maps(&self) -> &[&'a Map] {
        &self.maps
    }

    /// Converts the rows of a block.
    pub fn convert(&self, file: FileId, rows: &mut Rows<'_>) -> Batch {
        let mut batch = Batch::default();
        while let Some(row) = rows.next_row() {
            self.convert_row(Origin::new(file, row.line), &row, &mut batch);
        }
        batch
    }

    /// Describes a row that turns out later not to be loadable.
    #[must_use]
    pub fn reject_late(
        &self,
        origin: Origin,
        row: &Row<'_>,
        code: &'static Code,
        column: Option<String>,
        message: String,
    ) -> (Rejection, FateKey, i64) {
        let route = self.routes.of_row(self.mapping, self.index, row, origin);
        let at = self.at(origin, row, route);
        (self.rejection(&at, row, code, column, message), at.key, at.cents)
    }

    fn at(&self, origin: Origin, row: &Row<'_>, route: Route) -> At {
        let place = route.place();
        let month = self.month.and_then(|column| self.mapping.delivery.month.parse(&row.text(column)).ok());
        At { origin, key: FateKey { place, month }, cents: self.cents(row) }
    }

    fn convert_row(&self, origin: Origin, row: &Row<'_>, batch: &mut Batch) {
        let route = self.routes.of_row(self.mapping, self.index, row, origin);
        let at = self.at(origin, row, route);
        let destinations = match route {
            Route::StaysBehind(rule) => {
                return batch.tally.count(Fate::Filtered(rule), at.key, 1, at.cents);
            }
            _ if row.is_ragged() => {
                let message = format!("{} cells in this row, not as many as there are headings", row.width());
                return self.reject(batch, &at, row, &codes::RAGGED_ROW, None, message);
            }
            Route::To(mask) => mask,
            Route::Unknown if self.case.is_none() => return self.leave_without_case(batch, &at, row),
            Route::Nowhere | Route::Unknown | Route::SecondRow => {
                let (code, column, message) = self.why_not_routed(route, row);
                return self.reject(batch, &at, row, code, column, message);
            }
        };
        self.make_targets(batch, &at, row, destinations);
    }

    fn make_targets(&self, batch: &mut Batch, at: &At, row: &Row<'_>, destinations: u32) {
        let (first_target, first_cell, first_text) = (batch.targets.len(), batch.cells.len(), batch.text.len());
        let mut all = Remarks::default();
        let mut left_out = None;
        for (part, map) in self.maps.iter().enumerate() {
            if let Some(filter) = &map.filter
                && !condition::holds(&filter.condition, row, &self.mapping.delivery.empty)
            {
                left_out = left_out.or(Some(part));
                continue;
            }
            let part = u8::try_from(part).unwrap_or(u8::MAX);
            self.make_target(batch, at, row, part, destinations, &mut all);
        }
        for remark in &all.list {
            self.find(batch, at.origin, row, remark);
        }
        for (column, change) in &all.changes {
            batch.tally.change(&self.table.columns[*column], change);
        }
        if let Some(remark) = all.list.iter().find(|remark| remark.rejects) {
            batch.targets.truncate(first_target);
            batch.cells.truncate(first_cell);
            batch.text.truncate(first_text);
            let column = remark.column.map(|column| self.table.columns[column].clone());
            batch.rejections.push(self.rejection(at, row, remark.code, column, remark.message.clone()));
            return batch.tally.count(Fate::Rejected, at.key, 1, at.cents);
        }
        let targets = batch.targets.len() - first_target;
        if targets == 0 {
            if let Some(part) = left_out {
                batch.tally.count(Fate::Filtered(self.filter_number(part)), at.key, 1, at.cents);
            }
            return;
        }
        let (origin, key, cents) = (at.origin, at.key, at.cents);
        batch.rows.push(ConvertedRow { origin, destinations, key, cents, first_target, targets });
    }

    fn make_target(&self, batch: &mut Batch, at: &At, row: &Row<'_>, part: u8, destinations: u32, all: &mut Remarks) {
        let map = self.maps[usize::from(part)];
        let first_cell = batch.cells.len();
        let columns = map.to.columns.len();
        batch.cells.resize(first_cell + columns, Cell::Null);
        let mut remarks = Remarks::default();
        for entry in &map.columns {
            let column = &map.to.columns[entry.target];
            let cell = operation::evaluate(&entry.operation, column, row, &self.mapping.delivery, batch, &mut remarks);
            batch.cells[first_cell + entry.target] = cell;
        }
        self.note_former_codes(batch, map, first_cell, &mut remarks);
        self.check_references(batch, usize::from(part), first_cell, destinations, &mut remarks);
        all.absorb(remarks);
        let cells = &batch.cells[first_cell..];
        let digest = digest::of_cells(at.origin.row_key(part), cells, &batch.text);
        batch.targets.push(TargetRow { part, first_cell, columns, digest });
    }

    /// A former code is history where the row ended before the cut-over, and a finding where it still runs.
    fn note_former_codes(&self, batch: &Batch, map: &Map, first_cell: usize, remarks: &mut Remarks) {
        let end = ["einddatum", "tot", "geldig_tot"].iter().find_map(|name| map.to.column(name));
        let end = end.and_then(|(place, _)| batch.cells[first_cell + place].text(&batch.text));
        if end.is_some_and(|end| end < self.cutover.as_str()) {
            return;
        }
        for (column, value) in std::mem::take(&mut remarks.former) {
            let message = format!("\"{value}\" is no longer in use, and the row still runs at the cut-over");
            let (code, column) = (&codes::FORMER_CODE, Some(column));
            remarks.list.push(Remark { code, column, value, message, rejects: false });
        }
    }

    fn check_references(
        &self,
        batch: &Batch,
        part: usize,
        first_cell: usize,
        destinations: u32,
        remarks: &mut Remarks,
    ) {
        for (column, place) in &self.references[part] {
            let Some(key) = batch.cells[first_cell + column].text(&batch.text) else { continue };
            if self.parents.destinations(*place, key) & destinations == destinations {
                continue;
            }
            let map = self.maps[part];
            let delivered = map.columns.iter().find(|entry| entry.target == *column).and_then(delivered_column);
            let remark = unknown_reference(self.parents, map.to.columns[*column].references, key);
            remarks.list.push(Remark { column: delivered, ..remark });
        }
    }

    fn why_not_routed(&self, route: Route, row: &Row<'_>) -> (&'static Code, Option<String>, String) {
        let heading = |column: ColumnIndex| Some(self.table.columns[column].clone());
        if let Routing::Cases { case, column } = &self.table.routing {
            let number = row.text(*case);
            return match route {
                _ if number.is_empty() => {
                    (&codes::REQUIRED_EMPTY, heading(*case), "the row has no case number".to_owned())
                }
                Route::SecondRow => (&codes::SECOND_CASE, heading(*case), format!("case {number} has a row already")),
                _ => {
                    let place = row.text(*column);
                    let message = format!("case {number} goes nowhere: \"{place}\" is in no destination's list");
                    (&codes::CASE_NOWHERE, heading(*column), message)
                }
            };
        }
        let column = match &self.table.routing {
            Routing::Via { on, .. } => Some(*on),
            _ => self.case,
        };
        let key = column.map(|column| row.text(column).into_owned()).unwrap_or_default();
        let (code, message): (&'static Code, String) = match route {
            Route::Nowhere => (&codes::REJECTED_PARENT, format!("\"{key}\" goes nowhere")),
            _ => (&codes::UNKNOWN_REFERENCE, format!("case \"{key}\" was not delivered")),
        };
        (code, column.and_then(heading), message)
    }

    /// A person or programme without any case moves nowhere; it is left out by name and found.
    fn leave_without_case(&self, batch: &mut Batch, at: &At, row: &Row<'_>) {
        let column = match &self.table.routing {
            Routing::Via { on, .. } => Some(*on),
            _ => None,
        };
        let value = column.map(|column| row.text(column).into_owned()).unwrap_or_default();
        let message = format!("\"{value}\" occurs in no delivered case");
        let remark = Remark { code: &codes::NO_CASE, column, value, message, rejects: false };
        self.find(batch, at.origin, row, &remark);
        batch.tally.count(Fate::Filtered(filters::without_case(self.mapping)), at.key, 1, at.cents);
    }

    fn reject(
        &self,
        batch: &mut Batch,
        at: &At,
        row: &Row<'_>,
        code: &'static Code,
        column: Option<String>,
        message: String,
    ) {
        let rejection = self.rejection(at, row, code, column, message);
        let value = self.table.columns.iter().position(|heading| Some(heading) == rejection.column.as_ref());
        batch.findings.push(Finding {
            code,
            origin: Some(at.origin),
            column: rejection.column.clone(),
            value: value.map(|column| row.text(column).into_owned()),
            subject: Some(rejection.key.clone()),
            message: rejection.message.clone(),
        });
        batch.rejections.push(rejection);
        batch.tally.count(Fate::Rejected, at.key, 1, at.cents);
    }

    fn rejection(
        &self,
        at: &At,
        row: &Row<'_>,
        code: &'static Code,
        column: Option<String>,
        message: String,
    ) -> Rejection {
        let case = self.case.map(|column| row.text(column).into_owned());
        let (origin, raw) = (at.origin, Some(row.raw.to_vec()));
        Rejection { origin, code, column, message, key: self.key(row), case, raw }
    }

    fn find(&self, batch: &mut Batch, origin: Origin, row: &Row<'_>, remark: &Remark) {
        batch.findings.push(Finding {
            code: remark.code,
            origin: Some(origin),
            column: remark.column.map(|column| self.table.columns[column].clone()),
            value: Some(remark.value.clone()),
            subject: Some(self.key(row)),
            message: remark.message.clone(),
        });
    }

    fn key(&self, row: &Row<'_>) -> String {
        self.table.key.iter().map(|column| row.text(*column)).collect::<Vec<_>>().join(" ")
    }

    /// Adds up the amounts of a row without their signs; what cannot be read counts for nothing here, and is found
    /// elsewhere.
    fn cents(&self, row: &Row<'_>) -> i64 {
        let read = |amount| read_amount(&row.text(amount), self.amount(amount), self.mapping.delivery.notation);
        let amounts = self.table.amounts.iter().filter_map(|amount| read(amount.column).ok());
        amounts.fold(0_i64, |sum, amount| sum.saturating_add(amount.magnitude().cents()))
    }

    fn amount(&self, column: ColumnIndex) -> crate::mapping::model::AmountColumn {
        let found = self.table.amounts.iter().find(|amount| amount.column == column);
        found.copied().unwrap_or(crate::mapping::model::AmountColumn { column, unit: <_>::default() })
    }

    fn filter_number(&self, part: usize) -> u16 {
        filters::of_map(self.mapping, self.maps[part])
    }
}

/// Where a row stands and counts.
struct At {
    origin: Origin,
    key: FateKey,
    cents: i64,
}

/// The references of a map: target column, the table that is referred to, and the place in the parents.
pub fn references(map: &Map, parents: &Parents) -> Vec<(usize, &'static str, usize)> {
    let columns = map.to.columns.iter().enumerate();
    columns
        .filter_map(|(index, column)| {
            let (table, key) = column.references?;
            Some((index, table, parents.place(table, key)?))
        })
        .collect()
}

/// Says that a row refers to something that is not there, and whether it was delivered at all.
#[must_use]
pub fn unknown_reference(parents: &Parents, reference: Option<(&str, &str)>, key: &str) -> Remark {
    let table = reference.map_or("row", |(table, _)| table);
    let (code, message) = if parents.was_rejected(key) {
        (&codes::REJECTED_PARENT, format!("the {table} that it belongs to was rejected"))
    } else {
        (&codes::UNKNOWN_REFERENCE, format!("no such {table} was loaded"))
    };
    Remark { code, column: None, value: key.to_owned(), message, rejects: true }
}

fn delivered_column(entry: &crate::mapping::model::ColumnMap) -> Option<ColumnIndex> {
    match &entry.operation {
        Operation::Column(read) => Some(read.column),
        Operation::Constant(_) | Operation::Template(_) => None,
    }
}

fn column_of(map: &Map, domain: Domain) -> Option<ColumnIndex> {
    let entry = map.columns.iter().find(|entry| map.to.columns[entry.target].domain == domain)?;
    delivered_column(entry)
}

/// The numbers of the rules that leave rows out.
pub mod filters {
    use super::{Map, Mapping};

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

    pub(super) fn without_case(mapping: &Mapping) -> u16 {
        number(mapping.stays_behind.len())
    }

    pub(super) fn of_map(mapping: &Mapping, map: &Map) -> u16 {
        let place = mapping.maps.iter().position(|other| std::ptr::eq(other, map)).unwrap_or_default();
        number(mapping.stays_behind.len() + 1 + place)
    }

    fn number(place: usize) -> u16 {
        u16::try_from(place).unwrap_or(u16::MAX)
    }
}
