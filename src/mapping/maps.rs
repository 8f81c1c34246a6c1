//! The `[[map]]` blocks: how delivered rows become target rows.

use super::codes::CodeFiles;
use super::condition;
use super::document::{Node, Table};
use super::model::{ColumnMap, Filter, Map, Operation, TableIndex};
use super::operations::{Reader, reference};
use super::problems::{Place, Problems};
use super::tables::Tables;
use super::target;
use crate::catalog::{self, Domain, Filled};
use crate::diag::codes::mapping as codes;

/// What a mapping's maps are read with.
pub(super) struct Maps<'m, 'd> {
    tables: &'m mut Tables<'d>,
    code_files: &'m mut CodeFiles<'d>,
    /// Where the `[delivery]` block stands.
    delivery: Place,
    filled: Vec<&'static str>,
    references: Vec<Reference>,
}

impl<'m, 'd> Maps<'m, 'd> {
    /// Starts with no map read; takes the place of the `[delivery]` block.
    pub(super) const fn new(tables: &'m mut Tables<'d>, code_files: &'m mut CodeFiles<'d>, delivery: Place) -> Self {
        Self { tables, code_files, delivery, filled: Vec::new(), references: Vec::new() }
    }

    /// Reads every map, and tells whether all of them came out whole.
    pub(super) fn read(mut self, document: &mut Table<'d>, problems: &mut Problems) -> (Vec<Map>, bool) {
        let node = document.need("map", problems);
        let blocks = node.map(|node| node.tables(problems)).unwrap_or_default();
        let mut whole = true;
        let mut maps = Vec::new();
        for block in blocks {
            let map = self.map(block, problems);
            whole &= map.as_ref().is_some_and(|(_, whole)| *whole);
            maps.extend(map.map(|(map, _)| map));
        }
        self.check_references(problems);
        (maps, whole)
    }

    fn map(&mut self, mut block: Table<'d>, problems: &mut Problems) -> Option<(Map, bool)> {
        let at = block.at.clone();
        let from = block.need("from", problems).and_then(|node| node.text(problems));
        let from = from.and_then(|name| self.tables.named(&name, problems));
        let to = block.need("to", problems).and_then(|node| node.text(problems));
        let to_at = to.as_ref().map_or_else(|| at.clone(), |to| to.at.clone());
        let to = to.and_then(|name| target::mapped_table(&name, problems));
        let merge_on = block.take("merge-on");
        let condition = block.take("where");
        let because = block.take("because");
        let columns = block.need("columns", problems);
        if let Some(node) = block.take("unpivot") {
            problems.report(&codes::NOT_AVAILABLE, node.at, "\"unpivot\" cannot be carried out yet");
        }
        block.finish(problems);
        let reason = because.as_ref().and_then(|node| node.filled(problems));
        if let (Some(node), None) = (&condition, &because) {
            problems.report(&codes::MISSING_BECAUSE, node.at.clone(), "rows are left out without a reason");
        }
        self.filled.extend(to.map(|table| table.name));
        let (from, to) = (from?, to?);
        let condition = condition.and_then(|node| condition::read(&node, from, self.tables, problems));
        let filter =
            condition.zip(reason).map(|(condition, reason)| Filter { condition, because: reason.text.to_owned() });
        let columns = columns.and_then(|node| node.table(problems))?;
        let columns = self.columns(&columns, from, to, problems);
        report_missing(to, &columns, &to_at, problems);
        let merge_on = merge_on.and_then(|node| merge(&node, to, &columns, problems));
        let whole = columns.iter().all(|attempt| attempt.column.is_some());
        let columns = columns.into_iter().filter_map(|attempt| attempt.column).collect();
        Some((Map { from, to, merge_on, filter, columns, span: problems.span(at) }, whole))
    }

    /// Reads the columns, and puts them in order of the target.
    fn columns(
        &mut self,
        columns: &Table<'d>,
        from: TableIndex,
        to: &'static catalog::Table,
        problems: &mut Problems,
    ) -> Vec<Attempt> {
        let mut attempts = Vec::new();
        for (name, node) in columns.rest() {
            let Some((place, column)) = target::column(to, &name, problems) else {
                if let Some(heading) = node.is_text().then(|| node.text(problems)).flatten() {
                    self.tables.heading(from, &heading, problems);
                }
                attempts.push(Attempt { place: None, column: None });
                continue;
            };
            let mut reader = Reader { from, tables: self.tables, code_files: self.code_files };
            let operation = reader.operation(&node, column, problems);
            if column.domain == Domain::Month && matches!(operation, Some(Operation::Column(_))) {
                self.need_months(from, problems);
            }
            if let Some((table, _)) = reference(column) {
                self.references.push(Reference { table, at: node.at.clone() });
            }
            let column =
                operation.map(|operation| ColumnMap { target: place, operation, span: problems.span(node.at) });
            attempts.push(Attempt { place: Some(place), column });
        }
        attempts.sort_by_key(|attempt| attempt.place);
        attempts
    }

    fn need_months(&self, from: TableIndex, problems: &mut Problems) {
        if !self.tables.list[from].says_months {
            let message = "\"delivery\" lacks \"month\", and months are mapped";
            problems.report(&codes::MISSING_KEY, self.delivery.clone(), message);
        }
    }

    /// Reports columns that refer to a table that no map fills.
    fn check_references(self, problems: &mut Problems) {
        for Reference { table, at } in self.references {
            if table.filled == Filled::Mapped && !self.filled.contains(&table.name) {
                let message = format!("it refers to \"{}\", and no map fills that", table.name);
                problems.report(&codes::WRONG_REFERENCE, at, message);
            }
        }
    }
}

/// A line of a map's columns, right or not; without a place where the target has no such column.
struct Attempt {
    place: Option<usize>,
    column: Option<ColumnMap>,
}

/// A target table that a mapped column refers to.
struct Reference {
    table: &'static catalog::Table,
    at: Place,
}

fn report_missing(to: &'static catalog::Table, columns: &[Attempt], at: &Place, problems: &mut Problems) {
    for (place, column) in to.columns.iter().enumerate() {
        if column.required && !columns.iter().any(|attempt| attempt.place == Some(place)) {
            let message = format!("\"{}\" needs \"{}\", and nothing fills it", to.name, column.name);
            problems.report(&codes::MISSING_TARGET_COLUMN, at.clone(), message);
        }
    }
}

fn merge(node: &Node<'_>, to: &'static catalog::Table, columns: &[Attempt], problems: &mut Problems) -> Option<usize> {
    let name = node.text(problems)?;
    let (place, column) = target::column(to, &name, problems)?;
    let is_key = to.unique.contains(&[column.name].as_slice());
    let is_mapped = columns.iter().any(|attempt| attempt.place == Some(place));
    if is_key && is_mapped {
        return Some(place);
    }
    let why = if is_key { "is not mapped" } else { "does not name one row" };
    problems.report(&codes::WRONG_MERGE, name.at, format!("\"{}\" of \"{}\" {why}", column.name, to.name));
    None
}
