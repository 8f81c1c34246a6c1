//! The operations of the mapping language, applied to one delivered row.

use std::borrow::Cow;

use super::batch::{Batch, Cell};
use super::condition::is_empty;
use super::remark::{Change, Remark, Remarks};
use crate::catalog::{Column, Domain};
use crate::diag::Code;
use crate::diag::codes::delivery as codes;
use crate::domain::{Bsn, DateFormat, MonthForm, MonthFormat, Notation};
use crate::mapping::model::{Codes, ColumnIndex, ColumnRead, Dialect, Operation, Repair, TemplatePiece, Unit};
use crate::source::Row;
use crate::validate::cell::is_sentinel;
use crate::validate::{self, Notations, Value};

/// How constants and translations are written, whatever the delivery does.
const TARGET: Notations = Notations {
    amount: Notation::PLAIN,
    unit: Unit::Cent,
    date: DateFormat::YearMonthDay,
    month: MonthForm::Month(MonthFormat::YearMonth),
};

/// Makes the cells of one delivered row's target rows.
pub(super) struct CellMaker<'a, 'm> {
    /// The delivered row.
    pub(super) row: &'a Row<'a>,
    /// How it is written.
    pub(super) dialect: &'m Dialect,
    /// Where texts are kept.
    pub(super) batch: &'a mut Batch,
    /// Where is noted what is noticed.
    pub(super) remarks: &'a mut Remarks<'m>,
}

/// A text on its way to a cell.
struct Draft<'t> {
    /// The text as it is read.
    text: &'t str,
    /// The text as it was delivered.
    delivered: &'t str,
    /// The delivered column, where it is from one.
    place: Option<ColumnIndex>,
    notations: Notations,
    sign_from: Option<ColumnIndex>,
}

