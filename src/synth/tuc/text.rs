//! A comma-separated file in the manner of a benefit system's export.
//!
//! Owns the encoding (UTF-8 or UTF-16, with a byte order mark), quoting, line ends, and the count and sums that the
//! control file tells. Amounts are whole cents without a sign, an open end is eight zeros, and there is no totals line.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use crate::domain::{Date, Iban, Money, Month, Total};
use crate::synth::cells::{push_iban, push_number};
use crate::synth::sheet::{Account, Layout};
use crate::synth::{SynthError, output};

/// What stands for no date.
const NO_DATE: &[u8] = b"00000000";

/// The encoding of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    #[default]
    Utf8,
    /// In little-endian order.
    Utf16,
}

/// How a file is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) encoding: Encoding,
    /// No byte order mark leads the file.
    pub(super) no_mark: bool,
    /// Lines end in LF alone.
    pub(super) bare_line_ends: bool,
    /// Every cell stands in quotes.
    pub(super) all_quoted: bool,
    /// How many blank lines follow the last one.
    pub(super) blank_lines: usize,
    /// The columns stand in reverse order.
    pub(super) reversed: bool,
    /// The heading of a column more, which is empty.
    pub(super) extra: Option<&'static str>,
    /// A heading, and the name that stands in its place.
    pub(super) alias: Option<(&'static str, &'static str)>,
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct TextFile {
    name: String,
    layout: &'static Layout,
    style: Style,
    out: BufWriter<File>,
    cells: Vec<u8>,
    ends: Vec<usize>,
    rows: u64,
    sums: Vec<Total>,
}

impl TextFile {
    /// Begins a file, and writes the headings.
    pub(super) fn create(
        folder: &Path,
        name: String,
        layout: &'static Layout,
        style: Style,
    ) -> Result<Self, SynthError> {
        let out = BufWriter::with_capacity(1 << 16, output::create(folder, &name)?);
        let (cells, ends) = (Vec::with_capacity(512), Vec::with_capacity(layout.headings.len()));
        let sums = vec![Total::default(); layout.amounts.len()];
        let mut file = Self { name, layout, style, out, cells, ends, rows: 0, sums };
        if !file.style.no_mark {
            file.write("\u{feff}")?;
        }
        for heading in layout.headings {
            let alias = file.style.alias.filter(|(of, _)| of == heading);
            file.text(alias.map_or(heading, |(_, alias)| alias));
        }
        let extra = file.style.extra.unwrap_or_default();
        file.write_line(extra)?;
        Ok(file)
    }

    /// Adds a cell of text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.cells.extend_from_slice(text.as_bytes());
        self.end_cell()
    }

    /// Adds a name; the benefit system has no commas or semicolons in it.
    pub(super) fn name(&mut self, name: &str) -> &mut Self {
        self.text(&name.replace([',', ';'], "|"))
    }

    /// Adds a cell with a number of at least so many digits.
    pub(super) fn number(&mut self, number: u64, digits: usize) -> &mut Self {
        push_number(&mut self.cells, number, digits);
        self.end_cell()
    }

    /// Adds a cell like `B100012-3`, or without a letter `100012-3`.
    pub(super) fn identifier(&mut self, letter: &str, number: u32, part: usize) -> &mut Self {
        self.cells.extend_from_slice(letter.as_bytes());
        push_number(&mut self.cells, number.into(), 1);
        self.cells.push(b'-');
        push_number(&mut self.cells, part as u64, 1);
        self.end_cell()
    }

    /// Adds a date: `20191209`.
    pub(super) fn date(&mut self, date: Date) -> &mut Self {
        push_date(&mut self.cells, date);
        self.end_cell()
    }

    /// Adds a date, or zeros.
    pub(super) fn maybe_date(&mut self, date: Option<Date>) -> &mut Self {
        match date {
            Some(date) => push_date(&mut self.cells, date),
            None => self.cells.extend_from_slice(NO_DATE),
        }
        self.end_cell()
    }

    /// Adds a month: `201912`.
    pub(super) fn month(&mut self, month: Month) -> &mut Self {
        if let Some(day) = month.first_day() {
            push_date(&mut self.cells, day);
            self.cells.truncate(self.cells.len() - 2);
        }
        self.end_cell()
    }

    /// Adds an amount in cents without its sign, which counts for the control file.
    pub(super) fn cents(&mut self, amount: Money) -> &mut Self {
        let column = self.ends.len();
        if let Some(place) = self.layout.amounts.iter().position(|amount| *amount == column) {
            self.sums[place].add(amount.magnitude());
        }
        push_number(&mut self.cells, amount.cents().unsigned_abs(), 1);
        self.end_cell()
    }

    /// Adds an account number, with spaces between groups of four where it is in print form.
    pub(super) fn iban(&mut self, iban: &Iban, print_form: bool) -> &mut Self {
        push_iban(&mut self.cells, iban, print_form);
        self.end_cell()
    }

    /// Adds an empty cell.
    pub(super) fn empty(&mut self) -> &mut Self {
        self.end_cell()
    }

    /// Ends a row of data.
    pub(super) fn end_row(&mut self) -> Result<(), SynthError> {
        self.rows += 1;
        self.write_line("")
    }

    /// Closes the file.
    pub(super) fn close(mut self) -> Result<Account, SynthError> {
        for _ in 0..self.style.blank_lines {
            self.write(self.line_end())?;
        }
        self.out.flush().map_err(|source| output::cannot_write(&self.name, source))?;
        let names = self.layout.amounts.iter().map(|column| self.layout.headings[*column]);
        Ok(Account { rows: self.rows, sums: names.zip(self.sums).collect(), name: self.name })
    }

    fn end_cell(&mut self) -> &mut Self {
        self.ends.push(self.cells.len());
        self
    }

    /// Writes the cells that were added as one line, with one more where the style has an extra column.
    fn write_line(&mut self, extra: &str) -> Result<(), SynthError> {
        let columns = self.layout.headings.len();
        debug_assert_eq!(self.ends.len(), columns, "{}", self.name);
        let mut line = String::with_capacity(self.cells.len() + 2 * columns);
        for position in 0..columns {
            let column = if self.style.reversed { columns - 1 - position } else { position };
            let start = if column == 0 { 0 } else { self.ends[column - 1] };
            let cell = String::from_utf8_lossy(&self.cells[start..self.ends[column]]);
            push_cell(&mut line, &cell, self.style.all_quoted);
        }
        if self.style.extra.is_some() {
            push_cell(&mut line, extra, self.style.all_quoted);
        }
        line.pop();
        line.push_str(self.line_end());
        self.cells.clear();
        self.ends.clear();
        self.write(&line)
    }

    const fn line_end(&self) -> &'static str {
        if self.style.bare_line_ends { "\n" } else { "\r\n" }
    }

    fn write(&mut self, text: &str) -> Result<(), SynthError> {
        let written = match self.style.encoding {
            Encoding::Utf8 => self.out.write_all(text.as_bytes()),
            Encoding::Utf16 => {
                let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                self.out.write_all(&bytes)
            }
        };
        written.map_err(|source| output::cannot_write(&self.name, source))
    }
}

