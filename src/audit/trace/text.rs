//! A trace on a terminal: the whole way of each thing, from the delivered cell to the verdict.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::model::{CellSource, DeliveredRow, MadeRow, Part, Texts, Trace, Way};
use crate::report::text::screen::plain;

/// How many rows of one map, and lines of one part, are shown.
const ROWS: usize = 4;
const LINES: usize = 40;

/// Renders a trace of the run in a folder, as it was named.
#[must_use]
pub fn render(trace: &Trace, run: &str) -> String {
    let mut page = Page { text: String::new(), run };
    page.line(0, &format!("{}, cut-over {}: {}", trace.service, trace.cutover, trace.asked));
    if trace.ways.is_empty() {
        page.line(0, "Nothing was found.");
    }
    for near in &trace.near {
        page.line(2, near);
    }
    if trace.ways.len() > 1 {
        page.line(0, &format!("It is {} things:", trace.ways.len()));
        for way in &trace.ways {
            page.line(2, &title(way));
        }
    }
    for note in &trace.notes {
        page.line(0, &format!("Note: {note}."));
    }
    for way in &trace.ways {
        page.way(way);
    }
    let is_absent = |way: &Way| way.rows.iter().any(|row| row.source == Texts::Absent);
    if trace.ways.iter().any(is_absent) && trace.notes.is_empty() {
        page.blank();
        page.line(0, "Delivered texts are not shown: name the delivery with --delivery to see them.");
    }
    page.text
}

struct Page<'a> {
    text: String,
    run: &'a str,
}

fn title(way: &Way) -> String {
    format!("{} {} ({})", way.kind.name(), way.name, way.found)
}

impl Page<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.text, "{:indent$}{}", "", plain(text).trim_end());
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn way(&mut self, way: &Way) {
        self.blank();
        self.line(0, &title(way));
        self.line(0, &"=".repeat(title(way).chars().count()));
        self.line(0, &way.outcome);
        let mut told = BTreeSet::new();
        for row in shown(&way.rows) {
            match row {
                Shown::Row(row) => self.row(row, &mut told),
                Shown::Hidden(table, count) => {
                    self.blank();
                    self.line(0, &format!("{table}: {count} more rows before these (--format json has them all)"));
                }
            }
        }
        for part in &way.parts {
            self.part(part);
        }
    }

    /// Shows a delivered row; how its values were made is told once for every map.
    fn row<'r>(&mut self, row: &'r DeliveredRow, told: &mut BTreeSet<&'r str>) {
        self.blank();
        self.line(0, &format!("{} ({}): {}", row.place, row.table, row.fate));
        if row.made.is_empty() {
            let width = row.cells.iter().map(|cell| cell.heading.chars().count()).max().unwrap_or(0);
            for cell in &row.cells {
                let corrected = cell.corrected.as_ref().map(|text| format!(", put right: \"{text}\""));
                let corrected = corrected.unwrap_or_default();
                self.line(2, &format!("{:<width$}  \"{}\"{corrected}", cell.heading, cell.text));
            }
        }
        for made in &row.made {
            let is_new = told.insert(&made.map);
            self.made(row, made, is_new);
        }
    }

    fn made(&mut self, row: &DeliveredRow, made: &MadeRow, is_new: bool) {
        let destinations = made.destinations.join(" and ");
        self.line(2, &format!("{}:{} in {destinations}, by {}", made.table, made.id, made.map));
        let corrected = |heading: &str| {
            let cell = row.cells.iter().find(|cell| cell.heading == heading);
            cell.filter(|cell| cell.corrected.is_some()).map(|cell| cell.text.as_str())
        };
        let lines: Vec<[String; 4]> = made
            .columns
            .iter()
            .map(|column| {
                let value = column.value.clone().unwrap_or_else(|| "–".to_owned());
                let from = column.from.iter().map(|CellSource { heading, text }| {
                    let text = text.as_ref().map(|text| format!(" \"{text}\"")).unwrap_or_default();
                    let was = corrected(heading).map(|was| format!(" (delivered: \"{was}\")")).unwrap_or_default();
                    format!("[{heading}]{text}{was}")
                });
                let how = if is_new { column.how.clone() } else { String::new() };
                [column.column.clone(), value, from.collect::<Vec<_>>().join(", "), how]
            })
            .collect();
        self.table(4, &lines);
        self.statement(4, &made.statement.command(self.run));
    }

    fn part(&mut self, part: &Part) {
        self.blank();
        let remark = part.remark.as_ref().map(|remark| format!(": {remark}")).unwrap_or_default();
        let mut name = part.name.to_owned();
        name.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
        self.line(0, &format!("{name}{remark}"));
        if !part.rows.is_empty() {
            let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
            let rows = part.rows.iter().take(LINES).map(|row| row.iter().map(text).collect::<Vec<_>>());
            let lines: Vec<Vec<String>> = std::iter::once(part.columns.clone()).chain(rows).collect();
            self.table(2, &lines);
            let hidden = part.rows.len().saturating_sub(LINES);
            if hidden > 0 {
                self.line(2, &format!("and {hidden} more"));
            }
        }
        self.statement(2, &part.statement.command(self.run));
    }

    /// Shows texts under each other, each column as wide as it must be.
    fn table(&mut self, indent: usize, lines: &[impl AsRef<[String]>]) {
        let count = lines.first().map_or(0, |line| line.as_ref().len());
        let width = |column: usize| lines.iter().map(|line| line.as_ref()[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..count).map(width).collect();
        for line in lines {
            let cells = line.as_ref().iter().zip(&widths).filter(|(_, width)| **width > 0);
            let cells: Vec<String> = cells.map(|(text, width)| format!("{text:<width$}")).collect();
            self.line(indent, &cells.join("  "));
        }
    }

    fn statement(&mut self, indent: usize, command: &str) {
        self.line(indent, &format!("$ {command}"));
    }
}

/// A row that is shown, or how many of a table are not.
enum Shown<'a> {
    Row(&'a DeliveredRow),
    Hidden(&'a str, usize),
}

/// Chooses the rows that are shown: of a table with many rows the last.
fn shown(rows: &[DeliveredRow]) -> Vec<Shown<'_>> {
    let mut shown = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let of_table = |rows: &[DeliveredRow]| rows.iter().filter(|other| other.table == row.table).count();
        let (before, behind) = (of_table(&rows[..place]), of_table(&rows[place..]));
        if behind <= ROWS || before + behind <= ROWS + 2 {
            shown.push(Shown::Row(row));
        } else if behind == ROWS + 1 {
            shown.push(Shown::Hidden(&row.table, before + 1));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_rows_of_a_table_the_last_are_shown() {
        let row = |table: &str, line: usize| DeliveredRow {
            place: line.to_string(),
            table: table.to_owned(),
            source: Texts::Absent,
            cells: Vec::new(),
            fate: String::new(),
            made: Vec::new(),
        };
        let told = |counts: [usize; 2]| -> String {
            let [few, many] = counts.map(|count| 0..count);
            let rows: Vec<_> = few.map(|line| row("a", line)).chain(many.map(|line| row("b", line))).collect();
            let told = shown(&rows).into_iter().map(|shown| match shown {
                Shown::Row(row) => format!("{}{} ", row.table, row.place),
                Shown::Hidden(table, count) => format!("{table}…{count} "),
            });
            told.collect()
        };
        assert_eq!(told([1, 6]), "a0 b0 b1 b2 b3 b4 b5 ");
        assert_eq!(told([7, 9]), "a…3 a3 a4 a5 a6 b…5 b5 b6 b7 b8 ");
    }
}
