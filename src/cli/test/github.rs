//! What differs, as annotations that GitHub shows beside a change.

use std::fmt::Write as _;

use super::Rehearsed;
use super::thorough::{Hunted, Thorough, in_folder};
use crate::diag::render::github::{data, property};
use crate::rehearsal::coverage::{Coverage, Site};
use crate::rehearsal::mutants::{Fate, Mutant};
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
        of_depth(done, &mut text);
    }
    text
}

/// Annotates what the examples and deliveries of a mapping do not see, where that was asked.
fn of_depth(done: &Rehearsed<'_>, text: &mut String) {
    let Thorough { coverage, hunted, .. } = &done.thorough;
    let level = if done.thorough.is_covered() { "warning" } else { "error" };
    for Site { name, file, line, wants, .. } in coverage.iter().flat_map(Coverage::missed) {
        let (path, title) = (in_folder(done.path, file), format!("{}: nothing exercises {name}", done.name));
        annotate(level, &path.display().to_string(), Some(*line), &title, &format!("wants {wants}"), text);
    }
    match hunted {
        None => {}
        Some(Hunted::NotBegun) => {
            let path = done.path.display().to_string();
            annotate(
                "error",
                &path,
                None,
                done.name,
                "no mutant was tried: the mapping itself is not as expected",
                text,
            );
        }
        Some(Hunted::Done { fates, .. }) => {
            let survivors = fates.iter().filter(|(_, fate)| *fate == Fate::Survived);
            for (Mutant { file, line, what, before, after, .. }, _) in survivors {
                let (path, title) = (in_folder(done.path, file), format!("{}: nothing notices {what}", done.name));
                let message = format!("- {before}\n+ {after}");
                annotate("error", &path.display().to_string(), Some(*line), &title, &message, text);
            }
        }
    }
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
