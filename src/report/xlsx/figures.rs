//! The five proofs with all their figures, and what was read, by what, with which parameters.

use std::io;

use serde_json::Value;

use super::book::{Book, Cell};
use crate::reconcile::summary::{Status, Verdict};
use crate::report::html::words;
use crate::report::model::Report;

/// Writes the sheets with the answer: the proofs, and every figure of the summary.
pub(super) fn write(book: &mut Book, report: &Report) -> io::Result<()> {
    let summary = &report.summary;
    let (answer, (first, last)) = (answer(summary.verdict), &report.identification.window);
    let what =
        format!("Overdracht uit {} per {}, betaaldatums {first} tot en met {last}", summary.service, summary.cutover);
    let whole = [Cell::text("Alle bewijzen samen"), Cell::text(what), Cell::text(answer), Cell::Empty];
    let proof = |(name, status): (&str, &Status)| {
        let reason = if let Status::NotRun { reason } = status { reason.as_str() } else { "" };
        [words::proof(name).0, words::claim(name).0, words::status(status).0, reason].map(Cell::text)
    };
    let rows: Vec<_> = std::iter::once(whole).chain(summary.proofs.statuses().into_iter().map(proof)).collect();
    let columns = [("Bewijs", 22), ("Wat het aantoont", 70), ("Uitkomst", 18), ("Reden", 40)];
    book.sheet("Bewijzen", columns, rows.into_iter(), 0)?;

    let mut rows = Vec::new();
    let proofs = serde_json::to_value(&summary.proofs).map_err(io::Error::other)?;
    for (name, figures) in proofs.as_object().into_iter().flatten() {
        flatten(words::proof(name).0, "", figures, &mut rows);
    }
    let columns = [("Bewijs", 18), ("Cijfer in summary.json", 36), ("Betekenis", 36), ("Aantal", 14), ("Bedrag", 18)];
    book.sheet("Cijfers", columns, rows.into_iter(), 0)
}

/// Writes what the run was made from.
pub(super) fn identification(book: &mut Book, report: &Report) -> io::Result<()> {
    let run = &report.identification;
    let fixed = [
        ("Programma", format!("overdracht {}", run.version)),
        ("Dienst", run.service.clone()),
        ("Overgang", run.cutover.clone()),
        ("Eerste betaaldatum", run.window.0.clone()),
        ("Laatste betaaldatum", run.window.1.clone()),
    ];
    let mut rows: Vec<[Cell; 2]> =
        fixed.into_iter().map(|(name, value)| [Cell::text(name), Cell::text(value)]).collect();
    let kind = |kind: &str| match kind.strip_prefix("partner of ") {
        Some(of) => format!("partner van {of}"),
        None => words::name(kind).0.to_owned(),
    };
    let destinations = run.destinations.iter().map(|(name, what)| format!("{name}, {}", kind(what)));
    rows.extend(destinations.map(|value| [Cell::text("Bestemming"), Cell::text(value)]));
    let parameters = run.parameters.iter().filter(|(name, _)| !["cut-over", "window"].contains(&name.as_str()));
    rows.extend(parameters.map(|(name, value)| [Cell::text(words::parameter(name).0), Cell::text(value)]));
    book.sheet("Identificatie", [("Gegeven", 40), ("Waarde", 60)], rows.into_iter(), 0)?;

    let files =
        run.inputs.iter().map(|file| ("levering", file)).chain(run.mapping.iter().map(|file| ("mapping", file)));
    let rows: Vec<_> = files
        .map(|(of, file)| {
            let bytes = Cell::Count(i128::from(file.bytes));
            [Cell::text(of), Cell::text(&file.name), bytes, Cell::text(&file.sha256)]
        })
        .collect();
    let columns = [("Van", 12), ("Bestand", 40), ("Bytes", 14), ("SHA-256", 70)];
    book.sheet("Bestanden", columns, rows.into_iter(), 0)?;
    let rows = run.records.iter().map(|(table, digest)| [Cell::text(table), Cell::text(digest)]);
    book.sheet("Hashtotalen", [("Doeltabel", 50), ("Hashtotaal", 70)], rows, 0)
}

const fn answer(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Proven => "bewezen",
        Verdict::NotProven => "niet bewezen",
    }
}

/// Adds the figures below a path, each in its own row. Lists are sheets of their own.
fn flatten(proof: &str, path: &str, value: &Value, rows: &mut Vec<[Cell; 5]>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(proof, &path, value, rows);
            }
        }
        Value::Number(number) => {
            let Ok(number) = number.to_string().parse() else { return };
            let name = path.rsplit('.').next().unwrap_or(path);
            let (count, cents) = if name == "cents" || name.ends_with("_cents") {
                (Cell::Empty, Cell::Cents(number))
            } else {
                (Cell::Count(number), Cell::Empty)
            };
            rows.push([Cell::text(proof), Cell::text(path), Cell::text(meaning(path, name)), count, cents]);
        }
        _ => {}
    }
}

/// Says a figure in Dutch, where the page has a word for it.
fn meaning<'n>(path: &str, name: &'n str) -> &'n str {
    let words = if path.starts_with("verdicts.") {
        words::verdict(name)
    } else if path.starts_with("hard_stops.") {
        words::hard_stop(name)
    } else {
        return "";
    };
    if words.0 == name { "" } else { words.0 }
}
