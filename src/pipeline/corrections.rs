//! What corrections put right, written into the evidence once per run.

use rusqlite::params;

use super::error::PipelineError;
use super::work::Work;
use crate::diag::Finding;
use crate::diag::codes::delivery::CORRECTED;
use crate::domain::{Origin, bsn};
use crate::mapping::model::{Correction, DeliveredTable, TableIndex};
use crate::report::assemble::bsn_headings;
use crate::source::corrections::settle;
use crate::source::rows::read_amount;
use crate::store::Evidence;

/// Writes the corrections of a table once all of its files were read: each is a finding, and a line of its own.
pub(super) fn write(
    work: &Work<'_>,
    evidence: &Evidence,
    index: TableIndex,
    applied: &[(usize, Origin)],
) -> Result<(), PipelineError> {
    let table = &work.mapping.delivery.tables[index];
    let secret = bsn_headings(work.mapping);
    for (correction, origin) in settle(table, work.files, applied)? {
        let Correction { key, column, old, new, reason, by, .. } = correction;
        let heading = &table.columns[*column];
        let shown = |text: &String| bsn::mask_cell(text.clone(), secret.contains(heading.as_str()));
        evidence.finding(&Finding {
            code: &CORRECTED,
            origin: Some(origin),
            column: Some(heading.clone()),
            value: Some(old.clone()),
            subject: Some(key.clone()),
            message: format!("\"{}\" -> \"{}\": {reason} ({by})", shown(old), shown(new)),
        })?;
        let (file, line) = (origin.file().number(), origin.line());
        let difference = cents(table, correction, new) - cents(table, correction, old);
        evidence.insert(
            "INSERT INTO correction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![file, line, key, heading, old, new, reason, by, difference],
        )?;
    }
    Ok(())
}

/// Returns for how many cents a text counts in the accounting: without sign, and nothing where it is no amount.
fn cents(table: &DeliveredTable, correction: &Correction, text: &str) -> i64 {
    let amount = table.amounts.iter().find(|amount| amount.column == correction.column);
    let read = amount.and_then(|amount| read_amount(text, *amount, table.dialect.notation).ok());
    read.map_or(0, |amount| amount.magnitude().cents())
}
