//! All tables of a delivery, one after the other.

use std::path::PathBuf;

use super::delimited;
use super::model::{GuessedForm, Profile, TableProfile};
use crate::mapping::model::Encoding;
use crate::source::decode;
use crate::source::files::{self, Listed};
use crate::source::{Cancel, SourceError};

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
        match delimited::profile(file, cancel) {
            Ok((table, is_ascii)) => {
                if is_ascii {
                    self.ascii.push(self.profile.tables.len());
                }
                self.profile.tables.push(table);
            }
            Err(SourceError::Interrupted) => return Err(SourceError::Interrupted),
            Err(error) => self.refuse(&file.name, &error),
        }
        Ok(())
    }

    fn refuse(&mut self, name: &str, error: &SourceError) {
        let told = error.to_string();
        let reason = told.strip_prefix(name).map_or(told.as_str(), |rest| rest.trim_start_matches([':', ' ']));
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
