//! The shape of a text: digits as `9`, letters as `A` and `a`, other characters as themselves.

use std::fmt::Write as _;

/// The longest run of digits or letters that is written out.
const WRITTEN_OUT: usize = 4;
/// The longest pattern, in bytes; the rest of a text is left out of it.
const LONGEST: usize = 60;

/// Writes the pattern of a text over what stood in `out`.
pub(super) fn write(text: &str, out: &mut String) {
    out.clear();
    let mut letters = text.chars().map(class).peekable();
    while let Some(letter) = letters.next() {
        if out.len() > LONGEST {
            out.push('…');
            return;
        }
        if !matches!(letter, '9' | 'A' | 'a') {
            out.push(letter);
            continue;
        }
        let mut length = 1;
        while letters.next_if_eq(&letter).is_some() {
            length += 1;
        }
        if length > WRITTEN_OUT {
            // Writing to a text does not fail.
            let _ = write!(out, "{letter}{{{length}}}");
        } else {
            out.extend(std::iter::repeat_n(letter, length));
        }
    }
}

fn class(letter: char) -> char {
    match letter {
        '0'..='9' => '9',
        'a'..='z' => 'a',
        'A'..='Z' => 'A',
        _ if letter.is_ascii() => letter,
        _ if letter.is_uppercase() => 'A',
        _ if letter.is_alphabetic() => 'a',
        _ if letter.is_numeric() => '9',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_shows_digits_letters_and_marks() {
        let long = format!("{}…", "a-".repeat(31).trim_end_matches('-'));
        let table = [
            ("01-03-2014", "99-99-9999".to_owned()),
            ("NL42SNSB0100000000", "AA99AAAA9{10}".to_owned()),
            ("900000004", "9{9}".to_owned()),
            ("1.234,56", "9.999,99".to_owned()),
            ("Łódźny-Proef", "Aa{5}-Aaaaa".to_owned()),
            ("7016 CL", "9999 AA".to_owned()),
            ("-", "-".to_owned()),
            ("", String::new()),
        ];
        let mut pattern = String::new();
        for (text, expected) in table {
            write(text, &mut pattern);
            assert_eq!(pattern, expected, "{text}");
        }
        write(&"x-".repeat(100), &mut pattern);
        assert_eq!(pattern, long);
    }
}
