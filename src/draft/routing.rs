//! Where rows go: the table of cases, what follows it, what goes everywhere; and what names a row.

use super::choose::{Chosen, leading};
use super::maps::partner;
use super::matching::is_told_apart;
use super::model::{Cases, Delivered, Place, Routing};
use super::vocabulary::Vocabulary;
use crate::catalog;
use crate::domain::MunicipalityCode;
use crate::profile::model::TableProfile;

/// Where a client and a case are named in a table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Names {
    pub(super) case: Option<usize>,
    pub(super) client: Option<usize>,
}

/// Finds the columns by which a table names a case and a client: those that its target refers by, else those that are
/// headed so.
pub(super) fn names(chosen: &Chosen, vocabulary: &Vocabulary) -> Names {
    const CLEAR: u32 = 900;
    let referred = |parent: &str, key: &str| {
        let best = chosen.best.as_ref()?;
        let own = best.table.name == parent;
        let referring = best
            .table
            .columns
            .iter()
            .find(|column| column.references == Some((parent, key)) || own && column.name == key)?;
        best.heading(referring.name)
    };
    let headed = |column: &str| {
        let words = vocabulary.table("betaling")?;
        let (place, _) = words.table.column(column)?;
        let places = 0..chosen.headings.len();
        let alike =
            places.map(|heading| (words.named(place, &chosen.headings[heading]).likeness, usize::MAX - heading));
        alike.max().filter(|(likeness, _)| *likeness >= CLEAR).map(|(_, heading)| usize::MAX - heading)
    };
    let own_client =
        chosen.best.as_ref().filter(|best| best.table.name == "persoon").and_then(|best| best.heading("clientnummer"));
    Names {
        case: referred("inkomensvoorziening", "dossiernummer").or_else(|| headed("inkomensvoorziening")),
        client: own_client.or_else(|| referred("client", "clientnummer")).or_else(|| headed("client")),
    }
}

/// Finds the table of cases.
pub(super) fn cases(chosen: &[Chosen]) -> Option<Cases> {
    let table = leading(chosen, "inkomensvoorziening")?;
    let best = chosen[table].best.as_ref()?;
    Some(Cases { table, case: best.heading("dossiernummer")?, place: best.heading("gemeentecode")? })
}

/// Says where the rows of a table go.
pub(super) fn routing(
    at: usize,
    chosen: &[Chosen],
    names: &[Names],
    tables: &[Delivered<'_>],
    cases: Option<Cases>,
) -> Routing {
    let Some(cases) = cases else { return Routing::Unknown };
    if at == cases.table {
        return Routing::Cases { column: cases.place };
    }
    let heading = |table: usize, place: usize| tables[table].heading(place);
    let is_calendar = chosen[at].best.as_ref().is_some_and(|best| best.table.name == "betaalkalender");
    if is_calendar {
        return Routing::Everywhere;
    }
    if let Some(on) = names[at].case {
        let same = heading(at, on) == heading(cases.table, cases.case);
        let matching = if same { Vec::new() } else { vec![cases.case] };
        return Routing::Via { table: cases.table, on, matching };
    }
    let Some(on) = names[at].client else { return Routing::Unknown };
    let people = leading(chosen, "persoon");
    if let Some(people) = people.filter(|people| *people != at) {
        let Some(key) = names[people].client else { return Routing::Unknown };
        let matching = if heading(at, on) == heading(people, key) { Vec::new() } else { vec![key] };
        return Routing::Via { table: people, on, matching };
    }
    let Some(client) = names[cases.table].client else { return Routing::Unknown };
    let pairs = chosen[cases.table].best.as_ref().map(|best| best.pairs.as_slice()).unwrap_or_default();
    let partner = partner(tables[cases.table].profile, &chosen[cases.table].headings, pairs);
    let is_plain = partner.is_none() && heading(at, on) == heading(cases.table, client);
    let matching = if is_plain { Vec::new() } else { [client].into_iter().chain(partner).collect() };
    Routing::Via { table: cases.table, on, matching }
}

/// Says what names a row: the case or the client in their own tables; else what does in the target, or the one column
/// that no two rows share. Several columns that happen to be unique together say nothing.
pub(super) fn key(
    at: usize,
    chosen: &Chosen,
    profile: &TableProfile,
    cases: Option<Cases>,
    names: Names,
) -> Vec<usize> {
    if let Some(cases) = cases.filter(|cases| cases.table == at) {
        return vec![cases.case];
    }
    let is_people = chosen.best.as_ref().is_some_and(|best| best.table.name == "persoon");
    if let Some(client) = names.client.filter(|_| is_people) {
        return vec![client];
    }
    let seen = |key: &Vec<usize>| profile.keys.iter().any(|known| known.iter().all(|place| key.contains(place)));
    let natural = chosen.best.as_ref().and_then(|best| {
        let keys = best.table.unique.iter();
        let mut places =
            keys.filter_map(|key| key.iter().map(|column| best.heading(column)).collect::<Option<Vec<_>>>());
        places.find(seen)
    });
    let is_one = |key: &&Vec<usize>| matches!(key.as_slice(), [place] if is_told_apart(profile, *place));
    natural.or_else(|| profile.keys.iter().find(is_one).cloned()).unwrap_or_default()
}

/// Lists the municipalities that cases belong to, as far as they stand in enough rows, with the number of other texts.
pub(super) fn places(tables: &[Delivered<'_>], cases: Option<Cases>) -> (Vec<Place>, u64) {
    let Some(cases) = cases else { return (Vec::new(), 0) };
    let column = tables[cases.table].column(cases.place);
    let known = catalog::codes::GEMEENTE;
    let mut places: Vec<Place> = Vec::new();
    for (text, rows) in column.common.iter().filter(|(text, _)| !text.is_empty()) {
        let code = MunicipalityCode::parse(text).map(|code| code.to_string());
        let found = known.iter().find(|one| code.as_deref() == Ok(one.code) || one.dutch.eq_ignore_ascii_case(text));
        let municipality = found.map(|one| one.dutch);
        let name = super::delivered::slug(municipality.unwrap_or(text));
        let name = if name.is_empty() { "gemeente".to_owned() } else { name };
        match places.iter_mut().find(|place| place.name == name) {
            Some(place) => {
                place.texts.push(text.clone());
                place.cases += rows;
            }
            None => places.push(Place { name, municipality, texts: vec![text.clone()], cases: *rows }),
        }
    }
    (places, column.rare)
}
