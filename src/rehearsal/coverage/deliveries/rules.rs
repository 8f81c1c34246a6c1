//! Which rules the loaded rows of a fixture keep and break, as a run of it says.

use std::path::Path;

use crate::diag::Severity;
use crate::diag::codes::delivery::{RULE_BROKEN, RULE_WARNS};
use crate::mapping::Mapping;
use crate::mapping::model::Rule;
use crate::pipeline::manifest::EVIDENCE;
use crate::pipeline::{self, PipelineError};
use crate::rehearsal::coverage::key::Key;
use crate::rehearsal::coverage::seen::Seen;
use crate::rehearsal::{Fixture, outcome};
use crate::source::Cancel;
use crate::store::{EvidenceReader, StoreError, Target, evidence_read, rules};

/// Notes which rules a fixture exercises.
pub(super) fn see<'m>(
    mapping: &'m Mapping,
    fixture: &Fixture,
    cancel: &Cancel,
    seen: &mut Seen<'m>,
) -> Result<(), PipelineError> {
    if mapping.rules.is_empty() {
        return Ok(());
    }
    let place = pipeline::private_folder()?;
    let folder = place.path().join("run");
    if outcome::run(mapping, fixture, &folder, cancel)?.is_ok() {
        read(mapping, &folder, seen)?;
    }
    Ok(())
}

fn read(mapping: &Mapping, folder: &Path, seen: &mut Seen<'_>) -> Result<(), StoreError> {
    let path = folder.join(EVIDENCE);
    let connection = evidence_read::open(&path)?;
    let all = usize::try_from(i64::MAX).unwrap_or(usize::MAX);
    let findings = EvidenceReader::opened(&connection, &path).findings(all)?;
    let told = findings.iter().filter(|found| found.code == RULE_BROKEN.id || found.code == RULE_WARNS.id);
    for message in told.map(|found| found.message.as_str()) {
        // A finding about a rule begins with its name.
        let is_about = |rule: &Rule| message.strip_prefix(&rule.name).is_some_and(|rest| rest.starts_with(": "));
        if let Some(place) = mapping.rules.iter().position(is_about) {
            seen.note(Key::Breaks(place));
        }
    }
    for mut target in Target::open_all(mapping, &folder.join("targets"))? {
        if target.partner_of.is_some() {
            continue;
        }
        for (place, rule) in mapping.rules.iter().enumerate() {
            let never = Rule {
                name: rule.name.clone(),
                on: rule.on,
                require: "0".to_owned(),
                severity: Severity::Warning,
                dutch: String::new(),
                english: String::new(),
                span: rule.span.clone(),
            };
            if rules::breaches(&mut target, &never)?.len() > rules::breaches(&mut target, rule)?.len() {
                seen.note(Key::Complies(place));
            }
        }
    }
    Ok(())
}
