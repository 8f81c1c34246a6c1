//! How a service writes its delimited files.

use std::borrow::Cow;

use crate::domain::{DateFormat, Notation};

/// The form of a service's files, apart from what is untidy in some.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// The byte between cells.
    pub(super) delimiter: u8,
    pub(super) charset: Charset,
    pub(super) line_end: LineEnd,
    pub(super) notation: Notation,
    pub(super) dates: DateFormat,
}

/// How characters become bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Windows1252,
    Utf8,
    /// In little-endian order. A line is put together in UTF-8 first.
    Utf16,
}

impl Charset {
    /// Returns a line of cells as it stands in the file.
    pub(super) fn finish(self, line: &[u8]) -> Cow<'_, [u8]> {
        if self == Self::Utf16 {
            Cow::Owned(String::from_utf8_lossy(line).encode_utf16().flat_map(u16::to_le_bytes).collect())
        } else {
            Cow::Borrowed(line)
        }
    }
}

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    CrLf,
    Lf,
}

impl LineEnd {
    pub(super) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::CrLf => b"\r\n",
            Self::Lf => b"\n",
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::CrLf => Self::Lf,
            Self::Lf => Self::CrLf,
        }
    }
}
