//! The maps of one delivered table: into the target table that it fills best, and into those that come with it.

use super::choose::{Best, Chosen};
use super::fit::is_money;
use super::matching::{Anchors, Match, pair};
use super::model::{Line, Map, Read, Source, Sureness};
use super::options::{Context, line};
use super::vocabulary::Vocabulary;
use super::words::Word;
use super::{meaning, sentinels};
use crate::catalog::{self, Table};
use crate::profile::model::{Kind, TableProfile};

/// What maps are made with.
pub(super) struct Maker<'m> {
    /// The words of the target.
    pub(super) vocabulary: &'m Vocabulary,
    /// The headings by which clients and cases are named.
    pub(super) anchors: &'m Anchors,
    /// The shared service.
    pub(super) service: &'m str,
    /// Whether a delivered table of its own says who is in a household.
    pub(super) has_households: bool,
    /// Where a client of a case is looked up, where there is a table of cases that says it.
    pub(super) applicants: Option<Applicants>,
}

/// The table of cases, with the places of the case's and the client's number.
#[derive(Clone, Copy)]
pub(super) struct Applicants {
    pub(super) table: usize,
    pub(super) case: usize,
    pub(super) client: usize,
}

/// Makes the maps of one delivered table, at its place.
pub(super) fn maps(from: usize, chosen: &Chosen, context: &Context<'_>, maker: &Maker<'_>) -> Vec<Map> {
    let Some(best) = &chosen.best else { return Vec::new() };
    let mut maps = vec![maker.map(from, best.table, &best.pairs, context)];
    match best.table.name {
        "persoon" => maps.extend(maker.client(from, context)),
        "inkomensvoorziening" if !maker.has_households => maps.extend(household(from, best, context)),
        "vordering" => maps.extend(maker.repayment(from, best, context)),
        _ => {}
    }
    maps
}

/// Finds the column of a case's partner: a client's number, said to be the partner's.
pub(super) fn partner(profile: &TableProfile, headings: &[Vec<Word>], pairs: &[Match]) -> Option<usize> {
    let says = |heading: &[Word], name: &str| heading.iter().any(|word| word.to_string() == name);
    let mut places = (0..headings.len()).filter(|place| !pairs.iter().any(|pair| pair.heading == *place));
    places.find(|place| {
        says(&headings[*place], "partner")
            && says(&headings[*place], "nummer")
            && !matches!(profile.columns[*place].kind, Kind::Bsn | Kind::Date | Kind::Iban)
    })
}

impl Maker<'_> {
    fn map(&self, from: usize, to: &'static Table, pairs: &[Match], context: &Context<'_>) -> Map {
        let mut lines: Vec<Line> = pairs.iter().map(|pair| line(pair, to, pairs, context)).collect();
        let unpivot = if to.name == "component" { unpivoted(pairs, context, &mut lines) } else { Vec::new() };
        if to.name == "beschikking" {
            article(to, &mut lines);
        }
        self.given(to, &mut lines);
        lines.sort_by_key(|line| line.target);
        let merge_on = (to.name == "persoon" && lines.iter().any(|line| line.target == 0)).then_some("bsn");
        Map { from, to, merge_on, present: None, unpivot, lines }
    }

    /// Adds what is made without a column of its own: constants, and the client of a case.
    fn given(&self, to: &'static Table, lines: &mut Vec<Line>) {
        let fill = |name: &str, source: Source, because: &str, todo: Option<&str>, lines: &mut Vec<Line>| {
            let Some((target, _)) = to.column(name) else { return };
            if !lines.iter().any(|line| line.target == target) {
                let (because, todo) = (because.to_owned(), todo.map(ToOwned::to_owned));
                lines.push(Line { target, source, sureness: Sureness::Guess, because, todo });
            }
        };
        match to.name {
            "betaalkalender" => {
                fill("dienst", Source::Constant(self.service.to_owned()), "the service itself", None, lines);
            }
            "component" => {
                let check = Some("TODO check");
                fill("per", Source::Constant("maand".to_owned()), "no column says a period", check, lines);
            }
            _ => {}
        }
        let named = lines.iter().find(|line| to.columns[line.target].references == Some(CASE));
        let by = named.and_then(|line| if let Source::Column(read) = &line.source { Some(read.heading) } else { None });
        let client = to.columns.iter().find(|column| column.required && column.references == Some(CLIENT));
        if let (Some(by), Some(column), Some(applicants)) = (by, client, self.applicants) {
            let Applicants { table, case: matching, client: column_there } = applicants;
            let source = Source::Lookup { table, by, matching, column: column_there };
            fill(column.name, source, "the client of the case", Some("TODO check"), lines);
        }
    }

    /// Makes clients of the rows that hold persons.
    fn client(&self, from: usize, context: &Context<'_>) -> Option<Map> {
        let words = self.vocabulary.table("client")?;
        let pairs = pair(words, context.profile, context.headings, self.anchors);
        let map = self.map(from, words.table, &pairs, context);
        let is_whole = ["clientnummer", "persoon"].iter().all(|column| map.heading(column).is_some());
        is_whole.then_some(map)
    }

    /// Makes agreed repayments of debts, where a column of theirs is left that says how much.
    fn repayment(&self, from: usize, best: &Best, context: &Context<'_>) -> Option<Map> {
        let words = self.vocabulary.table("aflossingsafspraak")?;
        let number = best.heading("vorderingnummer")?;
        let (amount, _) = words.table.column("bedrag_cent")?;
        let pairs = pair(words, context.profile, context.headings, self.anchors);
        let is_free = |found: &&Match| !best.pairs.iter().any(|pair| pair.heading == found.heading);
        let found = pairs.iter().find(|pair| pair.target == amount).filter(is_free)?;
        let number = best.pairs.iter().find(|pair| pair.heading == number)?;
        let (debt, _) = words.table.column("vordering")?;
        let both = [Match { target: debt, ..number.clone() }, found.clone()];
        let present = Some((found.heading, "nothing was agreed on a debt without an amount"));
        Some(Map { present, ..self.map(from, words.table, &both, context) })
    }
}

