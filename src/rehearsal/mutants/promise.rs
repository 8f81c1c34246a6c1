//! The promise altered: read from elsewhere, of fewer or other payments, or held to less.

use super::conditions;
use super::edit::{Edit, exchanged, quoted, without_entry, without_item, without_table};
use super::maker::Maker;
use super::options;
use crate::catalog::Domain;
use crate::mapping::model::TableIndex;
use crate::rehearsal::tree::{Entry, Value, get};

/// What a promise can do without. The scheme is not among them: it parts sums that are told and decides nothing.
const OPTIONAL: [&str; 9] =
    ["client", "sign-from", "returned", "corrections", "one-off", "holiday", "left-out", "ceiling", "reserve"];

/// The conditions that say what a payment is.
const CLASSES: [&str; 6] = ["where", "returned", "corrections", "one-off", "holiday", "left-out"];

/// Alters what residents were promised.
pub(super) fn alter(maker: &mut Maker<'_>, promise: &Value<'_>) {
    let entries = promise.entries();
    for entry in OPTIONAL.iter().filter_map(|key| get(&entries, key)) {
        maker.add(format!("promise: {} is dropped", entry.key), without_entry(entry));
    }
    for entry in CLASSES.iter().filter_map(|key| get(&entries, key)) {
        conditions::alter(maker, &format!("promise: {}", entry.key), &entry.value);
    }
    if let Some(condition) = get(&entries, "calendar").and_then(|calendar| inner(calendar, "where")) {
        conditions::alter(maker, "promise: calendar", &condition.value);
    }
    if let (Some(case), Some(client)) = (get(&entries, "case"), get(&entries, "client")) {
        let edits = exchanged(case.value.document(), case.value.at(), client.value.at());
        maker.add("promise: case and client are exchanged", edits);
    }
    if let Some(sign) = get(&entries, "sign-from") {
        options::turned_round(maker, "promise", &sign.value);
    }
    limits(maker, &entries);
    headings(maker, &entries);
    if let Some(balances) = get(&entries, "balances") {
        self::balances(maker, &balances.value);
    }
}

/// Makes the window shorter, and lets more pass for kindness.
fn limits(maker: &mut Maker<'_>, entries: &[Entry<'_>]) {
    let months = get(entries, "window").and_then(|window| inner(window, "months"));
    if let Some((months, number)) = months.and_then(|months| Some((months.value, months.value.integer()?)))
        && number > 1
    {
        let edit = Edit::replace(months.at(), (number - 1).to_string());
        maker.add("promise: the window is shorter", vec![edit]);
    }
    let most = get(entries, "at-most").map(|most| most.value);
    let percent = most.and_then(|most| most.text()?.strip_suffix('%')?.parse::<u32>().ok());
    if let (Some(most), Some(percent)) = (most, percent) {
        let raised = quoted(&format!("{}%", percent.saturating_mul(2)));
        maker.add("promise: more is at most", vec![Edit::replace(most.at(), raised)]);
    }
}

/// Reads facts under other headings of the same type.
fn headings(maker: &mut Maker<'_>, entries: &[Entry<'_>]) {
    let promise = &maker.mapping.promise;
    let from = promise.from;
    let own = [("recipient", Domain::Bsn), ("date", Domain::Date), ("month", Domain::Month), ("account", Domain::Iban)];
    for (key, domain) in own {
        if let Some(entry) = get(entries, key) {
            heading(maker, "promise", from, domain, entry);
        }
    }
    let reserve = promise.reserve.as_ref().map_or(from, |reserve| reserve.from);
    let (case, payees) = (promise.case_facts.from, promise.payees.from);
    let facts = [
        ("case-facts", case, "ended", Domain::Date),
        ("payees", payees, "account", Domain::Iban),
        ("reserve", reserve, "amount", Domain::Money),
    ];
    if let Some(amount) = get(entries, "amount") {
        heading(maker, "promise", from, Domain::Money, amount);
    }
    for (name, table, key, domain) in facts {
        if let Some(entry) = get(entries, name).and_then(|facts| inner(facts, key)) {
            heading(maker, &format!("promise: {name}"), table, domain, &entry);
        }
    }
}

fn heading(maker: &mut Maker<'_>, subject: &str, table: TableIndex, domain: Domain, entry: &Entry<'_>) {
    let next = entry.value.text().and_then(|name| maker.headings.next(table, domain, name));
    if let Some(next) = next {
        let edit = Edit::replace(entry.value.at(), quoted(next));
        maker.add(format!("{subject}: the heading of {} is another", entry.key), vec![edit]);
    }
}

/// Drops balances, or holds their amounts against each other's columns. A balance that lacks one of its amounts is not
/// made: what is held against less comes out the same as long as the maps are right.
fn balances(maker: &mut Maker<'_>, balances: &Value<'_>) {
    for block in balances.tables() {
        let entries = block.entries();
        let name = |key: &str| get(&entries, key).and_then(|entry| entry.value.text()).unwrap_or_default();
        let subject = format!("promise: the balance {} -> {}", name("from"), name("to"));
        let edits = if block.has_header() { without_table(&block) } else { vec![without_item(&block)] };
        maker.add(format!("{subject} is dropped"), edits);
        let amounts = get(&entries, "amounts").map(|amounts| amounts.value.entries()).unwrap_or_default();
        for (place, amount) in amounts.iter().enumerate() {
            if let Some(next) = amounts.get(place + 1) {
                let edits = exchanged(block.document(), amount.value.at(), next.value.at());
                maker.add(format!("{subject}: {} and {} are exchanged", amount.key, next.key), edits);
            }
        }
    }
}

fn inner<'d>(entry: &Entry<'d>, key: &str) -> Option<Entry<'d>> {
    get(&entry.value.entries(), key).cloned()
}
