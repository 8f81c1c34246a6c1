//! What is wrong with a mapping, tied to a place in its text.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::code::Code;

/// A text that diagnostics point into.
#[derive(Debug)]
pub struct SourceFile {
    /// The file's name as the user would type it.
    pub path: PathBuf,
    /// Its whole text.
    pub text: String,
}

/// A stretch of a source text, in bytes.
#[derive(Clone, Debug)]
pub struct Span {
    /// The text.
    pub source: Arc<SourceFile>,
    /// Where in the text.
    pub range: Range<usize>,
}

impl Span {
    /// Returns the line and the column (in characters) where the stretch begins, both from 1.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        let before = self.source.text.get(..self.range.start).unwrap_or(&self.source.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        (line, column)
    }
}

/// One problem of a mapping.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Which problem.
    pub code: &'static Code,
    /// Where, unless it is about the folder as a whole.
    pub span: Option<Span>,
    /// What is wrong: a lowercase fragment that names the culprit.
    pub message: String,
    /// What to do: a suggestion such as `did you mean "bsn"?`.
    pub help: Option<String>,
}
