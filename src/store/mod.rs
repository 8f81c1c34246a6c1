//! The databases: targets and evidence, how they are made, how they are filled, and how they are read back.
//!
//! Owns the databases of a run, the order in which rows are loaded, merged and settled by keys and rules, and every
//! question that is asked of them afterwards. What is read back comes from the databases alone, so that the proofs see
//! what stands there and not what was meant to. Deliberately absent: opinions about what is found.

pub mod case;
pub mod compare;
mod database;
pub mod dump;
pub mod error;
pub mod evidence;
pub mod evidence_read;
pub mod filed;
pub mod insertion;
pub mod late;
pub mod load;
pub mod made;
pub mod meant;
pub mod municipal;
pub mod orders;
pub mod readback;
pub mod rules;
#[cfg(test)]
mod sample;
pub mod scratch;
pub mod settle;
pub mod target;

pub use error::StoreError;
pub use evidence::Evidence;
pub use evidence_read::EvidenceReader;
pub use late::{Late, Reason};
pub use load::Loader;
pub use target::Target;
