//! What might have been meant, where nothing was found.

use super::archive::{Archive, rows_of};
use super::asked::{Asked, meanings};
use super::identity::{self, CASE, CLIENT};
use crate::catalog::{self, Table};
use crate::diag::codes;
use crate::store::StoreError;

/// As what a name was looked for.
const LOOKED_FOR: &str = "looked for as burgerservicenummer, clientnummer, dossiernummer, betaalnummer, natural key of a \
    target row, and key of a rejected row";
/// How many near misses are told.
const MOST: usize = 5;
/// How many rows are held against a name; more would take long and help little.
const LOOKED_AT: usize = 200_000;

/// Says what was looked for, and what comes near.
pub(super) fn near(archive: &Archive<'_>, what: &str) -> Result<Vec<String>, StoreError> {
    let mut told = Vec::new();
    for meaning in meanings(what) {
        match meaning {
            Asked::Finding(code, place) => told.push(finding(code, place.is_some())),
            Asked::Place(file, line) if catalog::table(file).is_none() => told.push(place(archive, file, line)),
            Asked::Place(..) => {}
            Asked::Row(table, key) => told.push(row(archive, table, key)?),
            Asked::Name(name) => told.extend(named(archive, name)?),
        }
    }
    if told.is_empty() {
        told.push(LOOKED_FOR.to_owned());
    }
    Ok(told)
}

fn finding(code: &str, placed: bool) -> String {
    if !codes::all().iter().any(|known| known.id == code) {
        return format!("no finding has the code {code}; `overdracht explain` lists them all");
    }
    if placed {
        return format!("{code} was not found at that place; `overdracht trace RUN {code}` lists where it was");
    }
    format!("{code} was not found in this run")
}

fn place(archive: &Archive<'_>, file: &str, line: u32) -> String {
    if let Some(known) = archive.files.iter().find(|known| known.name == file) {
        return format!("{file} was delivered with {} rows, and none begins at line {line}", known.rows);
    }
    let mut inputs = archive.manifest.iter().flat_map(|manifest| &manifest.inputs);
    if inputs.any(|input| input.name == file) {
        return format!("{file} was delivered, and no row of it becomes a row of a target");
    }
    let names: Vec<&str> = archive.files.iter().map(|file| file.name.as_str()).collect();
    match closest(file, &names).first() {
        Some(name) => format!("no file \"{file}\" was delivered; {name} was"),
        None => format!("no file \"{file}\" was delivered; these were: {}", names.join(", ")),
    }
}

fn row(archive: &Archive<'_>, table: &'static Table, key: &str) -> Result<String, StoreError> {
    let mut ids: Vec<i64> = Vec::new();
    for target in archive.run.targets.iter().filter(|target| target.shape.has(table)) {
        for by in [CASE, CLIENT] {
            for column in identity::columns(&target.shape, table, by) {
                let sql = format!("SELECT id FROM {} WHERE {column} = ?1 ORDER BY id LIMIT {MOST}", table.name);
                ids.extend(rows_of(target, &sql, [key], |row| row.get::<_, i64>(0))?);
            }
        }
    }
    ids.sort_unstable();
    ids.dedup();
    if !ids.is_empty() {
        let rows: Vec<String> = ids.iter().take(MOST).map(|id| format!("{}:{id}", table.name)).collect();
        return Ok(format!("{} has no row with the key {key}, and of {key} it has {}", table.name, rows.join(", ")));
    }
    let keys: Vec<String> = table.unique.iter().map(|key| key.join(",")).collect();
    let keys = if keys.is_empty() { "id alone".to_owned() } else { format!("id, or by {}", keys.join(" or by ")) };
    Ok(format!("{} has no row {key} in any target; its rows are named by {keys}", table.name))
}

/// Finds numbers of cases, clients and payments that are close.
fn named(archive: &Archive<'_>, name: &str) -> Result<Vec<String>, StoreError> {
    let mut told = Vec::new();
    if let Some((table, _)) = name.split_once(':').filter(|(table, _)| catalog::table(table).is_none()) {
        let tables: Vec<&str> = catalog::tables().iter().map(|table| table.name).collect();
        told.extend(closest(table, &tables).first().map(|close| format!("no table is called {table}; {close} is")));
        return Ok(told);
    }
    if name.contains(':') || name.starts_with('[') {
        return Ok(told);
    }
    told.push(LOOKED_FOR.to_owned());
    for (table, column) in [CASE, CLIENT, ("betaling", "betaalnummer")] {
        let mut known: Vec<String> = Vec::new();
        for target in archive.run.targets.iter().filter(|target| target.partner_of.is_none()) {
            let sql = format!("SELECT {column} FROM {table} ORDER BY id LIMIT {LOOKED_AT}");
            known.extend(rows_of(target, &sql, [], |row| row.get::<_, String>(0))?);
        }
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let close = closest(name, &known);
        if !close.is_empty() {
            told.push(format!("close to it as {column}: {}", close.join(", ")));
        }
    }
    Ok(told)
}

/// Returns the names that are closest to another, none where none is close.
fn closest<'n>(name: &str, known: &[&'n str]) -> Vec<&'n str> {
    let limit = 1.max(name.chars().count() / 4);
    let mut close: Vec<(usize, &str)> = known
        .iter()
        .filter(|other| other.len().abs_diff(name.len()) <= limit)
        .map(|other| (strsim::osa_distance(name, other), *other))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    close.sort_unstable();
    close.dedup();
    close.into_iter().take(MOST).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_close_is_found_and_what_is_far_is_not() {
        let known = ["100003", "100004", "200004", "x"];
        assert_eq!(closest("10003", &known), ["100003"]);
        assert_eq!(closest("100005", &known), ["100003", "100004"]);
        assert!(closest("999999", &known).is_empty());
    }
}
