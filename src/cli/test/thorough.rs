//! What the examples and deliveries of a mapping do not see: places that none exercises, alterations that none notices.

mod json;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{CliError, Ui};
use crate::cli::progress::Count;
use crate::mapping::{Files as _, Folder, Mapping};
use crate::rehearsal::coverage::{self, Coverage, Figure, Site, SiteKind};
use crate::rehearsal::mutants::{self, Fate, Hunt, Mutant};
use crate::rehearsal::{Case, Fixture, Rehearsal};
use crate::source::Cancel;

pub(super) use json::{CoverageLines, MutantLines, coverage, mutants};

/// What is looked at besides the examples and deliveries themselves.
#[derive(Debug, clap::Args)]
pub(super) struct Depth {
    /// Say which places of the mapping no example or delivery exercises
    #[arg(long, conflicts_with_all = ["filter", "bless"])]
    coverage: bool,
    /// Take it for a difference where fewer of a mapping's places are exercised, in percent
    #[arg(long, value_name = "N", conflicts_with_all = ["filter", "bless"], value_parser = clap::value_parser!(u8).range(0..=100))]
    min_coverage: Option<u8>,
    /// Alter the mapping in one place after another, and say which alterations nothing notices
    #[arg(long, conflicts_with_all = ["filter", "bless"])]
    mutate: bool,
    /// Try so many alterations at most, drawn by --seed
    #[arg(long, value_name = "N", requires = "mutate")]
    max_mutants: Option<usize>,
    /// What decides which alterations are tried
    #[arg(long, value_name = "N", default_value_t = 1, requires = "mutate")]
    seed: u64,
}

/// What was looked at besides the examples and deliveries themselves.
#[derive(Default)]
pub(super) struct Thorough {
    /// Which places are exercised, where that was asked.
    pub(super) coverage: Option<Coverage>,
    /// The least percentage of places that must be.
    least: usize,
    /// What became of mutants, where that was asked.
    pub(super) hunted: Option<Hunted>,
}

/// What became of mutants.
pub(super) enum Hunted {
    /// The mapping itself is not as expected, so that nothing can be said of mutants.
    NotBegun,
    /// The fate of each.
    Done {
        /// Those that were tried, in order.
        fates: Vec<(Mutant, Fate)>,
        /// How many there are.
        all: usize,
        /// What decided which of them were tried, where not all were.
        seed: Option<u64>,
    },
}

/// How many mutants came to what.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    /// Those that are invalid.
    pub(super) refused: usize,
    /// Those that an example or delivery notices.
    pub(super) noticed: usize,
    /// Those that nobody notices.
    pub(super) survived: usize,
}

impl Tally {
    /// Counts fates.
    pub(super) fn of(fates: &[(Mutant, Fate)]) -> Self {
        fates.iter().fold(Self::default(), |tally, (_, fate)| match fate {
            Fate::Refused => Self { refused: tally.refused + 1, ..tally },
            Fate::NoticedBy(_) => Self { noticed: tally.noticed + 1, ..tally },
            Fate::Survived => Self { survived: tally.survived + 1, ..tally },
        })
    }
}

impl Thorough {
    /// Looks at what was asked of a mapping.
    ///
    /// # Errors
    /// Fails where a run cannot be made, or the user wants to stop.
    pub(super) fn look(
        depth: &Depth,
        mapping: &Mapping,
        fixtures: &[Fixture],
        rehearsal: &Rehearsal,
        (cancel, ui): (&Cancel, &Ui),
    ) -> Result<Self, CliError> {
        let wanted = depth.coverage || depth.min_coverage.is_some();
        let coverage = wanted.then(|| coverage::cover(mapping, fixtures, cancel)).transpose()?;
        let is_fine = rehearsal.cases.iter().all(Case::is_fine);
        let hunted = match depth.mutate {
            false => None,
            true if !is_fine => Some(Hunted::NotBegun),
            true => Some(hunt(depth, mapping, fixtures, (cancel, ui))?),
        };
        Ok(Self { coverage, least: depth.min_coverage.map_or(0, usize::from), hunted })
    }

