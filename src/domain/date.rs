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
        whole(year, month, day)
    }

    /// Reads a date of which the day, or day and month, or all may be zero: unknown.
    ///
    /// # Errors
    /// Says whether the shape or the day is wrong.
    pub fn parse_partial(self, text: &str) -> Result<PartialDate, DateError> {
        let (year, month, day) = self.split(text)?;
        let known = match (year, month, day) {
            (0.., 0, 0) | (1.., 1..=12, 0) => true,
            _ => whole(year, month, day).is_ok(),
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
        Ok((digits(&year)?, small(month)?, small(day)?))
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

/// Takes a day that the calendar has; it has no year 0.
fn whole(year: i16, month: i8, day: i8) -> Result<Date, DateError> {
    if year == 0 {
        return Err(DateError::NoSuchDay);
    }
    Date::new(year, month, day).map_err(|_| DateError::NoSuchDay)
}

pub(super) fn digits(text: &[u8]) -> Result<i16, DateError> {
    text.iter().try_fold(0_i16, |value, byte| {
        if byte.is_ascii_digit() { Ok(value * 10 + i16::from(byte - b'0')) } else { Err(DateError::Shape) }
    })
}

pub(super) fn small(text: [u8; 2]) -> Result<i8, DateError> {
    digits(&text).and_then(|value| i8::try_from(value).map_err(|_| DateError::Shape))
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_format_reads_whole_dates_that_exist() {
        let table = [
            (DateFormat::DayMonthYear, "01-01-2021", date(2021, 1, 1)),
            (DateFormat::DayMonthYear, "29-02-2020", date(2020, 2, 29)),
            (DateFormat::DayMonthYear, "31-12-9999", date(9999, 12, 31)),
            (DateFormat::YearMonthDay, "2020-12-31", date(2020, 12, 31)),
            (DateFormat::Compact, "20201231", date(2020, 12, 31)),
        ];
        for (format, text, expected) in table {
            assert_eq!(format.parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_date_is_refused_with_the_reason() {
        let table = [
            (DateFormat::DayMonthYear, "29-02-2021", DateError::NoSuchDay),
            (DateFormat::DayMonthYear, "31-04-2021", DateError::NoSuchDay),
            (DateFormat::DayMonthYear, "00-07-1958", DateError::NoSuchDay),
            (DateFormat::DayMonthYear, "00-00-0000", DateError::NoSuchDay),
            (DateFormat::DayMonthYear, "99-99-9999", DateError::NoSuchDay),
            (DateFormat::DayMonthYear, "01-01-0000", DateError::NoSuchDay),
            (DateFormat::DayMonthYear, "1-1-2021", DateError::Shape),
            (DateFormat::DayMonthYear, "01/01/2021", DateError::Shape),
            (DateFormat::DayMonthYear, "2021-01-01", DateError::Shape),
            (DateFormat::DayMonthYear, "01-01-21", DateError::Shape),
            (DateFormat::DayMonthYear, " 1-01-2021", DateError::Shape),
            (DateFormat::DayMonthYear, "01-01-2021 00:00", DateError::Shape),
            (DateFormat::DayMonthYear, "", DateError::Shape),
            (DateFormat::YearMonthDay, "01-01-2021", DateError::Shape),
            (DateFormat::Compact, "2020-12-31", DateError::Shape),
            (DateFormat::Compact, "00000000", DateError::NoSuchDay),
            (DateFormat::Compact, "2020123a", DateError::Shape),
        ];
        for (format, text, error) in table {
            assert_eq!(format.parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_birth_date_may_be_known_in_part() {
        let table = [
            (DateFormat::DayMonthYear, "12-07-1958", "1958-07-12", true),
            (DateFormat::DayMonthYear, "00-07-1958", "1958-07-00", false),
            (DateFormat::DayMonthYear, "00-00-1961", "1961-00-00", false),
            (DateFormat::DayMonthYear, "00-00-0000", "0000-00-00", false),
            (DateFormat::Compact, "19580700", "1958-07-00", false),
            (DateFormat::Compact, "19610000", "1961-00-00", false),
            (DateFormat::Compact, "00000000", "0000-00-00", false),
            (DateFormat::YearMonthDay, "1958-07-00", "1958-07-00", false),
        ];
        for (format, text, shown, whole) in table {
            let parsed = format.parse_partial(text).expect(text);
            assert_eq!((parsed.to_string().as_str(), parsed.is_whole()), (shown, whole), "{text}");
        }
    }

    #[test]
    fn a_known_day_needs_a_month_and_a_known_month_a_year() {
        for text in ["12-00-1958", "12-07-0000", "00-07-0000", "31-02-1958", "00-13-1958", "99-99-9999"] {
            assert_eq!(DateFormat::DayMonthYear.parse_partial(text), Err(DateError::NoSuchDay), "{text}");
        }
        assert_eq!(DateFormat::DayMonthYear.parse_partial("1958-07-12"), Err(DateError::Shape));
    }

    #[test]
    fn formats_are_known_by_their_names() {
        for (name, format) in DateFormat::NAMES {
            assert_eq!((name.parse(), format.to_string().as_str()), (Ok(format), name));
        }
        assert_eq!("dd-mm-jjjj".parse::<DateFormat>(), Err(DateError::Shape));
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (1_i16..=9999, 1_i8..=12, 1_i8..=31).prop_filter_map("days that exist", |(y, m, d)| Date::new(y, m, d).ok())
    }

    fn write(format: DateFormat, date: Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match format {
            DateFormat::DayMonthYear => format!("{day:02}-{month:02}-{year:04}"),
            DateFormat::YearMonthDay => format!("{year:04}-{month:02}-{day:02}"),
            DateFormat::Compact => format!("{year:04}{month:02}{day:02}"),
        }
    }

    proptest! {
        #[test]
        fn a_date_reads_back_in_every_format(date in any_date()) {
            for (_, format) in DateFormat::NAMES {
                let text = write(format, date);
                prop_assert_eq!(format.parse(&text), Ok(date));
                let partial = format.parse_partial(&text).expect("a whole date is a partial one");
                prop_assert_eq!(partial.to_string(), date.to_string());
            }
        }

        #[test]
        fn a_text_is_read_by_one_format_at_most(text in "[0-9-]{8,10}") {
            let readers = DateFormat::NAMES.iter().filter(|(_, format)| format.parse_partial(&text).is_ok());
            prop_assert!(readers.count() <= 1);
        }

        #[test]
        fn nothing_that_is_typed_breaks_the_reading(text in any::<String>()) {
            for (_, format) in DateFormat::NAMES {
                let _ = (format.parse(&text), format.parse_partial(&text));
            }
        }
    }
}
