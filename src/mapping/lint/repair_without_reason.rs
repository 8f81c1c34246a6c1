//! Repairs of which nothing says why they are right.

use super::logic::readings;
use super::{Findings, Lint};
use crate::diag::codes::lint::REPAIR_WITHOUT_REASON;
use crate::mapping::Mapping;

pub(super) static LINT: Lint = Lint { code: &REPAIR_WITHOUT_REASON, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    for reading in readings::all(mapping) {
        if reading.read.repair.is_some() && reading.read.because.is_none() {
            let message = format!("\"{}\" is repaired without a reason", reading.target().name);
            findings.add(Some(reading.entry.span.clone()), message);
        }
    }
}