    /// Tells whether enough is exercised.
    pub(super) fn is_covered(&self) -> bool {
        self.coverage.as_ref().is_none_or(|coverage| coverage.all().percent() >= self.least)
    }

    /// Tells whether enough is exercised and everything is noticed.
    pub(super) fn is_fine(&self) -> bool {
        let is_noticed = match &self.hunted {
            None => true,
            Some(Hunted::NotBegun) => false,
            Some(Hunted::Done { fates, .. }) => Tally::of(fates).survived == 0,
        };
        self.is_covered() && is_noticed
    }

    /// Writes what was seen, for who works on the mapping.
    pub(super) fn tell(&self, path: &Path, text: &mut String) {
        if let Some(coverage) = &self.coverage {
            self.tell_coverage(coverage, path, text);
        }
        match &self.hunted {
            None => {}
            Some(Hunted::NotBegun) => {
                let _ = writeln!(text, "  mutants: none tried, since the mapping itself is not as expected");
            }
            Some(Hunted::Done { fates, all, seed }) => tell_mutants(fates, *all, *seed, path, text),
        }
    }

    fn tell_coverage(&self, coverage: &Coverage, path: &Path, text: &mut String) {
        let all = coverage.all();
        let kinds = SiteKind::ALL.iter().map(|(kind, name)| (coverage.of(*kind), name));
        let kinds = kinds.filter(|(figure, _)| figure.sites > 0);
        let kinds: Vec<String> = kinds.map(|(figure, name)| format!("{name} {}", told(figure))).collect();
        let short = if self.is_covered() { String::new() } else { format!(", less than {}%", self.least) };
        let _ = writeln!(text, "  exercised: {}{short}", told(all));
        let _ = writeln!(text, "    {}", kinds.join(", "));
        for Site { name, file, line, wants, .. } in coverage.missed() {
            let _ = writeln!(text, "  {}:{line}: {name}\n    wants {wants}", in_folder(path, file).display());
        }
    }
}

/// Names a file of a mapping as the user would type it.
pub(super) fn in_folder(mapping: &Path, file: &str) -> PathBuf {
    Folder::at(mapping).path(file)
}

fn told(figure: Figure) -> String {
    format!("{}% ({} of {})", figure.percent(), figure.exercised, figure.sites)
}

fn tell_mutants(fates: &[(Mutant, Fate)], all: usize, seed: Option<u64>, path: &Path, text: &mut String) {
    let Tally { refused, noticed, survived } = Tally::of(fates);
    let count = match seed {
        Some(seed) => format!("{} of {all} mutants, drawn by seed {seed}", fates.len()),
        None => format!("{all} mutants"),
    };
    let _ = writeln!(text, "  {count}: {refused} refused, {noticed} noticed, {survived} survived");
    for (mutant, _) in fates.iter().filter(|(_, fate)| *fate == Fate::Survived) {
        let Mutant { file, line, what, before, after, .. } = mutant;
        let _ = writeln!(text, "  {}:{line}: {what}", in_folder(path, file).display());
        for (sign, stretch) in [('-', before), ('+', after)] {
            if !stretch.is_empty() {
                let _ = writeln!(text, "    {sign} {stretch}");
            }
        }
    }
}

fn hunt(
    depth: &Depth,
    mapping: &Mapping,
    fixtures: &[Fixture],
    (cancel, ui): (&Cancel, &Ui),
) -> Result<Hunted, CliError> {
    let list = mutants::mutants(mapping);
    let all = list.len();
    let most = depth.max_mutants.unwrap_or(all);
    let seed = (most < all).then_some(depth.seed);
    let list = if seed.is_some() { mutants::sample(list, most, depth.seed) } else { list };
    let count = Count::new(ui.is_quiet(), list.len(), &mapping.transfer.service);
    let told = || count.one_more();
    let fates = mutants::hunt(&Hunt { mapping, fixtures, cancel, told: &told }, list)?;
    Ok(Hunted::Done { fates, all, seed })
}

#[cfg(test)]
mod tests;
