//! The only SQL: targets and evidence, how they are filled, and how they are read back.

pub mod case;
mod database;
pub mod error;
pub mod evidence;
pub mod evidence_read;
pub mod late;
pub mod load;
pub mod readback;
pub mod rules;
#[cfg(test)]
mod sample;
pub mod settle;
pub mod target;

pub use error::StoreError;
pub use evidence::Evidence;
pub use evidence_read::EvidenceReader;
pub use late::{Late, Reason};
pub use load::Loader;
pub use target::Target;
