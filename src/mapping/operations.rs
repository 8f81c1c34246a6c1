//! The right-hand side of a mapped column: how its value is made.
//!
//! A text is the heading of a delivered column; a table names one operation and its options. Each option belongs to
//! columns of some types and is refused on others.

use super::codes::{CodeFiles, unfit};
use super::document::{Node, Table, Text};
use super::model::{ColumnRead, Operation, Repair, TableIndex, TemplatePiece, Unit};
use super::problems::Problems;
use super::tables::Tables;
use super::target;
use crate::catalog::{self, Column, Domain};
use crate::diag::codes::mapping as codes;
use crate::domain::DateFormat;

/// The operations and options of the language that this version does not carry out.
const NOT_YET: [&str; 9] = ["first-of", "split", "part", "upper", "replace", "pad", "month", "lookup", "when"];

/// The options of a column that is read.
const OPTIONS: [&str; 8] = ["empty", "default", "repair", "codes", "unit", "sign-from", "date", "refers-to"];

const UNITS: [(&str, Unit); 2] = [("euro", Unit::Euro), ("cent", Unit::Cent)];
const REPAIRS: [(&str, Repair); 1] = [("left-pad", Repair::LeftPad)];

/// What an operation may read: the delivered tables and the code files.
pub(super) struct Reader<'r, 'd> {
    /// The delivered table that the map reads.
    pub(super) from: TableIndex,
    /// Every delivered table.
    pub(super) tables: &'r mut Tables<'d>,
    /// The code files.
    pub(super) code_files: &'r mut CodeFiles<'d>,
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
            return self.plain(&heading, column, problems).map(Operation::Column);
        }
        let mut table = node.table(problems)?;
        let mut unavailable = false;
        for key in NOT_YET {
            if let Some(found) = table.has(key).then(|| table.take(key)).flatten() {
                problems.report(&codes::NOT_AVAILABLE, found.at, format!("\"{key}\" cannot be carried out yet"));
                unavailable = true;
            }
        }
        let operations = ["column", "constant", "template"].map(|name| table.has(name));
        let operation = match operations {
            [true, false, false] => self.column(&mut table, column, problems).map(Operation::Column),
            [false, true, false] => constant(&mut table, column, problems).map(Operation::Constant),
            [false, false, true] => self.template(&mut table, column, problems).map(Operation::Template),
            [false, false, false] if unavailable => return None,
            [false, false, false] => {
                table.need("column", problems);
                for option in OPTIONS {
                    table.take(option);
                }
                None
            }
            _ => {
                let message = format!("\"{}\" is made in two ways", column.name);
                problems.report(&codes::BAD_VALUE, table.at.clone(), message);
                return None;
            }
        };
        table.finish(problems);
        operation
    }

    fn plain(&mut self, heading: &Text<'_>, column: &'static Column, problems: &mut Problems) -> Option<ColumnRead> {
        let place = self.tables.heading(self.from, heading, problems)?;
        if column.domain == Domain::Money {
            self.tables.amount(self.from, place, Unit::Euro, heading.at.clone(), problems);
        }
        Some(ColumnRead {
            column: place,
            empty: Vec::new(),
            default: None,
            repair: None,
            codes: None,
            unit: Unit::Euro,
            sign_from: None,
            date: None,
            refers_to: reference(column),
        })
    }

    fn column(
        &mut self,
        table: &mut Table<'_>,
        column: &'static Column,
        problems: &mut Problems,
    ) -> Option<ColumnRead> {
        let heading = table.take("column")?.text(problems);
        let place = heading.as_ref().and_then(|heading| self.tables.heading(self.from, heading, problems));
        let empty = table.take("empty").and_then(|node| node.texts(problems)).unwrap_or_default();
        let default = table.take("default").and_then(|node| node.text(problems));
        let translation = table.take("codes").map(|node| self.code_files.translation(&node, column, problems));
        if let (Some(default), Some(Some(translation))) = (&default, &translation)
            && !translation.rows.contains_key(default.text)
        {
            let message = format!("the default \"{}\" has no translation", default.text);
            problems.report(&codes::BAD_VALUE, default.at.clone(), message);
        }
        let repair = table.choice("repair", &REPAIRS, problems);
        let unit = table.choice("unit", &UNITS, problems);
        let sign = table.take("sign-from");
        let sign_from = sign.and_then(|node| node.text(problems));
        let sign_from = sign_from.and_then(|heading| self.tables.heading(self.from, &heading, problems));
        let date = table.choice("date", &DateFormat::NAMES, problems);
        refers_to(table, column, problems);
        check_options(table, column, problems);
        let place = place?;
        if column.domain == Domain::Money {
            let at = heading.map_or_else(|| table.at.clone(), |heading| heading.at);
            self.tables.amount(self.from, place, unit.unwrap_or_default(), at, problems);
        }
        let translation = match translation {
            Some(translation) => Some(translation?),
            None => None,
        };
        Some(ColumnRead {
            column: place,
            empty: empty.into_iter().map(|text| text.text.to_owned()).collect(),
            default: default.map(|text| text.text.to_owned()),
            repair,
            codes: translation,
            unit: unit.unwrap_or_default(),
            sign_from,
            date,
            refers_to: reference(column),
        })
    }

    /// Takes a template apart: `{Heading}` is a cell, `{{` and `}}` are braces.
    fn template(
        &mut self,
        table: &mut Table<'_>,
        column: &Column,
        problems: &mut Problems,
    ) -> Option<Vec<TemplatePiece>> {
        let template = table.take("template")?.filled(problems)?;
        if column.domain != Domain::Text {
            let message = format!("\"{}\" is no free text, and a template makes that", column.name);
            problems.report(&codes::DOES_NOT_FIT, template.at.clone(), message);
        }
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = template.text;
        while let Some(at) = rest.find(['{', '}']) {
            text.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                text.push_str(brace);
                rest = after;
                continue;
            }
            let Some((heading, after)) = rest.split_once('}').filter(|_| brace == "{") else {
                problems.report(&codes::BAD_VALUE, template.at, "a brace without its other half");
                return None;
            };
            if !text.is_empty() {
                pieces.push(TemplatePiece::Text(std::mem::take(&mut text)));
            }
            let heading = Text { text: heading, at: template.at.clone() };
            pieces.push(TemplatePiece::Column(self.tables.heading(self.from, &heading, problems)?));
            rest = after;
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(TemplatePiece::Text(text));
        }
        Some(pieces)
    }
}

