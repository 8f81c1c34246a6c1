//! Shapes of texts that no type of the field reads: what is nearly an account, a date or an amount, and what went wrong
//! with the characters.

use encoding_rs::WINDOWS_1252;

use crate::domain::month::Month;

/// Returns the year of a month.
pub(super) fn year_of(month: Month) -> i32 {
    month.first_day().map_or(0, |day| i32::from(day.year()))
}

/// Tells whether a text is built like an account number: two letters, two digits, and enough of both.
pub(super) fn is_like_iban(text: &str) -> bool {
    let mut kept = text.bytes().filter(|byte| *byte != b' ');
    let start = kept.by_ref().take(4).enumerate();
    let fits = |(place, byte): (usize, u8)| {
        if place < 2 { byte.is_ascii_alphabetic() } else { byte.is_ascii_digit() }
    };
    let starts = start.map(fits).filter(|fits| *fits).count() == 4;
    let rest: Vec<u8> = kept.collect();
    let digits = rest.iter().filter(|byte| byte.is_ascii_digit()).count();
    starts && (10..=30).contains(&rest.len()) && rest.iter().all(u8::is_ascii_alphanumeric) && digits * 2 >= rest.len()
}

/// Tells whether a text is a Dutch postcode, in capitals or not, with a space or without.
pub(super) fn is_postcode(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(digits), Some(rest)) = (bytes.get(..4), bytes.get(4..)) else { return false };
    let letters = rest.strip_prefix(b" ").unwrap_or(rest);
    (b'1'..=b'9').contains(&digits[0])
        && digits.iter().all(u8::is_ascii_digit)
        && letters.len() == 2
        && letters.iter().all(u8::is_ascii_alphabetic)
}

/// Tells whether a text is a date in another notation than a mapping can declare: `1-1-2021`, `01/01/2021`, `01-01-21`,
/// or with a time behind it.
pub(super) fn is_other_date(text: &str) -> bool {
    let (day, time) = match text.split_once([' ', 'T']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let is_time = |time: &str| {
        let digits = time
            .trim_end_matches('Z')
            .split([':', '.'])
            .all(|part| !part.is_empty() && part.len() <= 6 && part.bytes().all(|byte| byte.is_ascii_digit()));
        digits && time.contains(':')
    };
    let Some(mark) = day.chars().find(|letter| "-/.".contains(*letter)) else { return false };
    let parts: Vec<&str> = day.split(mark).collect();
    let [first, second, third] = parts[..] else { return false };
    let number = |part: &str| {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<u16>().ok() } else { None }
    };
    let (Some(one), Some(two), Some(three)) = (number(first), number(second), number(third)) else { return false };
    let small = |part: &str| part.len() <= 2;
    let ends_with_year = small(first) && (third.len() == 4 || (third.len() == 2 && mark != '.'));
    let fits = if first.len() == 4 {
        small(third) && two <= 12 && three <= 31
    } else {
        ends_with_year && one <= 31 && two <= 31 && (one <= 12 || two <= 12)
    };
    small(second) && fits && time.is_none_or(is_time)
}

/// Tells whether a text is a number as `1,23E+15`.
pub(super) fn is_exponent(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.strip_prefix('-').unwrap_or(number);
    let whole = number.split_once([',', '.']).map_or_else(|| digits(number), |(one, two)| digits(one) && digits(two));
    whole && power.strip_prefix(['+', '-']).is_some_and(digits)
}

/// Tells whether one mark stands before exactly three digits: thousands in one notation, decimals in another.
pub(super) fn is_ambiguous(text: &str) -> bool {
    let Some((whole, rest)) = text.split_once([',', '.']) else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&whole.len()) && rest.len() == 3 && digits(whole) && digits(rest)
}

/// Tells whether a text is a number whose decimals, sign or currency no mapping reads.
pub(super) fn is_other_amount(text: &str) -> bool {
    let kept = text.trim_start_matches(['+', '-', '€', ' ']).trim_end_matches(['-', ' ', '€']);
    let marks = kept.bytes().filter(|byte| b",.".contains(byte)).count();
    let clean = kept.bytes().all(|byte| byte.is_ascii_digit() || b",.".contains(&byte));
    let starts = kept.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let ends = kept.bytes().last().is_some_and(|byte| byte.is_ascii_digit());
    clean && starts && ends && (marks == 1 || (marks == 0 && kept.len() < text.len()))
}

