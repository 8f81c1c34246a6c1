//! Every site of a mapping, with its place in the text.

mod columns;

use toml::de::DeTable;

use super::conditions;
use super::key::{Key, Where};
use super::{Site, SiteKind};
use crate::convert::filters;
use crate::mapping::model::DestinationKind;
use crate::mapping::{CORRECTIONS, DOCUMENT, Mapping};
use crate::rehearsal::lines;
use crate::rehearsal::tree::{self, Entry, Value, get};

/// What sites are gathered with.
pub(super) struct Gatherer<'m> {
    pub(super) mapping: &'m Mapping,
    file: &'m str,
    text: &'m str,
    found: Vec<(usize, Key<'m>, Site)>,
}

impl<'m> Gatherer<'m> {
    fn new(mapping: &'m Mapping, file: &'m str, text: &'m str) -> Self {
        Self { mapping, file, text, found: Vec::new() }
    }

    /// Adds a site that stands at a place in the text.
    pub(super) fn add(&mut self, kind: SiteKind, key: Key<'m>, at: usize, name: String, wants: String) {
        let line = self.text[..at].matches('\n').count() + 1;
        self.found.push((at, key, Site { kind, name, file: self.file.to_owned(), line, wants, exercised: false }));
    }

    fn finish(mut self) -> impl Iterator<Item = (Key<'m>, Site)> {
        self.found.sort_by_key(|(at, ..)| *at);
        self.found.into_iter().map(|(_, key, site)| (key, site))
    }
}

/// Lists the sites of a mapping: those of `mapping.toml` first, in order of file and place.
pub(super) fn of(mapping: &Mapping) -> Vec<(Key<'_>, Site)> {
    let mut found = Vec::new();
    let texts =
        mapping.files.iter().filter_map(|(name, bytes)| Some((name.as_str(), std::str::from_utf8(bytes).ok()?)));
    let (document, beside): (Vec<_>, Vec<_>) = texts.partition(|(name, _)| *name == DOCUMENT);
    for (name, text) in document.into_iter().chain(beside) {
        let mut gatherer = Gatherer::new(mapping, name, text);
        match name {
            DOCUMENT => gather(&mut gatherer, text),
            CORRECTIONS => {}
            codes => code_file(&mut gatherer, codes, text),
        }
        found.extend(gatherer.finish());
    }
    found
}

fn gather(gatherer: &mut Gatherer<'_>, text: &str) {
    let Ok(table) = DeTable::parse(text) else { return };
    for Entry { key, value, .. } in tree::root(text, table.get_ref()) {
        match key {
            "destination" => destinations(gatherer, &value),
            "stays-behind" => stays_behind(gatherer, &value),
            "identity" => identities(gatherer, &value),
            "map" => maps(gatherer, &value),
            "rule" => rules(gatherer, &value),
            "promise" => promise(gatherer, &value),
            _ => {}
        }
    }
}

fn destinations(gatherer: &mut Gatherer<'_>, blocks: &Value<'_>) {
    let destinations = &gatherer.mapping.destinations;
    for (place, (destination, block)) in destinations.iter().zip(blocks.tables()).enumerate() {
        if let (DestinationKind::Municipality { when }, Some(entry)) =
            (&destination.kind, get(&block.entries(), "when"))
        {
            let subject = format!("destination {}", destination.name);
            conditions::gather(gatherer, &subject, Where::Destination(place), when, &entry.value);
        }
    }
}

fn stays_behind(gatherer: &mut Gatherer<'_>, blocks: &Value<'_>) {
    let decisions = &gatherer.mapping.stays_behind;
    for (place, (stays, block)) in decisions.iter().zip(blocks.tables()).enumerate() {
        if let Some(entry) = get(&block.entries(), "when") {
            conditions::gather(gatherer, "stays-behind", Where::StaysBehind(place), &stays.when, &entry.value);
        }
    }
}

fn identities(gatherer: &mut Gatherer<'_>, blocks: &Value<'_>) {
    let identities = &gatherer.mapping.identities;
    for (place, (identity, block)) in identities.iter().zip(blocks.tables()).enumerate() {
        let subject = format!("identity \"{}\"", identity.name);
        let entries = block.entries();
        let equals = get(&entries, "equals").map(|equals| equals.value.entries()).unwrap_or_default();
        let conditions = [
            (Some(&identity.plus), &entries, "plus", Where::Plus(place)),
            (identity.minus.as_ref(), &entries, "minus", Where::Minus(place)),
            (identity.filter.as_ref(), &equals, "where", Where::Equals(place)),
        ];
        for (condition, entries, key, at) in conditions {
            if let (Some(condition), Some(entry)) = (condition, get(entries, key)) {
                conditions::gather(gatherer, &format!("{subject}: {key}"), at, condition, &entry.value);
            }
        }
    }
}

