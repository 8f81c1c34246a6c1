//! A message, read piece by piece from its XML.
//!
//! Document types and entities are refused where they stand, so nothing expands and nothing is fetched.

use std::io::Read;

use quick_xml::errors::Error;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::lines::{LONGEST, Lines};
use super::state::{Opening, State};
use super::{Message, Payment, PaymentFileError};
use crate::source::{Cancel, Place, SourceError};

/// Reads a message to its end.
pub(super) fn read<E: From<SourceError>>(
    mut bytes: impl Read,
    file: &str,
    cancel: &Cancel,
    take: &mut dyn FnMut(&Payment) -> Result<(), E>,
) -> Result<Message, E> {
    let unreadable = |source| SourceError::Unreadable { path: file.to_owned(), source };
    let mut start = Vec::new();
    bytes.by_ref().take(4).read_to_end(&mut start).map_err(unreadable)?;
    if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") || start.contains(&0) {
        let found = "UTF-16 or another encoding of wide characters".to_owned();
        return Err(refused(PaymentFileError::Encoding { place: Place::line(file, 1), found }));
    }
    let mut reader = NsReader::from_reader(Lines::new(std::io::Cursor::new(start).chain(bytes)));
    reader.config_mut().expand_empty_elements = true;
    let mut state = State::new(file);
    let mut buffer = Vec::new();
    loop {
        if cancel.is_requested() {
            return Err(SourceError::Interrupted.into());
        }
        buffer.clear();
        reader.get_mut().begin();
        let line = reader.get_ref().line();
        let at = || Place::line(file, line);
        let (namespace, event) = match reader.read_resolved_event_into(&mut buffer) {
            Ok((namespace, event)) => (namespace, event),
            Err(error) => return Err(explain(&error, reader.get_ref(), &state, line).into()),
        };
        let done = match event {
            Event::Start(tag) => {
                let namespace = match namespace {
                    ResolveResult::Bound(Namespace(name)) => Some(name),
                    ResolveResult::Unbound | ResolveResult::Unknown(_) => None,
                };
                let currency = currency(&tag).map_err(|reason| PaymentFileError::Malformed { place: at(), reason });
                currency.and_then(|currency| {
                    state.open(Opening { namespace, name: tag.local_name().as_ref(), currency, line })
                })
            }
            Event::End(_) => match state.close(line) {
                Ok(None) => Ok(()),
                Ok(Some(payment)) => {
                    take(&payment)?;
                    Ok(())
                }
                Err(error) => Err(error),
            },
            Event::Text(text) => state.text(&text.xml10_content(), line),
            Event::CData(text) => state.text(&text.xml10_content(), line),
            Event::GeneralRef(name) => meaning(&name, at()).and_then(|text| state.text(&text, line)),
            Event::Decl(declaration) => check_encoding(&declaration, at()),
            Event::DocType(_) => Err(PaymentFileError::Doctype { place: at() }),
            Event::Eof => return state.finish(reader.get_ref().digest(), line).map_err(refused),
            Event::Comment(_) | Event::PI(_) | Event::Empty(_) => Ok(()),
        };
        done.map_err(refused)?;
    }
}

fn refused<E: From<SourceError>>(error: PaymentFileError) -> E {
    SourceError::from(error).into()
}

/// Returns the currency of an amount.
fn currency(tag: &BytesStart<'_>) -> Result<Option<String>, String> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.as_ref() == "Ccy" {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// Returns the text for which one of XML's own references stands.
fn meaning(reference: &BytesRef<'_>, place: Place) -> Result<String, PaymentFileError> {
    let character = reference.resolve_char_ref().ok().flatten();
    let allowed = character.filter(|character| !character.is_control() || matches!(character, '\t' | '\n' | '\r'));
    let named = resolve_xml_entity(reference).map(str::to_owned);
    let name = || reference.to_string();
    allowed.map(String::from).or(named).ok_or_else(|| PaymentFileError::Entity { place, name: name() })
}

fn check_encoding(declaration: &BytesDecl<'_>, place: Place) -> Result<(), PaymentFileError> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(name)) if ["UTF-8", "UTF8", "US-ASCII"].iter().any(|known| name.eq_ignore_ascii_case(known)) => Ok(()),
        Some(Ok(name)) => Err(PaymentFileError::Encoding { place, found: name.into_owned() }),
        Some(Err(error)) => Err(PaymentFileError::Malformed { place, reason: error.to_string() }),
    }
}

/// Tells why no piece could be read; it begins on a line.
fn explain<R: Read>(error: &Error, lines: &Lines<R>, state: &State<'_>, line: u32) -> SourceError {
    let place = Place::line(state.file, line);
    if lines.is_too_long() {
        return PaymentFileError::TooLong { place, limit: LONGEST }.into();
    }
    match error {
        Error::Io(source) => {
            let source = std::io::Error::new(source.kind(), source.to_string());
            SourceError::Unreadable { path: state.file.to_owned(), source }
        }
        Error::Encoding(_) => PaymentFileError::Undecodable { place }.into(),
        _ if lines.has_ended() => state.truncated(lines.line()).into(),
        error => PaymentFileError::Malformed { place, reason: error.to_string() }.into(),
    }
}
