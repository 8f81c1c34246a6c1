//! The operations of the mapping language, applied to one delivered row.

use std::borrow::Cow;

use super::batch::{Batch, Cell};
use super::condition::is_empty;
use crate::catalog::{Column, Domain};
use crate::diag::Code;
use crate::diag::codes::delivery as codes;
use crate::domain::Bsn;
use crate::mapping::model::{ColumnIndex, ColumnRead, Delivery, Operation, Repair, TemplatePiece};
use crate::source::Row;
use crate::validate::{self, Notations, Value};

/// What was noticed about one cell.
#[derive(Debug)]
pub struct Remark {
    /// Which finding.
    pub code: &'static Code,
    /// The delivered column.
    pub column: Option<ColumnIndex>,
    /// The delivered text.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// Whether the row cannot be loaded.
    pub rejects: bool,
}

/// What the cells of one target row brought to light.
#[derive(Debug, Default)]
pub struct Remarks {
    /// In the order of the target's columns.
    pub list: Vec<Remark>,
    /// The columns in which a former code stands.
    pub former: Vec<(ColumnIndex, String)>,
    /// Changes of values: column and kind.
    pub changes: Vec<(ColumnIndex, &'static str)>,
}

impl Remarks {
    /// Adds what another target row of the same delivered row brought to light: a cell that feeds both is told of once.
    pub fn absorb(&mut self, other: Self) {
        for remark in other.list {
            let key = |remark: &Remark| (remark.code.id, remark.column, remark.rejects);
            if remark.column.is_none() || !self.list.iter().any(|known| key(known) == key(&remark)) {
                self.list.push(remark);
            }
        }
        for change in other.changes {
            if !self.changes.contains(&change) {
                self.changes.push(change);
            }
        }
    }
}

/// Makes one value of a target row.
pub fn evaluate(
    operation: &Operation,
    column: &Column,
    row: &Row<'_>,
    delivery: &Delivery,
    batch: &mut Batch,
    remarks: &mut Remarks,
) -> Cell {
    match operation {
        Operation::Constant(text) => typed(text, None, column, delivery, None, row, batch, remarks),
        Operation::Template(pieces) => {
            let text: String = pieces
                .iter()
                .map(|piece| match piece {
                    TemplatePiece::Text(text) => Cow::Borrowed(text.as_str()),
                    TemplatePiece::Column(column) => row.text(*column),
                })
                .collect();
            typed(text.trim(), None, column, delivery, None, row, batch, remarks)
        }
        Operation::Column(read) => read_column(read, column, row, delivery, batch, remarks),
    }
}

fn read_column(
    read: &ColumnRead,
    column: &Column,
    row: &Row<'_>,
    delivery: &Delivery,
    batch: &mut Batch,
    remarks: &mut Remarks,
) -> Cell {
    let delivered = row.text(read.column);
    let mut text = Cow::Borrowed(&*delivered);
    if is_empty(&text, &delivery.empty) || is_empty(&text, &read.empty) {
        if !text.is_empty() {
            remarks.changes.push((read.column, "read as empty"));
        }
        let Some(default) = &read.default else { return nothing(read.column, &delivered, column, remarks) };
        remarks.changes.push((read.column, "default filled in"));
        text = Cow::Borrowed(default);
    }
    if read.repair == Some(Repair::LeftPad)
        && text.len() < 9
        && let Ok(bsn) = Bsn::parse_padded(&text)
    {
        remarks.changes.push((read.column, "leading zeros put back"));
        let message = format!("{} digits, read with leading zeros", text.len());
        remark(remarks, &codes::BSN_PADDED, read.column, &delivered, message, false);
        text = Cow::Owned(bsn.expose());
    }
    if let Some(table) = &read.codes {
        match table.rows.get(&*text) {
            Some(found) => {
                if found.former {
                    remarks.former.push((read.column, text.to_string()));
                }
                text = Cow::Borrowed(found.to.as_str());
                if text.is_empty() {
                    return nothing(read.column, &delivered, column, remarks);
                }
            }
            None if column.domain == Domain::SecretFlag => return secret(read.column, &delivered, remarks),
            None => {
                let known = table.rows.keys().take(12).cloned().collect::<Vec<_>>().join(", ");
                let message = format!("no translation for \"{text}\"; known: {known}");
                remark(remarks, &codes::UNMAPPED_CODE, read.column, &delivered, message, column.critical);
                return Cell::Null;
            }
        }
    }
    let text = text.into_owned();
    typed(&text, Some(read), column, delivery, Some(&delivered), row, batch, remarks)
}

/// Reads a text by its target's domain; what cannot be read becomes NULL with a remark.
#[expect(clippy::too_many_arguments, reason = "one cell with everything that bears on it")]
fn typed(
    text: &str,
    read: Option<&ColumnRead>,
    column: &Column,
    delivery: &Delivery,
    delivered: Option<&str>,
    row: &Row<'_>,
    batch: &mut Batch,
    remarks: &mut Remarks,
) -> Cell {
    if text.is_empty() {
        return Cell::Null;
    }
    if column.domain == Domain::Text {
        return batch.keep(text);
    }
    let notations = Notations {
        amount: delivery.notation,
        unit: read.map(|read| read.unit).unwrap_or_default(),
        date: read.and_then(|read| read.date).unwrap_or(delivery.date),
        month: delivery.month,
    };
    let place = read.map(|read| read.column);
    let delivered = delivered.unwrap_or(text);
    match validate::read(column.domain, text, &notations) {
        Ok(Value::Null) => Cell::Null,
        Ok(Value::Text(value)) => {
            if column.domain == Domain::Bsn && Bsn::parse(&value).is_ok_and(Bsn::is_test_person) {
                let message = "starts with 9999".to_owned();
                push(remarks, &codes::TEST_PERSON, place, delivered, message, false);
            }
            batch.keep(&value)
        }
        Ok(Value::Integer(value)) => match read.and_then(|read| read.sign_from) {
            Some(sign) => signed(value, sign, column, row, remarks),
            None => Cell::Integer(value),
        },
        Err(problem) => {
            let code = match (column.critical, problem.sentinel) {
                (true, _) => &codes::BAD_CRITICAL,
                (false, true) => &codes::SENTINEL,
                (false, false) => &codes::BAD_VALUE,
            };
            let message = format!("{} is expected: {}", problem.expected, problem.reason);
            if column.domain == Domain::SecretFlag {
                return secret(place.unwrap_or_default(), delivered, remarks);
            }
            push(remarks, code, place, delivered, message, column.critical);
            Cell::Null
        }
    }
}

fn signed(value: i64, sign: ColumnIndex, column: &Column, row: &Row<'_>, remarks: &mut Remarks) -> Cell {
    match &*row.text(sign) {
        "+" => Cell::Integer(value),
        "-" => Cell::Integer(-value),
        other => {
            let message = "a sign is expected: + or -".to_owned();
            remark(remarks, &codes::BAD_CRITICAL, sign, other, message, column.critical);
            Cell::Null
        }
    }
}

/// An empty cell: fine, unless the column is required, or tells of secrecy.
fn nothing(place: ColumnIndex, delivered: &str, column: &Column, remarks: &mut Remarks) -> Cell {
    if column.domain == Domain::SecretFlag {
        return secret(place, delivered, remarks);
    }
    if column.required {
        let message = format!("{} is expected and nothing stands there", column.name);
        remark(remarks, &codes::REQUIRED_EMPTY, place, delivered, message, true);
    }
    Cell::Null
}

fn secret(place: ColumnIndex, delivered: &str, remarks: &mut Remarks) -> Cell {
    let message = "neither yes nor no: taken for secret".to_owned();
    remark(remarks, &codes::SECRECY_ASSUMED, place, delivered, message, false);
    Cell::Integer(1)
}

fn remark(remarks: &mut Remarks, code: &'static Code, place: ColumnIndex, value: &str, message: String, rejects: bool) {
    push(remarks, code, Some(place), value, message, rejects);
}

fn push(
    remarks: &mut Remarks,
    code: &'static Code,
    column: Option<ColumnIndex>,
    value: &str,
    message: String,
    rejects: bool,
) {
    remarks.list.push(Remark { code, column, value: value.to_owned(), message, rejects });
}
