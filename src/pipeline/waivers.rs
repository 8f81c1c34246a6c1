//! What waivers came to, written into the evidence once per run.

use rusqlite::params;

use crate::mapping::model::Whose;
use crate::reconcile::waivers::Judged;
use crate::store::{Evidence, StoreError};
use crate::validate::cell::iso;

/// Writes each waiver with its state, and what there is to say about it as a finding.
pub(super) fn write(evidence: &Evidence, judged: &[Judged]) -> Result<(), StoreError> {
    for Judged { waiver, state, lines, finding } in judged {
        let (person, case) = match &waiver.whose {
            Whose::Person(person) => (Some(person.expose()), None),
            Whose::Case(case) => (None, Some(case)),
        };
        evidence.insert(
            "INSERT INTO waiver VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                waiver.id,
                person,
                case,
                waiver.verdict.name(),
                waiver.months.0.to_string(),
                waiver.months.1.to_string(),
                waiver.at_most_cents,
                waiver.at_most_days,
                waiver.reason,
                waiver.decision,
                waiver.requested_by,
                waiver.approved_by,
                iso(waiver.approved_on),
                iso(waiver.expires_on),
                waiver.line,
                state.name(),
                lines.cast_signed(),
            ],
        )?;
        if let Some(finding) = finding {
            evidence.finding(finding)?;
        }
    }
    Ok(())
}
