//! Translations that the values seen in a column allow.
//!
//! A value is taken for one of the target's codes by its words, by what it is short for, or by its first letter. What
//! is not understood is left open. Values that stand in few rows never come here: the profile does not hold them.

use super::model::Translation;
use super::words::Lexicon;
use super::{meaning, sentinels};
use crate::catalog::{CodeValue, Column, Domain, codes};
use crate::domain::MunicipalityCode;
use crate::profile::model::ColumnProfile;

/// How the texts of a column become the target's codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Proposal {
    /// They are the target's codes.
    AsTheyAre,
    /// They are, once they have their leading zeros.
    Padded(usize),
    /// What stands before a mark is, as it is or translated.
    FirstPiece(char, Option<Translation>),
    /// They are translated.
    Translated(Translation),
    /// Nothing was seen often enough.
    Unseen,
}

/// Proposes how the texts of a column become what a target column holds.
pub(super) fn propose(column: &Column, profile: &ColumnProfile, lexicon: &Lexicon) -> Proposal {
    let texts = meaningful(column, profile);
    if texts.is_empty() {
        return Proposal::Unseen;
    }
    match column.domain {
        Domain::Flag | Domain::SecretFlag => flags(profile, &texts),
        Domain::Municipality if texts.iter().all(|(text, _)| MunicipalityCode::parse(text).is_ok()) => {
            Proposal::AsTheyAre
        }
        Domain::Municipality => {
            let of = |text: &str| codes::GEMEENTE.iter().find(|code| code.dutch.eq_ignore_ascii_case(text));
            Proposal::Translated(translation(profile, &texts, |text| Some((quoted(of(text)?.code), true))))
        }
        Domain::Code(list) => coded(list, profile, &texts, lexicon),
        _ => Proposal::AsTheyAre,
    }
}

/// Tells whether most of what was seen are codes of a list, leading zeros or not.
pub(super) fn are_among(list: &[CodeValue], profile: &ColumnProfile) -> bool {
    let rows = |wanted: bool| -> u64 {
        let texts = profile.common.iter().filter(|(text, _)| !text.is_empty());
        texts.filter(|(text, _)| is_code(list, text) == wanted).map(|(_, rows)| rows).sum()
    };
    rows(true) > rows(false)
}

fn is_code(list: &[CodeValue], text: &str) -> bool {
    let width = width(list);
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let padded = if is_digits { format!("{text:0>width$}") } else { text.to_owned() };
    list.iter().any(|code| code.code.eq_ignore_ascii_case(&padded))
}

/// Returns how many digits the codes of a list have, where they are numbers.
fn width(list: &[CodeValue]) -> usize {
    let digits = list.iter().filter(|code| code.code.bytes().all(|byte| byte.is_ascii_digit()));
    digits.map(|code| code.code.len()).max().unwrap_or_default()
}

/// Lists what was seen often enough and means something.
fn meaningful(column: &Column, profile: &ColumnProfile) -> Vec<(String, u64)> {
    let nothing = sentinels::of(column, profile);
    let texts = profile.common.iter().filter(|(text, _)| !text.is_empty() && !nothing.contains(text));
    texts.cloned().collect()
}

fn flags(profile: &ColumnProfile, texts: &[(String, u64)]) -> Proposal {
    const YES: [&str; 8] = ["j", "ja", "y", "yes", "t", "true", "waar", "1"];
    const NO: [&str; 7] = ["n", "nee", "no", "f", "false", "onwaar", "0"];
    if texts.iter().all(|(text, _)| text == "0" || text == "1") && profile.rare == 0 {
        return Proposal::AsTheyAre;
    }
    let of = |text: &str| {
        let lower = text.to_lowercase();
        let lower = lower.as_str();
        // Where the other value of a pair is 2, 1 may be either.
        let is_told = lower != "1" && lower != "0" || !texts.iter().any(|(text, _)| text == "2");
        if YES.contains(&lower) && is_told {
            Some(("true".to_owned(), true))
        } else {
            (NO.contains(&lower) && is_told).then(|| ("false".to_owned(), true))
        }
    };
    Proposal::Translated(translation(profile, texts, of))
}

fn coded(list: &'static [CodeValue], profile: &ColumnProfile, texts: &[(String, u64)], lexicon: &Lexicon) -> Proposal {
    let all = |test: &dyn Fn(&str) -> bool| texts.iter().all(|(text, _)| test(text));
    let exactly = |text: &str| list.iter().any(|code| code.code == text);
    if all(&exactly) {
        return Proposal::AsTheyAre;
    }
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if all(&|text| is_number(text) && is_code(list, text)) {
        return Proposal::Padded(width(list));
    }
    let to = |text: &str| {
        let meaning = meaning::of(list, text, lexicon)?;
        Some((quoted(meaning.code.code), meaning.is_plain))
    };
    let before = |text: &str, mark: char| text.split_once(mark).map(|(first, _)| first.trim().to_owned());
    let is_before = |mark: &char| all(&|text| before(text, *mark).is_some_and(|first| exactly(&first)));
    if let Some(mark) = [' ', '/', ',', ';', ':', '-'].into_iter().find(is_before) {
        return Proposal::FirstPiece(mark, None);
    }
    let is_said = |mark: &char| all(&|text| before(text, *mark).is_some_and(|first| to(&first).is_some()));
    if let Some(mark) = ['/', ',', ';', ':'].into_iter().find(is_said) {
        let mut pieces: Vec<(String, u64)> = Vec::new();
        for (text, rows) in texts {
            let piece = before(text, mark).unwrap_or_default();
            match pieces.iter_mut().find(|(known, _)| *known == piece) {
                Some((_, known)) => *known += rows,
                None => pieces.push((piece, *rows)),
            }
        }
        return Proposal::FirstPiece(mark, Some(translation(profile, &pieces, to)));
    }
    Proposal::Translated(translation(profile, texts, to))
}

