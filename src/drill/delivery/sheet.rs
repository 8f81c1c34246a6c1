//! A sheet of an .xlsx workbook, of which single cells are changed in its XML; everything else keeps its bytes.

use std::fmt::Write as _;
use std::io::{self, Cursor, Read as _};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::domain::position::column_letters;

/// A workbook, of which one sheet is at hand.
#[derive(Debug)]
pub(super) struct Sheet {
    parts: Vec<(String, Vec<u8>)>,
    part: String,
    xml: String,
    /// The texts that cells share.
    shared: Vec<String>,
}

impl Sheet {
    /// Takes a workbook apart; nothing where it is no .xlsx or does not have the sheet.
    pub(super) fn of(bytes: &[u8], sheet: &str) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).ok()?;
            let (name, mut content) = (part.name().ok()?.into_owned(), Vec::new());
            part.read_to_end(&mut content).ok()?;
            parts.push((name, content));
        }
        let text = |name: &str| {
            let (_, content) = parts.iter().find(|(known, _)| known == name)?;
            String::from_utf8(content.clone()).ok()
        };
        let workbook = text("xl/workbook.xml")?;
        let id = tags(&workbook, "sheet").find(|tag| attribute(tag, "name").as_deref() == Some(sheet))?;
        let id = attribute(id, "r:id")?;
        let relations = text("xl/_rels/workbook.xml.rels")?;
        let target = tags(&relations, "Relationship").find(|tag| attribute(tag, "Id") == Some(id.clone()))?;
        let target = attribute(target, "Target")?;
        let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let xml = text(&part)?;
        let shared = text("xl/sharedStrings.xml").map(|texts| texts_of(&texts)).unwrap_or_default();
        Some(Self { parts, part, xml, shared })
    }

    /// Puts the workbook together again; nothing where that cannot be done.
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, content) in &self.parts {
            writer.start_file(name.as_str(), options).ok()?;
            let content = if *name == self.part { self.xml.as_bytes() } else { content };
            io::Write::write_all(&mut writer, content).ok()?;
        }
        Some(writer.finish().ok()?.into_inner())
    }

    /// Returns what stands in a cell: its text, or its number as the file writes it.
    pub(super) fn text(&self, row: u32, column: usize) -> Option<String> {
        let Some(cell) = self.cell(row, column) else { return Some(String::new()) };
        let cell = &self.xml[cell];
        let tag = cell.split('>').next()?;
        let value = between(cell, "<v", "</v>").unwrap_or_default();
        match attribute(tag, "t").as_deref() {
            Some("s") => self.shared.get(value.parse::<usize>().ok()?).cloned(),
            Some("inlineStr") => Some(unescape(between(cell, "<t", "</t>").unwrap_or_default())),
            _ => Some(value.to_owned()),
        }
    }

    /// Writes a cell: a number where it held one and gets one, else a text; nothing where the row is not there.
    pub(super) fn write(&mut self, row: u32, column: usize, text: &str) -> Option<()> {
        let reference = format!("{}{row}", column_letters(column));
        let numeric = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
        let range = self.cell(row, column);
        let old = range.clone().map(|range| &self.xml[range]);
        let style = old.and_then(|cell| attribute(cell.split('>').next()?, "s"));
        let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let held_number = old.is_none_or(|cell| attribute(cell.split('>').next().unwrap_or_default(), "t").is_none());
        let cell = if numeric && held_number {
            format!("<c r=\"{reference}\"{style}><v>{text}</v></c>")
        } else {
            format!("<c r=\"{reference}\"{style} t=\"inlineStr\"><is><t>{}</t></is></c>", escape(text))
        };
        let range = match range {
            Some(range) => range,
            None => self.gap(row, column)?,
        };
        self.xml.replace_range(range, &cell);
        Some(())
    }

    /// Empties a row; nothing where it is not there.
    pub(super) fn remove(&mut self, row: u32) -> Option<()> {
        let range = self.row(row)?;
        self.xml.replace_range(range, "");
        Some(())
    }

    /// Delivers a row once more after all others, before the last one where that is a totals line; returns its number.
    pub(super) fn repeat(&mut self, row: u32, has_footer: bool) -> Option<u32> {
        let (last, copy) = (self.last_row()?, self.xml[self.row(row)?].to_owned());
        let mut at = self.row(last)?;
        let number = if has_footer { last } else { last + 1 };
        let mut rows = renumbered(&copy, row, number);
        if has_footer {
            rows += &renumbered(&self.xml[at.clone()], last, last + 1);
        } else {
            at.start = at.end;
        }
        self.xml.replace_range(at, &rows);
        Some(number)
    }

    /// Returns the number of the last row.
    pub(super) fn last_row(&self) -> Option<u32> {
        attribute(tags(&self.xml, "row").last()?, "r")?.parse().ok()
    }

    /// Returns the row among the first thirty in which a column has a heading.
    pub(super) fn row_with(&self, column: usize, heading: &str) -> Option<u32> {
        (1..=30).find(|row| self.text(*row, column).as_deref() == Some(heading))
    }

    fn row(&self, row: u32) -> Option<Range<usize>> {
        let start = self.xml.find(&format!("<row r=\"{row}\""))?;
        let end = start + self.xml[start..].find("</row>")? + "</row>".len();
        Some(start..end)
    }

    fn cell(&self, row: u32, column: usize) -> Option<Range<usize>> {
        let row_range = self.row(row)?;
        let opening = format!("<c r=\"{}{row}\"", column_letters(column));
        let start = row_range.start + self.xml[row_range.clone()].find(&opening)?;
        let rest = &self.xml[start..row_range.end];
        let tag = rest.find('>')? + 1;
        let length = if rest[..tag].ends_with("/>") { tag } else { rest.find("</c>")? + "</c>".len() };
        Some(start..start + length)
    }

    /// Returns where a cell belongs that its row does not have.
    fn gap(&self, row: u32, column: usize) -> Option<Range<usize>> {
        let range = self.row(row)?;
        let next = (column + 1..column + 64).find_map(|after| self.cell(row, after)).map(|cell| cell.start);
        let at = next.unwrap_or(range.end - "</row>".len());
        Some(at..at)
    }
}

