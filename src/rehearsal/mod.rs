//! A mapping rehearsed: its examples and fixtures run, and what they show and miss.
//!
//! An example is one delivered row through one map; a fixture is a whole delivery through the pipeline, compared with
//! the outcome that stands beside it. Deliberately absent: anything that decides a value or a verdict; the stages that
//! a real run goes through do that.

pub mod mutants;

/// What became of the examples and fixtures of one mapping.
#[derive(Debug, Default)]
pub struct Rehearsal {}
