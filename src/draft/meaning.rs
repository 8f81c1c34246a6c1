//! What a delivered text may say: one of the target's codes, a kind of component, a sign.

use super::words::{Lexicon, Word};
use crate::catalog::{CodeValue, codes};
use crate::profile::model::ColumnProfile;

/// The code that a text says.
pub(super) struct Meaning {
    /// The code.
    pub(super) code: &'static CodeValue,
    /// Whether the text says it in words, or in signs that everyone uses; else it is short for it and for no other.
    pub(super) is_plain: bool,
}

/// Signs and digits that say a code: the population register numbers the sexes as ISO 5218 does.
const SIGNS: [(&[CodeValue], &str, usize); 8] = [
    (codes::DEBET_CREDIT, "+", 0),
    (codes::DEBET_CREDIT, "-", 1),
    (codes::GESLACHT, "1", 0),
    (codes::GESLACHT, "2", 1),
    (codes::GESLACHT, "0", 2),
    (codes::GESLACHT, "9", 2),
    (codes::GESLACHT, "M", 0),
    (codes::GESLACHT, "V", 1),
];

/// Finds the code of a list that a text says, where it says one and no other.
pub(super) fn of(list: &'static [CodeValue], text: &str, lexicon: &Lexicon) -> Option<Meaning> {
    if let Some((.., place)) = SIGNS.iter().find(|(signs, sign, _)| *signs == list && *sign == text) {
        return list.get(*place).map(|code| Meaning { code, is_plain: true });
    }
    let letters: String = text.to_lowercase().chars().filter(|character| character.is_alphabetic()).collect();
    if letters.is_empty() || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let said = lexicon.words(text);
    let in_words = |code: &CodeValue| {
        let short = code.dutch.split(',').next().unwrap_or_default();
        let forms = [&code.code.replace('_', " "), code.dutch, short, code.english];
        code.code.eq_ignore_ascii_case(text) || forms.iter().any(|form| lexicon.words(form) == said)
    };
    let in_a_word = |code: &CodeValue| {
        let spoken = lexicon.words(&code.code.replace('_', " "));
        said.iter().any(|word| spoken.iter().any(|known| !known.is_light() && word.likeness(known) >= NEAR))
    };
    let in_letters = |code: &CodeValue| {
        let code = code.code.to_lowercase();
        let is_one = letters.chars().count() == 1;
        code.starts_with(&letters) || !is_one && is_short(&letters, &code)
    };
    let tests: [&dyn Fn(&CodeValue) -> bool; 3] = [&in_words, &in_a_word, &in_letters];
    for (test, is_plain) in tests.into_iter().zip([true, true, false]) {
        let mut found = list.iter().filter(|code| test(code));
        match (found.next(), found.next()) {
            (Some(code), None) => return Some(Meaning { code, is_plain }),
            (Some(_), Some(_)) => return None,
            _ => {}
        }
    }
    None
}

/// How alike two words are that say the same.
const NEAR: u32 = 850;

/// Tells whether letters stand in a word in their order, from the first one on.
fn is_short(letters: &str, word: &str) -> bool {
    let mut rest = word.chars();
    letters.chars().next() == word.chars().next() && letters.chars().all(|letter| rest.any(|other| other == letter))
}

/// Reads which kind of component a heading names.
pub(super) fn component(heading: &str) -> Option<&'static str> {
    const HINTS: [(&str, &str); 8] = [
        ("norm", "norm"),
        ("toeslag", "toeslag"),
        ("inkomsten", "inkomsten"),
        ("inkomen", "inkomsten"),
        ("reserver", "vt_reservering"),
        ("inhouding", "inhouding"),
        ("verrekening", "inhouding"),
        ("doorbetaal", "doorbetaling"),
    ];
    let lower = heading.to_lowercase();
    let found = HINTS.iter().find(|(hint, _)| lower.contains(hint) && !lower.contains("vakantie"));
    let holiday = lower.contains("vakantie").then_some("vt_reservering");
    found.map(|(_, kind)| *kind).or(holiday)
}

