//! Codes of a translation that never come to it. A file is asked for all columns that use it together.

use std::collections::BTreeMap;

use super::logic::reach::Reach;
use super::logic::readings::{self, Reading};
use super::{Findings, Lint, quoted};
use crate::diag::codes::lint::CODE_NOT_REACHED;
use crate::mapping::Mapping;
use crate::mapping::model::Codes;

pub(super) static LINT: Lint = Lint { code: &CODE_NOT_REACHED, check };

fn check(mapping: &Mapping, findings: &mut Findings) {
    let mut files: BTreeMap<&str, Vec<(&Codes, Reading<'_>)>> = BTreeMap::new();
    for reading in readings::all(mapping) {
        let Some(codes) = &reading.read.codes else { continue };
        match &codes.file {
            Some(name) => files.entry(name).or_default().push((codes, reading)),
            None => check_translation(mapping, codes, vec![reading], findings),
        }
    }
    for uses in files.into_values() {
        let Some((codes, _)) = uses.first() else { continue };
        check_translation(mapping, codes, uses.iter().map(|(_, reading)| reading.clone()).collect(), findings);
    }
}

/// Reports the codes that none of several readings comes to: one message per reason, at the first of them.
fn check_translation(mapping: &Mapping, codes: &Codes, uses: Vec<Reading<'_>>, findings: &mut Findings) {
    let is_shared = uses.len() > 1;
    let uses: Vec<Reach<'_>> = uses.into_iter().map(|reading| Reach::of(mapping, reading)).collect();
    let mut unreached: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for code in codes.rows.keys() {
        let mut reasons = uses.iter().map(|reach| reach.blocked(code));
        let Some(first) = reasons.next().flatten() else { continue };
        if reasons.all(|reason| reason.is_some()) {
            unreached.entry(first).or_default().push(code);
        }
    }
    for (reason, list) in unreached {
        let row = list.iter().filter_map(|code| codes.rows.get(*code)).min_by_key(|row| row.at.start);
        let verb = if list.len() == 1 { "comes" } else { "come" };
        let besides = if is_shared { ", and no other column that uses the file sees it" } else { "" };
        findings.add(row.map(|row| codes.span(row)), format!("{} never {verb} up: {reason}{besides}", quoted(list)));
    }
}
