//! What residents were promised, as the delivery says it past the maps.

use super::Writer;
use super::model::{Block, Section, Table, Text};
use super::words::{Phrase, delivery, general, promise as words};
use crate::domain::norm;
use crate::mapping::model::{AmountColumn, Condition, Promise, TableIndex, Unit};

impl Writer<'_> {
    /// Says what was promised.
    pub(super) fn promise(self) -> Section {
        let promise = &self.mapping.promise;
        let facts = self.payments(promise).into_iter().chain(self.dates(promise)).chain(self.limits(promise));
        let facts = facts.chain(self.others(promise));
        Section::new("promise", self.voice.say(general::PROMISE))
            .with(Block::Paragraph(self.voice.say(words::PROMISE_LEAD)))
            .with(self.facts(facts))
            .with(self.balances(promise).if_any())
    }

    /// Says which payments count, and what their columns mean.
    fn payments(self, promise: &Promise) -> Vec<(Phrase, Text)> {
        let from = promise.from;
        let rows = |condition: Option<&Condition>| match condition {
            Some(condition) => self.rows_of(from, Some(condition)),
            None => self.voice.say(words::NOT_TOLD),
        };
        let cell = |column| self.cell(from, column);
        let mut facts = vec![
            (words::COUNTS, rows(Some(&promise.regular))),
            (words::RETURNED, rows(promise.returned.as_ref())),
            (words::CORRECTIONS, rows(promise.corrections.as_ref())),
        ];
        let others = [
            (words::ONE_OFF, &promise.one_off),
            (words::HOLIDAY, &promise.holiday),
            (words::LEFT_OUT, &promise.left_out),
        ];
        let told = others.into_iter().filter(|(_, condition)| condition.is_some());
        facts.extend(told.map(|(phrase, condition)| (phrase, rows(condition.as_ref()))));
        facts.extend([
            (words::UNCLASSIFIED, self.voice.say(words::NOT_PROVEN)),
            (words::RECIPIENT, cell(promise.recipient)),
            (words::CASE, cell(promise.case)),
        ]);
        facts.extend(promise.client.map(|column| (words::CLIENT, cell(column))));
        facts.extend(promise.scheme.map(|column| (words::SCHEME, cell(column))));
        let amount = self.amount(from, promise.amount);
        let amount = match &promise.sign_from {
            Some(sign) => self.voice.tell(words::SIGNED, [amount, self.sign(sign, from)]),
            None => amount,
        };
        facts.extend([
            (words::AMOUNT, amount),
            (words::ACCOUNT, cell(promise.account)),
            (words::DATE, cell(promise.date)),
            (words::MONTH, cell(promise.month)),
        ]);
        facts
    }

    /// Says on which dates is paid, and which of them are compared.
    fn dates(self, promise: &Promise) -> Vec<(Phrase, Text)> {
        let voice = self.voice;
        let calendar = promise.calendar.as_ref().map_or_else(
            || voice.say(words::NO_CALENDAR),
            |calendar| {
                let rows = self.rows_of(calendar.from, Some(&calendar.regular));
                let [month, date] = [calendar.month, calendar.date].map(|column| self.cell(calendar.from, column));
                voice.tell(words::CALENDAR_OF, [month, date, rows])
            },
        );
        let first = self.mapping.transfer.cutover;
        let months = promise.window_months;
        let last = first.checked_add(jiff::Span::new().months(months)).ok().and_then(|after| after.yesterday().ok());
        let window = [voice.date(first), voice.date(last.unwrap_or(first)), Text::words(&months.to_string())];
        vec![(words::CALENDAR, calendar), (words::WINDOW, voice.tell(words::WINDOW_OF, window))]
    }

    /// Says what is taken for a mistake.
    fn limits(self, promise: &Promise) -> Vec<(Phrase, Text)> {
        let voice = self.voice;
        let percent = Text::words(&promise.at_most_percent.to_string());
        let ceiling = promise.ceiling.map_or_else(
            || {
                let ceiling = norm::payment_ceiling(self.mapping.transfer.cutover);
                voice.tell(words::CEILING_NORM, [Text::words(&ceiling.to_string())])
            },
            |ceiling| voice.tell(words::CEILING_SET, [Text::words(&ceiling.to_string())]),
        );
        vec![(words::AT_MOST, voice.tell(words::AT_MOST_OF, [percent])), (words::CEILING, ceiling)]
    }

    /// Says where other facts stand that the promise rests on.
    fn others(self, promise: &Promise) -> Vec<(Phrase, Text)> {
        let (voice, facts, payees) = (self.voice, &promise.case_facts, &promise.payees);
        let case_facts =
            [facts.key, facts.ended, facts.blocked, facts.place].map(|column| self.cell(facts.from, column));
        let [key, ended, blocked, place] = case_facts;
        let case_facts = voice.tell(words::CASE_FACTS_OF, [self.delivered(facts.from), key, ended, blocked, place]);
        let [key, account, kind] =
            [payees.key, payees.account, payees.kind].map(|column| self.cell(payees.from, column));
        let payees = voice.tell(words::PAYEES_OF, [self.delivered(payees.from), key, account, kind]);
        let reserve = promise.reserve.as_ref().map_or_else(
            || voice.say(words::NO_RESERVE),
            |reserve| {
                let (key, amount) = (self.cell(reserve.from, reserve.key), self.amount(reserve.from, reserve.amount));
                voice.tell(words::RESERVE_OF, [self.delivered(reserve.from), key, amount])
            },
        );
        vec![(words::CASE_FACTS, case_facts), (words::PAYEES, payees), (words::RESERVE, reserve)]
    }

    /// Lists the amounts besides payments that must arrive as they were.
    fn balances(self, promise: &Promise) -> Table {
        let rows = promise.balances.iter().flat_map(|balance| {
            balance.amounts.iter().map(|(amount, place)| {
                let target = Text::code(&format!("{}.{}", balance.to.name, balance.to.columns[*place].name));
                vec![self.delivered(balance.from), self.amount(balance.from, *amount), target]
            })
        });
        let heads = [general::TABLE, words::AMOUNT, delivery::GOES_TO];
        self.listing(self.voice.say(words::BALANCES), heads, rows.collect())
    }

    fn amount(self, from: TableIndex, amount: AmountColumn) -> Text {
        let unit = match amount.unit {
            Unit::Euro => words::EUROS,
            Unit::Cent => words::CENTS,
        };
        self.voice.tell(unit, [self.cell(from, amount.column)])
    }
}
