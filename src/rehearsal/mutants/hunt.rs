//! Mutants held against examples and fixtures, to see who notices them.

use super::Mutant;
use crate::mapping::Mapping;
use crate::pipeline::PipelineError;
use crate::rehearsal::outcome::{self, Outcome};
use crate::rehearsal::{Fixture, differences, example, parallel};
use crate::source::{Cancel, SourceError};
use crate::store::{StoreError, rules};

/// What becomes of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The mapping is invalid.
    Refused,
    /// An example or a delivery comes out otherwise; which one.
    NoticedBy(String),
    /// Everything comes out as it did.
    Survived,
}

/// What mutants of a mapping are held against. The mapping itself is as its examples and fixtures expect.
#[derive(Clone, Copy)]
pub struct Hunt<'h> {
    /// The mapping.
    pub mapping: &'h Mapping,
    /// Its fixtures.
    pub fixtures: &'h [Fixture],
    /// The user's wish to stop.
    pub cancel: &'h Cancel,
    /// Told whenever the fate of one more mutant is known.
    pub told: &'h (dyn Fn() + Sync),
}

/// Finds the fate of mutants, several at a time, and returns them in order. An example is asked before a fixture, since
/// it is quick, and the first that notices is named.
///
/// # Errors
/// Fails where a run cannot be made for reasons outside mapping and delivery, where what is expected cannot be read, or
/// the user wants to stop.
pub fn hunt(hunt: &Hunt<'_>, mutants: Vec<Mutant>) -> Result<Vec<(Mutant, Fate)>, PipelineError> {
    let expected = hunt.fixtures.iter().map(expected).collect::<Result<Vec<_>, _>>()?;
    let fates = parallel::in_order(&mutants, |mutant| {
        let fate = hunt.fate(mutant, &expected);
        (hunt.told)();
        fate
    });
    mutants.into_iter().zip(fates).map(|(mutant, fate)| Ok((mutant, fate?))).collect()
}

impl Hunt<'_> {
    fn fate(&self, mutant: &Mutant, expected: &[Outcome]) -> Result<Fate, PipelineError> {
        if self.cancel.is_requested() {
            return Err(SourceError::Interrupted.into());
        }
        let Ok(altered) = mutant.read(self.mapping) else { return Ok(Fate::Refused) };
        if !rules::check(&altered)?.is_empty() {
            return Ok(Fate::Refused);
        }
        let differs = altered.examples.iter().find(|tried| !example::run(&altered, tried).is_empty());
        if let Some(example) = differs {
            return Ok(Fate::NoticedBy(format!("example \"{}\"", example.name)));
        }
        for (fixture, expected) in self.fixtures.iter().zip(expected) {
            let is_same = match outcome::of_run(&altered, fixture, self.cancel) {
                Ok(found) => found == *expected || differences(expected, &found).is_empty(),
                Err(error) if is_about_mapping(&error) => false,
                Err(error) => return Err(error),
            };
            if !is_same {
                return Ok(Fate::NoticedBy(format!("delivery \"{}\"", fixture.name)));
            }
        }
        Ok(Fate::Survived)
    }
}

fn expected(fixture: &Fixture) -> Result<Outcome, SourceError> {
    let unreadable = |source| SourceError::Unreadable { path: fixture.expected.display().to_string(), source };
    outcome::expected(fixture).map_err(unreadable)
}

/// Tells whether a run was not made because of the mapping.
const fn is_about_mapping(error: &PipelineError) -> bool {
    matches!(
        error,
        PipelineError::Mapping(_)
            | PipelineError::Source(SourceError::Pattern { .. })
            | PipelineError::Store(StoreError::Rule(_))
    )
}
