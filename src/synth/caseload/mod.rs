//! A made-up caseload, whichever service delivers it: households, each with one case and all that hangs on it.
//!
//! Owns what is true of a household; how a service writes it down is no matter here. A service describes itself by a
//! [`Profile`]. Every caseload holds together so that its transfer can be proven: what a case was paid for the last
//! month is what its component lines and payees yield on every payment date after the cut-over.

pub(crate) mod amounts;
pub(crate) mod case;
pub(crate) mod debts;
pub(crate) mod household;
pub(crate) mod payees;
pub(crate) mod payments;
pub(crate) mod places;
pub(crate) mod profile;
pub(crate) mod rights;
pub(crate) mod timetable;

mod draft;

#[cfg(test)]
mod tests;

pub(crate) use household::Household;
pub(crate) use profile::Profile;
pub(crate) use timetable::Timetable;

use super::random::{Dice, Topic};
use super::{Options, SynthError, Tally};
use places::Places;

/// The households one after the other.
#[derive(Debug)]
pub(crate) struct Caseload<'a> {
    profile: &'static Profile,
    options: &'a Options,
    timetable: &'a Timetable,
    places: Places,
    next: u32,
    /// The latest household per municipality.
    latest: Vec<Option<u32>>,
}

impl<'a> Caseload<'a> {
    /// Begins with the first household of a service.
    pub(crate) fn new(profile: &'static Profile, options: &'a Options, timetable: &'a Timetable) -> Self {
        let latest = vec![None; profile.municipalities.len()];
        Self { profile, options, timetable, places: Places::of(profile), next: 0, latest }
    }

    /// Hands every household to whoever writes it down, and counts them.
    pub(crate) fn write_down(
        self,
        mut write: impl FnMut(&Household) -> Result<(), SynthError>,
    ) -> Result<Tally, SynthError> {
        let mut tally = Tally::default();
        for household in self {
            let household = household?;
            write(&household)?;
            tally.count(&household);
        }
        Ok(tally)
    }

    /// Tells whether a household is a second case of the one before it in the same municipality, if that is not one
    /// itself.
    fn is_second(&self, index: u32) -> bool {
        Dice::new(self.options.seed, Topic::Link, index).percent(3)
    }
}

impl Iterator for Caseload<'_> {
    type Item = Result<Household, SynthError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Options { seed, households, .. } = *self.options;
        let index = self.next;
        if index >= households {
            return None;
        }
        self.next += 1;
        let place = self.places.draw(seed, index, households);
        let previous = self.latest[place].replace(index);
        let kin = previous.filter(|previous| self.is_second(index) && !self.is_second(*previous));
        let place = &self.profile.municipalities[place];
        Some(Household::generate(seed, self.profile, self.timetable, index, place, kin))
    }
}
