//! Delivered rows, read again: those at given places, and those that name given cases or persons.
//!
//! Files are read as a run reads them, in blocks, and held against the digest that the manifest keeps. Never is more of
//! a file in memory than the rows that are wanted.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::{Archive, Place};
use super::find::Found;
use super::identity::{self, CASE, CLIENT, PERSON};
use super::looking::{Looking, Wanted, names_of};
use super::model::{Kind, Texts};
use super::{Request, find};
use crate::convert::sequence::Near;
use crate::convert::{Route, Routes, condition};
use crate::domain::{FileId, Origin};
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, Form, TableIndex};
use crate::pipeline::PipelineError;
use crate::source::{DeliveredFile, Files, Reading, Row, SourceError, files};

/// What was read of the delivery.
#[derive(Debug, Default)]
pub(super) struct Delivered {
    /// The rows, by place.
    pub(super) rows: BTreeMap<Place, Read>,
    /// What is to be known of the files.
    pub(super) notes: Vec<String>,
}

/// A row that was read.
#[derive(Debug)]
pub(super) struct Read {
    /// Its cells in the order of the table's columns: as delivered, and as read where a correction says otherwise.
    pub(super) cells: Vec<(String, Option<String>)>,
    /// Where it goes, where the table of cases is at hand.
    pub(super) route: Option<Route>,
    /// The maps of its table that do not take it, by place in the mapping.
    pub(super) passed_over: Vec<usize>,
    /// Whether the file is the one that the run read.
    pub(super) source: Texts,
    cases: BTreeSet<String>,
    persons: BTreeSet<String>,
}

impl Delivered {
    /// Reads what is wanted for the things that were found, and adds their rows to them; where nothing was found,
    /// looks whether the delivery names it.
    pub(super) fn read(
        archive: &Archive<'_>,
        request: &Request<'_>,
        found: &mut Vec<Found>,
    ) -> Result<Self, PipelineError> {
        let mut delivered = Self::default();
        let at_hand = at_hand(archive, request, &mut delivered.notes)?;
        let wanted = Wanted::of(found, request.what.trim());
        let routes = routes(archive, request, &at_hand)?;
        for file in &at_hand {
            delivered.read_file(archive, request, routes.as_ref(), file, &wanted)?;
        }
        delivered.complete(&at_hand, found);
        if let Some(name) = &wanted.name {
            found.extend(delivered.named(archive, name)?);
        }
        Ok(delivered)
    }

