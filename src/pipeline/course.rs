//! The course of a run: its stages, what each reads of the delivery, and how much work each is.
//!
//! It is known as soon as the delivery was opened. Rows that are rejected late are read again besides: how many those
//! are shows only when rules were checked.

use super::order::loading_order;
use super::reports::{self, WORKBOOK};
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
        (Stage::Comparing, vec![promise.from]),
        (Stage::Balancing, promise.balances.iter().map(|balance| balance.from).collect()),
    ];
    let unread = |stage: Stage| (stage, Vec::new());
    ahead
        .into_iter()
        .chain(loading)
        .chain([(Stage::Gathering, promise::fact_tables(mapping))])
        .chain(settle::Step::ALL.map(Stage::Settling).map(unread))
        .chain([Stage::Accounting, Stage::Planning, Stage::Completing].map(unread))
        .chain(again)
        .chain([Stage::Promising].map(unread))
        .chain(prove::Step::ALL.map(Stage::Proving).map(unread))
        .chain([Stage::Assembling, Stage::Recording].map(unread))
        .chain(reports::besides_workbook().map(Stage::Reporting).map(unread))
        .chain([Stage::Returning, Stage::Digesting, Stage::Reporting(WORKBOOK)].map(unread))
        .collect()
}

/// Weighs a stage, in picoseconds: so much for each byte that it reads, and so much for each byte of the whole delivery.
/// The weights are those that `run --timings` shows for 400,000 households of Laborijn, medians of four runs; a machine
/// that is slower is slower at all of them, and only what is more work than what counts.
fn effort(stage: &Stage, read: u64, delivered: u64) -> u64 {
    let (a_byte_read, a_byte_delivered) = match stage {
        Stage::Routing | Stage::LookingUp => (12_500, 0),
        Stage::Gathering => (4_700, 0),
        Stage::Balancing => (4_300, 0),
        Stage::Adding | Stage::Loading(_) => (2_500, 0),
        Stage::Comparing => (1_600, 0),
        Stage::Proving(prove::Step::Payments) => (0, 590),
        Stage::Promising => (0, 385),
        Stage::Planning => (0, 290),
        Stage::Proving(prove::Step::Completeness) => (0, 270),
        Stage::Digesting => (0, 210),
        Stage::Completing | Stage::Reporting(WORKBOOK) => (0, 150),
        Stage::Settling(settle::Step::Keys) | Stage::Recording => (0, 95),
        Stage::Settling(settle::Step::Rules) => (0, 70),
        Stage::Reporting(_) => (0, 25),
        Stage::Settling(settle::Step::Partners) => (0, 15),
        Stage::Assembling | Stage::Proving(prove::Step::Partition) => (0, 10),
        Stage::Accounting => (0, 5),
        Stage::Opening | Stage::Proving(prove::Step::Fidelity) | Stage::Returning => (0, 0),
    };
    read.saturating_mul(a_byte_read).saturating_add(delivered.saturating_mul(a_byte_delivered))
}
