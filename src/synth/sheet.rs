//! A delimited file in the manner of a service's export: headings, rows, and a totals line at the end where it has one.
//!
//! Owns quoting, line ends, and the count and sums of the rows. A row is written cell by cell in the order of the
//! layout; the dialect alone decides in which order the file has them.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use super::cells::{AmountStyle, push_amount, push_cell, push_date, push_iban, push_number, push_text};
use super::style::Style;
use super::{SynthError, output};
use crate::domain::{Date, Iban, Money, Month, Total};

/// The mark with which a file in Unicode may begin, in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The columns of a file.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The headings, in order.
    pub(crate) headings: &'static [&'static str],
    /// The places of the columns that are summed.
    pub(crate) amounts: &'static [usize],
}

/// What a file's form adds to or takes from the usual one.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own, and any may go together")]
pub(super) struct Dialect {
    /// Lines end in LF where CRLF is usual, and the other way round.
    pub(super) other_line_ends: bool,
    /// The file begins with the mark of its encoding.
    pub(super) byte_order_mark: bool,
    /// Every cell stands in quotes.
    pub(super) all_quoted: bool,
    /// How many blank lines follow the last one.
    pub(super) blank_lines: usize,
    /// The first column is delivered last.
    pub(super) first_column_last: bool,
    /// The heading of a column more, which is empty.
    pub(super) extra: Option<&'static str>,
    /// A heading, and the name that stands in its place.
    pub(super) alias: Option<(&'static str, &'static str)>,
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Sheet {
    name: String,
    layout: &'static Layout,
    style: Style,
    dialect: Dialect,
    out: BufWriter<File>,
    cells: Vec<u8>,
    ends: Vec<usize>,
    line: Vec<u8>,
    rows: u64,
    sums: Vec<Total>,
}

/// What a control file says about a file.
#[derive(Debug)]
pub(crate) struct Account {
    /// The file's name.
    pub(super) name: String,
    /// How many rows of data it has.
    pub(super) rows: u64,
    /// The sum of each amount column.
    pub(super) sums: Vec<(&'static str, Total)>,
}

impl Sheet {
    /// Begins a file that only its owner can read, and writes the headings.
    pub(super) fn create(
        folder: &Path,
        name: String,
        layout: &'static Layout,
        style: Style,
        dialect: Dialect,
    ) -> Result<Self, SynthError> {
        let file = output::create(folder, &name)?;
        let mut sheet = Self {
            name,
            layout,
            style,
            dialect,
            out: BufWriter::with_capacity(1 << 17, file),
            cells: Vec::with_capacity(512),
            ends: Vec::with_capacity(layout.headings.len()),
            line: Vec::with_capacity(512),
            rows: 0,
            sums: vec![Total::default(); layout.amounts.len()],
        };
        if sheet.dialect.byte_order_mark {
            let written = sheet.out.write_all(&style.charset.finish(BYTE_ORDER_MARK));
            sheet.check(written)?;
        }
        for heading in layout.headings {
            let alias = sheet.dialect.alias.filter(|(of, _)| of == heading);
            sheet.text(alias.map_or(heading, |(_, alias)| alias));
        }
        let extra = sheet.dialect.extra.unwrap_or_default();
        sheet.write_line(extra)?;
        Ok(sheet)
    }

    /// Adds a cell of text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        push_text(&mut self.cells, text, self.style.charset);
        self.end_cell()
    }

    /// Adds a cell of several words.
    pub(super) fn words(&mut self, words: &[&str]) -> &mut Self {
        for (place, word) in words.iter().enumerate() {
            if place > 0 {
                self.cells.push(b' ');
            }
            push_text(&mut self.cells, word, self.style.charset);
        }
        self.end_cell()
    }

    /// Adds a cell with a number of at least so many digits.
    pub(super) fn number(&mut self, number: u64, digits: usize) -> &mut Self {
        push_number(&mut self.cells, number, digits);
        self.end_cell()
    }

    /// Adds a cell like `B100012-3`.
    pub(super) fn identifier(&mut self, letter: u8, number: u32, part: usize) -> &mut Self {
        self.cells.push(letter);
        push_number(&mut self.cells, u64::from(number), 1);
        self.cells.push(b'-');
        push_number(&mut self.cells, part as u64, 1);
        self.end_cell()
    }

    /// Adds a date.
    pub(super) fn date(&mut self, date: Date) -> &mut Self {
        push_date(&mut self.cells, date, self.style.dates);
        self.end_cell()
    }

    /// Adds a date, or an empty cell.
    pub(super) fn maybe_date(&mut self, date: Option<Date>) -> &mut Self {
        match date {
            Some(date) => self.date(date),
            None => self.end_cell(),
        }
    }

    /// Adds a date, or a text where there is none.
    pub(super) fn date_or(&mut self, date: Option<Date>, nothing: &str) -> &mut Self {
        match date {
            Some(date) => self.date(date),
            None => self.text(nothing),
        }
    }

