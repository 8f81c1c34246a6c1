//! The drill: known faults put into copies, one at a time, to show that the proof catches each.
//!
//! Owns the register of faults with what must catch each of them, the copies that are spoiled, and the judgement. A fault
//! counts as caught only by what must catch it, on the very resident or case that it was put to: that something differs
//! somewhere catches everything and proves nothing. The proof is the one that a run makes, whole, once per fault; the
//! untouched copy must raise no alarm. Deliberately absent: any change to the run itself or to the delivery.

mod answer;
mod catalogue;
mod chance;
mod delivery;
pub mod error;
mod exercise;
mod fault;
mod judge;
pub mod model;
mod scratch;
mod target;
pub mod text;

pub use error::DrillError;
pub use exercise::{Request, drill, pieces};
pub use model::{DRILL, Drill};

#[cfg(test)]
mod tests;
