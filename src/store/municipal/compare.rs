//! Which rows of a run stand in a municipal database already, word for word or otherwise.
//!
//! Both sides come in the order of what their rows are about and are compared in one pass. The first conflicts of every
//! table are told and the rest counted, so memory does not grow with them. Of a case that the run has, every row that
//! stands there counts: one that the run does not have would be paid besides what was proven. So does every row that an
//! earlier run of the same service brought.

use std::collections::BTreeMap;

use rusqlite::{Connection, Rows};

use super::conflict::{Conflict, ConflictCount, Conflicts, Difference};
use super::departed;
use super::publication::Publication;
use crate::catalog::recognise::{case_column, recognised_by};
use crate::catalog::{Domain, Filled, Shape, Table};
use crate::domain::{FileId, Origin, bsn, position};

/// What is compared: a database with a run attached.
pub(super) struct Comparison<'a> {
    pub(super) database: &'a Connection,
    pub(super) shape: &'a Shape,
    pub(super) publication: &'a Publication,
    /// The run's delivered files.
    pub(super) files: &'a BTreeMap<FileId, String>,
}

/// Notes the rows that stand there already under the publication, and returns what stands there otherwise: of every
/// table as many conflicts as asked, and the number of all.
pub(super) fn compare(comparison: &Comparison<'_>, most: u64) -> rusqlite::Result<Conflicts> {
    let mut conflicts = Conflicts::default();
    for table in comparison.shape.tables() {
        if let Some(by) = recognised_by(comparison.shape, table) {
            let pass = TablePass::new(comparison, table, by);
            let count = pass.compare(most, &mut conflicts.listed)?;
            if count > 0 {
                conflicts.tables.push(ConflictCount { table: table.name, conflicts: count });
            }
        }
    }
    Ok(conflicts)
}

/// One table.
struct TablePass<'a> {
    comparison: &'a Comparison<'a>,
    table: &'static Table,
    /// The columns that tell what a row is about.
    by: Vec<&'static str>,
    /// The places of its columns.
    columns: Vec<usize>,
}

/// A row, its values as text.
#[derive(Clone, Debug)]
struct Record {
    id: i64,
    about: Vec<Option<String>>,
    values: Vec<Option<String>>,
}

impl<'a> TablePass<'a> {
    fn new(comparison: &'a Comparison<'a>, table: &'static Table, by: Vec<&'static str>) -> Self {
        Self { comparison, table, by, columns: comparison.shape.columns(table) }
    }

    /// Lists the first conflicts of the table, and returns the number of all.
    fn compare(&self, most: u64, listed: &mut Vec<Conflict>) -> rusqlite::Result<u64> {
        let mut conflicts = 0;
        let Comparison { database, publication, .. } = self.comparison;
        let (in_run, there) = (self.statement("run", "main", None), self.statement("main", "run", self.besides()?));
        let (mut in_run, mut there) = (database.prepare(&in_run)?, database.prepare(&there)?);
        let mut in_run = Side { rows: in_run.query([])?, pass: self, head: None };
        let mut there = Side { rows: there.query([])?, pass: self, head: None };
        let mut note = database
            .prepare("INSERT INTO main.publicatie_gelijk (publicatie, tabel, rij_run, rij) VALUES (?1, ?2, ?3, ?4)")?;
        in_run.advance()?;
        there.advance()?;
        while let Some(about) = [&in_run.head, &there.head].into_iter().flatten().map(|row| &row.about).min().cloned() {
            let (mut mine, mut theirs) = (in_run.about(&about)?, there.about(&about)?);
            if theirs.is_empty() {
                continue;
            }
            let by_value = |one: &Record, other: &Record| (&one.values, one.id).cmp(&(&other.values, other.id));
            mine.sort_by(by_value);
            theirs.sort_by(by_value);
            let equal = mine.iter().map(|row| &row.values).eq(theirs.iter().map(|row| &row.values));
            if !equal {
                conflicts += 1;
                if conflicts <= most {
                    listed.push(self.conflict(&about, &mine, &theirs)?);
                }
            } else if self.table.filled != Filled::Reference {
                for (mine, theirs) in mine.iter().zip(&theirs) {
                    note.execute((publication.number, self.table.name, mine.id, theirs.id))?;
                }
            }
        }
        Ok(conflicts)
    }

    /// Returns the statement that lists the rows of one side that are about something of which the other side has rows,
    /// and those that meet a condition besides.
    fn statement(&self, side: &str, other: &str, besides: Option<String>) -> String {
        let as_text = |name: &str| format!("CAST({name} AS TEXT)");
        let about: Vec<String> = self.by.iter().map(|name| as_text(name)).collect();
        let values: Vec<String> = self.columns.iter().map(|place| as_text(self.table.columns[*place].name)).collect();
        let (name, by) = (self.table.name, self.by.join(", "));
        let besides = besides.map(|condition| format!(" OR {condition}")).unwrap_or_default();
        format!(
            "SELECT id, {about}, {values} FROM {side}.{name} WHERE ({by}) IN (SELECT {by} FROM {other}.{name}){besides}
               ORDER BY {about}, id",
            about = about.join(", "),
            values = values.join(", "),
        )
    }

