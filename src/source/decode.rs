//! Declared encodings, strictly.
//!
//! UTF-16 is turned into UTF-8 as it is read; UTF-8 and Windows-1252 stay as they are, and single cells are decoded
//! where they are not ASCII. A byte that does not decode is an error; nothing becomes U+FFFD.

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use thiserror::Error;

use crate::mapping::model::Encoding;

/// The five bytes that Windows-1252 leaves undefined.
const UNDEFINED_1252: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

/// Returns an encoding's name as a mapping writes it.
#[must_use]
pub fn name(encoding: Encoding) -> &'static str {
    Encoding::NAMES.iter().find(|(_, known)| *known == encoding).map_or("", |(name, _)| name)
}

/// Tells which encoding the first bytes of a file give away, where they do.
#[must_use]
pub fn byte_order_mark(start: &[u8]) -> Option<Encoding> {
    match start {
        [0xEF, 0xBB, 0xBF, ..] => Some(Encoding::Utf8),
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Finds the first byte of a block that its encoding does not have.
#[must_use]
pub fn first_undecodable(encoding: Encoding, bytes: &[u8]) -> Option<usize> {
    if bytes.is_ascii() {
        return None;
    }
    match encoding {
        Encoding::Windows1252 => bytes.iter().position(|byte| UNDEFINED_1252.contains(byte)),
        _ => std::str::from_utf8(bytes).err().map(|error| error.valid_up_to()),
    }
}

/// Decodes one cell of a block that was found to decode.
#[must_use]
pub fn cell(encoding: Encoding, bytes: &[u8]) -> Cow<'_, str> {
    match encoding {
        Encoding::Windows1252 if !bytes.is_ascii() => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        _ => String::from_utf8_lossy(bytes),
    }
}

/// Encodes text for a file in a declared encoding; a character that it lacks becomes a question mark.
#[must_use]
pub fn encode(encoding: Encoding, text: &str) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Windows1252 => {
            let known: String = text
                .chars()
                .map(
                    |character| if WINDOWS_1252.encode(character.encode_utf8(&mut [0; 4])).2 { '?' } else { character },
                )
                .collect();
            WINDOWS_1252.encode(&known).0.into_owned()
        }
    }
}

/// A place where UTF-16 is broken.
#[derive(Clone, Copy, Debug, Error)]
#[error("malformed UTF-16 at offset {offset}")]
pub struct MalformedUtf16 {
    /// The offset in the file, from 0.
    pub offset: u64,
    /// The byte there.
    pub byte: u8,
}

/// A reader that turns UTF-16 into UTF-8, and gives an error where a surrogate stands alone or a byte is left over.
pub struct Utf16Reader<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    consumed: u64,
    ended: bool,
}

impl<R: Read> Utf16Reader<R> {
    /// Wraps a reader of UTF-16 bytes, with or without a byte order mark.
    pub fn new(inner: R, encoding: Encoding) -> Self {
        let encoding = if encoding == Encoding::Utf16Be { UTF_16BE } else { UTF_16LE };
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 64 * 1024],
            ready: Vec::new(),
            given: 0,
            consumed: 0,
            ended: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        let length = self.inner.read(&mut self.raw)?;
        self.ended = length == 0;
        self.ready.clear();
        self.given = 0;
        let needed = self.decoder.max_utf8_buffer_length_without_replacement(length).unwrap_or(length * 3 + 16);
        self.ready.resize(needed, 0);
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(&self.raw[..length], &mut self.ready, self.ended);
        self.ready.truncate(written);
        if let encoding_rs::DecoderResult::Malformed(..) = result {
            let at = read.saturating_sub(1);
            let byte = self.raw[..length].get(at).copied().unwrap_or_default();
            return Err(io::Error::other(MalformedUtf16 { offset: self.consumed + at as u64, byte }));
        }
        self.consumed += length as u64;
        Ok(())
    }
}

impl<R: Read> Read for Utf16Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            self.refill()?;
        }
        let length = out.len().min(self.ready.len() - self.given);
        out[..length].copy_from_slice(&self.ready[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}
