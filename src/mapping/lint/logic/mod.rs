//! What the lints reason with: which texts can stand in a cell, which conditions and readings a mapping has, and which
//! texts come to a translation.
//!
//! What cannot be told is taken for possible: a lint speaks only where it is sure.

pub(super) mod conditions;
pub(super) mod reach;
pub(super) mod readings;
pub(super) mod texts;
