//! What residents were promised, as far as the payments and what belongs to them were found.

use super::column::signed;
use super::toml::{Entry, Text, inline, quoted};
use crate::catalog::Domain;
use crate::draft::model::{Draft, Map, Read, Source};

/// What the language asks for, and the column of a payment that says it.
const FACTS: [(&str, &str, bool); 8] = [
    ("recipient", "persoon", true),
    ("case", "inkomensvoorziening", true),
    ("client", "client", false),
    ("scheme", "regeling", false),
    ("date", "datum_betaling", true),
    ("month", "rechtmaand", true),
    ("amount", "bedrag_cent", true),
    ("account", "iban", true),
];

type Pairs = Vec<(String, String)>;

/// Writes the promise, and the amounts besides payments that must arrive as they were.
pub(super) fn render(draft: &Draft<'_>, text: &mut Text) {
    text.section("What residents were promised: read from the delivery itself, past the maps");
    let Some(payments) = draft.promise.payments.map(|place| &draft.maps[place]) else {
        text.table("[promise]", "TODO no table of payments was found", &[]);
        return;
    };
    let mut block = Block { draft, entries: Vec::new(), needs: Vec::new() };
    block.pair("from", quoted(&draft.tables[payments.from].name), "");
    block.facts(payments);
    block.conditions(payments);
    block.calendar(payments);
    block.pair("window", "{ months = 3 }".to_owned(), "");
    block.pair("at-most", quoted("150%"), "");
    block.cases();
    block.payees();
    block.reserve();
    let needs = if block.needs.is_empty() { String::new() } else { format!("TODO needs {}", block.needs.join(", ")) };
    text.table("[promise]", &needs, &block.entries);
    text.blank();
    for place in &draft.promise.balances {
        balance(&draft.maps[*place], draft, text);
    }
}

struct Block<'b> {
    draft: &'b Draft<'b>,
    entries: Vec<Entry>,
    needs: Vec<&'static str>,
}

