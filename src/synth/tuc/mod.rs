//! A synthetic delivery in the form of the TUC front office: the caseload of Ommen, which leaves, and of Hardenberg.
//!
//! Benefits are paid in arrears and specified line by line; what the front office keeps by hand comes in workbooks.
//! With mess the same caseload is written down untidily, and its transfer can be proven still, with warnings.

mod codes;
mod files;
mod front_office;
mod layouts;
mod mess;
mod money;
mod specification;

#[cfg(test)]
mod tests;

use std::path::Path;

use jiff::civil::date;

use super::caseload::places::Municipality;
use super::caseload::timetable::{Day, PayDay};
use super::caseload::{Caseload, Profile, Timetable};
use super::{Options, SynthError, Tally};
use files::Files;
use mess::Quirks;

pub(super) static PROFILE: Profile = Profile {
    cutover: date(2020, 1, 1),
    households: 900,
    municipalities: &MUNICIPALITIES,
    leaving: (200, 900),
    pay_day: PayDay { months_later: 1, day: Day::OnOrBefore(9) },
    schemes: &Profile::SCHEMES,
    norms_since: 2018,
};

/// Ommen, which leaves, and Hardenberg.
static MUNICIPALITIES: [Municipality; 2] = [
    Municipality {
        code: "0175",
        former: &[],
        towns: &[("Ommen", 7730), ("Lemele", 8148), ("Beerzerveld", 7685)],
        weight: 1,
        leaves: true,
    },
    Municipality {
        code: "0160",
        former: &[],
        towns: &[("Hardenberg", 7770), ("Dedemsvaart", 7700), ("Gramsbergen", 7783)],
        weight: 1,
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
    let mut files = Files::create(folder, &timetable, options)?;
    let caseload = Caseload::new(&PROFILE, options, &timetable);
    let mut tally = caseload.write_down(|household| {
        let quirks = Quirks::draw(options.seed, household.kin, options.mess);
        files.write(household, &quirks)
    })?;
    let written = files.close()?;
    (tally.rows, tally.files) = (written.rows, written.files);
    Ok(tally)
}
