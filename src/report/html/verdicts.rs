//! Verdicts resident by resident: those that stop, and those that pass and are listed.
//!
//! Each takes two rows, so that the delivered lines behind it never leave the page; dates on which the same goes wrong
//! stand together.

use maud::{Markup, html};

use super::parts::{self, Head, Section, money};
use super::places;
use super::words::{self, Both, Words};
use crate::reconcile::summary::Status;
use crate::report::figures::Effect;
use crate::report::groups::by_case;
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
    ];
    let rows = html! { @for group in by_case(lines) { (verdict(&group)) } };
    html! {
        @if !lines.is_empty() {
            p { (Both("Bedragen zijn per betaaldatum.", "Amounts are for each payment date.")) }
            (parts::table(caption, &heads, &rows))
        } @else if let Status::NotRun { reason } = &continuity.status {
            p.reason { (Both("Niet vergeleken: ", "Not compared: ")) (reason) }
        } @else if continuity.verdicts.with_effect(effect) == 0 {
            (parts::nothing(none))
        }
        (parts::rest(lines.len(), continuity.verdicts.with_effect(effect)))
    }
}

/// Renders a group of verdicts: the figures in one row, and under them why and where.
fn verdict(group: &[&VerdictLine]) -> Markup {
    let Some(line) = group.first() else { return Markup::default() };
    html! {
        tbody.verdict {
            tr {
                th scope="rowgroup" rowspan="2" { (words::verdict(&line.verdict)) }
                td { (line.recipient) }
                td { (line.clientnummer.as_deref().unwrap_or("–")) br; (line.dossiernummer) }
                td.whole { @for (index, line) in group.iter().enumerate() { @if index > 0 { br; } (line.date) } }
                td.whole { (line.account) @if let Some(payee) = &line.payee { br; small { (payee) } } }
                td.number { (money(line.promised_cents)) }
                td.number { (money(line.planned_cents)) }
                td.number { (money(line.planned_cents - line.promised_cents)) }
            }
            tr { td colspan="7" { (because(group)) (places::render(line.places.iter().map(String::as_str))) } }
        }
    }
}

/// Renders what explains the verdicts; where that differs from date to date, each with its date.
fn because(group: &[&VerdictLine]) -> Markup {
    let same = group.iter().all(|line| line.explanation == group[0].explanation);
    let told = if same { &group[..1] } else { group };
    html! {
        @for line in told.iter().filter(|line| !line.explanation.is_empty()) {
            div { @if !same { (line.date) ": " } (line.explanation) }
        }
    }
}
