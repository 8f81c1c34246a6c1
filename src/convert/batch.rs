//! What comes of a block of delivered rows.

use std::collections::BTreeMap;

use crate::diag::{Code, Finding};
use crate::domain::{Month, Origin};
use crate::mapping::model::DestinationIndex;

/// Converted rows in the order of the file, and everything that was noticed on the way.
#[derive(Debug, Default)]
pub struct Batch {
    /// The rows to load.
    pub rows: Vec<ConvertedRow>,
    /// Their target rows.
    pub targets: Vec<TargetRow>,
    /// The cells of the target rows, as many per row as the target table has columns.
    pub cells: Vec<Cell>,
    /// The texts of the cells.
    pub text: String,
    /// Rows that cannot be loaded.
    pub rejections: Vec<Rejection>,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// What names the rows that belong to no case, for rows that follow them.
    pub without_case: Vec<String>,
    /// The fates that are settled: filtered and rejected rows.
    pub tally: Tally,
}

impl Batch {
    /// Returns the target rows of a converted row.
    #[must_use]
    pub fn targets_of(&self, row: &ConvertedRow) -> &[TargetRow] {
        &self.targets[row.first_target..row.first_target + row.targets]
    }

    /// Returns the cells of a target row.
    #[must_use]
    pub fn cells_of(&self, target: &TargetRow) -> &[Cell] {
        &self.cells[target.first_cell..target.first_cell + target.columns]
    }

    /// Keeps a text and returns the cell that stands for it.
    pub fn keep(&mut self, text: &str) -> Cell {
        let start = self.text.len();
        self.text.push_str(text);
        Cell::Text { start, length: text.len() }
    }
}

/// One delivered row that can be loaded.
#[derive(Clone, Debug)]
pub struct ConvertedRow {
    /// Where it was delivered.
    pub origin: Origin,
    /// The destinations, one bit each by their place in the mapping.
    pub destinations: u32,
    /// Where and when it counts.
    pub key: FateKey,
    /// The cents in its amount columns, without sign.
    pub cents: i64,
    /// The place of its first target row in [`Batch::targets`].
    pub first_target: usize,
    /// How many target rows it has.
    pub targets: usize,
}

/// One row for one target table.
#[derive(Clone, Copy, Debug)]
pub struct TargetRow {
    /// Which of the table's maps made it.
    pub map: usize,
    /// The part in its key.
    pub part: u8,
    /// The place of its first cell in [`Batch::cells`].
    pub first_cell: usize,
    /// How many cells it has.
    pub columns: usize,
    /// The digest of the record.
    pub digest: u128,
}

/// One value of a target row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// Cents, a count or a flag.
    Integer(i64),
    /// Text, in [`Batch::text`].
    Text {
        /// Where it begins.
        start: usize,
        /// How long it is, in bytes.
        length: usize,
    },
}

impl Cell {
    /// Returns the text of a cell that has one.
    #[must_use]
    pub fn text(self, texts: &str) -> Option<&str> {
        match self {
            Self::Text { start, length } => texts.get(start..start + length),
            Self::Null | Self::Integer(_) => None,
        }
    }
}

/// A delivered row that was not loaded, and why.
#[derive(Clone, Debug)]
pub struct Rejection {
    /// Where it was delivered.
    pub origin: Origin,
    /// Why.
    pub code: &'static Code,
    /// The heading to blame.
    pub column: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What names the row, as delivered.
    pub key: String,
    /// The case that it belongs to, where known.
    pub case: Option<String>,
    /// The row as delivered.
    pub raw: Vec<u8>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It stands in a target.
    Loaded,
    /// It added to a person who was there already.
    Merged,
    /// A named decision or rule left it out: a place in the list of filters.
    Filtered(u16),
    /// It could not be loaded.
    Rejected,
}

impl Fate {
    /// Returns the fate's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Loaded => "loaded",
            Self::Merged => "merged",
            Self::Filtered(_) => "filtered",
            Self::Rejected => "rejected",
        }
    }
}

/// Where a row belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// With a municipality.
    Destination(DestinationIndex),
    /// Where it was.
    StaysBehind,
    /// Unknown.
    Nowhere,
}

/// Where and when a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FateKey {
    /// Where it belongs.
    pub place: Place,
    /// The month that it concerns.
    pub month: Option<Month>,
}

/// Rows and cents by fate, place and month; and changes of values.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Rows and cents.
    pub fates: BTreeMap<(Fate, FateKey), (i64, i128)>,
    /// Rows in which a value was changed, by heading and kind of change.
    pub changes: BTreeMap<(String, String), i64>,
}

impl Tally {
    /// Counts a row, or takes it off where `rows` is negative.
    pub fn count(&mut self, fate: Fate, key: FateKey, rows: i64, cents: i64) {
        let entry = self.fates.entry((fate, key)).or_default();
        entry.0 += rows;
        entry.1 += i128::from(rows) * i128::from(cents);
    }

    /// Counts rows in which a value was changed.
    pub fn change(&mut self, heading: &str, change: &str, rows: i64) {
        *self.changes.entry((heading.to_owned(), change.to_owned())).or_default() += rows;
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Self) {
        for (key, (rows, cents)) in other.fates {
            let entry = self.fates.entry(key).or_default();
            entry.0 += rows;
            entry.1 += cents;
        }
        for (key, rows) in other.changes {
            *self.changes.entry(key).or_default() += rows;
        }
    }
}
