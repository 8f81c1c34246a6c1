//! The only place that knows the order of the stages: from a delivery to a run folder, the proof of a run again, and its
//! payments for the bank.
//!
//! A run is built in a hidden folder beside its place and becomes visible by one rename; whatever goes wrong before
//! leaves nothing behind. Targets that exist already are never touched.

mod corrections;
mod course;
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
mod stage;
mod waivers;
mod whole;
mod work;
mod workbooks;

pub use course::{Course, Leg};
pub use error::PipelineError;
pub use manifest::{FileEntry, Manifest};
pub use opened::OpenRun;
pub use private::{private_folder, private_folder_in};
pub use reconcile::{Planned, reconcile, reconcile_planned};
pub use run::{Outcome, Request, run};
pub use stage::{Progress, Stage};
pub use whole::{refuse_within_run, write_whole, write_whole_by};

#[cfg(test)]
mod tests;
