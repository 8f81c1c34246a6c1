//! Findings of two runs, merged by code, file, heading and what they are about.
//!
//! A finding that names a case or a key is the same one wherever its row stands now; any other is known by its line.

use std::collections::BTreeMap;

use rusqlite::Row;

use super::LONGEST_LIST;
use super::kept::Kept;
use super::model::{CodeChange, FindingDiff, FindingLine};
use super::side::{Side, Stream, merge};
use crate::domain::{bsn, position};
use crate::store::StoreError;

const FINDINGS: &str = "SELECT n.code, coalesce(f.name, ''), coalesce(n.heading, ''),
    coalesce(n.subject, n.line || '', ''), n.severity, n.line, h.cell, n.subject, n.message
    FROM finding n LEFT JOIN file f ON f.number = n.file
    LEFT JOIN heading h ON h.file = n.file AND h.heading = n.heading
    ORDER BY 1, 2, 3, 4, n.line, n.rowid";

/// A finding of one run.
struct Found {
    key: [String; 4],
    severity: String,
    line: Option<u32>,
    cell: Option<u32>,
    subject: Option<String>,
    message: String,
}

/// Compares the findings.
pub(super) fn compare(old: &Side, new: &Side) -> Result<FindingDiff, StoreError> {
    let (mut before, mut after) = (old.prepare(FINDINGS)?, new.prepare(FINDINGS)?);
    let mut before = Stream::start(old, &mut before, read)?;
    let mut after = Stream::start(new, &mut after, read)?;
    let mut codes: BTreeMap<String, CodeChange> = BTreeMap::new();
    let (mut gone, mut added, mut new_errors) = (Kept::new(LONGEST_LIST), Kept::new(LONGEST_LIST), 0);
    merge(
        &mut before,
        &mut after,
        |found| found.key.clone(),
        |old, new| {
            let Some(found) = new.as_ref().or(old.as_ref()) else { return };
            let code = codes.entry(found.key[0].clone()).or_insert_with(|| CodeChange::none(found));
            code.old += u64::from(old.is_some());
            code.new += u64::from(new.is_some());
            match (old, new) {
                (Some(found), None) => {
                    code.gone += 1;
                    gone.take(found.severity.clone(), shown(found));
                }
                (None, Some(found)) => {
                    code.added += 1;
                    new_errors += u64::from(found.severity == "error");
                    added.take(found.severity.clone(), shown(found));
                }
                _ => {}
            }
        },
    )?;
    let by_code = codes.into_values().collect();
    Ok(FindingDiff { new_errors, by_code, new: added.finish(), gone: gone.finish() })
}

impl CodeChange {
    fn none(found: &Found) -> Self {
        let (code, severity) = (found.key[0].clone(), found.severity.clone());
        Self { code, severity, old: 0, new: 0, gone: 0, added: 0 }
    }
}

fn shown(found: Found) -> FindingLine {
    let [code, file, heading, _] = found.key;
    let cell = found.cell.and_then(|cell| usize::try_from(cell).ok());
    let place = found.line.map_or_else(|| file.clone(), |line| position::place(&file, line, cell));
    FindingLine {
        code,
        severity: found.severity,
        place: (!file.is_empty()).then_some(place),
        column: (!heading.is_empty()).then_some(heading),
        subject: found.subject.map(|subject| bsn::mask_cell(subject, false)),
        message: found.message,
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Found> {
    Ok(Found {
        key: [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?],
        severity: row.get(4)?,
        line: row.get(5)?,
        cell: row.get(6)?,
        subject: row.get(7)?,
        message: row.get(8)?,
    })
}
