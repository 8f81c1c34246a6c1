//! What a municipal database notes about each run that was published into it.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::catalog::Shape;

/// How many file numbers fit in a row's key.
const NUMBERS: i64 = 1 << 23;

/// A run that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Its number, from 1.
    pub number: i64,
    /// The service that is left.
    pub service: String,
    /// The destination in the run.
    pub destination: String,
    /// The cut-over, ISO.
    pub cutover: String,
    /// The SHA-256 of the run's manifest.
    pub manifest: String,
    /// The number that the run's first file has here.
    pub first: i64,
    /// The number that its last file has here.
    pub last: i64,
    /// How many rows it added.
    pub rows: i64,
    /// When the run was made.
    pub made_at: String,
}

impl Publication {
    /// Takes the next number and the next file numbers after those that are in use; nothing where a row's key has no
    /// room for them.
    #[must_use]
    pub fn after(mut self, others: &[Self], files: u16) -> Option<Self> {
        let highest = |of: fn(&Self) -> i64| others.iter().map(of).max().unwrap_or_default();
        self.number = highest(|other| other.number) + 1;
        self.first = highest(|other| other.last) + 1;
        self.last = self.first + i64::from(files.max(1)) - 1;
        (self.last < NUMBERS).then_some(self)
    }

    /// Returns what is added to the number of a file of the run.
    #[must_use]
    pub const fn offset(&self) -> i64 {
        self.first - 1
    }

    /// Returns what is added to the key of a row that has a delivered place.
    pub(super) const fn shift(&self) -> i64 {
        self.offset() << 40
    }

    /// Returns what is added to the key of a row that was computed, whose keys in a run count from 1.
    pub(super) const fn computed_shift(&self) -> i64 {
        self.first << 40
    }

    /// Returns the keys that are the publication's own: the first, and the first after them.
    pub(super) const fn keys(&self) -> (i64, i64) {
        (self.first << 40, (self.last + 1) << 40)
    }
}

/// Lists the publications of a database, in order of number.
pub(super) fn all(database: &Connection) -> rusqlite::Result<Vec<Publication>> {
    let sql = "SELECT nummer, dienst, bestemming, overgang, manifest_sha256, eerste_levering, laatste_levering, rijen,
        gemaakt FROM main.publicatie ORDER BY nummer";
    database.prepare(sql)?.query_map([], read)?.collect()
}

/// Finds a delivered file that came with no publication that is noted, where a destination lists its files at all.
pub(super) fn file_of_none(database: &Connection, shape: &Shape) -> rusqlite::Result<Option<i64>> {
    if shape.tables().all(|table| table.name != "levering") {
        return Ok(None);
    }
    let sql = "SELECT nummer FROM main.levering WHERE NOT EXISTS (SELECT 1 FROM main.publicatie
        WHERE levering.nummer BETWEEN eerste_levering AND laatste_levering) ORDER BY nummer LIMIT 1";
    database.query_row(sql, [], |row| row.get(0)).optional()
}

/// Notes a publication.
pub(super) fn insert(database: &Connection, publication: &Publication) -> rusqlite::Result<()> {
    let Publication { number, service, destination, cutover, manifest, first, last, rows, made_at } = publication;
    let sql = "INSERT INTO main.publicatie (id, nummer, dienst, bestemming, overgang, manifest_sha256, eerste_levering,
        laatste_levering, rijen, gemaakt) VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let values = params![number, service, destination, cutover, manifest, first, last, rows, made_at];
    database.execute(sql, values).map(|_| ())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Publication> {
    Ok(Publication {
        number: row.get(0)?,
        service: row.get(1)?,
        destination: row.get(2)?,
        cutover: row.get(3)?,
        manifest: row.get(4)?,
        first: row.get(5)?,
        last: row.get(6)?,
        rows: row.get(7)?,
        made_at: row.get(8)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new() -> Publication {
        Publication {
            number: 0,
            service: "proef".to_owned(),
            destination: "zutphen".to_owned(),
            cutover: "2021-01-01".to_owned(),
            manifest: String::new(),
            first: 0,
            last: 0,
            rows: 0,
            made_at: String::new(),
        }
    }

    #[test]
    fn file_numbers_go_on_after_those_in_use() {
        let first = new().after(&[], 12).expect("room");
        assert_eq!((first.number, first.first, first.last, first.shift()), (1, 1, 12, 0));
        let second = new().after(std::slice::from_ref(&first), 3).expect("room");
        assert_eq!((second.number, second.first, second.last, second.offset()), (2, 13, 15, 12));
        let third = new().after(&[second, first], 1).expect("room");
        assert_eq!((third.number, third.first, third.last), (3, 16, 16));
    }

    #[test]
    fn numbers_that_no_key_can_hold_are_not_given() {
        let full = Publication { number: 9, last: NUMBERS - 2, ..new() };
        assert!(new().after(std::slice::from_ref(&full), 1).is_some());
        assert!(new().after(&[full], 2).is_none());
    }
}
