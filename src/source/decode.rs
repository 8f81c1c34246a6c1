//! Declared encodings, strictly.
//!
//! UTF-16 is turned into UTF-8 as it is read, Windows-1252 block by block. A byte that does not decode is an error;
//! nothing becomes U+FFFD.

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr2, memchr3};
use thiserror::Error;

use super::workbook::spool;
use crate::mapping::model::{Delimited, Dialect, Encoding, Form};

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
pub fn first_undecodable(form: CellForm, bytes: &[u8]) -> Option<usize> {
    if bytes.is_ascii() {
        return None;
    }
    match form {
        CellForm::Windows1252 => first_undefined(bytes),
        _ => std::str::from_utf8(bytes).err().map(|error| error.valid_up_to()),
    }
}

/// Finds the first byte that Windows-1252 leaves undefined.
fn first_undefined(bytes: &[u8]) -> Option<usize> {
    let [one, two, three, four, five] = UNDEFINED_1252;
    let found = memchr3(one, two, three, bytes);
    memchr2(four, five, &bytes[..found.unwrap_or(bytes.len())]).or(found)
}

/// How the records that are parsed are written: as delivered, UTF-16 as UTF-8, and sheets as they were spooled.
#[derive(Clone, Copy, Debug)]
pub struct RecordForm {
    /// The byte between cells.
    pub delimiter: u8,
    /// The byte around cells that hold the delimiter.
    pub quote: u8,
    /// How a cell is written.
    pub cells: CellForm,
}

/// How the cells that are parsed are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellForm {
    /// In UTF-8.
    Utf8,
    /// In Windows-1252.
    Windows1252,
    /// In UTF-8, with escapes.
    Spooled,
}

impl CellForm {
    /// Returns the name of the encoding as a mapping writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Spooled => "utf-8",
            Self::Windows1252 => "windows-1252",
        }
    }
}

impl RecordForm {
    /// Returns how the records of a table are written when they are parsed.
    #[must_use]
    pub const fn of(dialect: &Dialect) -> Self {
        match &dialect.form {
            Form::Delimited(Delimited { delimiter, quote, encoding }) => {
                let cells = match encoding {
                    Encoding::Windows1252 => CellForm::Windows1252,
                    Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => CellForm::Utf8,
                };
                Self { delimiter: *delimiter, quote: *quote, cells }
            }
            Form::Workbook(_) => Self { delimiter: spool::DELIMITER, quote: spool::QUOTE, cells: CellForm::Spooled },
        }
    }
}

/// Decodes what was found to decode; escapes stay.
#[must_use]
pub fn text(form: CellForm, bytes: &[u8]) -> Cow<'_, str> {
    match form {
        CellForm::Windows1252 => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        CellForm::Utf8 | CellForm::Spooled => {
            std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
        }
    }
}

/// Decodes one cell that was found to decode.
#[must_use]
pub fn cell(form: CellForm, bytes: &[u8]) -> Cow<'_, str> {
    match form {
        CellForm::Spooled => spool::text(bytes),
        CellForm::Utf8 | CellForm::Windows1252 => text(form, bytes),
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
#[error("half a character of {encoding} at offset {offset}")]
pub struct MalformedUtf16 {
    /// The offset in the file, from 0.
    pub offset: u64,
    /// The declared encoding.
    pub encoding: &'static str,
}

/// A reader that turns UTF-16 into UTF-8, and gives an error where a surrogate stands alone or a byte is left over,
/// after everything before it.
pub struct Utf16Reader<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    consumed: u64,
    ended: bool,
    malformed: Option<MalformedUtf16>,
    encoding: &'static str,
}

