//! What each code checks, why that matters, an example, and how to mend it.
//!
//! A code's title and help are for those who know; this is for those who ask. Every code has one explanation.

mod delivery;
mod mapping;
mod payment;
mod waiver;
mod workbook;

pub mod lint;

use super::code::Code;

/// Everything that there is to say about a code, in whole sentences.
#[derive(Debug)]
pub struct Explanation {
    /// The code.
    pub code: &'static Code,
    /// What is checked.
    pub checks: &'static str,
    /// Why it matters: what would go wrong for residents or those who move them.
    pub why: &'static str,
    /// What brings it about: TOML, delivered rows or lines of a file.
    pub example: &'static str,
    /// How it is mended; where that is by changing the example, the changed example.
    pub mend: &'static str,
}

impl Explanation {
    /// Returns how it is mended, in words.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        self.mend.split_once("\n\n").map_or(self.mend, |(advice, _)| advice)
    }

    /// Returns the changed example, where there is one.
    #[must_use]
    pub fn mended(&self) -> Option<&'static str> {
        self.mend.split_once("\n\n").map(|(_, mended)| mended)
    }
}

/// Returns every explanation, in order of the codes.
#[must_use]
pub fn all() -> Vec<&'static Explanation> {
    let mut all = [mapping::all(), delivery::all(), workbook::all(), payment::all(), waiver::all()].concat();
    all.extend(lint::ALL);
    all.sort_unstable_by_key(|explanation| explanation.code.id);
    all
}

/// Finds the explanation of a code.
#[must_use]
pub fn of(code: &Code) -> Option<&'static Explanation> {
    all().into_iter().find(|explanation| explanation.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;

    #[test]
    fn every_code_has_one_explanation_and_none_is_left_over() {
        let known: Vec<&str> = codes::all().iter().map(|code| code.id).collect();
        let explained: Vec<&str> = all().iter().map(|explanation| explanation.code.id).collect();
        assert_eq!(explained, known);
        for code in codes::all() {
            assert_eq!(of(code).map(|explanation| explanation.code.title), Some(code.title), "{code}");
        }
    }

    #[test]
    fn explanations_are_sentences_and_examples_are_lines() {
        for Explanation { code, checks, why, example, mend } in all() {
            for text in [checks, why, mend.split("\n\n").next().unwrap_or_default()] {
                assert!(text.ends_with(['.', '?']), "{code}: {text}");
                assert!(!text.contains(['\n', '\t']) && !text.contains("  "), "{code}: {text}");
            }
            for line in example.lines().chain(mend.lines()) {
                assert!(line == line.trim_end() && line.chars().count() < 500, "{code}: {line:?}");
            }
            assert!(!example.trim().is_empty(), "{code}");
        }
    }

    #[test]
    fn what_other_programs_show_is_no_longer_than_they_take() {
        for explanation in all() {
            let length = explanation.checks.chars().count() + 1 + explanation.why.chars().count();
            assert!(length <= 1024, "{}: {length} characters", explanation.code);
        }
    }
}
