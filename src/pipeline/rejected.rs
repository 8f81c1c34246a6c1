//! The rejected rows as delivered: in the delivery's own encoding and under its own headings, behind four columns that
//! say where each stood and what is wrong.
//!
//! Such a file can be corrected and delivered again: where the table has a totals line, so has the file.

use std::fs::File;
use std::io::{BufWriter, Write};

use super::error::PipelineError;
use super::folder::RunFolder;
use super::run::Work;
use crate::domain::Total;
use crate::mapping::model::{AmountColumn, DeliveredTable, Delivery, Encoding, Unit};
use crate::source::rows::read_amount;
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
        let mut sheets: Vec<Sheet<'_>> = Vec::new();
        for file in work.files.of(index) {
            let mut place = None;
            evidence.each_rejected(file.id.number(), |line, code, message, raw| -> Result<(), PipelineError> {
                let sheet = if let Some(sheet) = place {
                    sheet
                } else {
                    let layout = Reading { delivery, file, cancel: work.cancel }.layout()?;
                    *place.insert(Sheet::among(&mut sheets, folder, delivery, table, layout)?)
                };
                sheets[sheet].row(&[file.name.clone(), line.to_string(), code, message], &raw)
            })?;
        }
        for sheet in sheets {
            names.push(sheet.finish()?);
        }
    }
    Ok(names)
}

/// One file of rejected rows.
struct Sheet<'a> {
    delivery: &'a Delivery,
    table: &'a DeliveredTable,
    layout: Layout,
    folder: &'a RunFolder,
    name: String,
    out: BufWriter<File>,
    rows: u64,
    /// Per amount column the sum, with signs.
    sums: Vec<Total>,
}

impl<'a> Sheet<'a> {
    /// Finds the sheet with the same headings, or begins one.
    fn among(
        sheets: &mut Vec<Self>,
        folder: &'a RunFolder,
        delivery: &'a Delivery,
        table: &'a DeliveredTable,
        layout: Layout,
    ) -> Result<usize, PipelineError> {
        if let Some(place) = sheets.iter().position(|sheet| sheet.layout.raw() == layout.raw()) {
            return Ok(place);
        }
        let number = if sheets.is_empty() { String::new() } else { format!("_{}", sheets.len() + 1) };
        let name = format!("rejected/{}{number}.csv", table.name);
        let (out, sums) = (folder.create(&name)?, vec![Total::default(); table.amounts.len()]);
        let mut sheet = Self { delivery, table, layout, folder, name, out, rows: 0, sums };
        sheet.headings()?;
        sheets.push(sheet);
        Ok(sheets.len() - 1)
    }

    fn headings(&mut self) -> Result<(), PipelineError> {
        let delivered = self.layout.headings();
        let own = OWN
            .map(|name| if delivered.iter().any(|known| known == name) { format!("{name}_") } else { name.to_owned() });
        let raw = self.layout.raw().to_vec();
        let mark: &[u8] = match self.delivery.encoding {
            Encoding::Utf16Le => b"\xFF\xFE",
            Encoding::Utf16Be => b"\xFE\xFF",
            Encoding::Utf8 | Encoding::Windows1252 => b"",
        };
        self.put(mark)?;
        self.line(&own, &raw)
    }

    fn row(&mut self, place: &[String; 4], raw: &[u8]) -> Result<(), PipelineError> {
        self.rows += 1;
        let cells = self.split(raw);
        for (amount, sum) in self.table.amounts.iter().zip(&mut self.sums) {
            let text = cells.get(self.layout.cell(amount.column)).map_or("", |text| text.trim());
            if let Ok(amount) = read_amount(text, *amount, self.delivery.notation) {
                sum.add(amount);
            }
        }
        self.line(place, raw)
    }

    /// Closes the file with a totals line, where the table has one.
    fn finish(mut self) -> Result<String, PipelineError> {
        if let Some(footer) = &self.table.footer {
            let mut cells = vec![String::new(); OWN.len() + self.layout.headings().len()];
            for (amount, sum) in self.table.amounts.iter().zip(&self.sums) {
                cells[OWN.len() + self.layout.cell(amount.column)] = written(*sum, *amount, self.delivery);
            }
            if let Some(cell) = footer.count_cell.and_then(|place| cells.get_mut(place)) {
                *cell = self.rows.to_string();
            }
            cells[0].clone_from(&footer.marker);
            let delimiter = char::from(self.delivery.delimiter).to_string();
            let line = cells.iter().map(|cell| self.quoted(cell)).collect::<Vec<_>>().join(&delimiter);
            let line = self.encode(&(line + "\r\n"));
            self.put(&line)?;
        }
        self.out.flush().map_err(PipelineError::output(&self.folder.path(&self.name)))?;
        Ok(self.name)
    }

    /// Writes cells before a raw row. UTF-16 was read as UTF-8, and is put back.
    fn line(&mut self, cells: &[String; 4], raw: &[u8]) -> Result<(), PipelineError> {
        let delimiter = char::from(self.delivery.delimiter);
        let own = cells.iter().flat_map(|cell| [self.quoted(cell), delimiter.to_string()]).collect::<String>();
        let mut line = self.encode(&own);
        match self.delivery.encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => line.extend(self.encode(&String::from_utf8_lossy(raw))),
            Encoding::Utf8 | Encoding::Windows1252 => line.extend_from_slice(raw),
        }
        line.extend(self.encode("\r\n"));
        self.put(&line)
    }

    fn split(&self, raw: &[u8]) -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).delimiter(self.delivery.delimiter);
        let mut record = csv::ByteRecord::new();
        let read = reader.quote(self.delivery.quote).from_reader(raw).read_byte_record(&mut record);
        let encoding = match self.delivery.encoding {
            Encoding::Windows1252 => Encoding::Windows1252,
            Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => Encoding::Utf8,
        };
        // Bytes in memory are read without fail.
        read.map(|_| record.iter().map(|cell| decode::cell(encoding, cell).into_owned()).collect()).unwrap_or_default()
    }

    fn quoted(&self, cell: &str) -> String {
        let quote = char::from(self.delivery.quote);
        format!("{quote}{}{quote}", cell.replace(quote, &format!("{quote}{quote}")))
    }

    fn encode(&self, text: &str) -> Vec<u8> {
        decode::encode(self.delivery.encoding, text)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), PipelineError> {
        self.out.write_all(bytes).map_err(PipelineError::output(&self.folder.path(&self.name)))
    }
}

/// Writes a sum as the delivery writes amounts.
fn written(sum: Total, amount: AmountColumn, delivery: &Delivery) -> String {
    let cents = sum.cents();
    match amount.unit {
        Unit::Cent => cents.to_string(),
        Unit::Euro => {
            let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
            format!("{sign}{}{}{:02}", cents / 100, char::from(delivery.notation.decimal), cents % 100)
        }
    }
}

#[cfg(test)]
mod tests;
