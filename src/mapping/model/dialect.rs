//! How the cells of a delivered table are written, and in what kind of file.

use crate::domain::{DateFormat, MonthFormat, Notation};

/// How a delivered table is written.
#[derive(Clone, Debug)]
pub struct Dialect {
    /// In what kind of file.
    pub form: Form,
    /// How dates are written.
    pub date: DateFormat,
    /// How months are written.
    pub month: MonthFormat,
    /// How amounts are written.
    pub notation: Notation,
    /// Texts that mean "nothing".
    pub empty: Vec<String>,
}

impl Dialect {
    /// Tells whether a text is nothing, or means it.
    #[must_use]
    pub fn means_nothing(&self, text: &str) -> bool {
        text.is_empty() || self.empty.iter().any(|known| known == text)
    }
}

/// The kind of file that a table is delivered in.
#[derive(Clone, Debug)]
pub enum Form {
    /// Text with a delimiter between cells.
    Delimited(Delimited),
    /// A sheet of a workbook: `.xlsx`, `.xlsb`, `.xls` or `.ods`.
    Workbook(Sheet),
}

/// How delimited text is written.
#[derive(Clone, Copy, Debug)]
pub struct Delimited {
    /// The byte between cells.
    pub delimiter: u8,
    /// The byte around cells that hold the delimiter.
    pub quote: u8,
    /// The declared encoding.
    pub encoding: Encoding,
}

/// Which sheet of a workbook holds a table, and how.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Which one.
    pub choice: SheetChoice,
    /// Whether the value of a merged cell holds for each of the cells that it covers.
    pub repeat_merged: bool,
}

/// Which sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetChoice {
    /// The only one that there is.
    Only,
    /// The one of this name.
    Named(String),
    /// The one at this place, from 1.
    Numbered(usize),
}

/// The encodings that a delivery can declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `utf-8`, with or without a byte order mark.
    Utf8,
    /// `utf-16le`, with or without a byte order mark.
    Utf16Le,
    /// `utf-16be`, with or without a byte order mark.
    Utf16Be,
    /// `windows-1252`; the five bytes that it leaves undefined are errors.
    Windows1252,
}

impl Encoding {
    /// Every encoding with the name that a mapping gives it.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("utf-8", Self::Utf8),
        ("utf-16le", Self::Utf16Le),
        ("utf-16be", Self::Utf16Be),
        ("windows-1252", Self::Windows1252),
    ];
}