/// Translates what is understood; takes note where a text is short for a code and no more.
fn translation(
    profile: &ColumnProfile,
    texts: &[(String, u64)],
    of: impl Fn(&str) -> Option<(String, bool)>,
) -> Translation {
    let mut translation = Translation { rare: profile.rare, ..Translation::default() };
    for (text, rows) in texts {
        match of(text) {
            Some((to, is_plain)) => {
                translation.known.push((text.clone(), to));
                translation.is_guess |= !is_plain;
            }
            None => translation.unknown.push((text.clone(), *rows)),
        }
    }
    translation
}

fn quoted(code: &str) -> String {
    format!("\"{code}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;
    use crate::draft::hand::{self, column};
    use crate::profile::model::Kind;

    /// Says what is proposed for values that all stand in enough rows.
    fn proposed(table: &str, name: &str, texts: &[&str]) -> Proposal {
        let (_, target) = catalog::table(table).and_then(|table| table.column(name)).expect("a column");
        let seen: Vec<(&str, u64)> = texts.iter().map(|text| (*text, 9)).collect();
        propose(target, &hand::with_values(column("x", Kind::Code), &seen), &Lexicon::new())
    }

    #[test]
    fn values_are_understood_by_words_short_forms_and_first_letters() {
        for (table, name, pairs) in [
            ("persoon", "geslacht", vec![("M", "man"), ("V", "vrouw"), ("O", "onbekend")]),
            ("persoon", "geslacht", vec![("1", "man"), ("2", "vrouw"), ("9", "onbekend")]),
            ("beschikking", "soort", vec![("TK", "toekenning"), ("WZ", "wijziging"), ("IT", "intrekking")]),
            ("beschikking", "soort", vec![("Beëindiging", "beeindiging"), ("TOEKENNING", "toekenning")]),
            ("component", "debet_credit", vec![("+", "credit"), ("-", "debet")]),
            ("begunstigde", "verdeling", vec![("REST", "rest"), ("V", "vast")]),
            ("inkomensvoorziening", "leefvorm", vec![("alleenstaande ouder", "2"), ("alleenstaande", "1")]),
            ("betaling", "status", vec![("BETAALD", "betaald"), ("RETOUR", "retour")]),
            ("inkomensvoorziening", "gemeentecode", vec![("Ommen", "0175"), ("HARDENBERG", "0160")]),
        ] {
            let texts: Vec<&str> = pairs.iter().map(|(text, _)| *text).collect();
            let known = pairs.iter().map(|(text, to)| ((*text).to_owned(), format!("\"{to}\""))).collect();
            let Proposal::Translated(translation) = proposed(table, name, &texts) else { panic!("{table}.{name}") };
            let expected = Translation { known, is_guess: translation.is_guess, ..Translation::default() };
            assert_eq!(translation, expected, "{table}.{name}");
        }
    }

    #[test]
    fn codes_of_the_target_need_no_translation() {
        for (table, name, texts, expected) in [
            ("vordering", "status", vec!["51", "54"], Proposal::AsTheyAre),
            ("reintegratievoorziening", "soort", vec!["4", "99"], Proposal::Padded(2)),
            ("vordering", "status", vec!["51 lopend", "54 afgelost"], Proposal::FirstPiece(' ', None)),
            ("beschikking", "wet", vec!["PW/art. 19", "IOAW/art. 5"], Proposal::FirstPiece('/', None)),
            ("beschikking", "wet", vec!["Participatiewet, art. 19", "Participatiewet, art. 35"], {
                let known = vec![("Participatiewet".to_owned(), "\"PW\"".to_owned())];
                Proposal::FirstPiece(',', Some(Translation { known, ..Translation::default() }))
            }),
            ("inkomensvoorziening", "gemeentecode", vec!["GM1859", "0301"], Proposal::AsTheyAre),
            ("inkomensvoorziening", "geblokkeerd", vec!["0", "1"], Proposal::AsTheyAre),
            ("inkomensvoorziening", "reden_uitstroom", vec!["00"], Proposal::Unseen),
        ] {
            assert_eq!(proposed(table, name, &texts), expected, "{table}.{name} {texts:?}");
        }
    }

    #[test]
    fn what_may_mean_either_is_left_open() {
        for (table, name, texts) in [
            ("inkomensvoorziening", "geblokkeerd", ["1", "2"]),
            ("begunstigde", "soort", ["01", "02"]),
            ("betaling", "soort", ["X", "Q"]),
        ] {
            let Proposal::Translated(translation) = proposed(table, name, &texts) else { panic!("{table}.{name}") };
            assert_eq!((translation.known.len(), translation.unknown.len()), (0, 2), "{table}.{name}");
        }
    }
}
