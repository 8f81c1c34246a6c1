//! Dates as delivered and as kept, whole and partial.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A calendar date.
pub type Date = jiff::civil::Date;

/// The order and separators in which a delivery writes dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFormat {
    /// `dd-mm-yyyy`
    DayMonthYear,
    /// `yyyy-mm-dd`
    YearMonthDay,
    /// `yyyymmdd`
    Compact,
}

impl DateFormat {
    /// Every format with the name that a mapping gives it.
    pub const NAMES: [(&'static str, Self); 3] =
        [("dd-mm-yyyy", Self::DayMonthYear), ("yyyy-mm-dd", Self::YearMonthDay), ("yyyymmdd", Self::Compact)];

    /// Reads a whole date that exists.
    ///
    /// # Errors
    /// Says whether the shape or the day is wrong.
    pub fn parse(self, text: &str) -> Result<Date, DateError> {
        let (year, month, day) = self.split(text)?;
        Date::new(year, month, day).map_err(|_| DateError::NoSuchDay)
    }

    /// Reads a date of which the day, or day and month, or all may be zero: unknown.
    ///
    /// # Errors
    /// Says whether the shape or the day is wrong.
    pub fn parse_partial(self, text: &str) -> Result<PartialDate, DateError> {
        let (year, month, day) = self.split(text)?;
        let known = match (year, month, day) {
            (0, 0, 0) | (1.., 0, 0) => true,
            (1.., 1..=12, 0) => true,
            _ => Date::new(year, month, day).is_ok() && year > 0,
        };
        if known { Ok(PartialDate { year, month, day }) } else { Err(DateError::NoSuchDay) }
    }

    fn split(self, text: &str) -> Result<(i16, i8, i8), DateError> {
        let bytes = text.as_bytes();
        let (year, month, day) = match (self, bytes) {
            (Self::DayMonthYear, [d1, d2, b'-', m1, m2, b'-', y1, y2, y3, y4])
            | (Self::YearMonthDay, [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2])
            | (Self::Compact, [y1, y2, y3, y4, m1, m2, d1, d2]) => ([*y1, *y2, *y3, *y4], [*m1, *m2], [*d1, *d2]),
            _ => return Err(DateError::Shape),
        };
        Ok((digits(&year)?, small(&month)?, small(&day)?))
    }
}

impl fmt::Display for DateFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMES.iter().find(|(_, format)| format == self).map_or("", |(name, _)| name);
        out.write_str(name)
    }
}

impl FromStr for DateFormat {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::NAMES.iter().find(|(name, _)| *name == text).map(|(_, format)| *format).ok_or(DateError::Shape)
    }
}

/// A date of which the day, or day and month, or everything may be unknown, as the BRP keeps birth dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: i8,
    day: i8,
}

impl PartialDate {
    /// Tells whether day, month and year are all known.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.day > 0
    }
}

impl fmt::Display for PartialDate {
    /// Writes `1958-07-12`, or with zeros for what is unknown: `1958-07-00`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

pub(super) fn digits(text: &[u8]) -> Result<i16, DateError> {
    text.iter().try_fold(0_i16, |value, byte| {
        if byte.is_ascii_digit() { Ok(value * 10 + i16::from(byte - b'0')) } else { Err(DateError::Shape) }
    })
}

pub(super) fn small(text: &[u8; 2]) -> Result<i8, DateError> {
    digits(text).and_then(|value| i8::try_from(value).map_err(|_| DateError::Shape))
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum DateError {
    /// Other characters or another length than the declared format has.
    #[error("not written in the declared format")]
    Shape,
    /// A day that the calendar does not have.
    #[error("a day that does not exist")]
    NoSuchDay,
}
