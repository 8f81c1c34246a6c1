//! The five proofs. A run is proven only if all five passed; what did not run has not passed.

pub mod balances;
pub mod continuity;
pub mod fidelity;
pub mod title;
pub mod verdict;

pub use verdict::Verdict;
