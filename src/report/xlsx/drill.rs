//! The drill: every known fault that was put into a copy, and whether the proof caught it.

use std::io;

use super::book::{Book, Cell};
use crate::report::html::drill;
use crate::report::model::{DrillFigures, DrillLine, Report};

/// Writes the sheet, where a drill was held.
pub(super) fn write(book: &mut Book, report: &Report) -> io::Result<()> {
    let Some(found) = &report.drill else { return Ok(()) };
    let columns = [
        ("Nr.", 8),
        ("Fout", 44),
        ("Waarin", 28),
        ("Te vinden als", 40),
        ("Ingebracht", 12),
        ("Gevonden", 12),
        ("Gemist", 12),
        ("Niet ingebracht", 60),
    ];
    let rows: Vec<_> = figures(found).into_iter().chain(found.lines.iter().map(fault)).collect();
    book.sheet("Proef", columns, rows.into_iter(), 0)
}

/// Tells the figures of the whole drill, each in its own row before the faults.
fn figures(found: &DrillFigures) -> Vec<[Cell; 8]> {
    let row = |name: &str, place: usize, number: i128| {
        let mut cells = [const { Cell::Empty }; 8];
        cells[1] = Cell::text(name);
        cells[place] = Cell::Count(number);
        cells
    };
    let mut whole = row("Alle fouten samen", 4, i128::from(found.injected));
    whole[5] = Cell::Count(i128::from(found.caught));
    whole[6] = Cell::Count(i128::from(found.missed));
    let besides = [
        ("Vals alarm", i128::from(found.false_alarms)),
        ("Startgetal", i128::from(found.seed)),
        ("Keer per fout", i128::from(found.times)),
    ];
    std::iter::once(whole).chain(besides.map(|(name, number)| row(name, 4, number))).collect()
}

fn fault(line: &DrillLine) -> [Cell; 8] {
    let way = line.way.as_deref().map(|way| drill::place(way).0).unwrap_or_default();
    let answers: Vec<&str> = line.caught_by.iter().map(|name| drill::answer(name).0).collect();
    let reason = line.not_injected.as_deref().map(|reason| drill::reason_of(reason).0).unwrap_or_default();
    let count = |number: u64| if reason.is_empty() { Cell::Count(i128::from(number)) } else { Cell::Empty };
    [
        Cell::Count(i128::from(line.number)),
        Cell::text(&line.dutch),
        Cell::text(way),
        Cell::text(answers.join(", ")),
        count(line.injected),
        count(line.caught),
        count(line.missed),
        Cell::text(reason),
    ]
}
