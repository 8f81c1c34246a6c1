//! Things that are found in a run under the meanings of a text.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::{Archive, Place, rows_of};
use super::asked::Asked;
use super::identity::{self, CASE, CLIENT, PERSON};
use super::model::Kind;
use super::person::persons;
use crate::catalog::{Filled, Table};
use crate::domain::Origin;
use crate::store::StoreError;

/// Something that was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) how: String,
    /// The delivered rows that it is about.
    pub(super) places: BTreeSet<Place>,
    /// The one target row that it is about.
    pub(super) row: Option<(&'static Table, i64)>,
    /// The code that it is about.
    pub(super) code: Option<String>,
    pub(super) cases: BTreeSet<String>,
    pub(super) clients: BTreeSet<String>,
    /// Burgerservicenummers; never shown.
    pub(super) persons: BTreeSet<String>,
    /// Whether a burgerservicenummer found it.
    pub(super) by_number: bool,
}

impl Found {
    pub(super) fn new(kind: Kind, name: &str, how: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            how: how.into(),
            places: BTreeSet::new(),
            row: None,
            code: None,
            cases: BTreeSet::new(),
            clients: BTreeSet::new(),
            persons: BTreeSet::new(),
            by_number: false,
        }
    }
}

/// Finds everything that a text means.
pub(super) fn find(archive: &Archive<'_>, meanings: &[Asked<'_>]) -> Result<Vec<Found>, StoreError> {
    let mut found = Vec::new();
    for meaning in meanings {
        match *meaning {
            Asked::Finding(code, place) => found.extend(finding(archive, code, place)?),
            Asked::Place(file, line) => found.extend(place(archive, file, line)?),
            Asked::Row(table, key) => found.extend(rows(archive, table, key)?),
            Asked::Name(name) => found.extend(named(archive, name)?),
        }
    }
    Ok(found)
}

fn named(archive: &Archive<'_>, name: &str) -> Result<Vec<Found>, StoreError> {
    let mut found = persons(archive, name)?;
    found.extend(case(archive, name, "a dossiernummer")?);
    for target in &archive.run.targets {
        for table in target.mapped_tables().filter(|table| ![CASE.0, CLIENT.0, PERSON.0].contains(&table.name)) {
            for key in table.unique.iter().filter_map(|key| if let [column] = key { Some(*column) } else { None }) {
                let sql = format!("SELECT id FROM {} WHERE {key} = ?1", table.name);
                for id in rows_of(target, &sql, [name], |row| row.get(0))? {
                    let known = found
                        .iter()
                        .any(|found| found.row.is_some_and(|(other, known)| (other.name, known) == (table.name, id)));
                    if !known {
                        found.push(row(archive, table, id, &format!("{key} of {}", table.name))?);
                    }
                }
            }
        }
    }
    let sql = "SELECT DISTINCT file, line, dossiernummer FROM rejected WHERE key = ?1 ORDER BY 1, 2 LIMIT 20";
    for (at, case) in archive.evidence(sql, [name], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))? {
        if found.iter().all(|found| !found.places.contains(&at)) {
            let mut rejected = Found::new(Kind::Place, &archive.told(at), "the key of a rejected row");
            rejected.places.insert(at);
            rejected.cases.extend::<Option<String>>(case);
            found.push(rejected);
        }
    }
    Ok(found)
}

/// Finds a case in the targets, among rejected rows, and in what was promised, noted or decided.
pub(super) fn case(archive: &Archive<'_>, number: &str, how: &str) -> Result<Option<Found>, StoreError> {
    let mut found = Found::new(Kind::Case, number, how);
    found.cases.insert(number.to_owned());
    for target in &archive.run.targets {
        for table in target.mapped_tables() {
            for column in identity::columns(&target.shape, table, CASE) {
                let sql = format!("SELECT id FROM {} WHERE {column} = ?1", table.name);
                found.places.extend(rows_of(target, &sql, [number], |row| Ok(origin(row.get(0)?)))?);
            }
        }
    }
    let sql = "SELECT file, line FROM rejected WHERE dossiernummer = ?1";
    found.places.extend(archive.evidence(sql, [number], |row| Ok((row.get(0)?, row.get(1)?)))?);
    let sql = "SELECT EXISTS (SELECT 1 FROM promise WHERE dossiernummer = ?1)
        OR EXISTS (SELECT 1 FROM payee WHERE dossiernummer = ?1) OR EXISTS (SELECT 1 FROM note WHERE subject = ?1)
        OR EXISTS (SELECT 1 FROM verdict WHERE dossiernummer = ?1)";
    let known = archive.evidence(sql, [number], |row| row.get::<_, bool>(0))?;
    Ok((known == [true] || !found.places.is_empty()).then_some(found))
}

