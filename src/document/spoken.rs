//! One value in words, for those who show how it was made and not the whole document.

use super::Writer;
use super::model::{Span, Text};
use super::words::{Voice, operations as words};
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnMap, Language, Map};

/// Says how a map makes a target column; what is quoted from the mapping stands between quotation marks.
#[must_use]
pub fn operation_in_words(mapping: &Mapping, map: &Map, entry: &ColumnMap, language: Language) -> String {
    let writer = Writer { mapping, voice: Voice(language) };
    spoken(writer.operation(&entry.operation, &map.to.columns[entry.target], map.from), writer.voice)
}

/// Puts a text on one line. What the document points at below it is not there.
fn spoken(text: Text, voice: Voice) -> String {
    let below = [(words::CODES, words::CODES_OF_MAPPING), (words::TARGET_CODE, words::TARGET_CODE_ALONE)];
    let spans = text.0.into_iter().map(|span| match span {
        Span::Words(text) => {
            let alone = below.iter().find(|(below, _)| voice.say(*below) == Text::words(&text));
            alone.map_or(text, |(_, alone)| voice.choose(alone.dutch, alone.english).to_owned())
        }
        Span::Code(text) => format!("\"{text}\""),
        Span::Other(text) => text,
    });
    spans.collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::mapping;

    #[test]
    fn a_value_is_told_without_what_stands_below_it_in_the_document() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("mappings/laborijn");
        let mapping = mapping::load(&folder).expect("the mapping is right");
        let told = |to: &str, column: &str, language| {
            let map = mapping.maps.iter().find(|map| map.to.name == to).expect("a map");
            let entry = map.columns.iter().find(|entry| map.to.columns[entry.target].name == column);
            operation_in_words(&mapping, map, entry.expect("a column"), language)
        };
        let table = [
            ("persoon", "geslacht", Language::English, "translated with the codes of the mapping"),
            ("persoon", "geslacht", Language::Dutch, "vertaald met de codes van de mapping"),
            ("inkomensvoorziening", "leefvorm", Language::English, "read as a code of the target"),
            ("inkomensvoorziening", "regeling", Language::English, "translated with \"codes/regeling.csv\""),
            ("component", "bedrag_cent", Language::English, "read as an amount in euros"),
            ("component", "per", Language::English, "always \"maand\" (month)"),
        ];
        for (to, column, language, expected) in table {
            assert_eq!(told(to, column, language), expected);
        }
    }
}
