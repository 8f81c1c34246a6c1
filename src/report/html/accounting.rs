//! Where every row and every cent went: per file, against control totals, per scheme and month, per municipality.

use maud::{Markup, html};

use super::parts::{self, Head, Section, count, money, money_if_any};
use super::words::{self, Both, Words};
use crate::reconcile::summary::{Amount, Checks, FileAccount, Status};
use crate::report::model::{BreakdownLine, PartitionLine, Report};

/// Renders what became of each file's rows, in rows and in cents.
pub(super) fn files(report: &Report) -> Section {
    let files = &report.summary.accounting;
    let heads = [
        Head::Text("Bestand", "File"),
        Head::Text("Maat", "Measure"),
        Head::Number("Brontelling", "Read"),
        Head::Number("Doeltelling", "Loaded"),
        Head::Number("Samengevoegd", "Merged"),
        Head::Number("Filter", "Filtered"),
        Head::Number("Uitval", "Rejected"),
        Head::Number("Verschil", "Unexplained"),
    ];
    let rows = html! {
        @for file in files {
            (account(&html! { (file.file) @if !named_after_table(file) { br; small { (file.table) } } }, &measures(file)))
        }
        @if files.len() > 1 {
            (account(&html! { (Both("Alle bestanden", "All files")) }, &totals(files)))
        }
    };
    let body = html! {
        p {
            (Both(
                "Brontelling = doeltelling + samengevoegd + filter + uitval; het verschil is onverklaard en moet nul \
                 zijn. Bedragen zijn geteld zonder teken.",
                "Read = loaded + merged + filtered + rejected; what is left is unexplained and must be zero. Amounts \
                 are counted without their sign.",
            ))
        }
        (parts::table(Both("Aansluiting in rijen en euro's", "Accounting in rows and euros"), &heads, &rows))
    };
    Section { id: "accounting", title: Both("Aansluiting per bestand", "Accounting per file"), body }
}

/// Renders the delivery's own totals and the digests.
pub(super) fn control_totals(report: &Report) -> Section {
    let proof = &report.summary.proofs.completeness;
    let heads = [
        Head::Text("Controle", "Check"),
        Head::Number("Gecontroleerd", "Checked"),
        Head::Number("Met verschil", "Different"),
    ];
    let rows = html! {
        tbody {
            (checks(Both("Controletotalen van de levering", "Control totals of the delivery"), proof.control_totals))
            (checks(Both("Totaalregels in de bestanden", "Totals lines in the files"), proof.totals_lines))
            (checks(Both("Hashtotalen over doeltabellen", "Digests over target tables"), proof.digests))
            @for identity in &report.identities {
                (checks(Both(&identity.name, &identity.name), Checks { checked: identity.blocks, failed: 0 }))
            }
        }
    };
    let body = html! {
        @if matches!(proof.status, Status::NotRun { .. }) {
            (parts::nothing(Both("Niet uitgevoerd.", "Not run.")))
        } @else {
            (parts::table(Both("Controles en verschillen", "Checks and differences"), &heads, &rows))
            @if proof.control_totals.checked == 0 && proof.totals_lines.checked > 0 {
                p.mind {
                    (Both(
                        "Let op: deze levering heeft geen controlebestand. Elk bestand is tegen zijn eigen totaalregel \
                         gehouden; of een bestand met meerdere delen in zijn geheel is geleverd, is hier niet vast te stellen.",
                        "Mind: this delivery has no control file. Each file was held against its own totals line; \
                         whether all parts of a table were delivered cannot be told here.",
                    ))
                }
            } @else if proof.control_totals.checked == 0 {
                p.mind {
                    (Both(
                        "Let op: deze levering heeft geen controletotalen. Dat de levering zelf volledig is, is hier \
                         niet vast te stellen.",
                        "Mind: this delivery has no control totals. Whether the delivery itself is complete cannot \
                         be told here.",
                    ))
                }
            }
        }
    };
    Section { id: "control-totals", title: Both("Controletotalen en hashtotalen", "Control totals and digests"), body }
}

/// Renders whole against parts, per scheme and month.
pub(super) fn partition_sums(report: &Report) -> Section {
    let heads = [
        Head::Text("Regeling", "Scheme"),
        Head::Text("Maand", "Month"),
        Head::Number("Geheel", "Whole"),
        Head::Text("Delen", "Parts"),
        Head::Number("Blijft achter", "Stays behind"),
        Head::Number("Verschil", "Difference"),
    ];
    let schemes = report.partition_sums.chunk_by(|one, other| one.scheme == other.scheme);
    let rows = html! { @for lines in schemes { (scheme(lines)) } };
    let body = html! {
        @if report.partition_sums.is_empty() {
            (parts::nothing(Both("Geen sommen.", "No sums.")))
        } @else {
            (parts::table(Both("Geheel = delen + achtergebleven", "Whole = parts + what stays behind"), &heads, &rows))
        }
    };
    Section {
        id: "partition-sums",
        title: Both("Aansluiting per regeling en maand", "Sums per scheme and month"),
        body,
    }
}

