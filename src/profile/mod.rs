//! What is in a delivery that no mapping describes yet: guessed form, types, fill, patterns, doubts.
//!
//! Files are read in blocks, never whole, and memory is bounded by columns. Guesses carry their evidence; a run never
//! uses any of them. Deliberately absent from everything that is shown: values that stand in fewer than five rows.

pub mod model;

pub use model::Profile;
