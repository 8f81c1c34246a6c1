//! Rectangles of cells.

use crate::domain::position::column_letters;

/// Cells that are merged into one; rows and columns from 0, the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Region {
    /// The first row.
    pub(super) top: u32,
    /// The first column.
    pub(super) left: u32,
    /// The last row.
    pub(super) bottom: u32,
    /// The last column.
    pub(super) right: u32,
}

impl Region {
    /// Reads `A3:B5`; a single cell is no region.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':')?;
        let ((top, left), (bottom, right)) = (position(first)?, position(last)?);
        Self { top, left, bottom, right }.checked()
    }

    /// Gives itself where it is more than one cell.
    pub(super) fn checked(self) -> Option<Self> {
        let ordered = self.top <= self.bottom && self.left <= self.right;
        (ordered && (self.top, self.left) != (self.bottom, self.right)).then_some(self)
    }

    /// Returns its name: `A3:B5`.
    pub(super) fn name(&self) -> String {
        let cell = |row: u32, column: u32| format!("{}{}", column_letters(column as usize), row + 1);
        format!("{}:{}", cell(self.top, self.left), cell(self.bottom, self.right))
    }
}

/// Reads `B5` as row 4 and column 1.
fn position(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, byte| {
        let letter = byte.is_ascii_alphabetic().then(|| u32::from(byte.to_ascii_uppercase() - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(letter)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_reads_back_from_its_name() {
        let region = Region { top: 2, left: 0, bottom: 4, right: 27 };
        assert_eq!((region.name().as_str(), Region::parse("A3:AB5")), ("A3:AB5", Some(region)));
        for text in ["A3", "A3:A3", "B3:A5", "A5:A3", "A0:A3", "3:5", "A:B", "", "A3:B5:C6", "A99999999999:B1", "é1:B2"]
        {
            assert_eq!(Region::parse(text), None, "{text}");
        }
    }
}
