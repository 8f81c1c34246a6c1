//! A workbook's number in decimal digits: 15 of them, as many as a spreadsheet program keeps.
//!
//! Everything that follows works on the digits; no calculation with binary fractions takes place.

use std::fmt::Write as _;

/// How many digits of a number mean something.
const DIGITS: usize = 15;

/// A number in scientific notation: digits without trailing zeros, the first before the point, and a power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// Whether it is below zero.
    pub(super) negative: bool,
    digits: [u8; DIGITS],
    length: usize,
    exponent: i32,
}

impl Decimal {
    /// Takes a number at 15 digits, correctly rounded; infinities and what is no number are refused.
    pub(super) fn new(number: f64) -> Option<Self> {
        let mut text = Buffer { bytes: [0; 32], length: 0 };
        // The shortest text that means the number has its 15 digits already, unless it has more.
        write!(text, "{number:e}").ok()?;
        if text.digits()? > DIGITS {
            text.length = 0;
            write!(text, "{number:.14e}").ok()?;
        }
        let text = text.bytes.get(..text.length)?;
        let mark = text.iter().position(|byte| *byte == b'e')?;
        let exponent = std::str::from_utf8(&text[mark + 1..]).ok()?.parse().ok()?;
        let mut digits = [b'0'; DIGITS];
        for (digit, byte) in digits.iter_mut().zip(text[..mark].iter().filter(|byte| byte.is_ascii_digit())) {
            *digit = *byte;
        }
        let length = digits.iter().rposition(|digit| *digit != b'0').map_or(0, |last| last + 1);
        Some(Self { negative: text.first() == Some(&b'-') && length > 0, digits, length, exponent })
    }

    /// Tells whether there are more digits before the point than mean something.
    pub(super) fn is_too_long(&self) -> bool {
        self.before_point() > DIGITS
    }

    /// Returns the whole part, of at most 15 digits.
    pub(super) fn whole(&self) -> u64 {
        number(self.digits.iter().take(self.before_point()))
    }

    /// Returns the fraction in units of 10^-14; smaller parts are left out.
    pub(super) fn hundred_trillionths(&self) -> u64 {
        let leading = usize::try_from(-1 - self.exponent).unwrap_or(0);
        let zeros = std::iter::repeat_n(&b'0', leading);
        let known = self.digits.iter().skip(self.before_point());
        number(zeros.chain(known).chain(std::iter::repeat(&b'0')).take(DIGITS - 1))
    }

    /// Adds the number as text: whole numbers in digits alone, others with at least two decimals.
    pub(super) fn write(&self, mark: u8, out: &mut Vec<u8>) {
        if self.negative {
            out.push(b'-');
        }
        let before = self.before_point();
        let zeros = |count: usize| std::iter::repeat_n(b'0', count);
        if before == 0 {
            out.push(b'0');
        } else {
            out.extend_from_slice(&self.digits[..before.min(DIGITS)]);
            out.extend(zeros(before.saturating_sub(DIGITS)));
        }
        if self.length <= before {
            return;
        }
        let leading = usize::try_from(-1 - self.exponent).unwrap_or(0);
        out.push(mark);
        out.extend(zeros(leading));
        out.extend_from_slice(&self.digits[before..self.length]);
        out.extend(zeros(2_usize.saturating_sub(leading + self.length - before)));
    }

    fn before_point(&self) -> usize {
        if self.length == 0 { 0 } else { usize::try_from(self.exponent + 1).unwrap_or(0) }
    }
}

fn number<'a>(digits: impl Iterator<Item = &'a u8>) -> u64 {
    digits.fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
}

/// Room for one number, so that none is allocated.
struct Buffer {
    bytes: [u8; 32],
    length: usize,
}

impl Buffer {
    /// Counts the digits before the power of ten; a text without one is no number.
    fn digits(&self) -> Option<usize> {
        let text = &self.bytes[..self.length];
        let mark = text.iter().position(|byte| *byte == b'e')?;
        Some(text[..mark].iter().filter(|byte| byte.is_ascii_digit()).count())
    }
}

