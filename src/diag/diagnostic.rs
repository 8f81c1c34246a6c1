//! What is wrong with a mapping, tied to a place in its text.

use std::ops::Range;
use std::path::{Path, PathBuf};
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

/// A stretch of a text in lines and columns, from 1; it ends before the place that is named last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The line of the first character.
    pub line: usize,
    /// Its column.
    pub column: usize,
    /// The line of the place behind the last character.
    pub end_line: usize,
    /// The column of that place.
    pub end_column: usize,
}

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Characters, as a reader does.
    Characters,
    /// Units of UTF-16, as many editors do.
    Utf16,
}

impl Span {
    /// Returns the line and the column (in characters) where the stretch begins, both from 1.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        self.place(self.range.start, Columns::Characters)
    }

    /// Returns where the stretch begins and ends.
    #[must_use]
    pub fn extent(&self, columns: Columns) -> Extent {
        let (line, column) = self.place(self.range.start, columns);
        let (end_line, end_column) = self.place(self.range.end.max(self.range.start), columns);
        Extent { line, column, end_line, end_column }
    }

    /// Counts up to a byte. A byte order mark and the first half of a line end are no characters of a line.
    fn place(&self, at: usize, columns: Columns) -> (usize, usize) {
        let text = self.source.text.as_str();
        let before = text.get(..at).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let last = before.rsplit('\n').next().unwrap_or_default();
        let last = last.chars().filter(|character| !['\u{feff}', '\r'].contains(character));
        let width = match columns {
            Columns::Characters => last.count(),
            Columns::Utf16 => last.map(char::len_utf16).sum(),
        };
        (line, width + 1)
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

impl Diagnostic {
    /// Returns what to do: its own suggestion, or else that of its code.
    #[must_use]
    pub fn advice(&self) -> &str {
        self.help.as_deref().unwrap_or(self.code.help)
    }
}

/// Puts problems in order of their places: those in `first`, then by file and place. What was said twice stays once.
pub fn put_in_order(list: &mut Vec<Diagnostic>, first: &Path) {
    let order = |one: &Diagnostic, other: &Diagnostic| {
        place(one, first).cmp(&place(other, first)).then_with(|| one.code.id.cmp(other.code.id))
    };
    list.sort_by(order);
    list.dedup_by(|next, one| next.message == one.message && order(next, one).is_eq());
}

/// Returns where a problem stands: whether beside the first file, in which, and from where to where.
fn place<'d>(problem: &'d Diagnostic, first: &Path) -> Option<(bool, &'d Path, usize, usize)> {
    let Span { source, range } = problem.span.as_ref()?;
    Some((source.path != first, &source.path, range.start, range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, culprit: &str) -> Span {
        let start = text.find(culprit).expect("the culprit stands in the text");
        let source = Arc::new(SourceFile { path: PathBuf::from("mapping.toml"), text: text.to_owned() });
        Span { source, range: start..start + culprit.len() }
    }

    #[test]
    fn columns_are_counted_from_one_and_end_behind_the_last_character() {
        let table = [
            ("a = 1\nb = 22\n", "22", (2, 5, 2, 7), (2, 5, 2, 7)),
            ("a = 1\r\nb = 22\r\n", "22", (2, 5, 2, 7), (2, 5, 2, 7)),
            ("a = \"é\" # é\n", "# é", (1, 9, 1, 12), (1, 9, 1, 12)),
            ("a = \"🦔\"; b\n", "b", (1, 10, 1, 11), (1, 11, 1, 12)),
            ("a = [\r\n  1,\r\n]\r\n", "[\r\n  1,\r\n]", (1, 5, 3, 2), (1, 5, 3, 2)),
            ("\u{feff}a = 1\n", "a", (1, 1, 1, 2), (1, 1, 1, 2)),
        ];
        for (text, culprit, characters, utf16) in table {
            for (columns, expected) in [(Columns::Characters, characters), (Columns::Utf16, utf16)] {
                let Extent { line, column, end_line, end_column } = span(text, culprit).extent(columns);
                assert_eq!((line, column, end_line, end_column), expected, "{text:?} {columns:?}");
            }
        }
    }

    #[test]
    fn a_place_behind_the_text_is_its_end() {
        let whole = Span { range: 3..99, ..span("a = 1\n", "a") };
        assert_eq!(whole.extent(Columns::Utf16), Extent { line: 1, column: 4, end_line: 2, end_column: 1 });
    }
}
