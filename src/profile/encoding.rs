//! In which encoding a file is: guessed from all of its bytes, with what speaks for it and against it.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::WINDOWS_1252;

use super::tally::{Tally, counted};
use crate::mapping::model::Encoding;
use crate::source::decode::{self, CellForm};

/// How much is looked at in one go.
const CHUNK: usize = 256 * 1024;
/// How much text beyond ASCII is weighed for encodings that no mapping can declare.
const WEIGHED: usize = 1024 * 1024;

/// How many zeros and control characters a small file of text may have.
const STRAYS: u64 = 16;

/// How files begin that are no text.
const OTHERS: [(&[u8], &str); 8] = [
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xFF\xD8\xFF", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"\x1F\x8B", "compressed with gzip"),
    (b"7z\xBC\xAF", "compressed with 7-Zip"),
    (b"Rar!", "compressed with RAR"),
    (b"SQLite format 3\0", "a database"),
];

/// What all bytes of a file show of its encoding.
#[derive(Debug, Default)]
pub(super) struct Scan {
    start: Vec<u8>,
    bytes: u64,
    /// Zeros at even and at odd places.
    zeros: [u64; 2],
    controls: u64,
    /// Bytes beyond ASCII, with the line of the first.
    beyond_ascii: Tally,
    /// Bytes that Windows-1252 leaves undefined.
    undefined: Tally,
    /// Characters of UTF-8 of several bytes.
    characters: u64,
    /// Bytes that are not UTF-8.
    broken: Tally,
    /// The encoding that their frequencies speak for.
    weighed: Option<&'static encoding_rs::Encoding>,
}

/// An encoding, guessed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Guess {
    /// The encoding.
    pub(super) encoding: Encoding,
    /// How many bytes the byte order mark takes.
    pub(super) mark: usize,
    /// Whether any other encoding of single bytes would do as well.
    pub(super) is_ascii: bool,
    /// What speaks for it.
    pub(super) evidence: String,
    /// What speaks against it.
    pub(super) doubts: Vec<String>,
}

impl Scan {
    /// Reads a file to its end.
    pub(super) fn of(mut reader: impl Read) -> io::Result<Self> {
        let mut scan = Self::default();
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        let (mut buffer, mut rest, mut weighed, mut line) = (vec![0; CHUNK], Vec::new(), 0, 1);
        loop {
            let length = reader.read(&mut buffer)?;
            let chunk = &buffer[..length];
            if length == 0 {
                // What is left of a character that was cut off.
                scan.utf8(&rest, true, line);
                detector.feed(&[], true);
                scan.weighed = (weighed > 0).then(|| detector.guess(None, Utf8Detection::Deny));
                return Ok(scan);
            }
            if scan.start.len() < 16 {
                scan.start.extend(&chunk[..length.min(16)]);
            }
            if !chunk.is_ascii() && weighed < WEIGHED {
                detector.feed(chunk, false);
                weighed += length;
            }
            scan.bytes(chunk, line);
            rest.extend_from_slice(chunk);
            let done = scan.utf8(&rest, false, line);
            rest.drain(..done);
            line += u32::try_from(memchr::memchr_iter(b'\n', chunk).count()).unwrap_or(u32::MAX);
        }
    }

