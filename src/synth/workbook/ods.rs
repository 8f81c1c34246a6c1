//! Workbooks in the open document format (`.ods`): one XML document of all sheets in an archive.

use std::fs::File;
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::Path;

use tempfile::{SpooledTempFile, spooled_tempfile_in};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Writer;
use super::cell::{Cell, Extent, Line, Placed, Visibility, day_number, plain};

/// A sheet that grows beyond this waits in a file.
const IN_MEMORY: usize = 1 << 20;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"#;
const OPENING: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2">
<office:automatic-styles>
<number:number-style style:name="N1"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:date-style style:name="N2"><number:day number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
<style:style style:name="co" style:family="table-column"><style:table-column-properties style:column-width="3cm"/></style:style>
<style:style style:name="bold" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="amount" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="date" style:family="table-cell" style:data-style-name="N2"/>
</office:automatic-styles>
<office:body><office:spreadsheet>
"#;
const CLOSING: &str = "</office:spreadsheet></office:body></office:document-content>\n";

/// A workbook that is being written.
#[derive(Debug)]
pub(super) struct Ods {
    file: File,
    folder: std::path::PathBuf,
    sheets: Vec<Sheet>,
}

#[derive(Debug)]
struct Sheet {
    xml: BufWriter<SpooledTempFile>,
    next_row: u32,
}

impl Ods {
    /// Begins a workbook; what waits to be written waits in the folder.
    pub(super) fn new(file: File, folder: &Path) -> Self {
        Self { file, folder: folder.to_owned(), sheets: Vec::new() }
    }
}

impl Writer for Ods {
    fn add_sheet(&mut self, name: &str, columns: usize, visibility: Visibility) -> io::Result<()> {
        let mut xml = BufWriter::new(spooled_tempfile_in(IN_MEMORY, &self.folder));
        let style = if visibility == Visibility::Hidden { r#" table:style-name="hidden""# } else { "" };
        write!(xml, r#"<table:table table:name="{}"{style}>"#, escape(name))?;
        writeln!(xml, r#"<table:table-column table:style-name="co" table:number-columns-repeated="{columns}"/>"#)?;
        self.sheets.push(Sheet { xml, next_row: 0 });
        Ok(())
    }

    fn write_row(&mut self, sheet: usize, Line { row, visibility, cells }: &Line<'_>) -> io::Result<()> {
        let Sheet { xml, next_row } = &mut self.sheets[sheet];
        if let blank @ 1.. = row - *next_row {
            writeln!(
                xml,
                r#"<table:table-row table:number-rows-repeated="{blank}"><table:table-cell/></table:table-row>"#
            )?;
        }
        *next_row = row + 1;
        xml.write_all(match visibility {
            Visibility::Shown => b"<table:table-row>".as_slice(),
            Visibility::Hidden => br#"<table:table-row table:visibility="collapse">"#,
        })?;
        for placed in cells {
            write_cell(xml, *placed)?;
        }
        xml.write_all(b"</table:table-row>\n")
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let mut archive = ZipWriter::new(BufWriter::new(self.file));
        let timeless = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT);
        let stored = timeless.compression_method(CompressionMethod::Stored);
        let deflated = timeless.compression_method(CompressionMethod::Deflated).large_file(true);
        archive.start_file("mimetype", stored)?;
        archive.write_all(MEDIA_TYPE.as_bytes())?;
        archive.start_file("META-INF/manifest.xml", stored)?;
        archive.write_all(MANIFEST.as_bytes())?;
        archive.start_file("content.xml", deflated)?;
        archive.write_all(OPENING.as_bytes())?;
        for sheet in self.sheets {
            let mut xml = sheet.xml.into_inner().map_err(io::IntoInnerError::into_error)?;
            xml.rewind()?;
            io::copy(&mut xml, &mut archive)?;
            archive.write_all(b"</table:table>\n")?;
        }
        archive.write_all(CLOSING.as_bytes())?;
        archive.finish()?.flush()
    }
}

fn write_cell(xml: &mut impl Write, Placed { cell, bold, extent }: Placed<'_>) -> io::Result<()> {
    if extent == Extent::Covered {
        return xml.write_all(b"<table:covered-table-cell/>");
    }
    xml.write_all(b"<table:table-cell")?;
    if bold {
        xml.write_all(br#" table:style-name="bold""#)?;
    }
    if let Extent::Merged { rows, columns } = extent {
        write!(xml, r#" table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}""#)?;
    }
    match cell {
        Cell::Empty => return xml.write_all(b"/>"),
        Cell::Text(text) | Cell::AmountText(_, text) => {
            write!(xml, r#" office:value-type="string">{}"#, paragraph(text))?;
        }
        Cell::Whole(number) => {
            write!(xml, r#" office:value-type="float" office:value="{number}">{}"#, paragraph(&number.to_string()))?;
        }
        Cell::Amount(amount) | Cell::Formula(amount, _) => write!(
            xml,
            r#" table:style-name="amount" office:value-type="float" office:value="{}">{}"#,
            plain(amount),
            paragraph(&amount.to_string())
        )?,
        Cell::Date(date) if day_number(date).is_none() => {
            write!(xml, r#" office:value-type="string">{}"#, paragraph(&date.to_string()))?;
        }
        Cell::Date(date) => write!(
            xml,
            r#" table:style-name="date" office:value-type="date" office:date-value="{date}">{}"#,
            paragraph(&format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year()))
        )?,
        Cell::Boolean(truth) => write!(
            xml,
            r#" office:value-type="boolean" office:boolean-value="{truth}">{}"#,
            paragraph(if truth { "WAAR" } else { "ONWAAR" })
        )?,
    }
    xml.write_all(b"</table:table-cell>")
}

/// Writes a paragraph; spaces at the start and beyond the first are elements of their own.
fn paragraph(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 20);
    let mut after_space = true;
    for letter in escape(text).chars() {
        if letter == ' ' && after_space {
            spaced.push_str("<text:s/>");
        } else {
            spaced.push(letter);
        }
        after_space = letter == ' ';
    }
    format!("<text:p>{spaced}</text:p>")
}

fn escape(text: &str) -> std::borrow::Cow<'_, str> {
    quick_xml::escape::escape(text)
}
