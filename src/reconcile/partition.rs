//! Every case in exactly one place, and no partner with more than it may have.

use std::collections::{BTreeMap, BTreeSet};

use super::Failure;
use super::summary::{Partition, Status};
use crate::domain::{Origin, euros};
use crate::mapping::Mapping;
use crate::mapping::model::DestinationKind;
use crate::store::evidence_read::EvidenceReader;
use crate::store::readback;
use crate::store::{StoreError, Target};

/// Counts the cases and their places.
///
/// # Errors
/// Fails where a database cannot be read.
pub fn prove(
    mapping: &Mapping,
    evidence: &EvidenceReader<'_>,
    targets: &[Target],
    failures: &mut Vec<Failure>,
) -> Result<Partition, StoreError> {
    let cases = evidence.count("cases")?;
    let (stays_behind, nowhere) = (evidence.count("cases_stays_behind")?, evidence.count("cases_nowhere")?);
    let mut destinations = BTreeMap::new();
    for destination in &mapping.destinations {
        if matches!(destination.kind, DestinationKind::Municipality { .. }) {
            let count = evidence.count(&format!("cases_to.{}", destination.name))?;
            destinations.insert(destination.name.clone(), count);
        }
    }
    let twice = evidence.count("cases_twice")? + in_two_targets(targets, failures)?;
    let mut unbalanced_sums = 0;
    for sum in evidence.partition_sums()?.iter().filter(|sum| sum.difference_cents != 0) {
        unbalanced_sums += 1;
        let message = format!("the parts differ from the whole by {}", euros(sum.difference_cents));
        failures.push(Failure::new("partition", &format!("{} {}", sum.scheme, sum.month), message));
    }
    let partner_excess = partner_excess(targets, &evidence.merged()?, failures)?;
    let placed = destinations.values().sum::<u64>() + stays_behind + nowhere;
    let holds = placed == cases && nowhere == 0 && twice == 0 && unbalanced_sums == 0 && partner_excess == 0;
    let status = if holds { Status::Passed } else { Status::Failed };
    Ok(Partition { status, cases, destinations, stays_behind, nowhere, twice, unbalanced_sums, partner_excess })
}

/// Counts the cases that stand in the targets of two municipalities.
fn in_two_targets(targets: &[Target], failures: &mut Vec<Failure>) -> Result<u64, StoreError> {
    let municipalities: Vec<&Target> = targets.iter().filter(|target| target.partner_of.is_none()).collect();
    if municipalities.len() < 2 {
        return Ok(0);
    }
    let mut seen = BTreeSet::new();
    let mut twice = 0;
    for target in municipalities {
        for case in readback::case_numbers(target)? {
            if !seen.insert(case.clone()) {
                twice += 1;
                failures.push(Failure::new("partition", &case, "stands in two targets".to_owned()));
            }
        }
    }
    Ok(twice)
}

/// Counts tables, columns and rows of partners that they may not have, and rows that they miss.
fn partner_excess(
    targets: &[Target],
    merged: &BTreeSet<Origin>,
    failures: &mut Vec<Failure>,
) -> Result<u64, StoreError> {
    let mut excess = 0;
    for partner in targets {
        if partner.partner_of.is_none() {
            continue;
        }
        let is_theirs = |target: &&Target| target.partner_of.is_none() && partner.takes(1 << target.destination);
        let municipalities: Vec<&Target> = targets.iter().filter(is_theirs).collect();
        for what in readback::undeclared(partner)? {
            excess += 1;
            failures.push(Failure::new("partition", &partner.name, format!("{what} is not the partner's to have")));
        }
        for table in partner.mapped_tables() {
            let (more, less) = readback::compare_keys(partner, &municipalities, table, merged)?;
            if more > 0 {
                let message = format!("{more} rows of {} are not the partner's to have", table.name);
                failures.push(Failure::new("partition", &partner.name, message));
            }
            if less > 0 {
                let message = format!("{less} rows of {} are missing", table.name);
                failures.push(Failure::new("partition", &partner.name, message));
            }
            excess += more + less;
        }
    }
    Ok(excess)
}

#[cfg(test)]
mod tests;
