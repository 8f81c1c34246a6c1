//! .xlsb: binary records in a ZIP file.
//!
//! The cells are read by a library that passes over three kinds of them: formulas whose value is an error, texts with
//! formatting in the cell itself, and hidden rows; those are gathered from the records beforehand.

mod records;

use std::fs::File;
use std::io::{BufReader, Read};

use calamine::{Reader, Xlsb, XlsbError};
use encoding_rs::UTF_16LE;
use records::Records;

use super::grid::Grid;
use super::guard::{corrupt, guarded, unreadable};
use super::package::Package;
use super::region::Region;
use super::value::Value;
use super::xlsx::{Sheet, beside, chosen, relations_of, screen_shared, value};
use super::{Extract, Notice, SheetInfo, Wanted};
use crate::source::{Cancel, Place, SourceError};

/// Lists the sheets with cells, in their order.
pub(super) fn sheets(package: &mut Package) -> Result<Vec<Sheet>, SourceError> {
    const SHEET: u16 = 0x009C;
    let name = package.name.clone();
    let main = package.main_part()?.unwrap_or_default();
    let relations = package.relations(&relations_of(&main))?;
    let mut records = Records::new(package.part(&main)?);
    let mut sheets = Vec::new();
    while let Some((kind, data)) = records.next().map_err(|error| unreadable(&name, &main, &error))? {
        if kind != SHEET {
            continue;
        }
        let truncated = || corrupt(&name, "a sheet's record that is cut off");
        let state = number(data, 0).ok_or_else(truncated)?;
        let (id, rest) = wide(data.get(8..).unwrap_or_default()).ok_or_else(truncated)?;
        let (sheet, _) = wide(rest).ok_or_else(truncated)?;
        let relation = relations.iter().find(|relation| relation.id == id);
        let Some(relation) = relation.filter(|relation| relation.kind.ends_with("/worksheet")) else { continue };
        let info = SheetInfo { name: sheet, hidden: state != 0 };
        sheets.push(Sheet { info, part: beside(&main, &relation.target) });
    }
    Ok(sheets)
}

/// Spools a sheet.
pub(super) fn extract(mut package: Package, wanted: &Wanted<'_>, cancel: &Cancel) -> Result<Extract, SourceError> {
    let sheets = sheets(&mut package)?;
    let (place, part) = chosen(&sheets, wanted, &package.name)?;
    screen_shared(&mut package, cancel)?;
    let book = package.name.clone();
    let SheetInfo { name: sheet, hidden } = &sheets[place].info;
    let mut grid = Grid::new(wanted, cancel, &book, sheet)?;
    let extra = look(package.part(&part)?, &mut grid, cancel).map_err(|error| unreadable(&book, &part, &error))?;
    if cancel.is_requested() {
        return Err(SourceError::Interrupted);
    }
    let file = File::open(&package.path);
    let file = file.map_err(|source| SourceError::Unreadable { path: book.clone(), source })?;
    drop(package);
    guarded(&book, || read(file, sheet, extra, &mut grid, &book))?;
    let mut extract = grid.finish()?;
    extract.notices.extend(hidden.then_some(Notice::HiddenSheet));
    Ok(extract)
}

/// A cell that the library passes over.
struct Extra {
    row: u32,
    column: u32,
    content: Content,
}

/// What is in it.
enum Content {
    Error(&'static str),
    Text(String),
}

/// Goes through a sheet's records to their end, for what the library passes over.
fn look(part: impl Read, grid: &mut Grid<'_>, cancel: &Cancel) -> std::io::Result<Vec<Extra>> {
    const ROW: u16 = 0;
    const FORMULA_ERROR: u16 = 11;
    const FORMATTED_TEXT: u16 = 62;
    const MERGED: u16 = 176;
    const IS_HIDDEN: u8 = 0x10;
    let mut extra = Vec::new();
    let mut row = 0;
    let mut records = Records::new(part);
    while let Some((kind, data)) = records.next()? {
        match kind {
            ROW => {
                row = number(data, 0).unwrap_or(row);
                if data.get(11).is_some_and(|flags| flags & IS_HIDDEN != 0) {
                    grid.hide(row, row);
                }
                if cancel.is_requested() {
                    return Ok(extra);
                }
            }
            FORMULA_ERROR => {
                let content = Content::Error(error(data.get(8).copied().unwrap_or_default()));
                extra.extend(number(data, 0).map(|column| Extra { row, column, content }));
            }
            FORMATTED_TEXT => {
                let text = data.get(9..).and_then(wide);
                let cell = text.zip(number(data, 0));
                extra.extend(cell.map(|((text, _), column)| Extra { row, column, content: Content::Text(text) }));
            }
            MERGED => {
                let field = |place| number(data, place);
                if let (Some(top), Some(bottom), Some(left), Some(right)) = (field(0), field(4), field(8), field(12))
                    && let Some(region) = (Region { top, left, bottom, right }).checked()
                {
                    grid.merge(region);
                }
            }
            _ => {}
        }
    }
    Ok(extra)
}

/// Reads the cells, and between them those that were passed over.
fn read(file: File, sheet: &str, extra: Vec<Extra>, grid: &mut Grid<'_>, book: &str) -> Result<(), SourceError> {
    let mut workbook = Xlsb::new(BufReader::new(file)).map_err(|error| failed(book, &error))?;
    let since_1904 = workbook.has_1904_epoch();
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| failed(book, &error))?;
    let mut extra = extra.into_iter().peekable();
    while let Some(cell) = cells.next_cell().map_err(|error| failed(book, &error))? {
        let (row, column) = cell.get_position();
        while let Some(before) = extra.next_if(|extra| extra.row <= row) {
            put(&before, grid)?;
        }
        if let Some(value) = value(cell.get_value(), since_1904) {
            grid.put(row, column, value)?;
        }
    }
    extra.try_for_each(|rest| put(&rest, grid))
}

fn put(extra: &Extra, grid: &mut Grid<'_>) -> Result<(), SourceError> {
    let value = match &extra.content {
        Content::Error(code) => Value::Error(code),
        Content::Text(text) => Value::Text(text),
    };
    grid.put(extra.row, extra.column, value)
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#?",
    }
}

/// Reads a number of four bytes.
fn number(data: &[u8], place: usize) -> Option<u32> {
    data.get(place..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// Reads a text of two bytes per character with its length before it, and returns what follows.
fn wide(data: &[u8]) -> Option<(String, &[u8])> {
    let length = usize::try_from(number(data, 0)?).ok()?.checked_mul(2)?;
    let (text, rest) = data.get(4..)?.split_at_checked(length)?;
    Some((UTF_16LE.decode_without_bom_handling(text).0.into_owned(), rest))
}

fn failed(book: &str, error: &XlsbError) -> SourceError {
    match error {
        XlsbError::Password => SourceError::Protected { place: Place::file(book) },
        XlsbError::Io(error) => unreadable(book, "a part", error),
        error => corrupt(book, error),
    }
}
