//! Finished targets read back: what really stands there, held against what was delivered and converted.

use rusqlite::{Row, Rows};

use super::error::StoreError;
use super::target::{Target, digest_of_row, select_all};
use crate::catalog::{Domain, Table};
use crate::convert::digest::RecordDigest;
use crate::domain::FileId;
use crate::mapping::Mapping;
use crate::mapping::model::{Operation, TableIndex};

/// Delivered rows of one file that stand in a target, each counted once, with the cents in their amount columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many delivered rows.
    pub rows: i64,
    /// The cents in their amount columns, without sign.
    pub cents: i128,
}

/// Counts the delivered rows of a file that stand in any municipality's target.
///
/// # Errors
/// Fails where SQLite does.
pub fn standing(
    mapping: &Mapping,
    targets: &[Target],
    table: TableIndex,
    file: FileId,
) -> Result<Standing, StoreError> {
    let first = i64::from(file.number()) << 40;
    let range = [first, first + (1 << 40)];
    let mut statements = Vec::new();
    for target in targets.iter().filter(|target| target.partner_of.is_none()) {
        for (part, sql) in statements_of(mapping, table) {
            let error = target.error("counting what was loaded");
            let statement = target.connection.prepare(&sql).map_err(&error)?;
            statements.push((part, statement, error));
        }
    }
    let mut cursors = Vec::new();
    for (part, statement, error) in &mut statements {
        let rows = statement.query(range).map_err(&*error)?;
        let mut cursor = Cursor { part: *part, rows, error, head: None };
        cursor.advance()?;
        cursors.push(cursor);
    }
    count(&mut cursors)
}

/// Returns per part of a delivered table the statement that lists its rows with their cents, in order.
fn statements_of(mapping: &Mapping, table: TableIndex) -> Vec<(usize, String)> {
    let counted = counted_columns(mapping, table);
    let maps = mapping.maps.iter().filter(|map| map.from == table).enumerate();
    maps.map(|(part, map)| {
        let amounts = counted.iter().filter(|(counted_in, _)| *counted_in == part);
        let amounts = amounts.map(|(_, column)| format!("coalesce(abs({}), 0)", map.to.columns[*column].name));
        let cents = std::iter::once("0".to_owned()).chain(amounts).collect::<Vec<_>>().join(" + ");
        let name = map.to.name;
        let range = format!("id >= ?1 AND id < ?2 AND id & 255 = {part}");
        (part, format!("SELECT id >> 8, {cents} FROM {name} WHERE {range} ORDER BY id"))
    })
    .collect()
}

/// For each delivered amount column the first part and target column that it goes to, so that none counts twice.
fn counted_columns(mapping: &Mapping, table: TableIndex) -> Vec<(usize, usize)> {
    let maps: Vec<_> = mapping.maps.iter().filter(|map| map.from == table).collect();
    let amounts = &mapping.delivery.tables[table].amounts;
    amounts
        .iter()
        .filter_map(|amount| {
            maps.iter().enumerate().find_map(|(part, map)| {
                let entry = map.columns.iter().find(|entry| {
                    matches!(&entry.operation, Operation::Column(read) if read.column == amount.column)
                        && map.to.columns[entry.target].domain == Domain::Money
                })?;
                Some((part, entry.target))
            })
        })
        .collect()
}

/// The rows of one table in order of key, the first of them at hand.
struct Cursor<'a, E> {
    part: usize,
    rows: Rows<'a>,
    error: &'a E,
    head: Option<(i64, i64)>,
}

impl<E: Fn(rusqlite::Error) -> StoreError> Cursor<'_, E> {
    fn advance(&mut self) -> Result<(), StoreError> {
        let row = self.rows.next().map_err(self.error)?;
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.head = row.map(read).transpose().map_err(self.error)?;
        Ok(())
    }
}

/// Goes through all cursors in order of delivered row; a row that stands in several places counts once.
fn count<E: Fn(rusqlite::Error) -> StoreError>(cursors: &mut [Cursor<'_, E>]) -> Result<Standing, StoreError> {
    let mut standing = Standing::default();
    while let Some(origin) = cursors.iter().filter_map(|cursor| cursor.head).map(|(origin, _)| origin).min() {
        standing.rows += 1;
        let mut parts = Vec::new();
        for cursor in &mut *cursors {
            while let Some((_, cents)) = cursor.head.filter(|(found, _)| *found == origin) {
                if !parts.contains(&cursor.part) {
                    parts.push(cursor.part);
                    standing.cents += i128::from(cents);
                }
                cursor.advance()?;
            }
        }
    }
    Ok(standing)
}

/// Digests the records that stand in a table.
///
/// # Errors
/// Fails where SQLite does.
pub fn stored_digest(target: &Target, table: &Table) -> Result<RecordDigest, StoreError> {
    let error = target.error("digesting records");
    let mut statement = target.connection.prepare(&select_all(table, &target.shape, "1")).map_err(&error)?;
    let mut rows = statement.query([]).map_err(&error)?;
    let mut digest = RecordDigest::default();
    while let Some(row) = rows.next().map_err(&error)? {
        digest.add(digest_of_row(row).map_err(&error)?);
    }
    Ok(digest)
}

/// Counts the target rows whose key names no delivered file of a mapping's tables.
///
/// # Errors
/// Fails where SQLite does.
pub fn invented(mapping: &Mapping, target: &Target, files: &[(FileId, TableIndex, u64)]) -> Result<i64, StoreError> {
    let mut invented = 0;
    for table in target.mapped_tables() {
        let known: Vec<String> = files
            .iter()
            .filter(|(_, index, _)| mapping.maps.iter().any(|map| map.from == *index && map.to.name == table.name))
            .map(|(file, _, _)| file.number().to_string())
            .collect();
        let sql = format!("SELECT count(*) FROM {} WHERE id >> 40 NOT IN ({})", table.name, known.join(", "));
        let count = target.connection.query_row(&sql, [], |row| row.get::<_, i64>(0));
        invented += count.map_err(target.error("looking for invented rows"))?;
    }
    Ok(invented)
}