    fn read_file(
        &mut self,
        archive: &Archive<'_>,
        request: &Request<'_>,
        routes: Option<&Routes>,
        file: &DeliveredFile,
        wanted: &Wanted,
    ) -> Result<(), PipelineError> {
        let mapping = &archive.run.mapping;
        let columns = |key| identity::delivered(mapping, file.table, key);
        let looking = Looking {
            wanted,
            file: file.id.number(),
            cases: columns(CASE),
            persons: columns(CLIENT).union(&columns(PERSON)).copied().collect(),
            key: mapping.delivery.tables[file.table].key.clone(),
        };
        if !looking.is_worth_it() {
            return Ok(());
        }
        let reading = Reading { delivery: &mapping.delivery, file, cancel: request.cancel };
        let rows = &mut self.rows;
        let facts = reading.each_block(
            |rows| {
                let mut found = Vec::new();
                while let Some(row) = rows.next_row() {
                    if looking.wants(&row) {
                        found.push((row.line, read(mapping, routes, file.table, &looking, &row)));
                    }
                }
                found
            },
            |found| -> Result<(), PipelineError> {
                rows.extend(found.into_iter().map(|(line, read)| ((file.id.number(), line), read)));
                Ok(())
            },
        )?;
        let book = file.sheet.as_ref().map_or(&file.name, |sheet| &sheet.book.name);
        if facts.sha256 != digest(archive, file.id.number(), book) {
            let number = file.id.number();
            for (_, read) in self.rows.iter_mut().filter(|((file, _), _)| *file == number) {
                read.source = Texts::AnotherFile;
            }
            let note = format!(
                "{book} is not the file that the run read: its SHA-256 differs, so what stands at a line may differ too; \
                 name the delivery that the run was made from"
            );
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        Ok(())
    }

    /// Adds rows that name a case or a person to what was found of it, and drops lines on which no row begins.
    fn complete(&self, at_hand: &[DeliveredFile], found: &mut Vec<Found>) {
        for thing in found.iter_mut() {
            let names = |read: &Read| match thing.kind {
                Kind::Case => !read.cases.is_disjoint(&thing.cases),
                Kind::Person => {
                    read.cases.is_empty()
                        && (!read.persons.is_disjoint(&thing.clients) || !read.persons.is_disjoint(&thing.persons))
                }
                _ => false,
            };
            let places = self.rows.iter().filter(|(_, read)| names(read)).map(|(place, _)| *place);
            thing.places.extend(places.collect::<Vec<_>>());
            if thing.kind == Kind::Place && thing.cases.is_empty() {
                let read = thing.places.first().and_then(|place| self.rows.get(place));
                thing.cases.extend(read.into_iter().flat_map(|read| read.cases.clone()));
            }
        }
        let is_read = |place: &Place| at_hand.iter().any(|file| file.id.number() == place.0);
        let is_there = |place: &Place| !is_read(place) || self.rows.contains_key(place);
        found.retain(|thing| thing.kind != Kind::Place || !thing.cases.is_empty() || thing.places.iter().all(is_there));
    }

    /// Describes what the delivery names and the run does not.
    fn named(&self, archive: &Archive<'_>, name: &str) -> Result<Vec<Found>, PipelineError> {
        let mut case = Found::new(Kind::Case, name, "a case of the delivery; it is in no target");
        let mut others = Vec::new();
        for (place, read) in &self.rows {
            if read.cases.contains(name) {
                case.places.insert(*place);
                continue;
            }
            let how = if read.persons.is_empty() { "the key of a delivered row" } else { "named by a delivered row" };
            let mut other = Found::new(Kind::Place, &archive.told(*place), how);
            other.places.insert(*place);
            other.cases = find::cases_at(archive, *place)?;
            other.cases.extend(read.cases.iter().cloned());
            others.push(other);
        }
        if !case.places.is_empty() {
            case.cases.insert(name.to_owned());
            others.retain(|other| other.cases.is_empty());
            others.insert(0, case);
        }
        Ok(others)
    }
}

fn read(mapping: &Mapping, routes: Option<&Routes>, from: TableIndex, looking: &Looking<'_>, row: &Row<'_>) -> Read {
    let table = &mapping.delivery.tables[from];
    let cells = (0..table.columns.len()).map(|column| {
        let (delivered, text) = (row.delivered(column), row.text(column));
        (delivered.to_string(), (delivered != text).then(|| text.to_string()))
    });
    let maps = mapping.maps.iter().enumerate().filter(|(_, map)| map.from == from);
    let passed_over = maps.filter(|(_, map)| {
        map.filter.as_ref().is_some_and(|filter| !condition::holds(&filter.condition, row, &table.dialect))
    });
    let origin = Origin::new(FileId::new(looking.file), row.line);
    let names = |columns: &BTreeSet<ColumnIndex>| {
        columns.iter().flat_map(|column| names_of(&row.text(*column))).collect::<BTreeSet<_>>()
    };
    Read {
        cells: cells.collect(),
        route: routes.map(|routes| routes.of_row(mapping, from, row, origin, &mut Near::default())),
        passed_over: passed_over.map(|(place, _)| place).collect(),
        source: Texts::Delivery,
        cases: names(&looking.cases),
        persons: names(&looking.persons),
    }
}

/// Returns the digest of a file that the run read.
fn digest(archive: &Archive<'_>, number: u16, name: &str) -> String {
    let inputs = archive.manifest.iter().flat_map(|manifest| &manifest.inputs);
    let known = inputs.into_iter().find(|file| file.name == name).map(|file| file.sha256.clone());
    known.or_else(|| archive.file(number).map(|file| file.sha256.clone())).unwrap_or_default()
}

/// Lists the files of the run that are at hand, under the numbers that the run gave them.
fn at_hand(
    archive: &Archive<'_>,
    request: &Request<'_>,
    notes: &mut Vec<String>,
) -> Result<Vec<DeliveredFile>, PipelineError> {
    let delivery = &archive.run.mapping.delivery;
    let is_book = |table: TableIndex| matches!(delivery.tables[table].dialect.form, Form::Workbook(_));
    let sheets = if (0..delivery.tables.len()).any(is_book) {
        Files::find(request.delivery, delivery, request.cancel)?.data
    } else {
        Vec::new()
    };
    let listed = files::list(request.delivery)?;
    let (mut found, mut absent) = (Vec::new(), Vec::new());
    for file in &archive.files {
        let Some(table) = archive.table_of(file) else { continue };
        let id = FileId::new(file.number);
        if let Some(sheet) = sheets.iter().find(|sheet| sheet.name == file.name) {
            found.push(DeliveredFile { id, ..sheet.clone() });
        } else if let Some(plain) = listed.iter().find(|plain| plain.name == file.name) {
            let (name, path, bytes) = (plain.name.clone(), plain.path.clone(), plain.bytes);
            found.push(DeliveredFile { id, table, name, path, bytes, modified: None, sheet: None });
        } else {
            absent.push(file.name.clone());
        }
    }
    if !absent.is_empty() {
        notes.push(format!("not among what --delivery names, so not shown as delivered: {}", absent.join(", ")));
    }
    Ok(found)
}

/// Reads where cases go, where the whole table of cases is at hand.
fn routes(
    archive: &Archive<'_>,
    request: &Request<'_>,
    at_hand: &[DeliveredFile],
) -> Result<Option<Routes>, SourceError> {
    let mapping = &archive.run.mapping;
    let cases = mapping.promise.case_facts.from;
    let is_there = |number: u16| at_hand.iter().any(|file| file.id.number() == number);
    let files = archive.files.iter().filter(|file| archive.table_of(file) == Some(cases));
    if !files.map(|file| file.number).all(is_there) {
        return Ok(None);
    }
    let files = Files { data: at_hand.to_vec(), control: None, unused: Vec::new() };
    Routes::build(mapping, &files, request.cancel).map(Some)
}
