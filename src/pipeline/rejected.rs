//! The rejected rows as delivered: in the delivery's own encoding and under its own headings, behind four columns that
//! say where each stood and what is wrong.
//!
//! Such a file can be corrected and delivered again, with a totals line and a line in the control file where the
//! mapping expects them.

use std::fs::File;
use std::io::{BufWriter, Write};

use super::error::PipelineError;
use super::folder::RunFolder;
use super::work::Work;
use crate::mapping::model::{Delimited, DeliveredTable, Encoding, Form};
use crate::source::workbook::spool;
use crate::source::{Layout, Reading, decode};
use crate::store::EvidenceReader;

/// The headings that come first.
const OWN: [&str; 4] = ["bestand", "regel", "code", "reden"];

/// Writes `rejected/<table>.csv` for every table with rejected rows, and returns the names of the files. Rows of files
/// with other headings go to a file of their own.
pub(super) fn write(
    work: &Work<'_>,
    folder: &RunFolder,
    evidence: &EvidenceReader<'_>,
) -> Result<Vec<String>, PipelineError> {
    let delivery = &work.mapping.delivery;
    let mut names = Vec::new();
    for (index, table) in delivery.tables.iter().enumerate() {
        let mut sheets: Vec<Sheet> = Vec::new();
        for file in work.files.of(index) {
            let mut place = None;
            evidence.each_rejected(file.id.number(), |line, code, message, raw| -> Result<(), PipelineError> {
                let sheet = if let Some(sheet) = place {
                    sheet
                } else {
                    let layout = Reading { delivery, file, cancel: work.cancel }.layout()?;
                    *place.insert(Sheet::among(&mut sheets, folder, table, layout)?)
                };
                sheets[sheet].line(&[file.name.clone(), line.to_string(), code, message], &raw)
            })?;
        }
        for sheet in sheets {
            names.push(sheet.finish()?);
        }
    }
    Ok(names)
}

/// One file of rejected rows.
struct Sheet {
    written: Delimited,
    layout: Layout,
    name: String,
    out: BufWriter<File>,
}

/// How rows of a workbook are kept and written.
const OF_WORKBOOKS: Delimited = Delimited { delimiter: b';', quote: b'"', encoding: Encoding::Utf8 };

impl Sheet {
    /// Finds the sheet with the same headings, or begins one.
    fn among(
        sheets: &mut Vec<Self>,
        folder: &RunFolder,
        table: &DeliveredTable,
        layout: Layout,
    ) -> Result<usize, PipelineError> {
        if let Some(place) = sheets.iter().position(|sheet| sheet.layout.raw() == layout.raw()) {
            return Ok(place);
        }
        let number = if sheets.is_empty() { String::new() } else { format!("_{}", sheets.len() + 1) };
        let name = format!("rejected/{}{number}.csv", table.name);
        let out = folder.create(&name)?;
        let (written, headings) = match table.dialect.form {
            Form::Delimited(written) => (written, layout.raw().to_vec()),
            Form::Workbook(_) => (OF_WORKBOOKS, spool::delimited(layout.raw()).into_bytes()),
        };
        let mut sheet = Self { written, layout, name, out };
        sheet.headings(&headings)?;
        sheets.push(sheet);
        Ok(sheets.len() - 1)
    }

    fn headings(&mut self, raw: &[u8]) -> Result<(), PipelineError> {
        let delivered = self.layout.headings();
        let own = OWN
            .map(|name| if delivered.iter().any(|known| known == name) { format!("{name}_") } else { name.to_owned() });
        let mark: &[u8] = match self.written.encoding {
            Encoding::Utf16Le => b"\xFF\xFE",
            Encoding::Utf16Be => b"\xFE\xFF",
            Encoding::Utf8 | Encoding::Windows1252 => b"",
        };
        self.put(mark)?;
        self.line(&own, raw)
    }

    fn finish(mut self) -> Result<String, PipelineError> {
        self.out.flush().map_err(PipelineError::output(&self.name))?;
        Ok(self.name)
    }

    /// Writes cells before a raw row. UTF-16 was read as UTF-8, and is put back.
    fn line(&mut self, cells: &[String; 4], raw: &[u8]) -> Result<(), PipelineError> {
        let delimiter = char::from(self.written.delimiter);
        let own = cells.iter().flat_map(|cell| [self.quoted(cell), delimiter.to_string()]).collect::<String>();
        let mut line = self.encode(&own);
        match self.written.encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => line.extend(self.encode(&String::from_utf8_lossy(raw))),
            Encoding::Utf8 | Encoding::Windows1252 => line.extend_from_slice(raw),
        }
        line.extend(self.encode("\r\n"));
        self.put(&line)
    }

    fn quoted(&self, cell: &str) -> String {
        let quote = char::from(self.written.quote);
        format!("{quote}{}{quote}", cell.replace(quote, &format!("{quote}{quote}")))
    }

    fn encode(&self, text: &str) -> Vec<u8> {
        decode::encode(self.written.encoding, text)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), PipelineError> {
        self.out.write_all(bytes).map_err(PipelineError::output(&self.name))
    }
}

#[cfg(test)]
mod tests;
