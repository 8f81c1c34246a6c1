//! Synthetic deliveries: whole caseloads of residents that do not exist, in the form of a shared service.
//!
//! Owns how residents, accounts and sums are made up and written down. The same options give the same bytes on
//! every machine, and a delivery is written household by household: memory does not grow with the caseload. Every
//! caseload holds together by construction, so that a transfer of it can be proven. Nothing here reads a delivery,
//! and nothing knows about mappings or targets.

pub mod laborijn;

mod cells;
mod numbers;
mod persons;
mod random;
mod sheet;

use std::io;

use thiserror::Error;

/// Why a synthetic delivery could not be written.
#[derive(Debug, Error)]
pub enum SynthError {
    /// A file could not be written.
    #[error("cannot write {file}: {source}")]
    Write {
        /// The file's name.
        file: String,
        /// Why not.
        source: io::Error,
    },
    /// The stretch of made-up numbers has run out.
    #[error("no burgerservicenummers or accounts are left for household {household}; ask for fewer households")]
    Exhausted {
        /// The household that got none.
        household: u32,
    },
    /// The history would begin or end where the calendar has no dates.
    #[error("{months} months before {cutover} lie outside the calendar")]
    OutsideCalendar {
        /// How many months of payments were asked for.
        months: u16,
        /// The cut-over.
        cutover: crate::domain::Date,
    },
}