fn maps(gatherer: &mut Gatherer<'_>, blocks: &Value<'_>) {
    let mapping = gatherer.mapping;
    let names = filters::names(mapping);
    for (place, (name, block)) in names.iter().zip(blocks.tables()).enumerate() {
        let (map, entries) = (&mapping.maps[place], block.entries());
        let wants = format!("a row of \"{}\" that the map takes", mapping.delivery.tables[map.from].name);
        gatherer.add(SiteKind::Map, Key::Map(place), block.at().start, name.clone(), wants);
        if let (Some(filter), Some(entry)) = (&map.filter, get(&entries, "where")) {
            let subject = format!("{name}: where");
            conditions::gather(gatherer, &subject, Where::Map(place), &filter.condition, &entry.value);
        }
        let left_out = map.filter.as_ref().and_then(|filter| filter.left_out.as_ref());
        if let (Some(left_out), Some(entry)) = (left_out, get(&entries, "left-out")) {
            conditions::gather(gatherer, &format!("{name}: left-out"), Where::LeftOut(place), left_out, &entry.value);
        }
        let skip = get(&entries, "unpivot").and_then(|unpivot| get(&unpivot.value.entries(), "skip").cloned());
        if let Some(skip) = skip {
            let wants = format!("a row with one of {} in a column that is unpivoted", skip.value.raw());
            let name = format!("{name}: skip");
            gatherer.add(SiteKind::Option, Key::Skip(place), skip.key_at.start, name, wants);
        }
        if let Some(columns) = get(&entries, "columns") {
            columns::gather(gatherer, name, place, &columns.value.entries());
        }
    }
}

fn rules(gatherer: &mut Gatherer<'_>, blocks: &Value<'_>) {
    let mapping = gatherer.mapping;
    for (place, (rule, block)) in mapping.rules.iter().zip(blocks.tables()).enumerate() {
        let (at, name, table) = (block.at().start, &rule.name, rule.on.name);
        let complies = (
            format!("rule {name}: a row that complies"),
            format!("an example of the rule, or a loaded row of \"{table}\" that complies"),
        );
        let breaks = (
            format!("rule {name}: a row that breaks it"),
            "an example of the rule with a row that breaks it".to_owned(),
        );
        gatherer.add(SiteKind::Rule, Key::Complies(place), at, complies.0, complies.1);
        gatherer.add(SiteKind::Rule, Key::Breaks(place), at, breaks.0, breaks.1);
    }
}

fn promise(gatherer: &mut Gatherer<'_>, block: &Value<'_>) {
    let promise = &gatherer.mapping.promise;
    let entries = block.entries();
    for (class, (key, condition)) in promise.classes().into_iter().enumerate() {
        if let (Some(condition), Some(entry)) = (condition, get(&entries, key)) {
            conditions::gather(gatherer, &format!("promise: {key}"), Where::Class(class), condition, &entry.value);
        }
    }
    // A calendar that is named alone has the conditions of the payments, which were gathered already.
    let told = get(&entries, "calendar").and_then(|calendar| get(&calendar.value.entries(), "where").cloned());
    if let (Some(told), Some(calendar)) = (told, &promise.calendar) {
        conditions::gather(gatherer, "promise: calendar", Where::Calendar, &calendar.regular, &told.value);
    }
}

fn code_file<'m>(gatherer: &mut Gatherer<'m>, name: &'m str, text: &'m str) {
    let mapping = gatherer.mapping;
    let reads = mapping.maps.iter().flat_map(|map| &map.columns).flat_map(|entry| entry.operation.reads());
    let mut codes = reads.filter_map(|read| read.codes.as_ref());
    let Some(codes) = codes.find(|codes| codes.file.as_deref() == Some(name)) else { return };
    for line in lines::of(text).iter().skip(1) {
        let code = line.cells.first().map(|cell| cell.trim()).unwrap_or_default();
        if let Some((code, _)) = codes.rows.get_key_value(code) {
            let wants = format!("a row in which \"{code}\" is translated by {name}");
            let shown = format!("{name}: the code \"{code}\"");
            gatherer.add(SiteKind::Code, Key::Line(name, code), line.at.start, shown, wants);
        }
    }
}
