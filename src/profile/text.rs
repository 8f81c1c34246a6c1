//! A profile on a terminal of a hundred columns: per table a head, a line per column, and what is doubtful.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::model::{ColumnProfile, Kind, Profile, TableProfile};
use super::tally::{counted, percent};
use super::words;
use crate::report::text::screen::{cut, plain};

const BOLD: Style = Style::new().bold();
const OPEN: Style = AnsiColor::Yellow.on_default();
/// How wide lines are at most.
const WIDTH: usize = 100;
/// How far the head of a table is set in.
const INDENT: usize = 10;
/// The widest that headings are shown.
const HEADINGS: usize = 26;
/// How many patterns are shown.
const PATTERNS: usize = 3;
/// How many texts are shown where there are few, as of codes.
const TEXTS: usize = 6;

/// Renders a profile, with escape codes for colours where `styled`.
#[must_use]
pub fn render(profile: &Profile, styled: bool) -> String {
    let mut page = Page { text: String::new(), styled };
    for (place, table) in profile.tables.iter().enumerate() {
        if place > 0 {
            page.text.push('\n');
        }
        page.table(table);
    }
    if !profile.others.is_empty() {
        page.text.push_str(if profile.tables.is_empty() { "" } else { "\n" });
        page.line(BOLD, "Not profiled");
        for (name, reason) in &profile.others {
            page.wrapped("  ", &format!("{name}: {reason}"));
        }
    }
    let rows: u64 = profile.tables.iter().map(|table| table.rows).sum();
    let doubts: usize = profile.tables.iter().map(doubts).sum();
    let tables = counted(profile.tables.len() as u64, "table");
    let last = format!("{tables}, {}, {}", counted(rows, "row"), counted(doubts as u64, "doubt"));
    page.text.push('\n');
    page.line(BOLD, &last);
    page.text
}

fn doubts(table: &TableProfile) -> usize {
    table.doubts.len() + table.columns.iter().map(|column| column.doubts.len()).sum::<usize>()
}

/// The text so far.
struct Page {
    text: String,
    styled: bool,
}

impl Page {
    fn table(&mut self, table: &TableProfile) {
        self.line(BOLD, &format!("{}: {}", table.name, words::size(table)));
        self.entry("form", &words::form(table));
        let keys = words::keys(table);
        self.entry("key", if keys.is_empty() { "none was found" } else { &keys[0] });
        if keys.len() > 1 {
            self.entry("or", &keys[1..].join("; "));
        }
        for (place, sentence) in table.evidence.iter().enumerate() {
            self.entry(if place == 0 { "because" } else { "" }, sentence);
        }
        let widest = table.columns.iter().map(|column| column.heading.chars().count()).max().unwrap_or(0);
        let width = widest.clamp(7, HEADINGS);
        let head = format!(
            "  {:width$}  {:<16} {:>6} {:>8}  patterns, of codes the texts",
            "column", "kind", "filled", "distinct"
        );
        self.line(BOLD, &head);
        for column in &table.columns {
            self.column(column, width);
        }
        for doubt in &table.doubts {
            self.doubt(doubt);
        }
        for (place, column) in table.columns.iter().enumerate() {
            for doubt in &column.doubts {
                self.doubt(&format!("{}: {doubt}", words::label(table, place)));
            }
        }
    }

    fn column(&mut self, column: &ColumnProfile, width: usize) {
        let is_listed = matches!(column.kind, Kind::Flag | Kind::Code | Kind::Municipality);
        let (parts, most) = if is_listed { (&column.common, TEXTS) } else { (&column.patterns, PATTERNS) };
        let shown = parts.iter().take(most).map(|(part, count)| {
            if *count == column.filled { part.clone() } else { format!("{part} {}%", percent(*count, column.filled)) }
        });
        let shown = shown.collect::<Vec<_>>().join("  ");
        let heading = cut(&plain(&column.heading), width);
        let (filled, distinct) = (words::filled(column), words::distinct(column.distinct));
        let kind = words::kind(column);
        let line = format!("  {heading:width$}  {kind:<16} {filled:>6} {distinct:>8}  {shown}");
        self.line(Style::new(), line.trim_end());
    }

    fn entry(&mut self, label: &str, text: &str) {
        self.wrapped(&format!("  {label:<width$}", width = INDENT - 2), text);
    }

    fn doubt(&mut self, text: &str) {
        let start = self.text.len();
        self.wrapped("  ? ", text);
        if self.styled {
            let (on, off) = (OPEN.render().to_string(), OPEN.render_reset().to_string());
            self.text.insert_str(start + 2, &on);
            self.text.insert_str(start + 2 + on.len() + 1, &off);
        }
    }

    /// Adds a text that breaks at spaces, set in below what it begins with.
    fn wrapped(&mut self, start: &str, text: &str) {
        let indent = start.chars().count();
        self.text.push_str(start);
        let mut column = indent;
        for (place, word) in plain(text).split(' ').enumerate() {
            let length = word.chars().count();
            if place > 0 && column + 1 + length > WIDTH {
                let _ = write!(self.text, "\n{:indent$}", "");
                column = indent;
            } else if place > 0 {
                self.text.push(' ');
                column += 1;
            }
            self.text.push_str(word);
            column += length;
        }
        self.text.push('\n');
    }

    fn line(&mut self, style: Style, text: &str) {
        let text = cut(&plain(text), WIDTH);
        if self.styled && style != Style::new() {
            self.text.extend([&style.render().to_string(), &*text, &style.render_reset().to_string()]);
        } else {
            self.text.push_str(&text);
        }
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::sample;

    #[test]
    fn a_profile_fits_a_terminal() {
        insta::assert_snapshot!(render(&sample::profile(), false));
    }

    #[test]
    fn no_line_is_wider_than_a_terminal_and_none_holds_a_control_character() {
        let mut profile = sample::profile();
        profile.tables[0].columns[0].heading = format!("\u{1b}[31m{}", "lang ".repeat(40));
        profile.tables[0].doubts.push("woord ".repeat(60));
        for line in render(&profile, false).lines() {
            assert!(line.chars().count() <= WIDTH && !line.chars().any(char::is_control), "{line}");
        }
    }

    #[test]
    fn colours_repeat_what_words_say() {
        let (plain, styled) = (render(&sample::profile(), false), render(&sample::profile(), true));
        let stripped = anstream::adapter::strip_str(&styled).to_string();
        assert!(styled.contains('\u{1b}'));
        assert_eq!(stripped, plain);
    }
}
