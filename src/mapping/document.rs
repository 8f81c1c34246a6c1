//! The document as it was typed: values with their places, read with the type that a key asks for.
//!
//! A [`Table`] remembers which keys were asked for, present or not: those are the keys that the language has there.
//! [`Table::finish`] reports the others. A value of the wrong type is reported and then treated as absent.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problems::{Place, Problems, did_you_mean};
#[cfg(test)]
use super::tests::keys::{Asked, note};
use crate::diag::codes::mapping as codes;

/// A value with the key under which it stands.
#[derive(Clone)]
pub(super) struct Node<'d> {
    /// The key, also for each entry of a list.
    pub(super) key: &'d str,
    /// Where the value stands; of a table with a header, the header.
    pub(super) at: Place,
    value: &'d DeValue<'d>,
}

/// A text with its place.
#[derive(Clone)]
pub(super) struct Text<'d> {
    pub(super) text: &'d str,
    pub(super) at: Place,
}

impl<'d> Node<'d> {
    fn new(key: &'d str, value: &'d Spanned<DeValue<'d>>) -> Self {
        Self { key, at: value.span(), value: value.get_ref() }
    }

    /// Tells whether the value is a table.
    pub(super) fn is_table(&self) -> bool {
        self.value.is_table()
    }

    /// Tells whether the value is a text.
    pub(super) fn is_text(&self) -> bool {
        self.value.is_str()
    }

    /// Tells whether the value is a list.
    pub(super) fn is_list(&self) -> bool {
        self.value.is_array()
    }

    /// Tells whether the value is a list of nothing.
    pub(super) fn is_empty_list(&self) -> bool {
        matches!(self.value, DeValue::Array(entries) if entries.is_empty())
    }

    /// Tells whether the value is a date or a time.
    pub(super) fn is_date(&self) -> bool {
        self.value.is_datetime()
    }

    /// Reads a text.
    pub(super) fn text(&self, problems: &mut Problems) -> Option<Text<'d>> {
        let DeValue::String(text) = self.value else { return self.wrong("text in quotes", problems) };
        Some(Text { text, at: self.at.clone() })
    }

    /// Reads a text that says something.
    pub(super) fn filled(&self, problems: &mut Problems) -> Option<Text<'d>> {
        let text = self.text(problems)?;
        if text.text.trim().is_empty() {
            problems.refuse(self.at.clone(), format!("\"{}\" is empty", self.key), "write a text that says something");
            return None;
        }
        Some(text)
    }

    /// Reads one text or a list of texts.
    pub(super) fn texts(&self, problems: &mut Problems) -> Option<Vec<Text<'d>>> {
        match self.value {
            DeValue::String(_) => Some(vec![self.text(problems)?]),
            DeValue::Array(_) => Some(self.list().iter().filter_map(|entry| entry.text(problems)).collect()),
            _ => self.wrong("a list of texts", problems),
        }
    }

    /// Reads a whole number.
    pub(super) fn integer(&self, problems: &mut Problems) -> Option<i64> {
        let DeValue::Integer(digits) = self.value else { return self.wrong("a whole number", problems) };
        let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok();
        if number.is_none() {
            problems.report(&codes::BAD_VALUE, self.at.clone(), format!("\"{}\" is too large", self.key));
        }
        number
    }

    /// Reads a list of whole numbers.
    pub(super) fn integers(&self, problems: &mut Problems) -> Option<Vec<i64>> {
        match self.value {
            DeValue::Array(_) => self.list().iter().map(|entry| entry.integer(problems)).collect(),
            _ => self.wrong("a list of whole numbers", problems),
        }
    }

    /// Reads true or false.
    pub(super) fn truth(&self, problems: &mut Problems) -> Option<bool> {
        let DeValue::Boolean(truth) = self.value else { return self.wrong("true or false", problems) };
        Some(*truth)
    }

    /// Reads a whole day, without time.
    pub(super) fn date(&self, problems: &mut Problems) -> Option<crate::domain::Date> {
        if let DeValue::Datetime(when) = self.value
            && let (Some(date), None, None) = (when.date, when.time, when.offset)
        {
            let (year, month, day) =
                (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
            return crate::domain::Date::new(year, month, day).ok();
        }
        self.wrong("a date such as 2021-01-01, without quotes", problems)
    }

    /// Reads a text, a whole number or a truth value as the text that stands in the target; true is `1`.
    pub(super) fn scalar(&self, problems: &mut Problems) -> Option<String> {
        match self.value {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Boolean(truth) => Some(u8::from(*truth).to_string()),
            DeValue::Integer(_) => self.integer(problems).map(|number| number.to_string()),
            _ => self.wrong("text, a whole number, true or false", problems),
        }
    }

    /// Opens a table.
    pub(super) fn table(&self, problems: &mut Problems) -> Option<Table<'d>> {
        let DeValue::Table(entries) = self.value else { return self.wrong("a table", problems) };
        Some(Table { name: self.key, at: self.at.clone(), entries, asked: Vec::new() })
    }

    /// Opens a list of tables; one table is a list of one.
    pub(super) fn tables(&self, problems: &mut Problems) -> Vec<Table<'d>> {
        match self.value {
            DeValue::Table(_) => self.table(problems).into_iter().collect(),
            DeValue::Array(_) => self.list().iter().filter_map(|entry| entry.table(problems)).collect(),
            _ => self.wrong::<Vec<_>>("a table or a list of tables", problems).unwrap_or_default(),
        }
    }

    fn list(&self) -> Vec<Self> {
        let DeValue::Array(entries) = self.value else { return Vec::new() };
        entries.iter().map(|entry| Self::new(self.key, entry)).collect()
    }

    fn wrong<T>(&self, expected: &str, problems: &mut Problems) -> Option<T> {
        let found = match self.value {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("\"{}\" takes {expected}, and is {found}", self.key);
        problems.report(&codes::WRONG_TYPE, self.at.clone(), message);
        None
    }
}

