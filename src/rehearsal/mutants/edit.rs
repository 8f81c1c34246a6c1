//! Alterations of a text in one or more places.

use std::ops::Range;

use crate::rehearsal::tree::{Entry, Value};

/// The longest excerpt that is shown of what was altered, in characters.
const LONGEST: usize = 120;

/// A stretch of text and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edit {
    /// Where the stretch begins.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// What takes its place.
    pub(super) text: String,
}

impl Edit {
    /// Puts a text in the place of another.
    pub(super) fn replace(at: Range<usize>, text: impl Into<String>) -> Self {
        Self { start: at.start, end: at.end, text: text.into() }
    }

    /// Puts a text at a place.
    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at..at, text)
    }

    /// Takes a stretch away.
    pub(super) fn remove(at: Range<usize>) -> Self {
        Self::replace(at, "")
    }
}

/// Takes an entry away, with the comma that parts it from the next.
pub(super) fn without_entry(entry: &Entry<'_>) -> Vec<Edit> {
    let value = &entry.value;
    let document = value.document();
    let items = value.items();
    if value.has_header() {
        return without_table(value);
    }
    if items.first().is_some_and(Value::has_header) {
        return items.iter().flat_map(without_table).collect();
    }
    if value.is_table() && !value.is_braced() {
        return value.entries().iter().flat_map(without_entry).collect();
    }
    let whole = path_start(document, entry.key_at.start)..value.at().end;
    vec![Edit::remove(if entry.inline { with_comma(document, whole) } else { whole })]
}

/// Takes a table with a header away, with all that stands under it.
pub(super) fn without_table(table: &Value<'_>) -> Vec<Edit> {
    table.stretches().into_iter().map(Edit::remove).collect()
}

/// Takes a value out of a list.
pub(super) fn without_item(item: &Value<'_>) -> Edit {
    Edit::remove(with_comma(item.document(), item.at()))
}

/// Puts the texts of two stretches in each other's place.
pub(super) fn exchanged(document: &str, one: Range<usize>, other: Range<usize>) -> Vec<Edit> {
    let text = |at: &Range<usize>| document.get(at.clone()).unwrap_or_default().to_owned();
    let (first, second) = (text(&one), text(&other));
    vec![Edit::replace(one, second), Edit::replace(other, first)]
}

/// Carries edits out, which stand in order and apart.
pub(super) fn altered(document: &str, edits: &[Edit]) -> String {
    let mut made = String::with_capacity(document.len());
    let mut done = 0;
    for edit in edits {
        made.push_str(document.get(done..edit.start).unwrap_or_default());
        made.push_str(&edit.text);
        done = edit.end;
    }
    made.push_str(document.get(done..).unwrap_or_default());
    made
}

/// Shows the stretches that edits take away, and what takes their place, each on one line.
pub(super) fn shown(document: &str, edits: &[Edit]) -> (String, String) {
    let before = edits.iter().map(|edit| document.get(edit.start..edit.end).unwrap_or_default());
    let after = edits.iter().map(|edit| edit.text.as_str());
    (excerpt(before), excerpt(after))
}

/// Writes a text as TOML does.
pub(super) fn quoted(text: &str) -> String {
    let mut made = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => made.extend(['\\', character]),
            '\t' => made.push_str("\\t"),
            '\n' => made.push_str("\\n"),
            other => made.push(other),
        }
    }
    made.push('"');
    made
}

/// Puts stretches on one line, and leaves out the end where it is long.
fn excerpt<'t>(stretches: impl Iterator<Item = &'t str>) -> String {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<String> = stretches.map(squeezed).filter(|part| !part.is_empty()).collect();
    let line = parts.join(" … ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.trim_matches([',', ' ']).to_owned(),
    }
}

/// Returns where a key begins, with the keys before it that dots join to it.
fn path_start(document: &str, key: usize) -> usize {
    let mut start = key;
    while let Some(before) = document[..start].trim_end_matches([' ', '\t']).strip_suffix('.') {
        let before = before.trim_end_matches([' ', '\t']);
        start = match before.chars().next_back() {
            Some(quote @ ('"' | '\'')) => before[..before.len() - 1].rfind(quote).unwrap_or(0),
            _ => before.trim_end_matches(|at: char| at.is_alphanumeric() || at == '-' || at == '_').len(),
        };
    }
    start
}

