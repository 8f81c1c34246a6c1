//! What is moved, and who takes over which cases.

use super::toml::{Entry, Text, inline, list, quoted, values};
use crate::draft::model::Draft;

/// Writes what is moved, and when.
pub(super) fn transfer(draft: &Draft<'_>, text: &mut Text) {
    let mut entries = vec![Entry::pair("service", quoted(&draft.service))];
    let todo = match draft.cutover {
        Some(cutover) => {
            entries.push(Entry::pair("cutover", cutover.to_string()));
            ""
        }
        None => "TODO cutover = the first day on which others pay, such as 2021-01-01",
    };
    entries.push(Entry::pair("language", quoted("nl")));
    text.table("[transfer]", todo, &entries);
    text.blank();
}

/// Writes a destination for each municipality that cases belong to.
pub(super) fn destinations(draft: &Draft<'_>, text: &mut Text) {
    text.section("Who takes over which cases");
    let heading = draft.cases.map(|cases| draft.tables[cases.table].heading(cases.place));
    let Some(heading) = heading.filter(|_| !draft.places.is_empty()) else {
        text.comment(
            "TODO no column was found that says to which municipality a case belongs, so this is a placeholder",
        );
        let condition = inline(&[(heading.unwrap_or("Gemeentecode").to_owned(), list(["0000"]))]);
        let entries = [
            Entry::pair("name", quoted("gemeente")),
            Entry::pair("kind", quoted("municipality")),
            Entry::noted("when", condition, "TODO"),
        ];
        text.table("[[destination]]", "TODO", &entries);
        text.blank();
        return;
    };
    text.comment(
        "TODO decide who takes over and what stays behind: a municipality that stays behind is a [[stays-behind]]",
    );
    text.comment("with a when and a reason; one that became part of another goes into the list of that one.");
    if draft.hidden_places > 0 {
        text.comment(&format!("TODO {} in fewer than five rows, not shown", values(draft.hidden_places)));
    }
    text.blank();
    for place in &draft.places {
        let when = inline(&[(heading.to_owned(), list(place.texts.iter().map(String::as_str)))]);
        let cases = format!("{} cases{}", place.cases, place.municipality.map_or("; TODO which one is it", |_| ""));
        let entries = [
            Entry::pair("name", quoted(&place.name)),
            Entry::pair("kind", quoted("municipality")),
            Entry::noted("when", when, &cases),
        ];
        text.table("[[destination]]", "", &entries);
        text.blank();
    }
}
