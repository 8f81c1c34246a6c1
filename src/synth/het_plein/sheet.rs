//! One sheet of the workbook while it is written: title, headings, rows one after the other, totals row.
//!
//! Rows are written as they come and not kept. Where a sheet merges its first column, the rows of a case come together.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

use super::layouts::Layout;
use super::row::{Cell, Row, euros, whole};
use crate::domain::{Date, DateFormat, Total};
use crate::synth::cells::push_date;

/// How wide a column is, in characters.
const WIDTH: u32 = 15;

/// What all sheets of a workbook have in common.
#[derive(Debug)]
pub(super) struct Formats {
    /// The day whose state is delivered, in words.
    as_of: String,
    title: Format,
    heading: Format,
    date: Format,
    amount: Format,
    merged: Format,
}

impl Formats {
    /// Sets up the sheets of a workbook that tells how things stood on a day.
    pub(super) fn new(eve: Date) -> Self {
        let mut as_of = b"Peildatum ".to_vec();
        push_date(&mut as_of, eve, DateFormat::DayMonthYear);
        Self {
            as_of: String::from_utf8(as_of).unwrap_or_default(),
            title: Format::new().set_bold(),
            heading: Format::new().set_bold().set_text_wrap(),
            date: Format::new().set_num_format("dd-mm-yyyy"),
            amount: Format::new().set_num_format("#,##0.00"),
            merged: Format::new().set_align(FormatAlign::Top),
        }
    }
}

/// How a sheet is laid out, besides its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// The sheet is hidden.
    pub(super) hidden: bool,
    /// Every so many rows one is hidden.
    pub(super) hides_every: Option<u64>,
    /// The first column stands last.
    pub(super) first_column_last: bool,
    /// The heading of one more column.
    pub(super) extra: Option<&'static str>,
    /// What stands beside the first row, beyond the headings.
    pub(super) note: Option<&'static str>,
    /// Another name for a heading.
    pub(super) alias: Option<(&'static str, &'static str)>,
    /// Empty rows before the totals row.
    pub(super) blank_rows: u32,
    /// The totals are numbers and not formulas.
    pub(super) pasted_totals: bool,
}

/// A sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    layout: &'static Layout,
    style: Style,
    /// Its place in the workbook.
    place: usize,
    /// The row of the first data, from 0.
    first: u32,
    /// The next row to write, from 0.
    next: u32,
    /// How many rows of data there are.
    rows: u64,
    sums: Vec<Total>,
    /// The rows of the case at hand, where the first column is merged.
    pending: Option<Vec<Vec<Cell>>>,
}

impl Sheet {
    /// Begins a sheet with its title and headings.
    pub(super) fn create(
        workbook: &mut Workbook,
        formats: &Formats,
        layout: &'static Layout,
        style: Style,
        place: usize,
    ) -> Result<Self, XlsxError> {
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(layout.name)?;
        sheet.set_hidden(style.hidden);
        let columns = last_column(layout);
        sheet.set_column_range_width(0, columns, WIDTH)?;
        sheet.merge_range(0, 0, 0, columns, layout.title, &formats.title)?;
        if layout.above > 1 {
            sheet.write_string(1, 0, &formats.as_of)?;
        }
        let this = Self {
            first: layout.above + 1,
            next: layout.above + 1,
            rows: 0,
            sums: vec![Total::default(); layout.amounts.len()],
            pending: None,
            layout,
            style,
            place,
        };
        for (column, heading) in layout.headings.iter().enumerate() {
            let heading = this.style.alias.filter(|(name, _)| name == heading).map_or(*heading, |(_, alias)| alias);
            sheet.write_string_with_format(layout.above, this.cell(column), heading, &formats.heading)?;
        }
        if let Some(extra) = this.style.extra {
            sheet.write_string_with_format(layout.above, columns + 1, extra, &formats.heading)?;
        }
        Ok(this)
    }

    /// Merges the first column over the rows between two calls of [`Sheet::end_case`].
    pub(super) fn merging(mut self) -> Self {
        self.pending = Some(Vec::new());
        self
    }

    /// Returns how many rows of data there are.
    pub(super) const fn rows(&self) -> u64 {
        self.rows
    }

    /// Adds a row.
    pub(super) fn add(&mut self, workbook: &mut Workbook, formats: &Formats, row: Row) -> Result<(), XlsxError> {
        let cells = row.into_cells();
        for (sum, column) in self.sums.iter_mut().zip(self.layout.amounts) {
            if let Some(Cell::Amount(amount) | Cell::AmountText(amount, _) | Cell::Payable(amount)) = cells.get(*column)
            {
                sum.add(*amount);
            }
        }
        self.rows += 1;
        match &mut self.pending {
            Some(pending) => pending.push(cells),
            None => self.write(workbook.worksheet_from_index(self.place)?, formats, &cells)?,
        }
        Ok(())
    }

