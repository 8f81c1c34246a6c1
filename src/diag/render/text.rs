//! Diagnostics as text, each with the lines of the mapping that it is about.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diag::{Diagnostic, Severity};

/// Renders diagnostics in their order, with a blank line between; with terminal colours where `styled`.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", renderer.render(&groups(diagnostic)));
    }
    text
}

/// Lays one diagnostic out: what, where, and what to do about it.
fn groups(diagnostic: &Diagnostic) -> Vec<Group<'_>> {
    let level = match diagnostic.code.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id);
    let group = match &diagnostic.span {
        Some(span) => title.element(
            Snippet::source(span.source.text.as_str())
                .path(span.source.path.to_string_lossy())
                .annotation(AnnotationKind::Primary.span(span.range.clone()).label(diagnostic.code.title)),
        ),
        None => Group::with_title(title),
    };
    vec![group.element(Level::HELP.message(diagnostic.advice()))]
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::*;
    use crate::diag::codes::mapping;
    use crate::diag::{Code, SourceFile, Span};

    fn about(code: &'static Code, text: &str, culprit: &str, message: &str, help: Option<&str>) -> Diagnostic {
        let start = text.find(culprit).expect("the culprit stands in the text");
        let source =
            Arc::new(SourceFile { path: PathBuf::from("mappings/laborijn/mapping.toml"), text: text.to_owned() });
        Diagnostic {
            code,
            span: Some(Span { source, range: start..start + culprit.len() }),
            message: message.to_owned(),
            help: help.map(str::to_owned),
        }
    }

    #[test]
    fn a_message_shows_the_culprit_underlined_in_its_line() {
        let text = "mapping-version = 1\n\n[transfer]\nservis = \"laborijn\"\n";
        let one =
            about(&mapping::UNKNOWN_KEY, text, "servis", "unknown key \"servis\"", Some("did you mean \"service\"?"));
        insta::assert_snapshot!(render(&[one], false));
    }

    #[test]
    fn two_messages_are_parted_by_a_blank_line_and_a_warning_is_told_from_an_error() {
        let text = "columns = [\"Soort\", \"Café\"]\n";
        let error = about(&mapping::UNKNOWN_HEADING, text, "\"Soort\"", "\"dossiers\" has no heading \"Soort\"", None);
        let warning = about(&mapping::UNUSED_COLUMN, text, "\"Café\"", "nothing uses \"Café\"", None);
        insta::assert_snapshot!(render(&[error, warning], false));
    }

    #[test]
    fn a_message_about_the_folder_has_no_excerpt() {
        let diagnostic =
            Diagnostic { code: &mapping::MISSING_KEY, span: None, message: "no [promise]".to_owned(), help: None };
        insta::assert_snapshot!(render(&[diagnostic], false));
    }
}
