//! Synthetic deliveries: whole caseloads of residents that do not exist, in the form of a shared service.
//!
//! Owns how residents, accounts and sums are made up and written down. The caseload is made up once for all services;
//! each has a module that describes it and writes its files. The same options give the same bytes on every machine, and
//! a delivery is written household by household: memory does not grow with the caseload. Every caseload holds together
//! by construction, so that a transfer of it can be proven. Nothing here reads a delivery, and nothing knows about
//! mappings or targets.

pub mod het_plein;
pub mod laborijn;
pub mod sdoa;
pub mod tuc;

mod caseload;
mod cells;
mod control;
mod numbers;
mod output;
mod persons;
mod random;
pub(crate) mod sheet;
mod style;
mod untidy;
pub(crate) mod workbook;

use std::io;

use thiserror::Error;

use crate::domain::Date;
use caseload::Household;

/// What to make up.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many households, each with one case.
    pub households: u32,
    /// How many months of payments before the cut-over are delivered; none is taken as one.
    pub months: u16,
    /// What decides every choice.
    pub seed: u64,
    /// Whether the delivery is written untidily.
    pub mess: bool,
    /// The first day on which the destinations pay.
    pub cutover: Date,
}

impl Default for Options {
    /// Returns those of Laborijn.
    fn default() -> Self {
        laborijn::options()
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many households.
    pub households: u32,
    /// How many of them live in a municipality that leaves.
    pub leaving: u32,
    /// How many payments.
    pub payments: u64,
    /// How many rows of data, payments included.
    pub rows: u64,
    /// How many files, the control file included.
    pub files: usize,
}

impl Tally {
    /// Adds a household and its payments.
    fn count(&mut self, household: &Household) {
        self.households += 1;
        self.leaving += u32::from(household.place.leaves);
        self.payments += household.payments.len() as u64;
    }
}

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
    /// A sheet has as many rows as it can hold.
    #[error("a sheet of {file} is full: it holds {rows} rows; ask for fewer households or months")]
    Full {
        /// The workbook's name.
        file: String,
        /// How many rows a sheet holds in that form.
        rows: u32,
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
        cutover: Date,
    },
}
