//! The month that a payment concerns (rechtmaand, betrekkingsperiode).

use std::fmt;
use std::str::FromStr;

use super::date::{Date, DateError, DateFormat, digits, small};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// Takes a year and a month from 1 to 12.
    ///
    /// # Errors
    /// Fails where the month or year does not exist.
    pub fn new(year: i16, month: i8) -> Result<Self, DateError> {
        if (1..=12).contains(&month) && (1..=9999).contains(&year) {
            Ok(Self(i32::from(year) * 12 + i32::from(month) - 1))
        } else {
            Err(DateError::NoSuchDay)
        }
    }

    /// Returns the month in which a date lies.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self(i32::from(date.year()) * 12 + i32::from(date.month()) - 1)
    }

    /// Returns the month that lies a number of months later, or earlier where it is negative.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// Returns how many months lie between an earlier month and this one.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Returns the first day, or nothing outside the years that dates know.
    #[must_use]
    pub fn first_day(self) -> Option<Date> {
        let year = i16::try_from(self.0.div_euclid(12)).ok()?;
        let month = i8::try_from(self.0.rem_euclid(12) + 1).ok()?;
        Date::new(year, month, 1).ok()
    }

    /// Returns the last day, or nothing outside the years that dates know.
    #[must_use]
    pub fn last_day(self) -> Option<Date> {
        self.first_day().map(Date::last_of_month)
    }
}

impl fmt::Display for Month {
    /// Writes `2020-12`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

/// The order in which a delivery writes months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthFormat {
    /// `mm-yyyy`
    MonthYear,
    /// `yyyy-mm`
    YearMonth,
    /// `yyyymm`
    Compact,
}

impl MonthFormat {
    /// Every format with the name that a mapping gives it.
    pub const NAMES: [(&'static str, Self); 3] =
        [("mm-yyyy", Self::MonthYear), ("yyyy-mm", Self::YearMonth), ("yyyymm", Self::Compact)];

    /// Reads a month that exists.
    ///
    /// # Errors
    /// Says whether the shape or the month is wrong.
    pub fn parse(self, text: &str) -> Result<Month, DateError> {
        let (year, month) = match (self, text.as_bytes()) {
            (Self::MonthYear, [m1, m2, b'-', y1, y2, y3, y4])
            | (Self::YearMonth, [y1, y2, y3, y4, b'-', m1, m2])
            | (Self::Compact, [y1, y2, y3, y4, m1, m2]) => ([*y1, *y2, *y3, *y4], [*m1, *m2]),
            _ => return Err(DateError::Shape),
        };
        Month::new(digits(&year)?, small(month)?)
    }
}

impl fmt::Display for MonthFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMES.iter().find(|(_, format)| format == self).map_or("", |(name, _)| name);
        out.write_str(name)
    }
}

impl FromStr for MonthFormat {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::NAMES.iter().find(|(name, _)| *name == text).map(|(_, format)| *format).ok_or(DateError::Shape)
    }
}

/// How a month is told: written as such, or by a date that lies in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthForm {
    /// As a month.
    Month(MonthFormat),
    /// As a date.
    Date(DateFormat),
}

