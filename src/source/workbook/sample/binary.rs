//! Workbooks of binary records: .xlsb and .xls.

use std::io::{Cursor, Write};

use super::zip;

/// A record of an .xlsb sheet: its kind and its bytes.
pub(in crate::source::workbook) struct Brt(pub(in super::super) u16, pub(in super::super) Vec<u8>);

impl Brt {
    /// Begins a row; `flags` are those that hide it.
    pub(in crate::source::workbook) fn row(number: u32, is_hidden: bool) -> Self {
        let mut bytes = number.to_le_bytes().to_vec();
        bytes.extend([0; 7]);
        bytes.push(if is_hidden { 0x10 } else { 0 });
        bytes.extend([0; 5]);
        Self(0, bytes)
    }

    /// A cell with a style and whatever follows.
    pub(in crate::source::workbook) fn cell(kind: u16, column: u32, style: u8, value: &[u8]) -> Self {
        let head = [&column.to_le_bytes()[..], &[style, 0, 0, 0]].concat();
        Self(kind, [&head, value].concat())
    }

    /// A text of its own.
    pub(in crate::source::workbook) fn text(column: u32, text: &str) -> Self {
        Self::cell(6, column, 0, &wide(text))
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self.0 < 0x80 {
            bytes.push(u8::try_from(self.0).expect("small"));
        } else {
            bytes.extend([
                u8::try_from(self.0 & 0x7F).expect("small") | 0x80,
                u8::try_from(self.0 >> 7).expect("small"),
            ]);
        }
        let length = u8::try_from(self.1.len()).expect("a short record");
        if length < 0x80 {
            bytes.push(length);
        } else {
            bytes.extend([length & 0x7F | 0x80, 1]);
        }
        bytes.extend(&self.1);
        bytes
    }
}

/// Two bytes per character, with their number before them.
pub(in crate::source::workbook) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).expect("short").to_le_bytes();
    [length.to_vec(), units.into_iter().flat_map(u16::to_le_bytes).collect()].concat()
}

/// An .xlsb workbook with one sheet; style 1 is a date. Records after the cells come last.
pub(in crate::source::workbook) fn xlsb(cells: &[Brt], after: &[Brt], is_hidden: bool) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let stream = |records: &[Brt]| records.iter().flat_map(Brt::bytes).collect::<Vec<u8>>();
    let sheet = [vec![u8::from(is_hidden), 0, 0, 0, 1, 0, 0, 0], wide("rId1"), wide("Blad1")].concat();
    let workbook = stream(&[
        Brt(0x83, vec![]),
        Brt(0x99, vec![0; 12]),
        Brt(0x8F, vec![]),
        Brt(0x9C, sheet),
        Brt(0x90, vec![]),
        Brt(0x9D, vec![0; 4]),
        Brt(0x84, vec![]),
    ]);
    let format = |id: u8| Brt(0x2F, [&[0, 0, id, 0][..], &[0; 12]].concat());
    let styles = stream(&[Brt(0x269, vec![2, 0, 0, 0]), format(0), format(14), Brt(0x26A, vec![])]);
    let mut parts = stream(&[Brt(0x81, vec![]), Brt(0x94, vec![0; 16]), Brt(0x91, vec![])]);
    parts.extend(stream(cells));
    parts.extend(stream(&[Brt(0x92, vec![])]));
    parts.extend(stream(after));
    parts.extend(stream(&[Brt(0x82, vec![])]));
    let main = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/></Relationships>"#
    );
    let related = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#
    );
    zip(&[
        ("_rels/.rels", main.as_bytes()),
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", related.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &parts),
    ])
}

/// An .xls workbook with one sheet of these records; style 1 is a date. `globals` come before the sheet's own.
pub(in crate::source::workbook) fn xls(globals: &[(u16, Vec<u8>)], records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let begin = |kind: u8| (0x0809, vec![0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let format = |id: u8| (0x00E0, [&[0, 0, id, 0][..], &[0; 16]].concat());
    let mut stream = packed(&[begin(5)]);
    stream.extend(packed(globals));
    stream.extend(packed(&[format(0), format(14)]));
    let name = b"Blad1";
    let start = u32::try_from(stream.len() + 4 + 8 + name.len() + 4).expect("small");
    let bound = [&start.to_le_bytes()[..], &[0, 0, 5, 0], name].concat();
    stream.extend(packed(&[(0x0085, bound), (0x000A, vec![]), begin(0x10)]));
    stream.extend(packed(records));
    stream.extend(packed(&[(0x000A, vec![])]));
    compound("/Workbook", &stream)
}

/// A compound file with one stream.
pub(in crate::source::workbook) fn compound(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    container.create_stream(name).expect("a stream").write_all(bytes).expect("its bytes");
    container.flush().expect("written");
    container.into_inner().into_inner()
}

fn packed(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (kind, data) in records {
        bytes.extend(kind.to_le_bytes());
        bytes.extend(u16::try_from(data.len()).expect("a short record").to_le_bytes());
        bytes.extend(data);
    }
    bytes
}
