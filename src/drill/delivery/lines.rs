//! Delimited text, changed line by line: every line that is not touched keeps its bytes.

use crate::mapping::model::{Delimited, Encoding};
use crate::source::decode;

/// A delimited file as lines.
#[derive(Debug)]
pub(super) struct Lines {
    form: Delimited,
    marked: bool,
    /// The text of each line, with its end.
    pub(super) texts: Vec<String>,
}

const MARK: char = '\u{FEFF}';

impl Lines {
    /// Takes a file apart; nothing where it is not in its encoding.
    pub(super) fn of(bytes: &[u8], form: Delimited) -> Option<Self> {
        let known = match form.encoding {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        let text = known.decode_without_bom_handling_and_without_replacement(bytes)?;
        let (marked, text) = text.strip_prefix(MARK).map_or((false, &*text), |text| (true, text));
        Some(Self { form, marked, texts: text.split_inclusive('\n').map(str::to_owned).collect() })
    }

    /// Puts the file together again.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.encoded(self.form.encoding)
    }

    /// Puts the file together in another encoding.
    pub(super) fn encoded(&self, encoding: Encoding) -> Vec<u8> {
        let mark = if self.marked && encoding != Encoding::Windows1252 { MARK.to_string() } else { String::new() };
        decode::encode(encoding, &(mark + &self.texts.concat()))
    }

    /// Tells whether a character of the file would be another in another encoding.
    pub(super) fn is_ascii(&self) -> bool {
        self.texts.iter().all(|line| line.is_ascii())
    }

    /// Returns the cells of a line, counted from 1; nothing where it is no record of its own.
    pub(super) fn cells(&self, line: u32) -> Option<Vec<String>> {
        let text = self.texts.get(place(line)?)?;
        let quotes = text.bytes().filter(|byte| *byte == self.form.quote).count();
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(self.form.delimiter).quote(self.form.quote);
        let mut records = reader.from_reader(text.as_bytes()).into_records();
        let record = records.next()?.ok()?;
        let whole = quotes.is_multiple_of(2) && records.next().is_none();
        whole.then(|| record.iter().map(str::to_owned).collect())
    }

    /// Writes the cells of a line; nothing where there is no such line.
    pub(super) fn write(&mut self, line: u32, cells: &[String]) -> Option<()> {
        let mut writer = csv::WriterBuilder::new();
        writer.delimiter(self.form.delimiter).quote(self.form.quote).terminator(csv::Terminator::Any(b'\n'));
        let mut writer = writer.from_writer(Vec::new());
        writer.write_record(cells).ok()?;
        let written = String::from_utf8(writer.into_inner().ok()?).ok()?;
        let old = self.texts.get_mut(place(line)?)?;
        let end = old[old.trim_end_matches(['\r', '\n']).len()..].to_owned();
        *old = written.trim_end_matches('\n').to_owned() + &end;
        Some(())
    }
}

fn place(line: u32) -> Option<usize> {
    usize::try_from(line).ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_changed_and_all_others_keep_their_bytes() {
        let form = |encoding| Delimited { delimiter: b';', quote: b'"', encoding };
        let table: [(Encoding, &[u8], &[u8]); 3] = [
            (Encoding::Windows1252, b"A;B\r\n1;\xE9\r\n\"x;y\";2", b"A;B\r\n1;z\r\n\"x;y\";2"),
            (Encoding::Utf8, b"\xEF\xBB\xBFA;B\n1;\xC3\xA9\n", b"\xEF\xBB\xBFA;B\n1;z\n"),
            (Encoding::Utf16Le, b"\xFF\xFEA\0\n\x001\0;\0y\0\n\0", b"\xFF\xFEA\0\n\x001\0;\0z\0\n\0"),
        ];
        for (encoding, before, after) in table {
            let mut lines = Lines::of(before, form(encoding)).expect("text");
            assert_eq!(lines.bytes(), before);
            let mut cells = lines.cells(2).expect("a record");
            "z".clone_into(&mut cells[1]);
            lines.write(2, &cells).expect("a line");
            assert_eq!(lines.bytes(), after);
        }
    }

    #[test]
    fn what_is_no_record_of_its_own_has_no_cells() {
        let form = Delimited { delimiter: b';', quote: b'"', encoding: Encoding::Utf8 };
        let lines = Lines::of(b"A;B\n\"1\n2\";3\n", form).expect("text");
        assert_eq!(lines.cells(1), Some(vec!["A".to_owned(), "B".to_owned()]));
        for line in [0, 2, 3, 4] {
            assert_eq!(lines.cells(line), None, "{line}");
        }
        assert!(Lines::of(b"\xFF", form).is_none());
    }
}
