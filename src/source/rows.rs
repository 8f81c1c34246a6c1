//! The rows of a block: cells, totals lines, and the sums that control totals are held against.

mod made;

use std::borrow::Cow;

use super::blocks::Block;
use super::corrections::{Corrector, Outcome};
use super::decode::{self, CellForm, RecordForm};
use super::layout::Layout;
use super::records::{Cells, Record, Records};
use super::workbook::spool;
use crate::domain::{Money, MoneyError, Notation, Total};
use crate::mapping::model::{AmountColumn, ColumnIndex, Correction, DeliveredTable, Encoding, Unit};

pub use made::MadeRow;

/// One data row.
#[derive(Debug)]
pub struct Row<'a> {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// The row as delivered, without its line end.
    raw: &'a str,
    cells: &'a Cells,
    layout: &'a Layout,
    form: CellForm,
    /// Whether cells can be cut from the row as they stand.
    is_plain: bool,
    /// The amounts that were counted.
    amounts: &'a [Option<Money>],
    /// What is put right in it.
    corrections: &'a [Correction],
}

impl Row<'_> {
    /// Returns a column's text without white space around it, put right where a correction says so; empty where the row
    /// is too short.
    #[must_use]
    pub fn text(&self, column: ColumnIndex) -> Cow<'_, str> {
        self.correction(column).map_or_else(|| self.delivered(column), |correction| Cow::Borrowed(&correction.new))
    }

    /// Returns a column's text as delivered, without white space around it; empty where the row is too short.
    #[must_use]
    pub fn delivered(&self, column: ColumnIndex) -> Cow<'_, str> {
        self.at(self.layout.cell(column))
    }

    /// Returns the cell in which a column stands, from 0.
    #[must_use]
    pub fn cell(&self, column: ColumnIndex) -> usize {
        self.layout.cell(column)
    }

    /// Returns why the value of a column is not to be trusted, where a workbook says so and no correction mends it.
    #[must_use]
    pub fn doubt(&self, column: ColumnIndex) -> Option<String> {
        if self.form != CellForm::Spooled || self.correction(column).is_some() {
            return None;
        }
        spool::problem(self.cells.get(self.raw.as_bytes(), self.layout.cell(column)).unwrap_or_default())
            .map(|(_, reason)| reason)
    }

    /// Returns the row as it is kept: as delivered, in UTF-8 or the file's single-byte encoding, and of a sheet as
    /// delimited text.
    #[must_use]
    pub fn kept(&self) -> Vec<u8> {
        match self.form {
            CellForm::Utf8 => self.raw.as_bytes().to_vec(),
            CellForm::Windows1252 => decode::encode(Encoding::Windows1252, self.raw),
            CellForm::Spooled => spool::delimited(self.raw.as_bytes()).into_bytes(),
        }
    }

    /// Tells whether the row has as many cells as there are headings.
    #[must_use]
    pub fn is_ragged(&self) -> bool {
        self.cells.count() != self.layout.headings().len()
    }

    /// Returns how many cells the row has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.cells.count()
    }

    fn correction(&self, column: ColumnIndex) -> Option<&Correction> {
        self.corrections.iter().find(|correction| correction.column == column)
    }

    /// Returns the delivered amounts by place in the table's amount columns: nothing where a cell is empty or cannot be
    /// read, and none at all in a table that is read again.
    #[must_use]
    pub const fn amounts(&self) -> &[Option<Money>] {
        self.amounts
    }

    fn at(&self, cell: usize) -> Cow<'_, str> {
        if self.is_plain {
            let cell = self.cells.range(cell).and_then(|range| self.raw.get(range));
            return Cow::Borrowed(trimmed(cell.unwrap_or_default()));
        }
        // The block was decoded; only the escapes of a spool are left.
        let form = if self.form == CellForm::Spooled { CellForm::Spooled } else { CellForm::Utf8 };
        match decode::cell(form, self.cells.get(self.raw.as_bytes(), cell).unwrap_or_default()) {
            Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
            Cow::Owned(text) => Cow::Owned(trimmed(&text).to_owned()),
        }
    }
}

