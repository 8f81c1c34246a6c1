//! A small delivery in one workbook, to be spoiled cell by cell.
//!
//! Cells are written as one types them into a Dutch spreadsheet: `31-12-2020` is a real date, `950,5` a number, `WAAR` a
//! boolean, `#N/B` an error, `=A1 -> 7` a formula with the value that it was saved with, and `'` makes a text of
//! anything.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use jiff::civil::{Date, date};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Outcome;

/// The workbook's name.
const BOOK: &str = "levering.xlsx";

/// A delivery of one workbook, with a mapping of its own.
#[derive(Debug)]
pub(crate) struct Books {
    folder: TempDir,
    mapping: String,
    corrections: Option<String>,
    sheets: Vec<BookSheet>,
    since_1904: bool,
    /// What is changed in the parts of the file once it is written: part, old, new.
    patches: Vec<[String; 3]>,
}

/// A sheet of the workbook.
#[derive(Clone, Debug, Default)]
pub(crate) struct BookSheet {
    name: String,
    hidden: bool,
    cells: BTreeMap<(u32, u16), String>,
    hidden_rows: Vec<u32>,
    merged: Vec<[(u32, u16); 2]>,
}

impl Books {
    /// Three cases in which nothing is wrong: 1 goes to Zutphen, 2 to Lochem, 3 stays behind.
    pub(crate) fn new() -> Self {
        let sheets = include_str!("books.txt").split("\n\n").map(BookSheet::of).collect();
        let (folder, mapping) = (tempfile::tempdir().expect("a folder"), include_str!("books.toml").to_owned());
        fs::create_dir(folder.path().join("delivery")).expect("a folder");
        Self { folder, mapping, corrections: None, sheets, since_1904: false, patches: Vec::new() }
    }

    /// Returns a sheet.
    pub(crate) fn sheet(&mut self, name: &str) -> &mut BookSheet {
        self.sheets.iter_mut().find(|sheet| sheet.name == name).expect("a sheet of that name")
    }

    /// Writes a cell.
    pub(crate) fn with(mut self, sheet: &str, place: &str, text: &str) -> Self {
        self.sheet(sheet).set(place, text);
        self
    }

    /// Adds a sheet of rows, their cells apart by a bar.
    pub(crate) fn add(mut self, name: &str, rows: &[&str]) -> Self {
        self.sheets.push(BookSheet::of(&format!("{name}\n{}", rows.join("\n"))));
        self
    }

    /// Takes a sheet out.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.sheets.retain(|sheet| sheet.name != name);
        self
    }

    /// Counts days from 1904.
    pub(crate) fn since_1904(mut self) -> Self {
        self.since_1904 = true;
        self.patch("xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"1\" ")
    }

    /// Changes a part of the written file, wherever the text stands.
    pub(crate) fn patch(mut self, part: &str, old: &str, new: &str) -> Self {
        self.patches.push([part, old, new].map(str::to_owned));
        self
    }

    /// Changes the part of a sheet in the written file.
    pub(crate) fn patch_sheet(self, name: &str, old: &str, new: &str) -> Self {
        let place = self.sheets.iter().position(|sheet| sheet.name == name).expect("a sheet of that name");
        self.patch(&format!("xl/worksheets/sheet{}.xml", place + 1), old, new)
    }

    /// Writes something else in the mapping, in the one place where it stands.
    pub(crate) fn declare(mut self, old: &str, new: &str) -> Self {
        assert_eq!(self.mapping.matches(old).count(), 1, "the mapping says once: {old}");
        self.mapping = self.mapping.replace(old, new);
        self
    }

    /// Adds to the end of the mapping.
    pub(crate) fn declare_more(mut self, more: &str) -> Self {
        self.mapping.push_str(more);
        self
    }

    /// Corrects delivered cells: lines of `table,key,column,old,new`.
    pub(crate) fn correct(mut self, lines: &[&str]) -> Self {
        let lines: Vec<String> = lines.iter().map(|line| format!("{line},seen on paper,J. Bos\n")).collect();
        let lines = lines.concat();
        self.corrections = Some(format!("table,key,column,old,new,reason,by\n{lines}"));
        self
    }

    /// Delivers a file beside the workbook.
    pub(crate) fn deliver(self, name: &str, bytes: &[u8]) -> Self {
        fs::write(self.delivery().join(name), bytes).expect("a file");
        self
    }

    /// Runs the mapping over the workbook.
    pub(crate) fn run(&self) -> Outcome {
        self.run_with(&self.bytes())
    }

    /// Runs the mapping over something else under the workbook's name.
    pub(crate) fn run_with(&self, book: &[u8]) -> Outcome {
        let mapping = self.folder.path().join("mapping");
        fs::create_dir_all(&mapping).expect("a folder");
        fs::write(mapping.join("mapping.toml"), &self.mapping).expect("a file");
        if let Some(lines) = &self.corrections {
            fs::write(mapping.join("corrections.csv"), lines).expect("a file");
        }
        fs::write(self.delivery().join(BOOK), book).expect("a file");
        Outcome::of(&mapping, &self.delivery())
    }

    /// Runs a delivery that cannot be used, and returns the message.
    pub(crate) fn refusal(&self) -> String {
        self.run().refusal()
    }

    /// Writes the workbook.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        for sheet in &self.sheets {
            sheet.write(book.add_worksheet(), self.since_1904);
        }
        let bytes = book.save_to_buffer().expect("a workbook");
        if self.patches.is_empty() {
            return bytes;
        }
        let mut patched = self.patches.iter().map(|_| false).collect::<Vec<_>>();
        let parts = repacked(&bytes, |name, mut text| {
            for ([_, old, new], done) in self.patches.iter().zip(&mut patched).filter(|([part, ..], _)| part == name) {
                *done |= text.contains(old);
                text = text.replace(old, new);
            }
            text
        });
        assert!(!patched.contains(&false), "every patch changes something: {patched:?}");
        parts
    }

    fn delivery(&self) -> PathBuf {
        self.folder.path().join("delivery")
    }
}

