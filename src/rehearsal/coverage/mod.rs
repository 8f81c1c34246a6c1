//! Coverage of a mapping: which of its places are exercised by examples and fixtures, and which by none.
//!
//! A site is exercised by an example that expects something of it, or by a delivered row of a fixture that is loaded, of
//! which everything is compared. Rows are read here a second time and tried; the real run knows nothing of coverage.
//! Deliberately absent: whether what is exercised is right, and whether anybody would notice if it were not; the first
//! is said by the rehearsal itself, the second by mutants.

mod conditions;
mod deliveries;
mod examples;
mod key;
mod seen;
mod sites;

#[cfg(test)]
mod tests;

use super::{Fixture, parallel};
use crate::mapping::Mapping;
use crate::pipeline::PipelineError;
use crate::source::Cancel;
use seen::Seen;

/// Every site of a mapping.
#[derive(Debug)]
pub struct Coverage {
    /// The sites: those of `mapping.toml` first, in order of file and place.
    pub sites: Vec<Site>,
}

/// A place of a mapping that can be exercised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// What it is.
    pub kind: SiteKind,
    /// What it is called, such as `componenten -> component: bedrag_cent`.
    pub name: String,
    /// The file in which it stands, by its name in the mapping's folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What exercises it.
    pub wants: String,
    /// Whether anything does.
    pub exercised: bool,
}

/// What a site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SiteKind {
    /// A map that makes rows.
    Map,
    /// A column that gets values.
    Column,
    /// An option that changes values.
    Option,
    /// A declared repair.
    Repair,
    /// A row of a translation.
    Code,
    /// A case of several.
    Case,
    /// A value that a condition lists, or a test that holds and does not.
    Condition,
    /// A rule that is kept and broken.
    Rule,
}

impl SiteKind {
    /// Every kind with what its sites are called together.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Map, "maps"),
        (Self::Column, "columns"),
        (Self::Option, "options"),
        (Self::Repair, "repairs"),
        (Self::Code, "codes"),
        (Self::Case, "cases"),
        (Self::Condition, "conditions"),
        (Self::Rule, "rules"),
    ];

    /// Returns what sites of the kind are called together.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// How many of some sites are exercised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Those that are.
    pub exercised: usize,
    /// All of them.
    pub sites: usize,
}

impl Figure {
    /// Returns the whole percentage, rounded down, so that 100 means all of them. None are all there are.
    #[must_use]
    pub const fn percent(self) -> usize {
        match (self.exercised * 100).checked_div(self.sites) {
            Some(percent) => percent,
            None => 100,
        }
    }
}

impl Coverage {
    /// Counts all sites.
    #[must_use]
    pub fn all(&self) -> Figure {
        figure(self.sites.iter())
    }

    /// Counts the sites of one kind.
    #[must_use]
    pub fn of(&self, kind: SiteKind) -> Figure {
        figure(self.sites.iter().filter(|site| site.kind == kind))
    }

    /// Returns the sites that nothing exercises.
    pub fn missed(&self) -> impl Iterator<Item = &Site> {
        self.sites.iter().filter(|site| !site.exercised)
    }
}

/// Finds which sites of a mapping its examples and some fixtures exercise.
///
/// # Errors
/// Fails where a run cannot be made for reasons outside mapping and delivery, or the user wants to stop.
pub fn cover(mapping: &Mapping, fixtures: &[Fixture], cancel: &Cancel) -> Result<Coverage, PipelineError> {
    let mut seen = Seen::default();
    examples::see(mapping, &mut seen);
    for of_fixture in parallel::in_order(fixtures, |fixture| deliveries::see(mapping, fixture, cancel)) {
        seen.absorb(of_fixture?);
    }
    let exercised = |(key, site)| Site { exercised: seen.has(&key), ..site };
    Ok(Coverage { sites: sites::of(mapping).into_iter().map(exercised).collect() })
}

fn figure<'s>(sites: impl Iterator<Item = &'s Site>) -> Figure {
    sites.fold(Figure::default(), |figure, site| Figure {
        exercised: figure.exercised + usize::from(site.exercised),
        sites: figure.sites + 1,
    })
}