/// Appends a cell and the comma after it, in quotes where it needs them.
fn push_cell(line: &mut String, cell: &str, quoted: bool) {
    if quoted || cell.contains([',', '"', '\n']) {
        line.push('"');
        line.push_str(&cell.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(cell);
    }
    line.push(',');
}

fn push_date(cells: &mut Vec<u8>, date: Date) {
    push_number(cells, u64::from(date.year().unsigned_abs()), 4);
    push_number(cells, u64::from(date.month().unsigned_abs()), 2);
    push_number(cells, u64::from(date.day().unsigned_abs()), 2);
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    static LAYOUT: Layout = Layout { headings: &["Nr", "Naam", "Bedrag", "Tot"], amounts: &[2] };

    fn written(style: Style) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = TextFile::create(folder.path(), "a.csv".to_owned(), &LAYOUT, style).expect("a file");
        let rows = [("Zoë", 123_456, Some(date(2019, 12, 9))), ("Huur, \"één\"", -50, None)];
        for (name, cents, until) in rows {
            file.number(7, 3).text(name).cents(Money::from_cents(cents)).maybe_date(until);
            file.end_row().expect("a row");
        }
        let account = file.close().expect("the file");
        assert_eq!((account.rows, account.sums[0]), (2, ("Bedrag", Total::from_cents(123_506))));
        std::fs::read(folder.path().join("a.csv")).expect("the file")
    }

    #[test]
    fn amounts_are_cents_without_a_sign_and_an_open_end_is_zeros() {
        let text = String::from_utf8(written(Style::default())).expect("UTF-8");
        let rows = "007,Zoë,123456,20191209\r\n007,\"Huur, \"\"één\"\"\",50,00000000\r\n";
        assert_eq!(text, format!("\u{feff}Nr,Naam,Bedrag,Tot\r\n{rows}"));
    }

    #[test]
    fn a_file_can_be_in_utf_16_with_a_mark() {
        let bytes = written(Style { encoding: Encoding::Utf16, ..Style::default() });
        assert_eq!(bytes[..6], [0xFF, 0xFE, b'N', 0, b'r', 0]);
        let (text, _, wrong) = encoding_rs::UTF_16LE.decode(&bytes);
        assert!(!wrong && text.contains("Zoë,123456"), "{text}");
    }

    #[test]
    fn the_same_rows_can_be_written_untidily() {
        let style = Style {
            no_mark: true,
            bare_line_ends: true,
            blank_lines: 1,
            reversed: true,
            extra: Some("X"),
            alias: Some(("Nr", "Nummer")),
            ..Style::default()
        };
        let text = String::from_utf8(written(style)).expect("UTF-8");
        assert!(text.starts_with("Tot,Bedrag,Naam,Nummer,X\n20191209,123456,Zoë,007,\n"), "{text}");
        assert!(text.ends_with(",007,\n\n"), "{text}");
    }

    #[test]
    fn months_and_names_are_written_as_the_benefit_system_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let style = Style { all_quoted: true, no_mark: true, ..Style::default() };
        let mut file = TextFile::create(folder.path(), "a.csv".to_owned(), &LAYOUT, style).expect("a file");
        file.month(Month::of(date(2019, 12, 1))).name("Wonen; afd. Huur").empty().identifier("P", 12, 3);
        file.end_row().expect("a row");
        file.close().expect("the file");
        let text = std::fs::read_to_string(folder.path().join("a.csv")).expect("the file");
        assert!(text.ends_with("\"201912\",\"Wonen| afd. Huur\",\"\",\"P12-3\"\r\n"), "{text}");
    }
}