    /// Returns the encoding, or what the file is that is no text.
    pub(super) fn guess(&self) -> Result<Guess, String> {
        if let Some((_, what)) = OTHERS.iter().find(|(start, _)| self.start.starts_with(start)) {
            return Err(format!("is {what}, and no table"));
        }
        if let Some(encoding) = decode::byte_order_mark(&self.start) {
            let mark = if encoding == Encoding::Utf8 { 3 } else { 0 };
            let doubts = if encoding == Encoding::Utf8 { self.broken("utf-8") } else { Vec::new() };
            let evidence = format!("a byte order mark says {}", decode::name(encoding));
            return Ok(Guess { encoding, mark, is_ascii: false, evidence, doubts });
        }
        let guess = |encoding, evidence: String, doubts| {
            Ok(Guess { encoding, mark: 0, is_ascii: self.beyond_ascii.count == 0, evidence, doubts })
        };
        let [even, odd] = self.zeros;
        let wide = |many: u64, few: u64| many * 4 > self.bytes / 2 && few * 10 < many;
        if wide(odd, even) || wide(even, odd) {
            let encoding = if odd > even { Encoding::Utf16Le } else { Encoding::Utf16Be };
            let zeros = format!("{} of {} bytes are zeros, at every other place", odd.max(even), self.bytes);
            let evidence = format!("{zeros}: {} without a byte order mark", decode::name(encoding));
            return Ok(Guess { encoding, mark: 0, is_ascii: false, evidence, doubts: Vec::new() });
        }
        let strays = even + odd + self.controls;
        if strays > STRAYS && strays * 50 > self.bytes {
            return Err("is no text: it holds too many bytes that text does not have".to_owned());
        }
        let (beyond, broken) = (self.beyond_ascii, self.broken);
        if beyond.count == 0 {
            return guess(
                Encoding::Utf8,
                "every byte is ASCII, which utf-8 and windows-1252 share".to_owned(),
                Vec::new(),
            );
        }
        if broken.count == 0 {
            let count = counted(self.characters, "character");
            return guess(Encoding::Utf8, format!("{count} beyond ASCII, all of them valid utf-8"), Vec::new());
        }
        if self.characters > broken.count * 10 {
            let evidence = format!("{} beyond ASCII that are valid utf-8", counted(self.characters, "character"));
            return guess(Encoding::Utf8, evidence, self.broken("utf-8"));
        }
        let exist = if self.undefined.count == 0 { " and exist in windows-1252" } else { "" };
        let count = counted(beyond.count, "byte");
        let evidence = format!("{count} beyond ASCII, from line {} on, are not valid utf-8{exist}", beyond.first);
        guess(Encoding::Windows1252, evidence, self.against_windows_1252())
    }

    fn broken(&self, encoding: &str) -> Vec<String> {
        let told = self.broken.told(
            &format!("byte does not decode as {encoding}"),
            &format!("bytes do not decode as {encoding}"),
            "line",
        );
        told.into_iter().collect()
    }

    fn against_windows_1252(&self) -> Vec<String> {
        let undefined =
            self.undefined.told("byte does not exist in windows-1252", "bytes do not exist in windows-1252", "line");
        let other = self.weighed.filter(|weighed| *weighed != WINDOWS_1252).map(|weighed| {
            let names: Vec<&str> = Encoding::NAMES.iter().map(|(name, _)| *name).collect();
            format!(
                "by the frequency of its letters the text may be {}; a mapping can declare only {}",
                weighed.name().to_lowercase(),
                names.join(", ")
            )
        });
        undefined.into_iter().chain(other).collect()
    }

    fn bytes(&mut self, chunk: &[u8], mut line: u32) {
        if chunk.is_ascii() && !chunk.contains(&0) {
            self.controls += chunk.iter().filter(|byte| is_control(**byte)).count() as u64;
            self.bytes += chunk.len() as u64;
            return;
        }
        for byte in chunk {
            match byte {
                0 => self.zeros[usize::from(self.bytes % 2 == 1)] += 1,
                b'\n' => line = line.saturating_add(1),
                0x80.. => {
                    self.beyond_ascii.add(line);
                    if decode::first_undecodable(CellForm::Windows1252, &[*byte]).is_some() {
                        self.undefined.add(line);
                    }
                }
                byte if is_control(*byte) => self.controls += 1,
                _ => {}
            }
            self.bytes += 1;
        }
    }

    /// Counts characters of UTF-8 and what is none, and returns how many bytes are done with.
    fn utf8(&mut self, bytes: &[u8], is_end: bool, line: u32) -> usize {
        let mut from = 0;
        loop {
            let (valid, error) = match std::str::from_utf8(&bytes[from..]) {
                Ok(text) => (text.len(), None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            // Every character of several bytes has one byte that begins it.
            let begun = bytes[from..from + valid].iter().filter(|byte| **byte >= 0xC0).count();
            self.characters += begun as u64;
            from += valid;
            let wrong = match error {
                None => return from,
                Some(None) if !is_end => return from,
                Some(None) => bytes.len() - from,
                Some(Some(wrong)) => wrong,
            };
            let lines = if self.broken.count == 0 { memchr::memchr_iter(b'\n', &bytes[..from]).count() } else { 0 };
            self.broken.add(line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)));
            from += wrong;
        }
    }
}

