//! A look over the records of an .xls workbook before they are loaded.

use crate::source::workbook::guard::corrupt;
use crate::source::{Place, SourceError};

/// The most rows and columns of a sheet.
const ROWS: u32 = 65_536;
const COLUMNS: u32 = 256;
/// The most cells that the sheets span together.
const CELLS: u64 = 128 << 20;

/// What was seen of the sheets, in their order.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// One for each.
    pub(super) sheets: Vec<LookedSheet>,
}

/// What was seen of a sheet.
#[derive(Debug, Default)]
pub(super) struct LookedSheet {
    /// Its hidden rows from 0.
    pub(super) hidden: Vec<u32>,
}

/// Goes through the records of the workbook and of each sheet.
///
/// # Errors
/// Fails where they are encrypted, cut off, or claim cells that no sheet has.
pub(super) fn look(stream: &[u8], book: &str) -> Result<Looked, SourceError> {
    const ENCRYPTED: u16 = 0x002F;
    const SHEET: u16 = 0x0085;
    const TEXTS: u16 = 0x00FC;
    let damaged = |reason: &str| corrupt(book, reason);
    let (mut starts, mut texts) = (Vec::new(), 0);
    for record in (Records { rest: stream }) {
        let (kind, data) = record.map_err(|()| damaged("a record that is cut off"))?;
        match kind {
            ENCRYPTED => return Err(SourceError::Protected { place: Place::file(book) }),
            SHEET => {
                let start = data.first_chunk().map(|bytes| u32::from_le_bytes(*bytes) as usize);
                starts.push(
                    start.and_then(|start| stream.get(start..)).ok_or_else(|| damaged("a sheet that is cut off"))?,
                );
            }
            // The number of texts follows that of the cells that hold one.
            TEXTS => {
                texts = data.get(4..).and_then(|rest| rest.first_chunk()).map_or(0, |four| u32::from_le_bytes(*four));
            }
            END => break,
            _ => {}
        }
    }
    let mut looked = Looked::default();
    let mut cells = 0;
    for start in starts {
        let (sheet, span) = look_at_sheet(start, texts).map_err(damaged)?;
        cells += span;
        if cells > CELLS {
            return Err(damaged("more cells than a workbook of this kind has"));
        }
        looked.sheets.push(sheet);
    }
    Ok(looked)
}

/// The record that ends a sheet, and the one that begins it.
const END: u16 = 0x000A;
const BEGIN: u16 = 0x0809;

/// Looks at one sheet, whose cells refer to so many texts; returns how many cells it spans too.
fn look_at_sheet(stream: &[u8], texts: u32) -> Result<(LookedSheet, u64), &'static str> {
    const ROW: u16 = 0x0208;
    const DIMENSIONS: u16 = 0x0200;
    const IS_HIDDEN: u16 = 0x20;
    const TEXT: u16 = 0x00FD;
    let mut sheet = LookedSheet::default();
    let (mut depth, mut rows, mut columns) = (0_u32, 0, 0);
    for record in (Records { rest: stream }) {
        let (kind, data) = record.map_err(|()| "a record that is cut off")?;
        let word =
            |place: usize| data.get(place..).and_then(|rest| rest.first_chunk()).map(|two| u16::from_le_bytes(*two));
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // Charts within the sheet have records of their own.
            _ if depth > 1 => {}
            ROW if word(12).is_some_and(|flags| flags & IS_HIDDEN != 0) => {
                sheet.hidden.extend(word(0).map(u32::from));
            }
            DIMENSIONS => {
                let last_row = match data.len() {
                    10 => word(2).map(u32::from),
                    _ => data.get(4..).and_then(|rest| rest.first_chunk()).map(|four| u32::from_le_bytes(*four)),
                };
                let last_column = word(if data.len() == 10 { 6 } else { 10 });
                let (Some(last_row), Some(last_column)) = (last_row, last_column) else { return Err("a size cut off") };
                if last_row > ROWS || u32::from(last_column) > COLUMNS {
                    return Err("a sheet that is larger than sheets of this kind are");
                }
            }
            0x0006 | 0x00BD | 0x00D6 | TEXT | 0x0203..=0x0205 | 0x027E => {
                let (Some(row), Some(column)) = (word(0), word(2)) else { return Err("a cell that is cut off") };
                let text = data.get(6..).and_then(|rest| rest.first_chunk()).map(|four| u32::from_le_bytes(*four));
                if kind == TEXT && text.is_none_or(|text| text >= texts) {
                    return Err("a text that is not there");
                }
                // Several numbers side by side end with the column of the last.
                let last = if kind == 0x00BD { word(data.len().saturating_sub(2)).unwrap_or(column) } else { column };
                if u32::from(last.max(column)) >= COLUMNS {
                    return Err("a cell outside the sheet");
                }
                rows = rows.max(u64::from(row) + 1);
                columns = columns.max(u64::from(last.max(column)) + 1);
            }
            _ => {}
        }
    }
    sheet.hidden.sort_unstable();
    Ok((sheet, rows * columns))
}

/// Records, one after another: a kind, a length, and so many bytes.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<(u16, &'a [u8]), ()>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let Some((head, rest)) = self.rest.split_first_chunk::<4>() else { return Some(Err(())) };
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let Some((data, rest)) = rest.split_at_checked(length) else { return Some(Err(())) };
        self.rest = rest;
        Some(Ok((u16::from_le_bytes([head[0], head[1]]), data)))
    }
}
