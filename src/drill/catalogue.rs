//! The register of all faults, and of those that nothing here can be injected for.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::{delivery, target};

/// A fault with the number of its stream of choices, which no other fault moves.
pub(super) struct Entry {
    pub(super) fault: &'static Fault,
    pub(super) stream: u64,
}

/// A number of the register for which nothing is injected, and why.
pub(super) struct Listed {
    /// Its number.
    pub(super) number: u8,
    /// Its name in English.
    pub(super) english: &'static str,
    /// Its name in Dutch.
    pub(super) dutch: &'static str,
    /// Why nothing is injected.
    pub(super) reason: &'static str,
}

/// What no copy of a target or delivery can hold.
pub(super) const LISTED: &[Listed] = &[Listed {
    number: 49,
    english: "norm not indexed",
    dutch: "norm niet geïndexeerd",
    reason: "cannot be seen by a comparison of what was delivered with what is planned",
}];

/// Returns every fault, in order of number and way; within these as they are written down.
pub(super) fn entries() -> Vec<Entry> {
    let mut seen: BTreeMap<(u8, u8), u64> = BTreeMap::new();
    let all = target::FAULTS.iter().chain(&delivery::FAULTS).copied().flatten();
    let mut entries: Vec<Entry> = all
        .map(|fault| {
            let nth = seen.entry((fault.number, fault.way as u8)).or_default();
            *nth += 1;
            let stream = (u64::from(fault.number) << 48) | (u64::from(fault.way as u8) << 40) | (*nth << 32);
            Entry { fault, stream }
        })
        .collect();
    entries.sort_by_key(|entry| (entry.fault.number, entry.fault.way));
    entries
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_number_of_the_register_is_injected_or_says_why_not() {
        let injected = entries().into_iter().map(|entry| entry.fault.number);
        let known: BTreeSet<u8> = injected.chain(LISTED.iter().map(|listed| listed.number)).collect();
        assert_eq!(known, (1..=50).collect());
    }

    #[test]
    fn every_fault_has_something_that_must_catch_it_and_a_stream_of_its_own() {
        let entries = entries();
        assert!(entries.iter().all(|entry| !entry.fault.answers.is_empty()));
        let streams: BTreeSet<u64> = entries.iter().map(|entry| entry.stream).collect();
        assert_eq!(streams.len(), entries.len());
    }
}
