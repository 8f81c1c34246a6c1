//! Merged cells among the data: told, or their value repeated in each of them.

use super::headings::Headings;
use super::row::Row;
use crate::source::workbook::Notice;
use crate::source::workbook::region::Region;

/// The merged cells of a sheet, gone through from the top.
#[derive(Debug)]
pub(super) struct Merged {
    repeat: bool,
    waiting: Vec<Region>,
    /// How many of those have begun.
    begun: usize,
    is_sorted: bool,
    /// Regions that reach the present row, with the value of their first cell.
    active: Vec<(Region, Vec<u8>)>,
    first: Option<Region>,
    count: u64,
}

impl Merged {
    /// Begins without any; `repeat` says that their values hold for each of their cells.
    pub(super) const fn new(repeat: bool) -> Self {
        Self { repeat, waiting: Vec::new(), begun: 0, is_sorted: true, active: Vec::new(), first: None, count: 0 }
    }

    /// Adds a region.
    pub(super) fn add(&mut self, region: Region) {
        self.is_sorted &= self.waiting.last().is_none_or(|before| *before <= region);
        self.waiting.push(region);
    }

    /// Returns the regions that begin in a row or before it.
    pub(super) fn starting_by(&mut self, row: u32) -> Vec<Region> {
        self.sort();
        self.waiting.iter().copied().take_while(|region| region.top <= row).collect()
    }

    /// Leaves alone the regions that begin in a row or before it.
    pub(super) fn begin_after(&mut self, row: u32) {
        self.sort();
        self.begun = self.waiting.partition_point(|region| region.top <= row);
    }

    /// Takes the regions that begin in this row, and empties the cells that are covered by others.
    ///
    /// # Errors
    /// Fails where two regions overlap: a cell is part of one at most.
    pub(super) fn clear_covered(&mut self, number: u32, headings: &Headings, row: &mut Row) -> Result<(), ()> {
        self.sort();
        self.active.retain(|(region, _)| region.bottom >= number);
        while let Some(region) = self.waiting.get(self.begun).filter(|region| region.top <= number).copied() {
            self.begun += 1;
            if !(region.left..=region.right.min(headings.width())).any(|column| headings.has(column)) {
                continue;
            }
            if self.active.iter().any(|(known, _)| overlap(known, &region)) {
                return Err(());
            }
            self.count += 1;
            self.first.get_or_insert(region);
            if region.bottom >= number {
                let value = if region.top == number { row.cell(region.left) } else { None };
                self.active.push((region, value.unwrap_or_default().to_vec()));
            }
        }
        if !self.active.is_empty() {
            row.retain(|column| !self.active.iter().any(|(region, _)| covers(region, number, column)));
        }
        Ok(())
    }

    /// Gives the covered cells the value of the first, where that was asked for.
    pub(super) fn repeat(&self, number: u32, headings: &Headings, row: &mut Row) {
        for (region, value) in self.active.iter().filter(|(_, value)| self.repeat && !value.is_empty()) {
            let columns = region.left..=region.right.min(headings.width());
            row.fill(columns.filter(|column| headings.has(*column) && covers(region, number, *column)), value);
        }
    }

    /// Tells of them, unless their values were repeated.
    pub(super) fn notice(&self) -> Option<Notice> {
        let first = self.first.filter(|_| !self.repeat)?;
        Some(Notice::Merged { first: first.name(), count: self.count })
    }

    fn sort(&mut self) {
        if !self.is_sorted {
            self.waiting[self.begun..].sort_unstable();
            self.is_sorted = true;
        }
    }
}

fn overlap(one: &Region, other: &Region) -> bool {
    let rows = one.top <= other.bottom && other.top <= one.bottom;
    rows && one.left <= other.right && other.left <= one.right
}

/// Tells whether a cell is covered by the first cell of a region.
fn covers(region: &Region, row: u32, column: u32) -> bool {
    let is_within = (region.top..=region.bottom).contains(&row) && (region.left..=region.right).contains(&column);
    is_within && (row, column) != (region.top, region.left)
}
