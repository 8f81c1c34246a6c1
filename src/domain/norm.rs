//! The couple's benefit norm by date, against which an implausible payment is held.

use super::date::Date;
use super::money::Money;

/// Norms for a couple without children, including holiday allowance, from the date they took effect.
/// Source: Participatiewet art. 21, indexed by the ministry's half-yearly circular.
const COUPLE: [(i16, i64); 3] = [(2019, 146_507), (2020, 150_331), (2021, 153_634)];

/// Returns the couple's norm per month at a date; before the first known year the first, after the last the last.
#[must_use]
pub fn couple_norm(on: Date) -> Money {
    let cents = COUPLE
        .iter()
        .rev()
        .find(|(year, _)| *year <= on.year())
        .map_or(COUPLE[0].1, |(_, cents)| *cents);
    Money::from_cents(cents)
}

/// Returns the ceiling above which one payment is taken for a mistake: three times the couple's norm.
#[must_use]
pub fn payment_ceiling(on: Date) -> Money {
    Money::from_cents(3 * couple_norm(on).cents())
}
