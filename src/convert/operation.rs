//! The operations of the mapping language, applied to one delivered row.

use std::borrow::Cow;

use super::batch::{Batch, Cell};
use super::condition::{self, is_empty};
use super::lookups::{Found, Lookups};
use super::remark::{Change, Remarks, Way};
use super::steps;
use super::typed::{Draft, TARGET};
use crate::catalog::Column;
use crate::diag::codes::delivery as codes;
use crate::domain::{Bsn, MonthForm};
use crate::mapping::model::{
    Case, ColumnIndex, ColumnRead, DeliveredTable, Delivery, Dialect, Draw, Lookup, Operation, Repair, TemplatePiece,
};
use crate::source::Row;
use crate::validate::Notations;

/// Makes the cells of one delivered row's target rows.
pub(super) struct CellMaker<'a, 'm> {
    /// The delivered row.
    pub(super) row: &'a Row<'a>,
    /// The table that it belongs to.
    pub(super) table: &'m DeliveredTable,
    /// The delivery, for how looked-up texts are written.
    pub(super) delivery: &'m Delivery,
    /// What can be looked up.
    pub(super) lookups: &'a Lookups,
    /// The column that is unpivoted in the target row at hand.
    pub(super) unpivoted: Option<ColumnIndex>,
    /// Where the text at hand was looked up.
    pub(super) looked_up: Option<&'m Lookup>,
    /// How the value at hand comes about.
    pub(super) way: Way<'m>,
    /// Where texts are kept.
    pub(super) batch: &'a mut Batch,
    /// Where is noted what is noticed.
    pub(super) remarks: &'a mut Remarks<'m>,
}

/// A text of the delivery, as it was delivered.
struct Drawn<'t, 'm> {
    text: &'t str,
    /// The delivered column of the row at hand that it comes from, or that names the row that it comes from.
    place: ColumnIndex,
    /// How it is written.
    dialect: &'m Dialect,
}

