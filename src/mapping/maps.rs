//! The `[[map]]` blocks: how delivered rows become target rows.

use std::collections::BTreeMap;

use super::codes::CodeFiles;
use super::condition;
use super::document::{Node, Table};
use super::model::{ColumnMap, ColumnRead, Draw, Filter, Map, Operation, TableIndex};
use super::operations::{Reader, Unpivoted, distinct, reference};
use super::problems::{Place, Problems};
use super::tables::Tables;
use super::target;
use crate::catalog::{self, Domain, Filled};
use crate::diag::codes::mapping as codes;

/// The most target rows that one delivered row can become: their keys have eight bits for it.
const MOST_PARTS: usize = 256;

/// What a mapping's maps are read with.
pub(super) struct Maps<'m, 'd> {
    tables: &'m mut Tables<'d>,
    code_files: &'m mut CodeFiles<'d>,
    /// Where the `[delivery]` block stands.
    delivery: Place,
    filled: Vec<&'static str>,
    references: Vec<Reference>,
    /// How many parts the maps of each delivered table have so far.
    parts: BTreeMap<TableIndex, usize>,
}

impl<'m, 'd> Maps<'m, 'd> {
    /// Starts with no map read; takes the place of the `[delivery]` block.
    pub(super) const fn new(tables: &'m mut Tables<'d>, code_files: &'m mut CodeFiles<'d>, delivery: Place) -> Self {
        Self { tables, code_files, delivery, filled: Vec::new(), references: Vec::new(), parts: BTreeMap::new() }
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
        let filter = FilterNodes::take(&mut block);
        let leaves_empty = block.take("leaves-empty");
        let columns = block.need("columns", problems);
        let unpivot = block.take("unpivot");
        block.finish(problems);
        let reason = filter.reason(problems);
        self.filled.extend(to.map(|table| table.name));
        let (from, to) = (from?, to?);
        let filter = filter.read(reason, from, self.tables, problems);
        let leaves_empty = leaves_empty.map(|node| left_empty(&node, to, problems)).unwrap_or_default();
        let unpivoted = unpivot.as_ref().and_then(|node| self.unpivoted(node, from, problems));
        let columns = columns.and_then(|node| node.table(problems))?;
        // What is wrong with an "unpivot" was said: its columns may read it all the same.
        let broken = unpivot.as_ref().filter(|_| unpivoted.is_none()).map(Unpivoted::broken);
        let columns = self.columns(&columns, from, to, unpivoted.as_ref().or(broken.as_ref()), problems);
        report_missing(to, &columns, &to_at, problems);
        report_unread(unpivoted.as_ref(), &columns, problems);
        let merge_on = merge_on.and_then(|node| merge(&node, to, &columns, problems));
        let whole = columns.iter().all(|attempt| attempt.column.is_some()) && unpivot.is_some() == unpivoted.is_some();
        let columns = columns.into_iter().filter_map(|attempt| attempt.column).collect();
        let count = unpivoted.as_ref().map_or(1, |unpivoted| unpivoted.columns.len());
        let first_part = self.part(from, count, unpivoted.as_ref().map_or(&at, |unpivoted| &unpivoted.at), problems);
        let unpivot = unpivoted.map(Unpivoted::finish);
        let span = problems.span(at);
        Some((Map { from, to, merge_on, filter, unpivot, first_part, columns, leaves_empty, span }, whole))
    }

