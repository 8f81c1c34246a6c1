//! A small delivery, loaded into targets for tests.

use std::collections::BTreeMap;
use std::fs;

use super::load::{Loaded, Loader};
use super::{Evidence, StoreError, Target, settle};
use crate::convert::sample::Sample;
use crate::convert::{Fate, Lookups, Parents, Routes, TableConverter};
use crate::domain::FileId;
use crate::mapping::Mapping;
use crate::mapping::model::TableIndex;
use crate::source::{Cancel, Files, Reading, SourceError};

/// What a delivery became.
pub(super) struct Stored {
    pub(super) mapping: Mapping,
    pub(super) files: Files,
    pub(super) targets: Vec<Target>,
    pub(super) evidence: Evidence,
    pub(super) loaded: Loaded,
}

/// Why a delivery cannot be loaded.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Stored {
    /// Loads every table, in the order of the mapping.
    pub(super) fn load(sample: &Sample) -> Self {
        let (mapping, cancel) = (sample.mapping(), Cancel::default());
        let files = sample.files(&mapping);
        let folder = sample.path().join("run");
        fs::create_dir(&folder).expect("a new folder");
        let evidence = Evidence::create(&folder.join("evidence.sqlite"), &cancel).expect("a database");
        let targets = Target::create_all(&mapping, &folder, &cancel).expect("databases");
        let routes = Routes::build(&mapping, &files, &cancel).expect("a delivery that can be read");
        let lookups = Lookups::build(&mapping, &files, &cancel).expect("a delivery that can be read");
        let (mut parents, mut loaded) = (Parents::new(&mapping), Loaded::default());
        for table in 0..mapping.delivery.tables.len() {
            let converter = TableConverter::new(&mapping, &routes, &lookups, &parents, table);
            let mut into = Loader::new(&mapping, &targets, &evidence, &mut loaded, &parents, table).expect("a table");
            for file in files.of(table) {
                let reading = Reading { delivery: &mapping.delivery, file, cancel: &cancel };
                let take = |batch| -> Result<(), Failed> { Ok(into.take(file.id, batch)?) };
                reading.each_block(|rows| converter.convert(file.id, rows), take).expect("rows that can be loaded");
            }
            let brought = into.finish();
            parents.absorb(brought);
        }
        Self { mapping, files, targets, evidence, loaded }
    }

    /// Loads and settles.
    pub(super) fn settle(sample: &Sample) -> Self {
        let mut stored = Self::load(sample);
        let tables: BTreeMap<FileId, TableIndex> = stored.files.data.iter().map(|file| (file.id, file.table)).collect();
        let Self { mapping, targets, evidence, loaded, .. } = &mut stored;
        settle::settle(mapping, targets, evidence, loaded, &tables, &|_| {}).expect("rows that can be settled");
        stored
    }

    /// Asks the target of a destination.
    pub(super) fn ask(&self, destination: &str, sql: &str) -> Vec<String> {
        let target = self.targets.iter().find(|target| target.name == destination).expect("a destination");
        texts(&target.connection, sql)
    }

    /// Asks the evidence.
    pub(super) fn evidence(&self, sql: &str) -> Vec<String> {
        texts(self.evidence.connection(), sql)
    }

    /// Returns the findings so far, as code, line, heading and message.
    pub(super) fn findings(&self) -> Vec<String> {
        self.evidence("SELECT concat_ws(' ', code, line, heading, message) FROM finding ORDER BY rowid")
    }

    /// Returns how many rows of a delivered table were loaded or merged at first.
    pub(super) fn count(&self, table: &str, fate: Fate) -> i64 {
        let index = self.table(table);
        let files = self.files.of(index).filter_map(|file| self.loaded.tallies.get(&file.id));
        let counts = files.flat_map(|tally| &tally.fates).filter(|((known, _), _)| *known == fate);
        counts.map(|(_, (rows, _))| rows).sum()
    }

    /// Returns what was rejected late, as table, line and code.
    pub(super) fn late(&self) -> Vec<String> {
        let mut found = Vec::new();
        for file in &self.files.data {
            let name = &self.mapping.delivery.tables[file.table].name;
            for line in 0..100 {
                let origin = crate::domain::Origin::new(file.id, line);
                if let Some((reason, row)) = self.loaded.late.get(origin) {
                    let when = if row.was_loaded { "after loading" } else { "before loading" };
                    found.push(format!("{name}:{line} {} {when}: {}", reason.code, reason.message));
                }
            }
        }
        found
    }

    /// Tells whether every table of every municipality holds exactly the records that its digest is of.
    pub(super) fn digests_hold(&self) -> bool {
        self.targets.iter().filter(|target| target.partner_of.is_none()).all(|target| {
            target.mapped_tables().all(|table| {
                let key = (target.destination, table.name);
                let expected = self.loaded.digests.get(&key).copied().unwrap_or_default();
                let records = super::readback::Records::of(target, table);
                let found = super::readback::stored_digest(&target.connection, records, |_| Ok(()));
                found.expect("records") == expected
            })
        })
    }

    /// Returns the place of a delivered table.
    pub(super) fn table(&self, name: &str) -> TableIndex {
        self.mapping.delivery.tables.iter().position(|table| table.name == name).expect("a delivered table")
    }
}

fn texts(connection: &rusqlite::Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).expect("a valid question");
    let rows = statement.query_map([], |row| row.get(0)).expect("an answer");
    rows.map(|row| row.expect("a text")).collect()
}
