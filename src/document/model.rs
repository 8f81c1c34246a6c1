//! The view-model of a conversion document: sections of text, lists and tables, in one language.
//!
//! It holds no markup: what is quoted from a mapping stays apart from what this document says itself, so that every
//! renderer can make it harmless in its own way.

use crate::mapping::model::Language;

/// A conversion document.
#[derive(Debug)]
pub struct Document {
    /// The language in which it is written.
    pub language: Language,
    /// What it is about.
    pub title: Text,
    /// What stands under the title.
    pub lead: Text,
    /// The sections, in the order in which they are read.
    pub sections: Vec<Section>,
}

/// A section, with sections of its own.
#[derive(Debug)]
pub struct Section {
    /// A name for links: small letters, digits and `-`, once in a document.
    pub id: String,
    /// The heading.
    pub title: Text,
    /// What it says.
    pub blocks: Vec<Block>,
    /// The sections in it.
    pub parts: Vec<Section>,
}

impl Section {
    /// Starts a section that says nothing yet.
    #[must_use]
    pub fn new(id: &str, title: Text) -> Self {
        Self { id: identifier(id), title, blocks: Vec::new(), parts: Vec::new() }
    }

    /// Adds something to it.
    #[must_use]
    pub fn with(mut self, block: impl Into<Option<Block>>) -> Self {
        self.blocks.extend(block.into());
        self
    }

    /// Adds sections to it.
    #[must_use]
    pub fn holding(mut self, parts: impl IntoIterator<Item = Self>) -> Self {
        self.parts.extend(parts);
        self
    }
}

/// A piece of a section.
#[derive(Debug)]
pub enum Block {
    /// Sentences.
    Paragraph(Text),
    /// Names, each with what it is.
    Facts(Vec<(Text, Text)>),
    /// A table.
    Table(Table),
    /// A statement of SQL, as it stands.
    Sql(String),
}

/// A table of which the first cell of every row names it.
#[derive(Debug)]
pub struct Table {
    /// What it shows.
    pub caption: Text,
    /// The headings.
    pub heads: Vec<Text>,
    /// The rows, each with as many cells as there are headings.
    pub rows: Vec<Vec<Text>>,
}

impl Table {
    /// Returns the table as a block, where it has rows.
    #[must_use]
    pub fn if_any(self) -> Option<Block> {
        (!self.rows.is_empty()).then_some(Block::Table(self))
    }
}

/// Text of which is known what is quoted in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Span>);

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Words(String),
    /// A name or value as it stands in a mapping, a delivery or the target.
    Code(String),
    /// Words in the other language.
    Other(String),
}

impl Text {
    /// Takes words.
    #[must_use]
    pub fn words(words: &str) -> Self {
        Self(vec![Span::Words(words.to_owned())])
    }

    /// Takes a name or value as it stands.
    #[must_use]
    pub fn code(code: &str) -> Self {
        Self(vec![Span::Code(code.to_owned())])
    }

    /// Takes words in the other language.
    #[must_use]
    pub fn other(words: &str) -> Self {
        Self(vec![Span::Other(words.to_owned())])
    }

    /// Adds text behind it.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Tells whether there is nothing to read in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| match span {
            Span::Words(text) | Span::Code(text) | Span::Other(text) => text.is_empty(),
        })
    }

    /// Puts texts behind each other with words between them.
    #[must_use]
    pub fn joined(texts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut joined = Self::default();
        for (place, text) in texts.into_iter().enumerate() {
            if place > 0 {
                joined.0.push(Span::Words(between.to_owned()));
            }
            joined.0.extend(text.0);
        }
        joined
    }
}

/// Returns a text in small letters, digits and single `-`.
#[must_use]
pub fn identifier(text: &str) -> String {
    let small = text.to_lowercase();
    let pieces = small.split(|character: char| !character.is_ascii_alphanumeric()).filter(|piece| !piece.is_empty());
    pieces.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_safe_wherever_it_stands() {
        let table = [
            ("table-inkomensvoorziening", "table-inkomensvoorziening"),
            ("codes-codes/soort_betaling.csv", "codes-codes-soort-betaling-csv"),
            ("a \"<script>\" `x`", "a-script-x"),
        ];
        for (text, expected) in table {
            assert_eq!(identifier(text), expected, "{text}");
        }
    }

    #[test]
    fn joined_texts_keep_what_is_quoted_apart() {
        let joined = Text::joined([Text::code("a"), Text::code("b")], ", ");
        let expected = [Span::Code("a".to_owned()), Span::Words(", ".to_owned()), Span::Code("b".to_owned())];
        assert_eq!(joined.0, expected);
        assert!(Text::joined([], ", ").is_empty());
    }
}
