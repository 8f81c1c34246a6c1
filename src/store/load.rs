//! Converted rows put into the targets, in the order of the delivery.
//!
//! What depends on that order happens here and nowhere else: which of two rows with one key comes first, and which
//! rows about one person are merged.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::error::StoreError;
use super::evidence::Evidence;
use super::insertion::Insertion;
use super::late::{Late, Reason};
use super::target::Target;
use crate::catalog::Domain;
use crate::convert::digest::RecordDigest;
use crate::convert::references::delivered_column;
use crate::convert::{Batch, Cell, ConvertedRow, Fate, Parents, Reference, Tally, TargetRow};
use crate::diag::codes::delivery as codes;
use crate::diag::{Code, Finding};
use crate::domain::{FileId, Origin};
use crate::mapping::Mapping;
use crate::mapping::model::{DestinationIndex, Map, TableIndex};

/// What loading has gathered so far.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The fates of the rows, per file.
    pub tallies: BTreeMap<FileId, Tally>,
    /// The digests of the records that were put into each municipality's tables.
    pub digests: BTreeMap<(DestinationIndex, &'static str), RecordDigest>,
    /// Rows that added to a person already there.
    pub merged: BTreeSet<Origin>,
    /// Rows that cannot be loaded after all.
    pub late: Late,
    /// The first row of everything that rows are merged on, per destination and target table.
    people: FxHashMap<(DestinationIndex, &'static str), FxHashMap<CompactString, i64>>,
}

/// Loads one delivered table.
pub struct Loader<'a> {
    targets: &'a [Target],
    evidence: &'a Evidence,
    loaded: &'a mut Loaded,
    parents: &'a Parents,
    own: Parents,
    table: TableIndex,
    headings: &'a [String],
    maps: Vec<LoadedMap<'a>>,
    insertions: Vec<TableInsertion<'a>>,
}

/// A target table that the maps fill, and per target the insertion into it.
type TableInsertion<'a> = (&'static str, Vec<Option<Insertion<'a>>>);

/// A map with everything that loading its rows needs.
struct LoadedMap<'a> {
    map: &'a Map,
    /// The place of its target table's insertions.
    table: usize,
    /// References to rows of this very delivered table.
    references: Vec<Reference>,
    /// Columns that others refer to: place in the parents and target column.
    keys: Vec<(usize, usize)>,
}

