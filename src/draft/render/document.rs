//! The delivery in words: what the profile saw, with room for what its columns mean.

use std::fmt::Write as _;

use super::maps::kind;
use crate::draft::model::{Delivered, Draft};
use crate::profile::model::{ColumnProfile, Distinct, GuessedForm};

/// Writes a chapter for each table.
pub(super) fn render(draft: &Draft<'_>) -> String {
    let mut text = format!(
        "# The delivery of {}\n\nWhat was seen in it. TODO say what it means, and what the service says of it.\n\n\
         No value that stands in fewer than five rows is shown here.\n",
        draft.service
    );
    for table in &draft.tables {
        chapter(table, &mut text);
    }
    if !draft.others.is_empty() {
        text.push_str("\n## Files that are no tables\n\n");
        for (name, reason) in draft.others {
            let _ = writeln!(text, "- `{}`: {}", flat(name), flat(reason));
        }
    }
    text
}

fn chapter(table: &Delivered<'_>, text: &mut String) {
    let profile = table.profile;
    let files: Vec<String> = table.delivered.iter().map(|name| format!("`{}`", flat(name))).collect();
    let _ = write!(text, "\n## {}\n\n{}: {} rows", table.name, files.join(", "), profile.rows);
    if table.delivered.len() > 1 {
        text.push_str(" in the largest");
    }
    if let GuessedForm::Sheet { heading_row, .. } = profile.form {
        let _ = write!(text, ", headings in row {heading_row}");
    }
    text.push_str(
        ". TODO what one row is.\n\n| column | cells | filled | different | means |\n|---|---|---|---|---|\n",
    );
    for column in &profile.columns {
        row(column, profile.rows, text);
    }
    let of_columns = profile
        .columns
        .iter()
        .flat_map(|column| column.doubts.iter().map(move |doubt| format!("{}: {doubt}", column.heading)));
    let doubts: Vec<String> = profile.doubts.iter().cloned().chain(of_columns).collect();
    if !doubts.is_empty() {
        text.push_str("\nDoubtful:\n\n");
        for doubt in doubts {
            let _ = writeln!(text, "- {}", flat(&doubt));
        }
    }
}

fn row(column: &ColumnProfile, rows: u64, text: &mut String) {
    let distinct = match column.distinct {
        Distinct::Exactly(number) => number.to_string(),
        Distinct::MoreThan(number) => format!("more than {number}"),
    };
    let shape = column.patterns.first().map(|(shape, _)| format!(" `{}`", flat(shape))).unwrap_or_default();
    let _ = writeln!(
        text,
        "| {} | {}{shape} | {} of {rows} | {distinct} | TODO |",
        flat(&column.heading),
        kind(column.kind),
        column.filled
    );
}

/// Writes a text on one line of a table.
fn flat(text: &str) -> String {
    let text: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    text.replace('|', "\\|").replace('`', "'")
}
