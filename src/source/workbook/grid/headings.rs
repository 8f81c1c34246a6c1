//! The row of headings, found among the title rows above it.

use super::row::Row;
use crate::source::layout;
use crate::source::workbook::region::Region;
use crate::source::workbook::spool;
use crate::source::{Place, SourceError};

/// Within how many rows the headings must stand.
pub(super) const WITHIN: u32 = 200;

/// The headings that were found.
#[derive(Debug)]
pub(super) struct Headings {
    /// Their row, from 0.
    pub(super) row: u32,
    /// The last row that a merged heading reaches.
    pub(super) last_row: u32,
    texts: Vec<String>,
}

impl Headings {
    /// Returns how many columns there are up to the last heading.
    pub(super) fn width(&self) -> u32 {
        u32::try_from(self.texts.len()).unwrap_or(u32::MAX)
    }

    /// Tells whether a column has a heading.
    pub(super) fn has(&self, column: u32) -> bool {
        self.texts.get(column as usize).is_some_and(|text| !text.is_empty())
    }

    /// Returns the headings that are there, by column.
    pub(super) fn texts(&self) -> impl Iterator<Item = (u32, &str)> {
        (0..).zip(&self.texts).map(|(column, text)| (column, text.as_str()))
    }
}

/// The search for the headings, row after row.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Headings that are merged with cells below them: column, text, last row.
    carried: Vec<(u32, String, u32)>,
    /// The row that holds most so far: its number, how many, its texts.
    best: Option<(u32, usize, Vec<String>)>,
}

impl Search {
    /// Looks at a row, of which `merged` are the regions that begin in it or before.
    pub(super) fn look(
        &mut self,
        number: u32,
        row: &Row,
        merged: &[Region],
        columns: &[Vec<String>],
    ) -> Option<Headings> {
        self.carried.retain(|(_, _, last)| *last >= number);
        let begun = merged.iter().filter(|region| region.top == number && region.bottom > number);
        for region in begun {
            if let Some(text) = row.cell(region.left) {
                self.carried.push((region.left, trimmed(text), region.bottom));
            }
        }
        let mut texts = Vec::new();
        let own = row.cells().map(|(column, cell)| (column, trimmed(cell)));
        let carried = self.carried.iter().map(|(column, text, _)| (*column, text.clone()));
        for (column, text) in own.chain(carried) {
            let column = column as usize;
            if texts.len() <= column && !text.is_empty() {
                texts.resize(column + 1, String::new());
            }
            if !text.is_empty() {
                texts[column] = text;
            }
        }
        let found = columns.iter().filter(|names| names.iter().any(|name| texts.contains(name))).count();
        if found == columns.len() && !texts.is_empty() {
            let is_wanted = |text: &String| columns.iter().any(|names| names.contains(text));
            let reaching = self.carried.iter().filter(|(_, text, _)| is_wanted(text)).map(|(_, _, last)| *last);
            return Some(Headings { row: number, last_row: reaching.max().unwrap_or(number), texts });
        }
        let is_better = self.best.as_ref().is_none_or(|(_, most, _)| found > *most);
        if is_better && !texts.is_empty() {
            self.best = Some((number, found, texts));
        }
        None
    }

    /// Says why no headings were found.
    pub(super) fn failed(&self, columns: &[Vec<String>], sheet: &str) -> SourceError {
        let Some((row, _, texts)) = &self.best else { return SourceError::Empty { place: Place::file(sheet) } };
        let missing = columns.iter().find(|names| !names.iter().any(|name| texts.contains(name)));
        let heading = missing.and_then(|names| names.first()).map_or("", String::as_str);
        let found: Vec<String> = texts.iter().filter(|text| !text.is_empty()).cloned().collect();
        layout::missing(heading, &found, &Place::line(sheet, row + 1))
    }
}

fn trimmed(cell: &[u8]) -> String {
    spool::text(cell).trim().to_owned()
}
