//! What each delivered column is used for, found by going through everything in a mapping that reads one.

use std::collections::BTreeMap;

use super::Writer;
use super::model::Text;
use super::words::delivery as words;
use crate::catalog::Domain;
use crate::mapping::model::{
    Case, ColumnIndex, Condition, Draw, Map, Operation, Routing, SignFrom, TableIndex, TemplatePiece,
};

/// What the columns of the delivery are used for.
#[derive(Default)]
pub(super) struct Uses(BTreeMap<(TableIndex, ColumnIndex), Vec<Use>>);

/// One thing that a column is used for.
struct Use {
    text: Text,
    /// As what it is read, where that is known.
    domain: Option<Domain>,
}

impl Uses {
    /// Lists what a column is used for, each thing once.
    pub(super) fn of(&self, table: TableIndex, column: ColumnIndex) -> Vec<Text> {
        let mut texts: Vec<Text> = Vec::new();
        for found in self.0.get(&(table, column)).into_iter().flatten() {
            if !texts.contains(&found.text) {
                texts.push(found.text.clone());
            }
        }
        texts
    }

    /// Tells whether any column of a table is read as something.
    pub(super) fn reads(&self, table: TableIndex, domains: impl Fn(Domain) -> bool) -> bool {
        let of_table = self.0.iter().filter(|((owner, _), _)| *owner == table);
        of_table.flat_map(|(_, uses)| uses).any(|found| found.domain.is_some_and(&domains))
    }

    fn add(&mut self, table: TableIndex, column: ColumnIndex, text: Text, domain: Option<Domain>) {
        self.0.entry((table, column)).or_default().push(Use { text, domain });
    }
}

