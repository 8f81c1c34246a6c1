//! One file, read in parallel and handed over in order.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::blocks::{Block, check_encoding};
use super::cancel::Cancel;
use super::control;
use super::corrections::{self, Applied};
use super::decode::{self, CellForm, RecordForm};
use super::error::{Place, SourceError};
use super::files::DeliveredFile;
use super::layout::Layout;
use super::opening::Opened;
use super::rows::{BlockFacts, Counting, FooterLine, Rows};
use crate::domain::Total;
use crate::mapping::model::{DeliveredTable, Delivery};

/// A reading of one delivered file.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// How the delivery is written.
    pub delivery: &'a Delivery,
    /// The file.
    pub file: &'a DeliveredFile,
    /// Whether the user wants to stop.
    pub cancel: &'a Cancel,
}

/// What was found in a file besides its rows.
#[derive(Clone, Debug)]
pub struct FileFacts {
    /// How many data rows.
    pub rows: u64,
    /// Per amount column of the table the sum, with signs.
    pub sums: Vec<Total>,
    /// All amounts together, without signs.
    pub magnitude: Total,
    /// The totals line.
    pub footer: Option<FooterLine>,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// How many bytes were read.
    pub bytes: u64,
    /// Headings that the mapping neither reads nor ignores.
    pub unknown_headings: Vec<String>,
    /// Per column of the table the cell in which it stands, from 0.
    pub cells: Vec<usize>,
    /// The corrections that were applied, in order of the file.
    pub corrected: Vec<Applied>,
}

type Finished<R> = Result<(R, BlockFacts), SourceError>;

