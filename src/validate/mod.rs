//! Cells, read by the type of the target column that they go to.

pub mod cell;

pub use cell::{CellProblem, Notations, Value, read};