/// Returns the texts of a table of shared texts, each with its runs put together.
fn texts_of(xml: &str) -> Vec<String> {
    let items = xml.split("<si>").skip(1);
    items
        .map(|item| {
            let runs = item.split("<t").skip(1).filter_map(|run| between(run, "", "</t>"));
            runs.map(unescape).collect()
        })
        .collect()
}

/// Returns a row under another number.
fn renumbered(xml: &str, from: u32, to: u32) -> String {
    let mut parts = xml.split(" r=\"");
    let mut renumbered = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (reference, rest) = part.split_once('"').unwrap_or((part, ""));
        let letters = reference.trim_end_matches(&from.to_string());
        let _ = write!(renumbered, " r=\"{letters}{to}\"{rest}");
    }
    renumbered
}

/// Returns the opening tags of a name, without their brackets.
fn tags<'a>(xml: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    xml.split('<').filter_map(move |tag| {
        let rest = tag.strip_prefix(name)?;
        rest.starts_with([' ', '\t', '\n', '\r']).then(|| rest.split('>').next().unwrap_or(rest))
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let length = tag[start..].find('"')?;
    Some(unescape(&tag[start..start + length]))
}

/// Returns the text between an opening tag, whatever its attributes, and a closing one.
fn between<'a>(xml: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let start = xml.find(open)?;
    let start = start + xml[start..].find('>')? + 1;
    xml.get(start..start + xml[start..].find(close)?)
}

const ENTITIES: [(&str, &str); 5] = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];

fn unescape(text: &str) -> String {
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

fn escape(text: &str) -> String {
    ENTITIES.iter().rev().fold(text.to_owned(), |text, (entity, character)| text.replace(character, entity))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &str) -> Sheet {
        let xml = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        Sheet { parts: Vec::new(), part: String::new(), xml, shared: vec!["gedeeld".to_owned()] }
    }

    #[test]
    fn a_shared_text_is_looked_up() {
        let sheet = sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
        assert_eq!(sheet.text(1, 0).as_deref(), Some("gedeeld"));
        let xml = "<sst><si><t>een</t></si><si><r><t xml:space=\"preserve\">a </t></r><r><t>&amp; b</t></r></si></sst>";
        assert_eq!(texts_of(xml), ["een", "a & b"]);
    }

    #[test]
    fn a_row_is_repeated_at_the_end_or_before_the_totals_line() {
        let rows = "<row r=\"2\"><c r=\"A2\"><v>22</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c></row>";
        let again = "<row r=\"4\"><c r=\"A4\"><v>22</v></c></row></sheetData>";
        let mut data = sheet(rows);
        assert_eq!(data.repeat(2, false), Some(4));
        assert!(data.xml.ends_with(&format!("{again}</worksheet>")), "{}", data.xml);
        let mut totals = sheet(rows);
        assert_eq!(totals.repeat(2, true), Some(3));
        assert_eq!((totals.text(3, 0).as_deref(), totals.text(4, 0).as_deref()), (Some("22"), Some("1")));
        assert_eq!((totals.last_row(), totals.row_with(0, "1")), (Some(4), Some(4)));
    }

    #[test]
    fn a_cell_is_read_and_written_where_it_stands() {
        let row = "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>12</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>a&amp;b</t></is></c></row>";
        let table = [
            (0, "12", "13", "<c r=\"A2\" s=\"1\"><v>13</v></c><c r=\"C2\""),
            (0, "12", "x", "<c r=\"A2\" s=\"1\" t=\"inlineStr\"><is><t>x</t></is></c><c r=\"C2\""),
            (1, "", "7", "</c><c r=\"B2\"><v>7</v></c><c r=\"C2\""),
            (2, "a&b", "<9", "<c r=\"C2\" t=\"inlineStr\"><is><t>&lt;9</t></is></c></row>"),
            (3, "", "7", "</c><c r=\"D2\"><v>7</v></c></row>"),
        ];
        for (column, old, new, expected) in table {
            let mut sheet = sheet(row);
            assert_eq!(sheet.text(2, column).as_deref(), Some(old));
            sheet.write(2, column, new).expect("a row");
            assert!(sheet.xml.contains(expected), "{}", sheet.xml);
            assert_eq!(sheet.text(2, column).as_deref(), Some(new));
        }
        assert!(sheet(row).write(3, 0, "x").is_none());
        assert!(sheet(row).remove(3).is_none());
    }
}
