//! What is not as delivered or not there: corrected cells, repaired values, empty columns, tables that nothing fills.

use super::Writer;
use super::model::{Block, Section, Table, Text};
use super::words::{Phrase, delivery, general, operations, targets as words};
use crate::catalog::{self, Filled};
use crate::mapping::model::{Map, Repair};

impl Writer<'_> {
    /// Lists the cells that are put right while the delivery is read, where there are any.
    pub(super) fn corrections(self) -> Option<Section> {
        let voice = self.voice;
        let tables = self.mapping.delivery.tables.iter().enumerate();
        let rows = tables.flat_map(|(index, table)| {
            table.corrections.list().iter().map(move |correction| {
                let heading = self.heading(index, correction.column);
                let shown = |text: &str| self.shown(text, self.is_secret(heading));
                vec![
                    voice.tell(general::OF_TABLE, [self.shown(&correction.key, false), self.delivered(index)]),
                    Text::code(heading),
                    shown(&correction.old),
                    shown(&correction.new),
                    Text::words(&correction.reason),
                    Text::words(&correction.by),
                ]
            })
        });
        let heads = [general::KEY, general::COLUMN, delivery::OLD, delivery::NEW, general::REASON, delivery::BY];
        let table = self.listing(voice.say(delivery::CELLS_PUT_RIGHT), heads, rows.collect());
        let section = Section::new("corrections", voice.say(general::CORRECTIONS));
        let lead = Block::Paragraph(voice.say(delivery::CORRECTIONS_LEAD));
        table.if_any().map(|table| section.with(lead).with(table))
    }

    /// Lists the repairs with their reasons.
    pub(super) fn repairs(self) -> Section {
        let rows = self.mapping.maps.iter().flat_map(|map| {
            map.columns.iter().flat_map(move |entry| {
                let reads = entry.operation.reads().into_iter();
                let repairs = reads.filter_map(|read| Some((read.repair?, read)));
                repairs.map(move |(repair, read)| {
                    let repair = match repair {
                        Repair::LeftPad => operations::REPAIR_LEFT_PAD,
                    };
                    vec![
                        target_column(map, entry.target),
                        self.source(read, map),
                        self.voice.say(repair),
                        self.reason(read.because.as_deref()),
                    ]
                })
            })
        });
        let heads = [words::TARGET_COLUMN, words::FROM_COLUMN, words::REPAIR, general::REASON];
        let table = self.listing(self.voice.say(words::REPAIRS_OF), heads, rows.collect());
        self.section("repairs", general::REPAIRS, words::REPAIRS_LEAD, table)
    }

    /// Lists the columns of filled tables that get no value: those that maps name with a reason, then the others.
    pub(super) fn empty_columns(self) -> Section {
        let rows = catalog::tables().iter().flat_map(|table| {
            let maps: Vec<&Map> = self.mapping.maps.iter().filter(|map| map.to.name == table.name).collect();
            let told = maps.iter().flat_map(|map| {
                let from = self.delivered(map.from);
                map.leaves_empty.iter().map(move |(place, reason)| (*place, from.clone(), Text::words(reason)))
            });
            let is_told = |place: usize| {
                maps.iter().any(|map| {
                    let mut filled = map.columns.iter().map(|entry| entry.target);
                    filled.any(|target| target == place) || map.leaves_empty.iter().any(|(target, _)| *target == place)
                })
            };
            let untold = (0..table.columns.len()).filter(|place| !maps.is_empty() && !is_told(*place));
            let say = |phrase| self.voice.say(phrase);
            let untold = untold.map(|place| (place, say(general::DASH), say(words::NO_REASON)));
            let mut columns: Vec<_> = told.chain(untold).collect();
            columns.sort_by_key(|(place, ..)| *place);
            columns.into_iter().map(move |(place, from, reason)| {
                let column = &table.columns[place];
                let name = Text::code(&format!("{}.{}", table.name, column.name));
                vec![name, self.voice.column(column), from, reason]
            })
        });
        let heads = [words::TARGET_COLUMN, general::MEANING, words::SOURCE, general::REASON];
        let table = self.listing(self.voice.say(words::EMPTY_OF), heads, rows.collect());
        self.section("empty-columns", general::EMPTY_COLUMNS, words::EMPTY_LEAD, table)
    }

    /// Lists the tables of the target that no map fills.
    pub(super) fn unfilled(self) -> Section {
        let unfilled =
            catalog::tables().iter().filter(|table| self.mapping.maps.iter().all(|map| map.to.name != table.name));
        let rows = unfilled.map(|table| {
            let why = match table.filled {
                Filled::Mapped => words::NOT_MAPPED,
                Filled::Reference => words::REFERENCE,
                Filled::Computed => words::COMPUTED,
            };
            vec![Text::code(table.name), self.voice.table(table), self.voice.say(why)]
        });
        let heads = [general::TABLE, general::MEANING, words::WHY];
        let table = self.listing(self.voice.say(words::UNFILLED_OF), heads, rows.collect());
        self.section("unfilled", general::UNFILLED, words::UNFILLED_LEAD, table)
    }

    /// Makes a section of a table, which says so where there is nothing in it.
    fn section(self, id: &str, title: Phrase, lead: Phrase, table: Table) -> Section {
        let section = Section::new(id, self.voice.say(title));
        match table.if_any() {
            Some(table) => section.with(Block::Paragraph(self.voice.say(lead))).with(table),
            None => section.with(Block::Paragraph(self.voice.say(general::NOTHING))),
        }
    }

    fn reason(self, reason: Option<&str>) -> Text {
        reason.map_or_else(|| self.voice.say(words::NO_REASON), Text::words)
    }
}

/// Names a target column in full.
fn target_column(map: &Map, place: usize) -> Text {
    Text::code(&format!("{}.{}", map.to.name, map.to.columns[place].name))
}
