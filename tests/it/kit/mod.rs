//! What the tests of whole runs share: a delivery to spoil, a mapping to spoil, and a run to look at.
//!
//! The delivery is made up once and copied for each test. Nothing here knows the program's source but `synth`: files are
//! read and written by the kit's own means, so that no mistake is made twice.

mod binary;
mod books;
mod cases;
mod delivery;
mod mapping;
mod outcome;
mod sheet;

pub(crate) use binary::{Held, compound, ods, xls, xlsb};
pub(crate) use books::{Books, repacked, zipped};
pub(crate) use cases::Case;
pub(crate) use delivery::Delivery;
pub(crate) use mapping::{Mapping, shipped};
pub(crate) use outcome::{Outcome, clean, monthly, run};
pub(crate) use sheet::cents;

/// The clock of every run whose bytes are looked at.
pub(crate) const NOW: &str = "2021-01-04T09:00:00Z";
/// The payment dates of the window.
pub(crate) const DATES: [&str; 3] = ["2021-01-29", "2021-02-26", "2021-03-31"];
/// The proofs that fail where a case is lost with its payments.
pub(crate) const LOST: [&str; 4] = ["completeness", "partition", "fidelity", "continuity"];
/// The file with the payments.
pub(crate) const PAYMENTS: &str = "betalingen_2020";
