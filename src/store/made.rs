//! Made-up target rows, judged by a rule exactly as loaded rows are.

use std::collections::BTreeMap;

use rusqlite::{Connection, params_from_iter};

use super::error::StoreError;
use super::rules::breaking_keys;
use crate::catalog::{Shape, Table, ddl};
use crate::mapping::model::Rule;

/// Returns which rows of a rule's table do not meet it, each by its place among those that are given for that table.
///
/// Rows are given as values by column, in the target's notation; a column that is absent or empty is NULL. Nothing is
/// demanded of them, and the code lists of the target stand beside them.
///
/// # Errors
/// Fails where the predicate cannot be run.
pub fn breaches_among(rule: &Rule, rows: &[(&Table, BTreeMap<String, String>)]) -> Result<Vec<usize>, StoreError> {
    let failed = StoreError::sqlite("example".as_ref(), "checking a rule over an example");
    let mut connection = Connection::open_in_memory().map_err(&failed)?;
    let shape = Shape::municipality();
    let (tables, lists) = (ddl::create_undemanding_tables(&shape), ddl::insert_reference_rows(&shape));
    connection.execute_batch(&format!("{tables}\n{lists}")).map_err(&failed)?;
    for (table, row) in rows {
        insert(&connection, table, row).map_err(&failed)?;
    }
    let keys = breaking_keys(&mut connection, rule, failed)?;
    Ok(keys.into_iter().filter_map(|key| usize::try_from(key - 1).ok()).collect())
}

/// Inserts a row under the next key of its table, from 1.
fn insert(connection: &Connection, table: &Table, row: &BTreeMap<String, String>) -> rusqlite::Result<()> {
    let filled: Vec<_> = row.iter().filter(|(_, value)| !value.is_empty()).collect();
    let names: Vec<&str> = std::iter::once("id").chain(filled.iter().map(|(name, _)| name.as_str())).collect();
    let marks = ", ?".repeat(filled.len());
    let sql = format!("INSERT INTO {} ({}) VALUES (NULL{marks})", table.name, names.join(", "));
    connection.execute(&sql, params_from_iter(filled.iter().map(|(_, value)| value))).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::table;
    use crate::convert::sample::Sample;

    type Row<'r> = (&'r str, &'r [(&'r str, &'r str)]);

    fn component<'r>(cells: &'r [(&'r str, &'r str)]) -> Row<'r> {
        ("component", cells)
    }

    fn broken(require: &str, rows: &[Row<'_>]) -> Vec<usize> {
        let rule = format!(
            "\n[[rule]]\nname = \"it\"\non = \"component\"\nrequire = '{require}'\nseverity = \"error\"\n\
             message = {{ nl = \"x\", en = \"x\" }}\n"
        );
        let mapping = Sample::new().declare_more(&rule).mapping();
        let cells = |cells: &[(&str, &str)]| {
            cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let rows: Vec<_> = rows.iter().map(|(name, row)| (table(name).expect("a table"), cells(row))).collect();
        breaches_among(&mapping.rules[0], &rows).expect("a database in memory")
    }

    #[test]
    fn a_rule_judges_made_up_rows_as_loaded_ones() {
        let rows = [
            component(&[("van", "2020-02-01"), ("tot", "2020-01-01")]),
            component(&[("van", "2020-02-01"), ("tot", "")]),
            component(&[]),
            component(&[("bedrag_cent", "100")]),
        ];
        let table: [(&str, &[usize]); 6] = [
            ("tot IS NULL OR tot >= van", &[0]),
            // Neither true nor false is not met.
            ("tot >= van", &[0, 1, 2, 3]),
            ("bedrag_cent > 99", &[0, 1, 2]),
            ("typeof(bedrag_cent) <> \"text\"", &[]),
            ("EXISTS (SELECT 1 FROM gemeente WHERE code = \"1509\")", &[]),
            ("EXISTS (SELECT 1 FROM inkomensvoorziening)", &[0, 1, 2, 3]),
        ];
        for (require, expected) in table {
            assert_eq!(broken(require, &rows), expected, "{require}");
        }
        let case: &[(&str, &str)] = &[("dossiernummer", "1")];
        let beside = [component(&[("van", "2020-01-01")]), ("inkomensvoorziening", case)];
        assert_eq!(broken("EXISTS (SELECT 1 FROM inkomensvoorziening)", &beside), Vec::<usize>::new());
    }
}
