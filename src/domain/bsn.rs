//! The burgerservicenummer, the national number of a natural person.
//!
//! Nine digits with an eleven-test (Besluit bsn, art. 1; weights 9 8 7 6 5 4 3 2 -1). `Debug` and `Display` are
//! masked: the full number is had by [`Bsn::expose`] alone, so that no message shows one by accident.

use std::fmt;

use thiserror::Error;

/// A burgerservicenummer that passes the eleven-test.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bsn(u32);

impl Bsn {
    /// Reads exactly nine digits.
    ///
    /// # Errors
    /// Says which demand the text fails.
    pub fn parse(text: &str) -> Result<Self, BsnError> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BsnError::NotDigits);
        }
        if text.len() != 9 {
            return Err(BsnError::Length { found: text.len() });
        }
        Self::from_digits(text)
    }

    /// Reads seven to nine digits, taking a shorter text as one that lost its leading zeros.
    ///
    /// # Errors
    /// Says which demand the text fails.
    pub fn parse_padded(text: &str) -> Result<Self, BsnError> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BsnError::NotDigits);
        }
        if !(7..=9).contains(&text.len()) {
            return Err(BsnError::Length { found: text.len() });
        }
        Self::from_digits(text)
    }

    /// Returns the number as nine digits, in full.
    #[must_use]
    pub fn expose(self) -> String {
        format!("{:09}", self.0)
    }

    /// Returns the number as an integer, in full: for keys, never for print.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Takes back what [`Bsn::number`] gave.
    ///
    /// # Errors
    /// Fails where the number is not one that passes the test.
    pub fn from_number(number: u32) -> Result<Self, BsnError> {
        Self::parse(&format!("{number:09}"))
    }

    /// Tells whether the number is one that was set apart for test persons (`9999…`).
    #[must_use]
    pub const fn is_test_person(self) -> bool {
        self.0 / 100_000 == 9999
    }

    fn from_digits(text: &str) -> Result<Self, BsnError> {
        let number = text.bytes().fold(0_u32, |sum, byte| sum * 10 + u32::from(byte - b'0'));
        if number == 0 {
            return Err(BsnError::Zero);
        }
        if !passes_eleven_test(number) {
            return Err(BsnError::Check);
        }
        Ok(Self(number))
    }
}

/// Weighs the nine digits and tells whether eleven divides the sum.
fn passes_eleven_test(number: u32) -> bool {
    let mut rest = number / 10;
    let mut sum = -i64::from(number % 10);
    for weight in 2..=9 {
        sum += weight * i64::from(rest % 10);
        rest /= 10;
    }
    sum % 11 == 0
}

/// Masks a number as delivered, valid or not: only its last three characters show.
#[must_use]
pub fn mask(text: &str) -> String {
    let shown: Vec<char> = text.chars().rev().take(3).collect();
    let mut masked = "*".repeat(6);
    masked.extend(shown.iter().rev());
    masked
}

/// Masks a delivered cell: one that should hold the number of a person whatever it holds, any other where it holds one.
#[must_use]
pub fn mask_cell(text: String, is_secret: bool) -> String {
    if is_secret || Bsn::parse(&text).is_ok() { mask(&text) } else { text }
}

/// Masks what is to be shown: the whole where it should be the number of a person, and every such number in any other
/// text. What is empty stays so.
#[must_use]
pub fn mask_shown(text: &str, is_secret: bool) -> String {
    if is_secret && !text.is_empty() { mask(text) } else { mask_within(text) }
}

/// Masks every number in a text that is one of a person, with letters beside it or not; the rest stays as it is.
#[must_use]
pub fn mask_within(text: &str) -> String {
    each_number(text, |digits| if Bsn::parse(digits).is_ok() { mask(digits) } else { digits.to_owned() })
}

/// Masks every number in a text that may be one of a person, right or wrong, and leaves the text as long as it was: of
/// eight or nine digits in a row the last three show.
#[must_use]
pub fn mask_in_place(text: &str) -> String {
    const SHOWN: usize = 3;
    each_number(text, |digits| {
        let hidden = if (8..=9).contains(&digits.len()) { digits.len() - SHOWN } else { 0 };
        format!("{}{}", "*".repeat(hidden), &digits[hidden..])
    })
}

/// Writes every run of digits in a text as it is to be shown.
fn each_number(text: &str, shown: impl Fn(&str) -> String) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(from.len());
        written.push_str(before);
        written.push_str(&shown(&from[..end]));
        rest = &from[end..];
    }
    written.push_str(rest);
    written
}

impl fmt::Display for Bsn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "******{:03}", self.0 % 1000)
    }
}

impl fmt::Debug for Bsn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Bsn({self})")
    }
}

