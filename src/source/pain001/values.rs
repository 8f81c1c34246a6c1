//! Amounts, counts and dates as a payment file writes them.

use crate::domain::{Date, DateFormat};

/// Reads an amount of euros in cents. A sign may lead; decimals are none, one or two.
pub(super) fn cents(text: &str) -> Result<i128, String> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (euros, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all = || euros.bytes().chain(decimals.bytes());
    if all().next().is_none() || !all().all(|byte| byte.is_ascii_digit()) {
        return Err("not a number with a point before the cents".to_owned());
    }
    if decimals.len() > 2 {
        return Err(format!("{} decimals", decimals.len()));
    }
    // The schema has room for eighteen digits.
    if euros.trim_start_matches('0').len() > 18 {
        return Err("more than any amount".to_owned());
    }
    let missing = std::iter::repeat_n(b'0', 2 - decimals.len());
    let cents = all().chain(missing).fold(0_i128, |sum, byte| sum * 10 + i128::from(byte - b'0'));
    Ok(if negative { -cents } else { cents })
}

/// Reads a number of payments: at most fifteen digits.
pub(super) fn count(text: &str) -> Option<u64> {
    let fits = (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// Reads a date, whatever zone it is said in.
pub(super) fn date(text: &str) -> Option<Date> {
    let (date, zone) = text.split_at_checked(10)?;
    let date = DateFormat::YearMonthDay.parse(date).ok()?;
    is_zone(zone).then_some(date)
}

/// Reads the date of a date and time, whatever zone it is said in: it is executed on the date that is written.
pub(super) fn date_of_time(text: &str) -> Option<Date> {
    let (day, time) = text.split_once('T')?;
    let clock = time.get(..8)?.as_bytes();
    let is_clock = matches!(clock, [h1, h2, b':', m1, m2, b':', s1, s2]
        if [h1, h2, m1, m2, s1, s2].into_iter().all(u8::is_ascii_digit));
    let rest = &time[8..];
    let zone =
        rest.strip_prefix('.').map_or(rest, |rest| rest.trim_start_matches(|digit: char| digit.is_ascii_digit()));
    date(day).filter(|_| is_clock && day.len() == 10 && is_zone(zone))
}

fn is_zone(text: &str) -> bool {
    match text.as_bytes() {
        [] | [b'Z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => [h1, h2, m1, m2].into_iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_two_decimals_at_the_most() {
        let table = [
            ("629.71", Ok(62971)),
            ("629.7", Ok(62970)),
            ("629", Ok(62900)),
            ("629.", Ok(62900)),
            (".71", Ok(71)),
            ("0.00", Ok(0)),
            ("+1.00", Ok(100)),
            ("-1.00", Ok(-100)),
            ("000000000000000000001.00", Ok(100)),
            ("999999999999999999.99", Ok(99_999_999_999_999_999_999)),
            ("629.710", Err("3 decimals")),
            ("629,71", Err("not a number with a point before the cents")),
            ("1.000.00", Err("not a number with a point before the cents")),
            ("6e2", Err("not a number with a point before the cents")),
            ("", Err("not a number with a point before the cents")),
            (".", Err("not a number with a point before the cents")),
            ("--1", Err("not a number with a point before the cents")),
            ("1 000", Err("not a number with a point before the cents")),
            ("1000000000000000000", Err("more than any amount")),
        ];
        for (text, expected) in table {
            assert_eq!(cents(text), expected.map_err(str::to_owned), "{text}");
        }
    }

    #[test]
    fn counts_are_digits() {
        let table =
            [("12", Some(12)), ("0", Some(0)), ("", None), ("-1", None), ("1.0", None), ("1234567890123456", None)];
        for (text, expected) in table {
            assert_eq!(count(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_may_have_a_zone_and_a_time() {
        let day = DateFormat::YearMonthDay.parse("2021-01-29").ok();
        let dates = [
            ("2021-01-29", day),
            ("2021-01-29Z", day),
            ("2021-01-29+01:00", day),
            ("2021-02-29", None),
            ("29-01-2021", None),
            ("2021-01-29T00:00:00", None),
            ("", None),
            ("2021-01-2é", None),
        ];
        for (text, expected) in dates {
            assert_eq!(date(text), expected, "{text}");
        }
        let times = [
            ("2021-01-29T00:00:00", day),
            ("2021-01-29T23:59:59.123+01:00", day),
            ("2021-01-29T23:59:59Z", day),
            ("2021-01-29", None),
            ("2021-01-29ZT00:00:00", None),
            ("2021-01-29T0:00", None),
            ("2021-01-29T00:00:00x", None),
        ];
        for (text, expected) in times {
            assert_eq!(date_of_time(text), expected, "{text}");
        }
    }
}
