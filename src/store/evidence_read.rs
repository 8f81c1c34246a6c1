//! The evidence of a run, read back.

mod corrections;
mod decided;
mod identities;
mod payees;
mod places;
mod promise;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Row};

use super::database::open_database;
use super::error::StoreError;
use super::evidence::Evidence;
use crate::domain::{Date, DateFormat, FileId, Origin, position};

pub use corrections::CorrectionRow;
pub use decided::DecidedRow;
pub use identities::IdentityRow;
pub use payees::Payees;
pub use promise::{CustomRow, MonthsByCase};
pub use rows::{AccountRow, FileRow, FindingRow, PartitionSum, PromiseRow, SubjectRow, UnmappedCode};

/// A delivered file's number, and a line.
pub type DeliveredPlace = (u16, u32);
/// Cents and where they were delivered, by case.
pub type ReservesByCase = BTreeMap<String, (i64, DeliveredPlace)>;

/// A reader of the evidence, finished or still being written.
#[derive(Debug)]
pub struct EvidenceReader<'a> {
    connection: &'a Connection,
    path: PathBuf,
}

/// Opens the finished evidence of a run.
///
/// # Errors
/// Fails where it is missing or no database, or not one of a run.
pub fn open(path: &Path) -> Result<Connection, StoreError> {
    let connection = open_database(path)?;
    let error = StoreError::sqlite(path, "opening");
    if connection.table_exists(None, "mapping").map_err(error)? {
        return Ok(connection);
    }
    Err(StoreError::NotARun { path: path.to_owned(), reason: "it keeps no mapping".to_owned() })
}

/// Tells a delivered place by the file's name; a file without a line is told by its name alone.
fn place(file: Option<String>, line: Option<u32>, cell: Option<u32>) -> Option<String> {
    let cell = cell.and_then(|cell| usize::try_from(cell).ok());
    file.map(|file| line.map_or_else(|| file.clone(), |line| position::place(&file, line, cell)))
}

impl<'a> EvidenceReader<'a> {
    /// Reads evidence that is still being written.
    #[must_use]
    pub fn of(evidence: &'a Evidence, path: &Path) -> Self {
        Self { connection: evidence.connection(), path: path.to_owned() }
    }

    /// Reads finished evidence.
    #[must_use]
    pub fn opened(connection: &'a Connection, path: &Path) -> Self {
        Self { connection, path: path.to_owned() }
    }

    /// Returns a named fact of the run.
    ///
    /// # Errors
    /// Fails where SQLite does, or the fact is not there.
    pub fn fact(&self, name: &str) -> Result<String, StoreError> {
        let sql = "SELECT value FROM run WHERE name = ?1";
        let value = self.connection.query_row(sql, [name], |row| row.get(0)).optional();
        let reason = || format!("it does not say \"{name}\"");
        value.map_err(self.error())?.ok_or_else(|| StoreError::NotARun { path: self.path.clone(), reason: reason() })
    }

    /// Returns a named fact that is a count.
    ///
    /// # Errors
    /// Fails where SQLite does, or the fact is not there or no count.
    pub fn count(&self, name: &str) -> Result<u64, StoreError> {
        self.fact(name)?
            .parse()
            .map_err(|_| StoreError::NotARun { path: self.path.clone(), reason: format!("\"{name}\" is not a count") })
    }

    /// Returns a named fact that is a date.
    ///
    /// # Errors
    /// Fails where SQLite does, or the fact is not there or no date.
    pub fn date(&self, name: &str) -> Result<Date, StoreError> {
        let reason = format!("\"{name}\" is not a date");
        let path = self.path.clone();
        DateFormat::YearMonthDay.parse(&self.fact(name)?).map_err(|_| StoreError::NotARun { path, reason })
    }

