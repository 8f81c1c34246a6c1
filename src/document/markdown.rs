//! A document as Markdown: made for version control, one fact to a line, wrapped nowhere.
//!
//! Whatever a mapping holds comes out as text: words are escaped, and what is quoted stands in a code span that it
//! cannot leave. What has no place in a code span of a table is written in entities.

use std::fmt::Write as _;

use super::model::{Block, Document, Section, Span, Table, Text};

/// Renders a document.
#[must_use]
pub fn render(document: &Document) -> String {
    let mut out = format!("# {}\n\n{}\n", line(&document.title), line(&document.lead));
    for part in &document.sections {
        section(&mut out, part, 2);
    }
    out
}

fn section(out: &mut String, section: &Section, level: usize) {
    let _ = write!(out, "\n{} {}\n", "#".repeat(level), line(&section.title));
    for part in &section.blocks {
        out.push('\n');
        block(out, part);
    }
    for part in &section.parts {
        self::section(out, part, level + 1);
    }
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Paragraph(text) => {
            let _ = writeln!(out, "{}", line(text));
        }
        Block::Facts(facts) => {
            for (name, what) in facts {
                let _ = writeln!(out, "- **{}:** {}", line(name), line(what));
            }
        }
        Block::Table(table) => self::table(out, table),
        Block::Sql(sql) => {
            let fence = "`".repeat(longest_run(sql).max(2) + 1);
            let _ = writeln!(out, "{fence}sql\n{}\n{fence}", visible(sql, true));
        }
    }
}

fn table(out: &mut String, table: &Table) {
    let _ = writeln!(out, "**{}**\n", line(&table.caption));
    let _ = writeln!(out, "{}", row(&table.heads));
    let _ = writeln!(out, "|{}", "---|".repeat(table.heads.len()));
    for cells in &table.rows {
        let _ = writeln!(out, "{}", row(cells));
    }
}

fn row(cells: &[Text]) -> String {
    let cells = cells.iter().map(|cell| format!(" {} |", line(cell)));
    format!("|{}", cells.collect::<String>())
}

/// Writes text on one line; what would begin a list or a heading there does not.
fn line(text: &Text) -> String {
    let spans = text.0.iter().map(|span| match span {
        Span::Words(words) => escaped(words),
        Span::Code(text) => code(text),
        Span::Other(words) => format!("*{}*", escaped(words)),
    });
    let line: String = spans.collect();
    let digits = line.len() - line.trim_start_matches(|character: char| character.is_ascii_digit()).len();
    let marks_item =
        line.starts_with(['#', '-', '+', '=', '>']) || (digits > 0 && line[digits..].starts_with(['.', ')']));
    if !marks_item {
        return line;
    }
    let (before, after) = line.split_at(digits);
    format!("{before}\\{after}")
}

/// Escapes whatever would be a mark.
fn escaped(words: &str) -> String {
    let words: Vec<char> = visible(words, false).chars().collect();
    let is_letter =
        |place: Option<usize>| place.and_then(|place| words.get(place)).is_some_and(|near| near.is_alphanumeric());
    let mut out = String::with_capacity(words.len());
    for (place, character) in words.iter().enumerate() {
        let is_mark = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            '_' => !is_letter(place.checked_sub(1)) || !is_letter(Some(place + 1)),
            '&' => words.get(place + 1).is_some_and(|next| *next == '#' || next.is_alphanumeric()),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(*character);
    }
    out
}

/// Puts a text in a code span.
fn code(text: &str) -> String {
    let text = visible(text, false);
    let is_plain = !text.contains(['`', '|', '\\']) && !text.starts_with(' ') && !text.ends_with(' ');
    if is_plain && !text.is_empty() {
        return format!("`{text}`");
    }
    let last = text.chars().count().saturating_sub(1);
    let entities = text.chars().enumerate().map(|(place, character)| {
        let is_edge = character == ' ' && (place == 0 || place == last);
        let is_mark = character.is_ascii_punctuation() && !matches!(character, '.' | ',' | '/' | '-' | '(' | ')');
        if is_edge || is_mark { format!("&#{};", u32::from(character)) } else { character.to_string() }
    });
    format!("<code>{}</code>", entities.collect::<String>())
}

/// Writes characters that cannot be seen, or that turn others around, by their numbers.
fn visible(text: &str, keeps_lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' if keeps_lines => out.push(character),
            '\n' | '\r' | '\t' => out.push(' '),
            hidden if is_hidden(hidden) => {
                let _ = write!(out, "{}", hidden.escape_unicode());
            }
            shown => out.push(shown),
        }
    }
    out
}

/// Tells whether a character cannot be seen, or changes the direction of others.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Counts the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_marks() {
        let table = [
            ("a | b", r"a \| b"),
            (r"a\b", r"a\\b"),
            ("<script>alert('x')</script>", r"\<script>alert('x')\</script>"),
            ("**x** _y_ [z](u)", r"\*\*x\*\* \_y\_ \[z\](u)"),
            ("AANT_KD & co", "AANT_KD & co"),
            ("> citaat", r"\> citaat"),
            ("# kop", r"\# kop"),
            ("- lijst", r"\- lijst"),
            ("1. lijst", r"1\. lijst"),
            ("12 maanden", "12 maanden"),
            ("a\nb\tc", "a b c"),
            ("&lt;", r"\&lt;"),
            ("\u{202e}om", r"\\u{202e}om"),
        ];
        for (words, expected) in table {
            assert_eq!(line(&Text::words(words)), expected, "{words}");
        }
    }

    #[test]
    fn what_is_quoted_stays_in_its_code_span() {
        let table = [
            ("Soort", "`Soort`"),
            ("T/m", "`T/m`"),
            ("*", "`*`"),
            ("<script>", "`<script>`"),
            ("a`b", "<code>a&#96;b</code>"),
            ("Wonen| afd. Huur", "<code>Wonen&#124; afd. Huur</code>"),
            (r"a\", "<code>a&#92;</code>"),
            (" ", "<code>&#32;</code>"),
            ("", "<code></code>"),
            ("a\nb", "`a b`"),
        ];
        for (text, expected) in table {
            assert_eq!(line(&Text::code(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_statement_cannot_close_its_fence() {
        let mut out = String::new();
        block(&mut out, &Block::Sql("x = '```'\nAND y".to_owned()));
        assert_eq!(out, "````sql\nx = '```'\nAND y\n````\n");
    }
}
