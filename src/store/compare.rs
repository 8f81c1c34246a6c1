//! Two databases of one form, compared table by table and row by row.
//!
//! Rows are matched by the key of their table, or by their place where it has none, and read side by side in that
//! order: neither database is held in memory. What is no row (free pages, indexes) is not compared here.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, Rows};

use super::database::open_database;
use super::error::StoreError;

/// How many rows of one table are told one by one.
pub const MOST: u64 = 10;

/// The cells of a row that hold something: column and value. Of a definition the column is empty.
pub type Cells = Vec<(String, String)>;

/// One value, row or definition that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlike {
    /// The table; of a definition its kind and name.
    pub table: String,
    /// What names the row; empty for what is no row.
    pub row: String,
    /// The column; empty for a whole row.
    pub column: String,
    /// What stands there; nothing where it is absent.
    pub found: Option<Cells>,
    /// What should stand there; nothing where it should be absent.
    pub expected: Option<Cells>,
}

/// Lists where a database differs from what it should be: definitions first, then of each table the first rows.
///
/// # Errors
/// Fails where either cannot be read.
pub fn differences(found: &Path, expected: &Path) -> Result<Vec<Unlike>, StoreError> {
    let (found, expected) = (Side::open(found)?, Side::open(expected)?);
    let mut unlike = Vec::new();
    let (there, wanted) = (found.definitions()?, expected.definitions()?);
    for name in there.keys().chain(wanted.keys().filter(|name| !there.contains_key(*name))) {
        let (there, wanted) = (there.get(name), wanted.get(name));
        if there != wanted {
            let (kind, name) = name;
            let table = format!("{kind} {name}");
            let told = |sql: Option<&String>| sql.map(|sql| vec![(String::new(), sql.clone())]);
            unlike.push(Unlike { found: told(there), expected: told(wanted), ..of_table(&table) });
        }
    }
    let tables = wanted.keys().filter(|name| name.0 == "table" && there.contains_key(*name));
    for (_, table) in tables {
        compare(table, &found, &expected, &mut unlike)?;
    }
    Ok(unlike)
}

/// Asks a database whether it holds together, and returns the first complaint.
///
/// # Errors
/// Fails where it is no database.
pub fn complaint(path: &Path) -> Result<Option<String>, StoreError> {
    let side = Side::open(path)?;
    let answer = side.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0));
    let answer = answer.map_err(side.error())?;
    Ok((answer != "ok").then_some(answer))
}

/// One of the two databases.
struct Side<'p> {
    connection: Connection,
    path: &'p Path,
}

impl<'p> Side<'p> {
    fn open(path: &'p Path) -> Result<Self, StoreError> {
        Ok(Self { connection: open_database(path)?, path })
    }

    fn error(&self) -> impl Fn(rusqlite::Error) -> StoreError + Clone + use<> {
        StoreError::sqlite(self.path, "comparing")
    }

    /// Returns the statements that made tables, views and indexes, by kind and name.
    fn definitions(&self) -> Result<BTreeMap<(String, String), String>, StoreError> {
        let sql =
            "SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
        let mut statement = self.connection.prepare(sql).map_err(self.error())?;
        let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)));
        rows.and_then(Iterator::collect).map_err(self.error())
    }

    /// Returns the columns of a table in order, each with its place in the key; 0 where it has none.
    fn columns(&self, table: &str) -> Result<Vec<(String, u32)>, StoreError> {
        let sql = "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid";
        let mut statement = self.connection.prepare(sql).map_err(self.error())?;
        let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.and_then(Iterator::collect).map_err(self.error())
    }
}

/// The columns by which rows are matched, and those that both sides have.
struct Form {
    keys: Vec<String>,
    columns: Vec<String>,
}

impl Form {
    fn of(table: &str, found: &Side<'_>, expected: &Side<'_>) -> Result<Self, StoreError> {
        let (there, wanted) = (found.columns(table)?, expected.columns(table)?);
        let mut keys: Vec<&(String, u32)> = wanted.iter().filter(|(_, place)| *place > 0).collect();
        keys.sort_by_key(|(_, place)| *place);
        let mut keys: Vec<String> = keys.into_iter().map(|(name, _)| name.clone()).collect();
        let known = |name: &String| there.iter().any(|(known, _)| known == name);
        if keys.is_empty() || !keys.iter().all(known) {
            keys = vec!["rowid".to_owned()];
        }
        let columns = wanted.into_iter().map(|(name, _)| name).filter(|name| known(name) && !keys.contains(name));
        Ok(Self { columns: columns.collect(), keys })
    }

