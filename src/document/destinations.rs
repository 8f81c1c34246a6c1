//! Who gets what: the values that decide where cases go, and what partners may have.

use super::Writer;
use super::model::{Block, Section, Text};
use super::words::{delivery as words, general};
use crate::catalog::CodeValue;
use crate::catalog::codes::GEMEENTE;
use crate::domain::MunicipalityCode;
use crate::mapping::model::{Condition, Destination, DestinationKind, Predicate, Routing};

impl Writer<'_> {
    /// Says who gets what.
    pub(super) fn destinations(self) -> Section {
        let voice = self.voice;
        let tables = self.mapping.delivery.tables.iter().enumerate();
        let cases = tables.filter_map(|(index, table)| match table.routing {
            Routing::Cases { column, .. } => Some((index, column)),
            _ => None,
        });
        let mut lead = cases.map(|(table, column)| {
            Block::Paragraph(voice.tell(words::GOES_BY, [self.cell(table, column), self.delivered(table)]))
        });
        let heads = [words::VALUE, words::MUNICIPALITY, words::GOES_TO, words::BY_DECISION];
        let values = self.listing(voice.say(words::WHERE_CASES_GO), heads, self.claimed());
        let partners = self.mapping.destinations.iter().filter_map(|destination| self.partner(destination));
        Section::new("destinations", voice.say(general::DESTINATIONS))
            .with(lead.next())
            .with(values.if_any())
            .holding(partners)
    }

    /// Lists every value that decides where a case goes.
    fn claimed(self) -> Vec<Vec<Text>> {
        let voice = self.voice;
        let row = |value: &str, goes_to: Text, decision: Text| {
            let name = municipality(value)
                .map_or_else(|| voice.say(general::DASH), |name| Text::words(voice.choose(name.dutch, name.english)));
            vec![voice.value(value), name, goes_to, decision]
        };
        let taken = self.mapping.destinations.iter().filter_map(|destination| match &destination.kind {
            DestinationKind::Municipality { when } => Some((when, destination)),
            DestinationKind::Partner { .. } => None,
        });
        let taken = taken.flat_map(|(when, destination)| {
            values(when).into_iter().map(|value| row(value, Text::code(&destination.name), voice.say(general::DASH)))
        });
        let staying = self.mapping.stays_behind.iter().flat_map(|stays| {
            let values = values(&stays.when).into_iter();
            values.map(|value| row(value, voice.say(words::STAYS), Text::words(&stays.reason)))
        });
        taken.chain(staying).collect()
    }

    fn partner(self, destination: &Destination) -> Option<Section> {
        let DestinationKind::Partner { of, tables, without } = &destination.kind else { return None };
        let voice = self.voice;
        let of = of.iter().map(|place| self.mapping.destinations[*place].name.as_str());
        let rows = tables.iter().map(|table| {
            let withheld = without.iter().filter(|(owner, _)| owner.name == table.name);
            let withheld = withheld.map(|(_, place)| table.columns[*place].name);
            vec![Text::code(table.name), voice.table(table), voice.codes(withheld, general::AND)]
        });
        let name = voice.tell(words::PARTNER, [Text::code(&destination.name)]);
        let caption = voice.tell(words::PARTNER_TABLES, [Text::code(&destination.name)]);
        let tables = self.listing(caption, [general::TABLE, general::MEANING, words::WITHHELD], rows.collect());
        let facts = self.facts([(words::WORKS_FOR, voice.codes(of, general::AND))]);
        let section = Section::new(&format!("partner-{}", destination.name), name)
            .with(Block::Paragraph(voice.say(words::PARTNER_LEAD)))
            .with(facts)
            .with(tables.if_any());
        Some(section)
    }
}

/// Lists the values that a condition takes; nothing among them is an empty text.
fn values(when: &Condition) -> Vec<&str> {
    let tests = when.any.iter().flatten();
    tests
        .flat_map(|test| match &test.predicate {
            Predicate::OneOf(values) => values.iter().map(String::as_str).collect(),
            Predicate::Empty => vec![""],
            Predicate::Present | Predicate::Like(_) | Predicate::Within(_) => Vec::new(),
        })
        .collect()
}

/// Finds the municipality that a delivered value names.
pub(super) fn municipality(value: &str) -> Option<&'static CodeValue> {
    let code = MunicipalityCode::parse(value).ok()?.to_string();
    GEMEENTE.iter().find(|known| known.code == code)
}
