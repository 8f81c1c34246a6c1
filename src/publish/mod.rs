//! A proven run, put into a municipal database that other runs may stand in already.
//!
//! Owns the order of it: who may publish and what, the lock, the copy that is worked on, and the moment at which it
//! takes the place of the database. At any moment the database is the old one or the new one, whole; the proof is made
//! on the copy before it takes the place, and once more on what then stands there. Deliberately absent: any way to
//! publish what is not proven, and any way to decide between rows that contradict each other.

mod answer;
mod error;
mod lock;
mod place;
mod proven;
mod steps;

pub use answer::{Published, Rows, State};
pub use error::PublishError;
pub use steps::{Request, Step, publish};