/// Renders rows and cents per table, place and month.
pub(super) fn breakdown(report: &Report) -> Section {
    let heads = [
        Head::Text("Tabel", "Table"),
        Head::Text("Bestemming", "Destination"),
        Head::Text("Maand", "Month"),
        Head::Text("Uitkomst", "Fate"),
        Head::Number("Rijen", "Rows"),
        Head::Number("Bedrag", "Amount"),
    ];
    let tables = report.breakdown.chunk_by(|one, other| one.table == other.table);
    let rows = html! { @for lines in tables { (table_breakdown(lines)) } };
    let body = html! {
        @if report.breakdown.is_empty() {
            (parts::nothing(Both("Geen rijen.", "No rows.")))
        } @else {
            (parts::table(Both("Rijen naar bestemming en maand", "Rows by destination and month"), &heads, &rows))
        }
    };
    Section {
        id: "breakdown",
        title: Both("Uitsplitsing naar tabel, bestemming en maand", "Breakdown by table, destination and month"),
        body,
    }
}

/// The columns of an account, in their order; the last must be zero.
type Measures = [Amount; 6];

const fn measures(file: &FileAccount) -> Measures {
    [file.read, file.loaded, file.merged, file.filtered, file.rejected, file.unexplained]
}

fn totals(files: &[FileAccount]) -> Measures {
    std::array::from_fn(|index| parts::sum(files.iter().map(|file| measures(file)[index])))
}

/// Renders an account as a line of rows and, where the table has amounts, a line of cents.
fn account(heading: &Markup, measures: &Measures) -> Markup {
    let has_cents = measures.iter().any(|amount| amount.cents.is_some());
    let lines = if has_cents { "2" } else { "1" };
    html! {
        tbody {
            tr {
                th scope="rowgroup" rowspan=(lines) { (heading) }
                th.measure scope="row" { (Both("rijen", "rows")) }
                @for (index, amount) in measures.iter().enumerate() {
                    (measure(index, amount.rows != 0, &count(amount.rows)))
                }
            }
            @if has_cents {
                tr {
                    th.measure scope="row" { (Both("euro", "euros")) }
                    @for (index, amount) in measures.iter().enumerate() {
                        (measure(index, amount.cents.is_some_and(|cents| cents != 0), &parts::euros_if_any(amount.cents)))
                    }
                }
            }
        }
    }
}

/// Tells whether a file's name says already of which table it is: `betalingen_2020.csv` is of betalingen.
fn named_after_table(file: &FileAccount) -> bool {
    file.file.starts_with(&file.table)
}

/// Renders one table's lines; those in scope that were rejected stand out, and so do those of which nobody knows where
/// they belong.
fn table_breakdown(lines: &[BreakdownLine]) -> Markup {
    html! {
        tbody {
            @for (index, line) in lines.iter().enumerate() {
                tr.bad[line.place == "nowhere" || line.fate == "rejected"] {
                    @if index == 0 { th.group scope="rowgroup" rowspan=(lines.len()) { (line.table) } }
                    td { (words::name(&line.place)) }
                    td { (line.month.as_deref().unwrap_or("–")) }
                    td { (words::name(&line.fate)) }
                    td.number { (count(line.rows)) }
                    td.number { (money_if_any(line.cents)) }
                }
            }
        }
    }
}

/// Renders one cell; the fifth column and the sixth, what was rejected and what nobody explains, stand out if not zero.
fn measure(column: usize, present: bool, text: &str) -> Markup {
    let bad = column >= 4 && present;
    html! { td.number.bad[bad] { (parts::cross(bad)) (text) } }
}

fn checks(label: Words<'_>, checks: Checks) -> Markup {
    html! {
        tr.bad[checks.failed > 0] {
            th scope="row" { (label) }
            td.number { (count(checks.checked)) }
            td.number { (parts::cross(checks.failed > 0)) (count(checks.failed)) }
        }
    }
}

fn scheme(lines: &[PartitionLine]) -> Markup {
    html! {
        tbody {
            @for (index, line) in lines.iter().enumerate() {
                @let bad = line.difference_cents != 0;
                tr.bad[bad] {
                    @if index == 0 { th.group scope="rowgroup" rowspan=(lines.len()) { (line.scheme) } }
                    td { (line.month) }
                    td.number { (money(line.whole_cents)) }
                    td {
                        @if line.parts.is_empty() { "–" }
                        @for (place, cents) in &line.parts {
                            div.part { span { (place) } " " span { (money(*cents)) } }
                        }
                    }
                    td.number { (money(line.stays_cents)) }
                    td.number { (parts::cross(bad)) (money(line.difference_cents)) }
                }
            }
        }
    }
}
