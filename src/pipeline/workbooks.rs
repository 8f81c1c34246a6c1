//! What is to be told of the sheets that were read: what only a workbook can hide.

use super::load::about_file;
use crate::diag::codes::workbook as codes;
use crate::domain::{Origin, position};
use crate::source::Files;
use crate::source::workbook::Notice;
use crate::store::{Evidence, StoreError};

/// Writes a finding for everything that a reader of the sheets should know.
pub(super) fn tell(files: &Files, evidence: &Evidence) -> Result<(), StoreError> {
    for file in &files.data {
        let Some(sheet) = &file.sheet else { continue };
        for notice in &sheet.extract.notices {
            let heading = sheet.extract.heading_row;
            let (code, row, message) = match notice {
                Notice::HiddenSheet => (&codes::HIDDEN_SHEET, heading, format!("{} is hidden", file.name)),
                Notice::HiddenRows { first, count } => {
                    (&codes::HIDDEN_ROWS, *first, format!("{count} hidden rows, of which this is the first"))
                }
                Notice::Stray { first: (row, column), count } => {
                    let place = position::place(&file.name, *row, Some(*column));
                    (&codes::VALUES_ASIDE, *row, format!("{count} values under no heading, the first in {place}"))
                }
                Notice::Merged { first, count } => {
                    (&codes::MERGED_CELLS, heading, format!("{count} merged cells among the data, the first {first}"))
                }
            };
            evidence.finding(&about_file(code, Some(Origin::new(file.id, row)), message))?;
        }
    }
    Ok(())
}