    /// Reads the columns of which each becomes a row: a list, or a table with texts that become none.
    pub(super) fn unpivoted(
        &mut self,
        node: &Node<'d>,
        from: TableIndex,
        problems: &mut Problems,
    ) -> Option<Unpivoted<'d>> {
        let (columns, skip) = if node.is_table() {
            let mut block = node.table(problems)?;
            let columns = block.need("columns", problems).and_then(|node| node.texts(problems));
            let skip = block.take("skip").and_then(|node| node.texts(problems));
            block.finish(problems);
            (columns?, skip.unwrap_or_default())
        } else {
            (node.texts(problems)?, Vec::new())
        };
        if columns.is_empty() {
            problems.refuse(
                node.at.clone(),
                "no column is listed to be unpivoted",
                "list the headings of which each becomes a row",
            );
            return None;
        }
        distinct(&columns, problems);
        let columns = columns.iter().map(|heading| self.tables.heading(from, heading, problems));
        let columns = columns.collect::<Vec<_>>().into_iter().collect::<Option<_>>()?;
        Some(Unpivoted { at: node.at.clone(), columns, skip })
    }

    /// Returns the first part of a map's rows, after those of the maps of the same delivered table before it.
    fn part(&mut self, from: TableIndex, count: usize, at: &Place, problems: &mut Problems) -> u8 {
        let used = self.parts.entry(from).or_default();
        let first = *used;
        *used += count;
        if *used > MOST_PARTS {
            let name = self.tables.list[from].name.text;
            let message = format!("one row of \"{name}\" would become more than {MOST_PARTS} rows");
            problems.report(&codes::BAD_VALUE, at.clone(), message);
        }
        u8::try_from(first).unwrap_or(u8::MAX)
    }

    /// Reads the columns, and puts them in order of the target.
    fn columns(
        &mut self,
        columns: &Table<'d>,
        from: TableIndex,
        to: &'static catalog::Table,
        unpivoted: Option<&Unpivoted<'d>>,
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
            let mut reader = Reader { from, tables: self.tables, code_files: self.code_files, unpivoted };
            let operation = reader.operation(&node, column, problems);
            if let Some(operation) = operation.as_ref().filter(|_| column.domain == Domain::Month) {
                self.need_months(operation, from, problems);
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

    /// Reports months of which nothing says how they are written.
    fn need_months(&self, operation: &Operation, from: TableIndex, problems: &mut Problems) {
        let table = |read: &ColumnRead| match read.from {
            Draw::Lookup(lookup) => lookup.table,
            _ => from,
        };
        let is_silent = |read: &&ColumnRead| read.month.is_none() && !self.tables.list[table(read)].says_months;
        if operation.reads().iter().any(is_silent) {
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

/// What says which rows a map takes, as it stands in the document.
struct FilterNodes<'d> {
    condition: Option<Node<'d>>,
    left_out: Option<Node<'d>>,
    because: Option<Node<'d>>,
}

impl<'d> FilterNodes<'d> {
    fn take(block: &mut Table<'d>) -> Self {
        Self { condition: block.take("where"), left_out: block.take("left-out"), because: block.take("because") }
    }

    /// Reads why rows are left out, and reports where nothing says so, or no row is left out.
    fn reason(&self, problems: &mut Problems) -> Option<String> {
        if let (Some(node), None) = (&self.condition, &self.because) {
            problems.report(&codes::MISSING_BECAUSE, node.at.clone(), "rows are left out without a reason");
        }
        if let (None, Some(node)) = (&self.condition, &self.left_out) {
            let message = "\"left-out\" names what \"where\" does not take, and there is no \"where\"";
            problems.report(&codes::MISSING_KEY, node.at.clone(), message);
        }
        self.because.as_ref().and_then(|node| node.filled(problems)).map(|reason| reason.text.to_owned())
    }

    fn read(
        self,
        reason: Option<String>,
        from: TableIndex,
        tables: &mut Tables<'_>,
        problems: &mut Problems,
    ) -> Option<Filter> {
        let mut read = |node: Option<Node<'d>>| condition::read(&node?, from, tables, problems);
        let (condition, left_out) = (read(self.condition), read(self.left_out));
        Some(Filter { condition: condition?, left_out, because: reason? })
    }
}

/// Reads the target columns that a map leaves empty, in order of the target, each with its reason.
pub(super) fn left_empty(
    node: &Node<'_>,
    to: &'static catalog::Table,
    problems: &mut Problems,
) -> Vec<(usize, String)> {
    let mut columns = Vec::new();
    for (name, reason) in node.table(problems).iter().flat_map(Table::rest) {
        let place = target::column(to, &name, problems).map(|(place, _)| place);
        let reason = reason.filled(problems).map(|reason| reason.text.to_owned());
        columns.extend(place.zip(reason));
    }
    columns.sort_unstable_by_key(|(place, _)| *place);
    columns
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

/// Reports columns that are unpivoted for nothing.
fn report_unread(unpivoted: Option<&Unpivoted<'_>>, columns: &[Attempt], problems: &mut Problems) {
    let whole = columns.iter().all(|attempt| attempt.column.is_some());
    let mut operations = columns.iter().filter_map(|attempt| Some(&attempt.column.as_ref()?.operation));
    let reads_value = |operation: &Operation| operation.reads().iter().any(|read| read.from == Draw::Value);
    if let Some(unpivoted) = unpivoted.filter(|_| whole && !operations.any(reads_value)) {
        let help = Some("write { unpivoted = \"value\" } for a column".to_owned());
        let message = "nothing reads the cells that are unpivoted";
        problems.suggest(&codes::BAD_VALUE, unpivoted.at.clone(), message, help);
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
