//! A small XML document, whole in memory.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) children: Vec<Node>,
    attributes: Vec<(String, String)>,
}

impl Node {
    /// Reads a document.
    pub(super) fn parse(text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(tag) => {
                    let attributes = tag.attributes().map(|attribute| {
                        let attribute = attribute.expect("an attribute");
                        let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("a value");
                        (attribute.key.as_ref().to_owned(), value.into_owned())
                    });
                    let (name, attributes) = (tag.name().as_ref().to_owned(), attributes.collect());
                    open.push(Self { name, attributes, ..Self::default() });
                }
                Event::End(_) => {
                    let done = open.pop().expect("an element");
                    open.last_mut().expect("what it stands in").children.push(done);
                }
                Event::Text(text) => open.last_mut().expect("an element").text.push_str(&text.xml10_content()),
                Event::GeneralRef(name) => {
                    let text = resolve_xml_entity(&name).expect("one of XML's own");
                    open.last_mut().expect("an element").text.push_str(text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        open.pop().and_then(|mut root| root.children.pop()).expect("a document")
    }

    /// Returns the first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Returns all elements of a name, however deep.
    pub(super) fn all(&self, name: &str) -> Vec<&Self> {
        let own = self.children.iter().filter(|child| child.name == name);
        own.chain(self.children.iter().flat_map(|child| child.all(name))).collect()
    }

    /// Returns an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
