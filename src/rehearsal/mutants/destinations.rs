//! Destinations altered: a value less or elsewhere, and a partner that gets less or more.

use super::edit::{Edit, exchanged, without_entry, without_item};
use super::maker::Maker;
use crate::rehearsal::tree::{Entry, Value, get};

/// The values that one destination, or a decision to stay, claims.
struct Claim<'d> {
    name: String,
    stays: bool,
    whole: Value<'d>,
    values: Vec<Value<'d>>,
}

/// Alters every destination and every decision to stay.
pub(super) fn alter(maker: &mut Maker<'_>, document: &[Entry<'_>]) {
    let blocks = |key: &str| get(document, key).map(|entry| entry.value.tables()).unwrap_or_default();
    let mut claims = Vec::new();
    for block in blocks("destination") {
        let entries = block.entries();
        let name = get(&entries, "name").and_then(|name| name.value.text()).unwrap_or_default();
        claims.extend(claimed(&format!("destination {name}"), false, &entries));
        partner(maker, &format!("destination {name}"), &entries);
    }
    for block in blocks("stays-behind") {
        claims.extend(claimed("stays-behind", true, &block.entries()));
    }
    for (place, claim) in claims.iter().enumerate() {
        let others = || claims.iter().skip(place + 1).chain(claims.iter().take(place));
        let next = others().find(|other| !other.stays && other.name != claim.name);
        let stays = others().find(|other| other.stays && !claim.stays);
        if let [only] = claim.values.as_slice() {
            let other = next.filter(|_| !claim.stays).and_then(|next| Some((next, next.values.first()?)));
            if let Some((next, other)) = other {
                let what = format!("{}: {} is exchanged with {} of {}", claim.name, only.raw(), other.raw(), next.name);
                maker.add(what, exchanged(only.document(), only.at(), other.at()));
            }
            continue;
        }
        for value in &claim.values {
            maker.add(format!("{}: {} is dropped", claim.name, value.raw()), vec![without_item(value)]);
            for other in next.iter().chain(&stays) {
                let what = format!("{}: {} goes to {}", claim.name, value.raw(), other.name);
                maker.add(what, vec![without_item(value), with_value(other, value.raw())]);
            }
        }
    }
}

/// Reads the values that a block claims; one test of one column says which.
fn claimed<'d>(name: &str, stays: bool, entries: &[Entry<'d>]) -> Option<Claim<'d>> {
    let groups = get(entries, "when")?.value.tables();
    let tests = groups.first()?.entries();
    let [test] = tests.as_slice() else { return None };
    let whole = test.value;
    let values = if whole.text().is_some() { vec![whole] } else { whole.items() };
    Some(Claim { name: name.to_owned(), stays, whole, values })
}

/// Puts a value before those that are claimed.
fn with_value(claim: &Claim<'_>, value: &str) -> Edit {
    let at = claim.whole.at();
    if claim.whole.text().is_some() {
        Edit::replace(at, format!("[{value}, {}]", claim.whole.raw()))
    } else {
        Edit::insert(at.start + 1, format!("{value}, "))
    }
}

fn partner(maker: &mut Maker<'_>, subject: &str, entries: &[Entry<'_>]) {
    for key in ["of", "tables", "without"] {
        let Some(entry) = get(entries, key) else { continue };
        let items = entry.value.items();
        if key == "without" && items.len() < 2 {
            maker.add(format!("{subject}: its without is dropped"), without_entry(entry));
            continue;
        }
        for item in items.iter().filter(|_| items.len() > 1) {
            maker.add(format!("{subject}: {} is dropped from {key}", item.raw()), vec![without_item(item)]);
        }
    }
}
