//! A municipal database, into which runs are published one after the other.
//!
//! Owns its tables, the question which rows of a run stand there already, how the others are brought in, and a look at
//! one publication alone, as if it were the run's own target. Rows come under shifted file numbers, so that the key of
//! every row still says where it was delivered. Deliberately absent: which file may be replaced by which, and when.

mod bring;
mod cases;
mod compare;
mod conflict;
mod departed;
mod draft;
mod error;
mod held;
mod lens;
mod publication;
mod schema;

pub use bring::Brought;
pub use cases::miscounted;
pub use conflict::{Conflict, ConflictCount, Conflicts, Difference};
pub use draft::Draft;
pub use error::MunicipalError;
pub use held::Held;
pub use lens::look_at;
pub use publication::Publication;

#[cfg(test)]
mod tests;
