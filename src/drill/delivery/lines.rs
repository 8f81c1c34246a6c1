//! Delimited text, changed line by line: every line that is not touched keeps its bytes.

use std::io::{self, BufWriter, Read, Write};
use std::ops::Range;

use crate::mapping::model::{Delimited, Encoding};
use crate::source::decode;

/// How many bytes are read at a time.
const BLOCK: usize = 1 << 16;

/// A delimited file as lines. Its text is kept once, and a line is looked for where it is asked.
#[derive(Debug)]
pub(super) struct Lines {
    form: Delimited,
    /// Whether the file begins with a byte order mark.
    pub(super) is_marked: bool,
    /// All lines, each with its end.
    text: String,
}

const MARK: char = '\u{FEFF}';

impl Lines {
    /// Takes a file apart; nothing where it is not in its encoding.
    pub(super) fn of(bytes: Vec<u8>, form: Delimited) -> Option<Self> {
        let known = match form.encoding {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        let mut text = match form.encoding {
            Encoding::Utf8 => String::from_utf8(bytes).ok()?,
            _ => known.decode_without_bom_handling_and_without_replacement(&bytes)?.into_owned(),
        };
        let is_marked = text.starts_with(MARK);
        if is_marked {
            text.drain(..MARK.len_utf8());
        }
        Some(Self { form, is_marked, text })
    }

    /// Returns the encoding of the file.
    pub(super) const fn encoding(&self) -> Encoding {
        self.form.encoding
    }

    /// Puts the file together in an encoding, line by line.
    pub(super) fn write_out(&self, out: impl Write, encoding: Encoding) -> io::Result<()> {
        let mut out = BufWriter::new(out);
        if self.is_marked && encoding != Encoding::Windows1252 {
            out.write_all(&decode::encode(encoding, MARK.encode_utf8(&mut [0; 4])))?;
        }
        for line in self.text.split_inclusive('\n') {
            out.write_all(&decode::encode(encoding, line))?;
        }
        out.flush()
    }

    /// Returns where a line, counted from 1, begins and ends in the text; nothing where there is no such line.
    fn range(&self, line: u32) -> Option<Range<usize>> {
        let before = usize::try_from(line).ok()?.checked_sub(1)?;
        let bytes = self.text.as_bytes();
        let start = match before.checked_sub(1) {
            None => 0,
            Some(ends) => memchr::memchr_iter(b'\n', bytes).nth(ends)? + 1,
        };
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |end| start + end + 1);
        (start < end).then_some(start..end)
    }

    /// Returns the cells of a line, counted from 1; nothing where it is no record of its own.
    pub(super) fn cells(&self, line: u32) -> Option<Vec<String>> {
        cells(self.form, &self.text[self.range(line)?])
    }

    /// Writes the cells of a line; nothing where there is no such line.
    pub(super) fn write(&mut self, line: u32, cells: &[String]) -> Option<()> {
        let range = self.range(line)?;
        let written = written(self.form, cells, &self.text[range.clone()])?;
        self.text.replace_range(range, &written);
        Some(())
    }

    /// Takes a line away; nothing where there is no such line.
    pub(super) fn remove(&mut self, line: u32) -> Option<()> {
        let range = self.range(line)?;
        self.text.replace_range(range, "");
        Some(())
    }

    /// Puts a line down once more, right after itself; nothing where there is no such line.
    pub(super) fn repeat(&mut self, line: u32) -> Option<()> {
        let range = self.range(line)?;
        let same = self.text[range.clone()].to_owned();
        self.text.insert_str(range.end, &same);
        Some(())
    }

    /// Writes something else in the last line that holds a text; nothing where none does.
    pub(super) fn replace_in_last(&mut self, text: &str, otherwise: &str) -> Option<()> {
        let last = self.text.rfind(text)?;
        let start = self.text[..last].rfind('\n').map_or(0, |end| end + 1);
        let first = start + self.text[start..].find(text)?;
        self.text.replace_range(first..first + text.len(), otherwise);
        Some(())
    }

    /// Changes the cells of every line, which is counted from 1; nothing where one is no record of its own or is not
    /// changed.
    pub(super) fn change_all(&mut self, change: impl Fn(u32, &mut Vec<String>) -> Option<()>) -> Option<()> {
        let mut changed = String::with_capacity(self.text.len());
        for (line, text) in (1..).zip(self.text.split_inclusive('\n')) {
            let mut cells = cells(self.form, text)?;
            change(line, &mut cells)?;
            changed.push_str(&written(self.form, &cells, text)?);
        }
        self.text = changed;
        Some(())
    }
}

/// Tells whether a file has a character that not every encoding writes alike, block by block.
pub(super) fn has_letters(mut file: impl Read, encoding: Encoding) -> io::Result<bool> {
    // Half of the bytes of UTF-16 are the upper ones of their characters.
    let upper = match encoding {
        Encoding::Utf16Le => Some(1),
        Encoding::Utf16Be => Some(0),
        Encoding::Utf8 | Encoding::Windows1252 => None,
    };
    let (mut block, mut is_first, mut place) = (Vec::with_capacity(BLOCK), true, 0);
    loop {
        block.clear();
        file.by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        if block.is_empty() {
            return Ok(false);
        }
        let marked = is_first && decode::byte_order_mark(&block) == Some(encoding);
        let skipped = if marked { decode::encode(encoding, MARK.encode_utf8(&mut [0; 4])).len() } else { 0 };
        is_first = false;
        for (index, byte) in (place..).zip(&block).skip(skipped) {
            let is_upper = upper == Some(index % 2);
            if !byte.is_ascii() || is_upper && *byte != 0 {
                return Ok(true);
            }
        }
        place += block.len();
    }
}