/// Why a text is no burgerservicenummer.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BsnError {
    /// Something else than digits.
    #[error("not digits alone")]
    NotDigits,
    /// Not nine digits.
    #[error("{found} digits where nine are expected")]
    Length {
        /// How many digits there are.
        found: usize,
    },
    /// Nine zeros.
    #[error("zeros alone")]
    Zero,
    /// The eleven-test fails.
    #[error("the eleven-test fails")]
    Check,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_of_persons_are_masked_within_a_text() {
        let table = [
            ("see 111222333, please", "see ******333, please"),
            ("111222333", "******333"),
            ("Z-111222334", "Z-111222334"),
            ("né 123 (111222333)", "né 123 (******333)"),
            ("a111222333", "a******333"),
            ("BSN111222333x 111222333", "BSN******333x ******333"),
            ("NL91ABNA0417164300", "NL91ABNA0417164300"),
            ("1112223330", "1112223330"),
            ("", ""),
        ];
        for (text, masked) in table {
            assert_eq!(mask_within(text), masked);
        }
    }

    #[test]
    fn what_may_be_a_number_is_masked_and_nothing_moves() {
        let table = [
            ("x,900000004,9000012", "x,******004,9000012"),
            ("10002546\n900000004", "*****546\n******004"),
            ("1234567890 €900000004é", "1234567890 €******004é"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(mask_in_place(text), expected);
            assert_eq!(mask_in_place(text).len(), text.len());
        }
    }

    #[test]
    fn a_cell_is_masked_where_it_holds_a_number_or_should() {
        let table = [
            ("111222333", false, "******333"),
            ("111222334", false, "111222334"),
            ("111222334", true, "******334"),
            ("A-111222333", false, "A-111222333"),
        ];
        for (text, is_secret, expected) in table {
            assert_eq!(mask_cell(text.to_owned(), is_secret), expected);
        }
    }

    #[test]
    fn what_is_shown_is_masked_whole_where_it_should_be_a_number() {
        let table = [
            ("A-111222333", false, "A-******333"),
            ("111222334", false, "111222334"),
            ("111222334", true, "******334"),
            ("", true, ""),
        ];
        for (text, is_secret, expected) in table {
            assert_eq!(mask_shown(text, is_secret), expected);
        }
    }

    const VALID: [&str; 6] = ["111222333", "123456782", "010002546", "900038937", "111111110", "999993653"];

    #[test]
    fn numbers_that_pass_the_eleven_test_are_read() {
        for text in VALID {
            assert_eq!(Bsn::parse(text).map(Bsn::expose), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_the_reason() {
        let table = [
            ("111252333", BsnError::Check),
            ("123456789", BsnError::Check),
            ("999999999", BsnError::Check),
            ("000000000", BsnError::Zero),
            ("12345678", BsnError::Length { found: 8 }),
            ("1234567820", BsnError::Length { found: 10 }),
            ("", BsnError::Length { found: 0 }),
            ("12345678a", BsnError::NotDigits),
            ("1234.56.782", BsnError::NotDigits),
            (" 23456782", BsnError::NotDigits),
            ("+23456782", BsnError::NotDigits),
            ("١٢٣٤٥٦٧٨٢", BsnError::NotDigits),
        ];
        for (text, error) in table {
            assert_eq!(Bsn::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn lost_zeros_are_put_back_only_where_that_is_asked() {
        let table = [
            ("10002546", Ok("010002546")),
            ("010002546", Ok("010002546")),
            ("123456782", Ok("123456782")),
            ("12345678", Err(BsnError::Check)),
            ("0000000", Err(BsnError::Zero)),
            ("123456", Err(BsnError::Length { found: 6 })),
            ("1234567820", Err(BsnError::Length { found: 10 })),
            ("1000254x", Err(BsnError::NotDigits)),
        ];
        for (text, expected) in table {
            assert_eq!(Bsn::parse_padded(text).map(Bsn::expose), expected.map(str::to_owned), "{text}");
        }
        assert_eq!(Bsn::parse("10002546"), Err(BsnError::Length { found: 8 }));
    }

    #[test]
    fn only_the_last_three_digits_show() {
        let number = Bsn::parse("123456782").expect("valid");
        assert_eq!((number.to_string(), format!("{number:?}")), ("******782".to_owned(), "Bsn(******782)".to_owned()));
        assert_eq!(Bsn::parse("010002546").expect("valid").to_string(), "******546");
        let table = [("123456789", "******789"), ("12345678", "******678"), ("12é", "******12é"), ("", "******")];
        for (delivered, masked) in table {
            assert_eq!(mask(delivered), masked);
        }
    }

    #[test]
    fn test_persons_are_known_by_their_first_digits() {
        let table = [("999993653", true), ("123456782", false), ("900038937", false)];
        for (text, expected) in table {
            assert_eq!(Bsn::parse(text).expect("valid").is_test_person(), expected, "{text}");
        }
    }

    fn any_number() -> impl Strategy<Value = Bsn> {
        (1_u32..1_000_000_000).prop_filter_map("numbers that pass", |number| Bsn::from_number(number).ok())
    }

    proptest! {
        #[test]
        fn a_number_is_taken_back(number in any_number()) {
            prop_assert_eq!(Bsn::from_number(number.number()), Ok(number));
            prop_assert_eq!(Bsn::parse(&number.expose()), Ok(number));
        }

        #[test]
        fn one_wrong_digit_is_always_caught(number in any_number(), at in 0_usize..9, by in 1_u8..10) {
            let mut digits = number.expose().into_bytes();
            digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
            let text = String::from_utf8(digits).expect("digits");
            prop_assert!(matches!(Bsn::parse(&text), Err(BsnError::Check | BsnError::Zero)), "{}", text);
        }

        #[test]
        fn two_swapped_digits_are_always_caught(number in any_number(), at in 0_usize..8) {
            let mut digits = number.expose().into_bytes();
            digits.swap(at, at + 1);
            let text = String::from_utf8(digits).expect("digits");
            prop_assert!(text == number.expose() || Bsn::parse(&text) == Err(BsnError::Check), "{}", text);
        }

        #[test]
        fn no_way_of_printing_shows_more_than_three_digits(number in any_number()) {
            for shown in [format!("{number}"), format!("{number:?}"), format!("{number:#?}"), mask(&number.expose())] {
                prop_assert_eq!(shown.chars().filter(char::is_ascii_digit).count(), 3);
            }
        }

        #[test]
        fn nothing_that_is_typed_breaks_the_reading(text in any::<String>()) {
            let _ = (Bsn::parse(&text), Bsn::parse_padded(&text), mask(&text));
        }
    }
}
