//! `overdracht test`: the examples and golden deliveries of mappings, and how they come out otherwise than expected.

mod github;
mod json;
mod junit;
mod text;
mod thorough;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::ValueEnum;

use super::interrupt::cancel_when_interrupted;
use super::{CliError, Ui};
use crate::diag::render::render;
use crate::mapping::{self, DOCUMENT, LoadError, Mapping};
use crate::pipeline::PipelineError;
use crate::rehearsal::{self, Case, Difference, Fixture, Plan, Rehearsal};
use crate::source::SourceError;
use crate::store::rules;
use thorough::{Depth, Thorough};

const EXAMPLES: &str = "\
Examples:
  Run the examples and golden deliveries of every mapping here
    overdracht test
  Those of one mapping, with a report that CI shows
    overdracht test mappings/laborijn --junit laborijn.xml

Exit codes:
  0 as expected, 1 something differs or is not seen, 2 wrong usage, 3 a mapping is invalid,
  4 what is expected cannot be read, 5 an output cannot be written, 130 interrupted";

/// The exit code where something differs.
const DIFFERS: u8 = 1;
/// The exit code where a mapping cannot be used.
const INVALID: u8 = 3;

/// What `overdracht test` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The mappings' folders [default: every mapping under mappings/ here]
    mappings: Vec<PathBuf>,
    /// How to show what differs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write a report for CI there as well (`JUnit` XML), also where something differs
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Run only the examples and deliveries with this text in their name
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Write down what the deliveries come to as what is expected of them, to be read in the diff
    #[arg(long)]
    bless: bool,
    /// The folder with the deliveries of the one mapping [default: fixtures/NAME beside mappings/NAME]
    #[arg(long, value_name = "DIR")]
    fixtures: Option<PathBuf>,
    /// Show everything that differs: every row, and not only the first 50 lines of each delivery
    #[arg(long)]
    all: bool,
    /// Show BSNs in full
    #[arg(long)]
    unmask: bool,
    #[command(flatten)]
    depth: Depth,
}

/// How to show what differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each mapping, and tables of what differs
    Text,
    /// Every example and delivery with what differs
    Json,
    /// Annotations of a change on GitHub
    Github,
}

/// A mapping with the folder of its deliveries, and whether it can be used.
struct Subject {
    name: String,
    path: PathBuf,
    mapping: Result<Mapping, LoadError>,
    fixtures: Vec<Fixture>,
}

/// A mapping after its rehearsal; one that is invalid has none.
struct Rehearsed<'s> {
    name: &'s str,
    path: &'s Path,
    rehearsal: Option<Rehearsal>,
    /// Whether the mapping has neither examples nor deliveries.
    is_bare: bool,
    /// What its examples and deliveries do not see, where that was asked.
    thorough: Thorough,
}

/// Runs the examples and deliveries and says how they come out.
///
/// # Errors
/// Fails where there is no mapping, what is expected cannot be read or written, or a run cannot be made.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let cancel = cancel_when_interrupted();
    let subjects = subjects(args)?;
    for subject in &subjects {
        if let Err(error) = &subject.mapping {
            complain(error, ui);
        }
    }
    let plans: Vec<Plan<'_>> = subjects.iter().filter_map(|subject| subject.plan(args)).collect();
    let mut rehearsals = rehearsal::rehearse(&plans, &cancel)?.into_iter();
    let mut rehearsed = Vec::new();
    for subject in &subjects {
        let rehearsal = subject.mapping.as_ref().ok().and_then(|_| rehearsals.next());
        let thorough = match (&subject.mapping, &rehearsal) {
            (Ok(mapping), Some(done)) => Thorough::look(&args.depth, mapping, &subject.fixtures, done, (&cancel, ui))?,
            _ => Thorough::default(),
        };
        let (name, path, is_bare) = (subject.name.as_str(), subject.path.as_path(), subject.is_bare());
        rehearsed.push(Rehearsed { name, path, rehearsal, is_bare, thorough });
    }
    if let Some(path) = &args.junit {
        let written = fs::write(path, junit::render(&rehearsed));
        written.map_err(|source| CliError::Write { path: path.display().to_string(), source })?;
    }
    let answer = match args.format {
        Format::Text => text::render(&rehearsed, args.all, ui.is_quiet()),
        Format::Json => json::render(&rehearsed),
        Format::Github => github::render(&rehearsed),
    };
    ui.answer(&answer)?;
    if args.filter.is_some() && plans.iter().all(|plan| plan.examples.is_empty() && plan.fixtures.is_empty()) {
        ui.say("no example or delivery has that in its name");
    }
    Ok(ExitCode::from(code(&rehearsed)))
}