impl<R: Read> Utf16Reader<R> {
    /// Wraps a reader of UTF-16 bytes, with or without a byte order mark.
    pub fn new(inner: R, encoding: Encoding) -> Self {
        let known = if encoding == Encoding::Utf16Be { UTF_16BE } else { UTF_16LE };
        Self {
            inner,
            decoder: known.new_decoder_with_bom_removal(),
            raw: vec![0; 64 * 1024],
            ready: Vec::new(),
            given: 0,
            consumed: 0,
            ended: false,
            malformed: None,
            encoding: name(encoding),
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
        if let DecoderResult::Malformed(wrong, after) = result {
            // What is wrong may have begun in what was read before.
            let offset = self.consumed + read as u64 - u64::from(wrong) - u64::from(after);
            self.malformed = Some(MalformedUtf16 { offset, encoding: self.encoding });
        }
        self.consumed += length as u64;
        Ok(())
    }
}

impl<R: Read> Read for Utf16Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            if let Some(malformed) = self.malformed {
                return Err(io::Error::other(malformed));
            }
            if self.ended {
                return Ok(0);
            }
            self.refill()?;
        }
        let length = out.len().min(self.ready.len() - self.given);
        out[..length].copy_from_slice(&self.ready[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A reader that gives a few bytes at a time, as a pipe does.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(out.len()).min(self.0.len());
            out[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    #[test]
    fn encodings_are_known_by_name_and_mark() {
        let table = [
            (Encoding::Utf8, "utf-8", b"\xEF\xBB\xBFa".as_slice()),
            (Encoding::Utf16Le, "utf-16le", b"\xFF\xFEa\0"),
            (Encoding::Utf16Be, "utf-16be", b"\xFE\xFF\0a"),
        ];
        for (encoding, known, start) in table {
            assert_eq!((name(encoding), byte_order_mark(start)), (known, Some(encoding)));
        }
        assert_eq!(name(Encoding::Windows1252), "windows-1252");
        for start in [b"".as_slice(), b"\xEF\xBB", b"\xFF", b"Nummer"] {
            assert_eq!(byte_order_mark(start), None);
        }
    }

    #[test]
    fn the_first_byte_that_does_not_decode_is_found() {
        let table = [
            (CellForm::Windows1252, b"abc".as_slice(), None),
            (CellForm::Windows1252, b"B\xE9\x80", None),
            (CellForm::Windows1252, b"B\xE9\x9D\x81", Some(2)),
            (CellForm::Utf8, "Bé".as_bytes(), None),
            (CellForm::Utf8, b"B\xE9n", Some(1)),
            (CellForm::Utf8, b"Bn\xC3", Some(2)),
            (CellForm::Utf8, b"\xED\xA0\x80", Some(0)),
        ];
        for (form, bytes, expected) in table {
            assert_eq!(first_undecodable(form, bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn windows_1252_has_the_euro_and_no_greek() {
        assert_eq!(cell(CellForm::Windows1252, b"\x80 5 B\xE9"), "€ 5 Bé");
        assert_eq!(encode(Encoding::Windows1252, "€ 5 Bé Ω"), b"\x80 5 B\xE9 ?");
    }

    #[test]
    fn every_byte_of_windows_1252_but_five_is_one_character() {
        for byte in 0..=u8::MAX {
            let text = cell(CellForm::Windows1252, &[byte]).into_owned();
            let known = first_undecodable(CellForm::Windows1252, &[byte]).is_none();
            assert_eq!(known, !UNDEFINED_1252.contains(&byte), "{byte:#04x}");
            assert_eq!((text.chars().count(), encode(Encoding::Windows1252, &text)), (1, vec![byte]));
        }
    }

    #[test]
    fn half_a_character_is_found_wherever_the_reading_pauses() {
        let head = encode(Encoding::Utf16Le, "a😀b");
        let table: [(&str, &[u8]); 5] = [
            ("a first half before a letter", b"\x3D\xD8c\0"),
            ("a first half before a first half", b"\x3D\xD8\x3D\xD8\x00\xDE"),
            ("a second half alone", b"\x00\xDEc\0"),
            ("an odd byte", b"c"),
            ("a first half at the end", b"\x3D\xD8"),
        ];
        for (name, tail) in table {
            let bytes = [head.as_slice(), tail].concat();
            for drop in 1..=bytes.len() {
                let mut text = String::new();
                let mut read = Vec::new();
                let mut reader = Utf16Reader::new(Drops(&bytes, drop), Encoding::Utf16Le);
                let error = reader.read_to_end(&mut read).expect_err(name);
                text.push_str(std::str::from_utf8(&read).expect("whole characters"));
                assert_eq!(text, "a😀b", "{name}, {drop} bytes at a time");
                let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<MalformedUtf16>());
                assert_eq!(
                    inner.map(|malformed| malformed.offset),
                    Some(head.len() as u64),
                    "{name}, {drop} at a time"
                );
                assert!(reader.read(&mut [0; 8]).is_err(), "{name} stays an error");
            }
        }
    }

    proptest! {
        #[test]
        fn utf_16_is_read_whole_however_few_bytes_come(text: String, mark: bool, big: bool, drop in 1_usize..9) {
            let encoding = if big { Encoding::Utf16Be } else { Encoding::Utf16Le };
            let text = text.trim_start_matches('\u{feff}');
            let bytes = encode(encoding, &format!("{}{text}", if mark { "\u{feff}" } else { "" }));
            let mut read = String::new();
            Utf16Reader::new(Drops(&bytes, drop), encoding).read_to_string(&mut read).expect("good UTF-16");
            prop_assert_eq!(read, text);
        }

        #[test]
        fn what_an_encoding_has_reads_back(text in "[ -~é€ïÿ]{0,20}") {
            for (encoding, form) in
                [(Encoding::Utf8, CellForm::Utf8), (Encoding::Windows1252, CellForm::Windows1252)]
            {
                let bytes = encode(encoding, &text);
                prop_assert_eq!(first_undecodable(form, &bytes), None);
                prop_assert_eq!(cell(form, &bytes), text.as_str());
            }
        }
    }
}
