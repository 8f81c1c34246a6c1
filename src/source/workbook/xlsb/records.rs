//! The records that an .xlsb workbook is made of: a kind, a length, and so many bytes.

use std::io::{self, BufReader, Read};

/// The longest record; Excel's are a few megabytes at most.
const LONGEST: usize = 64 << 20;

/// Records, one after another.
pub(super) struct Records<R> {
    inner: BufReader<R>,
    data: Vec<u8>,
}

impl<R: Read> Records<R> {
    /// Begins at a record.
    pub(super) fn new(inner: R) -> Self {
        Self { inner: BufReader::new(inner), data: Vec::new() }
    }

    /// Returns the next record's kind and bytes, or nothing at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<(u16, &[u8])>> {
        let Some(first) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(first & 0x7F);
        if first & 0x80 != 0 {
            kind |= u16::from(self.byte()?.ok_or(io::ErrorKind::UnexpectedEof)? & 0x7F) << 7;
        }
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?.ok_or(io::ErrorKind::UnexpectedEof)?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > LONGEST {
            return Err(io::Error::other("a record of more than 64 MiB"));
        }
        self.data.resize(length, 0);
        self.inner.read_exact(&mut self.data)?;
        Ok(Some((kind, &self.data)))
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let mut byte = [0];
        Ok((self.inner.read(&mut byte)? == 1).then_some(byte[0]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_lengths_take_as_many_bytes_as_they_need() {
        let long = [&[0x9C, 0x01, 0x80, 0x01][..], &[7; 128]].concat();
        let bytes = [&[0x00, 0x02, 1, 2][..], &long, &[0x05, 0x00]].concat();
        let mut records = Records::new(bytes.as_slice());
        let mut found = Vec::new();
        while let Some((kind, data)) = records.next().expect("whole records") {
            found.push((kind, data.len()));
        }
        assert_eq!(found, [(0, 2), (0x9C, 128), (5, 0)]);
    }

    #[test]
    fn a_record_that_is_cut_off_is_an_error() {
        for bytes in [&[0x80][..], &[0x00], &[0x00, 0x02, 1], &[0x00, 0xFF, 0xFF, 0xFF, 0x7F]] {
            assert!(Records::new(bytes).next().is_err(), "{bytes:?}");
        }
    }
}
