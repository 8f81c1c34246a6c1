//! A synthetic delivery in the form of Het Plein: one workbook with the caseload of two municipalities, which both leave.
//!
//! Besides the caseload it has the care provisions and local schemes that are done for Zutphen alone. With mess the same
//! is typed untidily, and its transfer can be proven still, with warnings.

mod book;
mod codes;
mod extras;
mod layouts;
mod mess;
mod row;
mod rows;
mod sheet;
mod stretches;

#[cfg(test)]
mod tests;

use std::path::Path;

use jiff::civil::date;

use super::caseload::places::Municipality;
use super::caseload::timetable::{Day, PayDay};
use super::caseload::{Caseload, Profile, Timetable};
use super::{Options, SynthError, Tally};
use book::Book;
use mess::Quirks;

const ZUTPHEN: &str = "0301";
const LOCHEM: &str = "0262";

static PROFILE: Profile = Profile {
    cutover: date(2019, 1, 1),
    households: 2200,
    municipalities: &MUNICIPALITIES,
    leaving: (1, 1),
    pay_day: PayDay { months_later: 0, day: Day::OnOrBefore(23) },
    schemes: &Profile::SCHEMES,
    norms_since: 2018,
};

static MUNICIPALITIES: [Municipality; 2] = [
    Municipality {
        code: ZUTPHEN,
        former: &["0291"],
        towns: &[("Zutphen", 7200), ("Warnsveld", 7230)],
        weight: 64,
        leaves: true,
    },
    Municipality {
        code: LOCHEM,
        former: &["0239"],
        towns: &[("Lochem", 7240), ("Gorssel", 7213), ("Eefde", 7211), ("Laren", 7245)],
        weight: 36,
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
/// Fails where the workbook cannot be written or a sheet is full, where the months lie outside the calendar, and where
/// there are more households than made-up numbers.
pub fn write(options: &Options, folder: &Path) -> Result<Tally, SynthError> {
    let timetable = Timetable::new(&PROFILE, options)?;
    let mut book = Book::create(folder, &timetable, options)?;
    let caseload = Caseload::new(&PROFILE, options, &timetable);
    let mut tally = caseload.write_down(|household| {
        let quirks = Quirks::draw(options.seed, household.kin, household.place, options.mess);
        book.write(household, &quirks)
    })?;
    (tally.rows, tally.files) = (book.save()?, 1);
    Ok(tally)
}