impl Reading<'_> {
    /// Tells whether the rows are held against totals, so that every amount must be readable.
    fn is_totalled(&self) -> bool {
        self.delivery.control.is_some() || self.table().footer.is_some()
    }

    /// Returns the table whose rows the file holds.
    #[must_use]
    pub fn table(&self) -> &DeliveredTable {
        &self.delivery.tables[self.file.table]
    }

    /// Reads the headings alone.
    ///
    /// # Errors
    /// Fails where the file cannot be read, is empty, or a heading is missing or twice there.
    pub fn layout(&self) -> Result<Layout, SourceError> {
        let Opened { mut blocks, .. } = self.open(Counting::Nothing)?;
        let first = blocks.next_block()?.ok_or_else(|| self.empty())?;
        Ok(self.split_headings(&first)?.layout)
    }

    /// Lets `work` go through the rows of each block, in parallel, and hands its results to `take` in the order of the
    /// file. At most a few blocks are in memory.
    ///
    /// # Errors
    /// Fails where the delivery cannot be used, and with whatever `take` fails with.
    pub fn each_block<R, E>(
        &self,
        work: impl Fn(&mut Rows<'_>) -> R + Sync,
        take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<FileFacts, E>
    where
        R: Send,
        E: From<SourceError>,
    {
        self.pass(Counting::Amounts, work, take)
    }

    /// Does the same with a file of which digest and totals are known: it is neither digested nor looked
    /// through nor added up again.
    ///
    /// # Errors
    /// Fails where the delivery cannot be used or the file changed since it was listed, and with whatever `take` fails
    /// with.
    pub fn each_block_again<R, E>(
        &self,
        work: impl Fn(&mut Rows<'_>) -> R + Sync,
        take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E>
    where
        R: Send,
        E: From<SourceError>,
    {
        self.pass(Counting::Nothing, work, take)?;
        if self.file.has_changed() {
            return Err(SourceError::Changed { place: Place::file(&self.file.name) }.into());
        }
        Ok(())
    }

    fn pass<R, E>(
        &self,
        counting: Counting,
        work: impl Fn(&mut Rows<'_>) -> R + Sync,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<FileFacts, E>
    where
        R: Send,
        E: From<SourceError>,
    {
        let mut opened = self.open(counting)?;
        let first = opened.blocks.next_block()?.ok_or_else(|| self.empty())?;
        let Headings { layout, facts, rest } = self.split_headings(&first)?;
        let mut gathered = Gathered::new(self.table(), facts);
        let (layout_ref, work) = (&layout, &work);
        let digest = rayon::in_place_scope(|scope| {
            thread::scope(|threads| {
                let (give, order) = sync_channel(rayon::current_num_threads() * 2);
                let reader = threads.spawn(move || {
                    self.read_blocks(opened, rest, |block| {
                        let (answer, answered) = sync_channel(1);
                        scope.spawn(move |_| {
                            // Where nobody waits for the answer any more, the reading has failed already.
                            let _ = answer.send(self.work_on(&block, layout_ref, counting, work));
                        });
                        give.send(answered).is_ok()
                    })
                });
                self.take_in_order(order, |(result, facts)| {
                    gathered.add(facts, self, layout_ref)?;
                    take(result)
                })?;
                Ok::<_, E>(reader.join().unwrap_or_else(|panic| resume_unwind(panic))?)
            })
        })?;
        let facts = gathered.finish(self, digest, &layout)?;
        if counting == Counting::Amounts {
            control::check_footer(self, &facts)?;
        }
        Ok(facts)
    }

    /// Reads the file to its end, hands on its blocks for as long as they are taken, and returns its digest.
    fn read_blocks(
        &self,
        mut opened: Opened,
        first: Block,
        mut hand_on: impl FnMut(Block) -> bool,
    ) -> Result<(String, u64), SourceError> {
        let (mut next, mut uncounted) = (Some(first), self.file.bytes);
        while let Some(block) = next {
            let bytes = uncounted.min(block.bytes.len() as u64);
            uncounted -= bytes;
            self.cancel.count(bytes);
            if self.cancel.is_requested() || !hand_on(block) {
                return Err(SourceError::Interrupted);
            }
            next = opened.blocks.next_block()?;
        }
        // Headings and byte order marks, and half of what is written in two bytes a character.
        self.cancel.count(uncounted);
        Ok(opened.digest())
    }

    /// Takes what came of the blocks, in the order of the file.
    fn take_in_order<R, E: From<SourceError>>(
        &self,
        order: Receiver<Receiver<Finished<R>>>,
        mut take: impl FnMut((R, BlockFacts)) -> Result<(), E>,
    ) -> Result<(), E> {
        for answered in order {
            let finished = answered.recv().map_err(|_| SourceError::Interrupted)??;
            if self.cancel.is_requested() {
                return Err(SourceError::Interrupted.into());
            }
            self.cancel.count_rows(finished.1.rows);
            take(finished)?;
        }
        Ok(())
    }

    /// Takes the headings off the first block.
    fn split_headings(&self, first: &Block) -> Result<Headings, SourceError> {
        let form = RecordForm::of(&self.table().dialect);
        check_encoding(first, &self.file.name, form.cells)?;
        let (headings, raw, end, line) = super::rows::first_record(first, form).ok_or_else(|| self.empty())?;
        let beyond_ascii = (!raw.is_ascii()).then_some(line);
        let valid_utf8 = std::str::from_utf8(raw).is_ok();
        let facts = BlockFacts { beyond_ascii, valid_utf8, last_line: line, ..BlockFacts::default() };
        let layout = Layout::new(self.table(), headings, raw, &Place::line(&self.file.name, line))
            .map_err(|error| self.other_encoding(&facts).unwrap_or(error))?;
        let lines = memchr::memchr_iter(b'\n', &first.bytes[..end]).count();
        let first_line = first.first_line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        let rest = Block { bytes: first.bytes[end..].to_vec(), first_line, offset: first.offset + end as u64 };
        Ok(Headings { layout, facts, rest })
    }

    /// Tells whether all that is not ASCII is UTF-8 where that was not declared.
    fn other_encoding(&self, facts: &BlockFacts) -> Option<SourceError> {
        let declared = RecordForm::of(&self.table().dialect).cells;
        let line = facts.beyond_ascii.filter(|_| facts.valid_utf8 && declared == CellForm::Windows1252)?;
        let (place, found) = (Place::line(&self.file.name, line), CellForm::Utf8.name());
        Some(SourceError::OtherEncoding { place, declared: declared.name(), found })
    }

    fn open(&self, counting: Counting) -> Result<Opened, SourceError> {
        Opened::open(self.file, &self.table().dialect, counting == Counting::Amounts)
    }

    fn empty(&self) -> SourceError {
        SourceError::Empty { place: Place::file(&self.file.name) }
    }

    fn work_on<R>(
        &self,
        block: &Block,
        layout: &Layout,
        counting: Counting,
        work: &(impl Fn(&mut Rows<'_>) -> R + Sync),
    ) -> Finished<R> {
        let form = RecordForm::of(&self.table().dialect).cells;
        if counting == Counting::Amounts {
            check_encoding(block, &self.file.name, form)?;
        }
        let text = decode::text(form, &block.bytes);
        let mut rows = Rows::new((block, &text), self.table(), layout, counting);
        let result = work(&mut rows);
        Ok((result, rows.finish()))
    }
}

/// The first block, taken apart.
struct Headings {
    layout: Layout,
    facts: BlockFacts,
    rest: Block,
}

/// The facts of the blocks that were read, put together.
struct Gathered {
    facts: BlockFacts,
}

impl Gathered {
    /// Starts with what was seen in the headings.
    fn new(table: &DeliveredTable, headings: BlockFacts) -> Self {
        Self { facts: BlockFacts { sums: vec![Total::default(); table.amounts.len()], ..headings } }
    }

    fn add(&mut self, block: BlockFacts, reading: &Reading<'_>, layout: &Layout) -> Result<(), SourceError> {
        let name = &reading.file.name;
        let footer = self.facts.footer.as_ref().or(block.footer.as_ref()).map(|footer| footer.line);
        let after = if self.facts.footer.is_some() { block.first_line } else { block.after_footer };
        if let (Some(footer), Some(line)) = (footer, after) {
            return Err(SourceError::AfterFooter { place: Place::line(name, line), footer });
        }
        if let Some((line, column, value, reason)) = block.unreadable
            && reading.is_totalled()
        {
            let place = Place::cell(name, line, &reading.table().columns[column]).at_cell(layout.cell(column));
            return Err(SourceError::Amount { place, value, reason });
        }
        if let Some(found) = &block.corrections.differs {
            return Err(corrections::differs(reading.table(), name, layout, found).into());
        }
        self.facts.corrections.applied.extend(block.corrections.applied);
        self.facts.rows += block.rows;
        self.facts.footer = self.facts.footer.take().or(block.footer);
        self.facts.last_line = self.facts.last_line.max(block.last_line);
        self.facts.beyond_ascii = self.facts.beyond_ascii.or(block.beyond_ascii);
        self.facts.valid_utf8 &= block.valid_utf8;
        self.facts.magnitude = Total::from_cents(self.facts.magnitude.cents() + block.magnitude.cents());
        for (sum, part) in self.facts.sums.iter_mut().zip(block.sums) {
            *sum = Total::from_cents(sum.cents() + part.cents());
        }
        Ok(())
    }

    fn finish(self, reading: &Reading<'_>, digest: (String, u64), layout: &Layout) -> Result<FileFacts, SourceError> {
        let name = &reading.file.name;
        if let Some(error) = reading.other_encoding(&self.facts) {
            return Err(error);
        }
        if let (Some(footer), None) = (&reading.table().footer, &self.facts.footer) {
            let place = Place::line(name, self.facts.last_line);
            return Err(SourceError::NoFooter { place, marker: footer.marker.clone() });
        }
        let (sha256, bytes) = digest;
        let BlockFacts { rows, sums, magnitude, footer, corrections, .. } = self.facts;
        let (unknown_headings, corrected) = (layout.unknown().to_vec(), corrections.applied);
        let cells = (0..reading.table().columns.len()).map(|column| layout.cell(column)).collect();
        Ok(FileFacts { rows, sums, magnitude, footer, sha256, bytes, unknown_headings, cells, corrected })
    }
}

#[cfg(test)]
mod tests;
