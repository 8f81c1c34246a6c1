//! A mapping rehearsed: its examples and fixtures run, and what they show and miss.
//!
//! An example is one delivered row through one map, or made-up target rows under one rule; a fixture is a whole delivery
//! through the pipeline, compared with the outcome that stands beside it. Deliberately absent: anything that decides a
//! value or a verdict; the stages that a real run goes through do that.

pub mod bless;
pub mod compare;
pub mod coverage;
pub mod example;
pub mod fixture;
mod lines;
pub mod mask;
pub mod mutants;
pub mod outcome;
pub mod parallel;
mod tree;

use std::path::PathBuf;
use std::time::{Duration, Instant};

pub use compare::{Difference, differences};
pub use fixture::{Fixture, fixtures};
pub use outcome::Outcome;

use crate::mapping::Mapping;
use crate::mapping::model::Example;
use crate::pipeline::PipelineError;
use crate::source::{Cancel, SourceError};
use mask::Mask;

/// What is to be rehearsed of one mapping.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The mapping.
    pub mapping: &'a Mapping,
    /// The examples.
    pub examples: Vec<&'a Example>,
    /// The fixtures.
    pub fixtures: Vec<Fixture>,
    /// Whether what a fixture comes to is written down where it differs from what is expected.
    pub bless: bool,
    /// Whether numbers of persons are shown in full.
    pub unmask: bool,
}

/// What became of the examples and fixtures of one mapping.
#[derive(Debug, Default)]
pub struct Rehearsal {
    /// The examples in the order of the mapping, then the fixtures by name.
    pub cases: Vec<Case>,
}

/// One example or fixture after it was run.
#[derive(Debug)]
pub struct Case {
    /// Which of the two.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The file in which an example stands, or a fixture's folder.
    pub path: PathBuf,
    /// The line on which an example begins, from 1.
    pub line: Option<usize>,
    /// How it came out.
    pub answer: Answer,
    /// How long it took.
    pub took: Duration,
}

/// What a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An `[[example]]` of the mapping.
    Example,
    /// A delivery with what it must come to.
    Delivery,
}

/// How a case came out.
#[derive(Debug)]
pub enum Answer {
    /// As expected.
    AsExpected,
    /// Otherwise.
    Differs(Vec<Difference>),
    /// Nothing stands beside the delivery that says what it must come to.
    NothingExpected,
    /// What it comes to was written down, in these files.
    Blessed(Vec<String>),
}

impl Case {
    /// Tells whether nothing is left to look at.
    #[must_use]
    pub const fn is_fine(&self) -> bool {
        matches!(self.answer, Answer::AsExpected | Answer::Blessed(_))
    }
}

impl Rehearsal {
    /// Returns the cases of a kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Case> {
        self.cases.iter().filter(move |case| case.kind == kind)
    }
}

/// One thing to run.
enum Job<'p> {
    Example(&'p Plan<'p>, &'p Example),
    Delivery(&'p Plan<'p>, &'p Fixture),
}

/// Runs the examples and fixtures of mappings, several at a time, and returns what became of each in order.
///
/// # Errors
/// Fails where a run cannot be made for reasons outside mapping and delivery, where what is expected cannot be read or
/// written, or the user wants to stop.
pub fn rehearse(plans: &[Plan<'_>], cancel: &Cancel) -> Result<Vec<Rehearsal>, PipelineError> {
    let mut jobs = Vec::new();
    for plan in plans {
        jobs.extend(plan.examples.iter().map(|example| Job::Example(plan, example)));
        jobs.extend(plan.fixtures.iter().map(|fixture| Job::Delivery(plan, fixture)));
    }
    let mut cases = parallel::in_order(&jobs, |job| run(job, cancel)).into_iter();
    let sizes = plans.iter().map(|plan| plan.examples.len() + plan.fixtures.len());
    sizes.map(|size| Ok(Rehearsal { cases: cases.by_ref().take(size).collect::<Result<_, _>>()? })).collect()
}

fn run(job: &Job<'_>, cancel: &Cancel) -> Result<Case, PipelineError> {
    let begun = Instant::now();
    let (plan, kind, name, path, line, answer) = match job {
        Job::Example(plan, example) => {
            let (path, line) = (example.span.source.path.clone(), example.span.line_and_column().0);
            let differences = example::run(plan.mapping, example);
            (plan, Kind::Example, &example.name, path, Some(line), Answer::of(differences))
        }
        Job::Delivery(plan, fixture) => {
            let path = fixture.delivery.parent().unwrap_or(&fixture.delivery).to_owned();
            (plan, Kind::Delivery, &fixture.name, path, None, answer(plan, fixture, cancel)?)
        }
    };
    let answer = match answer {
        Answer::Differs(differences) if !plan.unmask => {
            let mask = Mask::of(plan.mapping);
            Answer::Differs(differences.into_iter().map(|difference| mask.cover(difference)).collect())
        }
        answer => answer,
    };
    Ok(Case { kind, name: name.clone(), path, line, answer, took: begun.elapsed() })
}

impl Answer {
    fn of(differences: Vec<Difference>) -> Self {
        if differences.is_empty() { Self::AsExpected } else { Self::Differs(differences) }
    }
}

fn answer(plan: &Plan<'_>, fixture: &Fixture, cancel: &Cancel) -> Result<Answer, PipelineError> {
    let found = outcome::of_run(plan.mapping, fixture, cancel)?;
    let is_there = fixture.expected.is_dir();
    if !is_there && !plan.bless {
        return Ok(Answer::NothingExpected);
    }
    let unreadable = |source| SourceError::Unreadable { path: fixture.expected.display().to_string(), source };
    let expected = if is_there { outcome::expected(fixture).map_err(unreadable)? } else { Outcome::default() };
    if plan.bless && expected != found {
        return Ok(Answer::Blessed(bless::bless(fixture, &expected, &found)?));
    }
    Ok(Answer::of(differences(&expected, &found)))
}
