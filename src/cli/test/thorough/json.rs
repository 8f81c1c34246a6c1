//! Coverage and mutants, for other programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Hunted, Tally};
use crate::rehearsal::coverage::{Coverage, Figure, Site, SiteKind};
use crate::rehearsal::mutants::{Fate, Mutant};

/// Which places of a mapping are exercised.
#[derive(Serialize)]
pub(in crate::cli::test) struct CoverageLines<'r> {
    all: FigureLine,
    kinds: BTreeMap<&'static str, FigureLine>,
    missed: Vec<SiteLine<'r>>,
}

#[derive(Serialize)]
struct FigureLine {
    percent: usize,
    exercised: usize,
    sites: usize,
}

/// A place that nothing exercises.
#[derive(Serialize)]
struct SiteLine<'r> {
    kind: &'static str,
    name: &'r str,
    file: &'r str,
    line: usize,
    wants: &'r str,
}

/// What became of mutants.
#[derive(Serialize)]
pub(in crate::cli::test) struct MutantLines<'r> {
    /// How many there are.
    all: usize,
    /// What decided which of them were tried; absent where all were.
    seed: Option<u64>,
    tried: usize,
    refused: usize,
    noticed: usize,
    survived: usize,
    mutants: Vec<MutantLine<'r>>,
}

#[derive(Serialize)]
struct MutantLine<'r> {
    file: &'r str,
    line: usize,
    what: &'r str,
    before: &'r str,
    after: &'r str,
    /// `refused`, `noticed` or `survived`.
    fate: &'static str,
    /// Which example or delivery noticed it.
    noticed_by: Option<&'r str>,
}

/// Tells what is exercised.
pub(in crate::cli::test) fn coverage(coverage: &Coverage) -> CoverageLines<'_> {
    let kinds = SiteKind::ALL.iter().map(|(kind, name)| (*name, figure(coverage.of(*kind))));
    CoverageLines { all: figure(coverage.all()), kinds: kinds.collect(), missed: coverage.missed().map(site).collect() }
}

/// Tells what became of mutants; nothing where none was tried.
pub(in crate::cli::test) fn mutants(hunted: &Hunted) -> Option<MutantLines<'_>> {
    let Hunted::Done { fates, all, seed } = hunted else { return None };
    let Tally { refused, noticed, survived } = Tally::of(fates);
    let (all, seed, tried) = (*all, *seed, fates.len());
    Some(MutantLines { all, seed, tried, refused, noticed, survived, mutants: fates.iter().map(mutant).collect() })
}

fn figure(figure: Figure) -> FigureLine {
    FigureLine { percent: figure.percent(), exercised: figure.exercised, sites: figure.sites }
}

fn site(site: &Site) -> SiteLine<'_> {
    let Site { kind, name, file, line, wants, .. } = site;
    SiteLine { kind: kind.name(), name, file, line: *line, wants }
}

fn mutant((mutant, fate): &(Mutant, Fate)) -> MutantLine<'_> {
    let Mutant { file, line, what, before, after, .. } = mutant;
    let (fate, noticed_by) = match fate {
        Fate::Refused => ("refused", None),
        Fate::NoticedBy(name) => ("noticed", Some(name.as_str())),
        Fate::Survived => ("survived", None),
    };
    MutantLine { file, line: *line, what, before, after, fate, noticed_by }
}