/// Takes white space off both ends, of which most cells have none.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// What was seen in a block besides its rows.
#[derive(Debug, Default)]
pub struct BlockFacts {
    /// How many data rows.
    pub rows: u64,
    /// Per amount column the sum, with signs.
    pub sums: Vec<Total>,
    /// All amounts together, without signs.
    pub magnitude: Total,
    /// The totals line, and the line of a record that follows it.
    pub footer: Option<FooterLine>,
    /// The line of the first record after the totals line, or of the first record where there is none.
    pub first_line: Option<u32>,
    /// The line of a record after the totals line in this block.
    pub after_footer: Option<u32>,
    /// The last line that holds a record.
    pub last_line: u32,
    /// The first amount that cannot be read: line, column, text, reason.
    pub unreadable: Option<(u32, ColumnIndex, String, String)>,
    /// The line of the first byte that is not ASCII.
    pub beyond_ascii: Option<u32>,
    /// Whether all of it is valid UTF-8.
    pub valid_utf8: bool,
    /// What was put right.
    pub corrections: Outcome,
}

/// A totals line.
#[derive(Clone, Debug)]
pub struct FooterLine {
    /// Where it stands.
    pub line: u32,
    /// The count that it carries, and in which cell.
    pub count: Option<(usize, String)>,
    /// Per amount column the sum that it carries; none where the marker or the count took its cell.
    pub sums: Vec<Option<String>>,
}

/// Goes through the rows of a block.
pub struct Rows<'a> {
    block: &'a Block,
    text: &'a str,
    form: RecordForm,
    table: &'a DeliveredTable,
    layout: &'a Layout,
    records: Records<'a>,
    cells: Cells,
    corrector: Corrector<'a>,
    counting: Counting,
    amounts: Vec<Option<Money>>,
    facts: BlockFacts,
}

/// Whether amounts are added up while rows go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// The first time that a file is read.
    Amounts,
    /// Where its totals are known.
    Nothing,
}

impl<'a> Rows<'a> {
    /// Starts at the first record of a block, which comes with its text, decoded.
    pub(super) fn new(
        (block, text): (&'a Block, &'a str),
        table: &'a DeliveredTable,
        layout: &'a Layout,
        counting: Counting,
    ) -> Self {
        let form = RecordForm::of(&table.dialect);
        let (records, cells) = (Records::new(text.as_bytes(), block.first_line, form), Cells::new(form));
        let facts = BlockFacts { sums: vec![Total::default(); table.amounts.len()], ..BlockFacts::default() };
        let corrector = Corrector::new(table);
        let amounts = Vec::with_capacity(table.amounts.len());
        Self { block, text, form, table, layout, records, cells, corrector, counting, amounts, facts }
    }

    /// Returns the next data row, or nothing at the end of the block. Blank lines and totals lines are passed over.
    pub fn next_row(&mut self) -> Option<Row<'_>> {
        loop {
            let Record { range, line, has_quotes } = self.records.find(|record| !record.range.is_empty())?;
            let raw = self.text.get(range).unwrap_or_default();
            self.cells.split_known(raw.as_bytes(), has_quotes);
            self.facts.last_line = line;
            self.facts.first_line.get_or_insert(line);
            let (cells, layout, form) = (&self.cells, self.layout, self.form.cells);
            let is_plain = !has_quotes && (form != CellForm::Spooled || !spool::has_escapes(raw));
            let row = Row { line, raw, cells, layout, form, is_plain, amounts: &[], corrections: &[] };
            if self.facts.footer.is_some() {
                self.facts.after_footer.get_or_insert(line);
            } else if let Some(footer) = footer_line(&row, self.table) {
                self.facts.footer = Some(footer);
                continue;
            }
            self.facts.rows += 1;
            if self.counting == Counting::Amounts {
                count_amounts(&row, self.table, &mut self.amounts, &mut self.facts);
            }
            let corrections = self.corrector.of(&row, &mut self.facts.corrections);
            let amounts = &self.amounts;
            return Some(Row { line, raw, cells: &self.cells, layout, form, is_plain, amounts, corrections });
        }
    }

    /// Returns what was seen besides the rows, once all were gone through.
    pub(super) fn finish(mut self) -> BlockFacts {
        while self.next_row().is_some() {}
        if self.counting == Counting::Nothing {
            return self.facts;
        }
        if !self.block.bytes.is_ascii() {
            let at = self.block.bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
            self.facts.beyond_ascii = super::blocks::block_place("", self.block, at).line;
        }
        self.facts.valid_utf8 = std::str::from_utf8(&self.block.bytes).is_ok();
        self.facts
    }
}

