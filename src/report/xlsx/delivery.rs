//! Where every row and every cent went, and what was found in the delivery, left out of it and changed in it.

use std::io;

use super::book::{Book, Cell};
use crate::reconcile::summary::{Amount, Checks, FileAccount};
use crate::report::html::words;
use crate::report::model::{BreakdownLine, FindingLine, PartitionLine, Report};

/// Writes the sheets.
pub(super) fn write(book: &mut Book, report: &Report) -> io::Result<()> {
    accounting(book, report)?;
    let findings = &report.summary.findings;
    let by_code = findings.by_code.iter().map(|(id, count)| {
        let code = report.codes.iter().find(|code| code.id == id);
        let severity = code.map(|code| code.severity.to_string()).unwrap_or_default();
        let title = code.map(|code| code.title).unwrap_or_default();
        let severity = words::name(&severity).0.to_owned();
        [Cell::text(id), Cell::text(severity), Cell::text(title), Cell::Count(i128::from(*count))]
    });
    book.sheet("Bevindingen per code", [("Code", 10), ("Ernst", 14), ("Wat", 70), ("Aantal", 12)], by_code, 0)?;
    let unmapped = report.unmapped.iter().map(|line| {
        let [table, column, value] = [&line.table, &line.column, &line.value].map(Cell::text);
        [table, column, value, Cell::Count(i128::from(line.rows))]
    });
    let columns = [("Tabel", 20), ("Kolom", 24), ("Code", 24), ("Rijen", 12)];
    book.sheet("Codes zonder vertaling", columns, unmapped, 0)?;
    let columns = [
        ("Code", 10),
        ("Ernst", 14),
        ("Geleverd in", 30),
        ("Kolom", 24),
        ("Waarde", 30),
        ("Bevinding", 70),
        ("Wat te doen", 70),
    ];
    let unshown = (findings.error + findings.warning).saturating_sub(report.findings.len() as u64);
    book.sheet("Bevindingen", columns, report.findings.iter().map(finding), unshown)?;
    let filters = report.filters.iter().map(|line| {
        let [table, rule, because] = [&line.table, words::name(&line.rule).0, &line.because].map(Cell::text);
        [table, rule, because, Cell::Count(i128::from(line.rows)), Cell::cents(line.cents)]
    });
    let columns = [("Tabel", 20), ("Regel", 30), ("Reden", 70), ("Rijen", 12), ("Bedrag", 16)];
    book.sheet("Filters", columns, filters, 0)?;
    let changes = report.changes.iter().map(|line| {
        let [table, column, change] = [&line.table, &line.column, &line.change].map(Cell::text);
        [table, column, change, Cell::Count(i128::from(line.rows))]
    });
    book.sheet("Wijzigingen", [("Tabel", 20), ("Kolom", 24), ("Wijziging", 60), ("Rijen", 12)], changes, 0)?;
    let corrections = report
        .corrections
        .iter()
        .map(|line| [&line.place, &line.column, &line.old, &line.new, &line.reason, &line.by].map(Cell::text));
    let columns =
        [("Geleverd in", 30), ("Kolom", 24), ("Geleverd", 30), ("Gecorrigeerd", 30), ("Reden", 60), ("Door", 24)];
    let unshown = report.correction_count.saturating_sub(report.corrections.len() as u64);
    book.sheet("Correcties", columns, corrections, unshown)
}

fn accounting(book: &mut Book, report: &Report) -> io::Result<()> {
    let columns = [
        ("Bestand", 40),
        ("Tabel", 20),
        ("Maat", 8),
        ("Brontelling", 16),
        ("Doeltelling", 16),
        ("Samengevoegd", 16),
        ("Filter", 16),
        ("Uitval", 16),
        ("Verschil", 16),
    ];
    let rows: Vec<_> = report.summary.accounting.iter().flat_map(account).collect();
    book.sheet("Aansluiting", columns, rows.into_iter(), 0)?;
    let proof = &report.summary.proofs.completeness;
    let checks = [
        ("Controletotalen van de levering", proof.control_totals),
        ("Totaalregels in de bestanden", proof.totals_lines),
        ("Hashtotalen over doeltabellen", proof.digests),
    ];
    // An identity that does not hold stops the run before there is a report.
    let identities =
        report.identities.iter().map(|line| (line.name.as_str(), Checks { checked: line.blocks, failed: 0 }));
    let rows = checks.into_iter().chain(identities).map(|(name, Checks { checked, failed })| {
        [Cell::text(name), Cell::Count(i128::from(checked)), Cell::Count(i128::from(failed))]
    });
    let rows: Vec<_> = rows.collect();
    let columns = [("Controle", 40), ("Gecontroleerd", 16), ("Met verschil", 16)];
    book.sheet("Controletotalen", columns, rows.into_iter(), 0)?;
    let columns = [("Regeling", 30), ("Maand", 10), ("Deel", 30), ("Bedrag", 18)];
    let rows: Vec<_> = report.partition_sums.iter().flat_map(parts).collect();
    book.sheet("Regeling en maand", columns, rows.into_iter(), 0)?;
    let columns = [("Tabel", 20), ("Bestemming", 24), ("Maand", 10), ("Uitkomst", 16), ("Rijen", 12), ("Bedrag", 18)];
    book.sheet("Uitsplitsing", columns, report.breakdown.iter().map(breakdown), 0)
}

/// Tells an account in rows and, where the table has amounts, in euros.
fn account(file: &FileAccount) -> Vec<[Cell; 9]> {
    let amounts = [file.read, file.loaded, file.merged, file.filtered, file.rejected, file.unexplained];
    let row = |measure: &str, cell: &dyn Fn(Amount) -> Cell| {
        let [read, loaded, merged, filtered, rejected, unexplained] = amounts.map(cell);
        let [name, table, measure] = [&file.file, &file.table, measure].map(Cell::text);
        [name, table, measure, read, loaded, merged, filtered, rejected, unexplained]
    };
    let mut rows = vec![row("rijen", &|amount| Cell::Count(i128::from(amount.rows)))];
    if amounts.iter().any(|amount| amount.cents.is_some()) {
        rows.push(row("euro", &|amount| Cell::cents(amount.cents)));
    }
    rows
}

/// Tells the whole of a scheme and month, its parts, what stays behind, and what is left.
fn parts(line: &PartitionLine) -> Vec<[Cell; 4]> {
    let row =
        |part: &str, cents| [Cell::text(&line.scheme), Cell::text(&line.month), Cell::text(part), Cell::Cents(cents)];
    let mut rows = vec![row("geheel", line.whole_cents)];
    rows.extend(line.parts.iter().map(|(place, cents)| row(place, *cents)));
    rows.push(row("blijft achter", line.stays_cents));
    rows.push(row("verschil", line.difference_cents));
    rows
}

fn breakdown(line: &BreakdownLine) -> [Cell; 6] {
    let month = line.month.as_deref().unwrap_or_default();
    let [table, place, month, fate] =
        [&line.table, words::name(&line.place).0, month, words::name(&line.fate).0].map(Cell::text);
    [table, place, month, fate, Cell::Count(i128::from(line.rows)), Cell::cents(line.cents)]
}

fn finding(line: &FindingLine) -> [Cell; 7] {
    let severity = line.severity.to_string();
    let severity = words::name(&severity).0;
    let [place, column, value] =
        [&line.place, &line.column, &line.value].map(|text| text.as_deref().unwrap_or_default());
    [&line.code, severity, place, column, value, &line.message, &line.help].map(Cell::text)
}