/// Says which way a kind of component works.
pub(super) fn way(kind: &'static str) -> &'static str {
    if matches!(kind, "norm" | "toeslag" | "vt_uitbetaling") { "credit" } else { "debet" }
}

/// Reads a column as signs: the texts that leave an amount as it is, and those that turn it around. The other one of a
/// pair need not have been seen, where the heading speaks of signs.
pub(super) fn signs(profile: &ColumnProfile, heading: &[Word]) -> Option<(String, String)> {
    const PAIRS: [(&str, &str); 5] = [("+", "-"), ("D", "C"), ("D", "K"), ("BIJ", "AF"), ("DEBET", "CREDIT")];
    const HINTS: [&str; 5] = ["debet", "credit", "teken", "plus", "min"];
    let hinted = heading.iter().any(|word| HINTS.contains(&word.to_string().as_str()));
    let seen: Vec<&str> =
        profile.common.iter().map(|(text, _)| text.as_str()).filter(|text| !text.is_empty()).collect();
    let is_pair = |(plus, minus): &(&str, &str)| {
        let is_in = |text: &&str| [plus, minus].iter().any(|known| known.eq_ignore_ascii_case(text));
        !seen.is_empty() && seen.iter().all(is_in)
    };
    let is_whole = seen.len() == 2 && profile.rare == 0 || hinted && profile.rare <= 1;
    let (plus, minus) = PAIRS.into_iter().find(is_pair).filter(|_| is_whole)?;
    let as_seen = |known: &str| {
        let text = seen.iter().find(|text| known.eq_ignore_ascii_case(text));
        text.map_or_else(|| known.to_owned(), |text| (*text).to_owned())
    };
    Some((as_seen(plus), as_seen(minus)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::hand::{self, column};
    use crate::profile::model::Kind;

    #[test]
    fn a_text_that_is_short_for_a_code_says_it_less_plainly() {
        let lexicon = Lexicon::new();
        for (list, text, expected) in [
            (codes::SOORT_BESCHIKKING, "Toekenning", Some(("toekenning", true))),
            (codes::SOORT_BESCHIKKING, "TK", Some(("toekenning", false))),
            (codes::SOORT_BESCHIKKING, "A", Some(("afwijzing", false))),
            (codes::GESLACHT, "M", Some(("man", true))),
            (codes::GESLACHT, "O", Some(("onbekend", false))),
            (codes::WET, "Participatiewet", Some(("PW", true))),
            (codes::SOORT_BETALING, "01", None),
            (codes::SOORT_BETALING, "", None),
        ] {
            let found = of(list, text, &lexicon).map(|meaning| (meaning.code.code, meaning.is_plain));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_heading_may_name_a_kind_of_component() {
        for (heading, expected) in [
            ("Basisnorm", Some(("norm", "credit"))),
            ("Toeslag alleenstaande", Some(("toeslag", "credit"))),
            ("Inkomsten partner", Some(("inkomsten", "debet"))),
            ("Reservering vakantiegeld", Some(("vt_reservering", "debet"))),
            ("Verrekening voorschot", Some(("inhouding", "debet"))),
            ("Zaaknummer", None),
        ] {
            assert_eq!(component(heading).map(|kind| (kind, way(kind))), expected, "{heading}");
        }
    }

    #[test]
    fn signs_are_known_by_their_pairs() {
        let lexicon = Lexicon::new();
        for (heading, texts, expected) in [
            ("Soort", vec!["+", "-"], Some(("+", "-"))),
            ("D/C", vec!["D"], Some(("D", "C"))),
            ("Teken", vec!["d", "k"], Some(("d", "k"))),
            ("Status", vec!["D"], None),
            ("Soort", vec!["+", "-", "="], None),
        ] {
            let seen: Vec<(&str, u64)> = texts.iter().map(|text| (*text, 9)).collect();
            let profile = hand::with_values(column(heading, Kind::Code), &seen);
            let expected = expected.map(|(plus, minus): (&str, &str)| (plus.to_owned(), minus.to_owned()));
            assert_eq!(signs(&profile, &lexicon.words(heading)), expected, "{heading}");
        }
    }
}
