//! Money: whole euro cents, and the notations in which deliveries write it.
//!
//! An amount is an `i64` of cents that only checked arithmetic can touch; a sum over a delivery is an `i128`.
//! Nothing here rounds, and nothing guesses which mark separates the decimals.

use std::fmt;

use thiserror::Error;

/// An amount in euro cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// No money at all.
    pub const ZERO: Self = Self(0);

    /// Takes a count of cents as an amount.
    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// Returns the amount in cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// Reads an amount as the delivery declares it: no decimals or exactly two, and thousands marks in the right
    /// places or nowhere. A minus may lead.
    ///
    /// # Errors
    /// Says what is wrong with the text; nothing is repaired.
    pub fn parse(text: &str, notation: Notation) -> Result<Self, MoneyError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let cents = notation.unsigned_cents(digits.as_bytes())?;
        Ok(Self(if negative { -cents } else { cents }))
    }

    /// Reads an amount that is delivered as a whole number of cents. A minus may lead.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn parse_cents(text: &str) -> Result<Self, MoneyError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if digits.is_empty() {
            return Err(MoneyError::Empty);
        }
        let mut cents = 0_i64;
        for &byte in digits.as_bytes() {
            cents = push_digit(cents, byte)?;
        }
        Ok(Self(if negative { -cents } else { cents }))
    }

    /// Returns the sum, or nothing where it does not fit.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(cents) => Some(Self(cents)),
            None => None,
        }
    }

    /// Returns the difference, or nothing where it does not fit.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(cents) => Some(Self(cents)),
            None => None,
        }
    }

    /// Returns the amount with its sign turned; amounts that were read always have one.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }

    /// Returns the amount without its sign.
    #[must_use]
    pub const fn magnitude(self) -> Self {
        Self(self.0.saturating_abs())
    }
}

impl fmt::Display for Money {
    /// Writes Dutch notation: `1.052,32`, `-36,44`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        Total::from(*self).fmt(out)
    }
}

/// A sum of amounts in euro cents, wide enough for any caseload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Total(i128);

impl Total {
    /// Takes a count of cents as a sum.
    #[must_use]
    pub const fn from_cents(cents: i128) -> Self {
        Self(cents)
    }

    /// Returns the sum in cents.
    #[must_use]
    pub const fn cents(self) -> i128 {
        self.0
    }

    /// Writes the sum without thousands, with a mark before the cents: `1052.32`, `-36.44`.
    #[must_use]
    pub fn ungrouped(self, decimal: char) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        format!("{sign}{}{decimal}{:02}", magnitude / 100, magnitude % 100)
    }

    /// Adds one amount.
    pub const fn add(&mut self, amount: Money) {
        self.0 += amount.0 as i128;
    }
}

impl From<Money> for Total {
    fn from(amount: Money) -> Self {
        Self(i128::from(amount.0))
    }
}

impl fmt::Display for Total {
    /// Writes Dutch notation: `1.052,32`, `-36,44`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.0.unsigned_abs();
        let euros = (magnitude / 100).to_string();
        let mut grouped = String::with_capacity(euros.len() + euros.len() / 3 + 4);
        if self.0 < 0 {
            grouped.push('-');
        }
        for (index, digit) in euros.chars().enumerate() {
            if index > 0 && (euros.len() - index).is_multiple_of(3) {
                grouped.push('.');
            }
            grouped.push(digit);
        }
        let cents = magnitude % 100;
        out.pad(&format!("{grouped},{cents:02}"))
    }
}

/// Writes an amount with its unit, in Dutch notation: `€ 1.052,32`.
#[must_use]
pub fn euros(cents: impl Into<i128>) -> String {
    format!("€ {}", Total::from_cents(cents.into()))
}

/// Which marks a delivery writes amounts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notation {
    /// The mark before the cents.
    pub decimal: u8,
    /// The mark between thousands, where the delivery uses one.
    pub thousands: Option<u8>,
}

impl Notation {
    /// `1.234,56`
    pub const DUTCH: Self = Self { decimal: b',', thousands: Some(b'.') };
    /// `1234.56`
    pub const PLAIN: Self = Self { decimal: b'.', thousands: None };

    /// Reads an amount without sign, in cents.
    fn unsigned_cents(self, text: &[u8]) -> Result<i64, MoneyError> {
        let (euros, cents) = match text.iter().position(|&byte| byte == self.decimal) {
            Some(at) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        let whole = self.whole_euros(euros)?;
        let whole = whole.checked_mul(100).ok_or(MoneyError::TooLarge)?;
        match cents {
            None => Ok(whole),
            Some(&[tens, ones]) => {
                let part = push_digit(push_digit(0, tens)?, ones)?;
                whole.checked_add(part).ok_or(MoneyError::TooLarge)
            }
            Some(other) => Err(MoneyError::Decimals { found: other.len() }),
        }
    }

    fn whole_euros(self, text: &[u8]) -> Result<i64, MoneyError> {
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        let mut whole = 0_i64;
        let Some(mark) = self.thousands.filter(|mark| text.contains(mark)) else {
            for &byte in text {
                whole = push_digit(whole, byte)?;
            }
            return Ok(whole);
        };
        // `0.500` is no five hundred euros but half a euro in another notation than the declared one.
        if text[0] == b'0' {
            return Err(MoneyError::Grouping);
        }
        for (index, group) in text.split(|&byte| byte == mark).enumerate() {
            let fits = if index == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
            if !fits {
                return Err(MoneyError::Grouping);
            }
            for &byte in group {
                whole = push_digit(whole, byte)?;
            }
        }
        Ok(whole)
    }
}

fn push_digit(value: i64, byte: u8) -> Result<i64, MoneyError> {
    if !byte.is_ascii_digit() {
        return Err(MoneyError::NotADigit);
    }
    value.checked_mul(10).and_then(|value| value.checked_add(i64::from(byte - b'0'))).ok_or(MoneyError::TooLarge)
}

/// What is wrong with an amount.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum MoneyError {
    /// There is no amount.
    #[error("no digits before the decimals")]
    Empty,
    /// A character that is neither a digit nor a declared mark in its place.
    #[error("a character that is no digit and no declared mark")]
    NotADigit,
    /// Decimals are given, and they are not two.
    #[error("{found} decimals where none or two are expected")]
    Decimals {
        /// How many characters follow the decimal mark.
        found: usize,
    },
    /// A thousands mark stands where no thousand ends, or a number with one begins with zero.
    #[error("a thousands mark that does not part groups of three digits, or a zero before it")]
    Grouping,
    /// More than fits in 64 bits of cents.
    #[error("an amount larger than can be kept")]
    TooLarge,
}

#[cfg(test)]
mod tests;
