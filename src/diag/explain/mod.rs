//! What each code checks, why that matters, an example, and how to mend it.
//!
//! A code's title and help are for those who know; this is for those who ask.

use super::code::Code;

/// Everything that there is to say about a code, in whole sentences.
#[derive(Debug)]
pub struct Explanation {
    /// The code.
    pub code: &'static Code,
    /// What is checked.
    pub checks: &'static str,
    /// Why it matters: what would go wrong for residents or those who move them.
    pub why: &'static str,
    /// What brings it about: TOML, delivered rows or lines of a file.
    pub example: &'static str,
    /// How it is mended; where that is by changing the example, the changed example.
    pub mend: &'static str,
}
