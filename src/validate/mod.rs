//! Cells, read by the type of the target column that they go to.
//!
//! Owns what a delivered text may look like as a number, date, code or identifier, and what is wrong with one that
//! does not. A mapping writes no types: the catalogue has them. Deliberately absent: anything that looks at two cells,
//! and any guess; a text that can be read in two ways is refused.

pub mod cell;

pub use cell::{CellProblem, Notations, Value, read};
