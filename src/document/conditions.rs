//! Conditions on delivered cells, in words.

use super::Writer;
use super::model::Text;
use super::words::general;
use crate::mapping::model::{Condition, Predicate, Range, TableIndex, Test};

impl Writer<'_> {
    /// Names the rows of a table for which a condition holds; all of them, where there is none or it tests nothing.
    pub(super) fn rows_of(self, table: TableIndex, condition: Option<&Condition>) -> Text {
        let tests = condition.filter(|condition| !condition.any.iter().any(Vec::is_empty));
        match tests {
            Some(condition) => {
                self.voice.tell(general::ROWS_WHERE, [self.delivered(table), self.condition(condition, table)])
            }
            None => self.voice.tell(general::EVERY_ROW, [self.delivered(table)]),
        }
    }

    /// Says when a condition on the rows of a table holds.
    pub(super) fn condition(self, condition: &Condition, table: TableIndex) -> Text {
        let several = condition.any.len() > 1;
        let groups = condition.any.iter().map(|group| {
            let tests: Vec<Text> = group.iter().map(|test| self.test(test, table)).collect();
            let is_wide = several && tests.len() > 1;
            let group = self.voice.series(tests, general::AND);
            if is_wide { self.voice.tell(general::GROUP, [group]) } else { group }
        });
        self.voice.series(groups.collect(), general::OR)
    }

    fn test(self, test: &Test, table: TableIndex) -> Text {
        let (voice, cell) = (self.voice, self.cell(table, test.column));
        match &test.predicate {
            Predicate::OneOf(texts) => {
                let texts = voice.codes(texts.iter().map(String::as_str), general::OR);
                voice.tell(general::IS_ONE_OF, [cell, texts])
            }
            Predicate::Empty => voice.tell(general::IS_EMPTY, [cell]),
            Predicate::Present => voice.tell(general::IS_PRESENT, [cell]),
            Predicate::Like(pattern) => voice.tell(general::IS_LIKE, [cell, Text::code(pattern.text())]),
            Predicate::Within(range) => self.within(*range, cell),
        }
    }

    fn within(self, range: Range, cell: Text) -> Text {
        let voice = self.voice;
        let number = |bound: i64| Text::words(&bound.to_string());
        match range {
            Range::Numbers { from: Some(from), to: Some(to) } => {
                voice.tell(general::NUMBER_WITHIN, [cell, number(from), number(to)])
            }
            Range::Numbers { from: Some(from), to: None } => voice.tell(general::NUMBER_FROM, [cell, number(from)]),
            Range::Numbers { from: None, to: Some(to) } => voice.tell(general::NUMBER_TO, [cell, number(to)]),
            Range::Dates { from: Some(from), to: Some(to) } => {
                voice.tell(general::DATE_WITHIN, [cell, voice.date(from), voice.date(to)])
            }
            Range::Dates { from: Some(from), to: None } => voice.tell(general::DATE_FROM, [cell, voice.date(from)]),
            Range::Dates { from: None, to: Some(to) } => voice.tell(general::DATE_TO, [cell, voice.date(to)]),
            Range::Numbers { from: None, to: None } | Range::Dates { from: None, to: None } => {
                voice.tell(general::IS_PRESENT, [cell])
            }
        }
    }
}
