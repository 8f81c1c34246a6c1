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
