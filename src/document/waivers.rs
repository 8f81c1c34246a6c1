//! Deviations from the promise that two people accepted, with their limits.

use super::Writer;
use super::model::{Block, Section, Text};
use super::words::{general, waivers as words};
use crate::domain::{Money, bsn};
use crate::mapping::model::{Waiver, Whose};

impl Writer<'_> {
    /// Lists the waivers, where there are any.
    pub(super) fn waivers(self) -> Option<Section> {
        let voice = self.voice;
        let shown = |text: &str| self.shown(text, false);
        let rows = self.mapping.waivers.iter().map(|waiver| {
            let (verdict, months) = (Text::code(waiver.verdict.name()), Text::words(&waiver.months_as_written()));
            let written = |text: &String| Text::words(&bsn::mask_within(text));
            let [reason, decision] = [&waiver.reason, &waiver.decision].map(written);
            let people = [&waiver.requested_by, &waiver.approved_by].map(written);
            vec![
                Text::code(&waiver.id),
                match &waiver.whose {
                    Whose::Case(case) => voice.tell(words::CASE, [shown(case)]),
                    Whose::Person(person) => voice.tell(words::PERSON, [shown(&person.expose())]),
                },
                voice.tell(words::IN_MONTHS, [verdict, months, self.at_most(waiver)]),
                voice.tell(words::BY_DECISION, [reason, decision]),
                voice.tell(words::TWO_PEOPLE, people),
                voice.tell(words::FROM_TO, [voice.date(waiver.approved_on), voice.date(waiver.expires_on)]),
            ]
        });
        let heads =
            [words::WAIVER, words::WHOSE, words::DEVIATION, words::REASON_AND_DECISION, words::PEOPLE, words::IN_FORCE];
        let table = self.listing(voice.say(words::WAIVERS_OF), heads, rows.collect());
        let section = Section::new("waivers", voice.say(words::TITLE));
        table.if_any().map(|table| section.with(Block::Paragraph(voice.say(words::LEAD))).with(table))
    }

    fn at_most(self, waiver: &Waiver) -> Text {
        let cents = waiver.at_most_cents.map(|cents| {
            let amount = Text::words(&Money::from_cents(cents).to_string());
            self.voice.tell(words::AT_MOST_CENTS, [amount])
        });
        let days = waiver.at_most_days.map(|days| {
            let days = Text::words(&days.to_string());
            self.voice.tell(words::AT_MOST_DAYS, [days])
        });
        self.voice.series(cents.into_iter().chain(days).collect(), general::AND)
    }
}
