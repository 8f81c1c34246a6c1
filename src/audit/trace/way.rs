//! The way of one thing: its delivered rows with what they became, and what the run says of it.

use std::collections::BTreeMap;

use super::archive::{Archive, Place};
use super::delivered::{Delivered, Read};
use super::find::Found;
use super::model::{CellText, DeliveredRow, MadeRow, Part, Texts, Way};
use super::{fate, made, parts};
use crate::mapping::model::{Delimited, Encoding, Form};
use crate::source::decode::{self, CellForm, RecordForm};
use crate::source::records::Cells;
use crate::store::StoreError;

/// Follows what was found.
pub(super) fn follow(archive: &Archive<'_>, delivered: &Delivered, found: &Found) -> Result<Way, StoreError> {
    let rows = found.places.iter().map(|place| row(archive, delivered, found, *place));
    let rows: Vec<DeliveredRow> = rows.collect::<Result<_, _>>()?;
    let parts = parts::parts(archive, found)?;
    let (kind, name, how) = (found.kind, found.name.clone(), found.how.clone());
    Ok(Way { kind, name, found: how, outcome: outcome(&rows, &parts), rows, parts })
}

fn row(archive: &Archive<'_>, delivered: &Delivered, found: &Found, place: Place) -> Result<DeliveredRow, StoreError> {
    let read = delivered.rows.get(&place);
    let (source, cells) = match read {
        Some(read) => (read.source, shown(archive, place, read)),
        None => kept(archive, place)?,
    };
    let made = made::made(archive, place, &cells, found.row)?;
    let fate = fate::fate(archive, place, &made, read)?;
    let mask = |cell: CellText| CellText {
        text: archive.masked(&cell.heading, &cell.text),
        corrected: cell.corrected.map(|text| archive.masked(&cell.heading, &text)),
        heading: cell.heading,
    };
    Ok(DeliveredRow {
        place: archive.told(place),
        table: archive.file(place.0).map(|file| file.table.clone()).unwrap_or_default(),
        source,
        cells: cells.into_iter().map(mask).collect(),
        fate,
        made: made.into_iter().map(|made| masked(archive, made)).collect(),
    })
}

/// Says in a line what came of something: its rows, its verdicts, and what was found.
fn outcome(rows: &[DeliveredRow], parts: &[Part]) -> String {
    let mut told = Vec::new();
    let rejected = rows.iter().filter(|row| row.fate.starts_with("rejected")).count();
    if !rows.is_empty() {
        told.push(format!("delivered rows {}, rejected {rejected}", rows.len()));
    }
    let part = |name: &str| parts.iter().find(|part| part.name == name);
    let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
    if let Some(part) = part("verdicts")
        && let Some(place) = part.columns.iter().position(|column| column == "verdict")
    {
        for verdict in part.rows.iter().filter_map(|row| row[place].as_deref()) {
            *verdicts.entry(verdict).or_default() += 1;
        }
        let counted: Vec<String> = verdicts.iter().map(|(verdict, count)| format!("{verdict} {count}")).collect();
        told.push(format!("verdicts: {}", if counted.is_empty() { "none".to_owned() } else { counted.join(", ") }));
    }
    told.push(format!("findings {}", part("findings").map_or(0, |part| part.rows.len())));
    told.join("; ")
}

/// Masks the texts that values come from.
fn masked(archive: &Archive<'_>, mut made: MadeRow) -> MadeRow {
    for source in made.columns.iter_mut().flat_map(|column| &mut column.from) {
        source.text = source.text.as_ref().map(|text| archive.masked(&source.heading, text));
    }
    made
}

fn shown(archive: &Archive<'_>, (number, _): Place, read: &Read) -> Vec<CellText> {
    let table = archive.file(number).and_then(|file| archive.table_of(file));
    let headings = table.map(|table| &archive.run.mapping.delivery.tables[table].columns);
    let cells = headings.into_iter().flatten().zip(&read.cells);
    cells
        .map(|(heading, (text, corrected))| CellText {
            heading: heading.clone(),
            text: text.clone(),
            corrected: corrected.clone(),
        })
        .collect()
}

/// Splits a rejected row that the evidence keeps.
fn kept(archive: &Archive<'_>, (file, line): Place) -> Result<(Texts, Vec<CellText>), StoreError> {
    let sql = "SELECT raw FROM rejected WHERE file = ?1 AND line = ?2";
    let raw: Vec<Vec<u8>> = archive.evidence(sql, (file, line), |row| row.get(0))?;
    let table = archive.file(file).and_then(|file| archive.table_of(file));
    let Some((raw, table)) = raw.into_iter().next().zip(table) else { return Ok((Texts::Absent, Vec::new())) };
    let headings = "SELECT heading, cell FROM heading WHERE file = ?1 ORDER BY cell";
    let headings: Vec<(String, u32)> = archive.evidence(headings, [file], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let form = form(&archive.run.mapping.delivery.tables[table].dialect.form);
    let mut cells = Cells::new(form);
    cells.split(&raw);
    let text = |cell: u32| {
        let bytes = cells.get(&raw, usize::try_from(cell).ok()?)?;
        Some(decode::cell(form.cells, bytes).trim().to_owned())
    };
    let texts = headings.into_iter().map(|(heading, cell)| CellText {
        heading,
        text: text(cell).unwrap_or_default(),
        corrected: None,
    });
    Ok((Texts::Evidence, texts.collect()))
}

/// Returns how rejected rows are kept: as delivered, and those of a sheet as delimited text.
const fn form(form: &Form) -> RecordForm {
    match form {
        Form::Delimited(Delimited { delimiter, quote, encoding }) => {
            let cells = match encoding {
                Encoding::Windows1252 => CellForm::Windows1252,
                Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => CellForm::Utf8,
            };
            RecordForm { delimiter: *delimiter, quote: *quote, cells }
        }
        Form::Workbook(_) => RecordForm { delimiter: b';', quote: b'"', cells: CellForm::Utf8 },
    }
}