    /// Adds a month: `201912`.
    pub(super) fn month(&mut self, month: Month) -> &mut Self {
        if let Some(day) = month.first_day() {
            push_number(&mut self.cells, u64::from(day.year().unsigned_abs()), 4);
            push_number(&mut self.cells, u64::from(day.month().unsigned_abs()), 2);
        }
        self.end_cell()
    }

    /// Adds an amount in whole cents without its sign, which counts so for the sums.
    pub(super) fn cents(&mut self, amount: Money) -> &mut Self {
        self.count(amount.magnitude());
        push_number(&mut self.cells, amount.cents().unsigned_abs(), 1);
        self.end_cell()
    }

    /// Adds an amount, which counts for the totals line.
    pub(super) fn amount(&mut self, amount: Money, style: AmountStyle) -> &mut Self {
        self.count(amount);
        push_amount(&mut self.cells, amount.into(), self.style.notation, style);
        self.end_cell()
    }

    /// Adds a sum of amounts, which counts for no totals line.
    pub(super) fn sum(&mut self, sum: Total) -> &mut Self {
        push_amount(&mut self.cells, sum, self.style.notation, AmountStyle::Full);
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

    /// Writes the totals line and closes the file.
    pub(super) fn close_with_totals(mut self) -> Result<Account, SynthError> {
        // The first two cells by position are the marker and the count, in whatever order the columns are.
        let (marker, count) = (self.column_at(0), self.column_at(1));
        for column in 0..self.layout.headings.len() {
            let sum = self.layout.amounts.iter().position(|amount| *amount == column).map(|place| self.sums[place]);
            match sum {
                _ if column == marker => self.text("TOTAAL"),
                _ if column == count => self.number(self.rows, 1),
                Some(sum) => self.sum(sum),
                None => self.empty(),
            };
        }
        self.write_line("")?;
        self.close()
    }

    /// Closes the file without a totals line.
    pub(super) fn close(mut self) -> Result<Account, SynthError> {
        for _ in 0..self.dialect.blank_lines {
            self.line.clear();
            self.end_line()?;
        }
        let flushed = self.out.flush();
        self.check(flushed)?;
        let names = self.layout.amounts.iter().map(|column| self.layout.headings[*column]);
        Ok(Account { rows: self.rows, sums: names.zip(self.sums).collect(), name: self.name })
    }

    /// Returns which column of the layout stands at a position of the file.
    fn column_at(&self, position: usize) -> usize {
        if self.dialect.first_column_last { (position + 1) % self.layout.headings.len() } else { position }
    }

    /// Adds an amount to the sum of the column that is next.
    fn count(&mut self, amount: Money) {
        let column = self.ends.len();
        if let Some(place) = self.layout.amounts.iter().position(|amount| *amount == column) {
            self.sums[place].add(amount);
        }
    }

    fn end_cell(&mut self) -> &mut Self {
        self.ends.push(self.cells.len());
        self
    }

    /// Writes the cells that were added as one line, with one more where the dialect has an extra column.
    fn write_line(&mut self, extra: &str) -> Result<(), SynthError> {
        let columns = self.layout.headings.len();
        debug_assert_eq!(self.ends.len(), columns, "{}", self.name);
        self.line.clear();
        let quoted = self.dialect.all_quoted;
        for position in 0..columns {
            let column = self.column_at(position);
            let start = if column == 0 { 0 } else { self.ends[column - 1] };
            push_cell(&mut self.line, &self.cells[start..self.ends[column]], self.style, quoted);
        }
        if self.dialect.extra.is_some() {
            push_cell(&mut self.line, extra.as_bytes(), self.style, quoted);
        }
        self.line.pop();
        self.cells.clear();
        self.ends.clear();
        self.end_line()
    }

    fn end_line(&mut self) -> Result<(), SynthError> {
        let usual = self.style.line_end;
        let line_end = if self.dialect.other_line_ends { usual.other() } else { usual };
        self.line.extend_from_slice(line_end.bytes());
        let written = self.out.write_all(&self.style.charset.finish(&self.line));
        self.check(written)
    }

    fn check(&self, result: std::io::Result<()>) -> Result<(), SynthError> {
        result.map_err(|source| output::cannot_write(&self.name, source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DateFormat, Notation};
    use crate::synth::style::{Charset, LineEnd};

    static STYLE: Style = Style {
        delimiter: b';',
        charset: Charset::Windows1252,
        line_end: LineEnd::CrLf,
        notation: Notation::DUTCH,
        dates: DateFormat::DayMonthYear,
    };
    static OTHER: Style = Style {
        delimiter: b'\t',
        charset: Charset::Utf8,
        line_end: LineEnd::Lf,
        notation: Notation::PLAIN,
        dates: DateFormat::Compact,
    };
    static LAYOUT: Layout = Layout { headings: &["Nummer", "Naam", "Bedrag"], amounts: &[2] };
    static WIDE: Layout = Layout { headings: &["A", "Naam", "B", "Bedrag"], amounts: &[3] };

    fn written(dialect: Dialect) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut sheet = Sheet::create(folder.path(), "a.csv".to_owned(), &LAYOUT, STYLE, dialect).expect("a file");
        for (name, cents) in [("Zoë", 123_456), ("één; twee", -50)] {
            sheet.number(7, 3).text(name).amount(Money::from_cents(cents), AmountStyle::Full);
            sheet.end_row().expect("a row");
        }
        let account = sheet.close_with_totals().expect("totals");
        assert_eq!((account.rows, account.sums[0]), (2, ("Bedrag", Total::from_cents(123_406))));
        std::fs::read(folder.path().join("a.csv")).expect("the file")
    }

    #[test]
    fn a_file_has_headings_rows_and_totals() {
        let expected =
            b"Nummer;Naam;Bedrag\r\n007;Zo\xEB;1.234,56\r\n007;\"\xE9\xE9n; twee\";-0,50\r\nTOTAAL;2;1.234,06\r\n";
        assert_eq!(written(Dialect::default()), expected);
    }

    #[test]
    fn marker_and_count_lead_the_totals_line_in_every_order_of_columns() {
        let dialect = Dialect {
            other_line_ends: true,
            first_column_last: true,
            blank_lines: 1,
            extra: Some("X"),
            alias: Some(("Naam", "Nm")),
            ..Dialect::default()
        };
        let folder = tempfile::tempdir().expect("a folder");
        let mut sheet = Sheet::create(folder.path(), "a.csv".to_owned(), &WIDE, STYLE, dialect).expect("a file");
        sheet.text("1").text("n").empty().amount(Money::from_cents(100), AmountStyle::NoZeroCents);
        sheet.end_row().expect("a row");
        sheet.close_with_totals().expect("totals");
        let text = std::fs::read_to_string(folder.path().join("a.csv")).expect("the file");
        assert_eq!(text, "Nm;B;Bedrag;A;X\nn;;1;1;\nTOTAAL;1;1,00;;\n\n");
    }

    #[test]
    fn cells_can_all_stand_in_quotes() {
        let text = written(Dialect { all_quoted: true, ..Dialect::default() });
        assert!(text.starts_with(b"\"Nummer\";\"Naam\";\"Bedrag\"\r\n\"007\";"));
    }

    #[test]
    fn a_file_is_written_in_the_style_of_its_service() {
        for (mark, untidy) in [("", false), ("\u{feff}", true)] {
            let dialect = Dialect { other_line_ends: untidy, byte_order_mark: untidy, ..Dialect::default() };
            let folder = tempfile::tempdir().expect("a folder");
            let mut sheet = Sheet::create(folder.path(), "a.txt".to_owned(), &LAYOUT, OTHER, dialect).expect("a file");
            sheet.text("Zoë; één").text("a\tb").amount(Money::from_cents(-123_456), AmountStyle::Full);
            sheet.end_row().expect("a row");
            sheet.close().expect("closed");
            let text = std::fs::read_to_string(folder.path().join("a.txt")).expect("UTF-8");
            let expected = format!("{mark}Nummer\tNaam\tBedrag\nZoë; één\t\"a\tb\"\t-1234.56\n");
            assert_eq!(text, if untidy { expected.replace('\n', "\r\n") } else { expected });
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_a_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let sheet =
            Sheet::create(folder.path(), "a.csv".to_owned(), &LAYOUT, STYLE, Dialect::default()).expect("a file");
        sheet.close().expect("closed");
        let mode = std::fs::metadata(folder.path().join("a.csv")).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_file_in_utf_16_has_its_mark_and_amounts_in_cents() {
        static WIDE: Style = Style { charset: Charset::Utf16, delimiter: b',', ..OTHER };
        let folder = tempfile::tempdir().expect("a folder");
        let dialect = Dialect { byte_order_mark: true, ..Dialect::default() };
        let mut sheet = Sheet::create(folder.path(), "a.csv".to_owned(), &LAYOUT, WIDE, dialect).expect("a file");
        sheet.month(Month::of(jiff::civil::date(2019, 12, 9))).text("Zoë").cents(Money::from_cents(-123_456));
        sheet.end_row().expect("a row");
        sheet.date_or(None, "00000000").text("één, twee").cents(Money::from_cents(5));
        sheet.end_row().expect("a row");
        let account = sheet.close().expect("closed");
        assert_eq!(account.sums, [("Bedrag", Total::from_cents(123_461))]);
        let bytes = std::fs::read(folder.path().join("a.csv")).expect("the file");
        assert_eq!(bytes[..6], [0xFF, 0xFE, b'N', 0, b'u', 0]);
        let (text, _, wrong) = encoding_rs::UTF_16LE.decode(&bytes);
        assert!(!wrong);
        assert_eq!(text, "Nummer,Naam,Bedrag\n201912,Zoë,123456\n00000000,\"één, twee\",5\n");
    }
}
