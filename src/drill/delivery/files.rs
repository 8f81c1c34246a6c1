//! The delivery that a run was made from, as it is.

use std::path::PathBuf;

use crate::drill::error::DrillError;
use crate::mapping::model::TableIndex;
use crate::pipeline::{FileEntry, Manifest, OpenRun, PipelineError};
use crate::source::{Cancel, Listed, files};

/// A delivery, untouched.
#[derive(Debug)]
pub(in crate::drill) struct Delivered {
    /// Its files, in order of name.
    pub(super) files: Vec<Listed>,
    /// What was read of it: the number of a file or sheet, its name, and its table.
    pub(super) read: Vec<(u16, String, TableIndex)>,
}

impl Delivered {
    /// Lists a delivery and holds its files against those that a run was made from; nothing where none is named.
    ///
    /// # Errors
    /// Fails where a file cannot be read, is missing or differs.
    pub(in crate::drill) fn open(
        run: &OpenRun,
        paths: &[PathBuf],
        cancel: &Cancel,
    ) -> Result<Option<Self>, DrillError> {
        if paths.is_empty() {
            return Ok(None);
        }
        let files = files::list(paths)?;
        for input in Manifest::read(run.folder())?.inputs {
            let other = |reason| DrillError::OtherDelivery { file: input.name.clone(), reason };
            let Some(file) = files.iter().find(|file| file.name == input.name) else {
                return Err(other("is not among the delivered files"));
            };
            let found = FileEntry::of(&file.path, &file.name, cancel).map_err(PipelineError::output(&file.path))?;
            if found.sha256 != input.sha256 {
                return Err(other("is not the file that the run was made from"));
            }
        }
        let tables = &run.mapping.delivery.tables;
        let known = run.evidence().files()?.into_iter();
        let read = known.filter_map(|file| {
            let table = tables.iter().position(|table| table.name == file.table)?;
            Some((file.number, file.name, table))
        });
        Ok(Some(Self { files, read: read.collect() }))
    }

    /// Returns the name and table of a file or sheet by its number.
    pub(super) fn read(&self, number: u16) -> Option<(&str, TableIndex)> {
        let found = self.read.iter().find(|(known, _, _)| *known == number);
        found.map(|(_, name, table)| (name.as_str(), *table))
    }
}
