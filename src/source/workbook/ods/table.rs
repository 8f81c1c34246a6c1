//! The rows of one sheet.

use quick_xml::events::{BytesStart, Event};

use super::cell::{CellStart, Held};
use super::{CONTENT, Content};
use crate::source::SourceError;
use crate::source::workbook::grid::{COLUMNS, Grid, ROWS};
use crate::source::workbook::guard::corrupt;
use crate::source::workbook::region::Region;
use crate::source::workbook::xml;

/// A cell of a row, with the columns that repeat it.
struct Repeated {
    first: u32,
    count: u32,
    held: Held,
}

/// Reads the rows of the sheet whose start was just read.
pub(super) fn read(reader: &mut Content<'_>, grid: &mut Grid<'_>, book: &str) -> Result<(), SourceError> {
    let failed = |error: &quick_xml::Error| xml::failed(book, CONTENT, error);
    let mut buffer = Vec::new();
    let mut row = 0_u32;
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| failed(&error))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "table-row" => {
                    let start = RowStart::new(&tag).map_err(|error| failed(&error))?;
                    let cells = cells(reader, row, grid).map_err(|error| failed(&error))?;
                    row = put(&start, &cells, row, grid)?;
                }
                // Rows may stand in groups.
                "table-rows" | "table-row-group" | "table-header-rows" => {}
                _ => skip(reader, &tag).map_err(|error| failed(&error))?,
            },
            Event::End(tag) if tag.local_name().as_ref() == "table" => return Ok(()),
            Event::Eof => return Err(corrupt(book, "a sheet that does not end")),
            _ => {}
        }
        buffer.clear();
    }
}

/// What a row says of itself.
struct RowStart {
    count: u32,
    is_hidden: bool,
}

impl RowStart {
    fn new(tag: &BytesStart<'_>) -> Result<Self, quick_xml::Error> {
        let visibility = xml::attribute(tag, "visibility")?;
        let is_hidden = matches!(visibility.as_deref(), Some("collapse" | "filter"));
        let repeated = xml::attribute(tag, "number-rows-repeated")?;
        let count = repeated.and_then(|count| count.trim().parse().ok()).unwrap_or(1).max(1);
        Ok(Self { count, is_hidden })
    }
}

/// Puts a row as often as it is repeated, and returns the number of the next.
fn put(start: &RowStart, cells: &[Repeated], row: u32, grid: &mut Grid<'_>) -> Result<u32, SourceError> {
    let next = row.saturating_add(start.count);
    if start.is_hidden && !cells.is_empty() {
        grid.hide(row, next - 1);
    }
    let rows = if cells.is_empty() { row..row } else { row..next };
    for row in rows {
        for cell in cells {
            for column in cell.first..cell.first.saturating_add(cell.count) {
                grid.put(row, column, cell.held.value())?;
            }
        }
    }
    Ok(next)
}

/// Reads the cells of a row that are not empty.
fn cells(reader: &mut Content<'_>, row: u32, grid: &mut Grid<'_>) -> Result<Vec<Repeated>, quick_xml::Error> {
    let mut buffer = Vec::new();
    let mut cells = Vec::new();
    let mut column = 0_u32;
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) if matches!(tag.local_name().as_ref(), "table-cell" | "covered-table-cell") => {
                let start = CellStart::new(&tag)?;
                let (first, count) = (column, start.repeated);
                if let Some(region) = region(row, column, start.down, start.right) {
                    grid.merge(region);
                }
                if let Some(held) = start.read(reader)? {
                    cells.push(Repeated { first, count, held });
                }
                column = column.saturating_add(count);
            }
            Event::Start(tag) => skip(reader, &tag)?,
            Event::End(tag) if tag.local_name().as_ref() == "table-row" => return Ok(cells),
            Event::Eof => return Ok(cells),
            _ => {}
        }
        buffer.clear();
    }
}

fn region(top: u32, left: u32, down: u32, right: u32) -> Option<Region> {
    let (bottom, right) = (top.checked_add(down - 1)?, left.checked_add(right - 1)?);
    (bottom < ROWS && right < COLUMNS).then_some(Region { top, left, bottom, right })?.checked()
}

/// Passes over an element and all that is in it.
pub(super) fn skip(reader: &mut Content<'_>, tag: &BytesStart<'_>) -> Result<(), quick_xml::Error> {
    let end = tag.to_end().into_owned();
    reader.read_to_end_into(end.name(), &mut Vec::new()).map(|_| ())
}
