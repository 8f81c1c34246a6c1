//! One target database, from an empty file to a finished one.
//!
//! While it is built nothing else can see it: it lies in a folder that becomes visible by one rename, so it needs no
//! journal. Everything is one transaction; indexes are made, and foreign keys checked, once at the end.

use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, Row, Statement, params};

use super::case::Order;
use super::database::{create_database, open_database, synchronise};
use super::error::StoreError;
use crate::catalog::{Filled, Shape, Table, ddl};
use crate::convert::digest::RecordHasher;
use crate::domain::Origin;
use crate::mapping::Mapping;
use crate::mapping::model::{DestinationIndex, DestinationKind};
use crate::source::Cancel;

/// A target database that is being built or read.
#[derive(Debug)]
pub struct Target {
    /// The destination's place in the mapping.
    pub destination: DestinationIndex,
    /// The destination's name.
    pub name: String,
    /// The municipalities whose partner it is, one bit each by their place in the mapping, where it is one.
    pub partner_of: Option<u32>,
    /// Its tables and columns.
    pub shape: Shape,
    /// Where the file stands.
    pub path: PathBuf,
    /// The open database.
    pub connection: Connection,
}

impl Target {
    /// Makes an empty target for every destination of a mapping.
    ///
    /// # Errors
    /// Fails where a file cannot be written.
    pub fn create_all(mapping: &Mapping, folder: &Path, cancel: &Cancel) -> Result<Vec<Self>, StoreError> {
        let destinations = 0..mapping.destinations.len();
        destinations.map(|destination| Self::create(mapping, destination, folder, cancel)).collect()
    }

    fn create(
        mapping: &Mapping,
        destination: DestinationIndex,
        folder: &Path,
        cancel: &Cancel,
    ) -> Result<Self, StoreError> {
        let path = folder.join(format!("{}.sqlite", mapping.destinations[destination].name));
        let connection = create_database(&path, cancel)?;
        let target = Self::describe(mapping, destination, path, connection);
        let sqlite = StoreError::sqlite(&target.path, "making tables");
        let tables = ddl::create_tables(&target.shape);
        let rows = ddl::insert_reference_rows(&target.shape);
        let script = format!("BEGIN;\n{tables}\n{rows}\n{}", ddl::create_views(&target.shape));
        target.connection.execute_batch(&script).map_err(sqlite)?;
        Ok(target)
    }

    /// Opens the finished targets of a run, for reading.
    ///
    /// # Errors
    /// Fails where one is missing or is no database.
    pub fn open_all(mapping: &Mapping, folder: &Path) -> Result<Vec<Self>, StoreError> {
        let open = |destination: DestinationIndex| {
            let path = folder.join(format!("{}.sqlite", mapping.destinations[destination].name));
            let connection = open_database(&path)?;
            Ok(Self::describe(mapping, destination, path, connection))
        };
        (0..mapping.destinations.len()).map(open).collect()
    }

    fn describe(mapping: &Mapping, destination: DestinationIndex, path: PathBuf, connection: Connection) -> Self {
        let entry = &mapping.destinations[destination];
        let (partner_of, shape) = match &entry.kind {
            DestinationKind::Municipality { .. } => (None, Shape::municipality()),
            DestinationKind::Partner { of, tables, without } => {
                let municipalities = of.iter().fold(0, |mask, place| mask | 1 << place);
                (Some(municipalities), Shape::partner(tables, without))
            }
        };
        Self { destination, name: entry.name.clone(), partner_of, shape, path, connection }
    }

    /// Says which target was doing what when SQLite failed.
    pub fn error(&self, doing: &'static str) -> impl Fn(rusqlite::Error) -> StoreError + Clone + use<> {
        StoreError::sqlite(&self.path, doing)
    }

    /// Tells whether a row for a set of municipalities goes here too; one for several of a partner's, once.
    #[must_use]
    pub fn takes(&self, destinations: u32) -> bool {
        destinations & self.partner_of.unwrap_or(1 << self.destination) != 0
    }

