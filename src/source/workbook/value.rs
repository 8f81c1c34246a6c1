//! The values of a workbook's cells as text, so that everything downstream works on text.
//!
//! A value that lost something, or never was one, becomes a problem: what is shown and why it is not to be trusted.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{DateTime, date};

use super::decimal::Decimal;
use super::spool;
use crate::domain::{Date, DateFormat};

/// The day after which the year 10000 begins, counted from the last day of 1899.
const LAST_DAY: i64 = 2_958_465;
/// The day that 1900 did not have, and that the first spreadsheet programs counted.
const NO_DAY: i64 = 60;
/// How many days the other date system begins later.
const DAYS_1904: i64 = 1462;

/// What a cell holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(i64),
    /// A day and time, as a count of days.
    Serial {
        /// The count.
        days: f64,
        /// Whether the workbook counts from 1904.
        since_1904: bool,
    },
    /// A length of time in days.
    Duration(f64),
    /// A day, or day and time, written as `2019-01-31T00:00:00`.
    Stamp(&'a str),
    /// Yes or no.
    Boolean(bool),
    /// An error, as an English program shows it.
    Error(&'a str),
    /// A formula that was never calculated.
    Formula(&'a str),
}

/// How values are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// The decimal mark.
    pub(super) decimal: u8,
    /// The order of a date.
    pub(super) date: DateFormat,
}

impl Style {
    /// Adds a value to a spool; an empty text adds nothing.
    pub(super) fn write(self, value: Value<'_>, out: &mut Vec<u8>) {
        match value {
            Value::Text(text) => spool::encode(text, out),
            Value::Number(number) => self.number(number, out),
            Value::Whole(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Value::Serial { days, since_1904 } => self.serial(days, since_1904, out),
            Value::Duration(days) => self.duration(days, out),
            Value::Stamp(text) => self.stamp(text, out),
            Value::Boolean(yes) => out.extend_from_slice(if yes { b"WAAR" } else { b"ONWAAR" }),
            Value::Error(code) => spool::encode_problem(dutch(code), "an error value in the workbook", out),
            Value::Formula(text) => {
                let reason = "a formula without a value: have the workbook calculated and saved";
                spool::encode_problem(text, reason, out);
            }
        }
    }

    fn number(self, number: f64, out: &mut Vec<u8>) {
        match Decimal::new(number) {
            Some(decimal) if !decimal.is_too_long() => decimal.write(self.decimal, out),
            Some(decimal) => {
                problem(&self.shown(decimal), "more than 15 digits: a workbook keeps no more, the last are lost", out);
            }
            None => problem(&number.to_string(), "not a number", out),
        }
    }

    fn serial(self, days: f64, since_1904: bool, out: &mut Vec<u8>) {
        let Some(decimal) = Decimal::new(days).filter(|decimal| !decimal.is_too_long()) else {
            return self.number(days, out);
        };
        if decimal.negative {
            return problem(&self.shown(decimal), "a negative number as a date", out);
        }
        let (day, second) = split(decimal);
        let day = if since_1904 { day + DAYS_1904 } else { day };
        match day {
            NO_DAY if !since_1904 => {
                problem(&self.date_text(29, 2, 1900), "a date that does not exist", out);
            }
            0 if second > 0 => out.extend_from_slice(time_text(second).as_bytes()),
            0 => problem(&self.date_text(0, 1, 1900), "a date that does not exist", out),
            // The day that 1900 did not have was counted, so all that come before it lie one day later.
            1..NO_DAY => self.day(date(1899, 12, 31), day, second, out),
            ..=LAST_DAY => self.day(date(1899, 12, 30), day, second, out),
            _ => problem(&self.shown(decimal), "a date after the year 9999", out),
        }
    }

    fn day(self, base: Date, days: i64, second: i64, out: &mut Vec<u8>) {
        match base.checked_add(days.days()) {
            Ok(day) => self.moment(day, second, out),
            Err(_) => problem(&days.to_string(), "a date that does not exist", out),
        }
    }

    fn stamp(self, text: &str, out: &mut Vec<u8>) {
        let plain = text.trim().trim_end_matches('Z');
        let moment = if plain.contains('T') {
            plain.parse::<DateTime>().ok()
        } else {
            plain.parse::<Date>().ok().map(|day| day.at(0, 0, 0, 0))
        };
        match moment.filter(|moment| moment.year() > 0) {
            Some(moment) => {
                let (hour, minute, second) = (moment.hour(), moment.minute(), moment.second());
                let second = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
                self.moment(moment.date(), second, out);
            }
            None => problem(text, "a date that does not exist", out),
        }
    }

    fn moment(self, day: Date, second: i64, out: &mut Vec<u8>) {
        out.extend_from_slice(self.date_text(day.day(), day.month(), day.year()).as_bytes());
        if second > 0 {
            out.push(b' ');
            out.extend_from_slice(time_text(second).as_bytes());
        }
    }

    fn duration(self, days: f64, out: &mut Vec<u8>) {
        match Decimal::new(days).filter(|decimal| !decimal.is_too_long()) {
            Some(decimal) if decimal.negative => problem(&self.shown(decimal), "a negative length of time", out),
            Some(decimal) => {
                let (day, second) = split(decimal);
                let hours = day.saturating_mul(24).saturating_add(second / 3600);
                out.extend_from_slice(format!("{hours}:{:02}:{:02}", second / 60 % 60, second % 60).as_bytes());
            }
            None => self.number(days, out),
        }
    }

    fn date_text(self, day: i8, month: i8, year: i16) -> String {
        match self.date {
            DateFormat::DayMonthYear => format!("{day:02}-{month:02}-{year:04}"),
            DateFormat::YearMonthDay => format!("{year:04}-{month:02}-{day:02}"),
            DateFormat::Compact => format!("{year:04}{month:02}{day:02}"),
        }
    }

    fn shown(self, decimal: Decimal) -> String {
        let mut out = Vec::new();
        decimal.write(self.decimal, &mut out);
        String::from_utf8_lossy(&out).into_owned()
    }
}

fn problem(shown: &str, reason: &str, out: &mut Vec<u8>) {
    spool::encode_problem(shown, reason, out);
}

/// Splits a count of days into whole days and seconds, rounded to the second.
fn split(decimal: Decimal) -> (i64, i64) {
    const UNITS: u64 = 100_000_000_000_000;
    let seconds = (u128::from(decimal.hundred_trillionths()) * 86_400 + u128::from(UNITS / 2)) / u128::from(UNITS);
    let day = i64::try_from(decimal.whole()).unwrap_or(i64::MAX);
    match i64::try_from(seconds).unwrap_or(0) {
        86_400 => (day.saturating_add(1), 0),
        second => (day, second),
    }
}

fn time_text(second: i64) -> String {
    let mut text = format!("{:02}:{:02}", second / 3600, second / 60 % 60);
    if second % 60 > 0 {
        // Writing to a text does not fail.
        let _ = write!(text, ":{:02}", second % 60);
    }
    text
}

/// Returns an error as a Dutch program shows it.
fn dutch(code: &str) -> &str {
    ERRORS.iter().find(|(english, _)| *english == code).map_or(code, |(_, dutch)| dutch)
}

/// Tells whether a text is what an error is shown as, in English or Dutch.
#[must_use]
pub fn is_error(text: &str) -> bool {
    ERRORS.iter().any(|(english, dutch)| text == *english || text == *dutch)
        || text.strip_prefix("Err:").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Errors in English and in Dutch.
const ERRORS: [(&str, &str); 7] = [
    ("#N/A", "#N/B"),
    ("#REF!", "#VERW!"),
    ("#DIV/0!", "#DEEL/0!"),
    ("#NAME?", "#NAAM?"),
    ("#NUM!", "#GETAL!"),
    ("#VALUE!", "#WAARDE!"),
    ("#NULL!", "#LEEG!"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const DUTCH: Style = Style { decimal: b',', date: DateFormat::DayMonthYear };

    fn written(value: Value<'_>) -> String {
        let mut out = Vec::new();
        DUTCH.write(value, &mut out);
        match spool::problem(&out) {
            Some((shown, reason)) => format!("{shown}: {reason}"),
            None => spool::text(&out).into_owned(),
        }
    }

    #[test]
    fn days_are_counted_in_both_date_systems() {
        let table = [
            (1.0, false, "01-01-1900"),
            (59.0, false, "28-02-1900"),
            (61.0, false, "01-03-1900"),
            (43_831.0, false, "01-01-2020"),
            (43_890.0, false, "29-02-2020"),
            (2_958_465.0, false, "31-12-9999"),
            (0.0, true, "01-01-1904"),
            (42_369.0, true, "01-01-2020"),
            (2_957_003.0, true, "31-12-9999"),
        ];
        for (days, since_1904, text) in table {
            assert_eq!(written(Value::Serial { days, since_1904 }), text, "{days}");
        }
    }

    #[test]
    fn a_date_is_written_in_the_order_of_the_table() {
        for (name, expected) in [("dd-mm-yyyy", "03-02-2019"), ("yyyy-mm-dd", "2019-02-03"), ("yyyymmdd", "20190203")] {
            let style = Style { date: name.parse().expect(name), ..DUTCH };
            let mut out = Vec::new();
            style.write(Value::Stamp("2019-02-03"), &mut out);
            assert_eq!(spool::text(&out), expected);
        }
    }

    #[test]
    fn a_time_of_day_follows_the_date() {
        let table = [
            (43_831.5, "01-01-2020 12:00"),
            (43_831.000_011_574, "01-01-2020 00:00:01"),
            (43_831.999_999_9, "02-01-2020"),
            (0.75, "18:00"),
        ];
        for (days, text) in table {
            assert_eq!(written(Value::Serial { days, since_1904: false }), text, "{days}");
        }
        assert_eq!(written(Value::Duration(1.25)), "30:00:00");
        assert_eq!(written(Value::Duration(-1.0)), "-1: a negative length of time");
        assert_eq!(written(Value::Stamp("2019-01-31T23:59:00")), "31-01-2019 23:59");
        assert_eq!(written(Value::Stamp("2019-01-31T00:00:00.000Z")), "31-01-2019");
    }

    #[test]
    fn days_that_do_not_exist_are_problems() {
        let table = [
            (60.0, false, "29-02-1900: a date that does not exist"),
            (0.0, false, "00-01-1900: a date that does not exist"),
            (-1.0, false, "-1: a negative number as a date"),
            (-0.5, true, "-0,50: a negative number as a date"),
            (2_958_466.0, false, "2958466: a date after the year 9999"),
            (f64::NAN, false, "NaN: not a number"),
        ];
        for (days, since_1904, text) in table {
            assert_eq!(written(Value::Serial { days, since_1904 }), text, "{days}");
        }
        for stamp in ["2019-02-30", "0000-01-01", "-0001-01-01", "31-01-2019", "T10:00", ""] {
            assert_eq!(written(Value::Stamp(stamp)), format!("{stamp}: a date that does not exist"));
        }
    }

    #[test]
    fn errors_and_formulas_without_a_value_are_problems_shown_in_dutch() {
        for (english, dutch) in ERRORS {
            assert_eq!(written(Value::Error(english)), format!("{dutch}: an error value in the workbook"));
            assert!(is_error(english) && is_error(dutch));
        }
        assert!(is_error("Err:502") && !is_error("Error") && !is_error("#1"));
        assert_eq!(written(Value::Error("#DATA!")), "#DATA!: an error value in the workbook");
        let formula = "=A1: a formula without a value: have the workbook calculated and saved";
        assert_eq!(written(Value::Formula("=A1")), formula);
    }

    #[test]
    fn numbers_that_lost_digits_are_problems() {
        let lost = "1234567890123460: more than 15 digits: a workbook keeps no more, the last are lost";
        assert_eq!(written(Value::Number(1_234_567_890_123_456.0)), lost);
        assert_eq!(written(Value::Number(f64::INFINITY)), "inf: not a number");
    }

    #[test]
    fn yes_and_no_are_what_a_dutch_program_shows() {
        assert_eq!([true, false].map(|yes| written(Value::Boolean(yes))), ["WAAR", "ONWAAR"]);
        assert_eq!(written(Value::Whole(301)), "301");
        assert_eq!(written(Value::Text(" 0301 ")), " 0301 ");
    }
}
