//! One table: its records go by once, every column sees its own cells, and what was seen is put into words.

use rayon::prelude::*;

use super::column::{Column, Heading};
use super::footer::{self, Footer};
use super::input::{Batch, Input, Passed};
use super::model::{ColumnProfile, GuessedForm, Kind, TableProfile};
use super::tally::Tally;
use super::{keys, notation};
use crate::source::workbook::spool;
use crate::source::{Cancel, SourceError};

/// How many columns are looked at; no table of the field has more.
const WIDEST: usize = 1000;

/// What is known of a table before its records go by.
#[derive(Debug)]
pub(super) struct Known {
    /// How it is written.
    pub(super) form: GuessedForm,
    /// Its size in bytes.
    pub(super) bytes: u64,
    /// What that rests on.
    pub(super) evidence: Vec<String>,
    /// What is doubtful about it.
    pub(super) doubts: Vec<String>,
    /// Whether the first record holds headings.
    pub(super) has_headings: bool,
}

/// A table whose records are going by.
struct Table {
    /// How many cells the first record has.
    width: usize,
    headings: Vec<Heading>,
    columns: Vec<Column>,
    heading_line: Option<u32>,
    rows: u64,
    ragged: Tally,
    /// The last record, which may be a totals line.
    held: Option<Batch>,
    undecided: bool,
}

/// Profiles a table.
pub(super) fn profile(input: &Input, known: Known, cancel: &Cancel) -> Result<TableProfile, SourceError> {
    let mut table = Table {
        width: 0,
        headings: Vec::new(),
        columns: Vec::new(),
        heading_line: None,
        rows: 0,
        ragged: Tally::default(),
        held: None,
        undecided: false,
    };
    let mut passed = input.pass(cancel, |batch| table.take(batch, known.has_headings))?;
    if table.headings.is_empty() {
        let place = crate::source::Place::file(&input.name);
        return Err(passed.failure.take().unwrap_or(SourceError::Empty { place }));
    }
    let (footer, footer_line) = table.end();
    let line = if matches!(known.form, GuessedForm::Sheet { .. }) { "row" } else { "line" };
    let columns: Vec<ColumnProfile> =
        table.columns.iter().zip(&table.headings).map(|(column, heading)| column.finish(heading, line)).collect();
    let left_out: Vec<u32> = table.heading_line.into_iter().chain(footer_line).collect();
    let keys = table.keys(input, &columns, &left_out, cancel)?;
    let kinds: Vec<(Kind, &Column)> = columns.iter().map(|column| column.kind).zip(&table.columns).collect();
    let written = notation::of(&kinds);
    let mut evidence = known.evidence;
    evidence.extend(table.shape(&known.form, &passed, footer.as_ref(), footer_line, line));
    evidence.extend(written.evidence);
    let mut doubts = known.doubts;
    doubts.extend(table.doubts(&passed, line));
    doubts.extend(
        keys.undecided.then(|| "whether more columns tell rows apart was not decided: too many rows".to_owned()),
    );
    Ok(TableProfile {
        name: input.name.clone(),
        bytes: known.bytes,
        form: known.form,
        date: written.date,
        month: written.month,
        notation: written.notation,
        evidence,
        rows: table.rows,
        footer: footer.map(|footer| footer.marker),
        columns,
        keys: keys.found,
        doubts,
    })
}

impl Table {
    /// Takes records, and holds the last of them back.
    fn take(&mut self, mut batch: Batch, has_headings: bool) {
        if self.headings.is_empty() && batch.len() > 0 {
            self.begin(&mut batch, has_headings);
        }
        let Some(last) = batch.part_last() else { return };
        if let Some(held) = self.held.replace(last) {
            self.see(&held);
        }
        self.see(&batch);
    }

    fn begin(&mut self, batch: &mut Batch, has_headings: bool) {
        let line = batch.line(0);
        self.width = batch.width(0);
        self.headings = if has_headings {
            self.heading_line = Some(line);
            let mut texts = batch.take_first().unwrap_or_default();
            texts.truncate(WIDEST);
            Heading::all(&texts)
        } else {
            Heading::numbered(self.width.min(WIDEST))
        };
        self.columns = self.headings.iter().map(|_| Column::new()).collect();
    }