    /// Returns the tables here that a mapping can fill.
    pub fn mapped_tables(&self) -> impl Iterator<Item = &'static Table> {
        self.shape.tables().filter(|table| table.filled == Filled::Mapped)
    }

    /// Returns the condition on rows of a table that no other row here needs, by reference or as its stand-in; none where
    /// nothing here looks at the table.
    #[must_use]
    pub fn needless(&self, table: &Table) -> Option<String> {
        let columns = self.mapped_tables().flat_map(|child| child.columns.iter().map(move |column| (child, column)));
        let unused = columns.flat_map(|(child, column)| {
            let referred = self.shape.reference(column).map(|(parent, key)| (parent.name, key.name));
            let needed = [referred, column.stand_in].into_iter().flatten().filter(|(parent, _)| *parent == table.name);
            let (child, column) = (child.name, column.name);
            needed
                .map(move |(_, key)| format!("{key} NOT IN (SELECT {column} FROM {child} WHERE {column} IS NOT NULL)"))
        });
        let unused: Vec<String> = unused.collect();
        (!unused.is_empty()).then(|| unused.join(" AND "))
    }

    /// Returns the digest of the record that stands here under a key, where one does.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn digest_of(&self, table: &Table, key: i64) -> Result<Option<u128>, StoreError> {
        let error = self.error("reading a record");
        let sql = select_all(table, &self.shape, "id = ?1");
        let mut statement = self.connection.prepare_cached(&sql).map_err(&error)?;
        let mut rows = statement.query([key]).map_err(&error)?;
        rows.next().map_err(&error)?.map(|row| digest_of_row(row).map_err(&error)).transpose()
    }

    /// Returns the values of one record by place in the table's columns; nothing for NULL and for absent columns.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn record(&self, table: &Table, key: i64) -> Result<Vec<Option<String>>, StoreError> {
        let error = self.error("reading a record");
        let sql = select_all(table, &self.shape, "id = ?1");
        let mut statement = self.connection.prepare_cached(&sql).map_err(&error)?;
        let mut rows = statement.query([key]).map_err(&error)?;
        let mut values = vec![None; table.columns.len()];
        if let Some(row) = rows.next().map_err(&error)? {
            for (index, place) in self.shape.columns(table).into_iter().enumerate() {
                values[place] = match row.get_ref(index + 1).map_err(&error)? {
                    ValueRef::Integer(value) => Some(value.to_string()),
                    ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
                    ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => None,
                };
            }
        }
        Ok(values)
    }

    /// Fills one value of a record; SQLite gives it the column's type.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn fill(&self, table: &Table, key: i64, column: usize, value: &str) -> Result<(), StoreError> {
        let sql = format!("UPDATE {} SET {} = ?2 WHERE id = ?1", table.name, table.columns[column].name);
        let update = self.connection.prepare_cached(&sql).and_then(|mut update| update.execute((key, value)));
        update.map(|_| ()).map_err(self.error("merging a person"))
    }

    /// Takes away the rows that one delivered row became in a table, and returns their digests.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn remove(&self, table: &Table, origin: Origin) -> Result<Vec<u128>, StoreError> {
        if !self.shape.has(table) {
            return Ok(Vec::new());
        }
        let error = self.error("taking a rejected row away");
        let range = [origin.row_key(0), origin.row_key(u8::MAX)];
        let sql = select_all(table, &self.shape, "id BETWEEN ?1 AND ?2");
        let mut statement = self.connection.prepare_cached(&sql).map_err(&error)?;
        let digests = statement.query_map(range, digest_of_row).map_err(&error)?;
        let digests = digests.collect::<Result<Vec<_>, _>>().map_err(&error)?;
        if !digests.is_empty() {
            let sql = format!("DELETE FROM {} WHERE id BETWEEN ?1 AND ?2", table.name);
            self.connection.prepare_cached(&sql).and_then(|mut delete| delete.execute(range)).map_err(&error)?;
        }
        Ok(digests)
    }

    /// Notes a delivered file, where this target lists them.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn insert_delivered_file(
        &self,
        number: u16,
        name: &str,
        table: &str,
        sha256: &str,
        bytes: i64,
        rows: i64,
    ) -> Result<(), StoreError> {
        if !self.shape.tables().any(|known| known.name == "levering") {
            return Ok(());
        }
        let sql = "INSERT INTO levering (id, nummer, bestand, tabel, sha256, bytes, rijen) VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6)";
        let values = (number, name, table, sha256, bytes, rows);
        self.connection.execute(sql, values).map(|_| ()).map_err(self.error("noting a delivered file"))
    }

    /// Prepares the insertion of planned payments.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn order_insertion(&self) -> Result<OrderInsertion<'_>, StoreError> {
        let sql = "INSERT INTO betaalopdracht (inkomensvoorziening, persoon, volgnummer, soort_begunstigde, naam, iban,
            rechtmaand, datum, bedrag_cent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let statement = self.connection.prepare(sql).map_err(self.error("preparing to plan"))?;
        Ok(OrderInsertion { statement, path: self.path.clone() })
    }

    /// Ends the loading. What follows can be undone statement by statement, so that an index which rows stand in the way of
    /// leaves nothing behind; it is sorted in a thread of its own.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn end_loading(&self) -> Result<(), StoreError> {
        let script = "COMMIT; PRAGMA journal_mode = MEMORY; PRAGMA threads = 1; BEGIN";
        self.connection.execute_batch(script).map_err(self.error("ending the loading"))
    }

    /// Makes an index.
    ///
    /// # Errors
    /// Fails where SQLite does, and where two rows have a key that must be unique.
    pub fn make_index(&self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(self.error("making indexes"))
    }

    /// Makes a unique index, unless two rows have the same key; tells whether it is made.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn try_index(&self, sql: &str) -> Result<bool, StoreError> {
        match self.connection.execute_batch(sql) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Ok(false),
            done => done.map(|()| true).map_err(self.error("making indexes")),
        }
    }

    /// Ends the transaction and makes the file durable. A partner's file is written anew, so that nothing is left in it of
    /// persons whom it does not have.
    ///
    /// # Errors
    /// Fails where SQLite or the file system does.
    pub fn finish(&self) -> Result<(), StoreError> {
        let end = if self.partner_of.is_some() { "COMMIT; VACUUM" } else { "COMMIT" };
        self.connection.execute_batch(end).map_err(self.error("committing"))?;
        synchronise(&self.path)
    }
}

