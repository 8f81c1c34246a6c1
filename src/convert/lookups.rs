//! Cells that other rows look up.
//!
//! The tables that lookups name are read once before anything is loaded, for the columns by which they are found and
//! those that are wanted alone. Memory grows with these tables.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::condition::is_empty;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, Draw, Lookup, TableIndex};
use crate::source::{Cancel, Files, MadeRow, Reading, Row, SourceError};

/// What the lookups of a mapping can find.
#[derive(Debug, Default)]
pub struct Lookups {
    /// Per table, and per pair of columns there, the wanted texts.
    tables: BTreeMap<TableIndex, Vec<Index>>,
}

/// The texts of one column, by those of another.
#[derive(Debug)]
struct Index {
    matching: ColumnIndex,
    column: ColumnIndex,
    texts: FxHashMap<Box<str>, Known>,
}

/// What is known under a text.
#[derive(Debug, PartialEq, Eq)]
enum Known {
    Text(Box<str>),
    /// Rows that differ.
    Several,
    /// A cell of which the workbook does not hold the value.
    Unsure,
}

/// What a lookup found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'l> {
    /// A text, perhaps an empty one.
    Text(&'l str),
    /// No such row.
    Nothing,
    /// Rows that differ.
    Several,
    /// A cell of which the workbook does not hold the value.
    Unsure,
}

impl Lookups {
    /// Reads what the lookups of a mapping can find.
    ///
    /// # Errors
    /// Fails where the delivery cannot be used.
    pub fn build(mapping: &Mapping, files: &Files, cancel: &Cancel) -> Result<Self, SourceError> {
        let mut lookups = Self::wanted(mapping);
        for (table, indexes) in &mut lookups.tables {
            read(mapping, *table, indexes, files, cancel)?;
        }
        Ok(lookups)
    }

    /// Takes what the lookups of a mapping can find in rows that nobody delivered.
    #[must_use]
    pub fn of_rows<'r>(mapping: &Mapping, rows: impl IntoIterator<Item = (TableIndex, &'r MadeRow)>) -> Self {
        let mut lookups = Self::wanted(mapping);
        for (table, row) in rows {
            let Some(indexes) = lookups.tables.get_mut(&table) else { continue };
            let empty = &mapping.delivery.tables[table].dialect.empty;
            for index in indexes {
                if let Some((key, known)) = entry(&row.row(), index.matching, index.column, empty) {
                    index.add(key, known);
                }
            }
        }
        lookups
    }

    /// Lists what the lookups of a mapping want, with nothing found yet.
    fn wanted(mapping: &Mapping) -> Self {
        let mut lookups = Self::default();
        for lookup in all(mapping) {
            let indexes = lookups.tables.entry(lookup.table).or_default();
            if !indexes.iter().any(|index| index.is_for(&lookup)) {
                let (matching, column) = (lookup.matching, lookup.column);
                indexes.push(Index { matching, column, texts: FxHashMap::default() });
            }
        }
        lookups
    }

    /// Returns what a lookup finds under a text.
    #[must_use]
    pub fn find(&self, lookup: &Lookup, text: &str) -> Found<'_> {
        let index =
            self.tables.get(&lookup.table).and_then(|indexes| indexes.iter().find(|index| index.is_for(lookup)));
        match index.and_then(|index| index.texts.get(text)) {
            Some(Known::Text(found)) => Found::Text(found),
            Some(Known::Several) => Found::Several,
            Some(Known::Unsure) => Found::Unsure,
            None => Found::Nothing,
        }
    }
}

/// Lists the tables in which rows of others are looked up.
#[must_use]
pub fn tables(mapping: &Mapping) -> Vec<TableIndex> {
    let mut tables: Vec<TableIndex> = all(mapping).map(|lookup| lookup.table).collect();
    tables.sort_unstable();
    tables.dedup();
    tables
}

fn all(mapping: &Mapping) -> impl Iterator<Item = Lookup> {
    let operations = mapping.maps.iter().flat_map(|map| &map.columns).map(|entry| &entry.operation);
    operations.flat_map(|operation| operation.reads()).filter_map(|read| match read.from {
        Draw::Lookup(lookup) => Some(lookup),
        _ => None,
    })
}

fn read(
    mapping: &Mapping,
    table: TableIndex,
    indexes: &mut [Index],
    files: &Files,
    cancel: &Cancel,
) -> Result<(), SourceError> {
    let empty = &mapping.delivery.tables[table].dialect.empty;
    let wanted: Vec<_> = indexes.iter().map(|index| (index.matching, index.column)).collect();
    for file in files.of(table) {
        let reading = Reading { delivery: &mapping.delivery, file, cancel };
        reading.each_block(
            |rows| {
                let mut found = Vec::new();
                while let Some(row) = rows.next_row() {
                    if row.is_ragged() {
                        continue;
                    }
                    for (place, (matching, column)) in wanted.iter().enumerate() {
                        let entry = entry(&row, *matching, *column, empty);
                        found.extend(entry.map(|(key, known)| (place, key, known)));
                    }
                }
                found
            },
            |found| -> Result<(), SourceError> {
                for (place, key, known) in found {
                    indexes[place].add(key, known);
                }
                Ok(())
            },
        )?;
    }
    Ok(())
}

/// Returns under which text a row is found, and what is found there; nothing where it names nothing.
fn entry(row: &Row<'_>, matching: ColumnIndex, column: ColumnIndex, empty: &[String]) -> Option<(Box<str>, Known)> {
    let key = row.text(matching);
    // What a workbook does not hold is not there to be found by.
    if row.doubt(matching).is_some() || is_empty(&key, empty) {
        return None;
    }
    let known = match row.doubt(column) {
        None => Known::Text(Box::from(&*row.text(column))),
        Some(_) => Known::Unsure,
    };
    Some((Box::from(&*key), known))
}

impl Index {
    fn is_for(&self, lookup: &Lookup) -> bool {
        (self.matching, self.column) == (lookup.matching, lookup.column)
    }

    fn add(&mut self, key: Box<str>, found: Known) {
        match self.texts.get_mut(&key) {
            Some(known) if *known == found => {}
            Some(known) => *known = Known::Several,
            None => {
                self.texts.insert(key, found);
            }
        }
    }
}