    /// Returns the condition on rows that the run must have too: those of its cases, and those that an earlier run had.
    fn besides(&self) -> rusqlite::Result<Option<String>> {
        let Comparison { database, shape, publication, .. } = self.comparison;
        let of_case = case_column(shape, self.table)
            .map(|column| format!("{column} IN (SELECT dossiernummer FROM run.inkomensvoorziening)"));
        let departed = departed::condition(database, shape, self.table, &self.by, publication)?;
        Ok(of_case.into_iter().chain(departed).reduce(|one, other| format!("{one} OR {other}")))
    }

    fn conflict(&self, about: &[Option<String>], mine: &[Record], theirs: &[Record]) -> rusqlite::Result<Conflict> {
        let lacks = |row: &&Record, others: &[Record]| !others.iter().any(|other| other.values == row.values);
        let mine_only: Vec<&Record> = mine.iter().filter(|row| lacks(row, theirs)).collect();
        let theirs_only: Vec<&Record> = theirs.iter().filter(|row| lacks(row, mine)).collect();
        let paired = mine_only.len() == theirs_only.len();
        let pairs = mine_only.iter().zip(&theirs_only).filter(|_| paired);
        let subject = self.by.iter().zip(about).map(|(name, value)| {
            let place = self.table.column(name).map_or(0, |(place, _)| place);
            format!("{name} {}", self.shown(place, value.as_deref()).unwrap_or_default())
        });
        let (delivered, stands) = (mine_only.first().copied().or(mine.first()), theirs_only.first().copied());
        let stands = match stands.or(theirs.first()) {
            Some(row) => self.stands_from(row.id)?,
            None => (None, None),
        };
        Ok(Conflict {
            table: self.table.name,
            subject: subject.collect::<Vec<_>>().join(", "),
            rows_there: theirs.len(),
            rows_in_run: mine.len(),
            differences: pairs.flat_map(|(mine, theirs)| self.differences(mine, theirs)).collect(),
            delivered: delivered.and_then(|row| self.delivered_at(row.id)),
            service: stands.0,
            stands: stands.1,
        })
    }

    fn differences(&self, mine: &Record, theirs: &Record) -> Vec<Difference> {
        let columns = self.columns.iter().zip(mine.values.iter().zip(&theirs.values));
        let differing = columns.filter(|(_, (mine, theirs))| mine != theirs);
        differing
            .map(|(place, (mine, theirs))| Difference {
                column: self.table.columns[*place].name,
                there: self.shown(*place, theirs.as_deref()),
                in_run: self.shown(*place, mine.as_deref()),
            })
            .collect()
    }

    fn shown(&self, place: usize, value: Option<&str>) -> Option<String> {
        match self.table.columns[place].domain {
            Domain::Bsn => value.map(bsn::mask),
            _ => value.map(bsn::mask_within),
        }
    }

    /// Names the delivered place of a row of the run, where it has one.
    fn delivered_at(&self, id: i64) -> Option<String> {
        let origin = Origin::from_row_key(id);
        let file = self.comparison.files.get(&origin.file()).filter(|_| self.table.filled == Filled::Mapped)?;
        Some(position::place(file, origin.line(), None))
    }

    /// Names the service of a row that stands there, and its delivered place, where it has them.
    fn stands_from(&self, id: i64) -> rusqlite::Result<(Option<String>, Option<String>)> {
        let (database, number) = (self.comparison.database, id >> 40);
        let first = |sql: &str| -> rusqlite::Result<Option<String>> {
            let mut statement = database.prepare_cached(sql)?;
            let mut rows = statement.query([number])?;
            rows.next()?.map(|row| row.get(0)).transpose()
        };
        let lists_files = self.comparison.shape.tables().any(|table| table.name == "levering");
        let file = match self.table.filled {
            Filled::Mapped if lists_files => first("SELECT bestand FROM main.levering WHERE nummer = ?1")?,
            _ => None,
        };
        let place = file.map(|file| position::place(&file, Origin::from_row_key(id).line(), None));
        let service = "SELECT dienst FROM main.publicatie WHERE ?1 BETWEEN eerste_levering AND laatste_levering";
        Ok((first(service)?, place))
    }
}

/// The rows of one side, the next of them at hand.
struct Side<'a> {
    rows: Rows<'a>,
    pass: &'a TablePass<'a>,
    head: Option<Record>,
}

impl Side<'_> {
    fn advance(&mut self) -> rusqlite::Result<()> {
        let (about, all) = (self.pass.by.len(), self.pass.by.len() + self.pass.columns.len());
        self.head = match self.rows.next()? {
            None => None,
            Some(row) => Some(Record {
                id: row.get(0)?,
                about: (1..=about).map(|place| row.get(place)).collect::<Result<_, _>>()?,
                values: (about + 1..=all).map(|place| row.get(place)).collect::<Result<_, _>>()?,
            }),
        };
        Ok(())
    }

    /// Takes the rows that are about something.
    fn about(&mut self, about: &[Option<String>]) -> rusqlite::Result<Vec<Record>> {
        let mut found = Vec::new();
        while let Some(row) = self.head.take_if(|row| row.about == about) {
            found.push(row);
            self.advance()?;
        }
        Ok(found)
    }
}
