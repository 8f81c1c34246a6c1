//! What is noticed while a row is converted.

use std::fmt;

use crate::diag::Code;
use crate::mapping::model::ColumnIndex;

/// What was noticed about one cell.
#[derive(Debug, PartialEq, Eq)]
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

/// A change of a delivered value that the mapping declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change<'m> {
    /// A text that means "nothing" was read as such.
    Emptied,
    /// Nothing was read as the default.
    Defaulted,
    /// A part of the text was taken.
    Parted,
    /// Texts in it were replaced.
    Replaced,
    /// It was put in capitals.
    Capitalised,
    /// Leading zeros were put before a code.
    Widened,
    /// Lost leading zeros were put back.
    Padded,
    /// A cell that is unpivoted became no row.
    Skipped,
    /// A code was translated.
    Translated {
        /// The delivered code.
        from: &'m str,
        /// What it became; empty where it became nothing.
        to: &'m str,
    },
}

impl fmt::Display for Change<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Emptied => out.write_str("read as empty"),
            Self::Defaulted => out.write_str("default filled in"),
            Self::Parted => out.write_str("a part taken"),
            Self::Replaced => out.write_str("replaced"),
            Self::Capitalised => out.write_str("put in capitals"),
            Self::Widened => out.write_str("padded with zeros"),
            Self::Skipped => out.write_str("passed over"),
            Self::Padded => out.write_str("leading zeros put back"),
            Self::Translated { from, to: "" } => write!(out, "\"{from}\" read as empty"),
            Self::Translated { from, to } => write!(out, "\"{from}\" read as \"{to}\""),
        }
    }
}

/// How one value came about, besides what was changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way<'m> {
    /// The delivered column that it was read from, or that named the row that it was looked up in.
    pub column: Option<ColumnIndex>,
    /// The place of the case that held, of several.
    pub case: Option<usize>,
    /// The code that was translated, as the mapping lists it.
    pub code: Option<&'m str>,
}

/// What the cells of one row brought to light, each once, however many target columns a delivered column feeds.
#[derive(Debug, Default)]
pub struct Remarks<'m> {
    /// In the order of the maps and their target's columns.
    pub list: Vec<Remark>,
    /// The columns of the map at hand in which a former code stands.
    pub former: Vec<(ColumnIndex, &'m str)>,
    /// Changes of values.
    pub changes: Vec<(ColumnIndex, Change<'m>)>,
}

impl<'m> Remarks<'m> {
    /// Adds a remark.
    pub fn add(&mut self, remark: Remark) {
        let same = |known: &&mut Remark| {
            known.code == remark.code && known.column == remark.column && known.message == remark.message
        };
        match self.list.iter_mut().find(same) {
            Some(known) => known.rejects |= remark.rejects,
            None => self.list.push(remark),
        }
    }

    /// Adds a change of a value.
    pub fn change(&mut self, column: ColumnIndex, change: Change<'m>) {
        if !self.changes.contains(&(column, change)) {
            self.changes.push((column, change));
        }
    }

    /// Begins another row.
    pub fn clear(&mut self) {
        self.list.clear();
        self.former.clear();
        self.changes.clear();
    }
}