    /// Returns the facts whose names begin with a text, without it, in order of name.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn facts(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let all = self.all("SELECT name, value FROM run ORDER BY name", |row| Ok((row.get(0)?, row.get(1)?)))?;
        let named = |(name, value): (String, String)| Some((name.strip_prefix(prefix)?.to_owned(), value));
        Ok(all.into_iter().filter_map(named).collect())
    }

    /// Returns the files of the mapping.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn mapping(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let files =
            self.all("SELECT name, content FROM mapping ORDER BY name", |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(files.into_iter().collect())
    }

    /// Returns the delivered files.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn files(&self) -> Result<Vec<FileRow>, StoreError> {
        self.all("SELECT number, table_name, name, sha256, bytes, rows, cents FROM file ORDER BY number", |row| {
            Ok(FileRow {
                number: row.get(0)?,
                table: row.get(1)?,
                name: row.get(2)?,
                sha256: row.get(3)?,
                bytes: row.get::<_, i64>(4)?.unsigned_abs(),
                rows: row.get(5)?,
                cents: row.get(6)?,
            })
        })
    }

    /// Returns what became of the rows.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        let sql = "SELECT a.file, f.table_name, a.fate, l.rule, l.because, a.place, a.month, a.rows, a.cents
            FROM account a JOIN file f ON f.number = a.file LEFT JOIN filter l ON l.number = a.filter
            ORDER BY a.rowid";
        self.all(sql, |row| {
            let rule: Option<String> = row.get(3)?;
            let because: Option<String> = row.get(4)?;
            Ok(AccountRow {
                file: row.get(0)?,
                table: row.get(1)?,
                fate: row.get(2)?,
                filter: rule.zip(because),
                place: row.get(5)?,
                month: row.get(6)?,
                rows: row.get(7)?,
                cents: row.get(8)?,
            })
        })
    }

    /// Returns the rows that were merged into others.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn merged(&self) -> Result<BTreeSet<Origin>, StoreError> {
        let sql = "SELECT file, line FROM merged";
        let rows = self.all(sql, |row| Ok(Origin::new(FileId::new(row.get(0)?), row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// Returns changes of values: table, heading, change and rows.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn changes(&self) -> Result<Vec<(String, String, String, i64)>, StoreError> {
        let sql = "SELECT f.table_name, c.heading, c.change, sum(c.rows) FROM change c
            JOIN file f ON f.number = c.file GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";
        self.all(sql, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
    }

    /// Returns how often each code was found before the proof, in order of code. What the proof finds itself stands in
    /// the table too, and is found anew by every proof.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn finding_counts(&self) -> Result<Vec<(String, String, u64)>, StoreError> {
        let sql = "SELECT code, severity, count(*) FROM finding WHERE code NOT LIKE 'OV05%'
            GROUP BY code, severity ORDER BY code";
        self.all(sql, |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?.unsigned_abs())))
    }

    /// Returns the delivered codes that the mapping does not translate, those in most rows first.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn unmapped_codes(&self) -> Result<Vec<UnmappedCode>, StoreError> {
        let sql = "SELECT table_name, heading, value, rows FROM unmapped_code ORDER BY rows DESC, 1, 2, 3";
        self.all(sql, |row| {
            let rows = row.get::<_, i64>(3)?.unsigned_abs();
            Ok(UnmappedCode { table: row.get(0)?, heading: row.get(1)?, value: row.get(2)?, rows })
        })
    }

    /// Returns the first findings from before the proof, errors before warnings.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn findings(&self, most: usize) -> Result<Vec<FindingRow>, StoreError> {
        let sql = format!(
            "SELECT n.code, n.severity, f.name, n.line, h.cell, n.heading, n.value, n.message FROM finding n
             LEFT JOIN file f ON f.number = n.file LEFT JOIN heading h ON h.file = n.file AND h.heading = n.heading
             WHERE n.code NOT LIKE 'OV05%' ORDER BY n.severity, n.code, n.file, n.line, n.rowid LIMIT {most}"
        );
        self.all(&sql, |row| {
            Ok(FindingRow {
                code: row.get(0)?,
                severity: row.get(1)?,
                place: place(row.get(2)?, row.get(3)?, row.get(4)?),
                heading: row.get(5)?,
                value: row.get(6)?,
                message: row.get(7)?,
            })
        })
    }

    /// Returns the digests of delivered payments: destination, rows, digest.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn payment_digests(&self) -> Result<Vec<(String, u64, String)>, StoreError> {
        let sql = "SELECT destination, rows, digest FROM payment_digest ORDER BY destination";
        self.all(sql, |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs(), row.get(2)?)))
    }

    /// Returns the digests of converted records: destination, table, digest.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn record_digests(&self) -> Result<Vec<(String, String, String)>, StoreError> {
        let sql = "SELECT destination, table_name, digest FROM record_digest ORDER BY destination, table_name";
        self.all(sql, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// Returns the sums of the partition.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn partition_sums(&self) -> Result<Vec<PartitionSum>, StoreError> {
        let sql = "SELECT scheme, month, whole_cents, parts, stays_cents, difference_cents FROM partition_sum
            ORDER BY scheme, month";
        self.all(sql, |row| {
            let parts: String = row.get(3)?;
            let part = |text: &str| {
                let (name, cents) = text.split_once('=')?;
                Some((name.to_owned(), cents.parse().ok()?))
            };
            Ok(PartitionSum {
                scheme: row.get(0)?,
                month: row.get(1)?,
                whole_cents: row.get(2)?,
                parts: parts.split(' ').filter_map(part).collect(),
                stays_cents: row.get(4)?,
                difference_cents: row.get(5)?,
            })
        })
    }

    /// Returns the cases of which a row for one of the given delivered tables was rejected.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn cases_rejected_in(&self, tables: &[&str]) -> Result<BTreeSet<String>, StoreError> {
        let sql = "SELECT DISTINCT f.table_name, r.dossiernummer FROM rejected r JOIN file f ON f.number = r.file
            WHERE r.dossiernummer IS NOT NULL";
        let rows = self.all(sql, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        Ok(rows.into_iter().filter(|(table, _)| tables.contains(&table.as_str())).map(|(_, case)| case).collect())
    }

    /// Returns the first notes of the promise, and how many there are.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn notes(&self, most: usize) -> Result<(Vec<SubjectRow>, u64), StoreError> {
        self.subjects("note", "kind", most)
    }

    /// Returns what the proofs saw wrong while the delivery was at hand, and how much there is.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn observations(&self, most: usize) -> Result<(Vec<SubjectRow>, u64), StoreError> {
        self.subjects("observation", "proof", most)
    }

    /// Returns why payments were not planned, and how often.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn not_planned(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let sql = "SELECT reason, count(*) FROM not_planned GROUP BY reason ORDER BY reason";
        self.all(sql, |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))
    }

    /// Hands over the rejected rows of a file: line, code, message, and the row as delivered.
    ///
    /// # Errors
    /// Fails where SQLite does, and with whatever `take` fails with.
    pub fn each_rejected<E: From<StoreError>>(
        &self,
        file: u16,
        mut take: impl FnMut(u32, String, String, Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT line, code, message, raw FROM rejected WHERE file = ?1 ORDER BY line";
        let mut statement = self.connection.prepare(sql).map_err(self.error())?;
        let mut rows = statement.query([file]).map_err(self.error())?;
        while let Some(row) = rows.next().map_err(self.error())? {
            let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            let (line, code, message, raw) = read(row).map_err(self.error())?;
            take(line, code, message, raw)?;
        }
        Ok(())
    }

    fn subjects(&self, table: &str, kind: &str, most: usize) -> Result<(Vec<SubjectRow>, u64), StoreError> {
        let sql = format!(
            "SELECT s.{kind}, s.subject, s.message, f.name, s.line FROM {table} s
             LEFT JOIN file f ON f.number = s.file ORDER BY s.{kind}, s.rowid LIMIT {most}"
        );
        let rows = self.all(&sql, |row| {
            let place = place(row.get(3)?, row.get(4)?, None);
            Ok(SubjectRow { kind: row.get(0)?, subject: row.get(1)?, message: row.get(2)?, place })
        })?;
        let count = self.all(&format!("SELECT count(*) FROM {table}"), |row| row.get::<_, i64>(0))?;
        Ok((rows, count.first().copied().unwrap_or_default().unsigned_abs()))
    }

    fn all<T>(&self, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection.prepare(sql).map_err(self.error())?;
        let rows = statement.query_map([], read).map_err(self.error())?;
        rows.collect::<Result<_, _>>().map_err(self.error())
    }

    fn error(&self) -> impl Fn(rusqlite::Error) -> StoreError + Clone + use<> {
        StoreError::sqlite(&self.path, "reading evidence")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_without_a_mapping_is_not_one_of_a_run() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("evidence.sqlite");
        let made = Connection::open(&path).expect("a database");
        made.execute_batch("CREATE TABLE run (name TEXT)").expect("a table");
        assert!(matches!(open(&path), Err(StoreError::NotARun { .. })));
        made.execute_batch("CREATE TABLE mapping (name TEXT)").expect("a table");
        assert!(open(&path).is_ok());
    }
}