impl<'m> CellMaker<'_, 'm> {
    /// Makes one value of a target row; what cannot be read becomes nothing, with a remark.
    pub(super) fn make(&mut self, operation: &'m Operation, column: &Column) -> Cell {
        match operation {
            Operation::Constant(text) => self.typed(&Draft::made(text), column),
            Operation::Template(pieces) => {
                let row = self.row;
                if let Some((place, reason)) =
                    pieces.iter().find_map(|piece| piece.column_with(|place| row.doubt(place)))
                {
                    return self.unsure(place, &row.text(place), reason, column);
                }
                let piece = |piece: &'m TemplatePiece| match piece {
                    TemplatePiece::Text(text) => Cow::Borrowed(text.as_str()),
                    TemplatePiece::Column(column) => row.text(*column),
                };
                let text: String = pieces.iter().map(piece).collect();
                self.typed(&Draft::made(text.trim()), column)
            }
            Operation::Column(read) => self.read(read, column),
            Operation::When(cases) => self.by_case(cases, column),
        }
    }

    fn by_case(&mut self, cases: &'m [Case], column: &Column) -> Cell {
        let (row, dialect) = (self.row, &self.table.dialect);
        for (number, Case { condition, operation }) in cases.iter().enumerate() {
            let tests = condition.iter().flat_map(|condition| condition.any.iter().flatten());
            let mut unsure = tests.filter_map(|test| Some((test.column, row.doubt(test.column)?)));
            if let Some((place, reason)) = unsure.next() {
                return self.unsure(place, &row.text(place), reason, column);
            }
            if condition.as_ref().is_none_or(|condition| condition::holds(condition, row, dialect)) {
                self.way.case = Some(number);
                return self.make(operation, column);
            }
        }
        self.no_case(cases, column)
    }

    fn read(&mut self, read: &'m ColumnRead, column: &Column) -> Cell {
        match &read.from {
            Draw::Column(place) => self.cell(*place, read, column),
            Draw::FirstOf(places) => match self.first_of(places, read) {
                Some(place) => self.cell(place, read, column),
                None => self.nothing(None, "", column),
            },
            Draw::Lookup(lookup) => self.look_up(lookup, read, column),
            Draw::Value | Draw::Heading => {
                let Some(place) = self.unpivoted else { return self.nothing(None, "", column) };
                if read.from == Draw::Value {
                    return self.cell(place, read, column);
                }
                let (text, dialect) = (self.table.columns[place].as_str(), &self.table.dialect);
                self.finish(&Drawn { text, place, dialect }, read, column)
            }
        }
    }

    fn cell(&mut self, place: ColumnIndex, read: &'m ColumnRead, column: &Column) -> Cell {
        let row = self.row;
        let text = row.text(place);
        if let Some(reason) = row.doubt(place) {
            return self.unsure(place, &text, reason, column);
        }
        self.finish(&Drawn { text: &text, place, dialect: &self.table.dialect }, read, column)
    }

    /// Returns the first of several columns of which anything is left, or the first of all where nothing is.
    fn first_of(&mut self, places: &[ColumnIndex], read: &ColumnRead) -> Option<ColumnIndex> {
        let row = self.row;
        let taken = places.iter().position(|place| self.is_filled(*place, read));
        for place in places.iter().take(taken.unwrap_or_default()) {
            if !row.text(*place).is_empty() {
                self.remarks.change(*place, Change::Emptied);
            }
        }
        places.get(taken.unwrap_or_default()).copied()
    }

    /// Tells whether anything is left of a cell.
    fn is_filled(&self, place: ColumnIndex, read: &ColumnRead) -> bool {
        let (row, dialect) = (self.row, &self.table.dialect);
        let text = row.text(place);
        // What a workbook does not hold is no reason to take another cell: it is found.
        if row.doubt(place).is_some() {
            return true;
        }
        if is_empty(&text, &dialect.empty) {
            return false;
        }
        let made = read.steps.iter().fold(text, |text, step| match steps::carry_out(step, &text) {
            Some((made, _)) => Cow::Owned(made),
            None => text,
        });
        !means_nothing(&made, dialect, read)
    }

    fn look_up(&mut self, lookup: &'m Lookup, read: &'m ColumnRead, column: &Column) -> Cell {
        let (row, lookups) = (self.row, self.lookups);
        let (place, other) = (lookup.by, &self.delivery.tables[lookup.table]);
        let key = row.text(place);
        if let Some(reason) = row.doubt(place) {
            return self.unsure(place, &key, reason, column);
        }
        if is_empty(&key, &self.table.dialect.empty) {
            return self.finish(&Drawn { text: &key, place, dialect: &self.table.dialect }, read, column);
        }
        let (code, message) = match lookups.find(lookup, &key) {
            Found::Text(text) => {
                self.looked_up = Some(lookup);
                let cell = self.finish(&Drawn { text, place, dialect: &other.dialect }, read, column);
                self.looked_up = None;
                return cell;
            }
            Found::Nothing => (&codes::NOT_LOOKED_UP, format!("no row of \"{}\" has it", other.name)),
            Found::Unsure => {
                let wanted = &other.columns[lookup.column];
                (&codes::NOT_LOOKED_UP, format!("the workbook does not hold its \"{wanted}\" of \"{}\"", other.name))
            }
            Found::Several => {
                let wanted = &other.columns[lookup.column];
                (&codes::TWO_LOOKED_UP, format!("rows of \"{}\" with it differ in \"{wanted}\"", other.name))
            }
        };
        self.unfound(code, place, &key, message, column)
    }

    /// Carries out the options of a text, in their order.
    fn finish(&mut self, drawn: &Drawn<'_, 'm>, read: &'m ColumnRead, column: &Column) -> Cell {
        let (place, dialect) = (drawn.place, drawn.dialect);
        self.way.column = Some(place);
        let mut text = Cow::Borrowed(drawn.text);
        if !is_empty(&text, &dialect.empty) {
            for step in &read.steps {
                if let Some((made, change)) = steps::carry_out(step, &text) {
                    self.remarks.change(place, change);
                    text = Cow::Owned(made);
                }
            }
        }
        if means_nothing(&text, dialect, read) {
            if !text.is_empty() {
                self.remarks.change(place, Change::Emptied);
            }
            let Some(default) = &read.default else { return self.nothing(Some(place), drawn.text, column) };
            self.remarks.change(place, Change::Defaulted);
            text = Cow::Borrowed(default);
        }
        if let Some(widened) = read.pad.and_then(|width| steps::widened(&text, width)) {
            self.remarks.change(place, Change::Widened);
            text = Cow::Owned(widened);
        }
        if read.repair == Some(Repair::LeftPad)
            && let Some(padded) = pad(&text)
        {
            self.remarks.change(place, Change::Padded);
            let message = format!("{} digits, read with leading zeros", text.len());
            self.remark(&codes::BSN_PADDED, Some(place), drawn.text, message, false);
            text = Cow::Owned(padded);
        }
        let mut notations = Notations {
            amount: dialect.notation,
            unit: read.unit,
            date: read.date.unwrap_or(dialect.date),
            month: read.month.unwrap_or(MonthForm::Month(dialect.month)),
        };
        if let Some(codes) = &read.codes {
            let Some((from, row)) = codes.rows.get_key_value(&*text) else {
                return self.untranslated(codes, place, drawn.text, column);
            };
            self.way.code = Some(from);
            if row.former {
                self.remarks.former.push((place, from));
            }
            if *from != row.to {
                self.remarks.change(place, Change::Translated { from, to: &row.to });
            }
            text = Cow::Borrowed(&row.to);
            notations = TARGET;
        }
        let (place, sign_from) = (Some(place), read.sign_from.as_ref());
        let draft = Draft { text: &text, delivered: drawn.text, place, notations, sign_from };
        self.typed(&draft, column)
    }
}

/// Tells whether a text says nothing in a column.
fn means_nothing(text: &str, dialect: &Dialect, read: &ColumnRead) -> bool {
    is_empty(text, &dialect.empty) || is_empty(text, &read.empty)
}

/// Puts lost leading zeros back, where that makes a BSN.
fn pad(text: &str) -> Option<String> {
    let padded = Bsn::parse_padded(text).ok().filter(|_| text.len() < 9)?;
    Some(padded.expose())
}