/// Returns the cells, the raw text, the end and the line of the first record of a block that is not blank.
pub(super) fn first_record(block: &Block, form: RecordForm) -> Option<(Vec<String>, &[u8], usize, u32)> {
    let mut records = Records::new(&block.bytes, block.first_line, form);
    let Record { range, line, has_quotes } = records.find(|record| !record.range.is_empty())?;
    let raw = &block.bytes[range];
    let mut cells = Cells::new(form);
    cells.split_known(raw, has_quotes);
    let texts = (0..cells.count()).filter_map(|cell| cells.get(raw, cell));
    let headings = texts.map(|text| decode::cell(form.cells, text).trim().to_owned()).collect();
    Some((headings, raw, records.end(), line))
}

fn footer_line(row: &Row<'_>, table: &DeliveredTable) -> Option<FooterLine> {
    let footer = table.footer.as_ref()?;
    let own = row.layout.cell(footer.column);
    let marker = [0, own].into_iter().find(|cell| row.at(*cell) == footer.marker)?;
    let count = match footer.count_cell {
        Some(_) if marker > 0 => moved_count(row, table, marker),
        by_position => by_position,
    };
    let sums = table.amounts.iter().map(|amount| {
        let cell = row.layout.cell(amount.column);
        (cell != marker && Some(cell) != count).then(|| row.at(cell).into_owned())
    });
    let count = footer
        .count_cell
        .map(|place| (count.unwrap_or(place), count.map_or_else(String::new, |cell| row.at(cell).into_owned())));
    Some(FooterLine { line: row.line, count, sums: sums.collect() })
}

/// Finds the count in a totals line of which the cells moved with their columns: the first whole number that is
/// neither the marker nor a sum.
fn moved_count(row: &Row<'_>, table: &DeliveredTable, marker: usize) -> Option<usize> {
    let is_sum = |cell| table.amounts.iter().any(|amount| row.layout.cell(amount.column) == cell);
    let is_count = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (0..row.width()).find(|cell| *cell != marker && !is_sum(*cell) && is_count(&row.at(*cell)))
}

fn count_amounts(row: &Row<'_>, table: &DeliveredTable, read: &mut Vec<Option<Money>>, facts: &mut BlockFacts) {
    read.clear();
    read.resize(table.amounts.len(), None);
    for ((amount, sum), read) in table.amounts.iter().zip(&mut facts.sums).zip(read) {
        let text = row.delivered(amount.column);
        if text.is_empty() || table.dialect.empty.iter().any(|empty| *empty == text) {
            continue;
        }
        match read_amount(&text, *amount, table.dialect.notation) {
            Ok(money) => {
                *read = Some(money);
                sum.add(money);
                facts.magnitude.add(money.magnitude());
            }
            // The cells of a ragged row have moved; the totals tell whether an amount was lost with it.
            Err(_) if row.is_ragged() => {}
            Err(reason) => {
                let reason = reason.to_string();
                facts.unreadable.get_or_insert_with(|| (row.line, amount.column, text.into_owned(), reason));
            }
        }
    }
}

/// Reads an amount in its declared unit and notation.
///
/// # Errors
/// Says what is wrong with the text.
pub fn read_amount(text: &str, amount: AmountColumn, notation: Notation) -> Result<Money, MoneyError> {
    match amount.unit {
        Unit::Euro => Money::parse(text, notation),
        Unit::Cent => Money::parse_cents(text),
    }
}

#[cfg(test)]
mod tests;