impl BookSheet {
    /// Reads its name and its rows, their cells apart by a bar.
    fn of(text: &str) -> Self {
        let mut lines = text.trim().lines();
        let name = lines.next().unwrap_or_default().to_owned();
        let mut sheet = Self { name, ..Self::default() };
        for (row, line) in (0..).zip(lines) {
            for (column, cell) in (0..).zip(line.split('|')) {
                sheet.cells.insert((row, column), cell.trim().to_owned());
            }
        }
        sheet
    }

    /// Writes a cell.
    pub(crate) fn set(&mut self, place: &str, text: &str) -> &mut Self {
        self.cells.insert(place_of(place), text.to_owned());
        self
    }

    /// Moves everything down by so many rows.
    pub(crate) fn down(&mut self, rows: u32) -> &mut Self {
        self.cells = std::mem::take(&mut self.cells)
            .into_iter()
            .map(|((row, column), cell)| ((row + rows, column), cell))
            .collect();
        self
    }

    /// Adds a row at the end, its cells apart by a bar.
    pub(crate) fn add(&mut self, cells: &str) -> &mut Self {
        let row = self.cells.keys().next_back().map_or(0, |(row, _)| row + 1);
        self.cells.extend((0..).zip(cells.split('|')).map(|(column, cell)| ((row, column), cell.trim().to_owned())));
        self
    }

    /// Hides a row, counted from 1.
    pub(crate) fn hide_row(&mut self, row: u32) -> &mut Self {
        self.hidden_rows.push(row - 1);
        self
    }

    /// Hides the sheet.
    pub(crate) fn hide(&mut self) -> &mut Self {
        self.hidden = true;
        self
    }

    /// Merges cells into one, of which the first keeps its value.
    pub(crate) fn merge(&mut self, first: &str, last: &str) -> &mut Self {
        self.merged.push([place_of(first), place_of(last)]);
        self
    }

    fn write(&self, sheet: &mut Worksheet, since_1904: bool) {
        sheet.set_name(&self.name).expect("a name").set_hidden(self.hidden);
        for [(top, left), (bottom, right)] in &self.merged {
            sheet.merge_range(*top, *left, *bottom, *right, "", &Format::new()).expect("merged cells");
        }
        for ((row, column), text) in &self.cells {
            write_cell(sheet, (*row, *column), text, since_1904);
        }
        for row in &self.hidden_rows {
            sheet.set_row_hidden(*row).expect("a row");
        }
    }
}

fn write_cell(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str, since_1904: bool) {
    let number =
        text.replace(',', ".").parse::<f64>().ok().filter(|_| text.bytes().all(|byte| b"-,0123456789".contains(&byte)));
    let written = if let Some(text) = text.strip_prefix('\'') {
        sheet.write_string(row, column, text)
    } else if let Some((formula, value)) = text.split_once(" -> ") {
        sheet.write_formula(row, column, Formula::new(formula).set_result(value))
    } else if let Some(error) = english(text) {
        sheet.write_formula(row, column, Formula::new("=NA()").set_result(error))
    } else if let Some(days) = days(text, since_1904) {
        sheet.write_number_with_format(row, column, days, &Format::new().set_num_format("dd-mm-yyyy"))
    } else if let Some(number) = number {
        sheet.write_number(row, column, number)
    } else if text == "WAAR" || text == "ONWAAR" {
        sheet.write_boolean(row, column, text == "WAAR")
    } else if text.is_empty() {
        Ok(sheet)
    } else {
        sheet.write_string(row, column, text)
    };
    written.expect("a cell");
}

fn english(text: &str) -> Option<&'static str> {
    let errors = [("#N/B", "#N/A"), ("#VERW!", "#REF!"), ("#DEEL/0!", "#DIV/0!"), ("#WAARDE!", "#VALUE!")];
    errors.iter().find(|(dutch, _)| *dutch == text).map(|(_, english)| *english)
}

/// Counts the days of a date as a workbook does.
fn days(text: &str, since_1904: bool) -> Option<f64> {
    let [day, month, year] = <[&str; 3]>::try_from(text.split('-').collect::<Vec<_>>()).ok()?;
    let found = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    let first = if since_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
    Some(f64::from(found.since(first).expect("days").get_days()))
}

/// Reads `B5` as row 4 and column 1.
fn place_of(text: &str) -> (u32, u16) {
    let (letter, row) = text.split_at(1);
    (row.parse::<u32>().expect("a row") - 1, u16::from(letter.as_bytes()[0] - b'A'))
}

/// Packs the parts of a ZIP file again, changed by their names.
pub(crate) fn repacked(bytes: &[u8], mut change: impl FnMut(&str, String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("XML");
        parts.push((part.name().expect("a name").into_owned(), text));
    }
    let parts: Vec<_> = parts.into_iter().map(|(name, text)| (change(&name, text), name)).collect();
    zipped(&parts.iter().map(|(text, name)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
}

/// Packs parts into a ZIP file.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a ZIP file").into_inner()
}
