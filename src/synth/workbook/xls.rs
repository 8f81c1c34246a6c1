//! Workbooks of Excel 97 to 2003: one stream of records in a compound file.
//!
//! Texts are shared by all sheets and kept in memory; a sheet has no more than 65,536 rows, so that they are few.

use std::fs::File;
use std::io::{self, BufWriter, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use cfb::{CompoundFile, Version};
use rustc_hash::FxHashMap;
use tempfile::{SpooledTempFile, spooled_tempfile_in};

use super::Writer;
use super::biff;
use super::cell::{Cell, Extent, Line, Placed, Visibility, day_number, nearest, plain};

/// A sheet that grows beyond this waits in a file.
const IN_MEMORY: usize = 1 << 20;

/// A workbook that is being written.
#[derive(Debug)]
pub(super) struct Xls {
    file: File,
    folder: PathBuf,
    sheets: Vec<Sheet>,
    texts: Texts,
}

#[derive(Debug)]
struct Sheet {
    name: String,
    visibility: Visibility,
    columns: u16,
    rows: u32,
    cells: BufWriter<SpooledTempFile>,
    length: usize,
    merges: Vec<[u16; 4]>,
}

/// The texts of all cells, each once.
#[derive(Debug, Default)]
struct Texts {
    uses: u32,
    list: Vec<String>,
    places: FxHashMap<String, u32>,
}

impl Xls {
    /// Begins a workbook; what waits to be written waits in the folder.
    pub(super) fn new(file: File, folder: &Path) -> Self {
        Self { file, folder: folder.to_owned(), sheets: Vec::new(), texts: Texts::default() }
    }
}

impl Writer for Xls {
    fn add_sheet(&mut self, name: &str, columns: usize, visibility: Visibility) -> io::Result<()> {
        self.sheets.push(Sheet {
            name: name.to_owned(),
            visibility,
            columns: u8::try_from(columns).map_err(io::Error::other)?.into(),
            rows: 0,
            cells: BufWriter::new(spooled_tempfile_in(IN_MEMORY, &self.folder)),
            length: 0,
            merges: Vec::new(),
        });
        Ok(())
    }

    fn write_row(&mut self, sheet: usize, Line { row, visibility, cells }: &Line<'_>) -> io::Result<()> {
        let sheet = &mut self.sheets[sheet];
        let place = u16::try_from(*row).map_err(io::Error::other)?;
        sheet.rows = row + 1;
        let mut records = Vec::with_capacity(cells.len() * 18);
        if *visibility == Visibility::Hidden {
            biff::push_hidden_row(&mut records, place, sheet.columns);
        }
        for (column, placed) in (0..).zip(cells) {
            push_cell(&mut records, &mut self.texts, [place, column], *placed);
            if let Extent::Merged { rows, columns } = placed.extent {
                let last = u16::try_from(row + rows - 1).unwrap_or(u16::MAX);
                sheet.merges.push([place, last, column, column + columns - 1]);
            }
        }
        sheet.length += records.len();
        sheet.cells.write_all(&records)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self { file, sheets, texts, .. } = *self;
        let mut opening = Vec::new();
        biff::push_beginning(&mut opening, false);
        biff::push_preamble(&mut opening);
        let mut closing = Vec::new();
        biff::push_texts(&mut closing, texts.uses, &texts.list);
        biff::push_end(&mut closing);
        let frames: Vec<(Vec<u8>, Vec<u8>)> =
            sheets.iter().enumerate().map(|(place, sheet)| sheet.frame(place == 0)).collect();
        // The places of the sheets stand before them; how many bytes they take does not depend on what they say.
        let lengths = sheets.iter().zip(&frames).map(|(sheet, (head, tail))| head.len() + sheet.length + tail.len());
        let places = |start: usize| {
            let mut places = Vec::new();
            let mut offset = start;
            for (sheet, length) in sheets.iter().zip(lengths.clone()) {
                let place = u32::try_from(offset).unwrap_or(u32::MAX);
                biff::push_sheet_place(&mut places, place, sheet.visibility, &sheet.name);
                offset += length;
            }
            places
        };
        let places = places(opening.len() + places(0).len() + closing.len());

        let mut compound = CompoundFile::create_with_version(Version::V3, file)?;
        let mut stream = compound.create_stream("/Workbook")?;
        for part in [opening, places, closing] {
            stream.write_all(&part)?;
        }
        for (sheet, (head, tail)) in sheets.into_iter().zip(frames) {
            stream.write_all(&head)?;
            let mut cells = sheet.cells.into_inner().map_err(io::IntoInnerError::into_error)?;
            cells.rewind()?;
            io::copy(&mut cells, &mut stream)?;
            stream.write_all(&tail)?;
        }
        stream.flush()?;
        drop(stream);
        compound.flush()
    }
}

impl Sheet {
    /// Returns what stands before the cells and after them.
    fn frame(&self, in_front: bool) -> (Vec<u8>, Vec<u8>) {
        let (mut head, mut tail) = (Vec::new(), Vec::new());
        biff::push_beginning(&mut head, true);
        biff::push_widths(&mut head, self.columns);
        biff::push_dimensions(&mut head, self.rows, self.columns);
        biff::push_view(&mut tail, in_front);
        biff::push_merges(&mut tail, &self.merges);
        biff::push_end(&mut tail);
        (head, tail)
    }
}

impl Texts {
    /// Returns the number of a text.
    fn number(&mut self, text: &str) -> u32 {
        self.uses += 1;
        if let Some(number) = self.places.get(text) {
            return *number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(text.to_owned());
        self.places.insert(text.to_owned(), number);
        number
    }
}

fn push_cell(records: &mut Vec<u8>, texts: &mut Texts, place: [u16; 2], Placed { cell, bold, .. }: Placed<'_>) {
    let style = if bold { biff::BOLD } else { biff::PLAIN };
    match cell {
        Cell::Empty => {}
        Cell::Text(text) | Cell::AmountText(_, text) => biff::push_text_cell(records, place, style, texts.number(text)),
        Cell::Whole(number) => biff::push_number_cell(records, place, style, nearest(&number.to_string())),
        Cell::Amount(amount) | Cell::Formula(amount, _) => {
            biff::push_number_cell(records, place, biff::AMOUNT, nearest(&plain(amount)));
        }
        Cell::Date(date) => match day_number(date) {
            Some(number) => biff::push_number_cell(records, place, biff::DATE, number.into()),
            None => biff::push_text_cell(records, place, style, texts.number(&date.to_string())),
        },
        Cell::Boolean(truth) => biff::push_boolean_cell(records, place, truth),
    }
}
