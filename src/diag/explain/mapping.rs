//! What is said about the codes of mappings.
//!
//! An example is a piece of a small mapping that is right, spoiled; the piece behind the advice is the same one, mended.
//! A test reads both.

mod cases;
mod document;
mod names;
mod target;
mod values;

use super::Explanation;

/// Every explanation of this group.
pub(super) fn all() -> Vec<&'static Explanation> {
    [document::ALL.as_slice(), &names::ALL, &target::ALL, &values::ALL, &cases::ALL].concat()
}
