//! The answer on a terminal: every check in a line, then what differs, with what to do about it.

use anstyle::{AnsiColor, Style};

use super::answer::{Agreement, Check, Difference, Topic, Verification};
use crate::reconcile::summary::Status;
use crate::report::text::screen::{cut, plain};

const BOLD: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const OPEN: Style = AnsiColor::Yellow.on_default().bold();

/// How many differences of one check are told.
const SHOWN: usize = 20;
/// How wide a value may be.
const WIDTH: usize = 100;

/// Renders the answer, with escape codes for colours.
#[must_use]
pub fn render(answer: &Verification) -> String {
    let (style, word, sentence) = match answer.verdict {
        Agreement::Agrees => (GOOD, "AGREES", "Everything that was checked agrees."),
        Agreement::Differs => (BAD, "DIFFERS", "This is not the run that was made."),
    };
    let heading = painted(style, word) + &painted(BOLD, &format!("  {}", made(answer)));
    let mut lines = vec![heading, sentence.to_owned(), String::new()];
    lines.extend(answer.checks.iter().map(line));
    for check in answer.checks.iter().filter(|check| !check.differences.is_empty()) {
        lines.extend([String::new(), painted(BOLD, check.check.name())]);
        lines.extend(differences(&check.differences));
    }
    lines.join("\n") + "\n"
}

/// Tells what the run says of itself.
fn made(answer: &Verification) -> String {
    let with = answer.made_with.as_deref().map_or("a run without manifest".to_owned(), |version| {
        let other = if version == answer.overdracht { "" } else { ", another version: contents count, not bytes" };
        format!("made with overdracht {}{other}", plain(version))
    });
    match answer.run.as_deref() {
        Some("proven") => format!("proven, {with}"),
        Some(_) => format!("not proven, {with}"),
        None => with,
    }
}

fn line(check: &Check) -> String {
    let (style, word) = match check.status {
        Status::Passed => (GOOD, "agrees"),
        Status::Failed => (BAD, "DIFFERS"),
        Status::NotRun { .. } => (OPEN, "not run"),
    };
    let told = match (&check.status, check.differences.len(), &check.note) {
        (Status::NotRun { reason }, ..) => plain(reason),
        (_, 0, Some(note)) => plain(note),
        (_, 0, None) => looked_at(check),
        (_, 1, _) => "1 difference".to_owned(),
        (_, count, _) => format!("{count} differences"),
    };
    format!("  {:<9}  {}  {told}", check.check.name(), painted(style, &format!("{word:<7}")))
}

/// Says what was looked at.
fn looked_at(check: &Check) -> String {
    let what = match check.check {
        Topic::Signature => return "signed with this key".to_owned(),
        Topic::Manifest => return "says what the rest of the run says; its clock, only a signature keeps".to_owned(),
        Topic::Files | Topic::Delivery | Topic::Mapping => "files, each with its digest",
        Topic::Proofs => "figures of summary.json, and every verdict",
        Topic::Reports => "reports, rendered again",
        Topic::Again => "files, made again from the delivery",
    };
    format!("{} {what}", check.checked)
}

fn differences(all: &[Difference]) -> Vec<String> {
    let mut lines = Vec::new();
    let shown = &all[..all.len().min(SHOWN)];
    for alike in shown.chunk_by(|one, other| (&one.message, &one.help) == (&other.message, &other.help)) {
        for difference in alike {
            lines.push(format!("  {}", cut(&plain(&difference.place()), WIDTH)));
            let values = [("found   ", &difference.found), ("expected", &difference.expected)];
            let told = values.into_iter().filter_map(|(label, value)| Some((label, value.as_ref()?)));
            lines.extend(told.map(|(label, value)| format!("    {label}  {}", cut(&plain(value), WIDTH))));
        }
        if let Some(difference) = alike.first() {
            lines.extend(
                [plain(&difference.message), format!("→ {}", plain(&difference.help))]
                    .map(|text| format!("    {text}")),
            );
        }
    }
    if all.len() > shown.len() {
        lines.push(format!("  and {} more: --format json tells them all", all.len() - shown.len()));
    }
    lines
}

fn painted(style: Style, text: &str) -> String {
    format!("{}{text}{}", style.render(), style.render_reset())
}
