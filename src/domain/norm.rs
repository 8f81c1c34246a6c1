//! The couple's benefit norm by date, against which an implausible payment is held.

use super::date::Date;
use super::money::Money;

/// Norms for a couple without children, including holiday allowance, from the date they took effect.
/// Source: Participatiewet art. 21, indexed by the ministry's half-yearly circular.
const COUPLE: [(i16, i64); 3] = [(2019, 146_507), (2020, 150_331), (2021, 153_634)];

/// Returns the couple's norm per month at a date; before the first known year the first, after the last the last.
#[must_use]
pub fn couple_norm(on: Date) -> Money {
    let cents = COUPLE.iter().rev().find(|(year, _)| *year <= on.year()).map_or(COUPLE[0].1, |(_, cents)| *cents);
    Money::from_cents(cents)
}

/// Returns the ceiling above which one payment is taken for a mistake: three times the couple's norm.
#[must_use]
pub fn payment_ceiling(on: Date) -> Money {
    Money::from_cents(3 * couple_norm(on).cents())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_norm_is_the_one_of_the_year() {
        let table = [
            (date(2018, 7, 1), "1.465,07"),
            (date(2019, 1, 1), "1.465,07"),
            (date(2019, 12, 31), "1.465,07"),
            (date(2020, 1, 1), "1.503,31"),
            (date(2021, 1, 1), "1.536,34"),
            (date(2027, 5, 1), "1.536,34"),
        ];
        for (on, norm) in table {
            assert_eq!(couple_norm(on).to_string(), norm, "{on}");
        }
    }

    #[test]
    fn three_norms_are_the_ceiling() {
        assert_eq!(payment_ceiling(date(2021, 1, 29)).to_string(), "4.609,02");
    }
}
