//! The `[[destination]]` and `[[stays-behind]]` blocks: who takes over which cases.
//!
//! Conditions read one column, that which routes the table of cases, and no value goes to two places.

use super::condition;
use super::document::{Node, Table, Text};
use super::model::{Condition, Destination, DestinationIndex, DestinationKind, Predicate, StaysBehind, TableIndex};
use super::problems::{Place, Problems, did_you_mean};
use super::tables::Tables;
use super::target;
use super::transfer::is_file_name;
use crate::catalog::Domain;
use crate::diag::codes::mapping as codes;

/// The most destinations: rows keep a bit for each.
const MOST: usize = 32;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Municipality,
    Partner,
}

const KINDS: [(&str, Kind); 2] = [("municipality", Kind::Municipality), ("partner", Kind::Partner)];

/// The table of cases, the heading that routes it, and the values that were claimed so far.
pub(super) struct Claims<'c> {
    cases: Option<&'c (TableIndex, String)>,
    taken: Vec<(String, String)>,
}

impl<'c> Claims<'c> {
    /// Starts without claims; without a table of cases conditions are read no further.
    pub(super) const fn new(cases: Option<&'c (TableIndex, String)>) -> Self {
        Self { cases, taken: Vec::new() }
    }
}

/// Reads the destinations.
pub(super) fn read(
    document: &mut Table<'_>,
    claims: &mut Claims<'_>,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Vec<Destination> {
    let node = document.need("destination", problems);
    let mut blocks = node.map(|node| node.tables(problems)).unwrap_or_default();
    if let Some(block) = blocks.get(MOST) {
        problems.report(&codes::BAD_VALUE, block.at.clone(), format!("there are more than {MOST} destinations"));
    }
    let names = names(&mut blocks, problems);
    for draft in &mut tables.list {
        let only = draft.only_node.take().and_then(|node| municipalities(&node, &names, problems));
        draft.only = only.map(|only| only.into_iter().fold(0, |mask, place| mask | 1 << place));
    }
    let mut destinations = Vec::new();
    for (mut block, (name, kind)) in blocks.into_iter().zip(&names) {
        let kind = match kind {
            Some(Kind::Partner) => partner(&mut block, &names, problems),
            Some(Kind::Municipality) => municipality(&mut block, name.as_ref(), claims, tables, problems),
            None => continue,
        };
        let span = problems.span(block.at.clone());
        block.finish(problems);
        if let (Some(name), Some(kind)) = (name, kind) {
            destinations.push(Destination { name: name.text.to_owned(), kind, span });
        }
    }
    destinations
}

/// Reads which cases stay where they are.
pub(super) fn read_stays_behind(
    document: &mut Table<'_>,
    claims: &mut Claims<'_>,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Vec<StaysBehind> {
    let blocks = document.take("stays-behind").map(|node| node.tables(problems)).unwrap_or_default();
    let mut stays = Vec::new();
    for mut block in blocks {
        let when = block.need("when", problems).and_then(|node| claim(&node, "stays-behind", claims, tables, problems));
        let reason = block.need("reason", problems).and_then(|node| node.filled(problems));
        block.finish(problems);
        if let (Some(when), Some(reason)) = (when, reason) {
            stays.push(StaysBehind { when, reason: reason.text.to_owned() });
        }
    }
    stays
}

type Named<'d> = (Option<Text<'d>>, Option<Kind>);

/// Reads names and kinds ahead of the rest, since a partner may stand before its municipality.
fn names<'d>(blocks: &mut [Table<'d>], problems: &mut Problems) -> Vec<Named<'d>> {
    let mut names: Vec<Named<'d>> = Vec::new();
    for block in blocks {
        let name = block.need("name", problems).and_then(|node| node.filled(problems));
        let name = name.filter(|name| is_file_name(name, problems));
        let kind = block.need_choice("kind", &KINDS, problems);
        if let Some(name) = &name
            && names.iter().any(|(known, _)| known.as_ref().is_some_and(|known| known.text == name.text))
        {
            let message = format!("there are two destinations \"{}\"", name.text);
            problems.report(&codes::DUPLICATE, name.at.clone(), message);
        }
        names.push((name, kind));
    }
    names
}

fn municipality(
    block: &mut Table<'_>,
    name: Option<&Text<'_>>,
    claims: &mut Claims<'_>,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<DestinationKind> {
    let name = name.map_or("", |name| name.text);
    let when = block.need("when", problems).and_then(|node| claim(&node, name, claims, tables, problems))?;
    Some(DestinationKind::Municipality { when })
}