impl std::fmt::Write for Buffer {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.length + text.len();
        self.bytes.get_mut(self.length..end).ok_or(std::fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Takes a number at 15 digits whether or not fewer would do.
    fn rounded(number: f64) -> String {
        let text = format!("{number:.14e}");
        let (digits, exponent) = text.split_once('e').expect("a power of ten");
        format!("{}e{exponent}", digits.trim_end_matches('0').trim_end_matches('.'))
    }

    fn shown(number: f64) -> String {
        let mut out = Vec::new();
        Decimal::new(number).expect("a number").write(b',', &mut out);
        String::from_utf8(out).expect("digits")
    }

    #[test]
    fn whole_numbers_are_digits_and_others_have_at_least_two_decimals() {
        let table = [
            (0.0, "0"),
            (-0.0, "0"),
            (7.0, "7"),
            (-12.0, "-12"),
            (123_456_782.0, "123456782"),
            (1e14, "100000000000000"),
            (999_999_999_999_999.0, "999999999999999"),
            (0.5, "0,50"),
            (-0.05, "-0,05"),
            (0.1 + 0.2, "0,30"),
            (1052.32, "1052,32"),
            (100.100_000_000_000_01, "100,10"),
            (1.0 / 3.0, "0,333333333333333"),
            (12.345, "12,345"),
            (0.001, "0,001"),
            (1.5e-7, "0,00000015"),
        ];
        for (number, text) in table {
            assert_eq!(shown(number), text, "{number:e}");
        }
    }

    #[test]
    fn more_than_15_digits_are_noticed() {
        let table = [(999_999_999_999_999.0, false), (1e15, true), (1.234_567_890_123_456e18, true), (1e300, true)];
        for (number, expected) in table {
            assert_eq!(Decimal::new(number).map(|decimal| decimal.is_too_long()), Some(expected), "{number:e}");
        }
        assert_eq!([f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(Decimal::new), [None; 3]);
    }

    #[test]
    fn a_number_is_taken_apart_at_its_point() {
        let table = [
            (43_831.0, 43_831, 0),
            (43_831.5, 43_831, 50_000_000_000_000),
            (0.25, 0, 25_000_000_000_000),
            (0.000_1, 0, 10_000_000_000),
            (0.0, 0, 0),
        ];
        for (number, whole, fraction) in table {
            let decimal = Decimal::new(number).expect("a number");
            assert_eq!((decimal.whole(), decimal.hundred_trillionths()), (whole, fraction), "{number}");
        }
    }

    proptest! {
        #[test]
        fn a_number_of_few_digits_needs_no_rounding(digits in 0_u64..1_000_000_000_000_000, exponent in -30_i32..30) {
            let number: f64 = format!("{digits}e{exponent}").parse().expect("a number");
            prop_assert_eq!(rounded(number), format!("{number:e}"));
        }

        #[test]
        fn cents_come_back_to_the_cent(cents in -9_999_999_999_999_i64..9_999_999_999_999) {
            let (euros, rest) = (cents.abs() / 100, cents.abs() % 100);
            let number: f64 = format!("{}{euros}.{rest:02}", if cents < 0 { "-" } else { "" }).parse().expect("a number");
            let sign = if cents < 0 { "-" } else { "" };
            let expected = if rest == 0 { format!("{sign}{euros}") } else { format!("{sign}{euros},{rest:02}") };
            prop_assert_eq!(shown(number), expected);
        }

        #[test]
        fn every_number_is_written_without_an_exponent(number: f64) {
            if let Some(decimal) = Decimal::new(number) {
                let mut out = Vec::new();
                decimal.write(b'.', &mut out);
                prop_assert!(out.iter().all(|byte| byte.is_ascii_digit() || b"-.".contains(byte)));
                let _ = (decimal.whole(), decimal.hundred_trillionths());
            }
        }
    }
}
