//! All tables of a delivery, one after the other.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use super::model::{GuessedForm, Profile, TableProfile};
use super::{delimited, sheet};
use crate::domain::position;
use crate::mapping::model::Encoding;
use crate::source::decode;
use crate::source::files::{self, Listed};
use crate::source::{Cancel, SourceError, workbook};

/// How the names of workbooks end.
const WORKBOOKS: [&str; 6] = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods"];

/// Profiles files, and all files in folders. `progress` is told each file's name and size before it is read.
///
/// What cannot be read is among the profile's others, with the reason; everything else is profiled.
///
/// # Errors
/// Fails where a path cannot be listed, two files have one name, and where the user wants to stop.
pub fn profile(paths: &[PathBuf], cancel: &Cancel, progress: &dyn Fn(&str, u64)) -> Result<Profile, SourceError> {
    let mut found = Found::default();
    for file in files::list(paths)? {
        progress(&file.name, file.bytes);
        found.take(&file, cancel)?;
    }
    Ok(found.finish())
}

/// What was found so far.
#[derive(Default)]
struct Found {
    profile: Profile,
    /// Tables whose bytes are ASCII alone, so that their encoding is that of the others.
    ascii: Vec<usize>,
}

impl Found {
    fn take(&mut self, file: &Listed, cancel: &Cancel) -> Result<(), SourceError> {
        let start = match start(file) {
            Ok(start) => start,
            Err(source) => {
                self.refuse(&file.name, &SourceError::Unreadable { path: file.name.clone(), source });
                return Ok(());
            }
        };
        if workbook::is_likely(&start) || (has_workbooks_name(&file.name) && start.trim_ascii_start().starts_with(b"<"))
        {
            return self.take_sheets(file, cancel);
        }
        match delimited::profile(file, cancel) {
            Ok((mut table, is_ascii)) => {
                if is_ascii {
                    self.ascii.push(self.profile.tables.len());
                }
                let misnamed = "the file is text, whatever its name says".to_owned();
                table.doubts.extend(has_workbooks_name(&file.name).then_some(misnamed));
                self.profile.tables.push(table);
            }
            Err(SourceError::Interrupted) => return Err(SourceError::Interrupted),
            Err(error) => self.refuse(&file.name, &error),
        }
        Ok(())
    }

    /// Takes the sheets of a workbook, each a table of its own.
    fn take_sheets(&mut self, file: &Listed, cancel: &Cancel) -> Result<(), SourceError> {
        let sheets = match workbook::sheets(&file.path, &file.name) {
            Ok(sheets) => sheets,
            Err(error) => {
                self.refuse(&file.name, &error);
                return Ok(());
            }
        };
        for info in sheets {
            let name = position::sheet(&file.name, &info.name);
            match sheet::profile(file, &info.name, cancel) {
                Ok(Some(table)) => self.profile.tables.push(table),
                Ok(None) => self.profile.others.push((name, "no row of headings was found".to_owned())),
                Err(SourceError::Interrupted) => return Err(SourceError::Interrupted),
                Err(SourceError::Empty { .. }) => self.profile.others.push((name, "the sheet is empty".to_owned())),
                Err(error) => self.refuse(&name, &error),
            }
        }
        Ok(())
    }

    fn refuse(&mut self, name: &str, error: &SourceError) {
        let told = error.to_string();
        let book = name.trim_start_matches('[').split(']').next().unwrap_or(name);
        let place = [name, book].into_iter().find_map(|place| told.strip_prefix(place));
        let reason = place.map_or(told.as_str(), |rest| rest.trim_start_matches([':', ' ']));
        self.profile.others.push((name.to_owned(), reason.to_owned()));
        self.profile.unreadable += 1;
    }

    /// Gives tables that are ASCII alone the encoding that most others have.
    fn finish(mut self) -> Profile {
        let encoding = |table: &TableProfile| match table.form {
            GuessedForm::Delimited { encoding, .. } => Some(encoding),
            GuessedForm::Sheet { .. } => None,
        };
        let others = self.profile.tables.iter().enumerate().filter(|(place, _)| !self.ascii.contains(place));
        let others: Vec<Encoding> = others.filter_map(|(_, table)| encoding(table)).collect();
        let has = |wanted| others.iter().filter(|encoding| **encoding == wanted).count();
        if has(Encoding::Windows1252) > has(Encoding::Utf8) {
            for place in &self.ascii {
                let table = &mut self.profile.tables[*place];
                if let GuessedForm::Delimited { encoding, .. } = &mut table.form {
                    *encoding = Encoding::Windows1252;
                    let name = decode::name(Encoding::Windows1252);
                    table.evidence.insert(1, format!("other files of the delivery are {name}"));
                }
            }
        }
        self.profile
    }
}

/// Reads how a file begins.
fn start(file: &Listed) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    File::open(&file.path)?.take(512).read_to_end(&mut start)?;
    Ok(start)
}

fn has_workbooks_name(name: &str) -> bool {
    let name = name.to_lowercase();
    WORKBOOKS.iter().any(|end| name.ends_with(end))
}
