//! Faults in the targets: in the planned payments alone, and in the rows from which they are planned.

mod accounts;
mod amounts;
mod cases;
mod dates;
mod persons;
mod rows;
mod waivers;

use super::chance::Chance;
use super::fault::{Fault, Trace};
use super::scratch::{Place, Scratch};
use crate::domain::{Date, DateFormat};
use crate::store::StoreError;

/// Every fault of the targets, by kind.
pub(super) static FAULTS: [&[Fault]; 7] =
    [amounts::FAULTS, dates::FAULTS, accounts::FAULTS, persons::FAULTS, cases::FAULTS, rows::FAULTS, waivers::FAULTS];

/// What comes of an injection: nothing where there is no place for it.
type Injected = Result<Option<Trace>, StoreError>;

fn day(text: &str) -> Option<Date> {
    DateFormat::YearMonthDay.parse(text).ok()
}

/// Plans the cases of a place again that its query names first, and says that one of them was changed.
fn planned_again(scratch: &Scratch, place: &Place<'_>, change: String) -> Injected {
    let case = place.text(0);
    scratch.plan_again(place.target, Some(std::slice::from_ref(&case)))?;
    Ok(Some(Trace::of(case, change)))
}

/// Picks a case with planned payments: its number, its first payment date, and how many of its payments there are.
fn pick_case<'a>(scratch: &'a Scratch, dice: &mut Chance, condition: &str) -> Result<Option<Place<'a>>, StoreError> {
    let sql = format!(
        "SELECT inkomensvoorziening, min(datum), count(*) FROM drill_order o WHERE {condition} GROUP BY 1 ORDER BY 1"
    );
    scratch.pick(dice, &sql, &[])
}
