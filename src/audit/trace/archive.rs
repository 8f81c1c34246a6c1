//! A run whose databases are asked by statements that can be shown, and the masking of what they answer.

use std::collections::BTreeSet;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params, Row};

use super::statement::Statement;
use crate::catalog::{Domain, Table};
use crate::domain::{FileId, Origin, bsn, position};
use crate::mapping::model::TableIndex;
use crate::pipeline::manifest::EVIDENCE;
use crate::pipeline::{Manifest, OpenRun, PipelineError};
use crate::report::assemble::bsn_headings;
use crate::store::evidence_read::{FileRow, open};
use crate::store::{StoreError, Target};

/// A delivered file's number and a line.
pub(super) type Place = (u16, u32);

/// A run that is asked.
pub(super) struct Archive<'a> {
    pub(super) run: &'a OpenRun,
    pub(super) files: Vec<FileRow>,
    pub(super) unmask: bool,
    pub(super) manifest: Option<Manifest>,
    evidence: Connection,
    secret: BTreeSet<&'a str>,
}

/// Columns and rows.
pub(super) type Answer = (Vec<String>, Vec<Vec<Option<String>>>);

impl<'a> Archive<'a> {
    /// Opens the evidence of a run beside its targets.
    pub(super) fn open(run: &'a OpenRun, unmask: bool) -> Result<Self, PipelineError> {
        let evidence = open(&run.folder().join(EVIDENCE))?;
        let (files, manifest) = (run.evidence().files()?, Manifest::read(run.folder()).ok());
        let secret = bsn_headings(&run.mapping);
        Ok(Self { run, files, unmask, manifest, evidence, secret })
    }

    /// Asks what a statement says, and takes the answer as texts.
    pub(super) fn ask(&self, statement: &Statement) -> Result<Answer, StoreError> {
        let connection = match self.target(&statement.database) {
            Some(target) => &target.connection,
            None => &self.evidence,
        };
        let error = StoreError::sqlite(statement.database.as_ref(), "tracing");
        let mut prepared = connection.prepare(&statement.sql).map_err(&error)?;
        let columns: Vec<String> = prepared.column_names().map(str::to_owned).collect();
        let count = columns.len();
        let rows = prepared.query_map([], |row| texts(row, count)).map_err(&error)?;
        let rows = rows.collect::<Result<Vec<_>, _>>().map_err(&error)?;
        Ok((columns, rows))
    }

    fn target(&self, database: &str) -> Option<&'a Target> {
        let name = database.strip_prefix("targets/")?.strip_suffix(".sqlite")?;
        self.run.targets.iter().find(|target| target.name == name)
    }

    /// Asks the evidence for the rows of a question.
    pub(super) fn evidence<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        all(&self.evidence, EVIDENCE, sql, values, read)
    }

    /// Returns the columns of a table of the evidence; none where this run's evidence does not have it.
    pub(super) fn columns(&self, table: &str) -> Result<Vec<String>, StoreError> {
        self.evidence("SELECT name FROM pragma_table_info(?1)", [table], |row| row.get(0))
    }

    /// Finds a delivered file.
    pub(super) fn file(&self, number: u16) -> Option<&FileRow> {
        self.files.iter().find(|file| file.number == number)
    }

    /// Finds the delivered table whose rows a file holds.
    pub(super) fn table_of(&self, file: &FileRow) -> Option<TableIndex> {
        self.run.mapping.delivery.tables.iter().position(|table| table.name == file.table)
    }

    /// Tells a place by its file's name.
    pub(super) fn told(&self, (file, line): Place) -> String {
        let name = self.file(file).map(|file| file.name.as_str());
        name.map_or_else(|| Origin::new(FileId::new(file), line).to_string(), |name| position::place(name, line, None))
    }

    /// Masks what stands under a delivered heading, where it may be the number of a person.
    pub(super) fn masked(&self, heading: &str, text: &str) -> String {
        if self.secret.contains(heading) && !self.unmask && !text.is_empty() {
            bsn::mask(text)
        } else {
            self.masked_text(text)
        }
    }

    /// Masks every number of a person in a text that somebody wrote.
    pub(super) fn masked_text(&self, text: &str) -> String {
        if self.unmask { text.to_owned() } else { bsn::mask_within(text) }
    }

    /// Masks what stands in a column of a target, where it may be the number of a person.
    pub(super) fn masked_value(&self, table: &Table, column: usize, text: String) -> String {
        let column = &table.columns[column];
        match column.domain {
            Domain::Bsn if !self.unmask => bsn::mask(&text),
            Domain::Text => self.masked_text(&text),
            _ => text,
        }
    }

    /// Writes an expression for a column that holds burgerservicenummers: masked, unless they are wanted in full.
    pub(super) fn masking(&self, column: &str, name: &str) -> String {
        if self.unmask {
            if column == name { column.to_owned() } else { format!("{column} AS {name}") }
        } else {
            format!("'******' || substr({column}, -3) AS {name}")
        }
    }
}

/// Asks a target for the rows of a question.
pub(super) fn rows_of<T>(
    target: &Target,
    sql: &str,
    values: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    all(&target.connection, &target.name, sql, values, read)
}

fn all<T>(
    connection: &Connection,
    name: &str,
    sql: &str,
    values: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let error = StoreError::sqlite(name.as_ref(), "tracing");
    let mut statement = connection.prepare(sql).map_err(&error)?;
    let rows = statement.query_map(values, read).map_err(&error)?;
    rows.collect::<Result<_, _>>().map_err(error)
}

fn texts(row: &Row<'_>, count: usize) -> rusqlite::Result<Vec<Option<String>>> {
    let text = |cell| {
        Ok(match row.get_ref(cell)? {
            ValueRef::Integer(value) => Some(value.to_string()),
            ValueRef::Text(text) | ValueRef::Blob(text) => Some(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Null | ValueRef::Real(_) => None,
        })
    };
    (0..count).map(text).collect()
}