    /// Writes the rows of a case with its first column merged over them.
    pub(super) fn end_case(&mut self, workbook: &mut Workbook, formats: &Formats) -> Result<(), XlsxError> {
        let rows = self.pending.as_mut().map(std::mem::take).unwrap_or_default();
        let sheet = workbook.worksheet_from_index(self.place)?;
        let (first, column) = (self.next, self.cell(0));
        let more = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
        for (number, mut cells) in (0_u32..).zip(rows) {
            if number == 0 && more > 0 {
                sheet.merge_range(first, column, first + more, column, "", &formats.merged)?;
            }
            if number > 0
                && let Some(covered) = cells.first_mut()
            {
                *covered = Cell::Empty;
            }
            self.write(sheet, formats, &cells)?;
        }
        Ok(())
    }

    /// Writes the totals row.
    pub(super) fn close(self, workbook: &mut Workbook, formats: &Formats) -> Result<(), XlsxError> {
        let sheet = workbook.worksheet_from_index(self.place)?;
        let row = self.next + self.style.blank_rows;
        sheet.write_string_with_format(row, 0, "Totaal", &formats.title)?;
        sheet.write_number(row, 1, whole(self.rows))?;
        for (sum, column) in self.sums.iter().zip(self.layout.amounts) {
            let (column, sum) = (self.cell(*column), euros(sum.cents()));
            if self.style.pasted_totals || self.rows == 0 {
                sheet.write_number_with_format(row, column, sum, &formats.amount)?;
            } else {
                let name = column_number_to_name(column);
                let formula = format!("=SUM({name}{}:{name}{})", self.first + 1, self.next);
                let formula = Formula::new(formula).set_result(sum.to_string());
                sheet.write_formula_with_format(row, column, formula, &formats.amount)?;
            }
        }
        Ok(())
    }

    fn write(&mut self, sheet: &mut Worksheet, formats: &Formats, cells: &[Cell]) -> Result<(), XlsxError> {
        let row = self.next;
        for (column, cell) in cells.iter().enumerate() {
            let column = self.cell(column);
            match cell {
                Cell::Empty => {}
                Cell::Text(text) | Cell::AmountText(_, text) => drop(sheet.write_string(row, column, text)?),
                Cell::Number(number) => drop(sheet.write_number(row, column, *number)?),
                Cell::Amount(amount) => {
                    sheet.write_number_with_format(row, column, euros(amount.cents().into()), &formats.amount)?;
                }
                Cell::Date(date) => {
                    sheet.write_datetime_with_format(row, column, excel_date(*date)?, &formats.date)?;
                }
                Cell::Flag(flag) => drop(sheet.write_boolean(row, column, *flag)?),
                Cell::Payable(amount) => {
                    let formula = Formula::new(self.payable(row)).set_result(euros(amount.cents().into()).to_string());
                    sheet.write_formula_with_format(row, column, formula, &formats.amount)?;
                }
            }
        }
        let number = u64::from(row - self.first);
        if self.style.extra.is_some() && number.is_multiple_of(7) {
            sheet.write_string(row, last_column(self.layout) + 1, "zie dossier")?;
        }
        if let Some(note) = self.style.note.filter(|_| number == 0) {
            sheet.write_string(row, last_column(self.layout) + 3, note)?;
        }
        if self.style.hides_every.is_some_and(|every| number % every == every - 1) {
            sheet.set_row_hidden(row)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Writes what a row of components comes to: three columns add, three take off.
    fn payable(&self, row: u32) -> String {
        let columns = [3, 4, 5, 6, 7, 8].map(|column| column_number_to_name(self.cell(column)));
        let row = row + 1;
        let [norm, supplement, special, income, reserve, deduction] = columns;
        format!("=SUM({norm}{row},{supplement}{row},{special}{row})-SUM({income}{row},{reserve}{row},{deduction}{row})")
    }

    /// Returns where a column of the layout stands.
    fn cell(&self, column: usize) -> u16 {
        let count = self.layout.headings.len();
        let place = if self.style.first_column_last { (column + count - 1) % count } else { column };
        u16::try_from(place).unwrap_or(u16::MAX)
    }
}

/// Returns a date as a sheet keeps it.
pub(super) fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = date.year().unsigned_abs();
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs())
}

fn last_column(layout: &Layout) -> u16 {
    u16::try_from(layout.headings.len() - 1).unwrap_or(u16::MAX)
}
