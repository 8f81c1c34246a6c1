//! Translations of codes in full: those that stand in a mapping beside their columns, those in files in an appendix.

use std::collections::BTreeMap;

use csv::ReaderBuilder;

use super::Writer;
use super::model::{Block, Section, Table, Text};
use super::words::{general, targets as words};
use crate::catalog::codes::GEMEENTE;
use crate::catalog::{CodeValue, Column, Domain};
use crate::mapping::model::{Codes, ColumnMap, Map};

/// A code file in use.
struct CodeFile<'m> {
    codes: &'m Codes,
    /// The target columns for which it is used.
    users: Vec<(&'m Map, &'m Column)>,
}

impl<'m> Writer<'m> {
    /// Lists the translations that stand beside a map's columns, and the codes that the delivery shares with the target.
    pub(super) fn translations(self, map: &Map) -> Vec<Block> {
        let tables = map.columns.iter().flat_map(|entry| self.translations_of(map, entry));
        tables.filter_map(Table::if_any).collect()
    }

    fn translations_of(self, map: &Map, entry: &ColumnMap) -> Vec<Table> {
        let (voice, column) = (self.voice, &map.to.columns[entry.target]);
        let name = Text::code(column.name);
        let reads = entry.operation.reads();
        let inline = reads.iter().filter_map(|read| Some((*read, read.codes.as_ref()?)));
        let mut tables: Vec<Table> = inline
            .filter(|(_, codes)| codes.file.is_none())
            .map(|(read, codes)| {
                let caption = voice.tell(words::TRANSLATION, [name.clone(), self.source(read, map)]);
                let heads = [words::DELIVERED, words::IN_TARGET, general::MEANING];
                let rows = codes.rows.iter().map(|(from, row)| {
                    vec![voice.value(from), voice.value(&row.to), self.meaning_or_dash(column, &row.to)]
                });
                self.listing(caption, heads, rows.collect())
            })
            .collect();
        if let (Some(list), true) = (own_list(column), reads.iter().any(|read| read.codes.is_none())) {
            let caption = voice.tell(words::TARGET_CODES, [name]);
            let rows = list.iter().map(|code| vec![Text::code(code.code), self.meaning_or_dash(column, code.code)]);
            tables.push(self.listing(caption, [words::IN_TARGET, general::MEANING], rows.collect()));
        }
        tables
    }

    /// Lists the code files in full, each once, where there are any.
    pub(super) fn code_files(self) -> Option<Section> {
        let mut files: BTreeMap<&str, CodeFile<'m>> = BTreeMap::new();
        for map in &self.mapping.maps {
            for entry in &map.columns {
                let codes = entry.operation.reads().into_iter().filter_map(|read| read.codes.as_ref());
                for codes in codes {
                    let Some(name) = &codes.file else { continue };
                    let file = files.entry(name).or_insert_with(|| CodeFile { codes, users: Vec::new() });
                    file.users.push((map, &map.to.columns[entry.target]));
                }
            }
        }
        let section = Section::new("codes", self.voice.say(general::CODES))
            .with(Block::Paragraph(self.voice.say(words::CODES_LEAD)));
        let parts = files.iter().map(|(name, file)| self.code_file(name, file));
        (!files.is_empty()).then(|| section.holding(parts))
    }

    fn code_file(self, name: &str, file: &CodeFile<'_>) -> Section {
        let voice = self.voice;
        let mut users: Vec<Text> = Vec::new();
        for (map, column) in &file.users {
            let user = Text::code(&format!("{}.{}", map.to.name, column.name));
            if !users.contains(&user) {
                users.push(user);
            }
        }
        let content = self.mapping.files.get(name).map(Vec::as_slice).unwrap_or_default();
        let rows = remarks(content).into_iter().filter_map(|(from, remark)| {
            let row = file.codes.rows.get(&from)?;
            let meaning = file.users.iter().find_map(|(_, column)| self.meaning(column, &row.to));
            let status = if row.former { words::FORMER } else { words::CURRENT };
            Some(vec![
                voice.value(&from),
                voice.value(&row.to),
                meaning.unwrap_or_else(|| voice.say(general::DASH)),
                voice.say(status),
                Text::words(&remark),
            ])
        });
        let heads = [words::DELIVERED, words::IN_TARGET, general::MEANING, words::STATUS, words::REMARK];
        let table = self.listing(voice.tell(words::TRANSLATION_FILE, [Text::code(name)]), heads, rows.collect());
        Section::new(&format!("codes-{name}"), Text::code(name))
            .with(self.facts([(words::USED_BY, Text::joined(users, ", "))]))
            .with(table.if_any())
    }

    fn meaning_or_dash(self, column: &Column, value: &str) -> Text {
        self.meaning(column, value).unwrap_or_else(|| self.voice.say(general::DASH))
    }
}

/// Returns the list of the target that says what a column's values mean.
pub(super) fn list_of(column: &Column) -> Option<&'static [CodeValue]> {
    match column.domain {
        Domain::Municipality => Some(GEMEENTE),
        _ => own_list(column),
    }
}

/// Returns the closed list from which a column takes its values.
fn own_list(column: &Column) -> Option<&'static [CodeValue]> {
    match column.domain {
        Domain::Code(list) => Some(list),
        _ => None,
    }
}

/// Lists the codes of a file with their remarks, in the order in which they stand there.
fn remarks(content: &[u8]) -> Vec<(String, String)> {
    let content = content.strip_prefix("\u{feff}".as_bytes()).unwrap_or(content);
    let reader = ReaderBuilder::new().flexible(true).from_reader(content);
    let cell = |record: &csv::StringRecord, place| record.get(place).unwrap_or_default().trim().to_owned();
    // The mapping was read from these lines: each of them is right.
    reader.into_records().map_while(Result::ok).map(|record| (cell(&record, 0), cell(&record, 3))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_the_order_of_their_file() {
        let content = "\u{feff}from,to,status,remark\r\n2,x,current,\"a, b\"\r\n\r\n1,y\r\n";
        let expected = [("2", "a, b"), ("1", "")].map(|(from, remark)| (from.to_owned(), remark.to_owned()));
        assert_eq!(remarks(content.as_bytes()), expected);
        assert!(remarks(b"").is_empty());
    }
}
