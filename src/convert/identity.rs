//! The delivery's own arithmetic, held against it before anything is mapped.
//!
//! Of every block one sum and one origin are kept, so that memory grows with blocks and not with lines; what a block
//! that does not add up is made of is read again. Cells are taken as they were delivered, and rows that stay behind count
//! like all others. Rows with too many or too few cells count for nothing: their amounts may have moved.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;
use thiserror::Error;

use super::condition::{self, is_empty};
use crate::domain::{Bsn, Money, Origin, Total, bsn};
use crate::mapping::Mapping;
use crate::mapping::model::{Condition, Dialect, Identity, Lines, TableIndex};
use crate::source::rows::read_amount;
use crate::source::{Cancel, Files, Place, Reading, Row, SourceError};

/// How many blocks a message names.
const NAMED: usize = 10;
/// What parts the cells that name a block, while they are kept.
const BETWEEN: char = '\u{1f}';

/// Why a delivery's own arithmetic does not hold.
#[derive(Debug, Error)]
pub enum IdentityError {
    /// The delivery cannot be read.
    #[error(transparent)]
    Source(Box<SourceError>),
    /// A line that counts has an amount that cannot be read.
    #[error(
        "{place}: \"{value}\" is not an amount ({reason}), so the sums of \"{identity}\" cannot be checked; have the delivery made again, or correct how the mapping says amounts are written (decimal, thousands, unit)"
    )]
    Amount {
        /// The identity.
        identity: Box<str>,
        /// The cell.
        place: Place,
        /// What stands there.
        value: Box<str>,
        /// What is wrong with it.
        reason: Box<str>,
    },
    /// Blocks that do not add up.
    #[error(
        "\"{identity}\" does not hold:{blocks}\nhave the delivery made again, or correct the identity in the mapping"
    )]
    Unbalanced {
        /// The identity.
        identity: String,
        /// The blocks.
        blocks: Unbalanced,
    },
}

impl From<SourceError> for IdentityError {
    fn from(error: SourceError) -> Self {
        Self::Source(Box::new(error))
    }
}

/// Blocks that do not add up: the first of them in full, and how many more there are.
#[derive(Debug)]
pub struct Unbalanced {
    named: Vec<Block>,
    others: usize,
}

/// A block that does not add up.
#[derive(Debug)]
struct Block {
    first: Place,
    name: String,
    sums: Sums,
}

/// What the lines of a block come to.
#[derive(Debug, Default)]
struct Sums {
    plus: Total,
    minus: Total,
    paid: Total,
}

impl fmt::Display for Unbalanced {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for block in &self.named {
            write!(out, "\n  {block}")?;
        }
        if self.others > 0 {
            write!(out, "\n  and {} more", self.others)?;
        }
        Ok(())
    }
}

impl fmt::Display for Block {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sums { plus, minus, paid } = &self.sums;
        let difference = Total::from_cents(plus.cents() - minus.cents() - paid.cents());
        let (first, name) = (&self.first, &self.name);
        write!(
            out,
            "{first}: {name}: € {plus} plus, € {minus} minus, € {paid} on the other side: a difference of € {difference}"
        )
    }
}

/// Returns the delivered tables that a mapping's identities read.
#[must_use]
pub fn tables(mapping: &Mapping) -> Vec<TableIndex> {
    mapping.identities.iter().flat_map(|identity| [identity.lines.from, identity.equals.from]).collect()
}

/// An identity that holds, and for how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its name.
    pub identity: String,
    /// How many blocks add up.
    pub blocks: u64,
    /// How many lines count in them, on either side.
    pub lines: u64,
}

/// Holds every identity of a mapping against a delivery.
///
/// # Errors
/// Fails at the first identity that does not hold, and where the delivery cannot be used.
pub fn check(mapping: &Mapping, files: &Files, cancel: &Cancel) -> Result<Vec<Held>, IdentityError> {
    mapping.identities.iter().map(|identity| Check { mapping, files, cancel, identity }.run()).collect()
}

/// One identity over one delivery.
#[derive(Clone, Copy)]
struct Check<'a> {
    mapping: &'a Mapping,
    files: &'a Files,
    cancel: &'a Cancel,
    identity: &'a Identity,
}

/// What a line does to its block.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    plus: bool,
    minus: bool,
    paid: bool,
}

impl Weight {
    const fn counts(self) -> bool {
        self.plus || self.minus || self.paid
    }

    /// Returns the amount with the sign that it has in the difference.
    fn signed(self, amount: Money) -> i128 {
        let times = |counts: bool| i128::from(counts);
        (times(self.plus) - times(self.minus) - times(self.paid)) * i128::from(amount.cents())
    }
}

/// A line that counts.
struct Counted {
    line: u32,
    block: String,
    weight: Weight,
    amount: Money,
}

