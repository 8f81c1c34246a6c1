//! A quick look over the XML of a sheet for what the reader of its cells does not tell: hidden rows and merged cells.
//!
//! Only tags of two names are looked at, so that this costs little beside the decompression.

use std::io::Read;

use memchr::memmem::Finder;

use super::guard::{corrupt, unreadable};
use super::package::{check_prolog, fill};
use super::region::Region;
use crate::source::{Cancel, SourceError};

/// How much is looked at in one go.
const CHUNK: usize = 1 << 20;
/// The longest stretch without a tag.
const LONGEST: usize = 16 << 20;

/// What was seen in a sheet besides its cells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Merged cells.
    pub(super) merged: Vec<Region>,
    /// Hidden rows from 0, each with the last that is hidden too.
    pub(super) hidden: Vec<(u32, u32)>,
    /// The number of the row that comes next where it does not say.
    next_row: u32,
}

/// Goes through the XML of a sheet to its end.
pub(super) fn look(mut part: impl Read, book: &str, name: &str, cancel: &Cancel) -> Result<Seen, SourceError> {
    let mut seen = Seen::default();
    let mut finders: Option<[Finder<'static>; 2]> = None;
    let mut buffer = Vec::new();
    loop {
        let kept = buffer.len();
        buffer.resize(kept + CHUNK, 0);
        let length = fill(&mut part, &mut buffer[kept..]).map_err(|error| unreadable(book, name, &error))?;
        buffer.truncate(kept + length);
        let whole = memchr::memrchr(b'>', &buffer).map_or(0, |last| last + 1);
        if finders.is_none() {
            check_prolog(&buffer, book, name)?;
        }
        let [rows, merged] = finders.get_or_insert_with(|| names(&buffer[..whole]));
        each(rows, &buffer[..whole], |tag| seen.row(tag));
        each(merged, &buffer[..whole], |tag| {
            let text = attribute(tag, b"ref").and_then(|text| std::str::from_utf8(text).ok());
            seen.merged.extend(text.and_then(Region::parse));
        });
        buffer.drain(..whole);
        if buffer.len() > LONGEST {
            return Err(corrupt(book, &format!("a text of more than 16 MiB in {name}")));
        }
        if length < CHUNK {
            return Ok(seen);
        }
        if cancel.is_requested() {
            return Err(SourceError::Interrupted);
        }
    }
}

impl Seen {
    fn row(&mut self, tag: &[u8]) {
        let number = attribute(tag, b"r").and_then(|text| std::str::from_utf8(text).ok()?.parse::<u32>().ok());
        let row = number.map_or(self.next_row, |number| number.saturating_sub(1));
        self.next_row = row.saturating_add(1);
        let is_hidden = matches!(attribute(tag, b"hidden"), Some(b"1" | b"true"));
        // A row without cells has nothing to hide.
        if is_hidden && !tag.ends_with(b"/") {
            match self.hidden.last_mut() {
                Some(before) if before.1.checked_add(1) == Some(row) => before.1 = row,
                _ => self.hidden.push((row, row)),
            }
        }
    }
}

/// Returns what finds the tags of rows and merged cells, with the namespace prefix of the root.
fn names(start: &[u8]) -> [Finder<'static>; 2] {
    let root = memchr::memchr_iter(b'<', start)
        .map(|place| &start[place + 1..])
        .find(|tag| tag.first().is_some_and(u8::is_ascii_alphabetic));
    let name: &[u8] = root.unwrap_or_default();
    let end = name.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b':').unwrap_or(0);
    let prefix = name[..end].iter().position(|byte| *byte == b':').map_or(&[][..], |colon| &name[..=colon]);
    ["row", "mergeCell"].map(|local| Finder::new(&[b"<", prefix, local.as_bytes()].concat()).into_owned())
}

/// Gives what stands between the name of each tag and its end.
fn each(finder: &Finder<'_>, bytes: &[u8], mut take: impl FnMut(&[u8])) {
    for place in finder.find_iter(bytes) {
        let after = &bytes[place + finder.needle().len()..];
        let Some(end) = memchr::memchr(b'>', after) else { continue };
        if after[0].is_ascii_whitespace() || matches!(after[0], b'>' | b'/') {
            take(&after[..end]);
        }
    }
}

/// Returns an attribute of a tag, as it is written.
fn attribute<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = tag;
    loop {
        let equals = memchr::memchr(b'=', rest)?;
        let known = rest[..equals].trim_ascii();
        let value = rest[equals + 1..].trim_ascii_start();
        let quote = *value.first()?;
        let end = memchr::memchr(quote, &value[1..])?;
        if known == name {
            return Some(&value[1..=end]);
        }
        rest = &value[end + 2..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(xml: &str) -> Seen {
        look(xml.as_bytes(), "boek.xlsx", "sheet1.xml", &Cancel::default()).expect(xml)
    }

    #[test]
    fn hidden_rows_and_merged_cells_are_found_whatever_the_prefix() {
        for prefix in ["", "x:"] {
            let xml = r#"<?xml version="1.0"?><worksheet><rowBreaks/><sheetData><row r="2" hidden="1"><c/></row>
                <row hidden='true' ht = "3"><c/></row><row><c/></row><row r="9" hidden="1"/><row r="10" hidden="0"><c/></row>
                <row r="12" hidden="1"><c/></row></sheetData>
                <mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A3:A4"/></mergeCells></worksheet>"#;
            let xml = xml.replace('<', &format!("<{prefix}")).replace(&format!("<{prefix}/"), &format!("</{prefix}"));
            let xml = xml.replace(&format!("<{prefix}?"), "<?");
            let found = seen(&xml);
            assert_eq!(found.hidden, [(1, 2), (11, 11)], "{xml}");
            assert_eq!(found.merged.iter().map(Region::name).collect::<Vec<_>>(), ["A1:B1", "A3:A4"]);
        }
    }

    #[test]
    fn tags_are_found_where_a_chunk_ends_within_them() {
        let filler = "x".repeat(CHUNK - 40);
        for shift in 0..60 {
            let xml =
                format!("<worksheet>{}{}<row r=\"5\" hidden=\"1\"><c/></row></worksheet>", filler, " ".repeat(shift));
            assert_eq!(seen(&xml).hidden, [(4, 4)], "{shift}");
        }
    }

    #[test]
    fn entities_are_refused_before_they_expand() {
        let xml = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>"#;
        assert!(look(xml.as_bytes(), "boek.xlsx", "sheet1.xml", &Cancel::default()).is_err());
    }
}
