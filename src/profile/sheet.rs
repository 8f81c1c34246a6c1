//! A sheet of a workbook: its headings are found, then it is spooled as in a run and profiled as a table.

use super::headless::are_headings;
use super::input::{Input, Text};
use super::model::{GuessedForm, Kind, TableProfile};
use super::table::{self, Known};
use super::tally::Tally;
use crate::domain::{DateFormat, position};
use crate::mapping::model::SheetChoice;
use crate::source::decode::{CellForm, RecordForm};
use crate::source::files::Listed;
use crate::source::workbook::{self, CellTypes, Notice, Wanted, spool};
use crate::source::{Cancel, SourceError};

/// How many rows below a row decide whether it holds headings.
const BELOW: usize = 20;

/// Profiles a sheet; gives nothing where no row looks like headings.
pub(super) fn profile(file: &Listed, sheet: &str, cancel: &Cancel) -> Result<Option<TableProfile>, SourceError> {
    let choice = SheetChoice::Named(sheet.to_owned());
    let rows = workbook::first_rows(&file.path, &file.name, &choice, cancel)?;
    let Some((place, headings)) = headings(&rows) else { return Ok(None) };
    let columns: Vec<Vec<String>> = headings.into_iter().map(|heading| vec![heading]).collect();
    let wanted = Wanted {
        sheet: &choice,
        columns: &columns,
        repeat_merged: false,
        decimal: b',',
        date: DateFormat::DayMonthYear,
        footer_marker: None,
    };
    let extract = workbook::extract(&file.path, &file.name, &wanted, cancel)?;
    let form = RecordForm { delimiter: spool::DELIMITER, quote: spool::QUOTE, cells: CellForm::Spooled };
    let name = position::sheet(&file.name, sheet);
    let input = Input { name, text: Text::Spool(extract.spool), form };
    let heading_row = extract.heading_row;
    let above = (place > 0).then(|| format!("{} above the headings", are(place as u64, "row stands", "rows stand")));
    let known = Known {
        form: GuessedForm::Sheet { book: file.name.clone(), sheet: sheet.to_owned(), heading_row },
        bytes: file.bytes,
        evidence: above.into_iter().chain(typed(&extract.types)).collect(),
        doubts: extract.notices.iter().map(told).collect(),
        has_headings: true,
    };
    let mut table = table::profile(&input, known, cancel)?;
    for (place, column) in table.columns.iter_mut().enumerate() {
        let mut types = extract.types.get(place).copied().unwrap_or_default();
        if place == 0 && table.footer.is_some() {
            // The word of the totals line is among them.
            types.texts.0 = types.texts.0.saturating_sub(1);
        }
        column.doubts.extend(mixed(types, column.kind));
    }
    leave_out_gaps(&mut table);
    Ok(Some(table))
}

/// Finds the first row that is about as wide as the widest below it and looks like headings; returns its place among the
/// rows, and the headings that are there.
fn headings(rows: &[(u32, Vec<String>)]) -> Option<(usize, Vec<String>)> {
    let filled = |row: &[String]| row.iter().filter(|text| !text.trim().is_empty()).count();
    (0..rows.len()).find_map(|place| {
        let (own, rest) = (&rows[place].1, &rows[place + 1..]);
        let below: Vec<Vec<String>> = rest.iter().take(BELOW).map(|(_, row)| row.clone()).collect();
        let widest = below.iter().map(|row| filled(row)).max().unwrap_or(0);
        let mut texts: Vec<String> =
            own.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        let is_wide = count * 5 >= widest * 4 && texts.len() * 2 > count;
        (is_wide && are_headings(own, &below)).then_some((place, texts))
    })
}

