//! A file of delimited text: its form is guessed, then it is profiled as a table.

use std::fs::File;

use super::encoding::Scan;
use super::input::{Input, Text};
use super::model::{GuessedForm, TableProfile};
use super::table::{self, Known};
use super::{delimiter, headless};
use crate::mapping::model::Encoding;
use crate::source::decode::{CellForm, RecordForm};
use crate::source::files::Listed;
use crate::source::{Cancel, Place, SourceError};

/// How much is looked at to guess how cells are parted.
const SAMPLE: usize = 256 * 1024;

/// Profiles a file, and tells whether all of it is ASCII.
pub(super) fn profile(file: &Listed, cancel: &Cancel) -> Result<(TableProfile, bool), SourceError> {
    let unreadable = |source| SourceError::Unreadable { path: file.name.clone(), source };
    if file.bytes == 0 {
        return Err(SourceError::Empty { place: Place::file(&file.name) });
    }
    let scan = File::open(&file.path).and_then(Scan::of).map_err(unreadable)?;
    let encoding = scan.guess().map_err(|reason| SourceError::NoTable { place: Place::file(&file.name), reason })?;
    let cells = match encoding.encoding {
        Encoding::Windows1252 => CellForm::Windows1252,
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => CellForm::Utf8,
    };
    let text = Text::File { path: file.path.clone(), encoding: encoding.encoding, mark: encoding.mark };
    let form = RecordForm { delimiter: b';', quote: b'"', cells };
    let mut input = Input { name: file.name.clone(), text, form };
    let (sample, is_whole) = input.sample(SAMPLE)?;
    let first = sample.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if first.strip_suffix(b"\r").unwrap_or(first).contains(&b'\r') {
        // All rows would stand in the headings.
        let reason = "its lines end with CR alone, which no mapping can declare".to_owned();
        return Err(SourceError::NoTable { place: Place::file(&file.name), reason });
    }
    let parted = delimiter::guess(&sample, is_whole, cells);
    input.form = RecordForm { delimiter: parted.delimiter, quote: parted.quote, cells };
    let known = Known {
        form: GuessedForm::Delimited { delimiter: parted.delimiter, encoding: encoding.encoding },
        bytes: file.bytes,
        evidence: vec![encoding.evidence, parted.evidence],
        doubts: [encoding.doubts, parted.doubts].concat(),
        has_headings: headless::has_headings(&sample, input.form),
    };
    Ok((table::profile(&input, known, cancel)?, encoding.is_ascii))
}
