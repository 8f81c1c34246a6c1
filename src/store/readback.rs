//! Finished targets read back: what really stands there, held against what was delivered and converted.

mod beside;
mod records;

use std::collections::BTreeSet;

use rusqlite::Rows;

use super::error::StoreError;
use super::evidence_read::CorrectionRow;
use super::target::Target;
use crate::catalog::{Domain, Table};
use crate::domain::{FileId, Origin};
use crate::mapping::Mapping;
use crate::mapping::model::{AmountColumn, ColumnIndex, ColumnMap, Map, TableIndex};

pub use beside::{Read, dangling, read_beside};
pub use records::{Records, stored_digest};

/// Delivered rows of one file that stand in a target, each counted once, with the cents in their amount columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many delivered rows.
    pub rows: i64,
    /// The cents in their amount columns, without sign.
    pub cents: i128,
}

/// Counts the delivered rows of a file that stand in any municipality's target, without those that were merged into
/// another.
///
/// # Errors
/// Fails where SQLite does.
pub fn standing(
    mapping: &Mapping,
    targets: &[Target],
    table: TableIndex,
    file: FileId,
    merged: &BTreeSet<Origin>,
) -> Result<Standing, StoreError> {
    let first = i64::from(file.number()) << 40;
    let range = [first, first + (1 << 40)];
    let amounts = mapping.delivery.tables[table].amounts.len();
    let mut statements = Vec::new();
    for target in targets.iter().filter(|target| target.partner_of.is_none()) {
        for sql in statements_of(mapping, table) {
            let error = target.error("counting what was loaded");
            statements.push((target.connection.prepare(&sql).map_err(&error)?, error));
        }
    }
    let mut cursors = Vec::new();
    for (statement, error) in &mut statements {
        let rows = statement.query(range).map_err(&*error)?;
        let mut cursor = Cursor { rows, error, head: None, cents: vec![None; amounts] };
        cursor.advance()?;
        cursors.push(cursor);
    }
    count(&mut cursors, amounts, merged)
}

/// Returns per part of a delivered table the statement that lists its rows in order, each with the cents that stand in
/// it of every delivered amount column: nothing where the part does not have the amount.
fn statements_of(mapping: &Mapping, table: TableIndex) -> Vec<String> {
    let amounts = &mapping.delivery.tables[table].amounts;
    let maps = mapping.maps.iter().filter(|map| map.from == table);
    let parts = maps.flat_map(|map| map.parts().into_iter().map(move |(part, unpivoted)| (map, part, unpivoted)));
    parts
        .map(|(map, part, unpivoted)| {
            let cents = amounts.iter().map(|amount| match money_column(map, *amount, unpivoted) {
                Some(column) => format!("coalesce(abs({}), 0)", map.to.columns[column].name),
                None => "NULL".to_owned(),
            });
            let columns = std::iter::once("id >> 8".to_owned()).chain(cents).collect::<Vec<_>>().join(", ");
            let range = format!("id >= ?1 AND id < ?2 AND id & 255 = {part}");
            format!("SELECT {columns} FROM {} WHERE {range} ORDER BY id", map.to.name)
        })
        .collect()
}

/// Returns the target column to which a map takes a delivered amount, in rows that unpivot a column or none. What may
/// come from several columns counts for the first.
#[must_use]
pub fn money_column(map: &Map, amount: AmountColumn, unpivoted: Option<ColumnIndex>) -> Option<usize> {
    let is_amount = |entry: &&ColumnMap| {
        entry.operation.column(unpivoted) == Some(amount.column) && map.to.columns[entry.target].domain == Domain::Money
    };
    map.columns.iter().find(is_amount).map(|entry| entry.target)
}

/// Tells whether the row that a correction is about stands in a municipality's target, by a map that takes the cell as
/// an amount.
///
/// # Errors
/// Fails where SQLite does.
pub fn stands_with_amount(
    mapping: &Mapping,
    targets: &[Target],
    table: TableIndex,
    correction: &CorrectionRow,
    merged: &BTreeSet<Origin>,
) -> Result<bool, StoreError> {
    let delivered = &mapping.delivery.tables[table];
    let origin = Origin::new(FileId::new(correction.file), correction.line);
    let amount = delivered.amounts.iter().find(|amount| delivered.columns[amount.column] == correction.heading);
    let Some(amount) = amount.filter(|_| !merged.contains(&origin)) else { return Ok(false) };
    for map in mapping.maps.iter().filter(|map| map.from == table) {
        let parts = map.parts();
        if parts.iter().all(|(_, unpivoted)| money_column(map, *amount, *unpivoted).is_none()) {
            continue;
        }
        let last = parts.last().map_or(map.first_part, |(part, _)| *part);
        let range = [origin.row_key(map.first_part), origin.row_key(last)];
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {} WHERE id BETWEEN ?1 AND ?2)", map.to.name);
        for target in targets.iter().filter(|target| target.partner_of.is_none()) {
            let found = target.connection.query_row(&sql, range, |row| row.get(0));
            if found.map_err(target.error("looking for what was put right"))? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The rows of one table in order of key, the first of them at hand.
struct Cursor<'a, E> {
    rows: Rows<'a>,
    error: &'a E,
    /// The delivered row at hand.
    head: Option<i64>,
    /// Its cents, per delivered amount column.
    cents: Vec<Option<i64>>,
}

impl<E: Fn(rusqlite::Error) -> StoreError> Cursor<'_, E> {
    fn advance(&mut self) -> Result<(), StoreError> {
        self.head = None;
        if let Some(row) = self.rows.next().map_err(self.error)? {
            self.head = Some(row.get(0).map_err(self.error)?);
            for (place, cents) in self.cents.iter_mut().enumerate() {
                *cents = row.get(place + 1).map_err(self.error)?;
            }
        }
        Ok(())
    }
}

