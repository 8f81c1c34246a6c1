//! Waivers in a report, from the proof that judged them.

use crate::diag::Finding;
use crate::domain::bsn;
use crate::mapping::WAIVERS;
use crate::mapping::model::Whose;
use crate::reconcile::Proof;
use crate::reconcile::waivers::Judged;
use crate::report::model::{FindingLine, Report, WaiverLine};
use crate::validate::cell::iso;

/// Returns the waivers in the order of their file.
pub(super) fn lines(proof: &Proof, unmask: bool) -> Vec<WaiverLine> {
    let line = |judged: &Judged| {
        let Judged { waiver, state, lines, .. } = judged;
        let shown = |text: &str| shown(text, unmask);
        WaiverLine {
            place: place(judged),
            id: waiver.id.clone(),
            whose: match &waiver.whose {
                Whose::Case(case) => case.clone(),
                Whose::Person(person) if unmask => person.expose(),
                Whose::Person(person) => person.to_string(),
            },
            verdict: waiver.verdict.name().to_owned(),
            months: waiver.months_as_written(),
            at_most_cents: waiver.at_most_cents,
            at_most_days: waiver.at_most_days,
            reason: shown(&waiver.reason),
            decision: shown(&waiver.decision),
            requested_by: shown(&waiver.requested_by),
            approved_by: shown(&waiver.approved_by),
            approved_on: iso(waiver.approved_on),
            expires_on: iso(waiver.expires_on),
            state: state.name().to_owned(),
            lines: *lines,
        }
    };
    proof.waivers.iter().map(line).collect()
}

/// Puts what the proof found about waivers among the other findings: errors first, then by code.
pub(super) fn among(mut findings: Vec<FindingLine>, proof: &Proof, unmask: bool) -> Vec<FindingLine> {
    let own = proof.waivers.iter().filter_map(|judged| Some((judged, judged.finding.as_ref()?)));
    findings.extend(own.map(|(judged, finding)| finding_line(judged, finding, unmask)));
    findings.sort_by(|one, other| (one.severity, &one.code).cmp(&(other.severity, &other.code)));
    findings.truncate(Report::LONGEST_LIST);
    findings
}

fn finding_line(judged: &Judged, finding: &Finding, unmask: bool) -> FindingLine {
    FindingLine {
        code: finding.code.id.to_owned(),
        severity: finding.code.severity,
        place: Some(place(judged)),
        column: None,
        value: finding.value.clone(),
        message: shown(&finding.message, unmask),
        help: finding.code.help.to_owned(),
    }
}

fn place(judged: &Judged) -> String {
    format!("{WAIVERS}:{}", judged.waiver.line)
}

/// Shows what people wrote, without the numbers of persons that may stand in it.
fn shown(text: &str, unmask: bool) -> String {
    if unmask { text.to_owned() } else { bsn::mask_within(text) }
}
