//! The two ledgers: what residents were promised, read from the delivery past the mapping, and what is planned,
//! computed from the target.
//!
//! The promised side shares with the mapping no more than the reading of bytes and values: it knows headings, and
//! neither target columns nor code tables. So a wrong mapping cannot agree with itself.

mod block;
pub mod calendar;
pub mod class;
pub mod custom;
mod dates;
pub mod facts;
pub mod history;
mod names;
pub mod note;
mod payees;
pub mod payment;
pub mod plan;
pub mod promise;
pub mod promised;
pub mod resting;
mod returned;
pub mod rhythm;
mod slots;
pub mod stream;
pub mod sums;
pub mod used;

pub use calendar::Window;
pub use class::{Class, ClassCounts};
pub use dates::DateRule;
pub use facts::{CaseFact, CaseIndex, Facts, Known};
pub use history::History;
pub use note::{Note, NoteKind};
pub use payment::Payment;
pub use promised::{LastPaid, PromiseLine, Promised};
pub use resting::Custom;
pub use stream::{Paid, Stream};
