//! Control totals: the control file beside the data, and the totals lines within.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::cancel::Cancel;
use super::error::{Place, SourceError};
use super::files::{DeliveredFile, Files};
use super::opening::hexadecimal;
use super::reading::{FileFacts, Reading};
use super::rows::read_amount;
use crate::domain::{FileId, MoneyError, Notation, Total};
use crate::mapping::model::{AmountColumn, Control, Corrections, DeliveredTable, Delivery, Routing, Unit};

use sha2::{Digest, Sha256};

/// The control file's lines.
#[derive(Debug)]
pub struct ControlFile {
    /// Its name.
    pub name: String,
    /// Its lines, in order.
    pub lines: Vec<ControlLine>,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// One line: a count of a file's rows, and the sum of one amount column.
#[derive(Clone, Debug)]
pub struct ControlLine {
    /// Where it stands.
    pub line: u32,
    /// The data file.
    pub file: String,
    /// How many rows it should have.
    pub count: String,
    /// The amount column; empty for a file without.
    pub column: String,
    /// What the column should add up to.
    pub total: String,
}

impl ControlFile {
    /// Reads the control file and holds its list of files against the delivery.
    ///
    /// # Errors
    /// Fails where it is missing or cannot be read, names a file that is not there, or leaves one out.
    pub fn read(path: &Path, control: &Control, files: &Files) -> Result<Self, SourceError> {
        let content =
            fs::read(path).map_err(|source| SourceError::Unreadable { path: control.file.clone(), source })?;
        let bytes = content.len() as u64;
        let sha256 = hexadecimal(&Sha256::digest(&content));
        let table = as_table(control);
        let own = Delivery { tables: vec![table], control: None };
        let (id, name) = (FileId::new(0), control.file.clone());
        let file = DeliveredFile {
            id,
            table: 0,
            name: name.clone(),
            path: path.to_owned(),
            bytes,
            modified: None,
            sheet: None,
        };
        let cancel = Cancel::default();
        let mut lines = Vec::new();
        Reading { delivery: &own, file: &file, cancel: &cancel }.each_block(
            |rows| {
                let mut lines = Vec::new();
                while let Some(row) = rows.next_row() {
                    let text = |column| row.text(column).into_owned();
                    let (file, count, column, total) = (text(0), text(1), text(2), text(3));
                    lines.push(ControlLine { line: row.line, file, count, column, total });
                }
                lines
            },
            |mut part| -> Result<(), SourceError> {
                lines.append(&mut part);
                Ok(())
            },
        )?;
        let found = Self { name, lines, sha256, bytes };
        found.check_files(files)?;
        Ok(found)
    }

    /// Returns the lines about one file.
    pub fn of<'a>(&'a self, file: &'a str) -> impl Iterator<Item = &'a ControlLine> {
        self.lines.iter().filter(move |line| line.file == file)
    }

    /// Holds a file that was read against its lines, and returns the amount columns without one.
    ///
    /// # Errors
    /// Fails at the first count or sum that does not agree.
    pub fn check(&self, reading: &Reading<'_>, facts: &FileFacts) -> Result<Vec<String>, SourceError> {
        let table = reading.table();
        let mut named = BTreeSet::new();
        for line in self.of(&reading.file.name) {
            let place = Place::line(&self.name, line.line);
            check_count(&line.count, facts.rows, place.clone(), &reading.file.name)?;
            if line.column.is_empty() {
                continue;
            }
            let Some(index) = amount_named(table, &line.column) else {
                let message = format!(
                    "column \"{}\" of {} is not one that the mapping reads as an amount; correct the control file, or map the column",
                    line.column, line.file
                );
                return Err(SourceError::Control { place, message });
            };
            named.insert(index);
            check_sum(&line.total, facts.sums[index], table.amounts[index], reading, place)?;
        }
        let without = (0..table.amounts.len()).filter(|index| !named.contains(index));
        Ok(without.map(|index| table.columns[table.amounts[index].column].clone()).collect())
    }

