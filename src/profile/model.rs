//! A profile: what was seen in each delivered file or sheet.

use crate::domain::{DateFormat, MonthForm, Notation};
use crate::mapping::model::Encoding;

/// What was seen in a delivery, one entry per delimited file or sheet, in order of their names.
#[derive(Debug, Default)]
pub struct Profile {
    /// The files and sheets with rows.
    pub tables: Vec<TableProfile>,
    /// Files that hold no table, each with the reason.
    pub others: Vec<(String, String)>,
    /// How many of those could not be read, and may hold a table.
    pub unreadable: usize,
}

/// What was seen in one file or sheet.
#[derive(Debug)]
pub struct TableProfile {
    /// The file's name, or `[book.xlsx]Sheet`.
    pub name: String,
    /// Its size in bytes; of a sheet that of its workbook.
    pub bytes: u64,
    /// How it seems to be written.
    pub form: GuessedForm,
    /// How its dates seem to be written, where there are any.
    pub date: Option<DateFormat>,
    /// How its months seem to be written, where there are any.
    pub month: Option<MonthForm>,
    /// How its amounts seem to be written, where there are any.
    pub notation: Option<Notation>,
    /// What these guesses rest on, a sentence each.
    pub evidence: Vec<String>,
    /// The rows under the headings, without a totals line.
    pub rows: u64,
    /// The totals line at the end, where there is one: its first cell.
    pub footer: Option<String>,
    /// The columns, in their order.
    pub columns: Vec<ColumnProfile>,
    /// Sets of columns that no two rows share and no row lacks, the smallest first, as places in `columns`. Amounts,
    /// names and free text are never in them, dates never alone, and none is told of fewer than two rows.
    pub keys: Vec<Vec<usize>>,
    /// What is doubtful about the table as a whole.
    pub doubts: Vec<String>,
}

/// How a table seems to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuessedForm {
    /// Delimited text.
    Delimited {
        /// The byte between cells.
        delimiter: u8,
        /// The encoding.
        encoding: Encoding,
    },
    /// A sheet of a workbook, with its headings in a row, counted from 1.
    Sheet {
        /// The workbook's file name.
        book: String,
        /// The sheet's name.
        sheet: String,
        /// The row of the headings.
        heading_row: u32,
    },
}

/// What was seen in one column. Texts are trimmed.
#[derive(Debug)]
pub struct ColumnProfile {
    /// The heading.
    pub heading: String,
    /// What its filled cells seem to hold.
    pub kind: Kind,
    /// How many filled cells look like each kind that was met, most first.
    pub kinds: Vec<(Kind, u64)>,
    /// How many cells hold something.
    pub filled: u64,
    /// How many cells hold nothing.
    pub empty: u64,
    /// How many different texts there are.
    pub distinct: Distinct,
    /// The fewest characters of a filled cell.
    pub shortest: usize,
    /// The most characters of a filled cell.
    pub longest: usize,
    /// The shapes of texts, most first: `9` is a digit, `A` and `a` letters, others stand for themselves; runs of
    /// digits and letters longer than four are written `9{8}`.
    pub patterns: Vec<(String, u64)>,
    /// The texts that stand in five rows or more, most first; where there are few different texts, all of those. Where
    /// `distinct` is not exact the counts are lower bounds. Numbers of persons, accounts and names are never among them.
    pub common: Vec<(String, u64)>,
    /// How many different texts stand in fewer than five rows; they are never shown. Where `distinct` is not exact, how
    /// many there were when they no longer fitted.
    pub rare: u64,
    /// The lowest and highest amount, date, month or number among `common`, as delivered, where the kind has an order.
    pub range: Option<(String, String)>,
    /// What is doubtful, a sentence each with counts.
    pub doubts: Vec<String>,
}

/// How many different texts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distinct {
    /// Counted.
    Exactly(u64),
    /// More than memory was spent on.
    MoreThan(u64),
}

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nothing in any row.
    Empty,
    /// Two values such as `J` and `N`, `ja` and `nee`, `0` and `1`.
    Flag,
    /// One of a few short texts.
    Code,
    /// A burgerservicenummer, by its check, also where zeros were lost.
    Bsn,
    /// An IBAN, by its check.
    Iban,
    /// A Dutch postcode.
    Postcode,
    /// A code of a Dutch municipality.
    Municipality,
    /// A date, whole or partial.
    Date,
    /// A month.
    Month,
    /// An amount with decimals or marks of thousands.
    Amount,
    /// A whole number.
    Integer,
    /// Any other text.
    Text,
}
