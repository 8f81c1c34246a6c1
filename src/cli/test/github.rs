//! What differs, as annotations that GitHub shows beside a change.

use std::fmt::Write as _;

use super::Rehearsed;
use crate::rehearsal::{Answer, Case, Difference};

/// How many differences one annotation tells.
const MOST: usize = 10;

/// Renders an annotation for each example, and for each file of a delivery, that is not as expected.
pub(super) fn render(rehearsed: &[Rehearsed<'_>]) -> String {
    let mut text = String::new();
    for done in rehearsed {
        let Some(rehearsal) = &done.rehearsal else {
            annotate("error", &done.path.display().to_string(), None, done.name, "the mapping is invalid", &mut text);
            continue;
        };
        if done.is_bare {
            let message = "neither examples nor deliveries: nothing holds this mapping";
            annotate("warning", &done.path.display().to_string(), None, done.name, message, &mut text);
        }
        for case in &rehearsal.cases {
            of_case(done.name, case, &mut text);
        }
    }
    text
}

fn of_case(mapping: &str, case: &Case, text: &mut String) {
    let title = format!("{mapping}: {}", case.name);
    match &case.answer {
        Answer::AsExpected | Answer::Blessed(_) => {}
        Answer::NothingExpected => {
            let message = "nothing says what it must come to: write it down with --bless, and read it";
            annotate("error", &case.path.display().to_string(), case.line, &title, message, text);
        }
        Answer::Differs(differences) => {
            for of_file in differences.chunk_by(|one, other| one.file == other.file) {
                let file = &of_file[0].file;
                let path = if file.is_empty() { case.path.clone() } else { case.path.join("expected").join(file) };
                annotate("error", &path.display().to_string(), case.line, &title, &told(of_file), text);
            }
        }
    }
}

fn told(differences: &[Difference]) -> String {
    let mut lines: Vec<String> = differences.iter().take(MOST).map(super::sentence).collect();
    if differences.len() > MOST {
        lines.push(format!("and {} more", differences.len() - MOST));
    }
    lines.join("\n")
}

fn annotate(level: &str, file: &str, line: Option<usize>, title: &str, message: &str, text: &mut String) {
    let line = line.map(|line| format!(",line={line}")).unwrap_or_default();
    let (file, title, message) = (property(file), property(title), data(message));
    let _ = writeln!(text, "::{level} file={file}{line},title={title}::{message}");
}

/// Writes a message as a command of a workflow takes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Writes a property of such a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