    fn check_files(&self, files: &Files) -> Result<(), SourceError> {
        for line in &self.lines {
            if !files.data.iter().any(|file| file.name == line.file) {
                let message = format!(
                    "names \"{}\", which is not among the delivered data files; have the delivery made again",
                    line.file
                );
                return Err(SourceError::Control { place: Place::line(&self.name, line.line), message });
            }
        }
        for file in &files.data {
            if self.of(&file.name).next().is_none() {
                let message =
                    format!("does not name \"{}\", which was delivered; have the delivery made again", file.name);
                return Err(SourceError::Control { place: Place::file(&self.name), message });
            }
        }
        Ok(())
    }
}

/// Holds a file's totals line against its rows.
pub(super) fn check_footer(reading: &Reading<'_>, facts: &FileFacts) -> Result<(), SourceError> {
    let Some(footer) = &facts.footer else { return Ok(()) };
    let (table, name) = (reading.table(), &reading.file.name);
    let place = Place::line(name, footer.line);
    if let Some((cell, count)) = &footer.count {
        check_count(count, facts.rows, place.clone().at_cell(*cell), name)?;
    }
    for ((amount, sum), text) in table.amounts.iter().zip(&facts.sums).zip(&footer.sums) {
        if let Some(text) = text {
            check_sum(text, *sum, *amount, reading, place.clone().at_cell(facts.cells[amount.column]))?;
        }
    }
    Ok(())
}

fn check_count(text: &str, found: u64, place: Place, file: &str) -> Result<(), SourceError> {
    if text.parse() == Ok(found) {
        return Ok(());
    }
    Err(SourceError::WrongCount { place, file: file.to_owned(), expected: format!("\"{text}\""), found })
}

fn check_sum(
    text: &str,
    found: Total,
    amount: AmountColumn,
    reading: &Reading<'_>,
    place: Place,
) -> Result<(), SourceError> {
    let read = read_amount(text, amount, reading.table().dialect.notation).map(Total::from);
    if read == Ok(found) || (text.is_empty() && found == Total::default()) {
        return Ok(());
    }
    let of = Box::new(Place::column(&reading.file.name, &reading.table().columns[amount.column]));
    let expected = format!("\"{text}\"").into();
    if read == Err(MoneyError::TooLarge) {
        return Err(SourceError::TooMuch { place, of, expected });
    }
    Err(SourceError::WrongSum {
        place,
        of,
        expected,
        found: written(found, amount.unit, reading.table().dialect.notation).into(),
    })
}

/// Writes a sum as the delivery writes amounts.
fn written(sum: Total, unit: Unit, notation: Notation) -> String {
    let cents = sum.cents();
    if unit == Unit::Cent {
        return cents.to_string();
    }
    if notation == Notation::DUTCH {
        return sum.to_string();
    }
    let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
    format!("{sign}{}{}{:02}", cents / 100, char::from(notation.decimal), cents % 100)
}

/// Finds the amount column of a table that a control file names, by its place among the table's amounts.
#[must_use]
pub fn amount_named(table: &DeliveredTable, heading: &str) -> Option<usize> {
    table.amounts.iter().position(|amount| {
        table.columns[amount.column] == heading || table.aliases[amount.column].iter().any(|alias| alias == heading)
    })
}

/// Describes the control file as a table, so that it is read as every other file.
fn as_table(control: &Control) -> DeliveredTable {
    let columns = [&control.file_heading, &control.count_heading, &control.column_heading, &control.total_heading];
    DeliveredTable {
        name: "control".to_owned(),
        files: vec![control.file.clone()],
        dialect: control.dialect.clone(),
        columns: columns.into_iter().cloned().collect(),
        aliases: vec![Vec::new(); 4],
        ignored: Vec::new(),
        ignored_because: None,
        key: vec![0],
        footer: None,
        routing: Routing::Everywhere,
        only: None,
        corrections: Corrections::default(),
        amounts: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
