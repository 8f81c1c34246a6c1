//! A workbook, read back without knowledge of how it was made.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader as _, SheetVisible, Xlsx, open_workbook_from_rs};

use crate::domain::{Money, Notation};
use crate::synth::het_plein::{Options, Tally, write};

/// The cells of a row by heading; a boolean is `true` or `false`, a date is in ISO form.
pub(super) type Row = BTreeMap<String, String>;

/// A sheet.
pub(super) struct Sheet {
    headings: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// The cells of the totals row.
    pub(super) totals: Vec<String>,
    /// The row of the first data.
    pub(super) first: u32,
    /// The first and last rows of merged cells.
    pub(super) merged: Vec<(u32, u32)>,
}

/// A workbook.
pub(super) struct Book {
    pub(super) tally: Tally,
    pub(super) bytes: Vec<u8>,
    pub(super) sheets: BTreeMap<String, Sheet>,
    /// How many sheets are hidden.
    pub(super) hidden: usize,
}

impl Book {
    /// Makes a workbook up and reads it.
    pub(super) fn make(options: &Options) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let tally = write(options, folder.path()).expect("a delivery");
        let mut entries = fs::read_dir(folder.path()).expect("the folder");
        let path = entries.next().expect("a file").expect("an entry").path();
        assert!(entries.next().is_none(), "nothing but the workbook is left");
        let bytes = fs::read(path).expect("the workbook");
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.clone())).expect("a workbook");
        let hidden = book.sheets_metadata().iter().filter(|sheet| sheet.visible != SheetVisible::Visible).count();
        let names = book.sheet_names();
        let sheets = names.into_iter().map(|name| (name.clone(), Sheet::read(&mut book, &name))).collect();
        Self { tally, bytes, sheets, hidden }
    }

    /// Returns the rows of a sheet.
    pub(super) fn rows(&self, name: &str) -> &[Row] {
        &self.sheets[name].rows
    }

    /// Returns the sheets that hold data.
    pub(super) fn data(&self) -> impl Iterator<Item = (&str, &Sheet)> {
        self.sheets.iter().map(|(name, sheet)| (name.as_str(), sheet)).filter(|(name, _)| *name != "Toelichting")
    }
}

impl Sheet {
    fn read(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Self {
        let range = book.worksheet_range(name).expect("a sheet");
        let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let merged = merged.into_iter().map(|cells| (cells.start.0, cells.end.0)).collect();
        let mut lines = range.rows().map(|line| line.iter().map(text).collect::<Vec<String>>());
        let is_heading = |line: &Vec<String>| line.iter().filter(|cell| !cell.is_empty()).count() > 2;
        let mut first = 0;
        let headings = lines.by_ref().inspect(|_| first += 1).find(is_heading).unwrap_or_default();
        let mut rows: Vec<Row> = Vec::new();
        let mut totals = Vec::new();
        for line in lines {
            if line[0] == "Totaal" {
                totals = line;
            } else if line.iter().any(|cell| !cell.is_empty()) {
                rows.push(headings.iter().cloned().zip(line).collect());
            }
        }
        Self { headings, rows, totals, first, merged }
    }

    /// Returns what stands under a heading in the totals row.
    pub(super) fn total(&self, heading: &str) -> &str {
        let column = self.headings.iter().position(|known| known == heading).expect("a heading");
        &self.totals[column]
    }
}

fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}

/// Adds up amounts, in cents; nothing counts as nothing.
pub(super) fn sum<'a>(amounts: impl IntoIterator<Item = &'a str>) -> i64 {
    let read = |text: &str| match text.split_once('.') {
        _ if text.contains(',') => Money::parse(text, Notation::DUTCH),
        Some((_, decimals)) if decimals.len() == 1 => Money::parse(&format!("{text}0"), Notation::PLAIN),
        _ => Money::parse(text, Notation::PLAIN).or_else(|_| Money::parse(text, Notation::DUTCH)),
    };
    let amounts = amounts.into_iter().filter(|text| !["", "-", "n.v.t."].contains(text));
    amounts.map(|text| read(text).unwrap_or_else(|error| panic!("{text}: {error}")).cents()).sum()
}
