//! What keeps a damaged or hostile workbook from taking the program down.

use std::io::{self, Read};

use thiserror::Error;

use crate::diag::panics;
use crate::source::{Place, SourceError};

/// Up to this size a part may expand as it likes.
const FREE: u64 = 64 << 20;
/// How many times its compressed size a part may be beyond that.
const RATIO: u64 = 250;
/// The largest part.
pub(super) const LARGEST: u64 = 16 << 30;

/// Calls a library that may panic on damaged input, and turns a panic into an error, of which nothing else is said.
pub(super) fn guarded<R>(book: &str, work: impl FnOnce() -> Result<R, SourceError>) -> Result<R, SourceError> {
    panics::caught(work).unwrap_or_else(|| Err(corrupt(book, "its records contradict each other")))
}

/// Tells that a workbook is damaged.
pub(super) fn corrupt(book: &str, reason: &(impl ToString + ?Sized)) -> SourceError {
    let reason = reason.to_string().split(['\r', '\n']).next().unwrap_or_default().to_owned();
    SourceError::Workbook { place: Place::file(book), reason }
}

/// Tells that a workbook cannot be read, and where it expands too far that it does.
pub(super) fn unreadable(book: &str, part: &str, error: &io::Error) -> SourceError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<TooLarge>()) {
        Some(TooLarge(limit)) => {
            SourceError::Bomb { place: Place::file(book), part: part.to_owned(), limit: limit.clone() }
        }
        None => corrupt(book, error),
    }
}

/// More came out of a part than is allowed.
#[derive(Debug, Error)]
#[error("expands to more than {0}")]
struct TooLarge(String);

/// A reader that counts what comes out of a decompressor; sizes that the file declares are not trusted.
pub(super) struct Limited<R> {
    inner: R,
    compressed: u64,
    limit: u64,
    given: u64,
}

impl<R: Read> Limited<R> {
    /// Wraps a reader of a part that takes so many bytes in the file.
    pub(super) const fn new(inner: R, compressed: u64, limit: u64) -> Self {
        Self { inner, compressed, limit, given: 0 }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(out)?;
        self.given += length as u64;
        if self.given > self.limit {
            return Err(io::Error::other(TooLarge(format!("{} GiB", self.limit >> 30))));
        }
        if self.given > FREE && self.given / RATIO > self.compressed {
            return Err(io::Error::other(TooLarge(format!("{RATIO} times its size in the file"))));
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(length: u64, compressed: u64, limit: u64) -> Result<u64, SourceError> {
        let mut reader = Limited::new(io::repeat(0).take(length), compressed, limit);
        io::copy(&mut reader, &mut io::sink()).map_err(|error| unreadable("boek.xlsx", "sheet1.xml", &error))
    }

    #[test]
    fn what_expands_too_far_is_refused() {
        assert_eq!(read(FREE, 1, LARGEST).ok(), Some(FREE));
        assert_eq!(read(FREE + 5_000, FREE / RATIO + 100, LARGEST).ok(), Some(FREE + 5_000));
        let message = read(FREE + 500, FREE / RATIO - 10, LARGEST).expect_err("a bomb").to_string();
        assert!(message.starts_with("boek.xlsx: sheet1.xml expands to more than 250 times its size"), "{message}");
        let message = read((1 << 30) + 1, 1 << 30, 1 << 30).expect_err("a bomb").to_string();
        assert!(message.starts_with("boek.xlsx: sheet1.xml expands to more than 1 GiB"), "{message}");
    }

    #[test]
    fn a_panic_of_a_library_is_an_error() {
        let cut_off: &[u8] = &[];
        let result = guarded("boek.xlsb", || Ok(cut_off[usize::from(cut_off.is_empty())]));
        assert!(matches!(result, Err(SourceError::Workbook { .. })));
    }
}
