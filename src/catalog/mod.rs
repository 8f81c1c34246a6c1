//! The catalogue of the municipal target: the single truth about its tables and columns.

pub mod model;

pub use model::{CodeValue, Column, Domain, Filled, Table};
