//! The only place that knows the order of the stages: from a delivery to a run folder, the proof of a run again, and its
//! payments for the bank.
//!
//! A run is built in a hidden folder beside its place and becomes visible by one rename; whatever goes wrong before
//! leaves nothing behind. Targets that exist already are never touched.

mod corrections;
pub mod error;
pub mod export;
mod figures;
mod folder;
pub mod intact;
mod late;
mod load;
pub mod manifest;
mod opened;
mod order;
mod plan;
mod private;
mod promise;
mod reconcile;
mod rejected;
pub mod reports;
mod run;
mod waivers;
mod whole;
mod workbooks;

pub use error::PipelineError;
pub use manifest::{FileEntry, Manifest};
pub use opened::OpenRun;
pub use private::{private_folder, private_folder_in};
pub use reconcile::{Planned, reconcile, reconcile_planned};
pub use run::{Outcome, Request, run};
pub use whole::{refuse_within_run, write_whole, write_whole_by};

/// Told of every stage as it begins, with the bytes of the delivery that it reads.
pub type Progress<'a> = &'a dyn Fn(&Stage, u64);

/// The stages of a run, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The delivery's files are listed, and sheets of workbooks taken out.
    Opening,
    /// The delivery's own arithmetic.
    Adding,
    /// Control totals and the places of cases.
    Routing,
    /// Tables of which rows of others look something up.
    LookingUp,
    /// One delivered table is read, mapped and loaded.
    Loading(String),
    /// Keys, rules and indexes.
    Settling,
    /// Planned payments.
    Planning,
    /// Promises, read from the delivery again.
    Promising,
    /// The five proofs.
    Proving,
    /// Reports and manifest.
    Reporting,
}

impl std::fmt::Display for Stage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Opening => out.write_str("opening the delivery"),
            Self::Adding => out.write_str("adding up the delivery's own sums"),
            Self::Routing => out.write_str("placing cases"),
            Self::LookingUp => out.write_str("reading what is looked up"),
            Self::Loading(table) => write!(out, "loading {table}"),
            Self::Settling => out.write_str("checking keys and rules"),
            Self::Planning => out.write_str("planning payments"),
            Self::Promising => out.write_str("reading promises"),
            Self::Proving => out.write_str("proving"),
            Self::Reporting => out.write_str("writing reports"),
        }
    }
}

#[cfg(test)]
mod tests;
