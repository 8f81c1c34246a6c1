//! A small delivery for tests: one table of payments, in a folder of its own.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Cancel, DeliveredFile, FileFacts, Reading, SourceError};
use crate::domain::{DateFormat, FileId, MonthFormat, Notation};
use crate::mapping::model::{
    AmountColumn, Corrections, Delimited, DeliveredTable, Delivery, Dialect, Encoding, Footer, Form, Routing, Unit,
};

/// The one file of the delivery.
pub(super) const FILE: &str = "betalingen.csv";

/// A row that was read: its line, and the columns' texts in the order of the mapping.
pub(super) type ReadRow = (u32, Vec<String>);

/// A delivery in which every table can be changed before it is read.
pub(super) struct Sample {
    /// How it is written.
    pub(super) delivery: Delivery,
    folder: TempDir,
}

impl Sample {
    /// Describes payments in Windows-1252 under the headings Nummer, Naam and Bedrag, without a totals line.
    pub(super) fn new() -> Self {
        let delivery = Delivery { control: None, tables: vec![payments(Encoding::Windows1252)] };
        Self { delivery, folder: TempDir::new().expect("a folder") }
    }

    /// Describes the same in another encoding.
    pub(super) fn in_encoding(encoding: Encoding) -> Self {
        let mut sample = Self::new();
        sample.delivery.tables = vec![payments(encoding)];
        sample
    }

    /// Describes the same with a totals line, of which the first cell is `TOTAAL` and the second the count.
    pub(super) fn with_footer() -> Self {
        let mut sample = Self::new();
        sample.table().footer = Some(Footer { column: 0, marker: "TOTAAL".to_owned(), count_cell: Some(1) });
        sample
    }

    /// Returns the table, to be changed.
    pub(super) fn table(&mut self) -> &mut DeliveredTable {
        &mut self.delivery.tables[0]
    }

    /// Returns the delivery's folder.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file into the folder.
    pub(super) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.folder().join(name), content).expect("a file that can be written");
    }

    /// Returns the one file as it is found in the folder.
    pub(super) fn file(&self) -> DeliveredFile {
        let path = self.folder().join(FILE);
        DeliveredFile {
            id: FileId::new(1),
            table: 0,
            name: FILE.to_owned(),
            path,
            bytes: 0,
            modified: None,
            sheet: None,
        }
    }

    /// Writes the one file and reads it.
    pub(super) fn read(&self, content: impl AsRef<[u8]>) -> Result<(Vec<ReadRow>, FileFacts), SourceError> {
        self.write(FILE, content);
        let cancel = Cancel::default();
        let (file, columns) = (self.file(), self.delivery.tables[0].columns.len());
        let mut rows = Vec::new();
        let facts = Reading { delivery: &self.delivery, file: &file, cancel: &cancel }.each_block(
            |block| {
                let mut rows = Vec::new();
                while let Some(row) = block.next_row() {
                    rows.push((row.line, (0..columns).map(|column| row.text(column).into_owned()).collect()));
                }
                rows
            },
            |mut block| {
                rows.append(&mut block);
                Ok::<_, SourceError>(())
            },
        )?;
        Ok((rows, facts))
    }

    /// Writes the one file, of which the reading must fail, and returns the message.
    pub(super) fn refusal(&self, content: impl AsRef<[u8]>) -> String {
        self.read(content).expect_err("a delivery that is refused").to_string()
    }
}

/// Returns a row as [`Sample::read`] does.
pub(super) fn row(line: u32, texts: [&str; 3]) -> ReadRow {
    (line, texts.map(str::to_owned).to_vec())
}

fn payments(encoding: Encoding) -> DeliveredTable {
    DeliveredTable {
        name: "betalingen".to_owned(),
        files: vec!["betalingen*.csv".to_owned()],
        dialect: Dialect {
            form: Form::Delimited(Delimited { delimiter: b';', quote: b'"', encoding }),
            date: DateFormat::DayMonthYear,
            month: MonthFormat::MonthYear,
            notation: Notation::DUTCH,
            empty: vec![String::new()],
        },
        columns: ["Nummer", "Naam", "Bedrag"].map(str::to_owned).to_vec(),
        aliases: vec![Vec::new(); 3],
        ignored: Vec::new(),
        ignored_because: None,
        key: vec![0],
        footer: None,
        routing: Routing::Everywhere,
        only: None,
        corrections: Corrections::default(),
        amounts: vec![AmountColumn { column: 2, unit: Unit::Euro }],
    }
}