    fn statement(&self, table: &str) -> String {
        let quoted = |names: &[String]| names.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ");
        let all = [self.keys.as_slice(), &self.columns].concat();
        format!("SELECT {} FROM {} ORDER BY {}", quoted(&all), quote(table), quoted(&self.keys))
    }

    /// Names a row by its key.
    fn name(&self, row: &[Value]) -> String {
        let part = |(name, value): (&String, &Value)| format!("{name} {}", shown(value).unwrap_or_default());
        self.keys.iter().zip(row).map(part).collect::<Vec<_>>().join(", ")
    }

    /// Tells a whole row.
    fn tell(&self, row: &[Value]) -> Cells {
        let cells = self.columns.iter().zip(&row[self.keys.len()..]);
        cells.filter_map(|(name, value)| Some((name.clone(), shown(value)?))).collect()
    }
}

fn compare(table: &str, found: &Side<'_>, expected: &Side<'_>, unlike: &mut Vec<Unlike>) -> Result<(), StoreError> {
    let form = Form::of(table, found, expected)?;
    let sql = form.statement(table);
    let (in_found, in_expected) = (found.error(), expected.error());
    let mut one = found.connection.prepare(&sql).map_err(&in_found)?;
    let mut other = expected.connection.prepare(&sql).map_err(&in_expected)?;
    let (mut one, mut other) = (one.query([]).map_err(&in_found)?, other.query([]).map_err(&in_expected)?);
    let width = form.keys.len() + form.columns.len();
    let (mut left, mut right) =
        (next(&mut one, width).map_err(&in_found)?, next(&mut other, width).map_err(&in_expected)?);
    let mut rows = 0_u64;
    while left.is_some() || right.is_some() {
        let order = match (&left, &right) {
            (Some(left), Some(right)) => by_key(&left[..form.keys.len()], &right[..form.keys.len()]),
            (Some(_), None) => Ordering::Less,
            _ => Ordering::Greater,
        };
        let (there, wanted) = (left.as_ref().filter(|_| order.is_le()), right.as_ref().filter(|_| order.is_ge()));
        if there != wanted {
            rows += 1;
            if rows <= MOST {
                tell(table, &form, there, wanted, unlike);
            }
        }
        if order.is_le() {
            left = next(&mut one, width).map_err(&in_found)?;
        }
        if order.is_ge() {
            right = next(&mut other, width).map_err(&in_expected)?;
        }
    }
    if rows > MOST {
        unlike.push(Unlike { row: format!("{} rows more", rows - MOST), ..of_table(table) });
    }
    Ok(())
}

/// Tells how one row differs: its cells, or the whole of it.
fn tell(table: &str, form: &Form, there: Option<&Vec<Value>>, wanted: Option<&Vec<Value>>, unlike: &mut Vec<Unlike>) {
    let row = there.or(wanted).map(|row| form.name(row)).unwrap_or_default();
    if let (Some(there), Some(wanted)) = (there, wanted) {
        for (place, column) in (form.keys.len()..).zip(&form.columns) {
            if there[place] != wanted[place] {
                let told = |row: &[Value]| shown(&row[place]).map(|value| vec![(column.clone(), value)]);
                let (found, expected) = (told(there), told(wanted));
                unlike.push(Unlike { row: row.clone(), column: column.clone(), found, expected, ..of_table(table) });
            }
        }
    } else {
        let told = |row: Option<&Vec<Value>>| row.map(|row| form.tell(row));
        unlike.push(Unlike { row, found: told(there), expected: told(wanted), ..of_table(table) });
    }
}

fn of_table(table: &str) -> Unlike {
    Unlike { table: table.to_owned(), row: String::new(), column: String::new(), found: None, expected: None }
}

fn next(rows: &mut Rows<'_>, width: usize) -> rusqlite::Result<Option<Vec<Value>>> {
    let read = |row: &Row<'_>| (0..width).map(|place| Ok(value(row.get_ref(place)?))).collect();
    rows.next()?.map(read).transpose()
}

