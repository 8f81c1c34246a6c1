//! The payments that were made, read from the delivery again: past the mapping, by headings alone.

use super::block::{Block, Digests, Unknown};
use super::class::{Class, ClassCounts};
use super::facts::{CaseIndex, Facts};
use super::payment::{Payment, magnitude};
use super::stream::{Paid, Stream};
use super::sums::{SumIndex, Sums};
use crate::domain::Origin;
use crate::mapping::Mapping;
use crate::mapping::model::DestinationIndex;
use crate::source::{Cancel, Files, Reading, SourceError};

/// Of how many payments that are wrong in one way the place is kept.
const PLACES_KEPT: usize = 20;

/// The history of all cases in scope.
#[derive(Debug, Default)]
pub struct History {
    /// Per case its streams, in the order of the delivery.
    pub streams: Vec<Vec<Stream>>,
    /// The first payments in scope that promises depend on, of which a cell cannot be read.
    pub unreadable: Vec<(CaseIndex, Origin)>,
    /// How many of those there are in all.
    pub unreadable_count: u64,
    /// All payments in scope by class.
    pub classes: ClassCounts,
    /// The first payments in scope that the mapping does not classify.
    pub unclassified: Vec<(CaseIndex, Origin)>,
    /// All payments per scheme and month.
    pub sums: Sums,
    /// Per destination how many payments it must have, and their digest.
    pub digests: Digests,
}

impl History {
    /// Reads all payments, and shows each one in scope to `visit` in the order of the delivery, which returns where it
    /// stands and its cents there.
    ///
    /// # Errors
    /// Fails where the delivery cannot be used, and with whatever `visit` fails with.
    pub fn read<E: From<SourceError>>(
        mapping: &Mapping,
        files: &Files,
        facts: &mut Facts,
        cancel: &Cancel,
        mut visit: impl FnMut(&Facts, &Payment<'_>) -> Result<Option<(DestinationIndex, i64)>, E>,
    ) -> Result<Self, E> {
        let mut history = Self::default();
        for file in files.of(mapping.promise.from) {
            let reading = Reading { delivery: &mapping.delivery, file, cancel };
            let known: &Facts = facts;
            let mut unknown: Vec<Unknown> = Vec::new();
            reading.each_block_again(
                |rows| Block::read(mapping, known, file.id, rows),
                |mut block| -> Result<(), E> {
                    let places = history.sums.add(std::mem::take(&mut block.sums));
                    for (destination, (payments, digest)) in std::mem::take(&mut block.digests) {
                        let (known, sum) = history.digests.entry(destination).or_default();
                        *known += payments;
                        sum.add_all(digest);
                    }
                    for (payment, sum) in block.payments() {
                        history.take(&payment, places[sum], visit(known, &payment)?);
                    }
                    unknown.extend(block.unknown.into_iter().map(|payment| payment.with_sum_at(&places)));
                    Ok(())
                },
            )?;
            for found in unknown {
                let (payment, sum) = found.payment(facts.case_or_unknown(&found.number));
                history.take(&payment, sum, visit(facts, &payment)?);
            }
        }
        Ok(history)
    }

    fn take(&mut self, payment: &Payment<'_>, sum: SumIndex, stands: Option<(DestinationIndex, i64)>) {
        if let Some((destination, cents)) = stands {
            *self.sums.at(sum).parts.entry(destination).or_default() += magnitude(Some(cents));
        }
        self.add(payment);
    }

    /// Notes a payment.
    pub(super) fn add(&mut self, payment: &Payment<'_>) {
        self.classes.add(payment.class, magnitude(payment.cents));
        if payment.class == Class::Unclassified && self.unclassified.len() < PLACES_KEPT {
            self.unclassified.push((payment.case, payment.origin));
        }
        if !payment.class.is_promised() {
            return;
        }
        let (Some(month), Some(date), Some(cents)) = (payment.month, payment.date, payment.cents) else {
            self.unreadable_count += 1;
            if self.unreadable.len() < PLACES_KEPT {
                self.unreadable.push((payment.case, payment.origin));
            }
            return;
        };
        if self.streams.len() <= payment.case {
            self.streams.resize_with(payment.case + 1, Vec::new);
        }
        let streams = &mut self.streams[payment.case];
        let place = streams.iter().position(|stream| stream.has(payment)).unwrap_or_else(|| {
            streams.reserve_exact(1);
            streams.push(Stream::of(payment));
            streams.len() - 1
        });
        streams[place].add(payment.class, Paid { month, date, cents, origin: payment.origin });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FileId;

    #[test]
    fn the_first_payments_that_cannot_be_read_are_kept_and_all_are_counted() {
        let mut history = History::default();
        for line in 2..=26 {
            history.add(&Payment {
                origin: Origin::new(FileId::new(1), line),
                case: 0,
                recipient: "111222333",
                client: None,
                account: "NL91ABNA0417164300",
                month: None,
                date: None,
                cents: None,
                class: Class::Regular,
            });
        }
        assert_eq!((history.unreadable.len(), history.unreadable_count), (20, 25));
        assert_eq!(history.unreadable.last().map(|(_, origin)| origin.line()), Some(21));
    }
}