impl<'m> CellMaker<'_, 'm> {
    /// Makes one value of a target row; what cannot be read becomes nothing, with a remark.
    pub(super) fn make(&mut self, operation: &'m Operation, column: &Column) -> Cell {
        match operation {
            Operation::Constant(text) => self.made(text, column, TARGET),
            Operation::Template(pieces) => {
                let row = self.row;
                let piece = |piece: &'m TemplatePiece| match piece {
                    TemplatePiece::Text(text) => Cow::Borrowed(text.as_str()),
                    TemplatePiece::Column(column) => row.text(*column),
                };
                let text: String = pieces.iter().map(piece).collect();
                self.made(text.trim(), column, TARGET)
            }
            Operation::Column(read) => self.read(read, column),
        }
    }

    fn made(&mut self, text: &str, column: &Column, notations: Notations) -> Cell {
        self.typed(&Draft { text, delivered: text, place: None, notations, sign_from: None }, column)
    }

    fn read(&mut self, read: &'m ColumnRead, column: &Column) -> Cell {
        let row = self.row;
        let delivered = row.text(read.column);
        let mut text = Cow::Borrowed(&*delivered);
        if is_empty(&text, &self.dialect.empty) || is_empty(&text, &read.empty) {
            if !text.is_empty() {
                self.remarks.change(read.column, Change::Emptied);
            }
            let Some(default) = &read.default else { return self.nothing(Some(read.column), &delivered, column) };
            self.remarks.change(read.column, Change::Defaulted);
            text = Cow::Borrowed(default);
        }
        if read.repair == Some(Repair::LeftPad)
            && let Some(padded) = pad(&text)
        {
            self.remarks.change(read.column, Change::Padded);
            let message = format!("{} digits, read with leading zeros", text.len());
            self.remark(&codes::BSN_PADDED, Some(read.column), &delivered, message, false);
            text = Cow::Owned(padded);
        }
        let mut notations = Notations {
            amount: self.dialect.notation,
            unit: read.unit,
            date: read.date.unwrap_or(self.dialect.date),
            month: MonthForm::Month(self.dialect.month),
        };
        if let Some(codes) = &read.codes {
            let Some((from, row)) = codes.rows.get_key_value(&*text) else {
                return self.untranslated(codes, read.column, &delivered, column);
            };
            if row.former {
                self.remarks.former.push((read.column, from));
            }
            if *from != row.to {
                self.remarks.change(read.column, Change::Translated { from, to: &row.to });
            }
            text = Cow::Borrowed(&row.to);
            notations = TARGET;
        }
        let (place, sign_from) = (Some(read.column), read.sign_from);
        self.typed(&Draft { text: &text, delivered: &delivered, place, notations, sign_from }, column)
    }

    /// Reads a text by its target's domain.
    fn typed(&mut self, draft: &Draft<'_>, column: &Column) -> Cell {
        if draft.text.is_empty() {
            return self.nothing(draft.place, draft.delivered, column);
        }
        let value = match column.domain {
            Domain::Text => Ok(Value::Text(Cow::Borrowed(draft.text))),
            domain => validate::read(domain, draft.text, draft.notations),
        };
        match value {
            Ok(Value::Null) => Cell::Null,
            Ok(Value::Text(value)) => {
                self.doubt(draft, column, &value);
                self.batch.keep(&value)
            }
            Ok(Value::Integer(value)) => {
                self.doubt(draft, column, "");
                draft.sign_from.map_or(Cell::Integer(value), |sign| self.signed(value, sign, draft, column))
            }
            Err(_) if column.domain == Domain::SecretFlag => self.secret(draft.place, draft.delivered),
            Err(problem) => {
                let rejects = column.critical || column.required;
                let code = match (rejects, problem.sentinel) {
                    (true, _) => &codes::BAD_CRITICAL,
                    (false, true) => &codes::SENTINEL,
                    (false, false) => &codes::BAD_VALUE,
                };
                let message = format!("{} is expected: {}", problem.expected, problem.reason);
                self.remark(code, draft.place, draft.delivered, message, rejects);
                Cell::Null
            }
        }
    }

    /// Notes values that can be read and are doubtful all the same.
    fn doubt(&mut self, draft: &Draft<'_>, column: &Column, value: &str) {
        match column.domain {
            Domain::Bsn if Bsn::parse(value).is_ok_and(Bsn::is_test_person) => {
                let message = "starts with 9999".to_owned();
                self.remark(&codes::TEST_PERSON, draft.place, draft.delivered, message, false);
            }
            Domain::Text | Domain::Integer if draft.place.is_some() && is_sentinel(draft.text) => {
                let message = "it is kept as it stands".to_owned();
                self.remark(&codes::SENTINEL, draft.place, draft.delivered, message, false);
            }
            _ => {}
        }
    }

    /// Gives an amount the sign that stands in another column; an amount with a sign of its own has two.
    fn signed(&mut self, value: i64, sign: ColumnIndex, draft: &Draft<'_>, column: &Column) -> Cell {
        let row = self.row;
        let text = row.text(sign);
        let (place, delivered, message) = match &*text {
            "+" | "-" if value < 0 => (draft.place, draft.delivered, "an amount without a sign of its own is expected"),
            "+" => return Cell::Integer(value),
            "-" => return Cell::Integer(-value),
            other => (Some(sign), other, "a sign is expected: + or -"),
        };
        self.remark(&codes::BAD_CRITICAL, place, delivered, message.to_owned(), column.critical || column.required);
        Cell::Null
    }

    fn untranslated(&mut self, table: &Codes, place: ColumnIndex, delivered: &str, column: &Column) -> Cell {
        if column.domain == Domain::SecretFlag {
            return self.secret(Some(place), delivered);
        }
        let known = table.rows.keys().take(12).map(String::as_str).collect::<Vec<_>>().join(", ");
        let message = format!("no translation; known: {known}");
        self.remark(&codes::UNMAPPED_CODE, Some(place), delivered, message, column.critical || column.required);
        Cell::Null
    }

    /// An empty cell: fine, unless the column is required, or tells of secrecy.
    fn nothing(&mut self, place: Option<ColumnIndex>, delivered: &str, column: &Column) -> Cell {
        if column.domain == Domain::SecretFlag {
            return self.secret(place, delivered);
        }
        if column.required {
            let message = format!("{} is expected and nothing stands there", column.name);
            self.remark(&codes::REQUIRED_EMPTY, place, delivered, message, true);
        }
        Cell::Null
    }

    fn secret(&mut self, place: Option<ColumnIndex>, delivered: &str) -> Cell {
        let message = "neither yes nor no: taken for secret".to_owned();
        self.remark(&codes::SECRECY_ASSUMED, place, delivered, message, false);
        Cell::Integer(1)
    }

    fn remark(
        &mut self,
        code: &'static Code,
        column: Option<ColumnIndex>,
        value: &str,
        message: String,
        rejects: bool,
    ) {
        self.remarks.add(Remark { code, column, value: value.to_owned(), message, rejects });
    }
}

/// Puts lost leading zeros back, where that makes a BSN.
fn pad(text: &str) -> Option<String> {
    let padded = Bsn::parse_padded(text).ok().filter(|_| text.len() < 9)?;
    Some(padded.expose())
}
