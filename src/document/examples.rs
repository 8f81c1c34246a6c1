//! The examples that stand in a mapping, as a table.

use super::Writer;
use super::model::{Block, Section, Text};
use super::words::{general, targets};
use crate::catalog::Domain;
use crate::mapping::model::{Example, Map};

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
        let map = &self.mapping.maps[example.map];
        let about = [Text::code(map.to.name), self.delivered(map.from)];
        let given = example.given.iter().map(|(heading, text)| (heading, self.shown(text, self.is_secret(heading))));
        let expect = example.expect.iter().map(|(name, text)| (name, self.shown(text, is_secret(map, name))));
        vec![
            Text::words(&example.name),
            self.voice.tell(targets::MAP_FROM, about),
            self.pairs(given),
            self.pairs(expect),
        ]
    }

    fn pairs<'t>(self, pairs: impl Iterator<Item = (&'t String, Text)>) -> Text {
        let pairs = pairs.map(|(name, value)| self.voice.tell(general::CELL, [Text::code(name), value]));
        self.voice.series(pairs.collect(), general::AND)
    }
}

/// Tells whether a target column holds burgerservicenummers.
fn is_secret(map: &Map, name: &str) -> bool {
    map.to.column(name).is_some_and(|(_, column)| column.domain == Domain::Bsn)
}
