//! From delivered rows to target rows: routing to destinations, the operations of the mapping, and the fate of every
//! row.
//!
//! A row is converted whole or not at all: where one of its critical values cannot be read, none of its target rows
//! is made. Before that the delivery's own arithmetic is checked ([`identity`]). Rows that stay behind are not looked at
//! further. What needs the order of rows (merging, keys) is not
//! here but where rows are loaded.

pub mod batch;
pub mod condition;
pub mod digest;
pub mod filters;
pub mod identity;
pub mod lookups;
mod making;
mod operation;
pub mod parents;
pub mod references;
pub mod remark;
pub mod routing;
#[cfg(test)]
pub(crate) mod sample;
pub mod sequence;
mod steps;
pub mod table;
pub mod trial;
mod typed;
mod unrouted;

pub use batch::{Batch, Cell, ConvertedRow, Fate, FateKey, Place, Rejection, Tally, TargetRow};
pub use identity::IdentityError;
pub use lookups::Lookups;
pub use making::end_of;
pub use parents::Parents;
pub use references::Reference;
pub use routing::{Route, Routes};
pub use table::TableConverter;
pub use trial::{Trial, Tried};
