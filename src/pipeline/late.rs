//! Rows that were rejected late, read from the delivery again so that they are kept as delivered.

use super::error::PipelineError;
use super::load::Ahead;
use super::work::Work;
use crate::convert::{Fate, FateKey, Parents, Rejection, TableConverter};
use crate::diag::Finding;
use crate::domain::Origin;
use crate::source::Reading;
use crate::store::Evidence;
use crate::store::load::Loaded;

/// Writes the rows that were rejected late into the evidence and their file's account.
pub(super) fn reject(
    work: &Work<'_>,
    evidence: &Evidence,
    ahead: &Ahead,
    parents: &Parents,
    loaded: &mut Loaded,
) -> Result<(), PipelineError> {
    for id in loaded.late.files() {
        let Some(file) = work.files.data.iter().find(|file| file.id == id) else { continue };
        let converter = TableConverter::new(work.mapping, &ahead.routes, &ahead.lookups, parents, file.table);
        let late = &loaded.late;
        let mut found: Vec<(Rejection, FateKey, i64, bool)> = Vec::new();
        let reading = Reading { delivery: &work.mapping.delivery, file, cancel: work.cancel };
        reading.each_block(
            |rows| {
                let mut found = Vec::new();
                while let Some(row) = rows.next_row() {
                    let origin = Origin::new(id, row.line);
                    if let Some((reason, state)) = late.get(origin) {
                        let message = reason.message.clone();
                        let (rejection, key, cents) = converter.reject_late(origin, &row, reason.code, message);
                        found.push((rejection, key, cents, state.was_loaded));
                    }
                }
                found
            },
            |mut part| -> Result<(), PipelineError> {
                found.append(&mut part);
                Ok(())
            },
        )?;
        for (rejection, key, cents, was_loaded) in found {
            let merged = loaded.merged.remove(&rejection.origin);
            if merged {
                evidence.not_merged(rejection.origin)?;
            }
            let tally = loaded.tallies.entry(id).or_default();
            if was_loaded {
                tally.count(if merged { Fate::Merged } else { Fate::Loaded }, key, -1, cents);
            }
            tally.count(Fate::Rejected, key, 1, cents);
            evidence.finding(&Finding {
                code: rejection.code,
                origin: Some(rejection.origin),
                column: None,
                value: None,
                subject: Some(rejection.key.clone()),
                message: rejection.message.clone(),
            })?;
            evidence.rejection(&rejection)?;
        }
    }
    Ok(())
}
