//! The verdicts, what else the proofs found wrong, and what was not promised or not planned.

use std::io;

use super::book::{Book, Cell, Column};
use crate::report::figures::Effect;
use crate::report::html::words;
use crate::report::model::{FailureLine, NoteLine, Report, VerdictLine};

const COLUMNS: [Column; 12] = [
    ("Oordeel", 18),
    ("Gevolg", 18),
    ("Ontvanger", 12),
    ("Cliënt", 14),
    ("Dossier", 14),
    ("Betaaldatum", 12),
    ("Rekening", 24),
    ("Begunstigde", 14),
    ("Toegezegd", 14),
    ("Gepland", 14),
    ("Verschil", 14),
    ("Toelichting en vindplaats", 70),
];

/// Writes the sheets.
pub(super) fn write(book: &mut Book, report: &Report, verdicts: impl Iterator<Item = VerdictLine>) -> io::Result<()> {
    let counts = &report.summary.proofs.continuity.verdicts;
    let unshown = |shown: usize, all: u64| all.saturating_sub(shown as u64);
    let rest = unshown(report.stopping.len(), counts.with_effect(Effect::Stops));
    book.sheet("Tegenhoudend", COLUMNS, report.stopping.iter().map(verdict), rest)?;
    let rest = unshown(report.failures.len(), report.failure_count);
    let columns = [("Bewijs", 16), ("Betreft", 24), ("Wat er mis is", 90), ("Geleverd in", 30)];
    book.sheet("Overige fouten", columns, report.failures.iter().map(failure), rest)?;
    let rest = unshown(report.listed.len(), counts.with_effect(Effect::Listed));
    book.sheet("Verklaarde verschillen", COLUMNS, report.listed.iter().map(verdict), rest)?;
    let rest = unshown(report.notes.len(), report.note_count);
    let columns = [("Soort", 20), ("Dossier", 16), ("Toelichting", 90), ("Geleverd in", 30)];
    book.sheet("Buiten de toezegging", columns, report.notes.iter().map(note), rest)?;
    let reasons = report.not_planned.iter();
    let rows = reasons.map(|line| [Cell::text(words::name(&line.reason).0), Cell::Count(i128::from(line.count))]);
    book.sheet("Niet ingepland", [("Reden", 40), ("Aantal", 12)], rows, 0)?;
    book.sheet("Alle oordelen", COLUMNS, verdicts.map(|line| verdict(&line)), 0)
}

fn verdict(line: &VerdictLine) -> [Cell; 12] {
    let because = std::iter::once(&line.explanation).chain(&line.places).filter(|part| !part.is_empty());
    let because = because.cloned().collect::<Vec<_>>().join(" ");
    [
        Cell::text(words::verdict(&line.verdict).0),
        Cell::text(words::effect(Effect::of(&line.verdict)).0),
        Cell::text(&line.recipient),
        Cell::text(line.clientnummer.as_deref().unwrap_or_default()),
        Cell::text(&line.dossiernummer),
        Cell::text(&line.date),
        Cell::text(&line.account),
        Cell::text(line.payee.as_deref().unwrap_or_default()),
        Cell::Cents(line.promised_cents),
        Cell::Cents(line.planned_cents),
        Cell::Cents(line.planned_cents - line.promised_cents),
        Cell::text(because),
    ]
}

fn failure(line: &FailureLine) -> [Cell; 4] {
    let place = line.place.as_deref().unwrap_or_default();
    [words::proof(&line.proof).0, &line.subject, &line.message, place].map(Cell::text)
}

fn note(line: &NoteLine) -> [Cell; 4] {
    let place = line.place.as_deref().unwrap_or_default();
    [words::name(&line.kind).0, &line.subject, &line.message, place].map(Cell::text)
}
