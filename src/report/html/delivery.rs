//! What was found in the delivery, left out of it and changed in it.

use maud::{Markup, html};

use super::parts::{self, Head, Section, count, money_if_any};
use super::places;
use super::words::{self, Both};
use crate::diag::Severity;
use crate::report::model::{FindingLine, Report};

/// Renders the findings: counted by code, then one by one.
pub(super) fn findings(report: &Report) -> Section {
    let counts = &report.summary.findings;
    let heads = [
        Head::Text("Ernst en code", "Severity and code"),
        Head::Text("Geleverd in", "Delivered in"),
        Head::Text("Kolom", "Column"),
        Head::Text("Waarde", "Value"),
        Head::Text("Bevinding", "Finding"),
    ];
    let rows = html! { tbody { @for lines in alike(&report.findings) { (finding(lines)) } } };
    let body = html! {
        dl {
            (parts::figure(Both("Fouten", "Errors"), count(counts.error)))
            (parts::figure(Both("Waarschuwingen", "Warnings"), count(counts.warning)))
        }
        @if counts.by_code.is_empty() {
            (parts::nothing(Both("Geen bevindingen.", "No findings.")))
        } @else {
            (by_code(report))
        }
        @if !report.unmapped.is_empty() {
            (unmapped(report))
        }
        @if !report.findings.is_empty() {
            (parts::table(Both("Bevindingen, fouten eerst", "Findings, errors first"), &heads, &rows))
        }
        (parts::rest(report.findings.len(), counts.error + counts.warning))
    };
    Section { id: "findings", title: Both("Bevindingen", "Findings"), body }
}

/// Renders which rows were left out, and by whose decision.
pub(super) fn filters(report: &Report) -> Section {
    let heads = [
        Head::Text("Tabel", "Table"),
        Head::Text("Regel", "Rule"),
        Head::Text("Reden", "Reason"),
        Head::Number("Rijen", "Rows"),
        Head::Number("Bedrag", "Amount"),
    ];
    let rows = html! {
        tbody {
            @for line in &report.filters {
                tr {
                    th scope="row" { (line.table) }
                    td { (words::name(&line.rule)) }
                    td { (line.because) }
                    td.number { (count(line.rows)) }
                    td.number { (money_if_any(line.cents)) }
                }
            }
        }
    };
    let body = html! {
        @if report.filters.is_empty() {
            (parts::nothing(Both("Geen: elke rij telt mee.", "None: every row counts.")))
        } @else {
            (parts::table(Both("Weggelaten rijen per regel", "Rows left out by rule"), &heads, &rows))
        }
    };
    Section { id: "filters", title: Both("Filters", "Filters"), body }
}

/// Renders which values were changed on the way.
pub(super) fn changes(report: &Report) -> Section {
    let heads = [
        Head::Text("Tabel", "Table"),
        Head::Text("Kolom", "Column"),
        Head::Text("Wijziging", "Change"),
        Head::Number("Rijen", "Rows"),
    ];
    let rows = html! {
        tbody {
            @for line in &report.changes {
                tr {
                    th scope="row" { (line.table) }
                    td { (line.column) }
                    td { (line.change) }
                    td.number { (count(line.rows)) }
                }
            }
        }
    };
    let body = html! {
        @if !report.corrections.is_empty() {
            (corrections(report))
        }
        @if report.changes.is_empty() && report.corrections.is_empty() {
            (parts::nothing(Both("Geen: elke waarde is zoals geleverd.", "None: every value is as delivered.")))
        } @else if !report.changes.is_empty() {
            (parts::table(Both("Herstel, standaardwaarden en vertalingen", "Repairs, defaults and translations"), &heads, &rows))
        }
    };
    Section { id: "changes", title: Both("Was-wordt: gewijzigde waarden", "Changed values"), body }
}

fn corrections(report: &Report) -> Markup {
    let heads = [
        Head::Text("Geleverd in", "Delivered in"),
        Head::Text("Kolom", "Column"),
        Head::Text("Geleverd", "Delivered"),
        Head::Text("Gecorrigeerd", "Corrected"),
        Head::Text("Reden", "Reason"),
        Head::Text("Door", "By"),
    ];
    let rows = html! {
        tbody {
            @for line in &report.corrections {
                tr {
                    th scope="row" { (places::render([line.place.as_str()])) }
                    td { (line.column) }
                    td { (cell(&line.old)) }
                    td { (cell(&line.new)) }
                    td { (line.reason) }
                    td { (line.by) }
                }
            }
        }
    };
    html! {
        (parts::table(Both("Correcties", "Corrections"), &heads, &rows))
        (parts::rest(report.corrections.len(), report.correction_count))
    }
}

fn by_code(report: &Report) -> Markup {
    let heads = [
        Head::Text("Code", "Code"),
        Head::Text("Ernst", "Severity"),
        Head::Text("Wat", "What"),
        Head::Number("Aantal", "Count"),
    ];
    let rows = html! {
        tbody {
            @for (id, number) in &report.summary.findings.by_code {
                @let code = report.codes.iter().find(|code| code.id == id);
                tr {
                    th scope="row" { (id) }
                    td { @if let Some(code) = code { (severity(code.severity)) } }
                    td { @if let Some(code) = code { (code.title) } }
                    td.number { (count(*number)) }
                }
            }
        }
    };
    parts::table(Both("Aantal per code", "Count by code"), &heads, &rows)
}

fn unmapped(report: &Report) -> Markup {
    let heads = [
        Head::Text("Tabel", "Table"),
        Head::Text("Kolom", "Column"),
        Head::Text("Code", "Code"),
        Head::Number("Rijen", "Rows"),
    ];
    let rows = html! {
        tbody {
            @for line in &report.unmapped {
                tr {
                    th scope="row" { (line.table) }
                    td { (line.column) }
                    td { code { (line.value) } }
                    td.number { (count(line.rows)) }
                }
            }
        }
    };
    parts::table(Both("Codes zonder vertaling", "Codes without translation"), &heads, &rows)
}

/// Takes findings together that follow each other and say the same of the same value.
fn alike(lines: &[FindingLine]) -> impl Iterator<Item = &[FindingLine]> {
    lines.chunk_by(|one, other| {
        (&one.code, &one.column, &one.value, &one.message) == (&other.code, &other.column, &other.value, &other.message)
    })
}

fn finding(lines: &[FindingLine]) -> Markup {
    let Some(line) = lines.first() else { return Markup::default() };
    html! {
        tr {
            th scope="row" { (severity(line.severity)) br; (line.code) }
            td { (places::render(lines.iter().filter_map(|line| line.place.as_deref()))) }
            td { (line.column.as_deref().unwrap_or("–")) }
            td { (value(line)) }
            td { (line.message) @if !line.help.is_empty() { div { small { (line.help) } } } }
        }
    }
}

fn value(line: &FindingLine) -> Markup {
    html! {
        @match line.value.as_deref() {
            None => "–",
            Some(value) => (cell(value)),
        }
    }
}

fn cell(text: &str) -> Markup {
    html! {
        @if text.is_empty() { (Both("leeg", "empty")) } @else { code { (text) } }
    }
}

fn severity(severity: Severity) -> Markup {
    let name = severity.to_string();
    html! { span class={ "severity " (name) } { (words::name(&name)) } }
}
