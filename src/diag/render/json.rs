//! Diagnostics as a list, for programs. Fields are added, never renamed.

use serde::Serialize;

use crate::diag::{Columns, Diagnostic, Severity};

/// One problem, as other programs read it. Lines and columns (in characters) count from 1; the end is behind the last
/// character.
#[derive(Serialize)]
struct Problem<'d> {
    code: &'static str,
    severity: Severity,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'d str,
    help: &'d str,
}

/// Renders diagnostics in their order.
///
/// # Panics
/// Never: texts and numbers under fixed names always have a JSON form.
#[must_use]
pub fn render(diagnostics: &[Diagnostic]) -> String {
    let problems: Vec<Problem<'_>> = diagnostics.iter().map(problem).collect();
    serde_json::to_string_pretty(&problems).expect("keys are text and numbers are integers") + "\n"
}

fn problem(diagnostic: &Diagnostic) -> Problem<'_> {
    let extent = diagnostic.span.as_ref().map(|span| span.extent(Columns::Characters));
    Problem {
        code: diagnostic.code.id,
        severity: diagnostic.code.severity,
        file: diagnostic.span.as_ref().map(|span| span.source.path.display().to_string()),
        line: extent.map(|extent| extent.line),
        column: extent.map(|extent| extent.column),
        end_line: extent.map(|extent| extent.end_line),
        end_column: extent.map(|extent| extent.end_column),
        message: &diagnostic.message,
        help: diagnostic.advice(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::render::fixture::hard_ones;

    #[test]
    fn the_list_for_programs_has_place_message_and_help() {
        insta::assert_snapshot!(render(&hard_ones()));
    }

    #[test]
    fn where_nothing_is_wrong_the_list_is_empty() {
        assert_eq!(render(&[]), "[]\n");
    }
}