impl MonthForm {
    /// Every form with the name that a mapping gives it: those of months, then those of dates.
    pub const NAMES: [(&'static str, Self); 6] = {
        let ([m1, m2, m3], [d1, d2, d3]) = (MonthFormat::NAMES, DateFormat::NAMES);
        [
            (m1.0, Self::Month(m1.1)),
            (m2.0, Self::Month(m2.1)),
            (m3.0, Self::Month(m3.1)),
            (d1.0, Self::Date(d1.1)),
            (d2.0, Self::Date(d2.1)),
            (d3.0, Self::Date(d3.1)),
        ]
    };

    /// Reads a month that exists.
    ///
    /// # Errors
    /// Says whether the shape, the month or the day is wrong.
    pub fn parse(self, text: &str) -> Result<Month, DateError> {
        match self {
            Self::Month(format) => format.parse(text),
            Self::Date(format) => format.parse(text).map(Month::of),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_format_reads_months_that_exist() {
        let table = [
            (MonthFormat::MonthYear, "12-2020", Ok("2020-12")),
            (MonthFormat::YearMonth, "2020-12", Ok("2020-12")),
            (MonthFormat::Compact, "202012", Ok("2020-12")),
            (MonthFormat::MonthYear, "13-2020", Err(DateError::NoSuchDay)),
            (MonthFormat::MonthYear, "00-2020", Err(DateError::NoSuchDay)),
            (MonthFormat::MonthYear, "01-0000", Err(DateError::NoSuchDay)),
            (MonthFormat::MonthYear, "2020-12", Err(DateError::Shape)),
            (MonthFormat::MonthYear, "1-2020", Err(DateError::Shape)),
            (MonthFormat::MonthYear, "dec-2020", Err(DateError::Shape)),
            (MonthFormat::YearMonth, "12-2020", Err(DateError::Shape)),
            (MonthFormat::Compact, "2020-1", Err(DateError::Shape)),
            (MonthFormat::Compact, "", Err(DateError::Shape)),
        ];
        for (format, text, expected) in table {
            assert_eq!(format.parse(text).map(|month| month.to_string()), expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn a_month_has_a_first_and_a_last_day() {
        let table = [(2020, 2, date(2020, 2, 29)), (2021, 2, date(2021, 2, 28)), (2020, 12, date(2020, 12, 31))];
        for (year, month, last) in table {
            let found = Month::new(year, month).expect("a month");
            assert_eq!((found.first_day(), found.last_day()), (Some(date(year, month, 1)), Some(last)));
        }
    }

    #[test]
    fn months_are_counted_across_years() {
        let december = Month::new(2020, 12).expect("a month");
        assert_eq!(december.plus(1).to_string(), "2021-01");
        assert_eq!(december.plus(-12).to_string(), "2019-12");
        assert_eq!(Month::of(date(2021, 2, 26)).since(december), 2);
    }

    #[test]
    fn beyond_the_last_year_there_are_no_days() {
        let beyond = Month::new(9999, 12).expect("a month").plus(1);
        assert_eq!((beyond.first_day(), beyond.last_day()), (None, None));
    }

    #[test]
    fn formats_are_known_by_their_names() {
        for (name, format) in MonthFormat::NAMES {
            assert_eq!((name.parse(), format.to_string().as_str()), (Ok(format), name));
        }
        assert_eq!("mm-jjjj".parse::<MonthFormat>(), Err(DateError::Shape));
    }

    #[test]
    fn a_month_is_told_by_itself_or_by_a_date_in_it() {
        let table =
            [("yyyymm", "201912"), ("mm-yyyy", "12-2019"), ("dd-mm-yyyy", "31-12-2019"), ("yyyymmdd", "20191201")];
        for (name, text) in table {
            let (_, form) = MonthForm::NAMES.into_iter().find(|(known, _)| *known == name).expect("a form");
            assert_eq!(form.parse(text).map(|month| month.to_string()), Ok("2019-12".to_owned()), "{name}");
            assert_eq!(form.parse("2019"), Err(DateError::Shape), "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_month_reads_back_and_holds_its_own_days(year in 1_i16..=9999, number in 1_i8..=12) {
            let month = Month::new(year, number).expect("a month");
            prop_assert_eq!(MonthFormat::YearMonth.parse(&month.to_string()), Ok(month));
            prop_assert_eq!(month.first_day().map(Month::of), Some(month));
            prop_assert_eq!(month.last_day().map(Month::of), Some(month));
        }

        #[test]
        fn going_on_and_counting_back_agree(year in 1000_i16..=8000, number in 1_i8..=12, months in -10_000_i32..=10_000) {
            let month = Month::new(year, number).expect("a month");
            prop_assert_eq!(month.plus(months).since(month), months);
            prop_assert_eq!(month.plus(months).plus(-months), month);
            prop_assert_eq!(month.plus(months) > month, months > 0);
        }
    }
}
