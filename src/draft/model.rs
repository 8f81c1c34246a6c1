//! A drafted mapping: what is proposed, how sure each part of it is, and what is left open.

use crate::catalog::Table;
use crate::domain::{Date, DateFormat, MonthForm, MonthFormat, Notation};
use crate::mapping::model::Encoding;
use crate::profile::model::{ColumnProfile, TableProfile};

/// A first mapping, to be finished by hand.
#[derive(Debug)]
pub struct Draft<'p> {
    /// The shared service that is left.
    pub service: String,
    /// The first day on which the destinations pay, where it was said.
    pub cutover: Option<Date>,
    /// How most of the delivery is written.
    pub dialect: Dialect,
    /// The control file, where one was found.
    pub control: Option<Control>,
    /// The delivered tables, in the order of what they fill.
    pub tables: Vec<Delivered<'p>>,
    /// The table of cases, a place in `tables`.
    pub cases: Option<Cases>,
    /// The municipalities that cases belong to.
    pub places: Vec<Place>,
    /// How many further values stand in too few rows to be shown.
    pub hidden_places: u64,
    /// How rows become rows of the target, in the order of the target.
    pub maps: Vec<Map>,
    /// Where the facts of the promise stand.
    pub promise: Promise,
    /// Files that hold no table, each with the reason.
    pub others: &'p [(String, String)],
}

/// How cells are written, as far as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The kind of file.
    pub form: Form,
    /// How dates are written.
    pub date: Option<DateFormat>,
    /// How months are written.
    pub month: Option<MonthFormat>,
    /// How amounts are written.
    pub notation: Option<Notation>,
}

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Delimited text.
    Delimited {
        /// The byte between cells.
        delimiter: u8,
        /// The encoding.
        encoding: Encoding,
    },
    /// A sheet of a workbook.
    Workbook,
}

/// A control file and its headings.
#[derive(Debug)]
pub struct Control {
    /// Its name.
    pub file: String,
    /// Its headings over file, count, column and total, in this order.
    pub headings: [String; 4],
}

/// One delivered table.
#[derive(Debug)]
pub struct Delivered<'p> {
    /// Its name in the mapping.
    pub name: String,
    /// What was seen in it; in the largest, where several files have these headings.
    pub profile: &'p TableProfile,
    /// The names of its files.
    pub delivered: Vec<&'p str>,
    /// Patterns of its file names.
    pub files: Vec<String>,
    /// How it is written.
    pub dialect: Dialect,
    /// The columns that name a row, as places.
    pub key: Vec<usize>,
    /// Where its rows go.
    pub routing: Routing,
    /// The places of headings that nothing reads.
    pub open: Vec<usize>,
}

impl<'p> Delivered<'p> {
    /// Returns what was seen in a column.
    #[must_use]
    pub fn column(&self, place: usize) -> &'p ColumnProfile {
        &self.profile.columns[place]
    }

    /// Returns the heading of a column.
    #[must_use]
    pub fn heading(&self, place: usize) -> &'p str {
        &self.column(place).heading
    }
}

/// The table of cases.
#[derive(Clone, Copy, Debug)]
pub struct Cases {
    /// The table, a place in [`Draft::tables`].
    pub table: usize,
    /// The place of the case's number.
    pub case: usize,
    /// The place of the municipality.
    pub place: usize,
}

/// Where the rows of a table go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Routing {
    /// It is the table of cases, and goes by a column.
    Cases {
        /// The place of the municipality.
        column: usize,
    },
    /// It follows another table.
    Via {
        /// The place of that table in [`Draft::tables`].
        table: usize,
        /// The place of the column that names a row there.
        on: usize,
        /// The places there of the columns that may hold it, where its heading is another or there are several.
        matching: Vec<usize>,
    },
    /// Everyone gets it.
    Everywhere,
    /// Nothing says where.
    Unknown,
}

/// Cases that go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// A name for the destination.
    pub name: String,
    /// The municipality's name, where the target knows it.
    pub municipality: Option<&'static str>,
    /// The texts that name it in the delivery.
    pub texts: Vec<String>,
    /// How many cases.
    pub cases: u64,
}

