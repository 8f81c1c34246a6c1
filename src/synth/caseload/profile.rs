//! What a service tells about itself, so that a caseload like its own can be made up.

use super::case::Scheme;
use super::places::Municipality;
use super::timetable::PayDay;
use crate::domain::Date;
use crate::synth::Options;

/// A service.
#[derive(Debug)]
pub(crate) struct Profile {
    /// The first day on which the destinations pay, unless another is asked for.
    pub(crate) cutover: Date,
    /// How many households, unless another number is asked for.
    pub(crate) households: u32,
    /// The municipalities of the service.
    pub(crate) municipalities: &'static [Municipality],
    /// How many households live in municipalities that leave, and of how many. Without meaning where all leave.
    pub(crate) leaving: (u32, u32),
    /// On which day the benefit of a month is paid.
    pub(crate) pay_day: PayDay,
    /// The schemes that occur, with their weights.
    pub(crate) schemes: &'static [(u32, Scheme)],
    /// The year whose norm also holds for all years before it.
    pub(crate) norms_since: i16,
}

impl Profile {
    /// The schemes of a service before there was assistance for the self-employed in a pandemic.
    pub(crate) const SCHEMES: [(u32, Scheme); 6] = [
        (83, Scheme::Pw),
        (6, Scheme::Ioaw),
        (1, Scheme::Ioaz),
        (2, Scheme::Bbz),
        (5, Scheme::Periodic),
        (3, Scheme::OneOff),
    ];

    /// Returns what is made up unless something else is asked for: twelve months of payments, tidily written.
    pub(crate) const fn options(&self) -> Options {
        Options { households: self.households, months: 12, seed: 1, mess: false, cutover: self.cutover }
    }
}