/// A prepared insertion of planned payments.
pub struct OrderInsertion<'a> {
    statement: Statement<'a>,
    path: PathBuf,
}

impl OrderInsertion<'_> {
    /// Inserts a planned payment of a case.
    ///
    /// # Errors
    /// Fails where SQLite does.
    pub fn insert(&mut self, dossiernummer: &str, order: &Order) -> Result<(), StoreError> {
        let values = params![
            dossiernummer,
            order.recipient,
            order.volgnummer,
            order.soort_begunstigde,
            order.naam,
            order.iban,
            order.month,
            order.date,
            order.cents
        ];
        let done = self.statement.execute(values);
        done.map(|_| ()).map_err(StoreError::sqlite(&self.path, "planning payments"))
    }
}

/// Returns the statement that reads whole records of a table, the key first.
#[must_use]
pub fn select_all(table: &Table, shape: &Shape, condition: &str) -> String {
    let names: Vec<&str> = shape.columns(table).iter().map(|place| table.columns[*place].name).collect();
    format!("SELECT id, {} FROM {} WHERE {condition} ORDER BY id", names.join(", "), table.name)
}

/// Digests a record that was read by [`select_all`].
///
/// # Errors
/// Fails where SQLite does.
pub fn digest_of_row(row: &Row<'_>) -> rusqlite::Result<u128> {
    let mut hasher = RecordHasher::new(row.get(0)?);
    for index in 1..row.as_ref().column_count() {
        match row.get_ref(index)? {
            ValueRef::Integer(value) => hasher.integer(value),
            ValueRef::Text(value) | ValueRef::Blob(value) => hasher.text(value),
            ValueRef::Null | ValueRef::Real(_) => hasher.null(),
        }
    }
    Ok(hasher.finish())
}