/// Makes members of a household of a case: who applied, and the partner.
fn household(from: usize, best: &Best, context: &Context<'_>) -> Vec<Map> {
    let Some(to) = catalog::table("huishoudlid") else { return Vec::new() };
    let (case, client) = (best.heading("dossiernummer"), best.heading("client"));
    let (Some(case), Some(client)) = (case, client) else { return Vec::new() };
    let member = |client: usize, role: &str, because: &str| {
        let nothing = sentinels::of(&to.columns[1], &context.profile.columns[client]);
        let todo = (!nothing.is_empty()).then(|| "TODO leave these rows out".to_owned());
        let read = |heading, empty| Source::Column(Read { heading, empty, ..Read::default() });
        let line = |target, source, sureness, because: &str, todo| Line {
            target,
            source,
            sureness,
            because: because.to_owned(),
            todo,
        };
        let lines = vec![
            line(0, read(case, Vec::new()), Sureness::Sure, "the case itself", None),
            line(1, read(client, nothing), Sureness::Likely, because, todo),
            line(2, Source::Constant(role.to_owned()), Sureness::Likely, because, None),
        ];
        Map { from, to, merge_on: None, present: None, unpivot: Vec::new(), lines }
    };
    let applicant = member(client, "aanvrager", "who has the case applied for it");
    let partner = partner(context.profile, context.headings, &best.pairs).map(|place| {
        let present = Some((place, "a case without a partner has one member"));
        Map { present, ..member(place, "partner", "by its heading") }
    });
    [Some(applicant), partner].into_iter().flatten().collect()
}

/// Takes the article from behind the law, where both stand in one cell.
fn article(to: &'static Table, lines: &mut Vec<Line>) {
    let (Some((law, _)), Some((target, _))) = (to.column("wet"), to.column("artikel")) else { return };
    let law = lines.iter().find(|line| line.target == law).map(|line| &line.source);
    let Some(Source::Column(Read { heading, piece: Some((mark, _)), .. })) = law else { return };
    if !lines.iter().any(|line| line.target == target) {
        let source = Source::Column(Read { heading: *heading, piece: Some((*mark, 2)), ..Read::default() });
        let because = "what stands behind the law".to_owned();
        lines.push(Line { target, source, sureness: Sureness::Guess, because, todo: None });
    }
}

const CASE: (&str, &str) = ("inkomensvoorziening", "dossiernummer");
const CLIENT: (&str, &str) = ("client", "clientnummer");

/// The fewest columns that are taken for components beside each other.
const FEWEST: usize = 3;

/// Makes a row of each column of amounts that is headed by a kind of component, where no column says the kind.
fn unpivoted(pairs: &[Match], context: &Context<'_>, lines: &mut Vec<Line>) -> Vec<(usize, &'static str)> {
    let Some(table) = catalog::table("component") else { return Vec::new() };
    let place = |name: &str| table.column(name).map(|(place, _)| place);
    let (Some(kind), Some(amount), Some(way)) = (place("soort"), place("bedrag_cent"), place("debet_credit")) else {
        return Vec::new();
    };
    if pairs.iter().any(|pair| pair.target == kind) {
        return Vec::new();
    }
    let columns = context.profile.columns.iter().enumerate();
    let found: Vec<(usize, &'static str)> = columns
        .filter(|(place, _)| !context.headings[*place].is_empty())
        .filter(|(_, column)| is_money(column) || column.kind == Kind::Empty)
        .filter_map(|(place, column)| Some((place, meaning::component(&column.heading)?)))
        .collect();
    if found.len() < FEWEST {
        return Vec::new();
    }
    let heading = |place: usize| context.profile.columns[place].heading.clone();
    let of = |to: &dyn Fn(&'static str) -> &'static str| {
        found.iter().map(|(place, kind)| (heading(*place), format!("\"{}\"", to(kind)))).collect::<Vec<_>>()
    };
    lines.retain(|line| ![kind, amount, way].contains(&line.target));
    for (target, source, because) in [
        (kind, Source::UnpivotedHeading(of(&|kind| kind)), "by its heading"),
        (amount, Source::UnpivotedValue, "the cell under it"),
        (way, Source::UnpivotedHeading(of(&meaning::way)), "by its heading"),
    ] {
        let todo = (target != amount).then(|| "TODO check".to_owned());
        lines.push(Line { target, source, sureness: Sureness::Guess, because: because.to_owned(), todo });
    }
    found
}
