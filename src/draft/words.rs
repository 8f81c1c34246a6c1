//! Headings taken apart into words that can be compared.
//!
//! A heading is parted at spaces, marks and capitals; what is left is known from the lexicon, taken apart further as
//! Dutch puts words together (`Betaalregelnr`, `GEBDAT`), or kept as it is.

use std::collections::BTreeMap;
use std::fmt;

use super::lexicon::{CONTRACTIONS, LIGHT, WORDS};

/// One word of a heading: what it may stand for, in small letters without accents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    names: Vec<String>,
}

/// How alike two words are, or what they name: from 0, nothing in common, to 1000, the same.
pub(super) type Likeness = u32;

/// The same.
pub(super) const SAME: Likeness = 1000;

impl Word {
    /// Tells whether the word says of what kind a column is, rather than which one.
    pub(super) fn is_light(&self) -> bool {
        self.names.iter().all(|name| LIGHT.contains(&name.as_str()))
    }

    /// Compares two words: the same, one short for the other, or nearly the same letters.
    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        const AMBIGUOUS: Likeness = 960;
        let pairs = self.names.iter().flat_map(|one| other.names.iter().map(move |other| (one, other)));
        let likeness = pairs.map(|(one, other)| letters(one, other)).max().unwrap_or_default();
        let may_be_another = self.names.len() > 1 && self != other;
        if may_be_another { likeness.min(AMBIGUOUS) } else { likeness }
    }

    /// Returns what the word says of the kind of a column, where it does.
    pub(super) fn kind(&self) -> Option<&str> {
        const KINDS: [&str; 8] = ["nummer", "datum", "bedrag", "naam", "soort", "status", "omschrijving", "aantal"];
        let name = self.names.first()?.as_str();
        // A code tells a sort as often as not.
        if name == "code" { Some("soort") } else { KINDS.contains(&name).then_some(name) }
    }

    /// Tells whether two words may be the same.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.names.iter().any(|name| other.names.contains(name))
    }
}

impl fmt::Display for Word {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.names.first().map_or("", String::as_str))
    }
}

/// The forms of every word that is known.
pub(super) struct Lexicon {
    forms: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Lexicon {
    /// Lays out the lexicon by form.
    pub(super) fn new() -> Self {
        let mut forms: BTreeMap<&'static str, Vec<&'static str>> = BTreeMap::new();
        for (word, written) in WORDS {
            for form in written.split(' ') {
                forms.entry(form).or_default().push(word);
            }
        }
        Self { forms }
    }

    /// Takes a heading or a phrase apart.
    pub(super) fn words(&self, text: &str) -> Vec<Word> {
        let mut lower = parted(text);
        for (short, full) in CONTRACTIONS {
            lower = written_out(&lower, short, full);
        }
        let tokens = lower.split(|character: char| !character.is_ascii_alphabetic()).filter(|token| !token.is_empty());
        tokens.flat_map(|token| self.compound(token)).collect()
    }

    /// Takes one word apart as Dutch puts words together, in the fewest and best known pieces.
    fn compound(&self, token: &str) -> Vec<Word> {
        let end = token.len();
        // The cheapest way to each place: its cost, where its last piece begins, and whether that counts as a word.
        let mut ways: Vec<Option<(usize, usize, bool)>> = vec![None; end + 1];
        ways[0] = Some((0, 0, false));
        for from in 0..end {
            let Some((cost, ..)) = ways[from] else { continue };
            for (to, way) in ways.iter_mut().enumerate().skip(from + 1) {
                let Some((price, is_word)) = self.price(token, from, to) else { continue };
                if way.is_none_or(|(known, ..)| cost + price < known) {
                    *way = Some((cost + price, from, is_word));
                }
            }
        }
        let mut pieces = Vec::new();
        let mut at = end;
        while let Some((_, from, is_word)) = ways[at].filter(|_| at > 0) {
            if is_word {
                pieces.push(self.word(&token[from..at]));
            }
            at = from;
        }
        pieces.reverse();
        pieces
    }

    /// Says what a piece of a word costs, and whether it is a word rather than a link between two.
    fn price(&self, token: &str, from: usize, to: usize) -> Option<(usize, bool)> {
        const KNOWN: usize = 4;
        const LINK: usize = 1;
        const STRANGE: usize = 6;
        let piece = &token[from..to];
        let at_an_end = from == 0 || to == token.len();
        let is_whole = from == 0 && to == token.len();
        if self.forms.contains_key(piece) && (piece.len() > 2 || at_an_end) {
            return Some((if piece.len() > 2 { KNOWN } else { KNOWN + 1 }, true));
        }
        if matches!(piece, "s" | "e" | "en") && !at_an_end {
            return Some((LINK, false));
        }
        (piece.len() > 2 || is_whole).then_some((STRANGE + piece.len(), true))
    }

    fn word(&self, piece: &str) -> Word {
        let names = self
            .forms
            .get(piece)
            .map_or_else(|| vec![piece.to_owned()], |words| words.iter().map(|word| (*word).to_owned()).collect());
        Word { names }
    }
}

/// Puts spaces where a capital begins a word, and writes everything in small letters without accents.
fn parted(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut lower = String::with_capacity(text.len());
    for (place, character) in characters.iter().enumerate() {
        let before = place.checked_sub(1).map(|place| characters[place]);
        let after = characters.get(place + 1);
        let begins = character.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase() || before.is_uppercase() && after.is_some_and(|after| after.is_lowercase())
            });
        if begins {
            lower.push(' ');
        }
        lower.extend(character.to_lowercase().map(plain));
    }
    lower
}

