//! A synthetic delivery in the form of Laborijn: the caseload of three municipalities, of which one leaves.
//!
//! With mess the same caseload is written down untidily, and its transfer can be proven still, with warnings.

mod codes;
mod files;
mod layouts;
mod mess;

#[cfg(test)]
mod tests;

use std::path::Path;

use jiff::civil::date;

use super::SynthError;
use super::caseload::case::Scheme;
use super::caseload::places::Municipality;
use super::caseload::timetable::{Day, PayDay};
use super::caseload::{Caseload, Profile, Timetable};
pub use super::{Options, Tally};
use files::Files;
use mess::Quirks;

pub(super) static PROFILE: Profile = Profile {
    cutover: date(2021, 1, 1),
    households: 2500,
    municipalities: &MUNICIPALITIES,
    leaving: (400, 2500),
    pay_day: PayDay { months_later: 0, day: Day::Last },
    schemes: &[
        (80, Scheme::Pw),
        (6, Scheme::Ioaw),
        (1, Scheme::Ioaz),
        (2, Scheme::Bbz),
        (5, Scheme::Tozo),
        (4, Scheme::Periodic),
        (2, Scheme::OneOff),
    ],
    norms_since: 2019,
};

/// The one that leaves stands first.
static MUNICIPALITIES: [Municipality; 3] = [
    Municipality {
        code: "1509",
        former: &["0237", "0295"],
        towns: &[("Gendringen", 7080), ("Ulft", 7070), ("Terborg", 7060), ("Varsseveld", 7050)],
        weight: 1,
        leaves: true,
    },
    Municipality {
        code: "0222",
        former: &[],
        towns: &[("Doetinchem", 7000), ("Gaanderen", 7010), ("Wehl", 7030)],
        weight: 68,
        leaves: false,
    },
    Municipality {
        code: "0197",
        former: &[],
        towns: &[("Aalten", 7120), ("Dinxperlo", 7090), ("Bredevoort", 7126)],
        weight: 32,
        leaves: false,
    },
];

/// Returns what is made up unless something else is asked for.
#[must_use]
pub const fn options() -> Options {
    PROFILE.options()
}

/// Writes a delivery into an existing folder.
///
/// # Errors
/// Fails where a file exists or cannot be written, where the months lie outside the calendar, and where there are more
/// households than made-up numbers.
pub fn write(options: &Options, folder: &Path) -> Result<Tally, SynthError> {
    let timetable = Timetable::new(&PROFILE, options)?;
    let mut files = Files::create(folder, &timetable, options.seed, options.mess)?;
    let caseload = Caseload::new(&PROFILE, options, &timetable);
    let mut tally = caseload.write_down(|household| {
        let quirks = Quirks::draw(options.seed, household.kin, household.place, options.mess);
        files.write(household, &quirks)
    })?;
    let accounts = files.close()?;
    tally.rows = accounts.iter().map(|account| account.rows).sum();
    tally.files = accounts.len() + 1;
    Ok(tally)
}