impl<'a> Loader<'a> {
    /// Prepares to load the maps of one delivered table.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn new(
        mapping: &'a Mapping,
        targets: &'a [Target],
        evidence: &'a Evidence,
        loaded: &'a mut Loaded,
        parents: &'a Parents,
        table: TableIndex,
    ) -> Result<Self, StoreError> {
        let maps: Vec<&Map> = mapping.maps.iter().filter(|map| map.from == table).collect();
        let own_tables: BTreeSet<&str> = maps.iter().map(|map| map.to.name).collect();
        let mut prepared = Vec::new();
        let mut insertions: Vec<TableInsertion<'a>> = Vec::new();
        for map in maps {
            let known = insertions.iter().position(|(name, _)| *name == map.to.name);
            let place = known.unwrap_or(insertions.len());
            if known.is_none() {
                let into = targets.iter().map(|target| Insertion::prepare(target, map.to));
                insertions.push((map.to.name, into.collect::<Result<_, _>>()?));
            }
            let mut references = Reference::of(map, parents);
            references.retain(|reference| own_tables.contains(reference.table));
            let keys = parents.of(map.to).collect();
            prepared.push(LoadedMap { map, table: place, references, keys });
        }
        let (own, headings) = (parents.fresh(), &mapping.delivery.tables[table].columns);
        Ok(Self { targets, evidence, loaded, parents, own, table, headings, maps: prepared, insertions })
    }

    /// Loads a batch.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn take(&mut self, file: FileId, mut batch: Batch) -> Result<(), StoreError> {
        for finding in &batch.findings {
            self.evidence.finding(finding)?;
        }
        for rejection in &batch.rejections {
            self.own.reject(self.table, &rejection.key);
            self.evidence.rejection(rejection)?;
        }
        for name in &batch.without_case {
            self.own.leave_out(self.table, name);
        }
        let mut tally = std::mem::take(&mut batch.tally);
        for row in &batch.rows {
            if let Some(reason) = self.why_not(&batch, row) {
                self.reject(&batch, row, &reason);
                continue;
            }
            let merged = self.insert(&batch, row)?;
            let fate = if merged { Fate::Merged } else { Fate::Loaded };
            tally.count(fate, row.key, 1, row.cents);
        }
        for insertion in self.insertions.iter_mut().flat_map(|(_, insertions)| insertions).flatten() {
            insertion.flush(&batch)?;
        }
        self.loaded.tallies.entry(file).or_default().add(tally);
        Ok(())
    }

    /// Ends the loading of the table and returns the keys that it brought.
    #[must_use]
    pub fn finish(self) -> Parents {
        self.own
    }

    /// Tells why a row cannot be loaded now that those before it are.
    fn why_not(&self, batch: &Batch, row: &ConvertedRow) -> Option<Reason> {
        let targets = batch.targets_of(row);
        for target in targets {
            let loaded = &self.maps[target.map];
            let cells = batch.cells_of(target);
            for Reference { column, table, parent } in &loaded.references {
                let Some(key) = cells[*column].text(&batch.text) else { continue };
                if !self.is_loaded(*parent, key, row.destinations) && !self.brings(batch, targets, *parent, key) {
                    let message = format!("the {table} that it belongs to was not loaded");
                    return Some(Reason { code: &codes::UNKNOWN_REFERENCE, message });
                }
            }
            for (place, column) in &loaded.keys {
                if loaded.map.merge_on.is_some() {
                    continue;
                }
                let Some(key) = cells[*column].text(&batch.text) else { continue };
                if (self.own.destinations(*place, key) | self.parents.destinations(*place, key)) & row.destinations != 0
                {
                    let column = &loaded.map.to.columns[*column];
                    let message = format!("an earlier row has the same {}", column.name);
                    return Some(Reason { code: &codes::DUPLICATE_KEY, message });
                }
            }
        }
        None
    }

    fn is_loaded(&self, place: usize, key: &str, destinations: u32) -> bool {
        let loaded = self.own.destinations(place, key) | self.parents.destinations(place, key);
        loaded & destinations == destinations
    }

    /// Tells whether the row itself brings a key.
    fn brings(&self, batch: &Batch, targets: &[TargetRow], place: usize, key: &str) -> bool {
        targets.iter().any(|target| {
            let keys = &self.maps[target.map].keys;
            keys.iter().any(|(known, column)| {
                *known == place && batch.cells_of(target)[*column].text(&batch.text) == Some(key)
            })
        })
    }

    fn reject(&mut self, batch: &Batch, row: &ConvertedRow, reason: &Reason) {
        self.loaded.late.reject(row.origin, reason, false);
        for target in batch.targets_of(row) {
            for (_, column) in &self.maps[target.map].keys {
                if let Some(key) = batch.cells_of(target)[*column].text(&batch.text)
                    && reason.code != &codes::DUPLICATE_KEY
                {
                    self.own.reject(self.table, key);
                }
            }
        }
    }

    /// Puts a row into its targets, and tells whether it added to a person already there.
    fn insert(&mut self, batch: &Batch, row: &ConvertedRow) -> Result<bool, StoreError> {
        let mut merged = false;
        for target in batch.targets_of(row) {
            merged |= self.insert_target(batch, row, target)?;
            for (place, column) in &self.maps[target.map].keys {
                if let Some(key) = batch.cells_of(target)[*column].text(&batch.text) {
                    self.own.insert(*place, key, row.destinations);
                }
            }
        }
        if merged {
            self.loaded.merged.insert(row.origin);
        }
        Ok(merged)
    }

    fn insert_target(&mut self, batch: &Batch, row: &ConvertedRow, target: &TargetRow) -> Result<bool, StoreError> {
        let key = row.origin.row_key(target.part);
        let mut differences = BTreeMap::new();
        let mut merged = false;
        for (index, destination) in self.targets.iter().enumerate() {
            if !destination.takes(row.destinations) {
                continue;
            }
            let LoadedMap { map, table, .. } = self.maps[target.map];
            let Some(insertion) = &mut self.insertions[table].1[index] else { continue };
            let merge_on = map.merge_on.filter(|column| insertion.keeps(*column));
            if let Some(person) = merge_on.and_then(|column| batch.cells_of(target)[column].text(&batch.text)) {
                let people = self.loaded.people.entry((index, map.to.name)).or_default();
                if let Some(first) = people.get(person).copied() {
                    insertion.flush(batch)?;
                    self.merge(index, first, batch, target, &mut differences)?;
                    self.evidence.merged(row.origin, &destination.name, Origin::from_row_key(first))?;
                    merged = true;
                    continue;
                }
                people.insert(person.into(), key);
            }
            insertion.insert(key, target, batch)?;
            if destination.partner_of.is_none() {
                let table = (destination.destination, map.to.name);
                self.loaded.digests.entry(table).or_default().add(target.digest);
            }
        }
        for (column, value) in differences {
            self.find_difference(row, target, column, value)?;
        }
        Ok(merged)
    }

    /// Fills what the first row about a person left empty, and takes down the columns in which two rows differ. Of two
    /// rows of which one says that the address is secret, that one counts.
    fn merge(
        &mut self,
        index: usize,
        first: i64,
        batch: &Batch,
        target: &TargetRow,
        differences: &mut BTreeMap<usize, String>,
    ) -> Result<(), StoreError> {
        let destination = &self.targets[index];
        let table = self.maps[target.map].map.to;
        let before = destination.digest_of(table, first)?;
        let known = destination.record(table, first)?;
        for (place, cell) in batch.cells_of(target).iter().enumerate() {
            let column = &table.columns[place];
            let value = match cell {
                Cell::Null => continue,
                Cell::Integer(value) => value.to_string(),
                text @ Cell::Text { .. } => text.text(&batch.text).unwrap_or_default().to_owned(),
            };
            let is_secret = column.domain == Domain::SecretFlag && value == "1";
            match &known[place] {
                None => destination.fill(table, first, place, &value)?,
                Some(other) if *other == value || column.critical => {}
                Some(_) => {
                    if is_secret {
                        destination.fill(table, first, place, &value)?;
                    }
                    differences.insert(place, value);
                }
            }
        }
        if destination.partner_of.is_none() {
            let digest = self.loaded.digests.entry((destination.destination, table.name)).or_default();
            if let Some(before) = before {
                digest.remove(before);
            }
            if let Some(after) = destination.digest_of(table, first)? {
                digest.add(after);
            }
        }
        Ok(())
    }

    fn find_difference(
        &self,
        row: &ConvertedRow,
        target: &TargetRow,
        place: usize,
        value: String,
    ) -> Result<(), StoreError> {
        let map = self.maps[target.map].map;
        let column = &map.to.columns[place];
        let (code, kept): (&'static Code, _) = match (column.identifying, column.domain) {
            (true, _) => (&codes::OTHER_PERSON, "the first is kept"),
            (false, Domain::SecretFlag) => (&codes::SECRECY_ASSUMED, "it is taken for secret"),
            (false, _) => (&codes::PERSON_DIFFERS, "the first is kept"),
        };
        let delivered = delivered_column(map, place, target.part);
        self.evidence.finding(&Finding {
            code,
            origin: Some(row.origin),
            column: delivered.map(|column| self.headings[column].clone()),
            value: Some(value),
            subject: None,
            message: format!("{} differs from an earlier row about the person; {kept}", column.name),
        })
    }
}

#[cfg(test)]
mod tests;
