//! Options of a column altered: dropped, or saying something else.

use super::columns::Place;
use super::edit::{Edit, exchanged, quoted, without_entry, without_item};
use super::maker::Maker;
use crate::catalog::Domain;
use crate::domain::{DateFormat, MonthForm};
use crate::rehearsal::tree::{Entry, Value, get};

/// Options that are dropped, each with those that say nothing without it.
const DROPPED: [(&str, &[&str]); 9] = [
    ("empty", &[]),
    ("default", &[]),
    ("pad", &[]),
    ("repair", &["because"]),
    ("upper", &[]),
    ("replace", &[]),
    ("split", &["part"]),
    ("part", &["split"]),
    ("sign-from", &[]),
];

/// Alters every option beside an operation.
pub(super) fn alter(maker: &mut Maker<'_>, place: Place<'_>, read: &Value<'_>) {
    let entries = read.entries();
    for (name, with) in DROPPED {
        let Some(option) = get(&entries, name) else { continue };
        let beside = with.iter().filter_map(|key| get(&entries, key));
        let edits = without_entry(option).into_iter().chain(beside.flat_map(without_entry));
        maker.add(format!("{}: {name} is dropped", place.subject), edits.collect());
    }
    if let Some(empty) = get(&entries, "empty") {
        texts(maker, place.subject, &empty.value);
    }
    if let Some(sign) = get(&entries, "sign-from") {
        turned_round(maker, place.subject, &sign.value);
    }
    let dates: Vec<&str> = DateFormat::NAMES.iter().map(|(name, _)| *name).collect();
    let months: Vec<&str> = MonthForm::NAMES.iter().map(|(name, _)| *name).collect();
    for (name, forms) in [("date", dates), ("month", months)] {
        let Some(form) = get(&entries, name) else { continue };
        let known = forms.iter().position(|known| form.value.text() == Some(known));
        let other = known.map(|known| forms[(known + 1) % forms.len()]);
        let edits = other.map(|other| Edit::replace(form.value.at(), quoted(other)));
        maker.add(format!("{}: the {name} is written otherwise", place.subject), edits.into_iter().collect());
    }
    if place.column.domain == Domain::Money {
        unit(maker, place, read, &entries);
    }
}

/// Drops each of several texts that mean "nothing".
pub(super) fn texts(maker: &mut Maker<'_>, subject: &str, empty: &Value<'_>) {
    let texts = empty.items();
    // An empty text means nothing whether it is listed or not.
    let said = |item: &&Value<'_>| item.text().is_some_and(|text| !text.trim().is_empty());
    for text in texts.iter().filter(said).filter(|_| texts.len() > 1) {
        maker.add(format!("{subject}: {} no longer means nothing", text.raw()), vec![without_item(text)]);
    }
}

/// Exchanges what means plus and what means minus.
pub(super) fn turned_round(maker: &mut Maker<'_>, subject: &str, sign: &Value<'_>) {
    let entries = sign.entries();
    let edits = match (get(&entries, "plus"), get(&entries, "minus")) {
        (Some(plus), Some(minus)) => exchanged(sign.document(), plus.value.at(), minus.value.at()),
        _ if sign.text().is_some() => {
            let told = format!("{{ column = {}, plus = [\"-\"], minus = [\"+\"] }}", sign.raw());
            vec![Edit::replace(sign.at(), told)]
        }
        _ => Vec::new(),
    };
    maker.add(format!("{subject}: plus and minus are exchanged"), edits);
}

/// Takes euros for cents, or cents for euros.
fn unit(maker: &mut Maker<'_>, place: Place<'_>, read: &Value<'_>, entries: &[Entry<'_>]) {
    let is_read = ["column", "first-of", "lookup", "unpivoted"].iter().any(|key| get(entries, key).is_some());
    let edit = match get(entries, "unit") {
        Some(unit) => {
            let other = if unit.value.text() == Some("cent") { "euro" } else { "cent" };
            Edit::replace(unit.value.at(), quoted(other))
        }
        None if !is_read => return,
        None if read.has_header() => Edit::insert(read.at().end, "\nunit = \"cent\""),
        None => Edit::insert(read.at().start + 1, " unit = \"cent\","),
    };
    let unit = if edit.text.contains("cent") { "cents" } else { "euros" };
    maker.add(format!("{}: the amount is {unit}", place.subject), vec![edit]);
}
