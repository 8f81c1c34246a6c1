//! Reports: one view-model, one renderer per form.
//!
//! Everything is rendered from [`Report`] or [`Summary`] alone, so that two forms cannot tell two stories. Renderers
//! give text or write to what they are handed; none opens a file, and none knows a database.

mod figures;
pub mod html;
pub mod json;
pub mod model;
pub mod summary;
pub mod text;
pub mod verdicts_csv;

#[cfg(test)]
mod fixture;

pub use model::Report;
pub use summary::Summary;
