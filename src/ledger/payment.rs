//! One delivered payment of a case in scope, as it is compared and promised again.

use super::class::Class;
use super::facts::CaseIndex;
use crate::convert::digest::RecordHasher;
use crate::domain::{Date, Month, Origin};

/// One delivered payment of a case in scope.
#[derive(Clone, Copy, Debug)]
pub struct Payment<'a> {
    /// Where it was delivered.
    pub origin: Origin,
    /// The case.
    pub case: CaseIndex,
    /// Who was paid: nine digits, or as delivered where it is no number.
    pub recipient: &'a str,
    /// The client's number.
    pub client: Option<&'a str>,
    /// The account: in electronic form, or as delivered where it is no IBAN.
    pub account: &'a str,
    /// The month that it concerns, where it can be read.
    pub month: Option<Month>,
    /// When it was paid, where it can be read.
    pub date: Option<Date>,
    /// How much in cents, where it can be read.
    pub cents: Option<i64>,
    /// What it means for the promise.
    pub class: Class,
}

/// Digests a payment as it must stand in the target: who was paid, on which account, for which month, when and how
/// much.
#[must_use]
pub fn payment_digest(origin: Origin, texts: [&[u8]; 4], cents: i64) -> u128 {
    let mut hasher = RecordHasher::new(origin.row_key(0));
    for text in texts {
        hasher.text(text);
    }
    hasher.integer(cents);
    hasher.finish()
}

/// Returns cents without sign, zero where they cannot be read.
pub(super) fn magnitude(cents: Option<i64>) -> i128 {
    i128::from(cents.unwrap_or_default().saturating_abs())
}
