//! The five proofs. A run is proven only if all five passed; what did not run has not passed.
//!
//! Owns the comparison of what was delivered and promised with what stands in the targets and is planned: one module
//! per proof, the verdicts, and the summary that other programs read. Amounts are compared to the cent and dates to
//! the day. Deliberately absent: any tolerance, and any way to change what is compared.

pub mod balances;
pub mod completeness;
pub mod continuity;
pub mod fidelity;
#[cfg(test)]
mod fixture;
pub mod partition;
pub mod payments;
pub mod planned;
pub mod prove;
pub mod reserve;
mod seam;
mod stored;
pub mod summary;
pub mod title;
pub mod waivers;

pub use crate::domain::Verdict;
pub use prove::{Parameters, Proof, prove, prove_by_steps, prove_planned};
pub use summary::Summary;

use crate::domain::Origin;

/// Something that a proof found wrong, other than a verdict.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Which proof.
    pub proof: &'static str,
    /// The case, file or table.
    pub subject: String,
    /// In words.
    pub message: String,
    /// The delivered file and line.
    pub origin: Option<(u16, u32)>,
}

impl Failure {
    /// Names a proof, a subject and what is wrong with it.
    #[must_use]
    pub fn new(proof: &'static str, subject: &str, message: String) -> Self {
        Self { proof, subject: subject.to_owned(), message, origin: None }
    }

    /// Adds the delivered place.
    #[must_use]
    pub fn at(mut self, file: u16, line: u32) -> Self {
        self.origin = Some((file, line));
        self
    }

    /// Adds the delivered place of a target row.
    #[must_use]
    pub fn at_key(self, key: i64) -> Self {
        let origin = Origin::from_row_key(key);
        self.at(origin.file().number(), origin.line())
    }
}
