//! A delivery of which files are spoiled: only what is changed is copied, and the whole is run again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use tempfile::TempDir;

use super::files::Delivered;
use super::lines::Lines;
use super::refusals::source;
use super::sheet::Sheet;
use crate::catalog::Domain;
use crate::domain::{Origin, position};
use crate::drill::answer::Answer;
use crate::drill::fault::{Fault, Trace};
use crate::drill::judge::{self, Baseline};
use crate::drill::scratch::Scratch;
use crate::mapping::Mapping;
use crate::mapping::model::{ColumnIndex, Delimited, Form, TableIndex};
use crate::pipeline::{self, OpenRun, PipelineError, private_folder};
use crate::source::{Cancel, Place, SourceError};

/// A delivery that is being spoiled.
#[derive(Debug)]
pub(in crate::drill) struct Spoiled<'a> {
    /// The run that it was delivered for, and copies of its targets to choose places in.
    pub(super) scratch: &'a Scratch,
    /// As it was.
    pub(super) delivered: &'a Delivered,
    /// Where copies stand.
    pub(super) folder: TempDir,
    /// The copies, by name of the file.
    pub(super) changed: BTreeMap<String, PathBuf>,
    /// Files that are delivered besides.
    pub(super) besides: Vec<PathBuf>,
    /// Whether totals are left as they were, so that they must tell.
    pub(super) totals_stay: bool,
}

/// A delivered row.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// The number of its file or sheet.
    pub(super) number: u16,
    /// The name of its file or sheet.
    pub(super) file: String,
    /// Its table.
    pub(super) table: TableIndex,
    /// Its line.
    pub(super) line: u32,
    /// Which of the rows that were made of it.
    part: u8,
}

/// How often totals may be mended: once for every count and sum of a file.
const MENDINGS: usize = 40;

impl<'a> Spoiled<'a> {
    /// Begins with the delivery as it was.
    ///
    /// # Errors
    /// Fails where no folder can be made for what will be changed.
    pub(in crate::drill) fn of(delivered: &'a Delivered, scratch: &'a Scratch) -> Result<Self, PipelineError> {
        let (folder, changed, besides) = (private_folder()?, BTreeMap::new(), Vec::new());
        Ok(Self { scratch, delivered, folder, changed, besides, totals_stay: false })
    }

