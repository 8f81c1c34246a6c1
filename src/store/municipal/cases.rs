//! Rows of a run's cases that stand in a municipal database, whoever brought them there.
//!
//! A look at one publication shows its own rows alone, so what was added to one of its cases since, by hand or
//! otherwise, is counted here.

use std::path::Path;

use super::held::text;
use crate::catalog::recognise::case_column;
use crate::domain::bsn;
use crate::source::Cancel;
use crate::store::database::{open_database, stop_when_asked};
use crate::store::{StoreError, Target};

/// Tells of the first case that has more rows, or fewer, in a municipal database than in the target of a run; nothing
/// where all have as many.
///
/// # Errors
/// Fails where a database cannot be read.
pub fn miscounted(path: &Path, run: &Target, cancel: &Cancel) -> Result<Option<String>, StoreError> {
    let error = StoreError::sqlite(path, "counting rows of cases");
    let mut database = open_database(path)?;
    stop_when_asked(&mut database, cancel).map_err(&error)?;
    database.execute("ATTACH DATABASE ?1 AS run", [text(&run.path)?]).map_err(&error)?;
    for table in run.shape.tables() {
        let Some(column) = case_column(&run.shape, table) else { continue };
        let name = table.name;
        let counts = |side: &str, counted: &str| {
            format!(
                "SELECT {column} AS dossier, {counted} FROM {side}.{name} WHERE {column} IN
                   (SELECT dossiernummer FROM run.inkomensvoorziening) GROUP BY 1"
            )
        };
        let sql = format!(
            "SELECT dossier, sum(there), sum(in_run) FROM ({} UNION ALL {}) GROUP BY dossier
               HAVING sum(there) <> sum(in_run) ORDER BY dossier LIMIT 1",
            counts("main", "count(*) AS there, 0 AS in_run"),
            counts("run", "0, count(*)"),
        );
        let told = |row: &rusqlite::Row<'_>| {
            let (case, there, in_run): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let case = bsn::mask_within(&case);
            Ok(format!("{name} has {there} of case {case}, and the run has {in_run}"))
        };
        let mut statement = database.prepare(&sql).map_err(&error)?;
        let mut rows = statement.query_map([], told).map_err(&error)?;
        if let Some(told) = rows.next() {
            return told.map(Some).map_err(error);
        }
    }
    Ok(None)
}
