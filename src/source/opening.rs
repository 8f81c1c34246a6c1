//! A delivered file, opened: its text in blocks, and the digest of everything that is read.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::blocks::{BLOCK, Blocks, Boundary};
use super::decode::{self, RecordForm, Utf16Reader};
use super::error::{Place, SourceError};
use super::files::DeliveredFile;
use super::workbook::{self, spool};
use crate::mapping::model::{Dialect, Encoding, Form};

/// A file that is being read.
pub(super) struct Opened {
    /// Its text.
    pub(super) blocks: Blocks<Box<dyn Read + Send>>,
    digest: Source,
}

/// Where the digest of a file comes from.
enum Source {
    /// From the bytes as they are read.
    Read(SharedDigest),
    /// From when its workbook was opened.
    Known(String, u64),
}

impl Opened {
    /// Opens a file that is written as declared, behind its byte order mark.
    pub(super) fn open(file: &DeliveredFile, dialect: &Dialect, digesting: bool) -> Result<Self, SourceError> {
        let form = RecordForm::of(dialect);
        let boundary = Boundary::new(form.delimiter, form.quote);
        let (text, skipped, digest) = match &dialect.form {
            Form::Delimited(delimited) => open_text(file, delimited.encoding, digesting)?,
            Form::Workbook(_) => open_sheet(file)?,
        };
        Ok(Self { blocks: Blocks::new(text, &file.name, skipped, boundary, BLOCK), digest })
    }

    /// Returns the SHA-256 of the file in hexadecimal, and its size in bytes, once all of it was read and digested.
    pub(super) fn digest(&self) -> (String, u64) {
        match &self.digest {
            Source::Read(digest) => digest.finish(),
            Source::Known(sha256, bytes) => (sha256.clone(), *bytes),
        }
    }
}

/// Opens a sheet that was spooled.
fn open_sheet(file: &DeliveredFile) -> Result<(Box<dyn Read + Send>, u64, Source), SourceError> {
    let sheet = file.sheet.as_ref().ok_or_else(|| unreadable(file)(io::ErrorKind::NotFound.into()))?;
    let spool = spool::Reader::of(&sheet.extract.spool).map_err(unreadable(file))?;
    Ok((Box::new(spool), 0, Source::Known(sheet.book.sha256.clone(), sheet.book.bytes)))
}

/// Opens delimited text, and returns how many bytes of it were passed over.
fn open_text(
    file: &DeliveredFile,
    declared: Encoding,
    digesting: bool,
) -> Result<(Box<dyn Read + Send>, u64, Source), SourceError> {
    let mut bytes = File::open(&file.path).map_err(unreadable(file))?;
    let mut start = Vec::new();
    bytes.by_ref().take(8).read_to_end(&mut start).map_err(unreadable(file))?;
    if workbook::is_likely(&start) {
        return Err(SourceError::NotText { place: Place::file(&file.name) });
    }
    let mark = decode::byte_order_mark(&start);
    if let Some(found) = mark.filter(|found| *found != declared) {
        let place = Place::line(&file.name, 1);
        return Err(SourceError::OtherEncoding { place, declared: decode::name(declared), found: decode::name(found) });
    }
    let digest = SharedDigest::default();
    digest.update(&start);
    let skipped = if mark == Some(Encoding::Utf8) { 3 } else { 0 };
    let rest: Box<dyn Read + Send> =
        if digesting { Box::new(Digesting { inner: bytes, digest: digest.clone() }) } else { Box::new(bytes) };
    let raw = io::Cursor::new(start.split_off(skipped)).chain(rest);
    let text: Box<dyn Read + Send> = match declared {
        Encoding::Utf16Le | Encoding::Utf16Be => Box::new(Utf16Reader::new(raw, declared)),
        Encoding::Utf8 | Encoding::Windows1252 => Box::new(raw),
    };
    Ok((text, skipped as u64, Source::Read(digest)))
}

fn unreadable(file: &DeliveredFile) -> impl Fn(io::Error) -> SourceError + use<'_> {
    |source| SourceError::Unreadable { path: file.name.clone(), source }
}

/// The digest of everything that was read of a file, shared with the reader that feeds it.
#[derive(Clone, Default)]
struct SharedDigest(Arc<Mutex<(Sha256, u64)>>);

impl SharedDigest {
    fn update(&self, bytes: &[u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.0.update(bytes);
        state.1 += bytes.len() as u64;
    }

    fn finish(&self) -> (String, u64) {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (hexadecimal(&state.0.clone().finalize()), state.1)
    }
}

/// Returns the SHA-256 of a whole file in hexadecimal, and its size in bytes.
pub(super) fn digest_of(path: &Path) -> io::Result<(String, u64)> {
    let digest = SharedDigest::default();
    let mut reader = Digesting { inner: File::open(path)?, digest: digest.clone() };
    io::copy(&mut reader, &mut io::sink())?;
    Ok(digest.finish())
}

/// Writes bytes in hexadecimal.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
        text
    })
}

struct Digesting<R> {
    inner: R,
    digest: SharedDigest,
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(out)?;
        self.digest.update(&out[..length]);
        Ok(length)
    }
}
