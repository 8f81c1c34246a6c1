//! What the promise rests on and what was accepted beforehand: waivers, classes of payments, and rules of dates.

use std::io;

use super::book::{Book, Cell};
use crate::report::customs::{CustomLine, Customs};
use crate::report::html::{customs, waivers, words};
use crate::report::model::{Report, WaiverLine};

/// Writes the sheets.
pub(super) fn write(book: &mut Book, report: &Report) -> io::Result<()> {
    let columns = [
        ("Waiver", 14),
        ("Uitkomst", 24),
        ("Oordelen", 12),
        ("Dossier of ontvanger", 20),
        ("Afwijking", 18),
        ("Maanden", 20),
        ("Ten hoogste", 14),
        ("Ten hoogste dagen", 18),
        ("Reden", 50),
        ("Besluit", 20),
        ("Gevraagd door", 20),
        ("Goedgekeurd door", 20),
        ("Van kracht vanaf", 16),
        ("Van kracht tot en met", 20),
        ("Vindplaats", 20),
    ];
    book.sheet("Waivers", columns, report.waivers.iter().map(waiver), 0)?;
    let classes = report.payment_classes.iter().map(|line| {
        [Cell::text(words::name(&line.class).0), Cell::Count(i128::from(line.rows)), Cell::Cents(line.cents)]
    });
    book.sheet("Soorten betalingen", [("Soort", 30), ("Betalingen", 14), ("Bedrag", 18)], classes, 0)?;
    rules(book, &report.customs)
}

fn waiver(line: &WaiverLine) -> [Cell; 15] {
    let text = |text: &str| Cell::text(text);
    [
        text(&line.id),
        text(waivers::state(&line.state).0),
        Cell::Count(i128::from(line.lines)),
        text(&line.whose),
        text(words::verdict(&line.verdict).0),
        text(&line.months),
        Cell::cents(line.at_most_cents.map(i128::from)),
        line.at_most_days.map_or(Cell::Empty, |days| Cell::Count(i128::from(days))),
        text(&line.reason),
        text(&line.decision),
        text(&line.requested_by),
        text(&line.approved_by),
        text(&line.approved_on),
        text(&line.expires_on),
        text(&line.place),
    ]
}

/// Writes the rules with their accounts, and below them the accounts that follow another than most.
fn rules(book: &mut Book, rules: &Customs) -> io::Result<()> {
    let columns = [
        ("Regel", 50),
        ("Gebruikelijk", 14),
        ("Rekeningen", 12),
        ("Dossier", 16),
        ("Ontvanger", 12),
        ("Rekening", 24),
        ("Betalingen", 12),
        ("Van", 12),
        ("Tot en met", 12),
        ("Geleverd in", 50),
    ];
    let all = rules.rules.iter().map(|line| {
        let usual = if rules.usual.as_ref() == Some(&line.reason) { "ja" } else { "nee" };
        let mut cells = [const { Cell::Empty }; 10];
        cells[0] = Cell::text(customs::dutch(&line.reason));
        cells[1] = Cell::text(usual);
        cells[2] = Cell::Count(i128::from(line.count));
        cells
    });
    let rows: Vec<_> = all.chain(rules.others.iter().map(other)).collect();
    book.sheet("Datumregels", columns, rows.into_iter(), rules.other_count.saturating_sub(rules.others.len() as u64))
}

fn other(line: &CustomLine) -> [Cell; 10] {
    [
        Cell::text(customs::dutch(&line.rule)),
        Cell::Empty,
        Cell::Empty,
        Cell::text(&line.case),
        Cell::text(&line.recipient),
        Cell::text(&line.account),
        Cell::Count(i128::from(line.payments)),
        Cell::text(&line.dates.0),
        Cell::text(&line.dates.1),
        Cell::text(line.places.join(" ")),
    ]
}
