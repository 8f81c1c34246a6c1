//! What is in a delivery that no mapping describes yet: guessed form, types, fill, patterns, doubts.
//!
//! Files are read in blocks, never whole, and memory is bounded by columns. Guesses carry their evidence; a run never
//! uses any of them. Deliberately absent from everything that is shown: values that stand in fewer than five rows.

mod column;
mod delimited;
mod delimiter;
mod encoding;
mod footer;
mod headless;
pub mod html;
mod input;
pub mod json;
mod keys;
mod looks;
pub mod model;
mod notation;
mod patterns;
#[cfg(test)]
mod sample;
mod sentinels;
mod shapes;
mod sheet;
mod survey;
mod table;
mod tally;
pub mod text;
mod texts;
mod words;

pub use model::Profile;
pub use survey::profile;
