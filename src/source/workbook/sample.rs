//! Small workbooks for tests, made by hand where no library writes what damaged and odd programs do.

mod binary;

use std::fs;
use std::io::{Cursor, Read, Write};

pub(super) use binary::{Brt, compound, wide, xls, xlsb};
use tempfile::NamedTempFile;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Extract, Notice, SheetInfo, Wanted, extract, extract_all, sheets, spool};
use crate::domain::DateFormat;
use crate::mapping::model::SheetChoice;
use crate::source::{Cancel, SourceError};

/// The name that samples are delivered under.
pub(super) const BOOK: &str = "boek";

/// A question to a workbook, to be changed before it is asked.
pub(super) struct Asked {
    pub(super) sheet: SheetChoice,
    pub(super) columns: Vec<Vec<String>>,
    pub(super) repeat_merged: bool,
    pub(super) footer: Option<&'static str>,
    pub(super) cancel: Cancel,
}

/// What was read: the rows from the first line on, cells apart by a bar, and the notices.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) lines: Vec<String>,
    pub(super) heading_row: u32,
    pub(super) sheet: String,
    pub(super) notices: Vec<Notice>,
}

impl Asked {
    /// Asks for columns by their headings.
    pub(super) fn columns(headings: &[&str]) -> Self {
        let columns = headings.iter().map(|heading| vec![(*heading).to_owned()]).collect();
        let (sheet, repeat_merged, footer, cancel) = (SheetChoice::Only, false, None, Cancel::default());
        Self { sheet, columns, repeat_merged, footer, cancel }
    }

    /// Asks for `Nummer` and `Bedrag`.
    pub(super) fn amounts() -> Self {
        Self::columns(&["Nummer", "Bedrag"])
    }

    /// Reads a workbook.
    pub(super) fn of(&self, book: &[u8]) -> Result<Answer, SourceError> {
        extract(saved(book).path(), BOOK, &self.wanted(), &self.cancel).map(answer)
    }

    /// Reads several sheets of a workbook at once.
    pub(super) fn all(asked: &[Self], book: &[u8]) -> Result<Vec<Answer>, SourceError> {
        let wanted: Vec<Wanted<'_>> = asked.iter().map(Self::wanted).collect();
        let extracts = extract_all(saved(book).path(), BOOK, &wanted, &Cancel::default())?;
        Ok(extracts.into_iter().map(answer).collect())
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            sheet: &self.sheet,
            columns: &self.columns,
            repeat_merged: self.repeat_merged,
            decimal: b',',
            date: DateFormat::DayMonthYear,
            footer_marker: self.footer,
        }
    }

    /// Reads a workbook that can be read.
    pub(super) fn read(&self, book: &[u8]) -> Answer {
        self.of(book).expect("a workbook that can be read")
    }

    /// Reads a workbook that is refused, and says why.
    pub(super) fn refusal(&self, book: &[u8]) -> String {
        self.of(book).expect_err("a workbook that is refused").to_string()
    }
}

/// Lists the sheets of a workbook; hidden ones in brackets.
pub(super) fn listed(book: &[u8]) -> Vec<String> {
    let file = saved(book);
    let name = |sheet: SheetInfo| if sheet.hidden { format!("({})", sheet.name) } else { sheet.name };
    sheets(file.path(), BOOK).expect("a workbook").into_iter().map(name).collect()
}

fn saved(book: &[u8]) -> NamedTempFile {
    let file = NamedTempFile::new().expect("a file");
    fs::write(file.path(), book).expect("written");
    file
}

fn answer(mut found: Extract) -> Answer {
    let mut bytes = Vec::new();
    found.spool.read_to_end(&mut bytes).expect("a spool");
    assert_eq!(bytes.len() as u64, found.spooled_bytes);
    let cell = |cell: &[u8]| match spool::problem(cell) {
        Some((shown, reason)) => format!("{shown} ({reason})"),
        None => spool::text(cell).into_owned(),
    };
    let line = |line: &[u8]| line.split(|byte| *byte == spool::DELIMITER).map(cell).collect::<Vec<_>>().join("|");
    let text = bytes.strip_suffix(b"\n").expect("a last line that ends");
    let lines = text.split(|byte| *byte == b'\n').map(line).collect();
    Answer { lines, heading_row: found.heading_row, sheet: found.sheet, notices: found.notices }
}

/// Packs parts into a ZIP file.
pub(super) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a ZIP file").into_inner()
}

/// An .xlsx workbook of parts that can be changed one by one.
pub(super) struct Xlsx {
    pub(super) parts: Vec<(String, String)>,
}

impl Xlsx {
    /// One sheet `Blad1` with these rows.
    pub(super) fn rows(rows: &str) -> Vec<u8> {
        Self::new(&[("Blad1", "visible", &format!("<sheetData>{rows}</sheetData>"))]).bytes()
    }

    /// Sheets with their names, states and contents. Style 1 is a date, 2 a length of time, 3 an amount.
    pub(super) fn new(sheets: &[(&str, &str, &str)]) -> Self {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
        let numbered = || (1..).zip(sheets);
        let sheet = |(id, (name, state, _)): (u32, &(&str, &str, &str))| {
            format!(r#"<sheet name="{name}" sheetId="{id}" state="{state}" r:id="rId{id}"/>"#)
        };
        let relation = |(id, _)| {
            format!(r#"<Relationship Id="rId{id}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{id}.xml"/>"#)
        };
        let listed = numbered().map(sheet).collect::<Vec<_>>().concat();
        let related = numbered().map(relation).collect::<Vec<_>>().concat();
        let mut parts = vec![
            (
                "_rels/.rels".to_owned(),
                format!(
                    r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/workbook.xml".to_owned(),
                format!(
                    r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr/><sheets>{listed}</sheets></workbook>"#
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels".to_owned(),
                format!(r#"<Relationships xmlns="{PACKAGE}">{related}</Relationships>"#),
            ),
            (
                "xl/styles.xml".to_owned(),
                format!(
                    r#"<styleSheet xmlns="{MAIN}"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="4"/></cellXfs></styleSheet>"#
                ),
            ),
        ];
        for (id, (_, _, content)) in numbered() {
            parts.push((
                format!("xl/worksheets/sheet{id}.xml"),
                format!(r#"<worksheet xmlns="{MAIN}">{content}</worksheet>"#),
            ));
        }
        Self { parts }
    }

    /// Adds a part, or puts it in place of one.
    pub(super) fn part(mut self, name: &str, content: &str) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), content.to_owned()));
        self
    }

    /// Changes a part.
    pub(super) fn change(mut self, name: &str, from: &str, to: &str) -> Self {
        for (_, content) in self.parts.iter_mut().filter(|(known, _)| known == name) {
            *content = content.replace(from, to);
        }
        self
    }

    /// Returns the file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let parts: Vec<_> = self.parts.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
        zip(&parts)
    }
}

/// A row of an .xlsx sheet: texts, or cells as XML where they begin with `<`; empty ones are left out.
pub(super) fn row(number: u32, cells: &[&str]) -> String {
    let cells = (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()).map(|(column, cell)| {
        let place = format!("{}{number}", crate::domain::position::column_letters(column));
        match cell.strip_prefix("<c") {
            Some(rest) => format!(r#"<c r="{place}"{rest}"#),
            None => format!(r#"<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>"#),
        }
    });
    format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
}

/// An .ods workbook of sheets as XML.
pub(super) fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c"><office:automatic-styles><style:style style:name="ta1"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
    ])
}
