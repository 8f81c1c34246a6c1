//! What is asked of finished runs by those who did not make them.
//!
//! Owns the questions whose answers must not depend on trust: whether a run is still what it was, whether its figures
//! come out the same again, whether it was signed; what differs between two runs, and whence a figure came. Always from
//! the files of the runs, wherever they stand. Deliberately absent: anything that makes a run, or changes what one
//! decided.

pub mod diff;
#[cfg(test)]
mod fixture;
pub mod reports;
pub mod signature;
pub mod trace;
pub mod trend;
pub mod verify;
