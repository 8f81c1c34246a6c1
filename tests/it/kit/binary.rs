//! Workbooks of other formats, made by hand: one sheet `Blad1` of texts and dates.

use std::io::{Cursor, Write};

use super::books::zipped;

/// What stands in a cell.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Held {
    /// A text.
    Text(&'static str),
    /// A day, counted from the last but one of 1899.
    Day(u32),
    /// A text of the workbook's table of texts, which has none.
    Missing,
}

type Rows<'a> = &'a [&'a [Held]];

/// Writes an .xlsb workbook.
pub(crate) fn xlsb(rows: Rows<'_>) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let record = |kind: u16, data: &[u8]| {
        let kind = if kind < 0x80 { vec![low(kind)] } else { vec![low(kind & 0x7F) | 0x80, low(kind >> 7)] };
        [&kind, &[u8::try_from(data.len()).expect("a short record")][..], data].concat()
    };
    let sheet = [&[0, 0, 0, 0, 1, 0, 0, 0][..], &wide("rId1"), &wide("Blad1")].concat();
    let workbook =
        [record(0x83, &[]), record(0x8F, &[]), record(0x9C, &sheet), record(0x90, &[]), record(0x84, &[])].concat();
    let format = |id: u8| record(0x2F, &[&[0, 0, id, 0][..], &[0; 12]].concat());
    let styles = [record(0x269, &[2, 0, 0, 0]), format(0), format(14), record(0x26A, &[])].concat();
    let mut cells = [record(0x81, &[]), record(0x94, &[0; 16]), record(0x91, &[])].concat();
    for (number, row) in (0_u32..).zip(rows) {
        cells.extend(record(0, &[&number.to_le_bytes()[..], &[0; 13]].concat()));
        for (column, held) in (0_u32..).zip(*row) {
            let column = column.to_le_bytes();
            cells.extend(match held {
                Held::Text(text) => record(6, &[&column[..], &[0; 4], &wide(text)].concat()),
                Held::Missing => record(7, &[&column[..], &[0; 4], &[9, 0, 0, 0]].concat()),
                Held::Day(day) => record(5, &[&column[..], &[1, 0, 0, 0], &f64::from(*day).to_le_bytes()].concat()),
            });
        }
    }
    cells.extend([record(0x92, &[]), record(0x82, &[])].concat());
    let relation = |kind: &str, target: &str| {
        format!(r#"<Relationships><Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#)
    };
    zipped(&[
        ("_rels/.rels", relation("officeDocument", "xl/workbook.bin").as_bytes()),
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", relation("worksheet", "worksheets/sheet1.bin").as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &cells),
    ])
}

/// Writes an .xls workbook.
pub(crate) fn xls(rows: Rows<'_>) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        let length = u16::try_from(data.len()).expect("a short record");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    };
    let begin = |kind: u8| record(0x0809, &[&[0, 6, kind][..], &[0; 13]].concat());
    let format = |id: u8| record(0x00E0, &[&[0, 0, id, 0][..], &[0; 16]].concat());
    let before = [begin(5), format(0), format(14)].concat();
    let start = u32::try_from(before.len() + 4 + 8 + 5 + 4).expect("small").to_le_bytes();
    let sheet = record(0x0085, &[&start[..], &[0, 0, 5, 0], b"Blad1"].concat());
    let mut stream = [before, sheet, record(0x000A, &[]), begin(0x10)].concat();
    for (number, row) in (0_u16..).zip(rows) {
        for (column, held) in (0_u16..).zip(*row) {
            let place = [number.to_le_bytes(), column.to_le_bytes()].concat();
            stream.extend(match held {
                Held::Text(text) => {
                    record(0x0204, &[&place[..], &[0, 0, low(text.len()), 0, 0], text.as_bytes()].concat())
                }
                Held::Missing => record(0x00FD, &[&place[..], &[0, 0, 9, 0, 0, 0]].concat()),
                Held::Day(day) => record(0x0203, &[&place[..], &[1, 0], &f64::from(*day).to_le_bytes()].concat()),
            });
        }
    }
    stream.extend(record(0x000A, &[]));
    compound("/Workbook", &stream)
}

/// Writes an .ods workbook; dates stand in it as they are said.
pub(crate) fn ods(rows: &[[&str; 2]]) -> Vec<u8> {
    let cell = |text: &str| match text.split_once(' ') {
        Some(("day", day)) => format!(r#"<table:table-cell office:value-type="date" office:date-value="{day}"/>"#),
        _ => format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#),
    };
    let row = |row: &[&str; 2]| format!("<table:table-row>{}</table:table-row>", row.map(cell).concat());
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Blad1">{}</table:table></office:spreadsheet></office:body></office:document-content>"#,
        rows.iter().map(row).collect::<String>()
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
    ])
}

/// Writes a compound file with one stream.
pub(crate) fn compound(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    container.create_stream(name).expect("a stream").write_all(bytes).expect("its bytes");
    container.flush().expect("written");
    container.into_inner().into_inner()
}

/// Two bytes per character, with their number before them.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).expect("short").to_le_bytes();
    [length.to_vec(), units.into_iter().flat_map(u16::to_le_bytes).collect()].concat()
}

fn low<N: TryInto<u8, Error: std::fmt::Debug>>(number: N) -> u8 {
    number.try_into().expect("a byte")
}
