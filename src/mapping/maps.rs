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
    /// Every delivered table.
    pub(super) tables: &'m mut Tables<'d>,
    /// The code files.
    pub(super) code_files: &'m mut CodeFiles<'d>,
    /// Where the `[delivery]` block stands, if it does not say how months are written.
    pub(super) months_undeclared: Option<Place>,
}

impl<'d> Maps<'_, 'd> {
    /// Reads every map.
    pub(super) fn read(&mut self, document: &mut Table<'d>, problems: &mut Problems) -> Vec<Map> {
        let node = document.need("map", problems);
        let blocks = node.map(|node| node.tables(problems)).unwrap_or_default();
        let mut references = Vec::new();
        let maps: Vec<_> =
            blocks.into_iter().filter_map(|block| self.map(block, &mut references, problems)).collect();
        check_references(&maps, references, problems);
        maps
    }

    fn map(&mut self, mut block: Table<'d>, references: &mut Vec<Reference>, problems: &mut Problems) -> Option<Map> {
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
        let (from, to) = (from?, to?);
        let condition = condition.and_then(|node| condition::read(&node, from, self.tables, problems));
        let filter = condition.zip(reason).map(|(condition, reason)| Filter { condition, because: reason.text.to_owned() });
        let columns = columns.and_then(|node| node.table(problems))?;
        let columns = self.columns(&columns, from, to, references, problems);
        report_missing(to, &columns, &to_at, problems);
        let merge_on = merge_on.and_then(|node| merge(&node, to, &columns, problems));
        let columns = columns.into_iter().filter_map(Attempt::into_column).collect();
        Some(Map { from, to, merge_on, filter, columns, span: problems.span(at) })
    }

    /// Reads the columns, and puts them in order of the target.
    fn columns(
        &mut self,
        columns: &Table<'d>,
        from: TableIndex,
        to: &'static catalog::Table,
        references: &mut Vec<Reference>,
        problems: &mut Problems,
    ) -> Vec<Attempt> {
        let mut attempts = Vec::new();
        for (name, node) in columns.rest() {
            let Some((place, column)) = target::column(to, &name, problems) else { continue };
            let mut reader = Reader { from, tables: self.tables, code_files: self.code_files };
            let operation = reader.operation(&node, column, problems);
            if column.domain == Domain::Month && matches!(operation, Some(Operation::Column(_))) {
                self.need_months(problems);
            }
            if let Some((table, _)) = reference(column) {
                references.push(Reference { table, at: node.at.clone() });
            }
            let column = operation.map(|operation| ColumnMap { target: place, operation, span: problems.span(node.at) });
            attempts.push(Attempt { place, column });
        }
        attempts.sort_by_key(|attempt| attempt.place);
        attempts
    }

    fn need_months(&mut self, problems: &mut Problems) {
        if let Some(at) = self.months_undeclared.take() {
            problems.report(&codes::MISSING_KEY, at, "\"delivery\" lacks \"month\", and months are mapped");
        }
    }
}

/// A target column that the mapping fills, rightly or not.
struct Attempt {
    place: usize,
    column: Option<ColumnMap>,
}

impl Attempt {
    fn into_column(self) -> Option<ColumnMap> {
        self.column
    }
}

/// A target table that a mapped column refers to.
struct Reference {
    table: &'static catalog::Table,
    at: Place,
}

fn report_missing(to: &'static catalog::Table, columns: &[Attempt], at: &Place, problems: &mut Problems) {
    for (place, column) in to.columns.iter().enumerate() {
        if column.required && !columns.iter().any(|attempt| attempt.place == place) {
            let message = format!("\"{}\" needs \"{}\", and nothing fills it", to.name, column.name);
            problems.report(&codes::MISSING_TARGET_COLUMN, at.clone(), message);
        }
    }
}

fn merge(node: &Node<'_>, to: &'static catalog::Table, columns: &[Attempt], problems: &mut Problems) -> Option<usize> {
    let name = node.text(problems)?;
    let (place, column) = target::column(to, &name, problems)?;
    let is_key = to.unique.contains(&[column.name].as_slice());
    let is_mapped = columns.iter().any(|attempt| attempt.place == place);
    if is_key && is_mapped {
        return Some(place);
    }
    let why = if is_key { "is not mapped" } else { "does not name one row" };
    problems.report(&codes::WRONG_MERGE, name.at, format!("\"{}\" of \"{}\" {why}", column.name, to.name));
    None
}

/// Reports columns that refer to a table that no map fills.
fn check_references(maps: &[Map], references: Vec<Reference>, problems: &mut Problems) {
    for Reference { table, at } in references {
        if table.filled == Filled::Mapped && !maps.iter().any(|map| map.to.name == table.name) {
            let message = format!("it refers to \"{}\", and no map fills that", table.name);
            problems.report(&codes::WRONG_REFERENCE, at, message);
        }
    }
}