/// Goes through all cursors in order of delivered row; a row that stands in several places counts once, and so does
/// each of its amounts.
fn count<E: Fn(rusqlite::Error) -> StoreError>(
    cursors: &mut [Cursor<'_, E>],
    amounts: usize,
    merged: &BTreeSet<Origin>,
) -> Result<Standing, StoreError> {
    let mut standing = Standing::default();
    let mut counted: Vec<Option<i64>> = Vec::new();
    while let Some(origin) = cursors.iter().filter_map(|cursor| cursor.head).min() {
        counted.clear();
        counted.resize(amounts, None);
        for cursor in &mut *cursors {
            while cursor.head == Some(origin) {
                for (sum, cents) in counted.iter_mut().zip(&cursor.cents) {
                    *sum = sum.or(*cents);
                }
                cursor.advance()?;
            }
        }
        if !merged.contains(&Origin::from_row_key(origin << 8)) {
            standing.rows += 1;
            standing.cents += counted.iter().flatten().copied().map(i128::from).sum::<i128>();
        }
    }
    Ok(standing)
}

/// Counts the target rows whose key names no delivered file of a mapping's tables.
///
/// # Errors
/// Fails where SQLite does.
pub fn invented(mapping: &Mapping, target: &Target, files: &[(FileId, TableIndex)]) -> Result<i64, StoreError> {
    let mut invented = 0;
    for table in target.mapped_tables() {
        let known: Vec<String> = files
            .iter()
            .filter(|(_, index)| mapping.maps.iter().any(|map| map.from == *index && map.to.name == table.name))
            .map(|(file, _)| file.number().to_string())
            .collect();
        let sql = format!("SELECT count(*) FROM {} WHERE id >> 40 NOT IN ({})", table.name, known.join(", "));
        let count = target.connection.query_row(&sql, [], |row| row.get::<_, i64>(0));
        invented += count.map_err(target.error("looking for invented rows"))?;
    }
    Ok(invented)
}

/// Lists the case numbers of a target, in order.
///
/// # Errors
/// Fails where SQLite does.
pub fn case_numbers(target: &Target) -> Result<Vec<String>, StoreError> {
    let error = target.error("listing cases");
    let sql = "SELECT dossiernummer FROM inkomensvoorziening ORDER BY dossiernummer";
    let mut statement = target.connection.prepare(sql).map_err(&error)?;
    let cases = statement.query_map([], |row| row.get(0)).map_err(&error)?;
    cases.collect::<Result<_, _>>().map_err(error)
}

/// Lists the tables and columns of a target that its shape does not have.
///
/// # Errors
/// Fails where SQLite does.
pub fn undeclared(target: &Target) -> Result<Vec<String>, StoreError> {
    let error = target.error("looking for undeclared columns");
    let sql = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'
        ORDER BY 1, 2";
    let mut statement = target.connection.prepare(sql).map_err(&error)?;
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(&error)?;
    let columns: Vec<(String, String)> = columns.collect::<Result<_, _>>().map_err(&error)?;
    let declared = |table: &str, column: &str| {
        let found = target.shape.tables().find(|known| known.name == table);
        found.is_some_and(|found| {
            column == "id" || target.shape.columns(found).iter().any(|place| found.columns[*place].name == column)
        })
    };
    let undeclared = columns.into_iter().filter(|(table, column)| !declared(table, column));
    Ok(undeclared.map(|(table, column)| format!("{table}.{column}")).collect())
}

/// Compares a partner's rows with those of its municipalities: how many it has more, and how many less. Of a table that others
/// of its tables refer to, it has only the rows that these need; what is more than they need counts as more. Persons
/// are merged on a number that the partner may not have, so it can hold a row that a municipality merged.
///
/// # Errors
/// Fails where SQLite does.
pub fn compare_keys(
    partner: &Target,
    municipalities: &[&Target],
    table: &Table,
    merged: &BTreeSet<Origin>,
) -> Result<(u64, u64), StoreError> {
    let theirs = origins(partner, table)?;
    let mut all = BTreeSet::new();
    for municipality in municipalities {
        all.extend(origins(municipality, table)?);
    }
    let more = theirs.iter().filter(|key| !all.contains(key) && !merged.contains(key)).count();
    let Some(needless) = partner.needless(table) else {
        let less = all.iter().filter(|key| theirs.binary_search(key).is_err()).count();
        return Ok((more as u64, less as u64));
    };
    let sql = format!("SELECT count(*) FROM {} WHERE {needless}", table.name);
    let needless = partner.connection.query_row(&sql, [], |row| row.get::<_, i64>(0));
    let needless = needless.map_err(partner.error("looking for rows that a partner does not need"))?;
    Ok((more as u64 + needless.unsigned_abs(), 0))
}

fn origins(target: &Target, table: &Table) -> Result<Vec<Origin>, StoreError> {
    let error = target.error("listing keys");
    let mut statement =
        target.connection.prepare(&format!("SELECT id FROM {} ORDER BY id", table.name)).map_err(&error)?;
    let keys = statement.query_map([], |row| row.get(0).map(Origin::from_row_key)).map_err(&error)?;
    keys.collect::<Result<_, _>>().map_err(error)
}

#[cfg(test)]
mod tests;