    /// Lets every column see its cells.
    fn see(&mut self, batch: &Batch) {
        for row in 0..batch.len() {
            self.rows += 1;
            if batch.width(row) != self.width {
                self.ragged.add(batch.line(row));
            }
        }
        self.columns.par_iter_mut().enumerate().for_each(|(place, column)| {
            for row in 0..batch.len() {
                let line = batch.line(row);
                column.see(line, &batch.text(row, place));
                if batch.is_spooled()
                    && let Some((_, reason)) = spool::problem(batch.bytes(row, place))
                {
                    column.distrust(line, reason);
                }
            }
        });
        while self.columns.iter().map(Column::kept).sum::<usize>() > keys::MOST {
            if let Some(last) = self.columns.iter_mut().rev().find(|column| column.kept() > 0) {
                last.give_up();
                self.undecided = true;
            }
        }
    }

    /// Sees the last record, unless it is a totals line.
    fn end(&mut self) -> (Option<Footer>, Option<u32>) {
        let Some(held) = self.held.take() else { return (None, None) };
        let footer = footer::of(&held.texts(0), self.rows);
        if footer.is_none() {
            self.see(&held);
        }
        let line = footer.as_ref().map(|_| held.line(0));
        (footer, line)
    }

    fn keys(
        &self,
        input: &Input,
        columns: &[ColumnProfile],
        left_out: &[u32],
        cancel: &Cancel,
    ) -> Result<keys::Keys, SourceError> {
        let single = keys::single(columns, self.rows, |place| self.columns[place].is_unique());
        let undecided = self.undecided && self.columns.iter().any(Column::is_undecided);
        if !single.is_empty() || undecided {
            return Ok(keys::Keys { found: single, undecided });
        }
        keys::composite(input, columns, self.rows, left_out, cancel)
    }

    /// Says what the table rests on: line ends, headings, totals line.
    fn shape(
        &self,
        form: &GuessedForm,
        passed: &Passed,
        footer: Option<&Footer>,
        footer_line: Option<u32>,
        line: &str,
    ) -> Vec<String> {
        let mut told = Vec::new();
        if matches!(form, GuessedForm::Delimited { .. }) {
            let ends = match (passed.characters.crlf, passed.characters.lf) {
                (0, 0) => "no line has an end",
                (0, _) => "lines end with LF",
                (_, 0) => "lines end with CR LF",
                _ => "some lines end with CR LF and some with LF",
            };
            told.push(if passed.quoted { format!("{ends}; some cells are quoted") } else { ends.to_owned() });
        }
        told.push(match self.heading_line {
            Some(heading) => format!("{line} {heading} holds the headings"),
            None => "the first line holds data: there are no headings".to_owned(),
        });
        if let (Some(Footer { count, .. }), Some(place)) = (footer, footer_line) {
            let counts = count.map(|cell| format!(", and its cell {} holds the number of rows", cell + 1));
            told.push(format!("{line} {place} is a totals line{}", counts.unwrap_or_default()));
        }
        told
    }

    fn doubts(&self, passed: &Passed, line: &str) -> Vec<String> {
        let Passed { blank, undecodable, characters, failure, .. } = passed;
        let is_text = line == "line";
        let mixed = characters.crlf > 0 && characters.lf > 0;
        let failed = failure.as_ref().map(|failure| format!("nothing more could be read: {failure}"));
        let left_out = self.width.saturating_sub(self.headings.len());
        [
            failed,
            (left_out > 0).then(|| format!("only the first {WIDEST} columns were looked at, {left_out} were not")),
            self.heading_line
                .is_none()
                .then(|| "there are no headings, which a mapping needs: columns are numbered here".to_owned()),
            self.ragged.told(
                "row has another number of cells than there are headings",
                "rows have another number of cells than there are headings",
                line,
            ),
            blank.told("blank line", "blank lines", line).filter(|_| is_text),
            undecodable.told(
                "row holds bytes that do not decode, which a run refuses",
                "rows hold bytes that do not decode, which a run refuses",
                line,
            ),
            characters.nul.told("NUL character, which a run refuses", "NUL characters, which a run refuses", line),
            characters
                .cr
                .told("CR without LF, which ends no line", "CR without LF, which end no line", line)
                .filter(|_| is_text),
            (is_text && mixed)
                .then(|| format!("lines end differently: {} with CR LF, {} with LF", characters.crlf, characters.lf)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