const fn is_control(byte: u8) -> bool {
    matches!(byte, 1..=8 | 0x0B | 0x0C | 0x0E..=0x1F | 0x7F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(bytes: &[u8]) -> Result<Guess, String> {
        Scan::of(bytes).expect("memory can be read").guess()
    }

    #[test]
    fn an_encoding_is_guessed_from_the_bytes() {
        let utf16 = |encoding| decode::encode(encoding, "Nummer;Naam\r\n1;Łódź\r\n");
        let table = [
            (b"\xEF\xBB\xBFNummer".to_vec(), Encoding::Utf8, 3, "a byte order mark says utf-8"),
            (b"\xFF\xFEN\0u\0".to_vec(), Encoding::Utf16Le, 0, "a byte order mark says utf-16le"),
            (
                utf16(Encoding::Utf16Le),
                Encoding::Utf16Le,
                0,
                "19 of 42 bytes are zeros, at every other place: utf-16le without a byte order mark",
            ),
            (
                utf16(Encoding::Utf16Be),
                Encoding::Utf16Be,
                0,
                "19 of 42 bytes are zeros, at every other place: utf-16be without a byte order mark",
            ),
            (b"Nummer;Naam".to_vec(), Encoding::Utf8, 0, "every byte is ASCII, which utf-8 and windows-1252 share"),
            ("Łódź".into(), Encoding::Utf8, 0, "3 characters beyond ASCII, all of them valid utf-8"),
            (
                b"a\nB\xE9n\xEBn".to_vec(),
                Encoding::Windows1252,
                0,
                "2 bytes beyond ASCII, from line 2 on, are not valid utf-8 and exist in windows-1252",
            ),
        ];
        for (bytes, encoding, mark, evidence) in table {
            let found = guess(&bytes).expect(evidence);
            assert_eq!((found.encoding, found.mark, found.evidence.as_str()), (encoding, mark, evidence));
            assert_eq!(found.doubts, Vec::<String>::new(), "{evidence}");
        }
    }

    #[test]
    fn what_speaks_against_an_encoding_is_told() {
        let mostly = ["é".repeat(20).as_bytes(), b"\n\xE9\n"].concat();
        let found = guess(&mostly).expect("text");
        assert_eq!(
            (found.encoding, found.doubts),
            (Encoding::Utf8, vec!["1 byte does not decode as utf-8, on line 2".to_owned()])
        );
        let found = guess(b"a\nb\x81\xE9\n").expect("text");
        assert_eq!(found.encoding, Encoding::Windows1252);
        assert_eq!(found.doubts[0], "1 byte does not exist in windows-1252, on line 2");
        // Polish in windows-1250.
        let polish =
            encoding_rs::WINDOWS_1250.encode("Zażółć gęślą jaźń, Łódź, Kraków, Gdańsk, Świętokrzyskie, źdźbło").0;
        let found = guess(&polish).expect("text");
        assert_eq!(found.encoding, Encoding::Windows1252);
        assert!(
            found.doubts.iter().any(|doubt| doubt.contains("may be windows-1250; a mapping can declare only utf-8")),
            "{:?}",
            found.doubts
        );
    }

    #[test]
    fn what_is_no_text_is_told() {
        for bytes in
            [b"%PDF-1.7\n%\xE2\xE3".to_vec(), b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), vec![0; 100], vec![3; 100]]
        {
            assert!(guess(&bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn a_character_is_whole_wherever_the_reading_pauses() {
        let text = format!("{}é\n", "x".repeat(CHUNK - 1));
        let found = guess(text.as_bytes()).expect("text");
        assert_eq!((found.encoding, found.doubts.len()), (Encoding::Utf8, 0));
    }
}
