//! Workbooks that are ZIP files: their parts, and a first look at each part before a library loads it.
//!
//! What comes out of the decompressor is counted and held against its checksum, so that nothing downstream sees a part
//! that expands without end, or one of which a bit fell over.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::format::{no_workbook, zip_failed};
use super::guard::{LARGEST, Limited, corrupt, unreadable};
use super::xml::{self, Relation};
use crate::source::{Cancel, Place, SourceError};

/// The largest table of shared texts; it is held in memory.
const LARGEST_TEXTS: u64 = 2 << 30;
/// The least that one shared text takes: `<si/>`.
const SHORTEST_TEXT: u64 = 5;
/// The longest stretch of XML without a tag.
const LONGEST_STRETCH: u64 = 16 << 20;

/// A part of a workbook, as it is decompressed.
pub(super) type Part<'a> = BufReader<Limited<ZipFile<'a, BufReader<File>>>>;

/// An opened ZIP file.
pub(super) struct Package {
    archive: ZipArchive<BufReader<File>>,
    /// The parts by their names in lower case.
    parts: BTreeMap<String, String>,
    /// Where the file stands.
    pub(super) path: PathBuf,
    /// Its name within the delivery.
    pub(super) name: String,
}

impl Package {
    /// Opens a ZIP file and lists its parts.
    pub(super) fn open(path: &Path, name: &str) -> Result<Self, SourceError> {
        let file = File::open(path).map_err(|source| SourceError::Unreadable { path: name.to_owned(), source })?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| zip_failed(name, &error))?;
        let mut parts = BTreeMap::new();
        for part in archive.file_names() {
            let part = part.map_err(|error| zip_failed(name, &error))?.into_owned();
            if let Some(other) = parts.insert(part.replace('\\', "/").to_ascii_lowercase(), part) {
                return Err(corrupt(name, &format!("two parts are named {other}")));
            }
        }
        Ok(Self { archive, parts, path: path.to_owned(), name: name.to_owned() })
    }

    /// Tells whether there is a part of this name.
    pub(super) fn has(&self, part: &str) -> bool {
        self.parts.contains_key(&part.to_ascii_lowercase())
    }

    /// Opens a part.
    pub(super) fn part(&mut self, part: &str) -> Result<Part<'_>, SourceError> {
        let Some(real) = self.parts.get(&part.to_ascii_lowercase()) else {
            return Err(corrupt(&self.name, &format!("{part} is missing in it")));
        };
        let file = self.archive.by_name(real).map_err(|error| zip_failed(&self.name, &error))?;
        let limit = if part.to_ascii_lowercase().contains("sharedstrings.") { LARGEST_TEXTS } else { LARGEST };
        let compressed = file.compressed_size();
        Ok(BufReader::with_capacity(64 * 1024, Limited::new(file, compressed, limit)))
    }

    /// Returns how many bytes a part takes in the file; a missing part takes none.
    pub(super) fn size(&mut self, part: &str) -> u64 {
        let real = self.parts.get(&part.to_ascii_lowercase());
        real.and_then(|real| self.archive.by_name(real).ok()).map_or(0, |part| part.compressed_size())
    }

    /// Finds the part that describes the workbook.
    pub(super) fn main_part(&mut self) -> Result<Option<String>, SourceError> {
        const RELATIONS: &str = "_rels/.rels";
        if self.has(RELATIONS) {
            let relations = self.relations(RELATIONS)?;
            let main = relations.into_iter().find(|relation| relation.kind.ends_with("/relationships/officeDocument"));
            return Ok(main.map(|relation| relation.target.trim_start_matches('/').to_owned()));
        }
        let usual = ["xl/workbook.bin", "xl/workbook.xml"];
        Ok(usual.into_iter().find(|part| self.has(part)).map(str::to_owned))
    }

    /// Reads which parts belong to the part that a list of relations stands beside.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, SourceError> {
        let name = self.name.clone();
        xml::relations(self.part(part)?).map_err(|error| xml::failed(&name, part, &error))
    }

    /// Refuses an `OpenDocument` that is encrypted, or no spreadsheet.
    pub(super) fn check_open_document(&mut self) -> Result<(), SourceError> {
        const MANIFEST: &str = "META-INF/manifest.xml";
        if self.has("mimetype") && !self.text("mimetype")?.contains("opendocument.spreadsheet") {
            return Err(no_workbook(&self.name, "a document or drawing; have the workbook delivered"));
        }
        if self.has(MANIFEST) && self.text(MANIFEST)?.contains("encryption-data") {
            return Err(SourceError::Protected { place: Place::file(&self.name) });
        }
        Ok(())
    }

    /// Goes through every part that passes, to its end, so that it may be loaded afterwards; returns how many bytes came
    /// out of them.
    pub(super) fn screen(&mut self, passes: impl Fn(&str) -> bool, cancel: &Cancel) -> Result<u64, SourceError> {
        let parts: Vec<String> = self.parts.keys().filter(|part| passes(part)).cloned().collect();
        let name = self.name.clone();
        let mut bytes = 0;
        for part in parts {
            bytes += screen(self.part(&part)?, &name, &part, cancel)?;
        }
        Ok(bytes)
    }

    /// Returns the beginning of a small part.
    fn text(&mut self, part: &str) -> Result<String, SourceError> {
        let name = self.name.clone();
        let mut bytes = Vec::new();
        let read = self.part(part)?.take(4 << 20).read_to_end(&mut bytes);
        read.map_err(|error| unreadable(&name, part, &error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn screen(mut reader: impl Read, book: &str, part: &str, cancel: &Cancel) -> Result<u64, SourceError> {
    let is_xml = !part.as_bytes().ends_with(b".bin");
    let mut chunk = vec![0; 64 * 1024];
    let (mut total, mut stretch, mut promised) = (0, 0, 0);
    loop {
        let length = fill(&mut reader, &mut chunk).map_err(|error| unreadable(book, part, &error))?;
        let bytes = &chunk[..length];
        if total == 0 {
            check_prolog(bytes, book, part)?;
            promised = promised_texts(bytes);
        }
        total += length as u64;
        stretch = memchr::memrchr(b'<', bytes).map_or(stretch + length as u64, |last| (length - last) as u64);
        if stretch > LONGEST_STRETCH && is_xml {
            return Err(corrupt(book, &format!("a text of more than 16 MiB in {part}")));
        }
        if length < chunk.len() {
            break;
        }
        if cancel.is_requested() {
            return Err(SourceError::Interrupted);
        }
    }
    // Memory is set aside for as many texts as the part says there are.
    if promised > total / SHORTEST_TEXT {
        return Err(corrupt(book, &format!("{part} says that it holds {promised} texts")));
    }
    Ok(total)
}

/// Refuses XML that declares entities: they may stand for more than memory holds.
pub(super) fn check_prolog(start: &[u8], book: &str, part: &str) -> Result<(), SourceError> {
    let declares = |what: &[u8]| memchr::memmem::find(start, what).is_some();
    if declares(b"<!DOCTYPE") || declares(b"<!ENTITY") {
        return Err(corrupt(book, &format!("{part} declares entities, which no workbook does")));
    }
    Ok(())
}

fn promised_texts(start: &[u8]) -> u64 {
    let Some(place) = memchr::memmem::find(start, b"uniqueCount=") else { return 0 };
    let digits: Vec<u8> = start[place + 12..].iter().skip(1).copied().take_while(u8::is_ascii_digit).collect();
    std::str::from_utf8(&digits)
        .map_or(0, |digits| if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) })
}

/// Fills a buffer as far as the reader goes.
pub(super) fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match reader.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}