/// Tells whether a character shows nothing: controls, and what has no width.
pub(super) fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// What letters with accents of DOS become, and what stands before no other letter.
const DOS: [char; 7] = ['‚', '†', '‡', 'ˆ', '‰', '˜', 'ƒ'];

/// Tells whether a text is UTF-8 that was read as Windows-1252, such as `Ã©`, or a code page of DOS, such as `Br‚dal`.
pub(super) fn is_mojibake(text: &str) -> bool {
    let (bytes, _, lost) = WINDOWS_1252.encode(text);
    let is_utf_8 = !lost && !bytes.is_ascii() && std::str::from_utf8(&bytes).is_ok();
    let letters = || text.chars().zip(text.chars().skip(1));
    is_utf_8 || (text.contains(DOS) && letters().any(|(one, next)| DOS.contains(&one) && next.is_lowercase()))
}

/// Tells whether a question mark stands between two letters, as where a character was lost.
pub(super) fn has_inner_question_mark(text: &str) -> bool {
    let letters: Vec<char> = if text.contains('?') { text.chars().collect() } else { return false };
    letters.windows(3).any(|three| three[0].is_alphabetic() && three[1] == '?' && three[2].is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A predicate by its name, what it takes, and what it does not.
    type Case = (&'static str, fn(&str) -> bool, &'static [&'static str], &'static [&'static str]);

    #[test]
    fn shapes_are_told_apart() {
        let table: [Case; 8] = [
            (
                "like an IBAN",
                is_like_iban,
                &["NL91ABNA0417164301", "nl91abna0417164300", "NL91 ABNA 0417 1643 01", "BE6853900754703"],
                &["", "NL", "NL91", "Nieuwstraat 12345678901", "1234567890123456", "NL91ABCDEFGHIJKLMN"],
            ),
            (
                "postcode",
                is_postcode,
                &["7016 CL", "7015RL", "7271 ab"],
                &["0016 CL", "7016", "7016  CL", "70161CL", "é016CL"],
            ),
            (
                "other date",
                is_other_date,
                &[
                    "1-1-2021",
                    "01/01/2021",
                    "01-01-21",
                    "2021/1/31",
                    "31.12.2020",
                    "31-12-2020 00:00",
                    "2020-12-31T00:00:00Z",
                ],
                &[
                    "",
                    "1-1",
                    "12.01.20",
                    "1.234.567",
                    "40-40-2020",
                    "12-13-14-15",
                    "06-12345678",
                    "1-1-2021 x",
                    "1--2021",
                ],
            ),
            (
                "exponent",
                is_exponent,
                &["1,23E+15", "9e-05", "-1.5E+3"],
                &["1E5", "E+15", "1,E+15", "12", "FE+1", "1E+"],
            ),
            (
                "ambiguous",
                is_ambiguous,
                &["1.000", "12,345", "999.999"],
                &["1000", "1.00", "1.0000", "1.000.000", "1234.567", ".123"],
            ),
            (
                "other amount",
                is_other_amount,
                &["12,5", "0,333", "12,50-", "+12,50", "€ 12,50", "12-", "+12"],
                &["12", "12-13", "1.2.3", "12,", "-", "€", "12a"],
            ),
            (
                "mojibake",
                is_mojibake,
                &["BrÃ©loo", "â‚¬ 5", "Â°", "Br‚dal"],
                &["Brédal", "Łódź", "abc", "é", "Ã", "50 ‰ eraf"],
            ),
            ("lost letter", has_inner_question_mark, &["Br?dal", "Ori?ntatie"], &["Waarom?", "a ?b", "??", "?a"]),
        ];
        for (name, is, yes, no) in table {
            for text in yes {
                assert!(is(text), "{text:?} is {name}");
            }
            for text in no {
                assert!(!is(text), "{text:?} is not {name}");
            }
        }
    }
}
