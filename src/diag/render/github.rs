//! Diagnostics as workflow commands, by which GitHub Actions annotates the lines of a change.
//!
//! Source: GitHub Docs, "Workflow commands for GitHub Actions"; what is escaped is as in its toolkit. Columns are told
//! for stretches of one line alone, since the service takes no others.

use std::fmt::Write as _;

use crate::diag::{Columns, Diagnostic};

/// Renders diagnostics in their order, a line each.
#[must_use]
pub fn render(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let (severity, place) = (diagnostic.code.severity, place(diagnostic));
        let message = data(&format!("{}\nhelp: {}", diagnostic.message, diagnostic.advice()));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "::{severity} {place}title={}::{message}", diagnostic.code);
    }
    text
}

/// Renders an error that is about no place.
#[must_use]
pub fn failure(message: &str) -> String {
    format!("::error title=overdracht::{}\n", data(message))
}

fn place(diagnostic: &Diagnostic) -> String {
    let Some(span) = &diagnostic.span else { return String::new() };
    let file = property(&span.source.path.display().to_string());
    let extent = span.extent(Columns::Characters);
    if extent.line == extent.end_line {
        let (line, column, end) = (extent.line, extent.column, extent.end_column);
        format!("file={file},line={line},col={column},endLine={line},endColumn={end},")
    } else {
        format!("file={file},line={},endLine={},", extent.line, extent.end_line)
    }
}

/// Escapes what a message may not hold.
#[must_use]
pub fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what the value of a property may not hold.
#[must_use]
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::render::fixture::hard_ones;

    #[test]
    fn each_problem_is_a_command_of_one_line() {
        let text = render(&hard_ones());
        assert_eq!(text.lines().count(), hard_ones().len());
        insta::assert_snapshot!(text);
    }

    #[test]
    fn what_ends_a_line_or_a_property_is_escaped() {
        let table = [
            ("100%", "100%25", "100%25"),
            ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
            ("m/a:b,c.toml", "m/a:b,c.toml", "m/a%3Ab%2Cc.toml"),
            ("%3A", "%253A", "%253A"),
            ("é 🦔", "é 🦔", "é 🦔"),
        ];
        for (text, message, value) in table {
            assert_eq!((data(text).as_str(), property(text).as_str()), (message, value), "{text:?}");
        }
        assert_eq!(failure("no\nmapping"), "::error title=overdracht::no%0Amapping\n");
    }
}