/// Says what a workbook's reader should know.
fn told(notice: &Notice) -> String {
    match notice {
        Notice::HiddenSheet => "the sheet is hidden".to_owned(),
        Notice::HiddenRows { first, count } => {
            format!(
                "{} hidden, the first is {first}; a run reads them like the others",
                are(*count, "row is", "rows are")
            )
        }
        Notice::Stray { first: (row, column), count } => {
            let cell = format!("{}{row}", position::column_letters(*column));
            format!(
                "{} under no heading, the first in {cell}; a run leaves them out",
                are(*count, "value stands", "values stand")
            )
        }
        Notice::Merged { first, count } => format!(
            "{} merged, the first is {first}: only the first cell of each holds the value, unless the mapping says `merged = \"repeat\"`",
            are(*count, "stretch of cells is", "stretches of cells are")
        ),
    }
}

/// Says which types the workbook keeps, which are written out here.
fn typed(types: &[CellTypes]) -> Vec<String> {
    let sum = |of: fn(&CellTypes) -> u64| types.iter().map(of).sum::<u64>();
    let (numbers, dates) = (sum(|types| types.numbers.0), sum(|types| types.dates.0));
    let dates = (dates > 0)
        .then(|| format!("{}, written here as dd-mm-yyyy", are(dates, "cell is a real date", "cells are real dates")));
    let numbers = (numbers > 0).then(|| {
        format!(
            "{}, written here with a decimal comma",
            are(numbers, "cell is a real number", "cells are real numbers")
        )
    });
    dates.into_iter().chain(numbers).collect()
}

/// Says that a column of dates or numbers holds some of them as text, and that formulas fill cells.
fn mixed(types: CellTypes, kind: Kind) -> Vec<String> {
    let tally = |(count, first): (u64, u32)| Tally { count, first };
    let real = types.numbers.0 + types.dates.0;
    let is_typed = matches!(kind, Kind::Date | Kind::Month | Kind::Amount | Kind::Integer | Kind::Bsn);
    let texts = tally(types.texts).told(
        "cell is text where others are real dates or numbers",
        "cells are text where others are real dates or numbers",
        "row",
    );
    let formulas = tally(types.formulas).told("cell is filled by a formula", "cells are filled by formulas", "row");
    texts.filter(|_| is_typed && real > 0).into_iter().chain(formulas).collect()
}

/// Takes away columns without heading and content: they only part others.
fn leave_out_gaps(table: &mut TableProfile) {
    let is_gap = |place: &usize| table.columns[*place].heading.is_empty() && table.columns[*place].filled == 0;
    let gaps: Vec<usize> = (0..table.columns.len()).filter(is_gap).collect();
    for place in table.keys.iter_mut().flatten() {
        *place -= gaps.iter().filter(|gap| *gap < place).count();
    }
    for gap in gaps.into_iter().rev() {
        table.columns.remove(gap);
    }
}

/// Says how many there are in words for one and for several.
fn are(count: u64, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {several}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(written: &[&str]) -> Vec<(u32, Vec<String>)> {
        (1..).zip(written).map(|(row, line)| (row, line.split(';').map(str::to_owned).collect())).collect()
    }

    /// Rows, and the place of the headings with their texts.
    type Case = (&'static [&'static str], Option<(usize, &'static str)>);

    #[test]
    fn headings_are_found_below_titles() {
        let table: [Case; 7] = [
            (&["Nummer;Bedrag;Soort", "1;12,50;x"], Some((0, "Bedrag Nummer Soort"))),
            (&["Opbouw", "Gemeente;Zutphen", "Nummer;Bedrag;Soort", "1;12,50;x"], Some((2, "Bedrag Nummer Soort"))),
            (&["Stand per;31-12-2018", "Nummer;Bedrag", "1;12,50"], Some((1, "Bedrag Nummer"))),
            (&["Nummer;Bedrag"], Some((0, "Bedrag Nummer"))),
            (&["1;12,50", "2;13,50"], None),
            (&["Naam", "Jansen"], Some((0, "Naam"))),
            (&[], None),
        ];
        for (written, expected) in table {
            let found = headings(&rows(written)).map(|(place, texts)| (place, texts.join(" ")));
            assert_eq!(found, expected.map(|(place, texts)| (place, texts.to_owned())), "{written:?}");
        }
    }
}