impl Block<'_> {
    fn pair(&mut self, key: &str, value: String, comment: &str) {
        self.entries.push(Entry::noted(key, value, comment));
    }

    /// Leaves a key open, with what it is to say.
    fn lacks(&mut self, key: &'static str, what: &str) {
        self.needs.push(key);
        self.entries.push(Entry::Comment(format!("{key} = TODO {what}")));
    }

    fn facts(&mut self, payments: &Map) {
        let table = &self.draft.tables[payments.from];
        for (key, column, required) in FACTS {
            match payments.heading(column) {
                Some(place) => self.pair(key, quoted(table.heading(place)), ""),
                None if required => self.lacks(key, &format!("the column for {column}")),
                None => {}
            }
            let sign = match payments.line(column).map(|line| &line.source) {
                Some(Source::Column(Read { sign, .. })) => sign.as_ref(),
                _ => None,
            };
            if let Some(sign) = sign {
                self.pair("sign-from", signed(sign, table), "TODO check which way the sign works");
            }
        }
    }

    /// Says which payments are regular, which came back and which correct others, by the translations of the map.
    fn conditions(&mut self, payments: &Map) {
        let kinds = [
            ("where", "betaald", "periodiek", "which payments are regular and were really paid"),
            ("returned", "retour", "periodiek", "which regular payments came back"),
            ("corrections", "betaald", "correctie", "which payments correct others"),
        ];
        let others = [
            ("one-off", "eenmalig", "which payments are one-off"),
            ("holiday", "vakantiegeld", "which payments are holiday allowance"),
        ];
        for (key, status, kind, what) in kinds {
            let state = condition(payments, "status", status, self.draft);
            let sort = condition(payments, "soort", kind, self.draft);
            match (state, sort) {
                (Some(state), Some(sort)) => {
                    let same = state.0 == sort.0;
                    let both = if same { vec![sort] } else { vec![state, sort] };
                    self.pair(key, inline(&both), "likely: by the codes of the payments — TODO check");
                }
                (None, Some(one)) | (Some(one), None) if key == "where" => {
                    self.pair(key, inline(&[one]), &format!("guess: half of it — TODO {what}"));
                }
                _ if key == "where" => self.lacks(key, what),
                _ => self.entries.push(Entry::Comment(format!("{key} = TODO {what}"))),
            }
        }
        for (key, kind, what) in others {
            match condition(payments, "soort", kind, self.draft) {
                Some(sort) => self.pair(key, inline(&[sort]), "likely: by the codes of the payments — TODO check"),
                None => self.entries.push(Entry::Comment(format!("{key} = TODO {what}, if any"))),
            }
        }
        let what = "which payments mean nothing for the promise: what no condition takes is not proven";
        self.entries.push(Entry::Comment(format!("left-out = TODO {what}")));
    }

    fn calendar(&mut self, payments: &Map) {
        const WHAT: &str = "the table of the promised dates, with month, date and where";
        let Some(map) = self.draft.promise.calendar.map(|place| &self.draft.maps[place]) else {
            let none = format!("calendar = TODO {WHAT}, if it is delivered: without it custom alone tells the dates");
            return self.entries.push(Entry::Comment(none));
        };
        let regular = condition(map, "soort", "periodiek", self.draft).or_else(|| {
            let (_, text) = condition(payments, "soort", "periodiek", self.draft)?;
            Some((self.draft.tables[map.from].heading(map.heading("soort")?).to_owned(), text))
        });
        let pairs = self.named(map, &[("month", "rechtmaand"), ("date", "datum")]);
        match (pairs, regular) {
            (Some(mut pairs), Some(regular)) => {
                pairs.push(("where".to_owned(), inline(&[regular])));
                self.pair("calendar", inline(&pairs), "");
            }
            _ => self.lacks("calendar", WHAT),
        }
    }

    fn cases(&mut self) {
        let keys =
            [("key", "dossiernummer"), ("ended", "einddatum"), ("blocked", "geblokkeerd"), ("place", "gemeentecode")];
        let map = self.draft.promise.cases.map(|place| &self.draft.maps[place]);
        match map.and_then(|map| self.named(map, &keys)) {
            Some(pairs) => self.pair("case-facts", inline(&pairs), ""),
            None => self.lacks("case-facts", "the table of cases, with key, ended, blocked and place"),
        }
    }

    fn payees(&mut self) {
        let keys = [("key", "inkomensvoorziening"), ("account", "iban"), ("kind", "soort")];
        let map = self.draft.promise.payees.map(|place| &self.draft.maps[place]);
        match map.and_then(|map| self.named(map, &keys)) {
            Some(pairs) => self.pair("payees", inline(&pairs), ""),
            None => self.lacks("payees", "the table of payees, with key, account and kind"),
        }
    }

    fn reserve(&mut self) {
        let map = self.draft.promise.reserve.map(|place| &self.draft.maps[place]);
        let pairs = map.and_then(|map| self.named(map, &[("key", "inkomensvoorziening"), ("amount", "bedrag_cent")]));
        if let Some(pairs) = pairs {
            self.pair("reserve", inline(&pairs), "");
        }
    }

    /// Names the columns of a table that a map reads into target columns; nothing where one is missing.
    fn named(&self, map: &Map, keys: &[(&str, &str)]) -> Option<Pairs> {
        let table = &self.draft.tables[map.from];
        let mut pairs = vec![("from".to_owned(), quoted(&table.name))];
        for (key, column) in keys {
            pairs.push(((*key).to_owned(), quoted(table.heading(map.heading(column)?))));
        }
        Some(pairs)
    }
}

/// Returns the heading and the text by which a map knows a code, where one was seen.
fn condition(map: &Map, column: &str, code: &str, draft: &Draft<'_>) -> Option<(String, String)> {
    let Source::Column(read) = &map.line(column)?.source else { return None };
    let table = &draft.tables[map.from];
    let heading = table.heading(read.heading).to_owned();
    let text = match &read.codes {
        Some(codes) => codes.known.iter().find(|(_, to)| *to == quoted(code)).map(|(from, _)| from.as_str()),
        None => table.column(read.heading).common.iter().map(|(text, _)| text.as_str()).find(|text| *text == code),
    };
    Some((heading, quoted(text?)))
}

fn balance(map: &Map, draft: &Draft<'_>, text: &mut Text) {
    let table = &draft.tables[map.from];
    let columns = map.to.columns.iter().filter(|column| column.domain == Domain::Money);
    let amounts: Pairs = columns
        .filter_map(|column| Some((table.heading(map.heading(column.name)?).to_owned(), quoted(column.name))))
        .collect();
    if amounts.is_empty() {
        return;
    }
    let entries = [
        Entry::pair("from", quoted(&table.name)),
        Entry::pair("to", quoted(map.to.name)),
        Entry::pair("amounts", inline(&amounts)),
    ];
    text.table("[[promise.balances]]", "", &entries);
    text.blank();
}
