//! The course of a run: its stages, what each reads of the delivery, and how much work each is.
//!
//! It is known as soon as the delivery was opened. Rows that are rejected late are read again besides: how many those
//! are shows only when rules were checked.

use super::order::loading_order;
use super::reports::REPORTS;
use super::{Stage, promise};
use crate::convert::{identity, lookups};
use crate::mapping::Mapping;
use crate::mapping::model::{Routing, TableIndex};
use crate::reconcile::prove;
use crate::source::Files;
use crate::store::settle;

/// The stages that a run takes, in order. Empty where that is not known yet.
#[derive(Clone, Debug, Default)]
pub struct Course {
    legs: Vec<Leg>,
}

/// A stage of a course.
#[derive(Clone, Debug)]
pub struct Leg {
    /// The stage.
    pub stage: Stage,
    /// How many bytes of the delivery it reads; a file that it reads twice counts twice.
    pub bytes: u64,
    /// How much work it is, beside the others.
    pub effort: u64,
}

impl Course {
    /// Lays out the course of a mapping over a delivery.
    pub(super) fn of(mapping: &Mapping, files: &Files) -> Self {
        let delivered = files.data.iter().map(|file| file.bytes).sum();
        let bytes = |table: &TableIndex| files.of(*table).map(|file| file.bytes).sum::<u64>();
        let legs = readings(mapping).into_iter().map(|(stage, tables)| {
            let bytes = tables.iter().map(bytes).sum();
            Leg { effort: effort(&stage, bytes, delivered), stage, bytes }
        });
        Self { legs: legs.collect() }
    }

    /// Returns the stages, in order.
    #[must_use]
    pub fn legs(&self) -> &[Leg] {
        &self.legs
    }
}

/// Lists the stages of a mapping, each with the delivered tables that it reads, as often as it reads them.
fn readings(mapping: &Mapping) -> Vec<(Stage, Vec<TableIndex>)> {
    let tables = &mapping.delivery.tables;
    let cases = tables.iter().position(|table| matches!(table.routing, Routing::Cases { .. }));
    let promise = &mapping.promise;
    let ahead = [
        (Stage::Adding, identity::tables(mapping)),
        (Stage::Routing, cases.into_iter().collect()),
        (Stage::LookingUp, lookups::tables(mapping)),
    ];
    let loading = loading_order(mapping).into_iter();
    let loading = loading.map(|table| (Stage::Loading(tables[table].name.clone()), vec![table]));
    let again = [
        (Stage::Gathering, promise::fact_tables(mapping)),
        (Stage::Comparing, vec![promise.from]),
        (Stage::Balancing, promise.balances.iter().map(|balance| balance.from).collect()),
    ];
    let unread = |stage: Stage| (stage, Vec::new());
    ahead
        .into_iter()
        .chain(loading)
        .chain(settle::Step::ALL.map(Stage::Settling).map(unread))
        .chain([Stage::Accounting, Stage::Planning, Stage::Completing].map(unread))
        .chain(again)
        .chain([Stage::Promising].map(unread))
        .chain(prove::Step::ALL.map(Stage::Proving).map(unread))
        .chain([Stage::Assembling, Stage::Recording].map(unread))
        .chain(REPORTS.map(Stage::Reporting).map(unread))
        .chain([Stage::Returning, Stage::Digesting].map(unread))
        .collect()
}

/// Weighs a stage: for each byte that it reads, and for each byte of the whole delivery. The weights are nanoseconds per
/// hundred bytes as `run --timings` shows them for 400,000 households; how fast the machine is does not count, only what
/// is more work than what.
fn effort(stage: &Stage, read: u64, delivered: u64) -> u64 {
    let (of_read, of_delivered) = match stage {
        Stage::Opening => (0, 0),
        Stage::Adding => (600, 0),
        Stage::Routing | Stage::LookingUp | Stage::Gathering | Stage::Balancing => (400, 0),
        Stage::Loading(_) => (1000, 0),
        Stage::Comparing => (800, 0),
        _ => (0, 50),
    };
    read.saturating_mul(of_read).saturating_add(delivered.saturating_mul(of_delivered))
}
