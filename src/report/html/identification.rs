//! What was read, by what, with which parameters, and the digests that pin it.

use maud::{Markup, html};

use super::parts::{self, Head, Section, count, figure};
use super::words::{self, Both, Words};
use crate::report::model::{Digest, Report};

/// The parameters that have a line of their own.
const SHOWN: [&str; 2] = ["cut-over", "window"];

/// Renders the identification.
pub(super) fn section(report: &Report) -> Section {
    let run = &report.identification;
    let body = html! {
        dl.facts {
            (figure(Both("Programma", "Tool"), format!("overdracht {}", run.version)))
            (figure(Both("Dienst", "Service"), &run.service))
            (figure(Both("Overgang", "Cut-over"), &run.cutover))
            (figure(Both("Eerste betaaldatum", "First payment date"), &run.window.0))
            (figure(Both("Laatste betaaldatum", "Last payment date"), &run.window.1))
            @for (name, kind) in &run.destinations {
                (figure(Both("Bestemming", "Destination"), html! { (name) ", " (destination_kind(kind)) }))
            }
            @for (name, value) in run.parameters.iter().filter(|(name, _)| !SHOWN.contains(&name.as_str())) {
                (figure(words::parameter(name), value))
            }
        }
        (files(Both("Geleverde bestanden", "Delivered files"), &run.inputs))
        (files(Both("Bestanden van de mapping", "Mapping files"), &run.mapping))
        (records(&run.records))
    };
    Section { id: "identification", title: Both("Identificatie", "Identification"), body }
}

/// Renders a destination's kind, of which the data names the municipality in English.
fn destination_kind(kind: &str) -> Markup {
    html! {
        @if let Some(municipality) = kind.strip_prefix("partner of ") {
            (Both("partner van ", "partner of ")) (municipality)
        } @else {
            (words::name(kind))
        }
    }
}

fn files(caption: Words<'_>, digests: &[Digest]) -> Markup {
    let heads = [Head::Text("Bestand", "File"), Head::Number("Bytes", "Bytes"), Head::Text("SHA-256", "SHA-256")];
    let rows = html! {
        tbody {
            @for digest in digests {
                tr {
                    th scope="row" { (digest.name) }
                    td.number { (count(digest.bytes)) }
                    td { code.digest { (digest.sha256) } }
                }
            }
        }
    };
    parts::table(caption, &heads, &rows)
}

fn records(records: &[(String, String)]) -> Markup {
    let heads = [Head::Text("Doeltabel", "Target table"), Head::Text("Hashtotaal", "Digest")];
    let rows = html! {
        tbody {
            @for (table, digest) in records {
                tr { th scope="row" { (table) } td { code.digest { (digest) } } }
            }
        }
    };
    parts::table(Both("Hashtotaal per doeltabel", "Digest per target table"), &heads, &rows)
}
