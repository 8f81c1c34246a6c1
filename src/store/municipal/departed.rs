//! Rows that an earlier run of the same service brought to the same destination, and that the next one must still have.
//!
//! A case that moved elsewhere, or that stays behind after all, would otherwise be paid here too. Rows of a case are
//! left to their case.

use rusqlite::Connection;

use super::publication::{self, Publication};
use crate::catalog::recognise::case_column;
use crate::catalog::{Filled, Shape, Table};

/// Returns the condition on such rows of a table, recognised by some columns; nothing where there can be none.
pub(super) fn condition(
    database: &Connection,
    shape: &Shape,
    table: &'static Table,
    by: &[&str],
    publication: &Publication,
) -> rusqlite::Result<Option<String>> {
    let mut earlier = publication::all(database)?;
    earlier.retain(|other| other.service == publication.service && other.destination == publication.destination);
    if table.filled != Filled::Mapped || earlier.is_empty() {
        return Ok(None);
    }
    let own = earlier.iter().map(|earlier| {
        let (first, after) = earlier.keys();
        format!("(id >= {first} AND id < {after})")
    });
    let numbers: Vec<String> = earlier.iter().map(|earlier| earlier.number.to_string()).collect();
    let stood = format!(
        "id IN (SELECT rij FROM main.publicatie_gelijk WHERE tabel = '{}' AND publicatie IN ({}))",
        table.name,
        numbers.join(", ")
    );
    let brought: Vec<String> = own.chain([stood]).collect();
    // What is about nothing is recognised by nobody.
    let known = by.iter().map(|column| format!("{column} IS NOT NULL"));
    let of_no_case = case_column(shape, table).map(|column| format!("{column} IS NULL"));
    let which: Vec<String> = known.chain(of_no_case).collect();
    Ok(Some(format!("({} AND ({}))", which.join(" AND "), brought.join(" OR "))))
}
