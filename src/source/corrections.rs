//! Corrections of delivered cells, applied while rows are read.
//!
//! A table without corrections costs nothing; in one with corrections the key of every row is looked up once. Totals
//! are never held against corrected cells: those are the delivery's own.

use thiserror::Error;

use super::error::{Place, SourceError};
use super::files::Files;
use super::layout::Layout;
use super::rows::Row;
use crate::domain::{Bsn, Origin, bsn};
use crate::mapping::CORRECTIONS;
use crate::mapping::model::{Correction, Corrections, DeliveredTable};

/// A correction that was applied: its place in the table's list, and the line of the row.
pub type Applied = (usize, u32);

/// Why a correction cannot be applied.
#[derive(Debug, Error)]
pub enum CorrectionError {
    /// The cell holds something else.
    #[error(
        "{place}: {correction} expects \"{expected}\", and \"{found}\" stands there; write the line anew, or take it out"
    )]
    Differs {
        /// The cell.
        place: Place,
        /// The line of the correction.
        correction: Place,
        /// What it expects.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// No row has the key.
    #[error("{correction}: no row of \"{table}\" has the key \"{key}\"; write the line anew, or take it out")]
    NoRow {
        /// The line of the correction.
        correction: Place,
        /// The table.
        table: String,
        /// The key.
        key: String,
    },
    /// Two rows have the key.
    #[error(
        "{correction}: two rows have the key \"{key}\", {first} and {second}; give the table a key that names one row, or have the row delivered once"
    )]
    TwoRows {
        /// The line of the correction.
        correction: Place,
        /// The key.
        key: String,
        /// The first row.
        first: Place,
        /// The second row.
        second: Place,
    },
}

/// What corrections did to the rows of a block.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Those that were applied.
    pub applied: Vec<Applied>,
    /// The first that expects something else than stands there, and what does.
    pub differs: Option<(usize, u32, String)>,
}

/// Finds the corrections of rows by their keys.
#[derive(Debug)]
pub(super) struct Corrector<'a> {
    table: &'a DeliveredTable,
    key: String,
}

impl<'a> Corrector<'a> {
    /// Takes the corrections of a table.
    pub(super) const fn new(table: &'a DeliveredTable) -> Self {
        Self { table, key: String::new() }
    }

    /// Returns the corrections of a row, and takes down that they were applied.
    pub(super) fn of(&mut self, row: &Row<'_>, outcome: &mut Outcome) -> &'a [Correction] {
        let corrections: &Corrections = &self.table.corrections;
        if corrections.is_empty() {
            return &[];
        }
        self.key.clear();
        for (place, column) in self.table.key.iter().enumerate() {
            if place > 0 {
                self.key.push(' ');
            }
            self.key.push_str(&row.delivered(*column));
        }
        let places = corrections.of(&self.key);
        let own = &corrections.list()[places.clone()];
        for (place, correction) in places.zip(own) {
            let stands = row.delivered(correction.column);
            if stands != correction.old {
                outcome.differs.get_or_insert_with(|| (place, row.line, stands.into_owned()));
            }
            outcome.applied.push((place, row.line));
        }
        own
    }
}

/// Says that a cell holds something else than its correction expects.
pub(super) fn differs(
    table: &DeliveredTable,
    file: &str,
    layout: &Layout,
    (place, line, found): &(usize, u32, String),
) -> CorrectionError {
    let correction = &table.corrections.list()[*place];
    let place = Place::cell(file, *line, &table.columns[correction.column]).at_cell(layout.cell(correction.column));
    CorrectionError::Differs {
        place,
        correction: place_of(correction),
        expected: shown(&correction.old),
        found: shown(found),
    }
}

/// Holds the corrections that were applied to the rows of a table against those that it has, and returns each with its
/// row, in order of the delivery.
///
/// # Errors
/// Fails where a correction names no row, or two.
pub fn settle<'t>(
    table: &'t DeliveredTable,
    files: &Files,
    applied: &[(usize, Origin)],
) -> Result<Vec<(&'t Correction, Origin)>, SourceError> {
    let list = table.corrections.list();
    let row = |origin: Origin| {
        let file = files.data.iter().find(|file| file.id == origin.file());
        Place::line(file.map_or("", |file| &file.name), origin.line())
    };
    let mut rows: Vec<Option<Origin>> = vec![None; list.len()];
    for (place, origin) in applied {
        if let Some(first) = rows[*place].replace(*origin) {
            let (correction, key) = (place_of(&list[*place]), bsn::mask_within(&list[*place].key));
            let (first, second) = (row(first), row(*origin));
            return Err(CorrectionError::TwoRows { correction, key, first, second }.into());
        }
    }
    let missed = list.iter().zip(&rows).filter(|(_, row)| row.is_none()).min_by_key(|(correction, _)| correction.line);
    if let Some((correction, _)) = missed {
        let (table, key) = (table.name.clone(), bsn::mask_within(&correction.key));
        return Err(CorrectionError::NoRow { correction: place_of(correction), table, key }.into());
    }
    Ok(applied.iter().map(|(place, origin)| (&list[*place], *origin)).collect())
}

/// Shows a cell; what may be the number of a person, right or wrong, is masked.
#[must_use]
pub fn shown(text: &str) -> String {
    let is_number = text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || Bsn::parse_padded(text).is_ok() { bsn::mask(text) } else { text.to_owned() }
}

fn place_of(correction: &Correction) -> Place {
    Place::line(CORRECTIONS, correction.line)
}

#[cfg(test)]
mod tests;
