//! What became of a delivered row.
//!
//! Loaded, merged and rejected rows stand in the run. Any other row was left out, and the run counts by which rule; by
//! which one of several only the row itself can tell.

use super::archive::{Archive, Place, rows_of};
use super::delivered::Read;
use super::model::MadeRow;
use crate::convert::{Route, filters};
use crate::domain::{FileId, Origin, position};
use crate::store::StoreError;

/// Says what became of a row.
pub(super) fn fate(
    archive: &Archive<'_>,
    at: Place,
    made: &[MadeRow],
    read: Option<&Read>,
) -> Result<String, StoreError> {
    if let Some(rejected) = rejected(archive, at)? {
        return Ok(rejected);
    }
    let passed_over = read.map(|read| passed_over(archive, read)).unwrap_or_default();
    if let Some(merged) = merged(archive, at)? {
        return Ok(merged);
    }
    if !made.is_empty() {
        let told = std::iter::once("loaded".to_owned()).chain(passed_over);
        return Ok(told.collect::<Vec<_>>().join("; not by "));
    }
    match read {
        Some(read) => Ok(left_out(archive, read, &passed_over)),
        None => counted(archive, at),
    }
}

fn rejected(archive: &Archive<'_>, (file, line): Place) -> Result<Option<String>, StoreError> {
    let sql = "SELECT code, heading, message FROM rejected WHERE file = ?1 AND line = ?2";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let rows: Vec<(String, Option<String>, String)> = archive.evidence(sql, (file, line), read)?;
    Ok(rows.into_iter().next().map(|(code, heading, message)| {
        let heading = heading.map(|heading| format!(" [{heading}]")).unwrap_or_default();
        format!("rejected: {code}{heading} {message}")
    }))
}

fn merged(archive: &Archive<'_>, (file, line): Place) -> Result<Option<String>, StoreError> {
    let sql = "SELECT destination, into_file, into_line FROM merged WHERE file = ?1 AND line = ?2 ORDER BY 1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, (row.get(1)?, row.get(2)?)));
    let rows = archive.evidence(sql, (file, line), read)?;
    let told: Vec<String> =
        rows.iter().map(|(name, into)| format!("added to the person of {} in {name}", archive.told(*into))).collect();
    Ok((!told.is_empty()).then(|| told.join("; ")))
}

/// Names the maps of its table that do not take a row, each with the reason.
fn passed_over(archive: &Archive<'_>, read: &Read) -> Vec<String> {
    let mapping = &archive.run.mapping;
    let rules = filters::list(mapping);
    let named = read.passed_over.iter().filter_map(|place| rules.get(mapping.stays_behind.len() + 1 + place));
    named.map(|rule| format!("{}: {}", rule.rule, rule.because)).collect()
}

fn left_out(archive: &Archive<'_>, read: &Read, passed_over: &[String]) -> String {
    match read.route {
        Some(Route::StaysBehind(rule)) => {
            let stays = archive.run.mapping.stays_behind.get(usize::from(rule));
            format!("stays behind: {}", stays.map_or("", |stays| stays.reason.as_str()))
        }
        Some(Route::Barred(_)) => "left out: the table is not for the place where it would go".to_owned(),
        Some(Route::Unknown | Route::Nowhere) => {
            "left out: without case; clients and their programmes follow their cases".to_owned()
        }
        _ if passed_over.is_empty() => "left out".to_owned(),
        _ => format!("left out by {}", passed_over.join("; and by ")),
    }
}

/// The rules that left rows of a file out, each with its reason.
fn rules(archive: &Archive<'_>, file: u16) -> Result<Vec<String>, StoreError> {
    let sql =
        "SELECT DISTINCT l.number, l.rule || ': ' || l.because FROM account a JOIN filter l ON l.number = a.filter
        WHERE a.file = ?1 AND a.fate = 'filtered' AND a.rows > 0 ORDER BY 1";
    archive.evidence(sql, [file], |row| row.get(1))
}

fn counted(archive: &Archive<'_>, at: Place) -> Result<String, StoreError> {
    let rules = rules(archive, at.0)?;
    Ok(match &rules[..] {
        [] => "in no target".to_owned(),
        [rule] => format!("in no target: left out by {rule}, if a data row begins there"),
        rules => format!(
            "in no target: left out by one of these, if a data row begins there: {} (--delivery shows by which)",
            rules.join("; ")
        ),
    })
}

/// Tells whether no data row can begin at a place: nothing is made of it, and no row of the file was left out.
pub(super) fn is_no_row(archive: &Archive<'_>, at: Place) -> Result<bool, StoreError> {
    let (file, line) = at;
    let origin = Origin::new(FileId::new(file), line);
    let range = (origin.row_key(0), origin.row_key(u8::MAX));
    for target in &archive.run.targets {
        for table in target.mapped_tables() {
            let sql = format!("SELECT 1 FROM {} WHERE id BETWEEN ?1 AND ?2 LIMIT 1", table.name);
            if !rows_of(target, &sql, range, |_| Ok(()))?.is_empty() {
                return Ok(false);
            }
        }
    }
    let stands = rejected(archive, at)?.is_some() || merged(archive, at)?.is_some();
    let is_heading = line <= 1 && archive.file(file).is_some_and(|file| !position::is_sheet(&file.name));
    Ok(!stands && (is_heading || rules(archive, file)?.is_empty()))
}
