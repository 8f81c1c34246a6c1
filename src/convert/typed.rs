//! Texts read by their target's domain, and what is noticed about those that cannot be read.

use std::borrow::Cow;

use super::batch::Cell;
use super::operation::CellMaker;
use super::remark::Remark;
use crate::catalog::{Column, Domain};
use crate::diag::Code;
use crate::diag::codes::{delivery as codes, workbook};
use crate::domain::{Bsn, DateFormat, MonthForm, MonthFormat, Notation};
use crate::mapping::model::{Case, Codes, ColumnIndex, SignFrom, Unit};
use crate::validate::cell::is_sentinel;
use crate::validate::{self, Notations, Value};

/// How constants and translations are written, whatever the delivery does.
pub(super) const TARGET: Notations = Notations {
    amount: Notation::PLAIN,
    unit: Unit::Cent,
    date: DateFormat::YearMonthDay,
    month: MonthForm::Month(MonthFormat::YearMonth),
};

/// A text on its way to a cell.
pub(super) struct Draft<'t> {
    /// The text as it is read.
    pub(super) text: &'t str,
    /// The text as it was delivered.
    pub(super) delivered: &'t str,
    /// The delivered column, where it is from one.
    pub(super) place: Option<ColumnIndex>,
    /// How it is written.
    pub(super) notations: Notations,
    /// Where its sign stands.
    pub(super) sign_from: Option<&'t SignFrom>,
}

impl<'t> Draft<'t> {
    /// A text that the mapping makes, written as the target does.
    pub(super) const fn made(text: &'t str) -> Self {
        Self { text, delivered: text, place: None, notations: TARGET, sign_from: None }
    }
}

impl CellMaker<'_, '_> {
    /// Reads a text by its target's domain.
    pub(super) fn typed(&mut self, draft: &Draft<'_>, column: &Column) -> Cell {
        if draft.text.is_empty() {
            return self.nothing(draft.place, draft.delivered, column);
        }
        let value = match column.domain {
            Domain::Text if column.critical => {
                validate::cell::check_name(draft.text).map(|()| Value::Text(Cow::Borrowed(draft.text)))
            }
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
    fn signed(&mut self, value: i64, sign: &SignFrom, draft: &Draft<'_>, column: &Column) -> Cell {
        let row = self.row;
        let text = row.text(sign.column);
        if let Some(reason) = row.doubt(sign.column) {
            return self.unsure(sign.column, &text, reason, column);
        }
        if let Some(signed) = sign.signed(value, &text) {
            return Cell::Integer(signed);
        }
        let (place, delivered, message) = if value < 0 {
            (draft.place, draft.delivered, "an amount without a sign of its own is expected".to_owned())
        } else {
            let known = [sign.plus.join(", "), sign.minus.join(", ")].join(" or ");
            (Some(sign.column), &*text, format!("a sign is expected: {known}"))
        };
        self.remark(&codes::BAD_CRITICAL, place, delivered, message, column.critical || column.required);
        Cell::Null
    }

    /// A code that nothing translates.
    pub(super) fn untranslated(&mut self, table: &Codes, place: ColumnIndex, delivered: &str, column: &Column) -> Cell {
        let known = table.rows.keys().take(12).map(String::as_str).collect::<Vec<_>>().join(", ");
        self.unfound(&codes::UNMAPPED_CODE, place, delivered, format!("no translation; known: {known}"), column)
    }

    /// A cell of which the workbook does not hold the value.
    pub(super) fn unsure(&mut self, place: ColumnIndex, shown: &str, reason: String, column: &Column) -> Cell {
        let rejects = column.critical || column.required;
        let code = if rejects { &workbook::UNSURE_CRITICAL } else { &workbook::UNSURE_VALUE };
        self.remark(code, Some(place), shown, reason, rejects);
        if column.domain == Domain::SecretFlag { self.secret(Some(place), shown) } else { Cell::Null }
    }

    /// A row for which no case of several holds.
    pub(super) fn no_case(&mut self, cases: &[Case], column: &Column) -> Cell {
        let row = self.row;
        let tested = cases.iter().filter_map(|case| case.condition.as_ref()).flat_map(|condition| &condition.any);
        let Some(test) = tested.flatten().next() else { return self.nothing(None, "", column) };
        let message = format!("no case of {} holds", column.name);
        self.unfound(&codes::UNMAPPED_CODE, test.column, &row.text(test.column), message, column)
    }

    /// Something for which the mapping or the delivery has no value.
    pub(super) fn unfound(
        &mut self,
        code: &'static Code,
        place: ColumnIndex,
        delivered: &str,
        message: String,
        column: &Column,
    ) -> Cell {
        if column.domain == Domain::SecretFlag {
            return self.secret(Some(place), delivered);
        }
        self.remark(code, Some(place), delivered, message, column.critical || column.required);
        Cell::Null
    }

    /// An empty cell: fine, unless the column is required, or tells of secrecy.
    pub(super) fn nothing(&mut self, place: Option<ColumnIndex>, delivered: &str, column: &Column) -> Cell {
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

    /// Notes what is noticed; about a text of another row, also where it was looked up.
    pub(super) fn remark(
        &mut self,
        code: &'static Code,
        column: Option<ColumnIndex>,
        value: &str,
        mut message: String,
        rejects: bool,
    ) {
        if let Some(lookup) = self.looked_up.filter(|lookup| column == Some(lookup.by)) {
            let other = &self.delivery.tables[lookup.table];
            message = format!("{message}; looked up as \"{}\" of \"{}\"", other.columns[lookup.column], other.name);
        }
        self.remarks.add(Remark { code, column, value: value.to_owned(), message, rejects });
    }
}