/// Returns the cells of a line; nothing where it is no record of its own.
fn cells(form: Delimited, line: &str) -> Option<Vec<String>> {
    let quotes = line.bytes().filter(|byte| *byte == form.quote).count();
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(form.delimiter).quote(form.quote);
    let mut records = reader.from_reader(line.as_bytes()).into_records();
    let record = records.next()?.ok()?;
    let whole = quotes.is_multiple_of(2) && records.next().is_none();
    whole.then(|| record.iter().map(str::to_owned).collect())
}

/// Writes cells as a line that ends as another does.
fn written(form: Delimited, cells: &[String], old: &str) -> Option<String> {
    let mut writer = csv::WriterBuilder::new();
    writer.delimiter(form.delimiter).quote(form.quote).terminator(csv::Terminator::Any(b'\n'));
    let mut writer = writer.from_writer(Vec::new());
    writer.write_record(cells).ok()?;
    let written = String::from_utf8(writer.into_inner().ok()?).ok()?;
    let end = &old[old.trim_end_matches(['\r', '\n']).len()..];
    Some(written.trim_end_matches('\n').to_owned() + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Change = fn(&mut Lines) -> Option<()>;

    fn bytes(lines: &Lines) -> Vec<u8> {
        let mut bytes = Vec::new();
        lines.write_out(&mut bytes, lines.encoding()).expect("memory");
        bytes
    }

    #[test]
    fn a_line_is_changed_and_all_others_keep_their_bytes() {
        let form = |encoding| Delimited { delimiter: b';', quote: b'"', encoding };
        let table: [(Encoding, &[u8], &[u8]); 3] = [
            (Encoding::Windows1252, b"A;B\r\n1;\xE9\r\n\"x;y\";2", b"A;B\r\n1;z\r\n\"x;y\";2"),
            (Encoding::Utf8, b"\xEF\xBB\xBFA;B\n1;\xC3\xA9\n", b"\xEF\xBB\xBFA;B\n1;z\n"),
            (Encoding::Utf16Le, b"\xFF\xFEA\0\n\x001\0;\0y\0\n\0", b"\xFF\xFEA\0\n\x001\0;\0z\0\n\0"),
        ];
        for (encoding, before, after) in table {
            let mut lines = Lines::of(before.to_vec(), form(encoding)).expect("text");
            assert_eq!(bytes(&lines), before);
            let mut cells = lines.cells(2).expect("a record");
            "z".clone_into(&mut cells[1]);
            lines.write(2, &cells).expect("a line");
            assert_eq!(bytes(&lines), after);
        }
    }

    #[test]
    fn what_is_no_record_of_its_own_has_no_cells() {
        let form = Delimited { delimiter: b';', quote: b'"', encoding: Encoding::Utf8 };
        let lines = Lines::of(b"A;B\n\"1\n2\";3\n".to_vec(), form).expect("text");
        assert_eq!(lines.cells(1), Some(vec!["A".to_owned(), "B".to_owned()]));
        for line in [0, 2, 3, 4] {
            assert_eq!(lines.cells(line), None, "{line}");
        }
        assert!(Lines::of(b"\xFF".to_vec(), form).is_none());
    }

    #[test]
    fn lines_go_and_come_and_change_all_at_once() {
        let form = Delimited { delimiter: b';', quote: b'"', encoding: Encoding::Utf8 };
        let lines = || Lines::of(b"A;B\r\n1;2\r\nTOTAL;TOTAL".to_vec(), form).expect("text");
        let table: [(Change, Option<&str>); 7] = [
            (|lines| lines.remove(2), Some("A;B\r\nTOTAL;TOTAL")),
            (|lines| lines.remove(3), Some("A;B\r\n1;2\r\n")),
            (|lines| lines.remove(4), None),
            (|lines| lines.repeat(2), Some("A;B\r\n1;2\r\n1;2\r\nTOTAL;TOTAL")),
            (|lines| lines.replace_in_last("TOTAL", "END"), Some("A;B\r\n1;2\r\nEND;TOTAL")),
            (|lines| lines.replace_in_last("C", "D"), None),
            (
                |lines| {
                    lines.change_all(|line, cells| {
                        cells.push(line.to_string());
                        Some(())
                    })
                },
                Some("A;B;1\r\n1;2;2\r\nTOTAL;TOTAL;3"),
            ),
        ];
        for (change, expected) in table {
            let mut lines = lines();
            assert_eq!(change(&mut lines).map(|()| lines.text.as_str()), expected);
        }
    }

    #[test]
    fn a_file_has_letters_where_another_encoding_would_write_it_otherwise() {
        let long = [b"x".repeat(BLOCK), b"\xE9".to_vec()].concat();
        let table: [(Encoding, &[u8], bool); 9] = [
            (Encoding::Windows1252, b"A;B\n", false),
            (Encoding::Windows1252, &long, true),
            (Encoding::Utf8, b"\xEF\xBB\xBFA;B\n", false),
            (Encoding::Utf8, b"\xEF\xBB\xBFA;\xC3\xA9\n", true),
            (Encoding::Utf16Le, b"\xFF\xFEA\0;\0", false),
            (Encoding::Utf16Le, b"\xFF\xFE\xE9\0", true),
            (Encoding::Utf16Le, b"A\0\x01\x01", true),
            (Encoding::Utf16Be, b"\0A\x01\x01", true),
            (Encoding::Utf16Be, b"\xFE\xFF\0A", false),
        ];
        for (encoding, bytes, expected) in table {
            assert_eq!(has_letters(bytes, encoding).expect("memory"), expected, "{encoding:?} {:?}", bytes.get(..8));
        }
    }
}
