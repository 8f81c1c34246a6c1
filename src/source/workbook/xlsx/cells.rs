//! The cells of a sheet on their way from the thread that reads them to the one that lays them out.
//!
//! Cells travel in batches of bounded size, so that few of them are in memory whatever a workbook holds.

use std::fs::File;
use std::io::BufReader;
use std::mem;
use std::panic;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use calamine::{DataRef, Xlsx, XlsxCellFormulaMetadataRecord, XlsxCellReader, XlsxFormulaMetadata};

use super::{failed, value};
use crate::source::SourceError;
use crate::source::workbook::grid::Grid;
use crate::source::workbook::guard::guarded;
use crate::source::workbook::value::Value;

/// How many batches wait at most to be laid out.
const WAITING: usize = 8;
/// How many cells a batch has at most.
const CELLS: usize = 1024;
/// From how many bytes of text on a batch is full.
const TEXT: usize = 256 * 1024;

/// A cell as the library reads it.
type Record<'a> = XlsxCellFormulaMetadataRecord<'a>;

/// Reads the cells of a sheet and lays them out.
pub(super) fn lay_out<'a>(
    workbook: &'a mut Xlsx<BufReader<File>>,
    sheet: &'a str,
    grid: &mut Grid<'_>,
    book: &'a str,
) -> Result<(), SourceError> {
    let since_1904 = workbook.has_1904_epoch();
    let (give, batches) = sync_channel(WAITING);
    thread::scope(move |scope| {
        let reading = scope.spawn(move || {
            guarded(book, move || {
                let cells = workbook.worksheet_cells_reader(sheet).map_err(|error| failed(book, &error))?;
                read(cells, &give, book)
            })
        });
        for cell in batches.into_iter().flatten() {
            put(&cell, since_1904, grid)?;
        }
        reading.join().unwrap_or_else(|reason| panic::resume_unwind(reason))
    })
}

/// Reads cells to the end of their sheet, or until nobody takes them any more: then laying them out has failed already.
fn read<'a>(
    mut cells: XlsxCellReader<'a, BufReader<File>>,
    give: &SyncSender<Vec<Record<'a>>>,
    book: &str,
) -> Result<(), SourceError> {
    let mut batch = Vec::with_capacity(CELLS);
    let mut bytes = 0;
    loop {
        let end = match cells.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => {
                bytes += weight(&cell);
                batch.push(cell);
                None
            }
            Ok(None) => Some(Ok(())),
            Err(error) => Some(Err(failed(book, &error))),
        };
        if end.is_some() || batch.len() == CELLS || bytes > TEXT {
            let full = mem::replace(&mut batch, Vec::with_capacity(CELLS));
            bytes = 0;
            let is_over = give.send(full).is_err();
            if let Some(end) = end.or(is_over.then_some(Ok(()))) {
                return end;
            }
        }
    }
}

/// Returns how many bytes a cell takes besides itself.
fn weight(cell: &Record<'_>) -> usize {
    let text = match &cell.value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.len(),
        _ => 0,
    };
    text + cell.formula.as_ref().map_or(0, |formula| source(formula).len())
}

fn put(cell: &Record<'_>, since_1904: bool, grid: &mut Grid<'_>) -> Result<(), SourceError> {
    let (row, column) = cell.pos;
    match (value(&cell.value, since_1904), &cell.formula) {
        (Some(value), formula) => {
            grid.put(row, column, value)?;
            if formula.is_some() {
                grid.calculated(row, column);
            }
            Ok(())
        }
        (None, Some(formula)) => grid.put(row, column, Value::Formula(&format!("={}", source(formula)))),
        (None, None) => Ok(()),
    }
}

/// Returns a formula as it is written, nothing where that stands in another cell.
fn source(formula: &XlsxFormulaMetadata) -> &str {
    match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => formula,
        _ => "",
    }
}