/// Widens a stretch to the comma after it, or else to the one before it.
fn with_comma(document: &str, at: Range<usize>) -> Range<usize> {
    let after = skipped(document, at.end);
    if document[after..].starts_with(',') {
        let end = after + 1;
        let blank = document[end..].len() - document[end..].trim_start_matches([' ', '\t']).len();
        return at.start..end + blank;
    }
    let before = document[..at.start].trim_end();
    if before.ends_with(',') { before.len() - 1..at.end } else { at }
}

/// Returns the next place at which neither white space nor a comment stands.
fn skipped(document: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = document[at..].trim_start();
        at = document.len() - rest.len();
        if !rest.starts_with('#') {
            return at;
        }
        at += rest.find('\n').unwrap_or(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;
    use crate::rehearsal::tree::root;

    /// Takes an entry away that is named by its path, and returns what is left.
    fn without(text: &str, path: &[&str]) -> String {
        let table = DeTable::parse(text).expect("a document");
        let mut entries = root(text, table.get_ref());
        let mut found = None;
        for key in path {
            let entry = entries.iter().find(|entry| entry.key == *key).expect("an entry").clone();
            entries = entry.value.entries();
            found = Some(entry);
        }
        let mut edits = without_entry(&found.expect("a path"));
        edits.sort();
        altered(text, &edits)
    }

    #[test]
    fn an_entry_goes_with_its_comma_and_leaves_the_others() {
        let table: [(&str, &[&str], &str); 8] = [
            ("a = 1 # one\nb = 2\n", &["a"], " # one\nb = 2\n"),
            ("t = { a = 1, b = 2 }\n", &["t", "a"], "t = { b = 2 }\n"),
            ("t = { a = 1, b = 2 }\n", &["t", "b"], "t = { a = 1 }\n"),
            ("t = { a = 1 }\n", &["t", "a"], "t = {  }\n"),
            ("t = { a = \"x, y\" , b = 2 }\n", &["t", "a"], "t = { b = 2 }\n"),
            ("t.a = 1\nt.b = 2\n", &["t", "a"], "\nt.b = 2\n"),
            ("t = { u.\"v w\".a = 1, b = 2 }\n", &["t", "u", "v w", "a"], "t = { b = 2 }\n"),
            ("[t]\na = 1\n[t.u]\nb = 2\n[v]\n", &["t"], "\n\n[v]\n"),
        ];
        for (text, path, expected) in table {
            assert_eq!(without(text, path), expected, "{path:?} of {text}");
        }
    }

    #[test]
    fn a_value_goes_out_of_a_list_with_its_comma() {
        let table = [
            ("l = [1, 2, 3]", 0, "l = [2, 3]"),
            ("l = [1, 2, 3]", 2, "l = [1, 2]"),
            ("l = [\n  1, # one\n  2, # two\n]", 1, "l = [\n  1, # one\n  # two\n]"),
            ("l = [1 # one\n, 2]", 0, "l = [2]"),
        ];
        for (text, place, expected) in table {
            let parsed = DeTable::parse(text).expect("a document");
            let item = root(text, parsed.get_ref())[0].value.items()[place];
            assert_eq!(altered(text, &[without_item(&item)]), expected, "{place} of {text}");
        }
    }

    #[test]
    fn what_was_altered_is_shown_on_one_line() {
        let text = "a = \"one\"\nb = [\n  1,\n  2,\n]\n";
        let edits = [Edit::replace(4..9, "\"two\""), Edit::remove(10..27)];
        assert_eq!(shown(text, &edits), ("\"one\" … b = [ 1, 2, ]".to_owned(), "\"two\"".to_owned()));
        let long = "x".repeat(200);
        assert_eq!(shown(&long, &[Edit::remove(0..200)]).0.chars().count(), LONGEST + 1);
    }

    #[test]
    fn a_text_is_quoted_so_that_it_is_read_as_it_was() {
        for text in ["", "a", "\"", "\\d", "a\tb\nc", "é"] {
            let document = format!("a = {}", quoted(text));
            let parsed = DeTable::parse(&document).expect("a document");
            assert_eq!(root(&document, parsed.get_ref())[0].value.text(), Some(text), "{document}");
        }
    }
}
