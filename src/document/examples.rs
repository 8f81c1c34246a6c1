//! The examples that stand in a mapping, as a table.

use super::Writer;
use super::model::{Block, Section, Text};
use super::words::{general, targets};
use crate::catalog::{Domain, Table};
use crate::mapping::model::example::{Cells, Example, MapExample, Outcome, RuleExample, Subject};

impl Writer<'_> {
    /// Lists the examples, where there are any.
    pub(super) fn examples(self) -> Option<Section> {
        let rows = self.mapping.examples.iter().map(|example| self.example(example)).collect();
        let heads = [general::NAME, general::ABOUT, general::GIVEN, general::EXPECTED];
        let table = self.listing(self.voice.say(general::EXAMPLES_OF), heads, rows).if_any()?;
        let lead = Block::Paragraph(self.voice.say(general::EXAMPLES_LEAD));
        Some(Section::new("examples", self.voice.say(general::EXAMPLES)).with(lead).with(table))
    }

    fn example(self, example: &Example) -> Vec<Text> {
        let [about, given, expected] = match &example.subject {
            Subject::Map(example) => self.of_map(example),
            Subject::Rule(example) => self.of_rule(example),
        };
        vec![Text::words(&example.name), about, given, expected]
    }

    /// Says about which map an example is, what is given and what is expected.
    fn of_map(self, example: &MapExample) -> [Text; 3] {
        let map = &self.mapping.maps[example.map];
        let about = self.voice.tell(targets::MAP_FROM, [Text::code(map.to.name), self.delivered(map.from)]);
        let beside = example.beside.iter();
        let beside = beside.map(|(table, cells)| self.row_of(self.delivered(*table), self.delivered_cells(cells)));
        let given = [self.delivered_cells(&example.given)].into_iter().chain(beside);
        let made = example.expect.iter().flatten().map(|cells| self.target_cells(map.to, cells));
        let outcome = example.outcome.map(|outcome| {
            self.voice.say(match outcome {
                Outcome::Filtered => general::LEFT_OUT,
                Outcome::Rejected => general::REJECTED,
            })
        });
        let finds = example.finds.as_ref().map(|codes| {
            let codes = self.voice.codes(codes.iter().map(|code| code.id), general::AND);
            self.voice.tell(general::FINDS, [codes])
        });
        [about, Text::joined(given, "; "), Text::joined(made.chain(outcome).chain(finds), "; ")]
    }

    /// Says about which rule an example is, which rows are given and how many of them break it.
    fn of_rule(self, example: &RuleExample) -> [Text; 3] {
        let rule = &self.mapping.rules[example.rule];
        let given = example.given.iter();
        let given = given.map(|(table, cells)| self.row_of(Text::code(table.name), self.target_cells(table, cells)));
        let about = self.voice.tell(general::THE_RULE, [Text::code(&rule.name)]);
        let breaks = self.voice.tell(general::BREAKS, [Text::words(&example.breaks.to_string())]);
        [about, Text::joined(given, "; "), breaks]
    }

    fn row_of(self, table: Text, cells: Text) -> Text {
        self.voice.tell(general::ROW_OF, [table, cells])
    }

    fn delivered_cells(self, cells: &Cells) -> Text {
        self.pairs(cells.iter().map(|(heading, text)| (heading, self.shown(text, self.is_secret(heading)))))
    }

    fn target_cells(self, table: &Table, cells: &Cells) -> Text {
        self.pairs(cells.iter().map(|(name, text)| (name, self.shown(text, is_secret(table, name)))))
    }

    fn pairs<'t>(self, pairs: impl Iterator<Item = (&'t String, Text)>) -> Text {
        let pairs = pairs.map(|(name, value)| self.voice.tell(general::CELL, [Text::code(name), value]));
        self.voice.series(pairs.collect(), general::AND)
    }
}

/// Tells whether a target column holds burgerservicenummers.
fn is_secret(table: &Table, name: &str) -> bool {
    table.column(name).is_some_and(|(_, column)| column.domain == Domain::Bsn)
}
