//! The words of the mapping language, each with what it does, an example, and the columns that it fits.
//!
//! The reader asks this registry which options there are and which columns they fit; documentation is made from it. A
//! test holds it against what the reader accepts, so that neither knows a word that the other does not.

use super::operations::reference;
use crate::catalog::{Column, Domain};

pub mod keys;
mod words;

pub use words::WORDS;

/// A word of the language.
#[derive(Debug)]
pub struct Word {
    /// The word, as it is written.
    pub name: &'static str,
    /// Where it belongs.
    pub kind: Kind,
    /// What it does, in English.
    pub english: &'static str,
    /// What it does, in Dutch.
    pub dutch: &'static str,
    /// The target table of the example.
    pub on: &'static str,
    /// A line of a map or of its columns, in TOML.
    pub example: &'static str,
    /// Which target columns it fits.
    pub fits: Fits,
}

/// Where a word belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It says how the value of a column is made; a column has one.
    Operation,
    /// It says more about a text of the delivery; a column may have several. They are carried out in their order.
    Option,
    /// It says how rows are made.
    Map,
    /// It says what must hold for a cell.
    Condition,
}

/// Which target columns a word fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fits {
    /// Every column.
    Anything,
    /// Free text and identifiers.
    FreeText,
    /// Text that may hold letters; any column where a translation follows.
    Letters,
    /// Codes and identifiers that may be digits with leading zeros; any column where a translation follows.
    Digits,
    /// A burgerservicenummer, itself or by reference.
    Bsn,
    /// Money.
    Money,
    /// Dates, whole or partial.
    Date,
    /// Months.
    Month,
    /// Columns that refer to another table.
    Reference,
}

impl Fits {
    /// Tells whether a column is among them, whose text is translated first or not.
    #[must_use]
    pub fn holds(self, column: &Column, translated: bool) -> bool {
        let domain = column.domain;
        match self {
            Self::Anything => true,
            Self::FreeText => domain == Domain::Text,
            Self::Letters => {
                translated || matches!(domain, Domain::Text | Domain::Code(_) | Domain::Postcode | Domain::Iban)
            }
            Self::Digits => translated || matches!(domain, Domain::Text | Domain::Code(_) | Domain::Municipality),
            Self::Bsn => {
                let referred = reference(column).map(|(table, place)| table.columns[place].domain);
                domain == Domain::Bsn || referred == Some(Domain::Bsn)
            }
            Self::Money => domain == Domain::Money,
            Self::Date => matches!(domain, Domain::Date | Domain::PartialDate),
            Self::Month => domain == Domain::Month,
            Self::Reference => column.references.is_some(),
        }
    }

    /// Says what such a column holds.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Anything => "anything",
            Self::FreeText => "free text",
            Self::Letters => "text with letters",
            Self::Digits => "codes of digits",
            Self::Bsn => "a burgerservicenummer",
            Self::Money => "money",
            Self::Date => "a date",
            Self::Month => "a month",
            Self::Reference => "a reference",
        }
    }
}

/// Lists the words of one kind, in order.
pub fn of(kind: Kind) -> impl Iterator<Item = &'static Word> {
    WORDS.iter().filter(move |word| word.kind == kind)
}
