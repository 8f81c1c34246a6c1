//! Explanations as pages to read: prose is broken at the width of a small terminal, examples stand as they are.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::diag::explain::Explanation;
use crate::diag::{Code, Group, Severity};

/// The width of the smallest terminal that is served.
const WIDTH: usize = 80;
const PROSE: &str = "  ";
const EXAMPLE: &str = "    ";
const BOLD: Style = Style::new().bold();

/// Returns the page of a code; with terminal colours where `styled`.
pub(super) fn of(explanation: &Explanation, styled: bool) -> String {
    let Explanation { code, checks, why, example, .. } = explanation;
    let paint = |style: Style, text: &str| paint(style, text, styled);
    let head = paint(BOLD, &format!("{code}  {}", code.title));
    let mut page = format!("{head}\n{}, {}\n", paint(colour(code.severity), &code.severity.to_string()), about(code));
    for (heading, prose) in [("What is checked", *checks), ("Why it matters", why)] {
        let _ = write!(page, "\n{}\n{}", paint(BOLD, heading), wrapped(prose));
    }
    let _ = write!(page, "\n{}\n{}", paint(BOLD, "Example"), indented(example));
    let _ = write!(page, "\n{}\n{}", paint(BOLD, "How to mend it"), wrapped(explanation.advice()));
    if let Some(mended) = explanation.mended() {
        let _ = write!(page, "\n{}", indented(mended));
    }
    page
}

/// Returns the list of codes by group.
pub(super) fn list(codes: &[&Code], styled: bool) -> String {
    let mut list = String::new();
    for group in Group::ALL {
        let title = heading(group);
        let _ = writeln!(list, "{}", paint(BOLD, title, styled));
        for code in codes.iter().filter(|code| code.group() == group) {
            let severity = paint(colour(code.severity), &format!("{:<7}", code.severity), styled);
            let _ = writeln!(list, "{PROSE}{code}  {severity}  {}", code.title);
        }
        list.push('\n');
    }
    list.push_str("`overdracht explain CODE` says what a code checks, why, and how to mend it\n");
    list
}

const fn heading(group: Group) -> &'static str {
    match group {
        Group::Mapping => "Mappings",
        Group::Delivery => "Delivered cells, rows and files",
        Group::Workbook => "Workbooks",
        Group::Payment => "Payments",
        Group::Waiver => "Waivers",
    }
}

fn about(code: &Code) -> String {
    format!("about {}", heading(code.group()).to_lowercase())
}

const fn colour(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
    };
    colour.on_default().bold()
}

fn paint(style: Style, text: &str, styled: bool) -> String {
    if styled { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// Breaks prose between words.
fn wrapped(prose: &str) -> String {
    let mut lines = String::from(PROSE);
    let mut width = PROSE.len();
    for (place, word) in prose.split_whitespace().enumerate() {
        let length = word.chars().count();
        if place > 0 && width + 1 + length > WIDTH {
            lines.push('\n');
            lines.push_str(PROSE);
            width = PROSE.len();
        } else if place > 0 {
            lines.push(' ');
            width += 1;
        }
        lines.push_str(word);
        width += length;
    }
    lines.push('\n');
    lines
}

fn indented(lines: &str) -> String {
    let indent = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("{EXAMPLE}{line}\n") };
    lines.lines().map(indent).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::explain;

    #[test]
    fn a_page_reads_well() {
        let code = &crate::diag::codes::mapping::UNKNOWN_HEADING;
        insta::assert_snapshot!(of(explain::of(code).expect("an explanation"), false));
    }

    #[test]
    fn prose_keeps_to_a_small_terminal_and_loses_no_word() {
        for explanation in explain::all() {
            for prose in [explanation.checks, explanation.why, explanation.advice()] {
                let broken = wrapped(prose);
                assert!(broken.lines().all(|line| line.chars().count() <= WIDTH), "{broken}");
                assert_eq!(broken.split_whitespace().collect::<Vec<_>>().join(" "), prose);
            }
        }
    }

    #[test]
    fn colours_are_the_only_difference_that_a_terminal_makes() {
        let explanation = explain::all()[0];
        let styled = of(explanation, true);
        assert_ne!(styled, of(explanation, false));
        let mut plain = String::new();
        for (place, piece) in styled.split('\u{1b}').enumerate() {
            plain.push_str(if place == 0 { piece } else { piece.split_once('m').map_or(piece, |(_, rest)| rest) });
        }
        assert_eq!(plain, of(explanation, false));
    }
}
