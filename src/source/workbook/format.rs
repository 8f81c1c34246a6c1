//! The format of a workbook, told by its content and never by its name.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::guard::corrupt;
use super::package::Package;
use super::xls;
use crate::source::{Place, SourceError};

/// How packed files begin.
pub(super) const PACKED: &[u8] = b"PK\x03\x04";
/// How compound files begin.
pub(super) const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// An opened workbook.
pub(super) enum Format {
    /// Office Open XML: .xlsx, .xlsm.
    Xlsx(Package),
    /// The same in binary records: .xlsb.
    Xlsb(Package),
    /// `OpenDocument`: .ods.
    Ods(Package),
    /// The binary format of Excel 5 to 2003: .xls, with its stream of records.
    Xls(Vec<u8>),
}

impl Format {
    /// Opens a workbook.
    pub(super) fn of(path: &Path, name: &str) -> Result<Self, SourceError> {
        let unreadable = |source| SourceError::Unreadable { path: name.to_owned(), source };
        let mut file = File::open(path).map_err(unreadable)?;
        let mut start = Vec::new();
        file.by_ref().take(512).read_to_end(&mut start).map_err(unreadable)?;
        if start.starts_with(&COMPOUND) {
            return xls::open(file, name).map(Self::Xls);
        }
        if !start.starts_with(b"PK") {
            return Err(no_workbook(name, other(&start)));
        }
        let mut package = Package::open(path, name)?;
        if package.has("EncryptedPackage") || package.has("encrypted-package") {
            return Err(SourceError::Protected { place: Place::file(name) });
        }
        if package.has("content.xml") {
            package.check_open_document()?;
            return Ok(Self::Ods(package));
        }
        match package.main_part()? {
            Some(part) if part.ends_with("workbook.bin") => Ok(Self::Xlsb(package)),
            Some(_) => Ok(Self::Xlsx(package)),
            None => Err(no_workbook(name, "a ZIP file without a workbook in it; have the workbook itself delivered")),
        }
    }
}

/// Tells that a file is something else.
pub(super) fn no_workbook(name: &str, reason: &str) -> SourceError {
    SourceError::NoWorkbook { place: Place::file(name), reason: reason.to_owned() }
}

/// Says what a file is that begins with these bytes.
fn other(start: &[u8]) -> &'static str {
    let text = start.trim_ascii_start();
    if start.is_empty() {
        "the file is empty; have it delivered again"
    } else if text.starts_with(b"<") {
        "it is HTML or XML, whatever its name says; open it in Excel and save it as a workbook"
    } else if !start.contains(&0) {
        "it is text; declare `format = \"csv\"`, or have it delivered as a workbook"
    } else {
        "neither .xlsx, .xlsb, .xls nor .ods; have it delivered as one of these"
    }
}

/// Maps what goes wrong with a ZIP file.
pub(super) fn zip_failed(name: &str, error: &zip::result::ZipError) -> SourceError {
    use zip::result::ZipError;
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            SourceError::Protected { place: Place::file(name) }
        }
        _ => corrupt(name, error),
    }
}
