//! Reports: one view-model, one renderer per form.

pub mod model;
pub mod summary;

pub use model::Report;
pub use summary::Summary;