impl Writer<'_> {
    /// Finds what every delivered column is used for.
    pub(super) fn uses(self) -> Uses {
        let mut uses = Uses::default();
        self.tables_use(&mut uses);
        for map in &self.mapping.maps {
            self.map_uses(map, &mut uses);
        }
        self.identities_use(&mut uses);
        self.promise_uses(&mut uses);
        uses
    }

    /// Adds what the tables themselves use: keys, routing and totals lines.
    fn tables_use(self, uses: &mut Uses) {
        let say = |phrase| self.voice.say(phrase);
        for (index, table) in self.mapping.delivery.tables.iter().enumerate() {
            for column in &table.key {
                uses.add(index, *column, say(words::USE_KEY), None);
            }
            match &table.routing {
                Routing::Cases { case, column } => {
                    uses.add(index, *case, say(words::USE_KEY), None);
                    uses.add(index, *column, say(words::USE_ROUTING), None);
                }
                Routing::Via { table, on, matching } => {
                    uses.add(index, *on, say(words::USE_ROUTING), None);
                    for column in matching {
                        uses.add(*table, *column, say(words::USE_ROUTING), None);
                    }
                }
                Routing::Everywhere => {}
            }
            if let Some(footer) = &table.footer {
                uses.add(index, footer.column, say(words::USE_FOOTER), None);
            }
        }
    }

    fn map_uses(self, map: &Map, uses: &mut Uses) {
        let rows = self.voice.tell(words::USE_ROWS, [Text::code(map.to.name)]);
        if let Some(filter) = &map.filter {
            condition_uses(&filter.condition, map.from, &rows, uses);
            if let Some(left_out) = &filter.left_out {
                condition_uses(left_out, map.from, &rows, uses);
            }
        }
        for entry in &map.columns {
            let column = &map.to.columns[entry.target];
            let name = format!("{}.{}", map.to.name, column.name);
            for (_, unpivoted) in map.parts() {
                self.operation_uses(&entry.operation, map.from, unpivoted, &name, column.domain, uses);
            }
        }
    }

    fn operation_uses(
        self,
        operation: &Operation,
        from: TableIndex,
        unpivoted: Option<ColumnIndex>,
        name: &str,
        domain: Domain,
        uses: &mut Uses,
    ) {
        let text = Text::code(name);
        match operation {
            Operation::Constant(_) => {}
            Operation::Template(pieces) => {
                for piece in pieces {
                    if let TemplatePiece::Column(column) = piece {
                        uses.add(from, *column, text.clone(), None);
                    }
                }
            }
            Operation::When(cases) => {
                let chosen = self.voice.tell(words::USE_CASES, [text]);
                for Case { condition, operation } in cases {
                    if let Some(condition) = condition {
                        condition_uses(condition, from, &chosen, uses);
                    }
                    self.operation_uses(operation, from, unpivoted, name, domain, uses);
                }
            }
            Operation::Column(read) => {
                let read_as = read.codes.is_none().then_some(domain);
                if let Draw::Lookup(lookup) = &read.from {
                    let looking_up = self.voice.say(words::USE_LOOKUP);
                    uses.add(from, lookup.by, text.clone(), None);
                    uses.add(lookup.table, lookup.matching, looking_up, None);
                    uses.add(lookup.table, lookup.column, text.clone(), read_as);
                } else {
                    for column in read.from.columns(unpivoted) {
                        uses.add(from, column, text.clone(), read_as);
                    }
                }
                sign_uses(read.sign_from.as_ref(), from, &text, uses);
            }
        }
    }

    fn identities_use(self, uses: &mut Uses) {
        let text = self.voice.say(words::USE_IDENTITY);
        for identity in &self.mapping.identities {
            for lines in [&identity.lines, &identity.equals] {
                for column in &lines.block {
                    uses.add(lines.from, *column, text.clone(), None);
                }
                uses.add(lines.from, lines.amount.column, text.clone(), Some(Domain::Money));
            }
            for condition in [Some(&identity.plus), identity.minus.as_ref()].into_iter().flatten() {
                condition_uses(condition, identity.lines.from, &text, uses);
            }
            if let Some(condition) = &identity.filter {
                condition_uses(condition, identity.equals.from, &text, uses);
            }
        }
    }

    fn promise_uses(self, uses: &mut Uses) {
        let promise = &self.mapping.promise;
        let text = self.voice.say(words::USE_PROMISE);
        let mut add = |table, column, domain| uses.add(table, column, text.clone(), domain);
        let from = promise.from;
        for column in [promise.recipient, promise.case, promise.account] {
            add(from, column, None);
        }
        for column in [promise.client, promise.scheme].into_iter().flatten() {
            add(from, column, None);
        }
        add(from, promise.date, Some(Domain::Date));
        add(from, promise.month, Some(Domain::Month));
        add(from, promise.amount.column, Some(Domain::Money));
        if let Some(calendar) = &promise.calendar {
            add(calendar.from, calendar.month, Some(Domain::Month));
            add(calendar.from, calendar.date, Some(Domain::Date));
        }
        let facts = &promise.case_facts;
        add(facts.from, facts.ended, Some(Domain::Date));
        for column in [facts.key, facts.blocked, facts.place] {
            add(facts.from, column, None);
        }
        for column in [promise.payees.key, promise.payees.account, promise.payees.kind] {
            add(promise.payees.from, column, None);
        }
        if let Some(reserve) = &promise.reserve {
            add(reserve.from, reserve.key, None);
            add(reserve.from, reserve.amount.column, Some(Domain::Money));
        }
        for balance in &promise.balances {
            for (amount, _) in &balance.amounts {
                add(balance.from, amount.column, Some(Domain::Money));
            }
        }
        sign_uses(promise.sign_from.as_ref(), from, &text, uses);
        for condition in promise.conditions() {
            condition_uses(condition, from, &text, uses);
        }
        if let Some(calendar) = &promise.calendar {
            condition_uses(&calendar.regular, calendar.from, &text, uses);
        }
    }
}

fn condition_uses(condition: &Condition, table: TableIndex, text: &Text, uses: &mut Uses) {
    for test in condition.any.iter().flatten() {
        uses.add(table, test.column, text.clone(), None);
    }
}

fn sign_uses(sign: Option<&SignFrom>, table: TableIndex, text: &Text, uses: &mut Uses) {
    if let Some(sign) = sign {
        uses.add(table, sign.column, text.clone(), None);
    }
}
