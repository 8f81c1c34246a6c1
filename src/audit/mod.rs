//! What is asked of a finished run by those who did not make it.
//!
//! Owns the questions whose answers must not depend on trust: whether a run is still what it was, whether its figures
//! come out the same again, whether it was signed. Always from the files of the run, wherever they stand. Deliberately
//! absent: anything that changes what a run decided.

pub mod reports;
pub mod signature;
pub mod verify;
