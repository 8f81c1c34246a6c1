//! A synthetic delivery in the form of Laborijn: the caseload of three municipalities, of which one leaves.
//!
//! A transfer of it can be proven: what each case was paid last is what its open component lines yield after the
//! cut-over. With mess the same caseload is written down untidily, and can be proven still, with warnings.

mod amounts;
mod case;
mod debts;
mod draft;
mod files;
mod household;
mod layouts;
mod mess;
mod payees;
mod payments;
mod places;
mod rights;
mod timetable;

#[cfg(test)]
mod tests;

use std::path::Path;

use jiff::civil::date;

use super::SynthError;
use super::random::{Dice, Topic};
use crate::domain::Date;
use files::Files;
use household::Household;
use mess::Quirks;
use places::Place;
use timetable::Timetable;

/// What to make up.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many households, each with one case.
    pub households: u32,
    /// Over how many months before the cut-over payments are delivered; none is taken as one.
    pub months: u16,
    /// What decides every choice.
    pub seed: u64,
    /// Whether the delivery is written untidily.
    pub mess: bool,
    /// The first day on which the destination pays.
    pub cutover: Date,
}

impl Default for Options {
    fn default() -> Self {
        Self { households: 2500, months: 12, seed: 1, mess: false, cutover: date(2021, 1, 1) }
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many households.
    pub households: u32,
    /// How many of them live in the municipality that leaves.
    pub leaving: u32,
    /// How many payments.
    pub payments: u64,
    /// How many rows of data, payments included.
    pub rows: u64,
    /// How many files, the control file included.
    pub files: usize,
}

/// Writes a delivery into an existing folder.
///
/// # Errors
/// Fails where a file exists or cannot be written, where the months lie outside the calendar, and where there are more
/// households than made-up numbers.
pub fn write(options: &Options, folder: &Path) -> Result<Tally, SynthError> {
    let timetable = Timetable::new(options)?;
    let mut files = Files::create(folder, &timetable, options.seed, options.mess)?;
    let mut tally = Tally { households: options.households, ..Tally::default() };
    for household in Caseload::new(options, &timetable) {
        let household = household?;
        let quirks = Quirks::draw(options.seed, household.kin, household.place, options.mess);
        files.write(&household, &quirks)?;
        tally.leaving += u32::from(household.place == Place::OudeIjsselstreek);
        tally.payments += household.payments.len() as u64;
    }
    let accounts = files.close()?;
    tally.rows = accounts.iter().map(|account| account.rows).sum();
    tally.files = accounts.len() + 1;
    Ok(tally)
}

/// The households one after the other.
struct Caseload<'a> {
    options: &'a Options,
    timetable: &'a Timetable,
    next: u32,
    /// The latest household per municipality.
    latest: [Option<u32>; 3],
}

impl<'a> Caseload<'a> {
    const fn new(options: &'a Options, timetable: &'a Timetable) -> Self {
        Self { options, timetable, next: 0, latest: [None; 3] }
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
        let place = Place::of(seed, index, households);
        let previous = self.latest[place as usize].replace(index);
        let kin = previous.filter(|previous| self.is_second(index) && !self.is_second(*previous));
        Some(Household::generate(seed, self.timetable, index, place, kin))
    }
}
