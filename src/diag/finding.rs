//! A finding about a delivered cell, row or case.

use super::code::Code;
use crate::domain::Origin;

/// One finding in a delivery. The file's name and column of the position belong to whoever shows it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Which finding.
    pub code: &'static Code,
    /// The delivered row, where there is one.
    pub origin: Option<Origin>,
    /// The delivered heading, where one cell is to blame.
    pub column: Option<String>,
    /// The delivered text, in full; masked by whoever shows it.
    pub value: Option<String>,
    /// The case or person that it is about, where known.
    pub subject: Option<String>,
    /// What is wrong here: a lowercase fragment.
    pub message: String,
}
