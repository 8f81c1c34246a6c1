//! A first mapping from a profiled delivery, to be finished by hand.
//!
//! What is proposed carries how sure it is; what is not known is a `TODO`. Nothing of it is ever used by a run before
//! somebody made it a mapping. Deliberately absent: the delivery itself. All that is known of it is its profile, so that
//! no value that stands in fewer than five rows can come into a draft.
//!
//! ```text
//!  profile ──► delivered ──► choose ──► maps ──► routing ──► Draft ──► render
//!              (tables)      (vocabulary, matching)
//! ```

pub mod model;
pub mod render;

mod choose;
mod codes;
mod delivered;
mod fit;
#[cfg(test)]
mod hand;
mod lexicon;
mod maps;
mod matching;
mod meaning;
mod options;
mod routing;
mod sentinels;
mod synonyms;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

pub use model::Draft;

use choose::{Chosen, choose};
use delivered::{Group, groups, most};
use maps::{Applicants, Maker};
use model::{Delivered, Form, Map, Promise, Read, Routing, Source};
use options::Context;
use routing::Names;
use vocabulary::Vocabulary;

use crate::catalog;
use crate::domain::Date;
use crate::profile::Profile;
use crate::profile::model::Kind;

/// Drafts a mapping of a service's delivery from what was seen in it.
#[must_use]
pub fn draft<'p>(profile: &'p Profile, service: &str, cutover: Option<Date>) -> Draft<'p> {
    let vocabulary = Vocabulary::new();
    let (mut groups, control) = groups(profile);
    let (chosen, anchors) = choose(&groups, &vocabulary);
    let mut together: Vec<(Group<'p>, Chosen)> = groups.drain(..).zip(chosen).collect();
    together.sort_by_key(|(_, chosen)| place_in_target(chosen));
    let (groups, chosen): (Vec<_>, Vec<_>) = together.into_iter().unzip();
    let dialect = most(groups.iter().map(|group| &group.dialect));
    let names: Vec<Names> = chosen.iter().map(|chosen| routing::names(chosen, &vocabulary)).collect();
    let cases = routing::cases(&chosen);
    let applicants = cases.and_then(|cases| {
        let client = chosen[cases.table].best.as_ref()?.heading("client")?;
        Some(Applicants { table: cases.table, case: cases.case, client })
    });
    let has_households = choose::leading(&chosen, "huishoudlid").is_some();
    let maker = Maker { vocabulary: &vocabulary, anchors: &anchors, service, has_households, applicants };
    let cents = has_cents(&groups, &chosen);
    let mut maps = Vec::new();
    for (from, (group, chosen)) in groups.iter().zip(&chosen).enumerate() {
        let cents = cents && matches!(group.dialect.form, Form::Delimited { .. });
        let context = Context { profile: group.profile, headings: &chosen.headings, cents, vocabulary: &vocabulary };
        maps.extend(maps::maps(from, chosen, &context, &maker));
    }
    maps.sort_by_key(|map: &Map| (place_of(map.to), map.from));
    let mut tables: Vec<Delivered<'p>> = groups
        .into_iter()
        .enumerate()
        .map(|(at, group)| Delivered {
            key: routing::key(at, &chosen[at], group.profile, cases, names[at]),
            open: open(at, group.profile.columns.len(), &maps),
            name: group.name,
            profile: group.profile,
            delivered: group.delivered,
            files: group.files,
            dialect: group.dialect,
            routing: Routing::Unknown,
        })
        .collect();
    let routings: Vec<Routing> =
        (0..tables.len()).map(|at| routing::routing(at, &chosen, &names, &tables, cases)).collect();
    for (table, routing) in tables.iter_mut().zip(routings) {
        table.routing = routing;
    }
    let (places, hidden_places) = routing::places(&tables, cases);
    Draft {
        service: service.to_owned(),
        cutover,
        dialect,
        control,
        promise: promise(&maps, cases),
        tables,
        cases,
        places,
        hidden_places,
        maps,
        others: &profile.others,
    }
}

/// Returns the place of a target table in the catalogue.
fn place_of(table: &catalog::Table) -> usize {
    catalog::tables().iter().position(|known| known.name == table.name).unwrap_or(usize::MAX)
}

fn place_in_target(chosen: &Chosen) -> usize {
    chosen.best.as_ref().map_or(usize::MAX, |best| place_of(best.table))
}

/// Tells whether the delivery's text files write amounts as whole cents: no amount has decimals, and some are large.
fn has_cents(groups: &[Group<'_>], chosen: &[Chosen]) -> bool {
    const LARGE: usize = 5;
    let mut large = false;
    for (group, chosen) in groups.iter().zip(chosen) {
        if !matches!(group.dialect.form, Form::Delimited { .. }) {
            continue;
        }
        if group.profile.columns.iter().any(|column| column.kind == Kind::Amount) {
            return false;
        }
        let Some(best) = &chosen.best else { continue };
        large |= best.pairs.iter().any(|pair| {
            let column = &group.profile.columns[pair.heading];
            let is_money = best.table.columns[pair.target].domain == catalog::Domain::Money;
            is_money && column.kind == Kind::Integer && column.longest >= LARGE
        });
    }
    large
}

/// Lists the places of a table's headings that no map reads.
fn open(table: usize, columns: usize, maps: &[Map]) -> Vec<usize> {
    let mut read = vec![false; columns];
    for map in maps {
        for line in &map.lines {
            match &line.source {
                Source::Column(Read { heading, sign, .. }) if map.from == table => {
                    read[*heading] = true;
                    if let Some(sign) = sign {
                        read[sign.column] = true;
                    }
                }
                _ => {}
            }
        }
        for (place, _) in map.unpivot.iter().filter(|_| map.from == table) {
            read[*place] = true;
        }
    }
    (0..columns).filter(|place| !read[*place]).collect()
}

/// Finds the maps of which the promise takes its facts.
fn promise(maps: &[Map], cases: Option<model::Cases>) -> Promise {
    let into = |table: &str| maps.iter().position(|map| map.to.name == table);
    let is_case_table = |place: &usize| cases.is_some_and(|cases| maps[*place].from == cases.table);
    let balanced = ["vordering", "aflossingsafspraak", "beslag", "minimaregeling"];
    Promise {
        payments: into("betaling"),
        calendar: into("betaalkalender"),
        cases: maps.iter().position(|map| map.to.name == "inkomensvoorziening").filter(is_case_table),
        payees: into("begunstigde"),
        reserve: into("vakantiegeld_reservering"),
        balances: (0..maps.len()).filter(|place| balanced.contains(&maps[*place].to.name)).collect(),
    }
}
