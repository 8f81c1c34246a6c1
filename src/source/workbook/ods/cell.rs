//! One cell: its value in attributes, or its text in paragraphs.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::Content;
use super::table::skip;
use crate::source::workbook::value::{Value, is_error};
use crate::source::workbook::xml;

/// The most spaces that one element stands for.
const SPACES: usize = 32_767;

/// What a cell holds.
#[derive(Debug)]
pub(super) enum Held {
    Text(String),
    Number(f64),
    Stamp(String),
    Boolean(bool),
    Error(String),
    Formula(String),
}

impl Held {
    /// Returns it as the grid takes it.
    pub(super) fn value(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(text),
            Self::Number(number) => Value::Number(*number),
            Self::Stamp(text) => Value::Stamp(text),
            Self::Boolean(yes) => Value::Boolean(*yes),
            Self::Error(code) => Value::Error(code),
            Self::Formula(text) => Value::Formula(text),
        }
    }
}

/// What the tag of a cell says.
#[derive(Debug, Default)]
pub(super) struct CellStart {
    /// How many columns have this same cell.
    pub(super) repeated: u32,
    /// How many rows it is merged over.
    pub(super) down: u32,
    /// How many columns it is merged over.
    pub(super) right: u32,
    kind: Option<String>,
    value: Option<String>,
    formula: Option<String>,
    is_error: bool,
}

impl CellStart {
    /// Reads the attributes of a cell.
    pub(super) fn new(tag: &BytesStart<'_>) -> Result<Self, quick_xml::Error> {
        let mut start = Self { repeated: 1, down: 1, right: 1, ..Self::default() };
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute?;
            let count = || attribute.value.trim().parse().unwrap_or(1).max(1);
            let text = || attribute.normalized_value(XmlVersion::Implicit1_0).map(|text| Some(text.into_owned()));
            match attribute.key.local_name().as_ref() {
                "number-columns-repeated" => start.repeated = count(),
                "number-rows-spanned" => start.down = count(),
                "number-columns-spanned" => start.right = count(),
                // A later addition to the format says under the same name what the older type could not.
                "value-type" if attribute.key.as_ref().starts_with("calcext") => {
                    start.is_error = attribute.value == "error";
                }
                "value-type" => start.kind = text()?,
                "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => start.value = text()?,
                "formula" => start.formula = text()?,
                _ => {}
            }
        }
        Ok(start)
    }

    /// Reads the cell to its end; an empty one is nothing.
    pub(super) fn read(self, reader: &mut Content<'_>) -> Result<Option<Held>, quick_xml::Error> {
        let Self { kind, value, formula, is_error: is_marked, .. } = self;
        let shown = paragraphs(reader)?;
        if is_marked || formula.is_some() && is_error(&shown) {
            return Ok(Some(Held::Error(shown)));
        }
        let held = match (kind.as_deref(), value) {
            (Some("float" | "percentage" | "currency"), Some(number)) => number.trim().parse().ok().map(Held::Number),
            (Some("date"), Some(day)) => Some(Held::Stamp(day)),
            (Some("boolean"), Some(yes)) => Some(Held::Boolean(yes == "true")),
            (Some("string"), Some(text)) => Some(Held::Text(text)),
            (Some("string"), None) | (Some("time"), Some(_)) => Some(Held::Text(shown.clone())),
            _ => None,
        };
        Ok(held.or_else(|| formula.map(Held::Formula)).or_else(|| (!shown.is_empty()).then_some(Held::Text(shown))))
    }
}

/// Reads the paragraphs of a cell to its end; notes and drawings in it are passed over.
fn paragraphs(reader: &mut Content<'_>) -> Result<String, quick_xml::Error> {
    let mut buffer = Vec::new();
    let mut text = String::new();
    let mut is_first = true;
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) if matches!(tag.local_name().as_ref(), "p" | "h") => {
                if !std::mem::take(&mut is_first) {
                    text.push('\n');
                }
                paragraph(reader, &mut text)?;
            }
            Event::Start(tag) => skip(reader, &tag)?,
            Event::End(_) | Event::Eof => return Ok(text),
            _ => {}
        }
        buffer.clear();
    }
}

/// Reads a paragraph to its end; white space within counts as one space, as the format says.
fn paragraph(reader: &mut Content<'_>, text: &mut String) -> Result<(), quick_xml::Error> {
    let mut buffer = Vec::new();
    let start = text.len();
    let mut depth = 0;
    // Whether a space here would follow another, or begin the paragraph.
    let mut is_spaced = true;
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Text(part) => squeeze(&part.xml10_content(), text, &mut is_spaced),
            Event::CData(part) => squeeze(&part.xml10_content(), text, &mut is_spaced),
            Event::GeneralRef(entity) => {
                let character = entity.resolve_char_ref()?.map(String::from);
                let known = quick_xml::escape::resolve_predefined_entity(&entity).map(str::to_owned);
                let unknown = || quick_xml::escape::EscapeError::UnrecognizedEntity(0..0, entity.to_string());
                text.push_str(&character.or(known).ok_or_else(unknown)?);
                is_spaced = false;
            }
            Event::Start(tag) => match tag.local_name().as_ref() {
                "span" | "a" => depth += 1,
                "s" => {
                    let count = xml::attribute(&tag, "c")?.and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                    text.extend(std::iter::repeat_n(' ', count.min(SPACES)));
                    skip(reader, &tag)?;
                }
                "tab" => {
                    text.push('\t');
                    skip(reader, &tag)?;
                }
                "line-break" => {
                    text.push('\n');
                    is_spaced = true;
                    skip(reader, &tag)?;
                }
                _ => skip(reader, &tag)?,
            },
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    if is_spaced && text.len() > start && text.ends_with(' ') {
        text.pop();
    }
    Ok(())
}

fn squeeze(part: &str, text: &mut String, is_spaced: &mut bool) {
    for character in part.chars() {
        let is_space = matches!(character, ' ' | '\t' | '\r' | '\n');
        if !(is_space && *is_spaced) {
            text.push(if is_space { ' ' } else { character });
        }
        *is_spaced = is_space;
    }
}
