//! Texts that stand for "none" or "not known" in deliveries.

/// Texts that are no date, or the last there is.
const DATES: [&str; 9] = [
    "99999999",
    "00000000",
    "99991231",
    "99-99-9999",
    "00-00-0000",
    "31-12-9999",
    "9999-99-99",
    "0000-00-00",
    "9999-12-31",
];
/// Texts that are no number, month or year.
const OTHERS: [&str; 7] = ["9999", "999999", "000000", "999999999", "000000000", "9999999999", "0000000000"];

/// Words and marks in place of whatever a column holds, in small letters.
const WORDS: [&str; 14] = [
    "-",
    "--",
    "?",
    "n.v.t.",
    "n.v.t",
    "nvt",
    "n.b.",
    "n/a",
    "null",
    "geen",
    "leeg",
    "onbekend",
    "unknown",
    "niet van toepassing",
];

/// All sentinels that are known.
pub(super) const ALL: usize = DATES.len() + OTHERS.len() + WORDS.len();

/// Tells whether a text is a known sentinel.
pub(super) fn is_one(text: &str) -> bool {
    place(text).is_some()
}

/// Tells whether a text is a sentinel among dates.
pub(super) fn is_no_date(text: &str) -> bool {
    DATES.contains(&text)
}

/// Returns the place of a sentinel, from 0.
pub(super) fn place(text: &str) -> Option<usize> {
    if text.bytes().next().is_some_and(|first| first.is_ascii_digit()) {
        return DATES.iter().chain(&OTHERS).position(|known| *known == text);
    }
    let word = WORDS.iter().position(|known| known.eq_ignore_ascii_case(text));
    word.map(|place| DATES.len() + OTHERS.len() + place)
}

/// Tells whether what stands at a place is a word, and no number or date.
pub(super) const fn is_word(place: usize) -> bool {
    place >= DATES.len() + OTHERS.len()
}

/// Tells whether what stands at a place is a number, and no word or date.
pub(super) const fn is_number(place: usize) -> bool {
    place >= DATES.len() && !is_word(place)
}

/// Returns the sentinel at a place.
pub(super) fn at(place: usize) -> &'static str {
    DATES.iter().chain(&OTHERS).chain(&WORDS).nth(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_capitals_too() {
        assert_eq!(["N.V.T.", "Onbekend", "-"].map(|text| place(text).is_some_and(is_word)), [true; 3]);
        assert!(!place("99999999").is_some_and(is_word));
    }

    #[test]
    fn every_sentinel_is_found_at_its_place() {
        for place in 0..ALL {
            assert!(is_one(at(place)), "{}", at(place));
            assert_eq!(super::place(at(place)), Some(place));
        }
        for text in ["", "999", "99999", "2019", "01-01-2019", "é999", "geen idee"] {
            assert!(!is_one(text), "{text}");
        }
    }
}
