//! Two files of one name, compared by what stands in them.
//!
//! Tables and figures are compared by the means of the rehearsal, which names the cell. Bytes that differ where no cell
//! does are told as well.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::answer::Difference;
use crate::domain::{bsn, position};
use crate::pipeline::manifest::SUMMARY;
use crate::rehearsal::mask::Mask;
use crate::rehearsal::{self, Outcome, differences};

/// How many cells of one sheet are told.
const CELLS: usize = 10;
/// How many bytes of a page are told around the first that differs.
const AROUND: usize = 40;

/// What is compared, and how what differs is told.
pub(super) struct Comparing<'a> {
    /// What is wrong where something differs.
    pub(super) message: &'a str,
    /// What to do about it.
    pub(super) help: &'a str,
    /// Where numbers of persons stand.
    pub(super) mask: &'a Mask<'a>,
}

impl Comparing<'_> {
    /// Lists what differs between a file as it stands there and as it should be; nothing where the bytes are the same.
    pub(super) fn files(&self, name: &str, found: &[u8], expected: &[u8]) -> Vec<Difference> {
        if found == expected {
            return Vec::new();
        }
        let cells = match extension(name) {
            "csv" | "json" => self.cells(name, found, expected),
            "xlsx" => self.sheets(name, found, expected),
            _ => vec![self.pages(name, found, expected)],
        };
        if cells.is_empty() {
            let message = format!("{}: the same values, stored otherwise", self.message);
            return vec![Difference::new(name, &message, self.help)];
        }
        cells
    }

    /// Lists what differs between two summaries, wherever they are kept.
    pub(super) fn summaries(&self, kept_in: &str, found: &[u8], expected: &[u8]) -> Vec<Difference> {
        let unlike = self.files(SUMMARY, found, expected);
        unlike.into_iter().map(|difference| Difference { file: kept_in.to_owned(), ..difference }).collect()
    }

    /// Returns a value as it may be shown: without numbers of persons, and without rows as they were delivered.
    pub(super) fn discreet(&self, column: &str, value: String) -> String {
        if column == "raw" {
            return format!("a row as delivered, {} characters", value.chars().count());
        }
        // What was delivered under any heading may be the number of a person, right or wrong.
        let may_be_number = (7..=9).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit());
        let value = bsn::mask_cell(value, may_be_number && ["value", "old", "new"].contains(&column));
        let (file, row, column) = (String::new(), String::new(), column.to_owned());
        let covered = self.mask.cover(rehearsal::Difference { file, row, column, expected: None, found: Some(value) });
        covered.found.unwrap_or_default()
    }

    /// Makes a difference of what the rehearsal tells one from.
    fn difference(&self, table: &str, difference: rehearsal::Difference) -> Difference {
        let covered = self.mask.cover(difference);
        let told = Difference::new(&covered.file, self.message, self.help).values(covered.found, covered.expected);
        Difference { table: table.to_owned(), row: covered.row, column: covered.column, ..told }
    }

    fn cells(&self, name: &str, found: &[u8], expected: &[u8]) -> Vec<Difference> {
        let outcome = |content: &[u8]| Outcome([(name.to_owned(), content.to_vec())].into());
        let unlike = differences(&outcome(expected), &outcome(found));
        unlike.into_iter().map(|difference| self.difference("", difference)).collect()
    }

    fn sheets(&self, name: &str, found: &[u8], expected: &[u8]) -> Vec<Difference> {
        let (Ok(mut there), Ok(mut wanted)) = (Xlsx::new(Cursor::new(found)), Xlsx::new(Cursor::new(expected))) else {
            return vec![Difference::new(name, "it is no workbook that can be read", self.help)];
        };
        let mut unlike = Vec::new();
        let mut names = wanted.sheet_names();
        names.extend(there.sheet_names().into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
        for sheet in names {
            let range = (there.worksheet_range(&sheet).ok(), wanted.worksheet_range(&sheet).ok());
            let (Some(there), Some(wanted)) = range else {
                let whole = Difference::new(name, "a sheet is there once and not twice", self.help);
                unlike.push(Difference { table: sheet, ..whole });
                continue;
            };
            let ends = [there.end(), wanted.end()].map(Option::unwrap_or_default);
            let (rows, columns) = (ends[0].0.max(ends[1].0), ends[0].1.max(ends[1].1));
            let places = (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row, column)));
            let cell = |value: Option<&Data>| value.map(ToString::to_string).filter(|text| !text.is_empty());
            let differing = places.filter_map(|place| {
                let (found, expected) = (cell(there.get_value(place)), cell(wanted.get_value(place)));
                (found != expected).then_some((place, found, expected))
            });
            unlike.extend(differing.take(CELLS).map(|((row, column), found, expected)| {
                let column = position::column_letters(usize::try_from(column).unwrap_or_default());
                let (file, row) = (name.to_owned(), format!("row {}", row + 1));
                self.difference(&sheet, rehearsal::Difference { file, row, column, expected, found })
            }));
        }
        unlike
    }

    /// Tells where a page begins to differ.
    fn pages(&self, name: &str, found: &[u8], expected: &[u8]) -> Difference {
        let at = found.iter().zip(expected).take_while(|(one, other)| one == other).count();
        let around = |content: &[u8]| {
            let (from, to) = (at.saturating_sub(AROUND).min(content.len()), (at + AROUND).min(content.len()));
            Some(String::from_utf8_lossy(&content[from..to]).into_owned())
        };
        let (file, row, column) = (name.to_owned(), format!("byte {}", at + 1), String::new());
        let (found, expected) = (around(found), around(expected));
        self.difference("", rehearsal::Difference { file, row, column, expected, found })
    }
}

/// Returns what a name ends with behind its last point.
pub(super) fn extension(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}