fn code(rehearsed: &[Rehearsed<'_>]) -> u8 {
    let mut cases = rehearsed.iter().filter_map(|done| done.rehearsal.as_ref()).flat_map(|done| &done.cases);
    if rehearsed.iter().any(|done| done.rehearsal.is_none()) {
        INVALID
    } else if cases.all(Case::is_fine) && rehearsed.iter().all(|done| done.thorough.is_fine()) {
        0
    } else {
        DIFFERS
    }
}

fn complain(error: &LoadError, ui: &Ui) {
    match error {
        LoadError::Invalid(diagnostics) => ui.complain(&render(diagnostics, true)),
        other => ui.complain(&format!("error: {other}")),
    }
}

/// Finds and reads the mappings with their deliveries, in order.
fn subjects(args: &Args) -> Result<Vec<Subject>, CliError> {
    let mut folders = args.mappings.clone();
    if folders.is_empty() {
        folders = mappings_under(Path::new("mappings"));
    }
    if folders.is_empty() {
        return Err(CliError::NoMapping);
    }
    if args.fixtures.is_some() && folders.len() > 1 {
        return Err(CliError::SeveralMappings { option: "--fixtures" });
    }
    folders.into_iter().map(|folder| Subject::read(folder, args.fixtures.as_deref())).collect()
}

/// Lists the folders in a folder that hold a mapping, in order of name.
fn mappings_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut found: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join(DOCUMENT).is_file()).collect();
    found.sort();
    found
}

impl Subject {
    fn read(path: PathBuf, fixtures: Option<&Path>) -> Result<Self, CliError> {
        let folder = if path.is_file() { path.parent().unwrap_or(Path::new("")).to_owned() } else { path.clone() };
        let name = name_of(&folder);
        let fixtures = fixtures.map_or_else(|| fixtures_of(&folder, &name), |fixtures| Some(fixtures.to_owned()));
        let fixtures =
            fixtures.map(|folder| rehearsal::fixtures(&folder).map_err(|source| unreadable(&folder, source)));
        let fixtures = fixtures.transpose()?.unwrap_or_default();
        let mapping = match mapping::load(&path) {
            Ok(mapping) => {
                let broken = rules::check(&mapping).map_err(PipelineError::from)?;
                if broken.is_empty() { Ok(mapping) } else { Err(LoadError::Invalid(broken)) }
            }
            Err(error) => Err(error),
        };
        Ok(Self { name, path, mapping, fixtures })
    }

    fn plan(&self, args: &Args) -> Option<Plan<'_>> {
        let mapping = self.mapping.as_ref().ok()?;
        let is_meant = |name: &str| args.filter.as_deref().is_none_or(|text| name.contains(text));
        Some(Plan {
            mapping,
            examples: mapping.examples.iter().filter(|example| is_meant(&example.name)).collect(),
            fixtures: self.fixtures.iter().filter(|fixture| is_meant(&fixture.name)).cloned().collect(),
            bless: args.bless,
            unmask: args.unmask,
        })
    }

    fn is_bare(&self) -> bool {
        self.fixtures.is_empty() && self.mapping.as_ref().is_ok_and(|mapping| mapping.examples.is_empty())
    }
}

/// Tells where a case stands: the example's line, or the delivery's folder.
fn place(case: &Case) -> String {
    let path = case.path.display();
    case.line.map_or_else(|| path.to_string(), |line| format!("{path}:{line}"))
}

/// Says in one line what differs.
fn sentence(difference: &Difference) -> String {
    let Difference { file, row, column, expected, found } = difference;
    let place: Vec<&str> =
        [file, row, column].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let value = |value: &Option<String>| value.as_ref().map_or("nothing".to_owned(), |value| format!("\"{value}\""));
    format!("{}: {} expected, {} found", place.join(" "), value(expected), value(found))
}

/// Names a mapping by its folder, also where that was given as `.`.
fn name_of(folder: &Path) -> String {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let found = name(folder).or_else(|| name(&whole(folder)?));
    found.unwrap_or_else(|| folder.display().to_string())
}

/// Returns where the deliveries of a mapping stand: for `P/mappings/NAME` in `P/fixtures/NAME`.
fn fixtures_of(folder: &Path, name: &str) -> Option<PathBuf> {
    let parents = |path: &Path| {
        let mappings = path.parent().filter(|parent| parent.file_name().is_some())?;
        Some(mappings.parent()?.join("fixtures").join(name))
    };
    parents(folder).or_else(|| parents(&whole(folder)?))
}

fn whole(folder: &Path) -> Option<PathBuf> {
    fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()
}

fn unreadable(path: &Path, source: io::Error) -> CliError {
    PipelineError::from(SourceError::Unreadable { path: path.display().to_string(), source }).into()
}

#[cfg(test)]
mod tests;