fn place(archive: &Archive<'_>, file: &str, line: u32) -> Result<Option<Found>, StoreError> {
    let same = |name: &str| name == file;
    let alike = |name: &str| name.to_lowercase() == file.to_lowercase();
    let by = |test: &dyn Fn(&str) -> bool| archive.files.iter().find(|known| test(&known.name));
    let Some(file) = by(&same).or_else(|| by(&alike)) else { return Ok(None) };
    let at = (file.number, line);
    if super::fate::is_no_row(archive, at)? {
        return Ok(None);
    }
    let mut found = Found::new(Kind::Place, &archive.told(at), format!("a line of {}", file.table));
    found.places.insert(at);
    found.cases = cases_at(archive, at)?;
    Ok(Some(found))
}

/// Returns the cases of the target rows that a delivered row became, or of the rejected row.
pub(super) fn cases_at(archive: &Archive<'_>, (file, line): Place) -> Result<BTreeSet<String>, StoreError> {
    let sql = "SELECT dossiernummer FROM rejected WHERE file = ?1 AND line = ?2 AND dossiernummer IS NOT NULL";
    let mut cases: BTreeSet<String> = archive.evidence(sql, (file, line), |row| row.get(0))?.into_iter().collect();
    let origin = Origin::new(crate::domain::FileId::new(file), line);
    let range = (origin.row_key(0), origin.row_key(u8::MAX));
    for target in &archive.run.targets {
        for table in target.mapped_tables() {
            for column in identity::columns(&target.shape, table, CASE) {
                let sql = format!("SELECT {column} FROM {} WHERE id BETWEEN ?1 AND ?2", table.name);
                cases.extend(rows_of(target, &sql, range, |row| row.get::<_, String>(0))?);
            }
        }
    }
    Ok(cases)
}

/// Finds rows of a target table by key, or by a natural key of which the parts are joined by commas.
fn rows(archive: &Archive<'_>, table: &'static Table, key: &str) -> Result<Vec<Found>, StoreError> {
    let mut keys: BTreeMap<i64, &str> = BTreeMap::new();
    for target in archive.run.targets.iter().filter(|target| target.shape.has(table)) {
        let by_id = key.parse::<i64>().ok().map(|_| ("id = ?1".to_owned(), "its id"));
        let kept = target.shape.columns(table);
        let has = |name: &&str| kept.iter().any(|place| table.columns[*place].name == *name);
        let natural = table.unique.iter().filter(|key| key.iter().all(has));
        let natural = natural.map(|key| (format!("{} = ?1", key.join(" || ',' || ")), "its natural key"));
        for (condition, how) in by_id.into_iter().chain(natural) {
            let sql = format!("SELECT id FROM {} WHERE {condition}", table.name);
            for id in rows_of(target, &sql, [key], |row| row.get(0))? {
                keys.entry(id).or_insert(how);
            }
        }
    }
    keys.into_iter().map(|(id, how)| row(archive, table, id, &format!("a row of {}, by {how}", table.name))).collect()
}

/// Describes a row of a target.
fn row(archive: &Archive<'_>, table: &'static Table, id: i64, how: &str) -> Result<Found, StoreError> {
    let kind = if table.name == "betaling" { Kind::Payment } else { Kind::Row };
    let mut found = Found::new(kind, &format!("{}:{id}", table.name), how);
    found.row = Some((table, id));
    if table.filled == Filled::Mapped {
        found.places.insert(origin(id));
    }
    for target in archive.run.targets.iter().filter(|target| target.shape.has(table)) {
        for column in identity::columns(&target.shape, table, CASE) {
            let sql = format!("SELECT {column} FROM {} WHERE id = ?1", table.name);
            found.cases.extend(rows_of(target, &sql, [id], |row| row.get::<_, String>(0))?);
        }
    }
    Ok(found)
}

fn finding(archive: &Archive<'_>, code: &str, at: Option<(&str, u32)>) -> Result<Vec<Found>, StoreError> {
    // A code may be found at every row of a delivery: the places are counted there, and read where there is one.
    let places = "SELECT DISTINCT n.file, n.line FROM finding n LEFT JOIN file f ON f.number = n.file
        WHERE n.code = ?1 AND (?2 IS NULL OR (f.name = ?2 AND n.line = ?3))";
    let asked = (code, at.map(|(file, _)| file), at.map(|(_, line)| line));
    let counting = format!("SELECT count(*) FROM ({places})");
    let number: i64 = archive.evidence(&counting, asked, |row| row.get::<_, i64>(0))?.into_iter().sum();
    let mut found = Found::new(Kind::Finding, code, counted(number));
    found.code = Some(code.to_owned());
    if number == 1 {
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let only: Vec<(Option<u16>, Option<u32>)> = archive.evidence(places, asked, read)?;
        if let Some(one) = only.into_iter().find_map(|(file, line)| file.zip(line)) {
            found.places.insert(one);
            found.cases = cases_at(archive, one)?;
            found.how = format!("a finding at {}", archive.told(one));
        } else {
            "a finding about no line".clone_into(&mut found.how);
        }
    }
    Ok(if number == 0 { Vec::new() } else { vec![found] })
}

fn counted(places: i64) -> String {
    format!("found at {places} places; name one to see its whole way, as CODE:FILE:LINE")
}

pub(super) fn origin(key: i64) -> Place {
    let origin = Origin::from_row_key(key);
    (origin.file().number(), origin.line())
}