impl Check<'_> {
    fn run(self) -> Result<Held, IdentityError> {
        let mut lines = 0;
        let mut blocks: FxHashMap<Box<str>, (i128, Origin)> = FxHashMap::default();
        self.each_line(|counted, origin| {
            lines += 1;
            let cents = counted.weight.signed(counted.amount);
            match blocks.get_mut(counted.block.as_str()) {
                Some((sum, _)) => *sum += cents,
                None => drop(blocks.insert(counted.block.into(), (cents, origin))),
            }
        })?;
        let held = Held { identity: self.identity.name.clone(), blocks: blocks.len() as u64, lines };
        let off = blocks.into_iter().filter(|(_, (sum, _))| *sum != 0);
        let mut off: Vec<(Origin, Box<str>)> = off.map(|(block, (_, origin))| (origin, block)).collect();
        if off.is_empty() {
            return Ok(held);
        }
        off.sort_unstable();
        let others = off.len().saturating_sub(NAMED);
        off.truncate(NAMED);
        let blocks = Unbalanced { named: self.read_again(&off)?, others };
        Err(IdentityError::Unbalanced { identity: self.identity.name.clone(), blocks })
    }

    /// Reads what some of the blocks are made of.
    fn read_again(self, wanted: &[(Origin, Box<str>)]) -> Result<Vec<Block>, IdentityError> {
        let mut sums: BTreeMap<&str, Sums> = wanted.iter().map(|(_, block)| (&**block, Sums::default())).collect();
        self.each_line(|counted, _| {
            let Some(sums) = sums.get_mut(counted.block.as_str()) else { return };
            let Weight { plus, minus, paid } = counted.weight;
            for (counts, sum) in [(plus, &mut sums.plus), (minus, &mut sums.minus), (paid, &mut sums.paid)] {
                if counts {
                    sum.add(counted.amount);
                }
            }
        })?;
        let block = |(origin, block): &(Origin, Box<str>)| {
            let file = self.files.data.iter().find(|file| file.id == origin.file());
            let first = Place::line(file.map_or("", |file| &file.name), origin.line());
            let sums = sums.remove(&**block).unwrap_or_default();
            Block { first, name: shown(block), sums }
        };
        Ok(wanted.iter().map(block).collect())
    }

    /// Hands over every line that counts, on either side, in the order of the delivery.
    fn each_line(self, mut take: impl FnMut(Counted, Origin)) -> Result<(), IdentityError> {
        let Identity { lines, plus, minus, equals, filter, .. } = self.identity;
        let holds = |condition: &Condition, row: &Row<'_>, dialect: &Dialect| {
            condition::holds_for(condition, dialect, |column| row.delivered(column))
        };
        let of_lines = |row: &Row<'_>, dialect: &Dialect| Weight {
            plus: holds(plus, row, dialect),
            minus: minus.as_ref().is_some_and(|minus| holds(minus, row, dialect)),
            paid: false,
        };
        let of_sums = |row: &Row<'_>, dialect: &Dialect| {
            let paid = filter.as_ref().is_none_or(|filter| holds(filter, row, dialect));
            Weight { paid, ..Weight::default() }
        };
        self.each_of(lines, of_lines, &mut take)?;
        self.each_of(equals, of_sums, &mut take)
    }

    fn each_of(
        self,
        lines: &Lines,
        weigh: impl Fn(&Row<'_>, &Dialect) -> Weight + Sync,
        take: &mut impl FnMut(Counted, Origin),
    ) -> Result<(), IdentityError> {
        for file in self.files.of(lines.from) {
            let reading = Reading { delivery: &self.mapping.delivery, file, cancel: self.cancel };
            reading.each_block(
                |rows| {
                    let mut found = Vec::new();
                    while let Some(row) = rows.next_row() {
                        if !row.is_ragged() {
                            let weight = weigh(&row, &reading.table().dialect);
                            found.extend(weight.counts().then(|| self.count(lines, weight, &row, &reading)));
                        }
                    }
                    found
                },
                |found| -> Result<(), IdentityError> {
                    for counted in found {
                        let counted = counted?;
                        let origin = Origin::new(file.id, counted.line);
                        take(counted, origin);
                    }
                    Ok(())
                },
            )?;
        }
        Ok(())
    }

    /// Reads a line that counts; an amount that is nothing is zero.
    fn count(
        self,
        lines: &Lines,
        weight: Weight,
        row: &Row<'_>,
        reading: &Reading<'_>,
    ) -> Result<Counted, IdentityError> {
        let (table, text) = (reading.table(), row.delivered(lines.amount.column));
        let amount = if is_empty(&text, &table.dialect.empty) {
            Money::ZERO
        } else {
            read_amount(&text, lines.amount, table.dialect.notation).map_err(|reason| IdentityError::Amount {
                identity: self.identity.name.as_str().into(),
                place: Place::cell(&reading.file.name, row.line, &table.columns[lines.amount.column])
                    .at_cell(row.cell(lines.amount.column)),
                value: (*text).into(),
                reason: reason.to_string().into(),
            })?
        };
        let cells: Vec<_> = lines.block.iter().map(|column| row.delivered(*column)).collect();
        Ok(Counted { line: row.line, block: cells.join(&BETWEEN.to_string()), weight, amount })
    }
}

/// Shows the cells that name a block; what is a number of a person is masked.
fn shown(block: &str) -> String {
    let cell = |text: &str| if Bsn::parse(text).is_ok() { bsn::mask(text) } else { text.to_owned() };
    block.split(BETWEEN).map(cell).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