/// A table that is being read.
pub(super) struct Table<'d> {
    /// The key under which it stands.
    pub(super) name: &'d str,
    /// Where it stands.
    pub(super) at: Place,
    entries: &'d DeTable<'d>,
    asked: Vec<&'static str>,
}

impl<'d> Table<'d> {
    /// Opens the document itself.
    pub(super) fn document(entries: &'d Spanned<DeTable<'d>>) -> Self {
        Self { name: "mapping.toml", at: 0..0, entries: entries.get_ref(), asked: Vec::new() }
    }

    /// Returns what stands under a key, where anything does.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Node<'d>> {
        self.asked.push(key);
        #[cfg(test)]
        note(self.name, key, Asked::Key);
        self.entries.get_key_value(key).map(|(key, value)| Node::new(key.get_ref(), value))
    }

    /// Returns what stands under a key, which counts as asked for only where something does.
    pub(super) fn take_if_there(&mut self, key: &'static str) -> Option<Node<'d>> {
        if self.has(key) { self.take(key) } else { None }
    }

    /// Returns what stands under a key, and reports where nothing does.
    pub(super) fn need(&mut self, key: &'static str, problems: &mut Problems) -> Option<Node<'d>> {
        let node = self.take(key);
        #[cfg(test)]
        note(self.name, key, Asked::Needed);
        if node.is_none() {
            problems.report(&codes::MISSING_KEY, self.at.clone(), format!("\"{}\" lacks \"{key}\"", self.name));
        }
        node
    }

    /// Reads one of a closed list of names.
    pub(super) fn choice<T: Clone>(
        &mut self,
        key: &'static str,
        names: &[(&'static str, T)],
        problems: &mut Problems,
    ) -> Option<T> {
        #[cfg(test)]
        for (name, _) in names {
            note(self.name, key, Asked::Choice(name));
        }
        let text = self.take(key)?.text(problems)?;
        let chosen = names.iter().find(|(name, _)| *name == text.text).map(|(_, value)| value.clone());
        if chosen.is_none() {
            let help = did_you_mean(text.text, names.iter().map(|(name, _)| *name));
            problems.suggest(&codes::BAD_VALUE, text.at, format!("\"{key}\" cannot be \"{}\"", text.text), help);
        }
        chosen
    }

    /// Reads one of a closed list of names, and reports where nothing is there.
    pub(super) fn need_choice<T: Clone>(
        &mut self,
        key: &'static str,
        names: &[(&'static str, T)],
        problems: &mut Problems,
    ) -> Option<T> {
        self.need(key, problems)?;
        self.choice(key, names, problems)
    }

    /// Tells whether a key is there, without asking for it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Returns the entries that were not asked for, as name and value, in order of the text.
    pub(super) fn rest(&self) -> Vec<(Text<'d>, Node<'d>)> {
        let mut rest: Vec<_> = self
            .entries
            .iter()
            .filter(|(key, _)| !self.asked.contains(&key.get_ref().as_ref()))
            .map(|(key, value)| (Text { text: key.get_ref(), at: key.span() }, Node::new(key.get_ref(), value)))
            .collect();
        rest.sort_by_key(|(key, _)| key.at.start);
        rest
    }

    /// Returns the keys that were asked for.
    #[cfg(test)]
    pub(super) fn asked(&self) -> &[&'static str] {
        &self.asked
    }

    /// Reports every key that the language does not have here.
    pub(super) fn finish(self, problems: &mut Problems) {
        for (key, _) in self.rest() {
            self.unknown(&key, problems);
        }
    }

    /// Reports a key that the language does not have here.
    pub(super) fn unknown(&self, key: &Text<'_>, problems: &mut Problems) {
        let help = did_you_mean(key.text, self.asked.iter().copied());
        let message = format!("\"{}\" has no key \"{}\"", self.name, key.text);
        problems.suggest(&codes::UNKNOWN_KEY, key.at.clone(), message, help);
    }
}

/// Reports what a parser said about the text.
pub(super) fn syntax(error: &toml::de::Error, problems: &mut Problems) {
    let at: Range<usize> = error.span().unwrap_or(0..0);
    problems.report(&codes::SYNTAX, at, error.message().to_owned());
}