/// Writes out what stands shortened, where no letter stands beside it.
fn written_out(text: &str, short: &str, full: &str) -> String {
    let Some(at) = text.find(short) else { return text.to_owned() };
    let (before, after) = (&text[..at], &text[at + short.len()..]);
    let stands_alone = !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic);
    if stands_alone { [before, full, after].concat() } else { text.to_owned() }
}

/// Takes the accent off a small letter.
pub(super) fn plain(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

/// Compares the letters of two words.
fn letters(one: &str, other: &str) -> Likeness {
    if one == other {
        return SAME;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() >= 3 && long.starts_with(short) {
        return if short.len() >= 5 { 900 } else { 750 };
    }
    let distance = strsim::damerau_levenshtein(one, other);
    if long.len() >= 5 && distance * 5 <= long.len() {
        return 850;
    }
    if is_skeleton(short, long) { 600 } else { 0 }
}

/// Tells whether a word without vowels is short for another: `vrz` for `voorziening`.
fn is_skeleton(short: &str, long: &str) -> bool {
    let has_vowels = short.contains(['a', 'e', 'i', 'o', 'u']);
    let mut rest = long.chars();
    !has_vowels
        && (3..=5).contains(&short.len())
        && short.chars().next() == long.chars().next()
        && short.chars().all(|letter| rest.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_taken_apart_however_it_is_written() {
        let lexicon = Lexicon::new();
        let cases: [(&str, &[&str]); 18] = [
            ("Clientnummer", &["client", "nummer"]),
            ("CLTNR", &["client", "nummer"]),
            ("klant_nr", &["client", "nummer"]),
            ("CliëntNummer", &["client", "nummer"]),
            ("GEBDAT", &["geboorte", "datum"]),
            ("GeboorteDatum", &["geboorte", "datum"]),
            ("Betaalregelnr", &["betaal", "regel", "nummer"]),
            ("IngangsDatumUitkering", &["begin", "datum", "uitkering"]),
            ("Verwerkt t/m", &["verwerkt", "einde"]),
            ("T.n.v.", &["tenaamstelling"]),
            ("BVV", &["beslag", "vrije", "voet"]),
            ("A-nummer", &["a", "nummer"]),
            ("BSNPartner", &["bsn", "partner"]),
            ("D/C", &["debet", "credit"]),
            ("id/code", &["nummer", "code"]),
            ("Zonderling", &["zonderling"]),
            ("2020", &[]),
            ("", &[]),
        ];
        for (heading, expected) in cases {
            let words = lexicon.words(heading);
            let first: Vec<&str> = words.iter().map(|word| word.names[0].as_str()).collect();
            assert_eq!(first, expected, "{heading}");
        }
    }

    #[test]
    fn a_shortened_word_may_stand_for_several() {
        let lexicon = Lexicon::new();
        let [short] = lexicon.words("besl").try_into().expect("one word");
        for full in ["Besluit", "Beslag"] {
            assert!(short.is(&lexicon.words(full)[0]), "{full}");
        }
    }

    #[test]
    fn words_are_alike_by_their_letters() {
        for (one, other, expected) in [
            ("school", "school", 1000),
            ("scholen", "scholing", 0),
            ("verhuurder", "verhuurders", 900),
            ("verhuurder", "verhurder", 850),
            ("consul", "consulent", 900),
            ("vrz", "voorziening", 600),
            ("voet", "hoofd", 0),
        ] {
            assert_eq!(letters(one, other), expected, "{one} {other}");
        }
    }
}
