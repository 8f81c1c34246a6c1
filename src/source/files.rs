//! The files of a delivery: which belong to which table, and which to none.

use std::fs;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::error::SourceError;
use crate::domain::FileId;
use crate::mapping::model::{DeliveredTable, Delivery, TableIndex};

/// One delivered file.
#[derive(Clone, Debug)]
pub struct DeliveredFile {
    /// Its number.
    pub id: FileId,
    /// The table whose rows it holds.
    pub table: TableIndex,
    /// Its name within the delivery.
    pub name: String,
    /// Where it stands.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

/// All files of a delivery, in the order of the mapping's tables and of their names.
#[derive(Debug)]
pub struct Files {
    /// The files that belong to a table.
    pub data: Vec<DeliveredFile>,
    /// The control file, where the mapping declares one.
    pub control: Option<PathBuf>,
    /// Names of files that belong to nothing.
    pub unused: Vec<String>,
}

impl Files {
    /// Lists a delivery's folder and sorts its files to the tables.
    ///
    /// # Errors
    /// Fails where the folder cannot be read, a table has no file, or a file belongs to two tables.
    pub fn find(folder: &Path, delivery: &Delivery) -> Result<Self, SourceError> {
        let names = list(folder)?;
        let matchers: Vec<GlobSet> = delivery.tables.iter().map(matcher).collect::<Result<_, _>>()?;
        let control_name = delivery.control.as_ref().map(|control| control.file.as_str());
        let mut data = Vec::new();
        let mut taken = vec![None; names.len()];
        for (index, table) in delivery.tables.iter().enumerate() {
            let before = data.len();
            for (place, (name, bytes)) in names.iter().enumerate() {
                if !matchers[index].is_match(name) || Some(name.as_str()) == control_name {
                    continue;
                }
                if let Some(first) = taken[place].replace(index) {
                    let (first, second) = (delivery.tables[first].name.clone(), table.name.clone());
                    return Err(SourceError::Ambiguous { file: name.clone(), first, second });
                }
                let number = u16::try_from(data.len() + 1).unwrap_or(u16::MAX);
                let (id, path) = (FileId::new(number), folder.join(name));
                data.push(DeliveredFile { id, table: index, name: name.clone(), path, bytes: *bytes });
            }
            if data.len() == before {
                let patterns = table.files.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" or ");
                return Err(SourceError::NoFile { table: table.name.clone(), patterns });
            }
        }
        let unused = names
            .iter()
            .zip(&taken)
            .filter(|((name, _), taken)| taken.is_none() && Some(name.as_str()) != control_name)
            .map(|((name, _), _)| name.clone())
            .collect();
        Ok(Self { data, control: control_name.map(|name| folder.join(name)), unused })
    }

    /// Returns the files of one table.
    pub fn of(&self, table: TableIndex) -> impl Iterator<Item = &DeliveredFile> {
        self.data.iter().filter(move |file| file.table == table)
    }

    /// Returns a file's name by its number.
    #[must_use]
    pub fn name(&self, id: FileId) -> &str {
        self.data.get(usize::from(id.number()).wrapping_sub(1)).map_or("", |file| file.name.as_str())
    }
}

/// Lists the plain files of a folder with their sizes, in order of name; hidden files are left out.
fn list(folder: &Path) -> Result<Vec<(String, u64)>, SourceError> {
    let unreadable = |source| SourceError::Unreadable { path: folder.display().to_string(), source };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let metadata = fs::metadata(entry.path()).map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if metadata.is_file() && !name.starts_with('.') {
            names.push((name, metadata.len()));
        }
    }
    names.sort();
    Ok(names)
}

fn matcher(table: &DeliveredTable) -> Result<GlobSet, SourceError> {
    let invalid = |pattern: &str, error: &globset::Error| SourceError::Pattern {
        table: table.name.clone(),
        pattern: pattern.to_owned(),
        reason: error.kind().to_string(),
    };
    let mut builder = GlobSetBuilder::new();
    for pattern in &table.files {
        builder.add(Glob::new(pattern).map_err(|error| invalid(pattern, &error))?);
    }
    builder.build().map_err(|error| invalid("", &error))
}
