//! What the document says, in Dutch and in English side by side.
//!
//! A phrase has slots, `{0}` and up, that are filled with what a mapping says; both languages have the same slots.
//! Nothing else in this stage holds words of either language.

pub(super) mod delivery;
pub(super) mod general;
pub(super) mod operations;
pub(super) mod promise;
pub(super) mod targets;
pub(super) mod waivers;

use super::model::{Span, Text};
use crate::catalog::{Column, Table};
use crate::domain::{Date, DateFormat, MonthForm, MonthFormat};
use crate::mapping::model::Language;

/// A phrase in Dutch and in English.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub(super) dutch: &'static str,
    pub(super) english: &'static str,
}

/// Declares phrases, Dutch first, with a list of all of them for tests.
macro_rules! phrases {
    ($($name:ident: $dutch:literal, $english:literal;)*) => {
        $(pub(in crate::document) const $name: Phrase = Phrase { dutch: $dutch, english: $english };)*

        #[cfg(test)]
        pub(in crate::document) const ALL: &[(&str, Phrase)] = &[$((stringify!($name), $name)),*];
    };
}
pub(super) use phrases;

/// Somebody who speaks one of the languages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice(pub(super) Language);

impl Voice {
    /// Says a phrase without slots.
    pub(super) fn say(self, phrase: Phrase) -> Text {
        Text::words(self.choose(phrase.dutch, phrase.english))
    }

    /// Says a phrase with its slots filled, each of which stands in it once.
    pub(super) fn tell<const SLOTS: usize>(self, phrase: Phrase, filled: [Text; SLOTS]) -> Text {
        let mut rest = self.choose(phrase.dutch, phrase.english);
        let mut filled = filled.map(Some);
        let mut text = Text::default();
        while let Some((before, slot, after)) = next_slot(rest) {
            text.0.push(Span::Words(before.to_owned()));
            text = text.and(filled.get_mut(slot).and_then(Option::take).unwrap_or_default());
            rest = after;
        }
        text.0.push(Span::Words(rest.to_owned()));
        text.0.retain(|span| !matches!(span, Span::Words(words) if words.is_empty()));
        text
    }

    /// Lists texts, with a word before the last.
    pub(super) fn series(self, mut texts: Vec<Text>, last_word: Phrase) -> Text {
        let Some(last) = texts.pop() else { return self.say(general::NONE) };
        if texts.is_empty() {
            return last;
        }
        let before = Text::joined(texts, ", ");
        before.and(Text::words(&format!(" {} ", self.choose(last_word.dutch, last_word.english)))).and(last)
    }

    /// Lists names or values as they stand.
    pub(super) fn codes<'t>(self, codes: impl IntoIterator<Item = &'t str>, last_word: Phrase) -> Text {
        self.series(codes.into_iter().map(|code| self.value(code)).collect(), last_word)
    }

    /// Shows a value as it stands; nothing and a tab have words.
    pub(super) fn value(self, value: &str) -> Text {
        match value {
            "" => self.say(general::EMPTY),
            "\t" => self.say(general::TAB),
            value => Text::code(value),
        }
    }

    /// Writes a day in words: `1 januari 2021`.
    pub(super) fn date(self, date: Date) -> Text {
        let month = usize::try_from(date.month()).ok().and_then(|month| general::MONTHS.get(month.checked_sub(1)?));
        let month = month.map_or("", |month| self.choose(month.dutch, month.english));
        Text::words(&format!("{} {month} {}", date.day(), date.year()))
    }

    /// Shows how dates are written, by the last day of 2020.
    pub(super) fn date_format(self, format: DateFormat) -> Text {
        self.value(match format {
            DateFormat::DayMonthYear => "31-12-2020",
            DateFormat::YearMonthDay => "2020-12-31",
            DateFormat::Compact => "20201231",
        })
    }

    /// Shows how months are written, by the last of 2020.
    pub(super) fn month_form(self, form: MonthForm) -> Text {
        match form {
            MonthForm::Month(MonthFormat::MonthYear) => self.value("12-2020"),
            MonthForm::Month(MonthFormat::YearMonth) => self.value("2020-12"),
            MonthForm::Month(MonthFormat::Compact) => self.value("202012"),
            MonthForm::Date(format) => self.tell(general::MONTH_OF_DATE, [self.date_format(format)]),
        }
    }

    /// Says what a row of a target table is.
    pub(super) fn table(self, table: &Table) -> Text {
        Text::words(self.choose(table.dutch, table.english))
    }

    /// Says what a target column holds.
    pub(super) fn column(self, column: &Column) -> Text {
        Text::words(self.choose(column.dutch, column.english))
    }

    /// Chooses between the languages.
    pub(super) const fn choose<'t>(self, dutch: &'t str, english: &'t str) -> &'t str {
        match self.0 {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }
}

/// Parts a text at its first slot.
fn next_slot(text: &str) -> Option<(&str, usize, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (slot, after) = rest.split_once('}')?;
    Some((before, slot.parse().ok()?, after))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn slots(mut text: &str) -> BTreeSet<usize> {
        let mut slots = BTreeSet::new();
        while let Some((_, slot, after)) = next_slot(text) {
            slots.insert(slot);
            text = after;
        }
        slots
    }

    #[test]
    fn every_phrase_has_words_and_the_same_slots_in_both_languages() {
        let lists = [delivery::ALL, general::ALL, operations::ALL, promise::ALL, targets::ALL, waivers::ALL];
        for (name, phrase) in lists.into_iter().flatten() {
            let found = slots(phrase.dutch);
            assert_eq!(found, slots(phrase.english), "{name}");
            assert_eq!(found, (0..found.len()).collect(), "{name} counts its slots from 0");
            for text in [phrase.dutch, phrase.english] {
                assert_eq!(text.matches('{').count(), found.len(), "{name} fills each slot once");
                assert!(!text.trim().is_empty() && text.trim() == text && !text.contains("  "), "{name}: {text}");
            }
        }
    }

    #[test]
    fn a_slot_is_filled_with_what_is_quoted() {
        let phrase = Phrase { dutch: "{1} uit {0}", english: "{1} out of {0}." };
        let filled = || [Text::code("a"), Text::words("b")];
        let said = |words: &str| Span::Words(words.to_owned());
        let dutch = [said("b"), said(" uit "), Span::Code("a".to_owned())];
        assert_eq!(Voice(Language::Dutch).tell(phrase, filled()).0, dutch);
        assert_eq!(Voice(Language::English).tell(phrase, filled()).0.last(), Some(&said(".")));
    }

    #[test]
    fn a_series_ends_with_a_word() {
        let voice = Voice(Language::Dutch);
        let table: [(&[&str], &str); 3] = [(&[], "geen"), (&["a"], "a"), (&["a", "", "c"], "a, leeg of c")];
        for (codes, expected) in table {
            let text = voice.codes(codes.iter().copied(), general::OR);
            let plain: String = text
                .0
                .iter()
                .map(|span| match span {
                    Span::Words(text) | Span::Code(text) | Span::Other(text) => text.as_str(),
                })
                .collect();
            assert_eq!(plain, expected);
        }
    }
}