fn partner(block: &mut Table<'_>, names: &[Named<'_>], problems: &mut Problems) -> Option<DestinationKind> {
    let of = block.need("of", problems).and_then(|node| municipalities(&node, names, problems));
    let wanted = block.need("tables", problems).and_then(|node| node.texts(problems)).unwrap_or_default();
    let paths = block.take("without").and_then(|node| node.texts(problems)).unwrap_or_default();
    let without: Vec<_> = paths.iter().filter_map(|path| target::path(path, problems)).collect();
    let mut tables = Vec::new();
    for name in &wanted {
        let Some(table) = target::table(name, problems) else { continue };
        let is_kept = |place: usize| !without.iter().any(|(other, known)| other.name == table.name && *known == place);
        let kept =
            table.columns.iter().enumerate().find(|(place, column)| column.domain == Domain::Bsn && is_kept(*place));
        if let Some((_, column)) = kept.filter(|_| without.len() == paths.len()) {
            let help = Some(format!("name \"{}.{}\" under \"without\"", table.name, column.name));
            let message = format!("a partner may have no burgerservicenummer, and \"{}\" holds one", table.name);
            problems.suggest(&codes::BAD_VALUE, name.at.clone(), message, help);
        }
        tables.push(table);
    }
    Some(DestinationKind::Partner { of: of?, tables, without })
}

/// Reads some of the municipalities: a name or a list of names.
fn municipalities(node: &Node<'_>, names: &[Named<'_>], problems: &mut Problems) -> Option<Vec<DestinationIndex>> {
    let texts = node.texts(problems)?;
    if texts.is_empty() {
        problems.refuse(
            node.at.clone(),
            format!("\"{}\" names no municipality", node.key),
            "list the name of one at least",
        );
    }
    let mut found = Vec::new();
    for name in &texts {
        match find(name, names, problems) {
            Some(place) if found.contains(&place) => {
                problems.report(&codes::DUPLICATE, name.at.clone(), format!("\"{}\" is listed twice", name.text));
            }
            place => found.extend(place),
        }
    }
    Some(found)
}

fn find(of: &Text<'_>, names: &[Named<'_>], problems: &mut Problems) -> Option<DestinationIndex> {
    let is_municipality = |(_, kind): &&Named<'_>| *kind == Some(Kind::Municipality);
    let found = names
        .iter()
        .position(|named| is_municipality(&named) && named.0.as_ref().is_some_and(|name| name.text == of.text));
    if found.is_none() {
        let known = names.iter().filter(is_municipality).filter_map(|(name, _)| name.as_ref().map(|name| name.text));
        let help = did_you_mean(of.text, known);
        let message = format!("no municipality among the destinations is called \"{}\"", of.text);
        problems.suggest(&codes::UNKNOWN_DESTINATION, of.at.clone(), message, help);
    }
    found
}

/// Reads a condition on the routing column and claims its values.
fn claim(
    node: &Node<'_>,
    owner: &str,
    claims: &mut Claims<'_>,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<Condition> {
    let (table, routing) = claims.cases?;
    for (heading, _) in node.tables(problems).iter().flat_map(Table::rest) {
        if heading.text != routing && tables.list[*table].known(&heading, problems) {
            let message = format!("cases go by \"{routing}\", not by \"{}\"", heading.text);
            problems.report(&codes::WRONG_ROUTING_COLUMN, heading.at, message);
        }
    }
    let condition = condition::read_where(node, *table, tables, problems, |heading| heading == routing)?;
    for test in condition.any.iter().flatten() {
        match &test.predicate {
            Predicate::OneOf(values) => {
                for value in values {
                    take(value, owner, node.at.clone(), claims, problems);
                }
            }
            Predicate::Empty => take("", owner, node.at.clone(), claims, problems),
            Predicate::Present | Predicate::Like(_) | Predicate::Within(_) => {
                let help = "list the values: { Heading = [\"…\"] }";
                problems.refuse(node.at.clone(), "a destination names the values that it takes over", help);
            }
        }
    }
    Some(condition)
}

fn take(value: &str, owner: &str, at: Place, claims: &mut Claims<'_>, problems: &mut Problems) {
    if let Some((_, first)) = claims.taken.iter().find(|(taken, _)| taken == value) {
        let message = format!("\"{value}\" goes to \"{first}\" already");
        problems.report(&codes::OVERLAP, at, message);
    } else {
        claims.taken.push((value.to_owned(), owner.to_owned()));
    }
}
