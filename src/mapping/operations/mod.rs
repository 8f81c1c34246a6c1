//! The right-hand side of a mapped column: how its value is made.
//!
//! A text is the heading of a delivered column; a table names one operation and its options. Each option belongs to
//! columns of some types and is refused on others; the registry of the language says which.

mod draw;
mod read;
mod steps;
mod template;

pub(super) use draw::distinct;

use super::codes::{CodeFiles, unfit};
use super::condition;
use super::document::{Node, Table, Text};
use super::language::{self, Kind};
use super::model::{Case, ColumnIndex, Operation, TableIndex, Unpivot};
use super::problems::{Place, Problems};
use super::tables::Tables;
use super::target;
use crate::catalog::{self, Column};
use crate::diag::codes::mapping as codes;

/// What an operation may read: the delivered tables, the code files, and what the map unpivots.
pub(super) struct Reader<'r, 'd> {
    /// The delivered table that the map reads.
    pub(super) from: TableIndex,
    /// Every delivered table.
    pub(super) tables: &'r mut Tables<'d>,
    /// The code files.
    pub(super) code_files: &'r mut CodeFiles<'d>,
    /// The columns of which the map makes a row each, where it does.
    pub(super) unpivoted: Option<&'r Unpivoted<'d>>,
}

/// The `unpivot` of a map, as it was read.
pub(super) struct Unpivoted<'d> {
    /// Where it stands.
    pub(super) at: Place,
    /// The columns.
    pub(super) columns: Vec<ColumnIndex>,
    /// The texts that become no row.
    pub(super) skip: Vec<Text<'d>>,
}

impl<'d> Unpivoted<'d> {
    /// Stands in for one that cannot be read.
    pub(super) fn broken(node: &Node<'d>) -> Self {
        Self { at: node.at.clone(), columns: Vec::new(), skip: Vec::new() }
    }

    /// Returns what is carried out.
    pub(super) fn finish(self) -> Unpivot {
        let skip = self.skip.into_iter().map(|text| text.text.trim().to_owned()).collect();
        Unpivot { columns: self.columns, skip }
    }
}

impl Reader<'_, '_> {
    /// Reads how a target column is made.
    pub(super) fn operation(
        &mut self,
        node: &Node<'_>,
        column: &'static Column,
        problems: &mut Problems,
    ) -> Option<Operation> {
        if node.is_text() {
            let heading = node.text(problems)?;
            return self.plain(&heading, column, problems).map(|read| Operation::Column(Box::new(read)));
        }
        let mut table = node.table(problems)?;
        let operation = self.described(&mut table, column, false, problems);
        table.finish(problems);
        operation
    }

    /// Reads the one operation that a table names, with its options.
    pub(super) fn described(
        &mut self,
        table: &mut Table<'_>,
        column: &'static Column,
        within_case: bool,
        problems: &mut Problems,
    ) -> Option<Operation> {
        let named: Vec<&str> = language::of(Kind::Operation).map(|entry| entry.name).collect();
        let named: Vec<&str> = named.into_iter().filter(|name| table.has(name)).collect();
        match named.as_slice() {
            ["constant"] => {
                let text = constant(table, column, problems);
                refuse_options(table, "constant", problems);
                text.map(Operation::Constant)
            }
            ["template"] => {
                let pieces = self.template(table, column, problems);
                refuse_options(table, "template", problems);
                pieces.map(Operation::Template)
            }
            ["when"] if within_case => {
                let at = table.take("when").map_or_else(|| table.at.clone(), |node| node.at);
                problems.refuse(
                    at,
                    "a case of \"when\" has no cases itself",
                    "write its cases among the others, with both conditions",
                );
                pass_over(table);
                None
            }
            ["when"] => {
                let cases = self.cases(table, column, problems);
                refuse_options(table, "when", problems);
                cases.map(Operation::When)
            }
            [_] => self.read(table, column, problems).map(|read| Operation::Column(Box::new(read))),
            [] => {
                table.need("column", problems);
                pass_over(table);
                None
            }
            [_, ..] => {
                let message = format!("\"{}\" is made in two ways", column.name);
                let named: Vec<String> = named.iter().map(|name| format!("\"{name}\"")).collect();
                problems.refuse(table.at.clone(), message, format!("keep one of {}", named.join(", ")));
                pass_over(table);
                None
            }
        }
    }

    /// Reads the ordered cases of a `when`.
    fn cases(&mut self, table: &mut Table<'_>, column: &'static Column, problems: &mut Problems) -> Option<Vec<Case>> {
        let node = table.take("when")?;
        let blocks = node.tables(problems);
        let Some(last) = blocks.len().checked_sub(1) else {
            problems.refuse(node.at, "\"when\" has no case", "list the cases: [{ if = { … }, … }, { … }]");
            return None;
        };
        let mut cases = Vec::new();
        for (place, mut block) in blocks.into_iter().enumerate() {
            let condition = block.take("if");
            if condition.is_none() && place < last {
                let message = "a case without \"if\" always holds, and others follow it";
                problems.report(&codes::MISSING_KEY, block.at.clone(), message);
            }
            let condition = condition.map(|node| condition::read(&node, self.from, self.tables, problems));
            let operation = self.described(&mut block, column, true, problems);
            block.finish(problems);
            let case = match (condition, operation) {
                (Some(None), _) | (_, None) => None,
                (condition, Some(operation)) => Some(Case { condition: condition.flatten(), operation }),
            };
            cases.push(case);
        }
        cases.into_iter().collect()
    }
}

fn constant(table: &mut Table<'_>, column: &Column, problems: &mut Problems) -> Option<String> {
    let node = table.take("constant")?;
    let text = node.scalar(problems)?;
    if text.is_empty() {
        problems.refuse(
            node.at,
            "a constant that is nothing: leave the column out",
            "name the column under \"leaves-empty\" with the reason",
        );
        return None;
    }
    match target::value(column, &text) {
        Ok(value) => Some(value),
        Err(help) => {
            problems.suggest(&codes::UNKNOWN_CODE, node.at, unfit(column, &text), help);
            None
        }
    }
}

/// Refuses the options of texts of the delivery beside an operation that makes its own.
fn refuse_options(table: &mut Table<'_>, operation: &str, problems: &mut Problems) {
    for option in language::of(Kind::Option).filter(|option| option.name != "refers-to") {
        if let Some(node) = table.take_if_there(option.name) {
            let help = (operation == "when").then(|| "write it in the cases that it is for".to_owned());
            let message = format!("\"{}\" says nothing about \"{operation}\"", option.name);
            problems.suggest(&codes::DOES_NOT_FIT, node.at, message, help);
        }
    }
}

/// Passes over everything that the language has here: what is wrong was said already.
fn pass_over(table: &mut Table<'_>) {
    for entry in language::of(Kind::Operation).chain(language::of(Kind::Option)) {
        table.take(entry.name);
    }
}

/// Returns what a target column refers to.
pub(super) fn reference(column: &Column) -> Option<(&'static catalog::Table, usize)> {
    let (table, name) = column.references?;
    let table = catalog::table(table)?;
    table.column(name).map(|(place, _)| (table, place))
}
