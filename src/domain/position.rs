//! Where in a delivery a record stands.
//!
//! An [`Origin`] packs file and line into the integer that is also the primary key of every target row, so that
//! each loaded row says where it came from without a table beside it.

use std::fmt;

/// The number of a delivered file, from 1 in the order of the mapping's tables and the files' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u16);

impl FileId {
    /// Takes a file's number, from 1.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// Returns the file's number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}

/// A record's file and the line on which it starts, from 1; headings are on line 1 of a plain file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    file: FileId,
    line: u32,
}

impl Origin {
    /// Names a record by its file and line.
    #[must_use]
    pub const fn new(file: FileId, line: u32) -> Self {
        Self { file, line }
    }

    /// Returns the file.
    #[must_use]
    pub const fn file(self) -> FileId {
        self.file
    }

    /// Returns the line, from 1.
    #[must_use]
    pub const fn line(self) -> u32 {
        self.line
    }

    /// Returns the key of the target row that this record's `part`-th row became: file in bits 40 and up, line in
    /// bits 8 to 39, part in the lowest eight.
    #[must_use]
    pub const fn row_key(self, part: u8) -> i64 {
        ((self.file.0 as i64) << 40) | ((self.line as i64) << 8) | part as i64
    }

    /// Takes apart a target row's key; the part is dropped.
    #[must_use]
    pub const fn from_row_key(key: i64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the key is made of these bits")]
        let (file, line) = ((key >> 40) as u16, (key >> 8) as u32);
        Self { file: FileId(file), line }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.file.0, self.line)
    }
}

/// Tells a place in a delivered file, which is a plain file or a sheet named `[book.xlsx]Sheet`: `file.csv:17`, and as
/// a spreadsheet would tell it `[book.xlsx]Sheet!F17`. Cells are counted from 0; without one a row begins at `A`.
#[must_use]
pub fn place(file: &str, line: u32, cell: Option<usize>) -> String {
    if is_sheet(file) {
        format!("{file}!{}{line}", column_letters(cell.unwrap_or(0)))
    } else {
        format!("{file}:{line}")
    }
}

/// Names a sheet of a workbook as a delivered file.
#[must_use]
pub fn sheet(book: &str, sheet: &str) -> String {
    format!("[{book}]{sheet}")
}

/// Tells whether a delivered file is a sheet of a workbook.
#[must_use]
pub fn is_sheet(file: &str) -> bool {
    file.starts_with('[') && file.contains(']')
}

/// Names a column of a sheet, from 0: `A`, `Z`, `AA`.
#[must_use]
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or_default()));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_row_key_holds_file_line_and_part_in_their_own_bits() {
        let table = [(1, 2, 0, 0x0000_0100_0000_0200), (1, 2, 3, 0x0000_0100_0000_0203), (0, 0, 255, 255)];
        for (file, line, part, key) in table {
            assert_eq!(Origin::new(FileId::new(file), line).row_key(part), key);
        }
    }

    #[test]
    fn a_place_is_shown_as_file_and_line() {
        assert_eq!(Origin::new(FileId::new(3), 41).to_string(), "3:41");
    }

    #[test]
    fn a_place_in_a_sheet_is_told_as_a_spreadsheet_does() {
        let book = sheet("levering.xlsx", "Uitkeringen");
        assert_eq!(place(&book, 17, Some(5)), "[levering.xlsx]Uitkeringen!F17");
        assert_eq!(place(&book, 17, None), "[levering.xlsx]Uitkeringen!A17");
        assert_eq!(place("betalingen.csv", 17, Some(5)), "betalingen.csv:17");
    }

    #[test]
    fn columns_have_letters() {
        let table =
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")];
        for (column, letters) in table {
            assert_eq!(column_letters(column), letters);
        }
    }

    proptest! {
        #[test]
        fn a_row_key_is_taken_apart_again(file: u16, line: u32, part: u8) {
            let origin = Origin::new(FileId::new(file), line);
            let key = origin.row_key(part);
            prop_assert_eq!(Origin::from_row_key(key), origin);
            prop_assert!(key >= 0);
            prop_assert_eq!(origin.file().number(), file);
            prop_assert_eq!(origin.line(), line);
        }

        #[test]
        fn row_keys_stand_in_the_order_of_the_delivery(one: (u16, u32, u8), other: (u16, u32, u8)) {
            let key = |(file, line, part)| Origin::new(FileId::new(file), line).row_key(part);
            prop_assert_eq!(key(one).cmp(&key(other)), one.cmp(&other));
        }
    }
}
