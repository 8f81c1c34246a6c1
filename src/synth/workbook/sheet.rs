//! A sheet of a workbook that is being written: where its columns stand, what comes next, and what was counted.
//!
//! Callers name columns by their place in the layout; on the sheet they may stand elsewhere.

use super::cell::{Cell, Extent, Line, Placed, Visibility};
use crate::domain::{Money, Total};
use crate::synth::sheet::{Account, Layout};

/// In what a sheet departs from its layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manner {
    /// Whether the sheet is seen.
    pub(crate) visibility: Visibility,
    /// The first column stands last.
    pub(crate) first_column_last: bool,
    /// The heading of one more column.
    pub(crate) extra: Option<&'static str>,
    /// A heading, and the name that stands in its place.
    pub(crate) alias: Option<(&'static str, &'static str)>,
}

/// How the totals are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sums {
    /// As formulas over the rows of data.
    #[default]
    Formulas,
    /// As numbers.
    Numbers,
}

/// A sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) layout: &'static Layout,
    manner: Manner,
    /// The next row, from 0.
    pub(super) next_row: u32,
    /// Whether the next row is seen.
    pub(super) next_visibility: Visibility,
    /// The first and the last row of data.
    data: Option<(u32, u32)>,
    pub(super) rows: u64,
    sums: Vec<Total>,
    /// The merges that begin in the next row: place of the column, rows and columns.
    merges: Vec<(usize, u32, u16)>,
    /// How many rows below are covered by a merge, per place.
    covered: Vec<u32>,
}

impl Sheet {
    /// Begins a sheet.
    pub(super) fn new(name: &'static str, layout: &'static Layout, manner: Manner) -> Self {
        Self {
            name,
            layout,
            manner,
            next_row: 0,
            next_visibility: Visibility::Shown,
            data: None,
            rows: 0,
            sums: vec![Total::default(); layout.amounts.len()],
            merges: Vec::new(),
            covered: vec![0; layout.headings.len()],
        }
    }

    /// Returns where a column of the layout stands.
    pub(super) fn place(&self, column: usize) -> usize {
        let count = self.layout.headings.len();
        if self.manner.first_column_last && column < count { (column + count - 1) % count } else { column }
    }

    /// Puts the cells of a row where their columns stand.
    pub(super) fn arrange<'a>(&self, cells: &[Cell<'a>]) -> Vec<Cell<'a>> {
        let mut arranged = vec![Cell::Empty; cells.len().max(self.layout.headings.len())];
        for (column, cell) in cells.iter().enumerate() {
            arranged[self.place(column)] = *cell;
        }
        arranged
    }

    /// Returns the headings where they stand.
    pub(super) fn headings(&self) -> Vec<Cell<'static>> {
        let alias = |heading| self.manner.alias.filter(|(of, _)| *of == heading).map_or(heading, |(_, alias)| alias);
        let headings = self.layout.headings.iter().map(|heading| alias(*heading)).chain(self.manner.extra);
        self.arrange(&headings.map(Cell::Text).collect::<Vec<_>>())
    }

    /// Merges the next row over all columns.
    pub(super) fn merge_across(&mut self) {
        if let Ok(columns @ 2..) = u16::try_from(self.layout.headings.len()) {
            self.merges.push((0, 1, columns));
        }
    }

    /// Merges a cell of the next row with those below it.
    pub(super) fn merge_down(&mut self, column: usize, rows: u32) {
        if rows > 1 {
            self.merges.push((self.place(column), rows, 1));
        }
    }

    /// Counts the next row as one of data.
    pub(super) fn count(&mut self, cells: &[Cell<'_>]) {
        self.rows += 1;
        self.data = Some((self.data.map_or(self.next_row, |(first, _)| first), self.next_row));
        for place in 0..self.sums.len() {
            let column = self.layout.amounts[place];
            if let (Some(amount), 0) =
                (cells.get(column).and_then(|cell| cell.counted()), self.covered[self.place(column)])
            {
                self.sums[place].add(amount);
            }
        }
    }

    /// Returns the sums of the amount columns: place, amount, and the first and last row where there are any.
    pub(super) fn sums(&self) -> impl Iterator<Item = (usize, Money, Option<(u32, u32)>)> {
        self.sums.iter().zip(self.layout.amounts).map(|(sum, column)| {
            let amount = Money::from_cents(i64::try_from(sum.cents()).unwrap_or(i64::MAX));
            (self.place(*column), amount, self.data)
        })
    }

    /// Returns the last row that the next one covers, itself included.
    pub(super) fn last_covered(&self) -> u32 {
        self.next_row.saturating_add(self.merges.iter().map(|(_, rows, _)| rows - 1).max().unwrap_or_default())
    }

    /// Lays out the next row.
    pub(super) fn line<'a>(&mut self, cells: &[Cell<'a>], bold: bool) -> Line<'a> {
        let width = cells.len().max(self.covered.len());
        let cell_at = |column| cells.get(column).copied().unwrap_or(Cell::Empty);
        let mut placed: Vec<Placed<'_>> =
            (0..width).map(|column| Placed { cell: cell_at(column), bold, extent: Extent::One }).collect();
        for (cell, covered) in placed.iter_mut().zip(&mut self.covered).filter(|(_, covered)| **covered > 0) {
            *cell = Placed { cell: Cell::Empty, bold, extent: Extent::Covered };
            *covered -= 1;
        }
        for (place, rows, columns) in self.merges.drain(..) {
            placed[place].extent = Extent::Merged { rows, columns };
            for right in 1..usize::from(columns) {
                placed[place + right] = Placed { cell: Cell::Empty, bold, extent: Extent::Covered };
            }
            self.covered[place] = rows - 1;
        }
        let (row, visibility) = (self.next_row, std::mem::take(&mut self.next_visibility));
        self.next_row += 1;
        Line { row, visibility, cells: placed }
    }

    /// Returns what the sheet holds.
    pub(super) fn account(self) -> Account {
        let names = self.layout.amounts.iter().map(|column| self.layout.headings[*column]);
        Account { name: self.name.to_owned(), rows: self.rows, sums: names.zip(self.sums).collect() }
    }
}
