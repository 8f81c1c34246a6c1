//! Made-up numbers that pass the checks of real ones, each given out once.
//!
//! A number follows from the household's place in the caseload, so nothing has to be remembered to keep them unique.
//! The stretch of burgerservicenummers ends before `9999…`, which is set apart for test persons.

use crate::domain::{Bsn, Iban};

/// How many accounts are set apart per household.
const ACCOUNTS_PER_HOUSEHOLD: u32 = 4;
/// Accounts are scattered over this many numbers, a power of two, so that an odd factor visits each of them once.
const ACCOUNT_NUMBERS: u32 = 1 << 29;
const SCATTER: u32 = 7_368_787;

/// Returns one of a household's two burgerservicenummers, or nothing where the stretch has run out. A low number
/// begins with a zero.
pub(super) fn bsn(index: u32, slot: usize, low: bool) -> Option<Bsn> {
    let (first, end) = if low { (1_000_000, 10_000_000) } else { (90_000_000, 99_900_000) };
    // Of four eight-digit beginnings in a row at most two have no check digit.
    let start = index.checked_mul(4)?.checked_add(first)?;
    if start + 4 > end {
        return None;
    }
    (start..start + 4).filter_map(with_check_digit).nth(slot)
}

/// Returns an A-nummer, or nothing where no ending fits this beginning. `serial` differs per person.
pub(super) fn administration_number(serial: u32) -> Option<u64> {
    let head = 1_000_000 + u64::from(serial) * 7_654_321 % 9_000_000;
    (head * 1000..head * 1000 + 1000).find(|number| is_administration_number(*number))
}

/// Returns one of a household's four accounts at a Dutch bank, given by its four letters.
pub(super) fn dutch_account(index: u32, slot: u32, bank: &str) -> Option<Iban> {
    let number = account_number(index.checked_mul(ACCOUNTS_PER_HOUSEHOLD)?.checked_add(slot)?);
    iban("NL", &format!("{bank}{number:010}"))
}

/// Returns one of a household's four accounts, in Germany or Belgium.
pub(super) fn foreign_account(index: u32, slot: u32, belgian: bool) -> Option<Iban> {
    let number = u64::from(account_number(index.checked_mul(ACCOUNTS_PER_HOUSEHOLD)?.checked_add(slot)?));
    if belgian {
        let base = 9_000_000_000 + number;
        let check = if base % 97 == 0 { 97 } else { base % 97 };
        iban("BE", &format!("{base}{check:02}"))
    } else {
        iban("DE", &format!("10000000{number:010}"))
    }
}

/// Returns the account of an organisation, counted from zero.
pub(super) fn organisation_account(place: u32) -> Option<Iban> {
    iban("NL", &format!("RABO{:010}", account_number(ACCOUNT_NUMBERS - 1 - place)))
}

fn with_check_digit(beginning: u32) -> Option<Bsn> {
    let (mut rest, mut sum) = (beginning, 0);
    for weight in 2..=9 {
        sum += weight * (rest % 10);
        rest /= 10;
    }
    if sum % 11 == 10 {
        return None;
    }
    Bsn::from_number(beginning * 10 + sum % 11).ok()
}

fn is_administration_number(number: u64) -> bool {
    let (mut rest, mut sum, mut weighted, mut previous) = (number, 0, 0, 10);
    for place in (0..10).rev() {
        let digit = rest % 10;
        if digit == previous {
            return false;
        }
        sum += digit;
        weighted += digit << place;
        previous = digit;
        rest /= 10;
    }
    matches!(sum % 11, 0 | 5) && weighted % 11 == 0
}

fn account_number(serial: u32) -> u32 {
    100_000_000 + serial.wrapping_mul(SCATTER) % ACCOUNT_NUMBERS
}

fn iban(country: &str, account: &str) -> Option<Iban> {
    let remainder = account.bytes().chain(country.bytes()).chain(*b"00").fold(0_u32, |rest, byte| {
        if byte.is_ascii_digit() {
            (rest * 10 + u32::from(byte - b'0')) % 97
        } else {
            (rest * 100 + u32::from(byte - b'A') + 10) % 97
        }
    });
    Iban::parse(&format!("{country}{:02}{account}", 98 - remainder)).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_household_has_two_own_burgerservicenummers() {
        for low in [false, true] {
            let mut seen = BTreeSet::new();
            for index in (0..20_000).chain(1_980_000..2_000_000) {
                for slot in [0, 1] {
                    let bsn = bsn(index, slot, low).expect("the stretch reaches two million households");
                    assert!(seen.insert(bsn), "{index}");
                    assert!(!bsn.is_test_person());
                    assert_eq!(bsn.expose().starts_with('0'), low);
                }
            }
        }
    }

    #[test]
    fn the_stretch_of_burgerservicenummers_ends() {
        assert!(bsn(3_000_000, 0, false).is_none());
        assert!(bsn(3_000_000, 0, true).is_none());
        assert!(bsn(u32::MAX, 0, false).is_none());
    }

    #[test]
    fn accounts_are_valid_and_given_out_once() {
        let mut seen = BTreeSet::new();
        for index in 0..5000 {
            for slot in 0..ACCOUNTS_PER_HOUSEHOLD {
                let iban = dutch_account(index, slot, "INGB").expect("a valid account");
                assert!(seen.insert(iban));
            }
            for belgian in [false, true] {
                assert!(foreign_account(index, 0, belgian).is_some());
            }
        }
        for place in 0..50 {
            assert!(seen.insert(organisation_account(place).expect("a valid account")));
        }
    }

    #[test]
    fn many_persons_have_an_a_nummer_of_ten_digits() {
        let numbers: BTreeSet<u64> = (0..1000).filter_map(administration_number).collect();
        assert!(numbers.len() > 300, "{}", numbers.len());
        assert!(numbers.iter().all(|number| (1_000_000_000..=9_999_999_999).contains(number)));
    }
}
