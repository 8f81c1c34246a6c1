//! Findings as data: what is wrong, how bad, where, and what to do about it.
//!
//! A finding is about the user's mapping or delivery; it is collected and the run goes on. An error, on the other
//! hand, means that the run cannot go on; errors live with the stage that raises them.

pub mod code;
pub mod codes;
pub mod diagnostic;
pub mod explain;
pub mod finding;
pub mod panics;
pub mod render;

pub use code::{Code, Group, Severity};
pub use diagnostic::{Columns, Diagnostic, Extent, SourceFile, Span, put_in_order};
pub use finding::Finding;