fn constant(table: &mut Table<'_>, column: &Column, problems: &mut Problems) -> Option<String> {
    let node = table.take("constant")?;
    let text = node.scalar(problems)?;
    if text.is_empty() {
        problems.report(&codes::BAD_VALUE, node.at, "a constant that is nothing: leave the column out");
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

/// Refuses options on columns of a type that they say nothing about.
fn check_options(table: &mut Table<'_>, column: &Column, problems: &mut Problems) {
    let is_money = column.domain == Domain::Money;
    let is_date = matches!(column.domain, Domain::Date | Domain::PartialDate);
    let options = [
        ("repair", holds_bsn(column), "a burgerservicenummer"),
        ("unit", is_money, "money"),
        ("sign-from", is_money, "money"),
        ("date", is_date, "a date"),
    ];
    for (option, fits, noun) in options {
        if let Some(node) = table.take(option).filter(|_| !fits) {
            let message = format!("\"{option}\" is for {noun}, and \"{}\" holds none", column.name);
            problems.report(&codes::DOES_NOT_FIT, node.at, message);
        }
    }
}

/// Tells whether a column holds a burgerservicenummer, itself or by reference.
fn holds_bsn(column: &Column) -> bool {
    let referred = reference(column).map(|(table, place)| table.columns[place].domain);
    column.domain == Domain::Bsn || referred == Some(Domain::Bsn)
}

/// Returns what a target column refers to.
pub(super) fn reference(column: &Column) -> Option<(&'static catalog::Table, usize)> {
    let (table, name) = column.references?;
    let table = catalog::table(table)?;
    table.column(name).map(|(place, _)| (table, place))
}

/// Holds a stated reference against that of the target.
fn refers_to(table: &mut Table<'_>, column: &Column, problems: &mut Problems) {
    let Some(text) = table.take("refers-to").and_then(|node| node.text(problems)) else { return };
    let message = match column.references {
        Some((table, name)) if text.text.split_once('.') == Some((table, name)) => return,
        Some((table, name)) => format!("\"{}\" refers to \"{table}.{name}\"", column.name),
        None => format!("\"{}\" refers to nothing", column.name),
    };
    problems.report(&codes::WRONG_REFERENCE, text.at, message);
}
