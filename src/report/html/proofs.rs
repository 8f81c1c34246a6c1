//! The five proofs: their statuses at a glance, then each with its figures.

use maud::{Markup, html};

use super::continuity;
use super::parts::{self, Head, Section, fault, figure};
use super::statements;
use super::words::{self, Both};
use crate::reconcile::summary::{Fidelity, Partition, Proofs, Status, Summary, Title};
use crate::report::model::Report;

/// Renders the five proofs.
pub(super) fn section(report: &Report) -> Section {
    let summary = &report.summary;
    let proofs = &summary.proofs;
    let body = html! {
        (overview(proofs))
        (article(report, "completeness", &proofs.completeness.status, &completeness(summary)))
        (article(report, "partition", &proofs.partition.status, &partition(&proofs.partition)))
        (article(report, "fidelity", &proofs.fidelity.status, &fidelity(&proofs.fidelity)))
        (article(report, "title", &proofs.title.status, &title(&proofs.title)))
        (article(report, "continuity", &proofs.continuity.status, &continuity::figures(&proofs.continuity)))
    };
    Section { id: "proofs", title: Both("De vijf bewijzen", "The five proofs"), body }
}

/// Names every proof that did not pass, with the way to it; nothing where all passed.
pub(super) fn broken(proofs: &Proofs) -> Markup {
    let broken: Vec<_> = proofs.statuses().into_iter().filter(|(_, status)| **status != Status::Passed).collect();
    html! {
        @if !broken.is_empty() {
            ul.broken {
                @for (name, status) in broken {
                    li {
                        a href={ "#proof-" (name) } { (words::proof(name)) } ": " (parts::status(status))
                        @if let Status::NotRun { reason } = status { " – " (reason) }
                    }
                }
            }
        }
    }
}

fn overview(proofs: &Proofs) -> Markup {
    let heads = [
        Head::Text("Bewijs", "Proof"),
        Head::Text("Wat het aantoont", "What it shows"),
        Head::Text("Uitkomst", "Outcome"),
    ];
    let rows = html! {
        tbody {
            @for (name, status) in proofs.statuses() {
                tr {
                    th scope="row" { a href={ "#proof-" (name) } { (words::proof(name)) } }
                    td { (words::claim(name)) }
                    td { (parts::status(status)) }
                }
            }
        }
    };
    parts::table(Both("Uitkomst per bewijs", "Outcome per proof"), &heads, &rows)
}

/// Renders one proof; the figures of one that was not run are left out, since their zeros would look like findings.
fn article(report: &Report, name: &str, status: &Status, figures: &Markup) -> Markup {
    let class = match status {
        Status::Passed => "passed",
        Status::Failed => "failed",
        Status::NotRun { .. } => "not-run",
    };
    html! {
        article class={ "proof " (class) } id={ "proof-" (name) } {
            h3 { (words::proof(name)) " " (parts::status(status)) }
            p { (words::claim(name)) "." }
            @if let Status::NotRun { reason } = status {
                p.reason {
                    (Both("Niet uitgevoerd, dus niet bewezen. Reden: ", "Not run, so not proven. Reason: ")) (reason)
                }
            } @else {
                (figures)
                (statements::of(report, &format!("proof-{name}")))
            }
        }
    }
}

fn completeness(summary: &Summary) -> Markup {
    let proof = &summary.proofs.completeness;
    let read = parts::sum(summary.accounting.iter().map(|file| file.read));
    html! {
        dl {
            (figure(Both("Brontelling, rijen", "Rows read"), parts::count(read.rows)))
            (figure(Both("Brontelling, bedrag", "Amounts read"), parts::money_if_any(read.cents)))
            (fault(Both("Onverklaarde rijen", "Unexplained rows"), proof.unexplained_rows))
            (fault(Both("Uitval, rijen", "Rejected rows"), proof.rejected_rows))
            (fault(Both("Hashtotalen met verschil", "Digests that differ"), proof.digests.failed))
            (fault(Both("Controletotalen met verschil", "Control totals that differ"), proof.control_totals.failed))
            (fault(Both("Totaalregels met verschil", "Totals lines that differ"), proof.totals_lines.failed))
        }
        p { a href="#accounting" { (Both("Aansluiting per bestand", "Accounting per file")) } }
    }
}

fn partition(proof: &Partition) -> Markup {
    html! {
        dl {
            (figure(Both("Dossiers geleverd", "Cases delivered"), parts::count(proof.cases)))
            @for (name, cases) in &proof.destinations {
                (figure(Both(&format!("Naar {name}"), &format!("To {name}")), parts::count(*cases)))
            }
            (figure(Both("Blijft achter", "Stays behind"), parts::count(proof.stays_behind)))
            (fault(Both("Zonder bestemming", "Without destination"), proof.nowhere))
            (fault(Both("Dubbel geleverd", "Delivered twice"), proof.twice))
            (fault(Both("Regelingmaanden met verschil", "Scheme-months that differ"), proof.unbalanced_sums))
            (fault(Both("Te veel bij een partner", "Too much at a partner"), proof.partner_excess))
        }
        p { a href="#partition-sums" { (Both("Aansluiting per regeling en maand", "Sums per scheme and month")) } }
    }
}

fn fidelity(proof: &Fidelity) -> Markup {
    html! {
        dl {
            (figure(Both("Betalingen vergeleken", "Payments compared"), parts::count(proof.payments)))
            (fault(Both("Ontbreekt in het doel", "Missing in the target"), proof.missing))
            (fault(Both("Afwijkend in het doel", "Different in the target"), proof.different))
            (fault(Both("Niet geleverd, wel in het doel", "In the target, not delivered"), proof.unexpected))
            (figure(
                Both("Andere bedragen vergeleken, rijen", "Other amounts compared, rows"),
                parts::count(proof.balances.rows),
            ))
            (fault(Both("Andere bedragen met verschil", "Other amounts that differ"), proof.balances.different))
        }
    }
}

fn title(proof: &Title) -> Markup {
    html! {
        dl {
            (figure(
                Both("Dossiers met een geplande betaling", "Cases with a planned payment"),
                parts::count(proof.cases),
            ))
            (fault(
                Both("Zonder geldige beschikking of verplichting", "Without decision in force or obligation"),
                proof.without_title,
            ))
        }
    }
}
