//! Bytes that are counted in lines, and digested, while XML is read from them.

use std::io::{self, BufRead, BufReader, Read};

use sha2::{Digest, Sha256};

use crate::source::opening::hexadecimal;

/// The longest text or tag that is read.
pub(super) const LONGEST: usize = 1 << 20;

/// A reader that knows on which line it is, and that gives up on a text or tag without end.
pub(super) struct Lines<R> {
    inner: BufReader<R>,
    line: u32,
    /// How many bytes were taken since the last piece began.
    taken: usize,
    digest: Sha256,
    has_ended: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(bytes: R) -> Self {
        let inner = BufReader::with_capacity(1 << 16, bytes);
        Self { inner, line: 1, taken: 0, digest: Sha256::new(), has_ended: false }
    }

    /// Returns the line of the next byte, from 1.
    pub(super) const fn line(&self) -> u32 {
        self.line
    }

    /// Tells whether everything was read.
    pub(super) const fn has_ended(&self) -> bool {
        self.has_ended
    }

    /// Tells whether the piece that is read is longer than any of a payment file.
    pub(super) const fn is_too_long(&self) -> bool {
        self.taken > LONGEST
    }

    /// Returns the SHA-256 of everything that was read, in hexadecimal.
    pub(super) fn digest(&self) -> String {
        hexadecimal(&self.digest.clone().finalize())
    }

    /// Begins a new piece.
    pub(super) const fn begin(&mut self) {
        self.taken = 0;
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(out)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.is_too_long() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let bytes = self.inner.fill_buf()?;
        self.has_ended = bytes.is_empty();
        Ok(bytes)
    }

    fn consume(&mut self, length: usize) {
        let bytes = &self.inner.buffer()[..length];
        self.digest.update(bytes);
        let lines = memchr::memchr_iter(b'\n', bytes).count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.taken += length;
        self.inner.consume(length);
    }
}