/// Takes a value over; text that a changed byte made unreadable is still told.
fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        other => Value::try_from(other).unwrap_or(Value::Null),
    }
}

/// Orders keys as SQLite does: NULL, numbers, text, bytes.
fn by_key(one: &[Value], other: &[Value]) -> Ordering {
    let rank = |value: &Value| match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 1,
        Value::Text(_) => 2,
        Value::Blob(_) => 3,
    };
    let order = |(one, other): (&Value, &Value)| match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.as_bytes().cmp(other.as_bytes()),
        (Value::Blob(one), Value::Blob(other)) => one.cmp(other),
        _ => rank(one).cmp(&rank(other)),
    };
    one.iter().zip(other).map(order).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// Shows a value; nothing for NULL.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Integer(number) => Some(number.to_string()),
        Value::Real(number) => Some(number.to_string()),
        Value::Text(text) => Some(text.clone()),
        Value::Blob(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
    }
}

fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    const FORM: &str = "CREATE TABLE p (id INTEGER PRIMARY KEY, a TEXT, b INTEGER) STRICT;
        CREATE TABLE q (a TEXT) STRICT; CREATE TABLE r (k TEXT PRIMARY KEY, v TEXT) STRICT, WITHOUT ROWID;
        INSERT INTO p VALUES (1, 'x', 1), (2, 'y', 2), (3, 'z', 3); INSERT INTO q VALUES ('een'), ('twee');
        INSERT INTO r VALUES ('k', 'v');";

    fn told(change: &str) -> Vec<String> {
        let folder = TempDir::new().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for (name, change) in [("found", change), ("expected", "")] {
            let made = Connection::open(path(name)).expect("a database");
            made.execute_batch(&format!("{FORM}{change}")).expect("tables");
        }
        let unlike = differences(&path("found"), &path("expected")).expect("two databases");
        let cell = |(name, value): (String, String)| if name.is_empty() { value } else { format!("{name}={value}") };
        let shown = |cells: Option<Cells>| match cells {
            None => "-".to_owned(),
            Some(cells) => cells.into_iter().map(cell).collect::<Vec<_>>().join(", "),
        };
        let line = |it: Unlike| {
            let parts = [it.table, it.row, it.column].into_iter().filter(|part| !part.is_empty());
            format!("{}: {} for {}", parts.collect::<Vec<_>>().join("/"), shown(it.found), shown(it.expected))
        };
        unlike.into_iter().map(line).collect()
    }

    #[test]
    fn what_differs_is_named_by_table_row_and_column() {
        let table: [(&str, &[&str]); 9] = [
            ("", &[]),
            ("VACUUM", &[]),
            ("UPDATE p SET b = 9 WHERE id = 2", &["p/id 2/b: b=9 for b=2"]),
            ("UPDATE p SET a = NULL, b = 0 WHERE id = 3", &["p/id 3/a: - for a=z", "p/id 3/b: b=0 for b=3"]),
            ("DELETE FROM p WHERE id = 1", &["p/id 1: - for a=x, b=1"]),
            ("INSERT INTO p VALUES (0, NULL, 7)", &["p/id 0: b=7 for -"]),
            ("DELETE FROM q WHERE a = 'een'", &["q/rowid 1: - for a=een"]),
            ("UPDATE r SET v = 'w'", &["r/k k/v: v=w for v=v"]),
            ("CREATE VIEW w AS SELECT 1", &["view w: CREATE VIEW w AS SELECT 1 for -"]),
        ];
        for (change, expected) in table {
            assert_eq!(told(change), expected, "{change}");
        }
    }

    #[test]
    fn of_many_rows_the_first_are_told_and_the_others_counted() {
        let many = "WITH RECURSIVE n (x) AS (SELECT 4 UNION ALL SELECT x + 1 FROM n WHERE x < 103)
            INSERT INTO p SELECT x, 'n', x FROM n";
        let told = told(many);
        assert_eq!(told.len(), 11);
        assert_eq!((told[0].as_str(), told[10].as_str()), ("p/id 4: a=n, b=4 for -", "p/90 rows more: - for -"));
    }
}