/// How the rows of one delivered table become rows of a target table.
#[derive(Debug)]
pub struct Map {
    /// The delivered table, a place in [`Draft::tables`].
    pub from: usize,
    /// The target table.
    pub to: &'static Table,
    /// The target column on which several rows describe one thing.
    pub merge_on: Option<&'static str>,
    /// The place of a column that must hold something, and why.
    pub present: Option<(usize, &'static str)>,
    /// The columns of which each becomes a row, with the kind of component that each is.
    pub unpivot: Vec<(usize, &'static str)>,
    /// The lines, in order of the target's columns.
    pub lines: Vec<Line>,
}

impl Map {
    /// Returns the delivered column that a target column is read from.
    #[must_use]
    pub fn heading(&self, column: &str) -> Option<usize> {
        let line = self.line(column)?;
        if let Source::Column(read) = &line.source { Some(read.heading) } else { None }
    }

    /// Returns the line of a target column.
    #[must_use]
    pub fn line(&self, column: &str) -> Option<&Line> {
        let (place, _) = self.to.column(column)?;
        self.lines.iter().find(|line| line.target == place)
    }

    /// Lists the target columns without a line.
    pub fn unfilled(&self) -> impl Iterator<Item = &'static crate::catalog::Column> {
        let columns = self.to.columns.iter().enumerate();
        columns.filter(|(place, _)| !self.lines.iter().any(|line| line.target == *place)).map(|(_, column)| column)
    }
}

/// How one target column is made.
#[derive(Debug)]
pub struct Line {
    /// The place in the target table's columns.
    pub target: usize,
    /// From what.
    pub source: Source,
    /// How sure that is.
    pub sureness: Sureness,
    /// What that rests on, in a few words.
    pub because: String,
    /// What is to be decided or looked up, where anything is.
    pub todo: Option<String>,
}

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// Name and cells say the same.
    Sure,
    /// A name that is used for it.
    Likely,
    /// Something must be it, and this could be.
    Guess,
}

/// From what a target column is made.
#[derive(Debug)]
pub enum Source {
    /// A delivered cell.
    Column(Read),
    /// The same value in every row.
    Constant(String),
    /// A cell of the row of another table.
    Lookup {
        /// The table, a place in [`Draft::tables`].
        table: usize,
        /// The place of the column of this table that names the other row.
        by: usize,
        /// The place there of the column that must hold the same.
        matching: usize,
        /// The place there of the column with the value.
        column: usize,
    },
    /// The heading over an unpivoted cell, translated.
    UnpivotedHeading(Vec<(String, String)>),
    /// An unpivoted cell.
    UnpivotedValue,
}

/// A delivered cell, and what is done to it.
#[derive(Debug, Default)]
pub struct Read {
    /// The place of the column.
    pub heading: usize,
    /// The mark between pieces, and the number of the piece that is meant.
    pub piece: Option<(char, u8)>,
    /// The texts that mean nothing.
    pub empty: Vec<String>,
    /// Up to how many digits zeros are put before.
    pub pad: Option<usize>,
    /// Whether lost zeros are put back.
    pub left_pad: bool,
    /// A translation.
    pub codes: Option<Translation>,
    /// Whether amounts are whole cents.
    pub cents: bool,
    /// Where the sign stands.
    pub sign: Option<Sign>,
    /// How months are told here.
    pub month: Option<MonthForm>,
}

/// A translation, as far as it could be proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translation {
    /// What was seen, with the target's value in TOML.
    pub known: Vec<(String, String)>,
    /// What was seen and is not understood, with the number of rows.
    pub unknown: Vec<(String, u64)>,
    /// How many further texts stand in too few rows to be shown.
    pub rare: u64,
    /// Whether some of what is known was guessed from a few letters.
    pub is_guess: bool,
}

/// Where the sign of an amount stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The place of the column.
    pub column: usize,
    /// The texts that leave an amount as it is.
    pub plus: Vec<String>,
    /// The texts that turn it around.
    pub minus: Vec<String>,
}

/// The facts of the promise, as places in [`Draft::maps`].
#[derive(Debug, Default)]
pub struct Promise {
    /// The map of payments.
    pub payments: Option<usize>,
    /// The map of the calendar.
    pub calendar: Option<usize>,
    /// The map of cases.
    pub cases: Option<usize>,
    /// The map of payees.
    pub payees: Option<usize>,
    /// The map of reserved holiday allowance.
    pub reserve: Option<usize>,
    /// The maps whose amounts must arrive as they were.
    pub balances: Vec<usize>,
}

impl Draft<'_> {
    /// Counts the headings that a target column is read from, and those that nothing reads.
    #[must_use]
    pub fn headings(&self) -> (usize, usize) {
        let all: usize = self.tables.iter().map(|table| table.profile.columns.len()).sum();
        let open: usize = self.tables.iter().map(|table| table.open.len()).sum();
        (all - open, open)
    }
}
