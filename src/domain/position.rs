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
