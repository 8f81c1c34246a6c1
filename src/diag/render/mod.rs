//! Diagnostics in the forms that people and programs read: one file per form.

pub mod github;
pub mod json;
pub mod sarif;
mod text;

#[cfg(test)]
mod fixture;

pub use text::render;
