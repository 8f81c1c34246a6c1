//! How each table of the target is filled: from which rows, and how every column is made.

use super::Writer;
use super::model::{Block, Section, Text};
use super::words::{Phrase, general, targets as words};
use crate::catalog::{self, Column, Table};
use crate::mapping::model::{ColumnMap, Filter, Map};

impl Writer<'_> {
    /// Tells of every table that a map fills, in the order of the target.
    pub(super) fn targets(self) -> Section {
        let filled = catalog::tables().iter().filter_map(|table| {
            let maps = self.mapping.maps.iter().filter(|map| map.to.name == table.name);
            let maps: Vec<&Map> = maps.collect();
            (!maps.is_empty()).then(|| self.target(table, &maps))
        });
        Section::new("targets", self.voice.say(general::TARGETS))
            .with(Block::Paragraph(self.voice.say(words::TARGETS_LEAD)))
            .holding(filled)
    }

    fn target(self, table: &Table, maps: &[&Map]) -> Section {
        let voice = self.voice;
        let other = Text::other(voice.choose(table.english, table.dutch));
        let described = voice.table(table).and(Text::words(" / ")).and(other);
        let keys = table.unique.iter().map(|key| voice.codes(key.iter().copied(), general::AND)).collect();
        let mut facts = Vec::new();
        facts.extend(table.ggm.map(|object| (words::GGM, Text::code(object))));
        if !table.unique.is_empty() {
            facts.push((words::UNIQUE, voice.series(keys, general::OR)));
        }
        let parts = maps.iter().enumerate().map(|(place, map)| {
            let again = maps[..place].iter().filter(|known| known.from == map.from).count();
            self.map(map, again + 1)
        });
        Section::new(&format!("table-{}", table.name), Text::code(table.name))
            .with(Block::Paragraph(described))
            .with(self.facts(facts))
            .holding(parts)
    }

    /// Tells of one map, which is the only one between its tables or has a number among them.
    fn map(self, map: &Map, number: usize) -> Section {
        let (voice, from, to) = (self.voice, self.delivered(map.from), Text::code(map.to.name));
        let columns = voice.tell(words::COLUMNS_OF_MAP, [to.clone(), from.clone()]);
        let title = match number {
            1 => voice.tell(words::MAP_FROM, [to, from]),
            number => voice.tell(words::MAP_FROM_AGAIN, [to, from, Text::words(&number.to_string())]),
        };
        let heads = [words::TARGET_COLUMN, general::MEANING, words::FROM_COLUMN, words::HOW, words::DEMANDS];
        let rows = map.columns.iter().map(|entry| self.column(map, entry)).collect();
        let id = format!("map-{}-{}-{number}", map.to.name, self.mapping.delivery.tables[map.from].name);
        let mut section = Section::new(&id, title).with(self.rows(map));
        section = section.with(self.listing(columns, heads, rows).if_any());
        self.translations(map).into_iter().fold(section, Section::with)
    }

    /// Says which rows a map takes, and what becomes of them.
    fn rows(self, map: &Map) -> Block {
        let voice = self.voice;
        let mut facts = vec![(words::SOURCE, self.delivered(map.from))];
        match &map.filter {
            None => facts.push((words::ROWS, voice.say(words::ALL_ROWS))),
            Some(filter) => facts.extend(self.filter(filter, map)),
        }
        facts.extend(map.merge_on.map(|place| {
            let name = Text::code(map.to.columns[place].name);
            (words::MERGE, voice.tell(words::MERGE_ON, [name]))
        }));
        facts.extend(map.unpivot.as_ref().map(|unpivot| {
            let columns = voice.tell(words::UNPIVOT_COLUMNS, [self.cells(map.from, &unpivot.columns)]);
            if unpivot.skip.is_empty() {
                return (words::UNPIVOT, columns);
            }
            let skipped = voice.codes(unpivot.skip.iter().map(String::as_str), general::OR);
            (words::UNPIVOT, voice.tell(words::UNPIVOT_SKIP, [columns, skipped]))
        }));
        self.facts(facts)
    }

    fn filter(self, filter: &Filter, map: &Map) -> Vec<(Phrase, Text)> {
        let voice = self.voice;
        let taken = voice.tell(words::ROWS_WHERE, [self.condition(&filter.condition, map.from)]);
        let left_out = match &filter.left_out {
            Some(condition) => voice.tell(words::LEFT_OUT_WHERE, [self.condition(condition, map.from)]),
            None => voice.say(words::LEFT_OUT_OTHERS),
        };
        vec![(words::ROWS, taken), (words::LEFT_OUT, left_out), (words::BECAUSE, Text::words(&filter.because))]
    }

    fn column(self, map: &Map, entry: &ColumnMap) -> Vec<Text> {
        let column = &map.to.columns[entry.target];
        vec![
            Text::code(column.name),
            self.voice.column(column),
            self.sources(&entry.operation, map),
            self.operation(&entry.operation, column, map.from),
            self.demands(column),
        ]
    }

    /// Marks what a row cannot do without, and what rejects it.
    fn demands(self, column: &Column) -> Text {
        let marks = [(column.required, words::REQUIRED), (column.critical, words::CRITICAL)];
        let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| self.voice.say(mark));
        Text::joined(marks, ", ")
    }
}
