//! TOML as the shipped mappings write it: sections under a rule, `=` under `=`, comments behind values.

use std::fmt::Write as _;

/// The longest line.
pub(super) const WIDTH: usize = 120;

/// A text in the making.
#[derive(Default)]
pub(super) struct Text {
    text: String,
}

/// A line of a table, or a comment among its lines.
#[derive(PartialEq, Eq)]
pub(super) enum Entry {
    /// A key with its value in TOML, and what is said behind it.
    Pair { key: String, value: String, comment: String },
    /// A comment on a line of its own.
    Comment(String),
}

impl Entry {
    /// Makes a line without a comment.
    pub(super) fn pair(key: &str, value: impl Into<String>) -> Self {
        Self::noted(key, value, "")
    }

    /// Makes a line with a comment behind it.
    pub(super) fn noted(key: &str, value: impl Into<String>, comment: &str) -> Self {
        Self::Pair { key: bare(key), value: value.into(), comment: comment.to_owned() }
    }
}

impl Text {
    /// Begins a section under a rule.
    pub(super) fn section(&mut self, title: &str) {
        self.comment(&"-".repeat(WIDTH - 3));
        self.comment(title);
        self.blank();
    }

    /// Writes a table: its header, what is said behind that, and its lines.
    pub(super) fn table(&mut self, header: &str, comment: &str, entries: &[Entry]) {
        self.line(&noted(header, comment));
        self.entries(entries);
    }

    /// Writes lines with `=` under `=`; a value of several lines ends a stretch.
    pub(super) fn entries(&mut self, entries: &[Entry]) {
        let is_long = |entry: &Entry| matches!(entry, Entry::Pair { value, .. } if value.contains('\n'));
        for stretch in entries.split_inclusive(is_long) {
            let keys = stretch.iter().filter_map(|entry| match entry {
                Entry::Pair { key, .. } => Some(key.chars().count()),
                Entry::Comment(_) => None,
            });
            let width = keys.max().unwrap_or_default();
            for entry in stretch {
                match entry {
                    Entry::Pair { key, value, comment } => {
                        self.line(&noted(&format!("{key:width$} = {value}"), comment));
                    }
                    Entry::Comment(comment) => self.comment(comment),
                }
            }
        }
    }

    /// Writes a comment on a line of its own.
    pub(super) fn comment(&mut self, comment: &str) {
        self.line(&noted("", comment));
    }

    /// Writes a line.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Writes an empty line.
    pub(super) fn blank(&mut self) {
        self.line("");
    }

    /// Returns the text, without empty lines at its end.
    pub(super) fn finish(self) -> String {
        self.text.trim_end().to_owned() + "\n"
    }
}

/// Puts a comment behind what stands on a line.
fn noted(line: &str, comment: &str) -> String {
    let comment: String =
        comment.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    match (line, comment.as_str()) {
        (line, "") => line.to_owned(),
        ("", comment) => format!("# {comment}"),
        (line, comment) => format!("{line} # {comment}"),
    }
}

/// Writes a text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\t' => quoted.push_str("\\t"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

/// Writes a key, in quotes where it needs them.
pub(super) fn bare(key: &str) -> String {
    let is_bare = key.starts_with(|first: char| first.is_ascii_alphanumeric())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// Writes texts as a list on one line.
pub(super) fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let quoted: Vec<String> = texts.into_iter().map(quoted).collect();
    format!("[{}]", quoted.join(", "))
}

/// Writes texts as a list after a key, over several lines where they do not fit one.
pub(super) fn long_list(key: &str, texts: &[&str]) -> String {
    let short = list(texts.iter().copied());
    if key.len() + 3 + short.chars().count() <= WIDTH {
        return short;
    }
    let mut lines = String::from("[\n");
    let mut line = String::new();
    for text in texts {
        let text = quoted(text) + ",";
        if !line.is_empty() && 3 + line.chars().count() + text.chars().count() > WIDTH {
            let _ = writeln!(lines, "  {line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&text);
    }
    format!("{lines}  {line}\n]")
}

/// Writes an inline table of keys with values in TOML.
pub(super) fn inline(pairs: &[(String, String)]) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{} = {value}", bare(key))).collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// Writes a number with what is counted.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Writes a number of further values.
pub(super) fn values(number: u64) -> String {
    format!("{number} more value{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_quotes_reads_back() {
        for text in ["plain", "with \"quotes\"", "back\\slash", "tab\tline\nend\r", "\u{7}\u{7f}", "é – ë", "'"] {
            let document = format!("{} = {}", bare(text), quoted(text));
            let table: ::toml::Table = ::toml::from_str(&document).expect(&document);
            assert_eq!(table.get(text).and_then(|value| value.as_str()), Some(text), "{document}");
        }
    }

    #[test]
    fn a_comment_never_leaves_its_line() {
        let mut text = Text::default();
        text.table("[a]", "x\ny", &[Entry::noted("b", "1", "z\r\nmapping-version = 2")]);
        assert_eq!(text.finish(), "[a] # x y\nb = 1 # z  mapping-version = 2\n");
    }

    #[test]
    fn equal_signs_stand_under_each_other_up_to_a_long_value() {
        let long = long_list("columns", &["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; 5]);
        let mut text = Text::default();
        text.entries(&[Entry::pair("files", "1"), Entry::pair("columns", long), Entry::pair("destination-by", "2")]);
        let text = text.finish();
        assert!(text.starts_with("files   = 1\ncolumns = [\n  \"aaa"), "{text}");
        assert!(text.ends_with("\n]\ndestination-by = 2\n"), "{text}");
    }
}
