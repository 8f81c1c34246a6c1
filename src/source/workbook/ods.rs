//! .ods: one XML document with all sheets, in a ZIP file; read as a stream, since rows and cells may say that they are
//! repeated a million times.

mod cell;
mod table;

use quick_xml::events::Event;

use super::choice::choose;
use super::grid::Grid;
use super::package::{Package, Part};
use super::{Extract, Notice, SheetInfo, Wanted, xml};
use crate::source::{Cancel, SourceError};

/// The part with the sheets.
const CONTENT: &str = "content.xml";

/// A reader of that part.
type Content<'a> = quick_xml::Reader<Part<'a>>;

/// Lists the sheets, in their order.
pub(super) fn sheets(package: &mut Package) -> Result<Vec<SheetInfo>, SourceError> {
    let name = package.name.clone();
    list(xml::reader(package.part(CONTENT)?)).map_err(|error| xml::failed(&name, CONTENT, &error))
}

/// Spools a sheet.
pub(super) fn extract(mut package: Package, wanted: &Wanted<'_>, cancel: &Cancel) -> Result<Extract, SourceError> {
    // Read to its end before anything is made of it, so that its checksum is known to be right.
    package.screen(|part| part == CONTENT, cancel)?;
    let sheets = sheets(&mut package)?;
    let book = package.name.clone();
    let place = choose(wanted.sheet, &sheets, &book)?;
    let SheetInfo { name: sheet, hidden } = &sheets[place];
    let mut grid = Grid::new(wanted, cancel, &book, sheet)?;
    let mut reader = xml::reader(package.part(CONTENT)?);
    let failed = |error: &quick_xml::Error| xml::failed(&book, CONTENT, error);
    let mut buffer = Vec::new();
    let (mut depth, mut passed) = (0_usize, 0);
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| failed(&error))? {
            Event::Start(tag) if depth == SHEET_DEPTH && tag.local_name().as_ref() == "table" => {
                if passed == place {
                    table::read(&mut reader, &mut grid, &book)?;
                    break;
                }
                passed += 1;
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    let mut extract = grid.finish()?;
    extract.notices.extend(hidden.then_some(Notice::HiddenSheet));
    Ok(extract)
}

/// How many elements a sheet stands in: document, body, spreadsheet.
const SHEET_DEPTH: usize = 3;

fn list(mut reader: Content<'_>) -> Result<Vec<SheetInfo>, quick_xml::Error> {
    let mut sheets = Vec::new();
    let mut hiding = Vec::new();
    let mut style = None;
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) => {
                match tag.local_name().as_ref() {
                    "style" => style = xml::attribute(&tag, "name")?,
                    "table-properties" if xml::attribute(&tag, "display")?.as_deref() == Some("false") => {
                        hiding.extend(style.clone());
                    }
                    "table" if depth == SHEET_DEPTH => {
                        let name = xml::attribute(&tag, "name")?.unwrap_or_default();
                        let hidden = xml::attribute(&tag, "style-name")?.is_some_and(|style| hiding.contains(&style));
                        sheets.push(SheetInfo { name, hidden });
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(sheets),
            _ => {}
        }
        buffer.clear();
    }
}
