//! Verdicts resident by resident, what else failed, and what the promise left out.

use maud::{Markup, html};

use super::parts::{self, Head, Section, count, money};
use super::words::{self, Both, Words};
use crate::reconcile::summary::Status;
use crate::report::figures::Effect;
use crate::report::model::{Report, VerdictLine};

/// Renders the verdicts that stop, worst first.
pub(super) fn stopping(report: &Report) -> Section {
    let body = verdicts(
        report,
        &report.stopping,
        Effect::Stops,
        Both("Onverklaarde verschillen, ergste eerst", "Unexplained differences, worst first"),
        Both("Geen: niets houdt de overdracht tegen.", "None: nothing stops the transfer."),
    );
    Section { id: "stopping", title: Both("Oordelen die tegenhouden", "Verdicts that stop"), body }
}

/// Renders the verdicts that pass and are listed.
pub(super) fn listed(report: &Report) -> Section {
    let body = verdicts(
        report,
        &report.listed,
        Effect::Listed,
        Both("Hoger, eerder of geaccepteerd", "Higher, earlier or waived"),
        Both("Geen.", "None."),
    );
    Section { id: "listed", title: Both("Verklaarde verschillen", "Explained differences"), body }
}

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
            @for line in &report.failures {
                tr {
                    th scope="row" { (words::proof(&line.proof)) }
                    td { (line.subject) }
                    td { (line.message) }
                    td { (place(line.place.as_deref())) }
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
                    td { (place(line.place.as_deref())) }
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
                tr { th scope="row" { (line.reason) } td.number { (count(line.count)) } }
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

/// Renders verdicts of one effect; a list that is empty since nothing was compared says so.
fn verdicts(report: &Report, lines: &[VerdictLine], effect: Effect, caption: Words<'_>, none: Words<'_>) -> Markup {
    let continuity = &report.summary.proofs.continuity;
    let heads = [
        Head::Text("Oordeel", "Verdict"),
        Head::Text("Ontvanger", "Recipient"),
        Head::Text("Cliënt, dossier", "Client, case"),
        Head::Text("Betaaldatum", "Payment date"),
        Head::Text("Rekening", "Account"),
        Head::Number("Toegezegd", "Promised"),
        Head::Number("Gepland", "Planned"),
        Head::Number("Verschil", "Difference"),
        Head::Text("Geleverd in", "Delivered in"),
    ];
    let rows = html! { tbody { @for line in lines { (verdict(line)) } } };
    html! {
        @if !lines.is_empty() {
            (parts::table(caption, &heads, &rows))
        } @else if let Status::NotRun { reason } = &continuity.status {
            p.reason { (Both("Niet vergeleken: ", "Not compared: ")) (reason) }
        } @else if continuity.verdicts.with_effect(effect) == 0 {
            (parts::nothing(none))
        }
        (parts::rest(lines.len(), continuity.verdicts.with_effect(effect)))
    }
}

fn verdict(line: &VerdictLine) -> Markup {
    html! {
        tr {
            th scope="row" { (words::verdict(&line.verdict)) }
            td { (line.recipient) }
            td { (line.clientnummer.as_deref().unwrap_or("–")) br; (line.dossiernummer) }
            td.whole { (line.date) }
            td { (line.account) @if let Some(payee) = &line.payee { br; small { (payee) } } }
            td.number { (money(line.promised_cents)) }
            td.number { (money(line.planned_cents)) }
            td.number { (money(line.planned_cents - line.promised_cents)) }
            td {
                @for place in &line.places { code { (place) } " " }
                @if !line.explanation.is_empty() { div { (line.explanation) } }
            }
        }
    }
}

fn place(place: Option<&str>) -> Markup {
    html! { @if let Some(place) = place { code { (place) } } @else { "–" } }
}
