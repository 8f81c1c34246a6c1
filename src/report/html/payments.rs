//! What failed besides verdicts, what the promise left out, and what was not planned.

use maud::html;

use super::parts::{self, Head, Section, count};
use super::places;
use super::words::{self, Both};
use crate::report::model::{FailureLine, Report};

/// Renders what else the proofs found wrong.
pub(super) fn failures(report: &Report) -> Section {
    let heads = [
        Head::Text("Bewijs", "Proof"),
        Head::Text("Betreft", "Subject"),
        Head::Text("Wat er mis is", "What is wrong"),
        Head::Text("Geleverd in", "Delivered in"),
    ];
    let rows = html! {
        tbody {
            @for lines in alike(&report.failures) {
                tr {
                    th scope="row" { (words::proof(&lines[0].proof)) }
                    td { (lines[0].subject) }
                    td { (lines[0].message) @if lines.len() > 1 { " (" (count(lines.len() as u64)) "×)" } }
                    td { (places::render(lines.iter().filter_map(|line| line.place.as_deref()))) }
                }
            }
        }
    };
    let body = html! {
        @if report.failures.is_empty() {
            (parts::nothing(Both("Geen.", "None.")))
        } @else {
            (parts::table(Both("Fouten per bewijs", "Failures by proof"), &heads, &rows))
        }
        (parts::rest(report.failures.len(), report.failure_count))
    };
    Section { id: "failures", title: Both("Overige fouten", "Other failures"), body }
}

/// Renders what the promise left out or took differently.
pub(super) fn notes(report: &Report) -> Section {
    let heads = [
        Head::Text("Soort", "Kind"),
        Head::Text("Dossier", "Case"),
        Head::Text("Toelichting", "Explanation"),
        Head::Text("Geleverd in", "Delivered in"),
    ];
    let rows = html! {
        tbody {
            @for line in &report.notes {
                tr {
                    th scope="row" { (words::name(&line.kind)) }
                    td { (line.subject) }
                    td { (line.message) }
                    td { (places::render(line.place.as_deref())) }
                }
            }
        }
    };
    let body = html! {
        @if report.notes.is_empty() {
            (parts::nothing(Both("Niets: elke betaling telt mee.", "Nothing: every payment counts.")))
        } @else {
            (parts::table(Both("Beëindigd, geblokkeerd, vervangen", "Ended, blocked, superseded"), &heads, &rows))
        }
        (parts::rest(report.notes.len(), report.note_count))
    };
    Section {
        id: "notes",
        title: Both("Wat de toezegging buiten beschouwing laat", "What the promise leaves out"),
        body,
    }
}

/// Renders why planned payments were not made.
pub(super) fn not_planned(report: &Report) -> Section {
    let heads = [Head::Text("Reden", "Reason"), Head::Number("Aantal", "Count")];
    let rows = html! {
        tbody {
            @for line in &report.not_planned {
                tr { th scope="row" { (words::name(&line.reason)) } td.number { (count(line.count)) } }
            }
        }
    };
    let body = html! {
        @if report.not_planned.is_empty() {
            (parts::nothing(Both("Geen.", "None.")))
        } @else {
            (parts::table(Both("Reden en aantal", "Reason and count"), &heads, &rows))
        }
    };
    Section { id: "not-planned", title: Both("Niet ingeplande betalingen", "Payments not planned"), body }
}

/// Takes failures together that follow each other and say the same of the same case.
fn alike(lines: &[FailureLine]) -> impl Iterator<Item = &[FailureLine]> {
    lines.chunk_by(|one, other| {
        (&one.proof, &one.subject, &one.message) == (&other.proof, &other.subject, &other.message)
    })
}