    /// Returns the mapping.
    pub(super) fn mapping(&self) -> &'a Mapping {
        &self.scratch.run().mapping
    }

    /// Returns the delivered row that a target row came from.
    pub(super) fn spot(&self, key: i64) -> Option<Spot> {
        let origin = Origin::from_row_key(key);
        let (number, part) = (origin.file().number(), u8::try_from(key & 255).ok()?);
        let (file, table) = self.delivered.read(number)?;
        Some(Spot { number, file: file.to_owned(), table, line: origin.line(), part })
    }

    /// Returns the delivered column from which a target column of a row's table is made.
    pub(super) fn column(&self, spot: &Spot, table: &str, column: &str) -> Option<ColumnIndex> {
        let mut maps = self.mapping().maps.iter().filter(|map| map.from == spot.table && map.to.name == table);
        maps.find_map(|map| {
            let (_, unpivoted) = map.parts().into_iter().find(|(part, _)| *part == spot.part)?;
            let entry = map.columns.iter().find(|entry| map.to.columns[entry.target].name == column)?;
            let is_money = map.to.columns[entry.target].domain == Domain::Money;
            // What is told by the heading of an unpivoted amount stands in no cell.
            entry.operation.column(unpivoted).filter(|column| is_money || unpivoted != Some(*column))
        })
    }

    /// Returns the cell, from 0, in which a column stands.
    fn cell(&self, spot: &Spot, column: ColumnIndex) -> Result<Option<usize>, PipelineError> {
        let table = &self.mapping().delivery.tables[spot.table];
        let cells = self.scratch.run().evidence().cells(spot.number)?;
        let mut names = std::iter::once(&table.columns[column]).chain(&table.aliases[column]);
        Ok(names.find_map(|name| cells.get(name)).copied())
    }

    /// Returns what stands in a cell of a row; nothing where the file is of a kind that is not taken apart.
    ///
    /// # Errors
    /// Fails where the file cannot be read.
    pub(super) fn text(&self, spot: &Spot, column: ColumnIndex) -> Result<Option<String>, PipelineError> {
        let Some(cell) = self.cell(spot, column)? else { return Ok(None) };
        if position::is_sheet(&spot.file) {
            return Ok(self.sheet(&spot.file)?.and_then(|sheet| sheet.text(spot.line, cell)));
        }
        let lines = self.lines(&spot.file)?;
        Ok(lines.and_then(|lines| lines.cells(spot.line)?.get(cell).cloned()))
    }

    /// Writes a cell of a row; tells whether it could.
    ///
    /// # Errors
    /// Fails where the file cannot be read or the copy not written.
    pub(super) fn set(&mut self, spot: &Spot, column: ColumnIndex, text: &str) -> Result<bool, PipelineError> {
        let Some(cell) = self.cell(spot, column)? else { return Ok(false) };
        self.write_cell(&spot.file, spot.line, cell, text)
    }

    fn write_cell(&mut self, file: &str, line: u32, cell: usize, text: &str) -> Result<bool, PipelineError> {
        if position::is_sheet(file) {
            return self.change_sheet(file, |sheet| sheet.write(line, cell, text));
        }
        self.change_lines(file, |lines| {
            let mut cells = lines.cells(line)?;
            text.clone_into(cells.get_mut(cell)?);
            lines.write(line, &cells)
        })
    }

    /// Takes rows of one file away; tells whether it could.
    ///
    /// # Errors
    /// Fails where the file cannot be read or the copy not written.
    pub(super) fn remove(&mut self, file: &str, lines: &BTreeSet<u32>) -> Result<bool, PipelineError> {
        if position::is_sheet(file) {
            return self.change_sheet(file, |sheet| lines.iter().try_for_each(|line| sheet.remove(*line)));
        }
        self.change_lines(file, |text| {
            for line in lines.iter().rev() {
                text.cells(*line)?;
                text.remove(*line)?;
            }
            Some(())
        })
    }

    /// Delivers a row once more, and returns the line where it then stands; nothing where it could not.
    ///
    /// # Errors
    /// Fails where the file cannot be read or the copy not written.
    pub(super) fn repeat(&mut self, spot: &Spot) -> Result<Option<u32>, PipelineError> {
        if position::is_sheet(&spot.file) {
            let has_footer = self.mapping().delivery.tables[spot.table].footer.is_some();
            let mut line = None;
            self.change_sheet(&spot.file, |sheet| {
                line = sheet.repeat(spot.line, has_footer);
                line.map(|_| ())
            })?;
            return Ok(line);
        }
        let done = self.change_lines(&spot.file, |lines| {
            lines.cells(spot.line)?;
            lines.repeat(spot.line)
        })?;
        Ok(done.then_some(spot.line + 1))
    }

    /// Changes a delimited file line by line; tells whether it could.
    ///
    /// # Errors
    /// Fails where the file cannot be read or the copy not written.
    pub(super) fn change_lines(
        &mut self,
        file: &str,
        change: impl FnOnce(&mut Lines) -> Option<()>,
    ) -> Result<bool, PipelineError> {
        let Some(mut lines) = self.lines(file)? else { return Ok(false) };
        match change(&mut lines) {
            Some(()) => self.write_lines(file, &lines, lines.encoding()).map(|()| true),
            None => Ok(false),
        }
    }

    /// Changes a sheet of an .xlsx workbook; tells whether it could.
    ///
    /// # Errors
    /// Fails where the workbook cannot be read or the copy not written.
    pub(super) fn change_sheet(
        &mut self,
        file: &str,
        change: impl FnOnce(&mut Sheet) -> Option<()>,
    ) -> Result<bool, PipelineError> {
        let Some(mut sheet) = self.sheet(file)? else { return Ok(false) };
        let bytes = change(&mut sheet).and_then(|()| sheet.bytes());
        match (bytes, book(file)) {
            (Some(bytes), Some((book, _))) => self.write(book, &bytes).map(|()| true),
            _ => Ok(false),
        }
    }

    /// Takes a delimited file apart; nothing where it is none.
    ///
    /// # Errors
    /// Fails where it cannot be read.
    pub(super) fn lines(&self, file: &str) -> Result<Option<Lines>, PipelineError> {
        let Some(form) = self.form(file) else { return Ok(None) };
        Ok(Lines::of(self.bytes(file)?, form))
    }

    /// Returns how a delimited file is written; nothing where it is none.
    pub(super) fn form(&self, file: &str) -> Option<Delimited> {
        let delivery = &self.mapping().delivery;
        let control = delivery.control.as_ref().filter(|control| control.file == file);
        let table = self.delivered.read.iter().find(|(_, name, _)| name == file).map(|(_, _, table)| *table);
        let dialect = control.map(|control| &control.dialect);
        match &dialect.or_else(|| Some(&delivery.tables[table?].dialect))?.form {
            Form::Delimited(form) => Some(*form),
            Form::Workbook(_) => None,
        }
    }

    fn sheet(&self, file: &str) -> Result<Option<Sheet>, PipelineError> {
        let Some((book, sheet)) = book(file) else { return Ok(None) };
        Ok(Sheet::of(&self.bytes(book)?, sheet))
    }

    /// Runs the delivery as it is now, and returns the run or why it was refused. Totals that disagree with what was
    /// changed are mended before, unless they are to stay.
    fn run(&mut self, cancel: &Cancel) -> Result<Result<OpenRun, PipelineError>, PipelineError> {
        let mut left = if self.totals_stay { 0 } else { MENDINGS };
        loop {
            let files = self.delivered.files.iter().map(|file| self.changed.get(&file.name).unwrap_or(&file.path));
            let paths: Vec<PathBuf> = files.chain(&self.besides).cloned().collect();
            let place = self.folder.path().join("run");
            let request = pipeline::Request {
                mapping: self.mapping(),
                delivery: &paths,
                out: Some(&place),
                now: "",
                unmask: false,
                cancel,
                progress: &|_, _| {},
            };
            let Err(error) = pipeline::run(&request) else { return OpenRun::open(&place).map(Ok) };
            match source(&error) {
                Some(SourceError::Interrupted) => return Err(error),
                None if !matches!(error, PipelineError::Identity(_)) => return Err(error),
                _ => {}
            }
            if left == 0 || !self.mend(&error)? {
                return Ok(Err(error));
            }
            left -= 1;
        }
    }

    /// Puts a total right that disagrees with its rows; tells whether it was one, and could.
    fn mend(&mut self, error: &PipelineError) -> Result<bool, PipelineError> {
        let (place, found, is_count) = match source(error) {
            Some(SourceError::WrongCount { place, found, .. }) => (place, found.to_string(), true),
            Some(SourceError::WrongSum { place, found, .. }) => (place, found.to_string(), false),
            _ => return Ok(false),
        };
        let Place { file, line: Some(line), cell, .. } = place else { return Ok(false) };
        let control = self.mapping().delivery.control.as_ref().filter(|control| *control.file == **file);
        let cell = match (cell, control) {
            (Some(cell), _) => Some(usize::from(*cell)),
            (None, Some(control)) => {
                let heading = if is_count { &control.count_heading } else { &control.total_heading };
                let headings = self.lines(file)?.and_then(|lines| lines.cells(1)).unwrap_or_default();
                headings.iter().position(|known| known == heading)
            }
            (None, None) => None,
        };
        match cell {
            Some(cell) => self.write_cell(file, *line, cell, &found),
            None => Ok(false),
        }
    }

    /// Returns what stops the delivery as it is now, in words.
    ///
    /// # Errors
    /// Fails where it cannot be run, or the user asked to stop.
    pub(in crate::drill) fn alarms(mut self, cancel: &Cancel) -> Result<Vec<String>, PipelineError> {
        match self.run(cancel)? {
            Ok(run) => {
                Ok(judge::alarms(&run.prove()?).into_iter().map(|alarm| format!("run again: {alarm}")).collect())
            }
            Err(refused) => Ok(vec![format!("run again: {refused}")]),
        }
    }

    /// Runs what was spoiled, and returns what caught it; nothing where nothing did that must.
    ///
    /// # Errors
    /// Fails where it cannot be run, or the user asked to stop.
    pub(in crate::drill) fn judge(
        mut self,
        fault: &Fault,
        trace: &Trace,
        baseline: &Baseline,
        cancel: &Cancel,
    ) -> Result<Option<BTreeSet<&'static str>>, PipelineError> {
        let run = match self.run(cancel)? {
            Ok(run) => run,
            Err(error) => {
                let refusals = fault
                    .answers
                    .iter()
                    .filter(|answer| matches!(answer, Answer::Refused(refusal) if (refusal.is)(&error)));
                let names: BTreeSet<&'static str> = refusals.map(Answer::name).collect();
                return Ok((!names.is_empty()).then_some(names));
            }
        };
        let mut found = BTreeSet::new();
        for answer in fault.answers {
            let (Answer::Finding(code), Some((file, line))) = (answer, &trace.place) else { continue };
            let line = Some(*line).filter(|line| *line > 0);
            let before = self.scratch.run().evidence().found_in(code.id, file, line)?;
            if run.evidence().found_in(code.id, file, line)? > before {
                found.insert(code.id);
            }
        }
        Ok(judge::caught(fault, trace, baseline, &run.prove()?, &found))
    }
}

/// Takes the name of a sheet apart: its workbook, and its own.
fn book(file: &str) -> Option<(&str, &str)> {
    file.strip_prefix('[')?.split_once(']')
}
