//! A synthetic delivery in the form of the Sociale Dienst Oost Achterhoek: three municipalities, which all leave.
//!
//! With mess the same caseload is written down untidily, and its transfer can be proven still, with warnings.

mod codes;
mod files;
mod layouts;
mod mess;
mod rows;

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
    households: 1600,
    municipalities: &MUNICIPALITIES,
    leaving: (1, 1),
    pay_day: PayDay { months_later: 0, day: Day::OnOrAfter(28) },
    schemes: &Profile::SCHEMES,
    norms_since: 2019,
};

static MUNICIPALITIES: [Municipality; 3] = [
    Municipality {
        code: "1859",
        former: &[],
        towns: &[("Borculo", 7270), ("Eibergen", 7150), ("Neede", 7160), ("Ruurlo", 7260)],
        weight: 34,
        leaves: true,
    },
    Municipality {
        code: "1586",
        former: &["0240", "0260"],
        towns: &[("Groenlo", 7140), ("Lichtenvoorde", 7130), ("Lievelde", 7137)],
        weight: 26,
        leaves: true,
    },
    Municipality {
        code: "0294",
        former: &[],
        towns: &[("Winterswijk", 7100), ("Meddo", 7104)],
        weight: 40,
        leaves: true,
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
