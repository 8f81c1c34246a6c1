//! Small pieces of XML, read by the names that follow the namespace prefix.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};

use super::guard::{corrupt, unreadable};
use crate::source::SourceError;

/// That a part of a package belongs to another.
#[derive(Debug)]
pub(super) struct Relation {
    /// The name by which the other part knows it.
    pub(super) id: String,
    /// What it is, as an address.
    pub(super) kind: String,
    /// Its path, absolute or relative.
    pub(super) target: String,
}

/// Opens XML in which empty elements have an end like all others.
pub(super) fn reader<R: BufRead>(part: R) -> Reader<R> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = true;
    reader
}

/// Reads a list of relations.
pub(super) fn relations(part: impl BufRead) -> Result<Vec<Relation>, Error> {
    let mut relations = Vec::new();
    let mut reader = reader(part);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let text = |name| attribute(&tag, name).map(Option::unwrap_or_default);
                relations.push(Relation { id: text("Id")?, kind: text("Type")?, target: text("Target")? });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
        buffer.clear();
    }
}

/// Returns an attribute by the part of its name that follows the prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Error> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(Some(attribute.normalized_value(XmlVersion::Implicit1_0)?.into_owned()));
        }
    }
    Ok(None)
}

/// Tells that a part cannot be read.
pub(super) fn failed(book: &str, part: &str, error: &Error) -> SourceError {
    match error {
        Error::Io(error) => unreadable(book, part, error),
        error => corrupt(book, &format!("{part}: {error}")),
    }
}
