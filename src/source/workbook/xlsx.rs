//! .xlsx and .xlsm: XML in a ZIP file, cell by cell.
//!
//! ```text
//! lanes      the sheets of a workbook, two at a time
//!   └ cells  the cells of a sheet: one thread reads them, another lays them out in the spool
//! ```

mod cells;
mod lanes;

use calamine::{DataRef, XlsxError};
use quick_xml::events::Event;

use super::choice::choose;
use super::format::no_workbook;
use super::guard::{corrupt, unreadable};
use super::package::Package;
use super::value::Value;
use super::{Extract, SheetInfo, Wanted, xml};
use crate::source::{Cancel, Place, SourceError};

/// A sheet, and the part that holds it.
pub(super) struct Sheet {
    /// What is told of it.
    pub(super) info: SheetInfo,
    /// The part.
    pub(super) part: String,
}

/// Lists the sheets with cells, in their order.
pub(super) fn sheets(package: &mut Package) -> Result<Vec<Sheet>, SourceError> {
    let name = package.name.clone();
    let main = package.main_part()?.unwrap_or_default();
    let relations = package.relations(&relations_of(&main))?;
    let failed = |error: &quick_xml::Error| xml::failed(&name, &main, error);
    let mut reader = xml::reader(package.part(&main)?);
    let mut buffer = Vec::new();
    let mut sheets = Vec::new();
    let mut is_workbook = false;
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| failed(&error))? {
            Event::Start(tag) if !is_workbook => {
                if tag.local_name().as_ref() != "workbook" {
                    return Err(no_workbook(&name, "a document or presentation; have the workbook delivered"));
                }
                is_workbook = true;
            }
            Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                let text =
                    |key| xml::attribute(&tag, key).map(Option::unwrap_or_default).map_err(|error| failed(&error));
                let (sheet, state, id) = (text("name")?, text("state")?, text("id")?);
                let relation = relations.iter().find(|relation| relation.id == id);
                let Some(relation) = relation.filter(|relation| relation.kind.ends_with("/worksheet")) else {
                    continue;
                };
                let hidden = state.to_ascii_lowercase().contains("hidden");
                let info = SheetInfo { name: sheet, hidden };
                sheets.push(Sheet { info, part: beside(&main, &relation.target) });
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
        buffer.clear();
    }
}

/// Spools a sheet for each that is wanted, in that order.
pub(super) fn extract(
    mut package: Package,
    wanted: &[Wanted<'_>],
    cancel: &Cancel,
) -> Result<Vec<Extract>, SourceError> {
    let sheets = sheets(&mut package)?;
    let mut tasks = Vec::with_capacity(wanted.len());
    for wanted in wanted {
        let (place, part) = chosen(&sheets, wanted, &package.name)?;
        let size = package.size(&part);
        tasks.push(Task { wanted, info: &sheets[place].info, part, size });
    }
    let shared = screen_shared(&mut package, cancel)?;
    lanes::spool(&package, &tasks, shared, cancel)
}

/// A sheet that is to be spooled.
struct Task<'a> {
    wanted: &'a Wanted<'a>,
    info: &'a SheetInfo,
    /// The part that holds it.
    part: String,
    /// How many bytes that takes in the file.
    size: u64,
}

/// Returns the place of the chosen sheet, and its part.
pub(super) fn chosen(sheets: &[Sheet], wanted: &Wanted<'_>, book: &str) -> Result<(usize, String), SourceError> {
    let infos: Vec<SheetInfo> = sheets.iter().map(|sheet| sheet.info.clone()).collect();
    let place = choose(wanted.sheet, &infos, book)?;
    Ok((place, sheets[place].part.clone()))
}

/// Looks at the parts that all sheets share: names, texts, styles; returns how many bytes these are.
pub(super) fn screen_shared(package: &mut Package, cancel: &Cancel) -> Result<u64, SourceError> {
    let main = package.main_part()?.unwrap_or_default().to_ascii_lowercase();
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let is_shared = |part: &str| {
        let within = part.strip_prefix(&folder).unwrap_or(part).trim_start_matches('/');
        !within.contains('/') || within.starts_with("_rels/") || within.starts_with("theme/")
    };
    package.screen(is_shared, cancel)
}

/// Returns the part that lists the relations of another.
pub(super) fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels").trim_start_matches('/').to_owned()
}

/// Returns the part that another names as its target.
pub(super) fn beside(part: &str, target: &str) -> String {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned)
}

/// Returns what a cell holds.
pub(super) fn value<'a>(data: &'a DataRef<'_>, since_1904: bool) -> Option<Value<'a>> {
    Some(match data {
        DataRef::Empty => return None,
        DataRef::String(text) | DataRef::DurationIso(text) => Value::Text(text),
        DataRef::SharedString(text) => Value::Text(text),
        DataRef::Int(number) => Value::Whole(*number),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::Bool(yes) => Value::Boolean(*yes),
        DataRef::DateTime(moment) if moment.is_duration() => Value::Duration(moment.as_f64()),
        DataRef::DateTime(moment) => Value::Serial { days: moment.as_f64(), since_1904 },
        DataRef::DateTimeIso(text) => Value::Stamp(text),
        DataRef::Error(error) => Value::Error(error_code(error)),
    })
}

/// Returns an error as an English program shows it.
pub(super) fn error_code(error: &calamine::CellErrorType) -> &'static str {
    use calamine::CellErrorType as Error;
    match error {
        Error::Div0 => "#DIV/0!",
        Error::NA => "#N/A",
        Error::Name => "#NAME?",
        Error::Null => "#NULL!",
        Error::Num => "#NUM!",
        Error::Ref => "#REF!",
        Error::Value => "#VALUE!",
        Error::GettingData => "#GETTING_DATA",
    }
}

fn failed(book: &str, error: &XlsxError) -> SourceError {
    match error {
        XlsxError::Password => SourceError::Protected { place: Place::file(book) },
        XlsxError::Io(error) => unreadable(book, "a part", error),
        error => corrupt(book, error),
    }
}
