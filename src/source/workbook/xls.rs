//! .xls: binary records in a compound file.
//!
//! The records are gone through before a library loads them: for hidden rows, for encryption, and because the library
//! sets memory aside for whatever size a sheet claims. It gets them in a fresh container, so that a damaged one cannot
//! lead it in circles.

mod records;

use std::fs::File;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Dimensions, Range, Reader, SheetType, SheetVisible, Xls, XlsError};
use records::look;

use super::choice::choose;
use super::format::no_workbook;
use super::grid::Grid;
use super::guard::{corrupt, guarded, unreadable};
use super::region::Region;
use super::value::Value;
use super::xlsx::error_code;
use super::{Extract, Notice, SheetInfo, Wanted};
use crate::source::{Cancel, Place, SourceError};

/// Opens a compound file and returns its stream of records.
pub(super) fn open(file: File, name: &str) -> Result<Vec<u8>, SourceError> {
    guarded(name, || stream(file, name))
}

fn stream(file: File, name: &str) -> Result<Vec<u8>, SourceError> {
    let mut container = cfb::CompoundFile::open(file).map_err(|error| corrupt(name, &error))?;
    if container.exists("/EncryptedPackage") {
        return Err(SourceError::Protected { place: Place::file(name) });
    }
    let Some(stream) = ["/Workbook", "/Book"].into_iter().find(|stream| container.is_stream(stream)) else {
        return Err(no_workbook(name, "an old document without a workbook in it; have the workbook delivered"));
    };
    let mut bytes = Vec::new();
    let mut stream = container.open_stream(stream).map_err(|error| corrupt(name, &error))?;
    stream.read_to_end(&mut bytes).map_err(|error| unreadable(name, "the workbook", &error))?;
    Ok(bytes)
}

/// Lists the sheets with cells, in their order.
pub(super) fn sheets(stream: &[u8], name: &str) -> Result<Vec<SheetInfo>, SourceError> {
    look(stream, name)?;
    guarded(name, || Ok(infos(&load(stream, name)?).into_iter().map(|(_, info)| info).collect()))
}

/// Spools a sheet.
pub(super) fn extract(stream: &[u8], name: &str, wanted: &Wanted<'_>, cancel: &Cancel) -> Result<Extract, SourceError> {
    let looked = look(stream, name)?;
    guarded(name, || {
        let mut workbook = load(stream, name)?;
        let sheets = infos(&workbook);
        let visible: Vec<SheetInfo> = sheets.iter().map(|(_, info)| info.clone()).collect();
        let (place, info) = &sheets[choose(wanted.sheet, &visible, name)?];
        let mut grid = Grid::new(wanted, cancel, name, &info.name)?;
        for row in looked.sheets.get(*place).into_iter().flat_map(|sheet| &sheet.hidden) {
            grid.hide(*row, *row);
        }
        let merged = workbook.merge_cells_by_sheet_id(*place).map_err(|error| failed(name, &error))?;
        for region in merged.iter().filter_map(region) {
            grid.merge(region);
        }
        let cells = workbook.worksheet_range(&info.name).map_err(|error| failed(name, &error))?;
        read(&cells, workbook.has_1904_epoch(), &mut grid)?;
        let mut extract = grid.finish()?;
        extract.notices.extend(info.hidden.then_some(Notice::HiddenSheet));
        Ok(extract)
    })
}

/// Loads the records from a fresh container.
fn load(stream: &[u8], name: &str) -> Result<Xls<Cursor<Vec<u8>>>, SourceError> {
    let container = || {
        // The library refuses a container of a later version whose streams are all long.
        let mut container = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
        container.create_stream("/Workbook")?.write_all(stream)?;
        container.flush()?;
        std::io::Result::Ok(container.into_inner())
    };
    let mut container = container().map_err(|error| corrupt(name, &error))?;
    container.set_position(0);
    Xls::new(container).map_err(|error| failed(name, &error))
}

/// Returns the sheets with cells, with their places among all sheets.
fn infos(workbook: &Xls<Cursor<Vec<u8>>>) -> Vec<(usize, SheetInfo)> {
    let sheets = workbook.sheets_metadata().iter().enumerate();
    let sheets = sheets.filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet);
    let info = |name: &str, visible| SheetInfo { name: name.to_owned(), hidden: visible != SheetVisible::Visible };
    sheets.map(|(place, sheet)| (place, info(&sheet.name, sheet.visible))).collect()
}

fn region(dimensions: &Dimensions) -> Option<Region> {
    let ((top, left), (bottom, right)) = (dimensions.start, dimensions.end);
    Region { top, left, bottom, right }.checked()
}

fn read(cells: &Range<Data>, since_1904: bool, grid: &mut Grid<'_>) -> Result<(), SourceError> {
    let Some((top, left)) = cells.start() else { return Ok(()) };
    for (row, cells) in (top..).zip(cells.rows()) {
        for (column, cell) in (left..).zip(cells) {
            if let Some(value) = value(cell, since_1904) {
                grid.put(row, column, value)?;
            }
        }
    }
    Ok(())
}

fn value(data: &Data, since_1904: bool) -> Option<Value<'_>> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) | Data::DurationIso(text) => Value::Text(text),
        Data::Int(number) => Value::Whole(*number),
        Data::Float(number) => Value::Number(*number),
        Data::Bool(yes) => Value::Boolean(*yes),
        Data::DateTime(moment) if moment.is_duration() => Value::Duration(moment.as_f64()),
        Data::DateTime(moment) => Value::Serial { days: moment.as_f64(), since_1904 },
        Data::DateTimeIso(text) => Value::Stamp(text),
        Data::Error(error) => Value::Error(error_code(error)),
    })
}

fn failed(book: &str, error: &XlsError) -> SourceError {
    match error {
        XlsError::Password => SourceError::Protected { place: Place::file(book) },
        error => corrupt(book, error),
    }
}
