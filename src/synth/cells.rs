//! The cells of a delimited file: how text, numbers, dates, amounts and accounts are written as bytes.

use encoding_rs::WINDOWS_1252;

use super::style::{Charset, Style};
use crate::domain::{Date, DateFormat, Iban, Notation, Total};

/// How an amount is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum AmountStyle {
    /// `1.052,00`
    #[default]
    Full,
    /// `1052,00`
    NoThousandsMark,
    /// `1.052` where there are no cents.
    NoZeroCents,
}

/// Appends a cell and the delimiter after it, in quotes where it needs them.
pub(super) fn push_cell(line: &mut Vec<u8>, cell: &[u8], style: Style, quoted: bool) {
    if quoted || memchr::memchr3(style.delimiter, b'"', b'\n', cell).is_some() {
        line.push(b'"');
        for &byte in cell {
            if byte == b'"' {
                line.push(byte);
            }
            line.push(byte);
        }
        line.push(b'"');
    } else {
        line.extend_from_slice(cell);
    }
    line.push(style.delimiter);
}

/// Appends a number of at least so many digits.
pub(super) fn push_number(cells: &mut Vec<u8>, mut number: u64, digits: usize) {
    let mut text = [b'0'; 20];
    let mut start = text.len();
    while number > 0 {
        start -= 1;
        text[start] += u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
    let start = start.min(text.len() - digits.min(text.len()));
    cells.extend_from_slice(&text[start..]);
}

/// Appends an amount or a sum of amounts.
pub(super) fn push_amount(cells: &mut Vec<u8>, amount: Total, notation: Notation, style: AmountStyle) {
    let cents = amount.cents().unsigned_abs();
    if amount.cents() < 0 {
        cells.push(b'-');
    }
    // No caseload adds up to more euros than that.
    let (euros, cents) = (u64::try_from(cents / 100).unwrap_or(u64::MAX), u64::try_from(cents % 100).unwrap_or(0));
    match notation.thousands.filter(|_| style != AmountStyle::NoThousandsMark) {
        Some(mark) => push_grouped(cells, euros, mark),
        None => push_number(cells, euros, 1),
    }
    if cents > 0 || style != AmountStyle::NoZeroCents {
        cells.push(notation.decimal);
        push_number(cells, cents, 2);
    }
}

/// Appends a date.
pub(super) fn push_date(cells: &mut Vec<u8>, date: Date, format: DateFormat) {
    let day = (u64::from(date.day().unsigned_abs()), 2);
    let month = (u64::from(date.month().unsigned_abs()), 2);
    let year = (u64::from(date.year().unsigned_abs()), 4);
    let parts = match format {
        DateFormat::DayMonthYear => [day, month, year],
        DateFormat::YearMonthDay | DateFormat::Compact => [year, month, day],
    };
    for (place, (number, digits)) in parts.into_iter().enumerate() {
        if place > 0 && format != DateFormat::Compact {
            cells.push(b'-');
        }
        push_number(cells, number, digits);
    }
}

/// Appends an account number, with spaces between groups of four where it is in print form.
pub(super) fn push_iban(cells: &mut Vec<u8>, iban: &Iban, print_form: bool) {
    let groups = if print_form { 4 } else { 34 };
    for (place, group) in iban.as_str().as_bytes().chunks(groups).enumerate() {
        if place > 0 {
            cells.push(b' ');
        }
        cells.extend_from_slice(group);
    }
}

/// Appends text.
pub(super) fn push_text(cells: &mut Vec<u8>, text: &str, charset: Charset) {
    if charset != Charset::Windows1252 || text.is_ascii() {
        cells.extend_from_slice(text.as_bytes());
    } else {
        cells.extend_from_slice(&WINDOWS_1252.encode(text).0);
    }
}

fn push_grouped(cells: &mut Vec<u8>, euros: u64, mark: u8) {
    if euros < 1000 {
        return push_number(cells, euros, 1);
    }
    push_grouped(cells, euros / 1000, mark);
    cells.push(mark);
    push_number(cells, euros % 1000, 3);
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn text(push: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut cells = Vec::new();
        push(&mut cells);
        String::from_utf8(cells).expect("ASCII")
    }

    #[test]
    fn amounts_are_written_in_the_wanted_style() {
        for (cents, style, dutch, plain) in [
            (105_200, AmountStyle::Full, "1.052,00", "1052.00"),
            (105_200, AmountStyle::NoThousandsMark, "1052,00", "1052.00"),
            (105_200, AmountStyle::NoZeroCents, "1.052", "1052"),
            (105_207, AmountStyle::NoZeroCents, "1.052,07", "1052.07"),
            (-5, AmountStyle::NoZeroCents, "-0,05", "-0.05"),
            (123_456_700, AmountStyle::Full, "1.234.567,00", "1234567.00"),
            (0, AmountStyle::Full, "0,00", "0.00"),
        ] {
            for (notation, expected) in [(Notation::DUTCH, dutch), (Notation::PLAIN, plain)] {
                let amount = Total::from_cents(cents);
                assert_eq!(text(|cells| push_amount(cells, amount, notation, style)), expected);
            }
        }
    }

    #[test]
    fn dates_are_written_in_every_format() {
        for (format, expected) in [
            (DateFormat::DayMonthYear, "09-12-2019"),
            (DateFormat::YearMonthDay, "2019-12-09"),
            (DateFormat::Compact, "20191209"),
        ] {
            assert_eq!(text(|cells| push_date(cells, date(2019, 12, 9), format)), expected);
        }
    }

    #[test]
    fn numbers_have_as_many_digits_as_asked_for() {
        for (number, digits, expected) in
            [(0, 1, "0"), (7, 3, "007"), (1234, 2, "1234"), (u64::MAX, 1, "18446744073709551615")]
        {
            assert_eq!(text(|cells| push_number(cells, number, digits)), expected);
        }
    }
}
