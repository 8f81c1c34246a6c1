//! `overdracht schema`: the target and the evidence as SQL, the target as a document, and the JSON Schema of mappings.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use super::folder::cannot_write;
use super::{CliError, Ui};
use crate::catalog::{Shape, ddl, docs};
use crate::mapping::schema;
use crate::store::evidence;

const EXAMPLES: &str = "\
Examples:
  Make an empty target
    overdracht schema | sqlite3 target.sqlite
  Write the documentation of its tables, columns and codes
    overdracht schema --docs --out target.md
  See what can be asked of a run's evidence: its tables, and views that explain themselves
    overdracht schema --evidence
  Let an editor complete and check a mapping, which begins with `#:schema ../mapping.schema.json`
    overdracht schema --mapping --out mappings/mapping.schema.json

Exit codes:
  0 written, 5 the output cannot be written";

/// What `overdracht schema` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Print the documentation in Markdown instead of SQL
    #[arg(long)]
    docs: bool,
    /// Print the tables and views of a run's evidence as SQL
    #[arg(long, conflicts_with_all = ["docs", "mapping"])]
    evidence: bool,
    /// Print the JSON Schema of the mapping language, for editors
    #[arg(long, conflicts_with = "docs")]
    mapping: bool,
    /// Write to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Prints or writes the schema.
///
/// # Errors
/// Fails where the output cannot be written.
pub fn run(args: &Args, ui: &Ui) -> Result<ExitCode, CliError> {
    let text = match (args.docs, args.evidence, args.mapping) {
        (true, ..) => docs::markdown(),
        (_, true, _) => evidence::SCHEMA.to_owned(),
        (.., true) => schema::text(),
        _ => sql(),
    };
    match &args.out {
        Some(path) => fs::write(path, text).map_err(|source| cannot_write(path, source))?,
        None => ui.answer(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the statements that make an empty target of a municipality.
fn sql() -> String {
    let shape = Shape::municipality();
    let mut indexes = String::new();
    for index in ddl::create_indexes(&shape) {
        indexes.push_str(&index.sql);
        indexes.push('\n');
    }
    for sql in ddl::create_lookups(&shape) {
        indexes.push_str(&sql);
        indexes.push('\n');
    }
    [ddl::create_tables(&shape), indexes, ddl::insert_reference_rows(&shape), ddl::create_views(&shape)].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_statements_make_an_empty_target() {
        let database = rusqlite::Connection::open_in_memory().expect("a database in memory");
        database.pragma_update(None, "foreign_keys", true).expect("foreign keys on");
        database.execute_batch(&sql()).expect("every statement holds");
        let rows: i64 = database.query_row("SELECT count(*) FROM herkomst", [], |row| row.get(0)).expect("the view");
        assert_eq!(rows, 0);
    }

    #[test]
    fn every_view_of_the_evidence_explains_itself() {
        let database = rusqlite::Connection::open_in_memory().expect("a database in memory");
        database.execute_batch(evidence::SCHEMA).expect("every statement holds");
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'view' AND name <> 'unmapped_code'";
        let mut statement = database.prepare(sql).expect("a question");
        let views = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("an answer");
        for view in views {
            let (name, sql): (String, String) = view.expect("a view");
            assert!(sql.starts_with(&format!("CREATE VIEW {name} AS\n-- ")), "{sql}");
            database.query_row(&format!("SELECT count(*) FROM {name}"), [], |_| Ok(())).expect(&name);
        }
    }
}
