//! The mapping language: from `mapping.toml` to a checked model.

pub mod model;

pub use model::Mapping;
